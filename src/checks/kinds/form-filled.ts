import type { EvidenceRef, Locator } from '../../model/evidence.ts';
import type { Finding } from '../../model/outcome.ts';
import type { Form } from '../../model/ruleset.ts';
import { arabicDigits } from '../../thai/digits.ts';
import { skeleton } from '../../thai/fold.ts';
import { phrases } from '../../thai/phrases.ts';
import { namesOf } from '../calling.ts';
import { type Check, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { type Column, type FormTable, filledRows, matchForm } from '../form.ts';
import type { Words } from '../lexicon.ts';
import { findAll, type Matter, refTo, refToWhole } from '../matter.ts';
import { inPictures } from '../pictures.ts';

const refIn = ({ matter }: FormTable, at: Locator, quote: string): EvidenceRef => ({
  artifactId: matter.source.artifactId,
  url: matter.source.url,
  at,
  quote: quote.slice(0, 200),
});

const headOf = (match: FormTable): EvidenceRef =>
  refIn(
    match,
    match.table.at,
    [...match.columns.keys()]
      .map(({ title }) => title)
      .slice(0, 4)
      .join(' | '),
  );

const place = (at: Locator): string =>
  at.in === 'cell' ? `${at.sheet}!${at.ref}` : at.in === 'page' ? `${at.page}` : '';

/** Cells of a printed table are found by its lines and gaps: what seems to be missing there, a person must look at. */
const unlessPrinted = (matches: readonly FormTable[], finding: Finding): Finding =>
  finding.outcome === 'failed' && matches.every(({ table }) => table.at.in === 'page')
    ? cantTell({ code: 'ask-person' }, finding.evidence)
    : finding;

type Place = { match: FormTable; column: Column; at: Locator; text: string };

const cellsOf = (match: FormTable, rows: ReturnType<typeof filledRows>): Place[] =>
  rows.flatMap((row) =>
    [...match.columns].flatMap(([column, index]) => {
      const cell = row[index];
      return cell ? [{ match, column, at: cell.at, text: cell.text.trim() }] : [];
    }),
  );

const shownCells = 12;

const amount = /^\p{Sc}?\s*\d[\d,]*(?:\.\d+)?\s*(?:\p{L}+|\.?-)?$/u;
/** One digit again and again: what somebody types to fill a cell. */
const filler = /^(\d)\1{4,}(?:\.0*)?$/u;

/** Whether a cell holds what its column cannot: another word than the form allows, or no amount of money. */
const isOdd = ({ column, at, text }: Place, words: Words): boolean => {
  if (words.isBlank(text)) return false;
  if (column.values) return !column.values.some((value) => skeleton(text).includes(skeleton(value)));
  if (!column.amount) return false;
  // What prints a number may set its digits apart: "1 2,400".
  const written = arabicDigits(at.in === 'page' ? text.replace(/(?<=[\p{Nd},.])\s+(?=[\p{Nd},.])/gu, '') : text);
  return /\d/u.test(written) && (!amount.test(written) || filler.test(written.replaceAll(',', '')));
};

/** Sheets that are called like what is often handed in instead of the form. */
const otherForms = (matters: readonly Matter[], form: Form): EvidenceRef[] => {
  const names = phrases(form.mistakenFor.map(skeleton));
  return matters.flatMap((matter) => {
    const name = namesOf(matter).find((one) => names.first(skeleton(one)) !== null);
    if (name !== undefined) return [{ ...refToWhole(matter.source), quote: name }];
    return findAll(matter, names)
      .slice(0, 1)
      .map((hit) => refTo(matter, hit.unit, hit));
  });
};

/** The prescribed spreadsheet is there with all its columns, and no cell of its rows is left empty. */
export const formFilled: Check<'form-filled'> = ({ form: name }, { matters, words }) => {
  const form = words.form(name);
  const matches = matters
    .flatMap((matter) =>
      matter.source.blocks.flatMap((block) => (block.kind === 'table' ? (matchForm(matter, block, form) ?? []) : [])),
    )
    .sort((a, b) => b.columns.size - a.columns.size);
  const [best] = matches;
  if (!best) {
    const doubt = doubtfulIn(inPictures(matters));
    if (doubt) return doubt;
    const others = otherForms(matters, form);
    return others.length > 0
      ? failed({ code: 'form-other', form: form.name, found: [...new Set(others.map(({ quote }) => quote))] }, others)
      : failed({ code: 'form-missing', form: form.name });
  }
  const missing = form.columns.filter((column) => !best.columns.has(column)).map(({ title }) => title);
  if (missing.length > 0) {
    // The form of an earlier year holds the same matter: whether it is accepted, the rules do not say.
    if (best.older !== null)
      return cantTell({ code: 'form-older', form: form.name, older: best.older }, [headOf(best)]);
    return unlessPrinted([best], failed({ code: 'form-altered', form: form.name, columns: missing }, [headOf(best)]));
  }
  const whole = matches.filter(({ columns }) => columns.size === form.columns.length);
  const rows = whole.map((match) => filledRows(match, words));
  if (rows.every((one) => one.length === 0))
    return failed({ code: 'form-incomplete', form: form.name, cells: [], count: 0 }, [headOf(best)]);
  const cells = whole.flatMap((match, i) => cellsOf(match, rows[i] ?? []));
  // A dash is an answer where a value does not exist yet; an empty cell is not.
  const blanks = cells.filter(({ column, text }) => text === '' && !column.mayBeBlank);
  if (blanks.length > 0) {
    return unlessPrinted(
      whole,
      failed(
        {
          code: 'form-incomplete',
          form: form.name,
          cells: blanks.slice(0, shownCells).map(({ at, column }) => `${place(at)} (${column.title})`),
          count: blanks.length,
        },
        blanks.map(({ match, at, column }) => refIn(match, at, column.title)),
      ),
    );
  }
  const added = whole.flatMap((match) => match.added.map((cell) => refIn(match, cell.at, cell.text)));
  if (added.length > 0) return cantTell({ code: 'ask-person' }, added);
  const odd = cells.filter((cell) => isOdd(cell, words));
  if (odd.length > 0)
    return cantTell(
      {
        code: 'form-odd',
        form: form.name,
        cells: odd.slice(0, shownCells).map(({ at, column, text }) => `${place(at)} (${column.title}: ${text})`.trim()),
        count: odd.length,
      },
      odd.map(({ match, at, column, text }) => refIn(match, at, `${column.title}: ${text}`)),
    );
  return passed([
    headOf(best),
    ...cells
      .filter(({ column }) => column === form.columns[0])
      .map(({ match, at, text }) => refIn(match, at, `${form.columns[0]?.title} ${text}`)),
  ]);
};
