import type { Cell, TableBlock } from '../model/evidence.ts';
import type { Form } from '../model/ruleset.ts';
import { arabicDigits } from '../thai/digits.ts';
import { skeleton } from '../thai/fold.ts';
import type { Words } from './lexicon.ts';
import type { Matter } from './matter.ts';
import { differentCells, withoutPrepared } from './table.ts';

export type Column = Form['columns'][number];

/** A table that is the form, or what somebody made of it. */
export type FormTable = {
  matter: Matter;
  table: TableBlock;
  /** Where each column of the form stands. */
  columns: Map<Column, number>;
  /** Heads of columns that the form does not have. */
  added: Cell[];
  /** Name of the form of an earlier year whose columns are all there; null where there is none. */
  older: string | null;
  /** Rows above the first row of data. */
  head: number;
};

/** A table is recognised as the form, possibly altered, when it has more than half of the form's columns. */
const enough = 0.5;
const titleRows = 12;
const deepestHead = 3;
const longName = 6;

/** The titles of the columns in some rows: each cell by itself, and the cells of a column put together. */
const titlesIn = (rows: readonly Cell[][]): string[][] => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => {
    const cells = differentCells(rows.flatMap((row) => row[column] ?? []));
    const lines = cells.flatMap(({ text }) => [skeleton(text), ...text.split('\n').map(skeleton)]);
    return [...new Set([...lines, cells.map(({ text }) => skeleton(text)).join('')])].filter((line) => line !== '');
  });
};

const placeColumns = (titles: readonly string[][], columns: readonly Column[]): Map<Column, number> => {
  const placed = new Map<Column, number>();
  const taken = new Set<number>();
  const place = (column: Column, fits: (title: string, name: string) => boolean): void => {
    if (placed.has(column)) return;
    const names = [column.title, ...column.also].map(skeleton);
    const at = titles.findIndex(
      (lines, index) => !taken.has(index) && names.some((name) => lines.some((line) => fits(line, name))),
    );
    if (at < 0) return;
    placed.set(column, at);
    taken.add(at);
  };
  for (const column of columns) place(column, (title, name) => title === name);
  for (const column of columns) place(column, (title, name) => name.length > longName && title.includes(name));
  return placed;
};

const asColumn = (title: string): Column => ({ title, also: [], mayBeBlank: false, amount: false });

/** Finds the form in a table: its head may stand below title rows and reach over several rows of merged cells. */
export const matchForm = (matter: Matter, table: TableBlock, form: Form): FormTable | null => {
  const width = table.rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width <= form.columns.length * enough) return null;
  let best: FormTable | null = null;
  for (let from = 0; from < Math.min(titleRows, table.rows.length); from++) {
    for (let depth = 1; depth <= deepestHead && from + depth <= table.rows.length; depth++) {
      const rows = table.rows.slice(from, from + depth);
      const titles = titlesIn(rows);
      const columns = placeColumns(titles, form.columns);
      if (columns.size <= (best?.columns.size ?? form.columns.length * enough)) continue;
      const used = new Set(columns.values());
      const older = form.older.find(
        (one) => placeColumns(titles, one.columns.map(asColumn)).size === one.columns.length,
      );
      const added = titles.flatMap((lines, column) =>
        lines.length > 0 && !used.has(column)
          ? (rows.map((row) => row[column]).find((cell) => cell?.text.trim()) ?? [])
          : [],
      );
      best = { matter, table, columns, added, older: older?.name ?? null, head: from + depth };
    }
  }
  return best;
};

const isNumber = (text: string): boolean => /^\(?\d+\)?\.?$/u.test(arabicDigits(text).trim());

/** Whether a row says once more what the columns are called, as every printed page does. */
const repeatsHead = (row: readonly Cell[], columns: ReadonlyMap<Column, number>): boolean => {
  const titled = [...columns].filter(([column, index]) => {
    const text = skeleton(row[index]?.text ?? '');
    return text !== '' && [column.title, ...column.also].some((name) => skeleton(name) === text);
  });
  return titled.length * 2 > columns.size;
};

/**
 * The rows of the form that somebody began to fill in. Left out are empty rows, sums and notes below the data, rows
 * that repeat the head or number the columns, and rows prepared at the end with nothing but what all rows have in common.
 */
export const filledRows = ({ table, columns, head }: FormTable, words: Words): Cell[][] => {
  const counter = [...columns.values()][0] ?? 0;
  const rows = table.rows.slice(head).filter((row) => {
    const filled = row.filter(({ text }) => text.trim() !== '');
    const [first] = filled;
    if (
      !first ||
      repeatsHead(row, columns) ||
      filled.every(({ text }) => /^\s*[(\d)]{1,4}\s*$/u.test(arabicDigits(text)))
    )
      return false;
    const different = differentCells(filled).length;
    const total = words.totals.startsAt(skeleton(first.text), 0) !== null;
    return !total && (different > 2 || (different === 2 && isNumber(row[counter]?.text ?? '')));
  });
  return withoutPrepared(rows);
};
