import { type Grid, type GridCell, gridsOf } from '../grid.ts';
import type { Shown } from '../page-blocks.ts';
import type { PdfPage, Piece } from './engine.ts';
import { type Line, linesOf } from './lines.ts';

/** How far rules of a printed page may miss each other, in points. */
const slack = 2.5;
/** Share of the pieces in a table that may reach over its rules; with more, the rules are not what parts the text. */
const mostAcross = 0.15;

/** The cell in which the middle of a piece of text lies. */
const cellOf = ({ cells }: Grid, x: number, y: number): number =>
  cells.findIndex(({ box: [left, top, right, bottom] }) => x >= left && x < right && y >= top && y < bottom);

const isIn = ({ box: [left, top, right, bottom] }: Grid, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

const reachesOver = ({ left, right }: Piece, { box }: GridCell): boolean => {
  const over = Math.max(0, box[0] - left) + Math.max(0, right - box[2]);
  return over > Math.max(6, 0.3 * (right - left));
};

type Filled = { grid: Grid; pieces: Piece[][]; first: number };

/**
 * Puts the pieces of a page into the cells of a table; undefined where they do not keep to its rules.
 * @param taken pieces that stand in another table; the new ones are added
 */
const fill = (grid: Grid, pieces: readonly Piece[], taken: Set<Piece>): Filled | undefined => {
  const own: Piece[][] = grid.cells.map(() => []);
  let across = 0;
  let count = 0;
  let first = -1;
  pieces.forEach((piece, index) => {
    const [x, y] = [(piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2];
    const place = !taken.has(piece) && isIn(grid, x, y) ? cellOf(grid, x, y) : -1;
    const cell = grid.cells[place];
    if (!cell) return;
    own[place]?.push(piece);
    if (piece.text.trim() === '') return;
    if (first < 0) first = index;
    count++;
    if (reachesOver(piece, cell)) across++;
  });
  if (first < 0 || across > mostAcross * count) return undefined;
  for (const piece of own.flat()) taken.add(piece);
  return { grid, pieces: own, first };
};

const areaOf = ({ box: [left, top, right, bottom] }: Grid): number => (right - left) * (bottom - top);

/**
 * What a printed page shows: its ruled tables where they are drawn, cell by cell, and the lines of all other text.
 * @param repair puts right what extraction damaged, for the lines of one cell or of the rest
 * @param textOf how the lines of a cell are written down
 */
export const shownOn = (
  page: PdfPage,
  repair: (lines: readonly Line[]) => Line[],
  textOf: (line: Line) => string,
): Shown[] => {
  const inTables = new Set<Piece>();
  // A table in a cell of another one comes first: what it takes, the outer one no longer holds.
  const grids = gridsOf(page.rules, slack).sort((a, b) => areaOf(a) - areaOf(b));
  const filled = grids.flatMap((grid) => fill(grid, page.pieces, inTables) ?? []);
  const shown: Shown[] = [];
  let from = 0;
  const addText = (to: number): void => {
    const rest = page.pieces.slice(from, to).filter((piece) => !inTables.has(piece));
    for (const line of repair(linesOf(rest))) shown.push({ kind: 'line', line });
    from = to;
  };
  for (const { grid, pieces, first } of filled.sort((a, b) => a.first - b.first)) {
    addText(first);
    const texts = pieces.map((own) => repair(linesOf(own)).map(textOf).join(' '));
    shown.push({ kind: 'ruled', grid, texts });
  }
  addText(page.pieces.length);
  return shown;
};
