import type { EvidenceRef } from '../model/evidence.ts';
import { arabicDigits } from '../thai/digits.ts';
import { isNumbering } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Field, Words } from './lexicon.ts';
import {
  around,
  findAll,
  foldedOf,
  type Hit,
  letterAfter,
  type Matter,
  refTo,
  shortUnit,
  type Unit,
} from './matter.ts';
import { bodyRows, columnCells, headerRows, isSameCell } from './table.ts';

/**
 * How far a field is there: named and filled, named with nothing but dashes, named but blank, only mentioned in running
 * text, or only hinted at by words that belong to it.
 */
export type FieldState = { state: 'filled' | 'dash' | 'blank' | 'mentioned' | 'hinted'; evidence: EvidenceRef[] };

const evidenceTests = new WeakMap<Words, WeakMap<Matter['units'], (unit: Unit) => boolean>>();

const isHeader = ({ table }: Unit): boolean => table !== null && table.row < headerRows(table.block);
const isHeading = (unit: Unit): boolean => unit.kind === 'heading' || isHeader(unit);
const isBulleted = (unit: Unit): boolean => unit.kind === 'item' || /^\s*[-–—•●▪*]/u.test(unit.text);

const longestEnumeration = 20;

/** The entries of a list that a unit opens: what the criteria ask for, one below the other. */
const enumeratedBy = ({ units }: Matter, opening: Unit): Unit[] => {
  if (opening.table) return [];
  const below = units.slice(opening.index + 1, opening.index + 1 + longestEnumeration);
  const end = below.findIndex((unit) => unit.table !== null || unit.link || !isBulleted(unit));
  return end < 0 ? below : below.slice(0, end);
};

/** Units that say of themselves that they are no evidence; none where that is a table's head. */
const markedIn = (matter: Matter, words: Words): Unit[] =>
  findAll(matter, words.notEvidence)
    .map((hit) => hit.unit)
    .filter((unit) => !(unit.table && unit.table.row < headerRows(unit.table.block)));

/** Whether a source holds anything that only looks like evidence. */
export const holdsMarks = (matter: Matter, words: Words): boolean => markedIn(matter, words).length > 0;

const makeEvidenceTest = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const marked = markedIn(matter, words);
  if (marked.length === 0) return () => true;
  const units = new Set(marked.flatMap((unit) => [unit, ...enumeratedBy(matter, unit)]));
  const rows = new Set(marked.flatMap((unit) => (unit.table ? [unit.table.block.rows[unit.table.row]] : [])));
  return (unit) => !units.has(unit) && !(unit.table && rows.has(unit.table.block.rows[unit.table.row]));
};

/**
 * Places that copy the criteria, a vendor's example or a filler: the unit itself with the list that it opens and, in a
 * table, its whole row. The head of a table may well use the criteria's own words for its columns.
 */
export const isEvidence = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const known = evidenceTests.get(words) ?? new WeakMap<Matter['units'], (unit: Unit) => boolean>();
  evidenceTests.set(words, known);
  const test = known.get(matter.units) ?? makeEvidenceTest(matter, words);
  known.set(matter.units, test);
  return test;
};

/** Whether a unit goes on with the sentence of the printed line before it, which fills its line. */
const runsOn = ({ units }: Matter, unit: Unit): boolean => {
  const before = units[unit.index - 1];
  return unit.kind === 'line' && before?.kind === 'line' && before.end - before.start > shortUnit;
};

const longestLead = 60;

/**
 * Whether a hit names a field and does not merely mention it: it begins its unit, after numbers and other labels only,
 * or ends a heading or short line, and is no part of a longer word or of a wrapped sentence.
 */
