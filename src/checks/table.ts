import type { Cell, TableBlock } from '../model/evidence.ts';
import { arabicDigits } from '../thai/digits.ts';
import { skeleton } from '../thai/fold.ts';

const maxHeaderRows = 8;

/**
 * Whether two places of the grid show one merged cell. By value, because saved readings lose the identity of objects; a
 * printed row has one box for all its cells, which tells nothing.
 */
export const isSameCell = (a: Cell | undefined, b: Cell | undefined): boolean => {
  if (!a || !b) return false;
  if (a.path === b.path) return true;
  if (a.text !== b.text) return false;
  if (a.at.in === 'selector') return b.at.in === 'selector' && a.at.css === b.at.css;
  return a.at.in === 'cell' && b.at.in === 'cell' && a.at.ref === b.at.ref;
};

/** A running number, an amount, a count: what stands in the body of a table and not in its head. */
const isNumber = (text: string): boolean => /^[\d\s,.()%\-–/]*\d[\d\s,.()%\-–/]*$/u.test(arabicDigits(text).trim());

/** The cells without those that repeat a merged one. */
export const differentCells = (cells: readonly Cell[]): Cell[] => {
  const seen = new Set<string>();
  return cells.filter(({ at, path }) => {
    const key = at.in === 'selector' ? at.css : at.in === 'cell' ? at.ref : path;
    return !seen.has(key) && seen.add(key);
  });
};

const filledCells = (row: readonly Cell[]): Cell[] => differentCells(row.filter((cell) => cell.text.trim() !== ''));

const isYear = (text: string): boolean => /^25\d\d$/u.test(arabicDigits(text).trim());

/** Whether a row names columns, several of them by nothing but their years. */
const namesYears = (row: readonly Cell[]): boolean => {
  const filled = filledCells(row);
  const years = filled.filter(({ text }) => isYear(text)).length;
  return years > 1 && filled.every(({ text }) => isYear(text) || !isNumber(text));
};

/** A title over the whole width may hold numbers, such as a year; the heads of several columns do not. */
const isHeading = (row: readonly Cell[]): boolean => {
  const filled = filledCells(row);
  const merged = filled.length === 1 && row.filter((cell) => cell.text.trim() !== '').length > 1;
  return merged || (filled.length > 0 && !filled.some((cell) => isNumber(cell.text)));
};

/** A row that holds nothing but one cell, as the title of a table or of a part of it does. */
export const isTitleRow = (row: readonly Cell[]): boolean => filledCells(row).length <= 1;

/** Whether a head over several columns is parted into their names by the row below, beside one that goes on in it. */
const isParted = (row: readonly Cell[] = [], below: readonly Cell[] = []): boolean => {
  const goesOn = (cell: Cell, column: number): boolean => cell.text !== '' && cell.text === below[column]?.text;
  const covers = (cell: Cell, column: number): boolean => cell.text !== '' && cell.text === row[column + 1]?.text;
  return row.some(goesOn) && row.some((cell, column) => covers(cell, column) && !goesOn(cell, column));
};

/**
 * How many rows at the top name the columns: all up to the first row that holds a number; where none does, one below
 * the title.
 */
export const headerRows = (table: TableBlock): number => {
  const titleRows = table.rows.findIndex((row) => !isTitleRow(row));
  const first = table.rows
    .slice(0, maxHeaderRows + 1)
    .findIndex(
      (row, index) =>
        !isHeading(row) && !(index === titleRows && namesYears(row)) && row.some((cell) => cell.text.trim() !== ''),
    );
  if (first >= 0) return first;
  const titled = Math.max(
    0,
    table.rows.findIndex((row) => !isTitleRow(row)),
  );
  return Math.min(titled + (isParted(table.rows[titled], table.rows[titled + 1]) ? 2 : 1), table.rows.length);
};

const isCounter = (text: string): boolean => /^\(?\d{1,5}\)?\.?$/u.test(arabicDigits(text).trim());

