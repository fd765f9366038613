/** Where a mistake stands in a file that a person wrote. Lines and columns count from 1. */
export type Place = { file: string; line?: number; column?: number };

/** One mistake in an input file: what is wrong, where, and how it looks when it is right. */
export type Mistake = Place & { message: string; example?: string };

const describe = ({ file, line, column, message, example }: Mistake): string => {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return example
    ? `${place}\n    ${message}\n    e.g. ${example.replaceAll('\n', '\n         ')}`
    : `${place}\n    ${message}`;
};

/**
 * A mistake that the user can mend: bad arguments, a broken file, a full disk. It is shown as it is, without a stack
 * trace. Everything else that is thrown is a bug of the program.
 */
export class UserError extends Error {
  readonly mistakes: readonly Mistake[];
  constructor(message: string, mistakes: readonly Mistake[] = []) {
    super([message, ...mistakes.map(describe)].join('\n'));
    this.name = 'UserError';
    this.mistakes = mistakes;
  }
}
