import type { Block, Locator, TableBlock } from '../model/evidence.ts';
import { type Grid, type GridBox, rowsOfGrid } from './grid.ts';
import { type Line, lineBox } from './pdf/lines.ts';
import { findTables, type TextRow } from './pdf/table.ts';
import { oneLine } from './reading.ts';

/** What a page shows, in reading order: lines of writing, and tables between rules with the text of each cell. */
export type Shown = { kind: 'line'; line: Line } | { kind: 'ruled'; grid: Grid; texts: readonly string[] };

/** Type this much larger than most of the page's text is a heading. */
const headingScale = 1.25;
const titleScale = 1.7;
const longestHeading = 150;

const rounded = (box: GridBox): [number, number, number, number] => [
  Math.round(box[0] * 10) / 10,
  Math.round(box[1] * 10) / 10,
  Math.round(box[2] * 10) / 10,
  Math.round(box[3] * 10) / 10,
];

/** Size of type that most characters of a page have. */
const bodySize = (lines: readonly Line[]): number => {
  const weights = new Map<number, number>();
  for (const { segments } of lines) {
    for (const { size, text } of segments) {
      const nearest = Math.round(size * 2) / 2;
      weights.set(nearest, (weights.get(nearest) ?? 0) + text.length);
    }
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
};

/** The text of a line; a tab stands for a wide gap. */
export const textOfLine = ({ segments }: Line): string =>
  segments
    .map(({ text }) => oneLine(text))
    .filter(Boolean)
    .join('\t');

const boxOf = (lines: readonly Line[]): [number, number, number, number] =>
  lineBox({ segments: lines.flatMap(({ segments }) => segments), y: 0, size: 0 });

const alignedTable = (rows: readonly TextRow[], page: number, path: string, caption: string): TableBlock => ({
  kind: 'table',
  caption,
  rows: rows.map(({ cells, lines }, r) => {
    const at: Locator = { in: 'page', page, box: boxOf(lines) };
    return cells.map((text, c) => ({ text: oneLine(text), at, path: `${path}.${r}.${c}` }));
  }),
  region: 'main',
  at: { in: 'page', page, box: boxOf(rows.flatMap(({ lines }) => lines)) },
  path,
});

const ruledTable = (grid: Grid, texts: readonly string[], page: number, path: string, caption: string): TableBlock => ({
  kind: 'table',
  caption,
  rows: rowsOfGrid(grid, ({ box }, index) => ({ text: oneLine(texts[index] ?? ''), box })).map((row, r) =>
    row.map(({ text, box }, c) => ({
      text,
      at: { in: 'page', page, box: rounded(box) },
      path: `${path}.${r}.${c}`,
    })),
  ),
  region: 'main',
  at: { in: 'page', page, box: rounded(grid.box) },
  path,
});

/**
 * Blocks of a page: headings by the size of their type, tables by their rules or, where there are none, by columns of
 * their own, everything else line by line.
 * @param page counts from 1
 */
export const blocksOfPage = (shown: readonly Shown[], page: number): Block[] => {
  const blocks: Block[] = [];
  const body = bodySize(shown.flatMap((part) => (part.kind === 'line' ? [part.line] : [])));
  let caption = '';
  let index = 0;
  const pathOf = (): string => `${page - 1}.${index++}`;

  const addLines = (lines: readonly Line[]): void => {
    for (const found of findTables(lines)) {
      const path = pathOf();
      if (found.kind === 'table') {
        blocks.push(alignedTable(found.rows, page, path, caption));
        continue;
      }
      const text = textOfLine(found.line);
      const at: Locator = { in: 'page', page, box: lineBox(found.line) };
      const scale = body === 0 ? 0 : found.line.size / body;
      if (scale >= headingScale && text.length <= longestHeading && /\p{L}/u.test(text)) {
        caption = text;
        blocks.push({ kind: 'heading', text, level: scale >= titleScale ? 1 : 2, region: 'main', at, path });
      } else blocks.push({ kind: 'line', text, region: 'main', at, path });
    }
  };

  let waiting: Line[] = [];
  for (const part of shown) {
    if (part.kind === 'line') {
      waiting.push(part.line);
      continue;
    }
    addLines(waiting);
    waiting = [];
    blocks.push(ruledTable(part.grid, part.texts, page, pathOf(), caption));
  }
  addLines(waiting);
  return blocks;
};