const isNamed = (matter: Matter, hit: Hit, words: Words): boolean => {
  const { unit } = hit;
  if (unit.table === null && /^\s*[:：]/u.test(matter.text.slice(hit.end, hit.end + 3))) return true;
  if (hit.start - unit.start > longestLead) return false;
  const { before, after } = around(matter, hit);
  if (words.startsDefinition(after)) return false;
  const short = unit.end - unit.start <= shortUnit;
  if (isNumbering(before) || words.isFiller(before.replace(/\d/gu, ''))) {
    const whole = words.startsFiller(after) || !letterAfter(hit);
    return whole && (short || isHeading(unit) || /\d/u.test(before) || !runsOn(matter, unit));
  }
  const heads = isHeading(unit) || (short && unit.kind !== 'cell' && !isBulleted(unit) && !runsOn(matter, unit));
  return heads && words.isFiller(after);
};

const stateOf = (text: string, words: Words): 'filled' | 'dash' | 'blank' =>
  words.isDash(text) ? 'dash' : words.isBlank(text) ? 'blank' : 'filled';

const shortened = (text: string): string => text.trim().slice(0, 160);

const inColumn = (matter: Matter, hit: Hit, words: Words): FieldState | null => {
  const { block, column } = hit.unit.table as NonNullable<Unit['table']>;
  const label = refTo(matter, hit.unit, hit);
  const cells = columnCells(block, column).filter((cell) => !isSameCell(cell, block.rows[0]?.[column] ?? cell));
  if (cells.length === 0) return bodyRows(block).length === 0 ? null : { state: 'blank', evidence: [label] };
  const states = cells.map((cell) => stateOf(cell.text, words));
  const first = cells[states.indexOf('filled')];
  const filled = states.filter((state) => state === 'filled').length;
  const complete = !states.includes('blank');
  if (first && (filled * 2 >= cells.length || complete)) {
    return {
      state: 'filled',
      evidence: [{ ...label, quote: `${label.quote}: ${shortened(first.text)}`, at: first.at }],
    };
  }
  return { state: complete ? 'dash' : 'blank', evidence: [label] };
};

const inTable = (matter: Matter, hit: Hit, words: Words): FieldState => {
  const { block, row, column } = hit.unit.table as NonNullable<Unit['table']>;
  const label = refTo(matter, hit.unit, hit);
  const below = isHeader(hit.unit) ? inColumn(matter, hit, words) : null;
  if (below) return below;
  const { after } = around(matter, hit);
  if (!words.isFiller(after) && !words.isBlank(after)) return { state: 'filled', evidence: [label] };
  const beside = (block.rows[row] ?? [])
    .slice(column + 1)
    .filter((cell) => cell.text.trim() !== '' && !isSameCell(block.rows[row]?.[column], cell))
    .find((cell) => stateOf(cell.text, words) !== 'blank');
  if (!beside) return { state: 'blank', evidence: [label] };
  const quote = `${label.quote}: ${shortened(beside.text)}`;
  return { state: stateOf(beside.text, words), evidence: [{ ...label, quote }] };
};

/** The first unit of the body of a table that says more than a number or nothing; null for a table without one. */
const firstInBody = (matter: Matter, head: Unit, words: Words): Unit | null => {
  const block = head.table?.block;
  for (let index = head.index; matter.units[index]?.table?.block === block; index++) {
    const unit = matter.units[index] as Unit;
    if (!isHeader(unit) && /\p{L}/u.test(unit.text) && stateOf(unit.text, words) === 'filled') return unit;
  }
  return null;
};

/** What stands below a label: the next unit that is not a lower heading; nothing where the next label or part begins. */
const contentBelow = (matter: Matter, { unit }: Hit, words: Words): Unit | null => {
  for (const next of matter.units.slice(unit.index + 1, unit.index + 8)) {
    if (isHeader(next) && next.table && bodyRows(next.table.block).length > 0) return firstInBody(matter, next, words);
    if (next.kind !== 'heading') return next.table === null && words.isFiller(foldedOf(matter, next)) ? null : next;
    if (unit.kind === 'heading' && (next.level ?? 0) <= (unit.level ?? 0)) return null;
  }
  return null;
};

