import type { Block, Reading } from '../../../src/model/evidence.ts';

/** Counts how far what was read is from what is written. */

const bare = (text: string): string =>
  text.replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu, '$1\u0e33').replace(/\s+/gu, '');

/** Insertions, deletions and replacements between two texts (Levenshtein). */
export const distance = (a: string, b: string): number => {
  let before = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  let row = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    [before, row] = [row, before];
  }
  return before[b.length] ?? 0;
};

/** Share of the characters, white space left out, that were read wrongly. */
export const errorRate = (truth: string, read: string): number =>
  distance(bare(truth), bare(read)) / Math.max(1, bare(truth).length);

const thaiToArabic = (text: string): string =>
  text.replace(/[\u0e50-\u0e59]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));

/** Four-digit Buddhist years of our time, in order. One with a masked digit is not given. */
export const yearsIn = (text: string): string[] => thaiToArabic(text).match(/(?<![\d,.?])2[456]\d\d(?![\d,?])/gu) ?? [];

export type Years = { written: number; given: number; right: number };

/** How many of the years that are written were read, in order, and how many were given altogether. */
export const yearsRead = (truth: string, read: string): Years => {
  const [written, given] = [yearsIn(truth), yearsIn(read)];
  // The longest row of years that both have in common.
  let common = new Array<number>(given.length + 1).fill(0);
  for (const year of written) {
    const next = [...common];
    given.forEach((other, j) => {
      next[j + 1] = year === other ? (common[j] ?? 0) + 1 : Math.max(next[j] ?? 0, common[j + 1] ?? 0);
    });
    common = next;
  }
  return { written: written.length, given: given.length, right: common[given.length] ?? 0 };
};

export const sumOfYears = (all: readonly Years[]): Years => ({
  written: all.reduce((sum, { written }) => sum + written, 0),
  given: all.reduce((sum, { given }) => sum + given, 0),
  right: all.reduce((sum, { right }) => sum + right, 0),
});

const isOn = ({ at }: Block, page: number): boolean => at.in === 'page' && at.page === page;

/** All that a reading says, or one page of it: a merged cell of a table once. */
export const textIn = ({ blocks }: Reading, page?: number): string =>
  blocks
    .filter((block) => page === undefined || isOn(block, page))
    .map((block) => {
      if (block.kind !== 'table') return block.text;
      const cells = new Map(block.rows.flat().map((cell) => [JSON.stringify(cell.at), cell.text]));
      return [...cells.values()].join('\n');
    })
    .join('\n');

/** Places of a table that hold exactly what is written there, in the eyes of `same`. */
export const rightCells = (
  truth: readonly (readonly string[])[],
  read: readonly (readonly string[])[],
  same: (a: string, b: string) => boolean,
): number =>
  truth.flatMap((row, r) => row.filter((text, c) => same(text, read[r]?.[c] ?? ''))).length / truth.flat().length;
