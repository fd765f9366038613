import { displayWidth, padEnd, wrap } from '../thai/text.ts';

const BETWEEN = ' │ ';
const RULE = '─┼─';
/** A column is not made narrower than this, nor a row taller: then the cells are better read one after the other. */
const narrowest = 9;
const tallest = 8;

const isNumber = (text: string): boolean => /^[-–]?[\p{Nd}.,%/ ]+$/u.test(text) || text === '-';
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const withoutEmptyColumns = (rows: readonly (readonly string[])[]): string[][] => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const used = Array.from({ length: columns }, (_, c) => rows.some((row) => (row[c] ?? '') !== ''));
  return rows.map((row) => used.flatMap((isUsed, c) => (isUsed ? [row[c] ?? ''] : [])));
};

const naturalWidths = (rows: readonly (readonly string[])[]): number[] =>
  (rows[0] ?? []).map((_, c) => rows.reduce((widest, row) => Math.max(widest, displayWidth(row[c] ?? '')), 1));

/** Takes room from the widest columns until the table fits; null where they would become too narrow. */
const fitted = (natural: readonly number[], width: number): number[] | null => {
  const widths = [...natural];
  const room = width - BETWEEN.length * (widths.length - 1);
  if (sum(widths.map((each) => Math.min(each, narrowest))) > room) return null;
  for (let over = sum(widths) - room; over > 0; over = sum(widths) - room) {
    const widest = Math.max(...widths);
    const next = Math.max(narrowest, ...widths.filter((each) => each < widest));
    const wide = widths.filter((each) => each === widest).length;
    const share = Math.max(1, Math.min(widest - next, Math.floor(over / wide)));
    for (let c = 0, left = over; c < widths.length && left > 0; c++) {
      if (widths[c] !== widest) continue;
      widths[c] = widest - share;
      left -= share;
    }
  }
  return widths;
};

const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - displayWidth(text))) + text;

/** The lines of one row whose cells are wrapped to the widths of their columns. */
const rowLines = (cells: readonly (readonly string[])[], widths: readonly number[]): string[] =>
  Array.from({ length: heightOf(cells) }, (_, line) =>
    widths
      .map((width, c) => {
        const text = cells[c]?.[line] ?? '';
        return cells[c]?.length === 1 && isNumber(text) ? padStart(text, width) : padEnd(text, width);
      })
      .join(BETWEEN)
      .trimEnd(),
  );

const heightOf = (cells: readonly (readonly string[])[]): number => Math.max(...cells.map((lines) => lines.length));

/** A row with a single text, such as a title above the columns: it may run over all of them. */
const isSpanning = (row: readonly string[]): boolean => row.filter((text) => text !== '').length === 1;

const aligned = (rows: readonly (readonly string[])[], width: number): string[] | null => {
  const inColumns = rows.filter((row) => !isSpanning(row));
  const widths = inColumns.length === 0 ? null : fitted(naturalWidths(inColumns), width);
  if (widths === null) return null;
  const runsOver = (row: readonly string[]): boolean =>
    isSpanning(row) && row.some((text, c) => displayWidth(text) > (widths[c] ?? 0));
  const cells = rows.map((row) => (runsOver(row) ? null : row.map((text, c) => wrap(text, widths[c] ?? narrowest))));
  const heights = cells.map((row) => (row === null ? 1 : heightOf(row)));
  if (heights.some((height) => height > tallest)) return null;
  const rule = widths.map((each) => '─'.repeat(each)).join(RULE);
  const isTall = heights.some((height) => height > 1);
  return cells.flatMap((row, index) => [
    ...(isTall && index > 0 ? [rule] : []),
    ...(row === null ? wrap((rows[index] ?? []).join(''), width) : rowLines(row, widths)),
  ]);
};

const oneAfterTheOther = (rows: readonly (readonly string[])[], width: number): string[] =>
  rows.flatMap((row) =>
    wrap(row.filter((text) => text !== '').join(' | '), width - 2).map((line, index) =>
      index === 0 ? line : `  ${line}`,
    ),
  );

/**
 * A table for a terminal: aligned columns, with long cells wrapped, where these fit into `width` columns; else the cells
 * of a row one after the other. Columns that hold nothing are left out; a row of one long text runs over all of them.
 */
export const tableLines = (rows: readonly (readonly string[])[], width: number): string[] => {
  const full = withoutEmptyColumns(rows);
  return (full[0] ?? []).length === 0 ? [] : (aligned(full, width) ?? oneAfterTheOther(full, width));
};
