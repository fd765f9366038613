import { UserError } from '../model/errors.ts';
import { type Label, labels } from '../model/evaluation.ts';

/** What is expected of one element: its outcome, and the code of the reason where one is named. */
export type Expected = { element: string; label: Label; reason: string | null };
/** What a case says of itself: the labels, and facts such as its style. */
export type Expectation = { facts: Record<string, string>; expected: Expected[] };

const isLabel = (text: string): text is Label => (labels as readonly string[]).includes(text);

/**
 * Reads what a corpus expects of a case: an element, its outcome and perhaps the code of the reason make an entry; entries
 * are parted by semicolons or lines. "style: wordpress" tells a fact, and what follows a # is a remark.
 * @param where names the file in the UserError that is thrown for an entry that says something else
 */
export const readExpectation = (text: string, where: string): Expectation => {
  const facts: Record<string, string> = {};
  const expected: Expected[] = [];
  for (const entry of text
    .split('\n')
    .map((line) => line.replace(/#.*/u, ''))
    .join('\n')
    .split(/[;\n]/u)) {
    const part = entry.trim();
    if (part === '') continue;
    const fact = /^([a-z]+):\s*(.*)$/u.exec(part);
    const [element = '', label = '', reason = null] = part.split(/\s+/u);
    if (fact?.[1] !== undefined) facts[fact[1]] = fact[2] ?? '';
    else if (/^o\d+\.\d+$/u.test(element) && isLabel(label)) expected.push({ element, label, reason });
    else
      throw new UserError(
        `${where}: cannot read "${part}"; an element and ${labels.join(', ')}, or "style: …" is expected.`,
      );
  }
  return { facts, expected };
};