/**
 * Rows without those at the end that are prepared but not filled in: they say nothing but a running number and what
 * the first row says in the same columns.
 */
export const withoutPrepared = <Row extends readonly Cell[]>(rows: readonly Row[]): Row[] => {
  const [model] = rows;
  const says = (row: Row): boolean =>
    row.some(({ text }, column) => {
      const own = text.trim();
      return own !== '' && own !== '-' && own !== model?.[column]?.text.trim() && !(column === 0 && isCounter(own));
    });
  return rows.slice(0, Math.max(1, rows.findLastIndex(says) + 1));
};

/** The data rows below the head that somebody filled in. */
export const bodyRows = (table: TableBlock): Cell[][] =>
  withoutPrepared(table.rows.slice(headerRows(table)).filter((row) => row.some((cell) => cell.text.trim() !== '')));

/** The title, in the form for comparison, of every column, joined over the header rows from top to bottom without repeating merged cells. */
export const columnTitles = (table: TableBlock): string[] => {
  const head = table.rows.slice(0, Math.max(1, headerRows(table)));
  const width = Math.max(0, ...table.rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const cells = head.map((row) => row[column]).filter((cell): cell is Cell => cell !== undefined);
    return cells
      .filter(
        (cell, index) => cells.findIndex((other) => isSameCell(other, cell) || other.text === cell.text) === index,
      )
      .map((cell) => skeleton(cell.text))
      .join('\n');
  });
};

const fewestColumns = 3;

/** What parts a row from the rows of several cells above it: nothing, titles, or an empty row among them. */
const gapAbove = ({ rows }: TableBlock, row: number): 'none' | 'titles' | 'empty' => {
  const above = rows.slice(0, row).findLastIndex((cells) => !isTitleRow(cells));
  const between = rows.slice(above + 1, row);
  if (between.length === 0) return 'none';
  return between.some((cells) => filledCells(cells).length === 0) ? 'empty' : 'titles';
};

/**
 * Whether a row names the columns of a table further down: it follows titles and names several, or an empty row and
 * names two.
 */
const isLaterHead = (table: TableBlock, row: number): boolean => {
  const head = table.rows[row];
  const gap = gapAbove(table, row);
  if (head === undefined || gap === 'none' || !isHeading(head)) return false;
  return filledCells(head).length >= (gap === 'empty' ? fewestColumns - 1 : fewestColumns);
};

/** Where another table begins in the same sheet: at a later head that an empty row parts from what is above. */
const nextTable = (table: TableBlock, from: number): number => {
  const start = table.rows.findIndex(
    (_, row) => row > from && gapAbove(table, row) === 'empty' && isLaterHead(table, row),
  );
  return start < 0 ? table.rows.length : start;
};

/** The cells of one column below the head, with the rows that hold nothing else than a section title left out. */
export const columnCells = (table: TableBlock, column: number): Cell[] =>
  bodyRows({ ...table, rows: table.rows.slice(0, nextTable(table, headerRows(table))) })
    .filter((row) => !isTitleRow(row))
    .map((row) => row[column])
    .filter((cell): cell is Cell => cell !== undefined);

/** Whether a row holds one cell alone, as the title of a part of a sheet does. */
export const isPartTitle = (table: TableBlock, row: number): boolean =>
  table.rows.length > 1 && filledCells(table.rows[row] ?? []).length === 1;

/**
 * The cells of one column below a row that heads a table further down in a sheet: the row follows a title or an empty
 * row and names several columns. Null where it is no such head.
 */
export const cellsBelow = (table: TableBlock, row: number, column: number): Cell[] | null => {
  if (!isLaterHead(table, row)) return null;
  const rows = table.rows.slice(row + 1);
  const end = rows.findIndex(isTitleRow);
  const body = withoutPrepared(end < 0 ? rows : rows.slice(0, end));
  return body.length === 0 ? null : body.flatMap((cells) => cells[column] ?? []);
};
