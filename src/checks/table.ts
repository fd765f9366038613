import type { Cell, TableBlock } from '../model/evidence.ts';
import { arabicDigits } from '../thai/digits.ts';
import { skeleton } from '../thai/fold.ts';

const maxHeaderRows = 8;

/** A running number, an amount, a count: what stands in the body of a table and not in its head. */
const isNumber = (text: string): boolean => /^[\d\s,.()%\-–/]*\d[\d\s,.()%\-–/]*$/u.test(arabicDigits(text).trim());

const isHeading = (row: readonly Cell[]): boolean => {
  const filled = row.filter((cell) => cell.text.trim() !== '');
  return filled.length > 0 && !filled.some((cell) => isNumber(cell.text));
};

/** How many rows at the top name the columns: all up to the first row that holds a number, or one where none does. */
export const headerRows = (table: TableBlock): number => {
  const first = table.rows
    .slice(0, maxHeaderRows + 1)
    .findIndex((row) => !isHeading(row) && row.some((cell) => cell.text.trim() !== ''));
  return first < 0 ? Math.min(1, table.rows.length) : first;
};

/** The data rows below the head that hold anything at all. */
export const bodyRows = (table: TableBlock): Cell[][] =>
  table.rows.slice(headerRows(table)).filter((row) => row.some((cell) => cell.text.trim() !== ''));

/** The title, in the form for comparison, of every column, joined over the header rows from top to bottom without repeating merged cells. */
export const columnTitles = (table: TableBlock): string[] => {
  const head = table.rows.slice(0, Math.max(1, headerRows(table)));
  const width = Math.max(0, ...table.rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const cells = head.map((row) => row[column]).filter((cell): cell is Cell => cell !== undefined);
    return cells
      .filter((cell, index) => cells.findIndex((other) => other.at === cell.at || other.text === cell.text) === index)
      .map((cell) => skeleton(cell.text))
      .join('\n');
  });
};

/** The cells of one column below the head, with the rows that hold nothing else than a section title left out. */
export const columnCells = (table: TableBlock, column: number): Cell[] =>
  bodyRows(table)
    .filter((row) => new Set(row.filter((cell) => cell.text.trim() !== '').map((cell) => cell.at)).size > 1)
    .map((row) => row[column])
    .filter((cell): cell is Cell => cell !== undefined);
