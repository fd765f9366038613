import type { Outcome } from '../model/outcome.ts';

/** One sign for each outcome, so that none is told by colour alone. */
export const signs: Record<Outcome, string> = {
  passed: '✓',
  failed: '✗',
  cantTell: '?',
  untested: '!',
  inapplicable: '–',
};

export type Paint = 'bold' | 'dim' | Outcome;
const codes: Record<Paint, string> = {
  bold: '1',
  dim: '2',
  passed: '32',
  failed: '31',
  cantTell: '33',
  untested: '35',
  inapplicable: '2',
};

/** Colours for a terminal; without colour the text stays as it is. */
export const paintWith =
  (colour: boolean) =>
  (text: string, as: Paint): string =>
    colour ? `\u001b[${codes[as]}m${text}\u001b[0m` : text;
