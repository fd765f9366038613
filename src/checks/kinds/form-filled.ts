import type { Cell, EvidenceRef, Locator, TableBlock } from '../../model/evidence.ts';
import type { Form } from '../../model/ruleset.ts';
import { skeleton } from '../../thai/fold.ts';
import { type Check, failed, passed } from '../context.ts';
import type { Matter } from '../matter.ts';
import { bodyRows, columnTitles } from '../table.ts';

type Column = Form['columns'][number];
type Match = { matter: Matter; table: TableBlock; columns: Map<Column, number> };

/** A table is recognised as the form, possibly altered, when it has more than half of the form's columns. */
const enough = 0.5;

const matchTable = (matter: Matter, table: TableBlock, form: Form): Match | null => {
  const titles = columnTitles(table);
  const columns = new Map<Column, number>();
  const taken = new Set<number>();
  const place = (column: Column, fits: (title: string, name: string) => boolean): void => {
    if (columns.has(column)) return;
    const names = [column.title, ...column.also].map(skeleton);
    const at = titles.findIndex(
      (title, index) => !taken.has(index) && names.some((name) => title.split('\n').some((line) => fits(line, name))),
    );
    if (at >= 0) {
      columns.set(column, at);
      taken.add(at);
    }
  };
  for (const column of form.columns) place(column, (title, name) => title === name);
  for (const column of form.columns) place(column, (title, name) => name.length > 6 && title.includes(name));
  return columns.size > form.columns.length * enough ? { matter, table, columns } : null;
};

const place = (at: Locator): string =>
  at.in === 'cell' ? `${at.sheet}!${at.ref}` : at.in === 'page' ? `${at.page}` : '';

/** The prescribed spreadsheet is there with all its columns, and no cell of its rows is left empty. */
export const formFilled: Check<'form-filled'> = ({ form: name }, { matters, words }) => {
  const form = words.form(name);
  const matches = matters.flatMap((matter) =>
    matter.source.blocks.flatMap((block) => (block.kind === 'table' ? (matchTable(matter, block, form) ?? []) : [])),
  );
  const [best] = matches.sort(
    (a, b) => b.columns.size - a.columns.size || bodyRows(b.table).length - bodyRows(a.table).length,
  );
  if (!best) return failed({ code: 'form-missing', form: form.name });
  const { matter, table, columns } = best;
  const ref = (cell: { at: Locator; text: string }, quote: string): EvidenceRef => ({
    artifactId: matter.source.artifactId,
    url: matter.source.url,
    at: cell.at,
    quote,
  });
  const head = ref(
    { at: table.at, text: '' },
    [...columns.keys()]
      .map((column) => column.title)
      .slice(0, 4)
      .join(' | '),
  );
  const missing = form.columns.filter((column) => !columns.has(column)).map((column) => column.title);
  if (missing.length > 0) return failed({ code: 'form-altered', form: form.name, columns: missing }, [head]);
  const rows = bodyRows(table).filter((row) => row.filter((cell) => !words.isBlank(cell.text)).length > 2);
  if (rows.length === 0) return failed({ code: 'form-incomplete', form: form.name, cells: [], count: 0 }, [head]);
  const blanks: { cell: Cell; column: Column }[] = rows.flatMap((row) =>
    [...columns].flatMap(([column, index]) => {
      const cell = row[index];
      // A dash is an answer where a value does not exist yet; an empty cell is not.
      return cell && !column.mayBeBlank && cell.text.trim() === '' ? [{ cell, column }] : [];
    }),
  );
  if (blanks.length > 0) {
    return failed(
      {
        code: 'form-incomplete',
        form: form.name,
        cells: blanks.slice(0, 12).map(({ cell, column }) => `${place(cell.at)} (${column.title})`),
        count: blanks.length,
      },
      blanks.map(({ cell, column }) => ref(cell, column.title)),
    );
  }
  return passed([
    head,
    ...rows.slice(0, 3).map((row) =>
      ref(
        row[0] as Cell,
        row
          .map((cell) => cell.text)
          .join(' | ')
          .slice(0, 200),
      ),
    ),
  ]);
};
