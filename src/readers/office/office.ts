import type { Block, Cell, Gap, GapCode, Locator, Reading } from '../../model/evidence.ts';
import { letters } from '../../thai/letters.ts';
import { emptyReading, type Facts, gapOf, messageOf, oneLine } from '../reading.ts';
import { ZipFault } from '../zip.ts';
import { scanXml } from './xml.ts';

/** Fewer letters than this, beside a picture, mean that the matter stands in the picture. */
export const fewLetters = 120;

export const blockText = (block: Block): string =>
  block.kind === 'table' ? block.rows.flatMap((row) => row.map(({ text }) => text)).join(' ') : block.text;

/** Letters and digits: tables of figures say something too. */
export const matterIn = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => {
    const text = blockText(block);
    return sum + letters(text) + (text.match(/\p{Nd}/gu)?.length ?? 0);
  }, 0);

/** A document is called by its first heading, else by its first line. */
export const titleOf = (blocks: readonly Block[]): string => {
  const first = blocks.find(({ kind }) => kind === 'heading') ?? blocks[0];
  return first && first.kind !== 'table' ? (first.text.split('\n')[0] ?? '') : '';
};

/** The gap of a document that has next to no text. */
export const gapsOfMatter = (facts: Facts, label: string, blocks: readonly Block[], hasPictures: boolean): Gap[] => {
  if (hasPictures && matterIn(blocks) < fewLetters) return [gapOf(facts, 'picture-only', { label })];
  return blocks.length === 0 ? [gapOf(facts, 'empty-file')] : [];
};

/** The reading of a file that could not be opened. */
export const unopened = (
  reader: string,
  facts: Facts,
  error: unknown,
  codeOf: (message: string) => GapCode = () => 'damaged',
): Reading => {
  const detail = messageOf(error);
  const code = error instanceof ZipFault ? error.code : codeOf(detail);
  return { ...emptyReading(reader), gaps: [gapOf(facts, code, { detail })] };
};

/** Text of a cell and how many columns and rows it covers; the places that it covers are places of their own. */
export type Place = { text: string; across: number; down: number };

const mostCells = 200_000;

const cover = (places: Place[][]): void => {
  let covered = 0;
  places.forEach((row, r) => {
    row.forEach((place, c) => {
      if (place.across * place.down <= 1 || place.text === '') return;
      const { text } = place;
      for (let down = 0; down < place.down && covered < mostCells; down++) {
        for (let across = 0; across < place.across && covered < mostCells; across++, covered++) {
          const below = places[r + down]?.[c + across];
          if (below && below.text === '') below.text = text;
        }
      }
    });
  });
};

/** Rows of places as a table; what has but one column or one row only places text on the page, and gives lines. */
export const tableBlocks = (places: Place[][], at: Locator, path: string, caption: string): Block[] => {
  cover(places);
  const filled = places.filter((row) => row.length > 0);
  const placed = { region: 'main', at } as const;
  if (filled.length < 2 || filled.every((row) => row.length < 2)) {
    const texts = filled.flatMap((row) => row.flatMap(({ text }) => text.split('\n'))).filter((text) => text !== '');
    return texts.map((text, i) => ({ kind: 'line', text, ...placed, path: `${path}.${i}` }));
  }
  if (filled.every((row) => row.every(({ text }) => text === ''))) return [];
  const rows = filled.map((row, r): Cell[] => row.map(({ text }, c) => ({ text, at, path: `${path}.${r}.${c}` })));
  return [{ kind: 'table', caption, rows, ...placed, path }];
};

/** Tabs are kept, all other white space is one space, as in running text of pages. */
export const withTabs = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/[^\S\t]+/gu, ' ')
        .replace(/ ?\t[\t ]*/gu, '\t')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');

/** Paragraphs of a part of an Office file. `prefix` is that of its text: "w" in Word's own parts, "a" in drawings. */
export const officeLines = (xml: string, prefix: 'w' | 'a', within?: string): string[] => {
  const lines: string[] = [];
  let run = '';
  let isText = false;
  let skipped = 0;
  let depth = within === undefined ? 1 : 0;
  scanXml(xml, {
    open: (name) => {
      // The same once more, for old programs.
      if (name === 'mc:Fallback') skipped++;
      if (name === within) depth++;
      if (name === `${prefix}:t`) isText = true;
      else if (name === `${prefix}:tab`) run += '\t';
      else if (name === `${prefix}:br`) run += ' ';
    },
    text: (text) => {
      if (isText && skipped === 0 && depth > 0) run += text;
    },
    close: (name) => {
      if (name === 'mc:Fallback') skipped--;
      if (name === within) depth--;
      if (name === `${prefix}:t`) isText = false;
      else if (name === `${prefix}:p`) {
        const line = oneLine(run);
        run = '';
        if (line !== '') lines.push(line);
      }
    },
  });
  return lines;
};
