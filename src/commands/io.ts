import type { Language } from '../model/text.ts';

/** What a command may use of the world outside, so that tests can give it another one. */
export type Io = {
  /** The result: the only thing that ever goes to standard output. */
  out(text: string): void;
  /** Progress, hints and warnings, to standard error. */
  err(text: string): void;
  language: Language;
  json: boolean;
  quiet: boolean;
  /** Width of the terminal in columns. */
  columns: number;
  colour: boolean;
  /** Whether standard error is a terminal whose last line can be written again. */
  live: boolean;
  now(): Date;
  signal: AbortSignal;
};

/** Says something on the way, unless silence or events for machines were asked for. */
export const tell = (io: Io, text: string): void => {
  if (io.json && !io.quiet) io.err(`${JSON.stringify({ event: 'message', text })}\n`);
  else if (!io.quiet) io.err(`${text}\n`);
};

/** Exit codes of the program (design.md section 5). */
export const exits = { fine: 0, notMet: 1, usage: 2, incomplete: 3, bug: 4 } as const;
export type Exit = (typeof exits)[keyof typeof exits];