const inText = (matter: Matter, hit: Hit, words: Words, evidence: (unit: Unit) => boolean): FieldState => {
  const label = refTo(matter, hit.unit, hit);
  const { after } = around(matter, hit);
  const value = after.replace(/^\s*[:：]/u, '');
  const says = value === after ? !words.isFiller(after) && hit.unit.kind !== 'heading' : value !== '';
  if (says && stateOf(value, words) !== 'blank') return { state: stateOf(value, words), evidence: [label] };
  const next = contentBelow(matter, hit, words);
  if (!next || !evidence(next)) return { state: 'blank', evidence: [label] };
  const below = refTo(matter, next);
  return {
    state: stateOf(next.text, words),
    evidence: [{ ...label, quote: `${label.quote} ${below.quote.slice(0, 160)}` }],
  };
};

const longestContentsLine = 200;

const longestPages = 20;

/** The pages that a line of a table of contents ends with, e.g. "17 - 23". */
const pagesOf = (text: string): { from: number; to: number } | null => {
  const end = arabicDigits(text.slice(-longestPages)).trimEnd();
  const [, from, to] = /\s(\d{1,3})\s{0,3}[-–]\s{0,3}(\d{1,3})$/u.exec(end) ?? [];
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) };
};

/** Whether a unit ends with a range of pages that goes on in the unit before or after it. */
const endsWithPages = (matter: Matter, unit: Unit): boolean => {
  const pages = pagesOf(unit.text);
  if (pages === null) return false;
  const [before, after] = [-1, 1].map((step) => {
    const next = matter.units[unit.index + step];
    return next ? pagesOf(next.text) : null;
  });
  return before?.to === pages.from - 1 || after?.from === pages.to + 1;
};

/** A line of a table of contents: dots lead from the label to its page, or its pages end it. */
const isContents = (matter: Matter, hit: Hit): boolean =>
  (hit.unit.end - hit.end <= longestContentsLine &&
    /^[^\d]{0,60}[.…·_]{4,}\d{0,3}$/u.test(around(matter, hit).after)) ||
  endsWithPages(matter, hit.unit);

const better: readonly FieldState['state'][] = ['filled', 'dash', 'blank', 'mentioned', 'hinted'];

/**
 * Tells whether a hit is part of a title: in the first one that a document has, and wherever a longer title holds it. A
 * report is not filled in because it is called a report of results.
 */
const inTitle = (matter: Matter, titles: Phrases | null): ((hit: Hit) => boolean) => {
  const all = titles === null ? [] : findAll(matter, titles).filter((title) => title.unit.table === null);
  const first = all[0] && foldedOf(matter, all[0].unit);
  let next = 0;
  return (hit) => {
    while (next < all.length && (all[next] as Hit).end <= hit.start) next++;
    const title = all[next];
    if (title === undefined || title.start >= hit.end) return false;
    const within = title.start <= hit.start && hit.end <= title.end && title.end - title.start > hit.end - hit.start;
    return within || foldedOf(matter, title.unit) === first;
  };
};

/**
 * The best that the matters say of a field; null where none names it.
 * @param titles how the document is called, where its title may hold the words of the field
 */
export const lookFor = (
  matters: readonly Matter[],
  field: Field,
  words: Words,
  titles: Phrases | null = null,
): FieldState | null => {
  let found: FieldState | null = null;
  for (const matter of matters) {
    const evidence = isEvidence(matter, words);
    const isTitle = inTitle(matter, titles);
    for (const hit of findAll(matter, field.find)) {
      const isHint = hit.phrase >= field.hints;
      if ((hit.phrase >= field.labels && !isHint) || !evidence(hit.unit) || isTitle(hit) || isContents(matter, hit))
        continue;
      const named = !isHint && isNamed(matter, hit, words);
      if (!named && found && found.state !== 'hinted') continue;
      const state: FieldState = !named
        ? { state: isHint ? 'hinted' : 'mentioned', evidence: [refTo(matter, hit.unit, hit)] }
        : hit.unit.table
          ? inTable(matter, hit, words)
          : inText(matter, hit, words, evidence);
      if (state.state === 'filled') return state;
      if (!found || better.indexOf(state.state) < better.indexOf(found.state)) found = state;
    }
  }
  return found;
};
