import { arabicDigits } from '../thai/digits.ts';
import { isFurniture } from './furniture.ts';
import type { Words } from './lexicon.ts';
import { findAll, foldedOf, type Matter, type Unit } from './matter.ts';
import { oncePerText } from './once.ts';
import { headerRows } from './table.ts';

/** Whether a unit is an entry of a list, marked as such or by a sign before it. */
export const isBulleted = (unit: Unit): boolean => unit.kind === 'item' || /^\s*[-–—•●▪*]/u.test(unit.text);

const longestEnumeration = 20;
const fewestQuoted = 3;
const longestAsked = 80;

/** A numbered line that says what is asked for and gives nothing: short, and without a value behind a colon. */
const isAsked = ({ kind, text }: Unit): boolean =>
  kind !== 'heading' &&
  text.length <= longestAsked &&
  /^\s*(?:\(\d{1,2}\)|\d{1,2}[.)])\s*[^:：\d]+$/u.test(arabicDigits(text));

/** The entries of a list that a unit opens: what the criteria ask for, one below the other. */
const enumeratedBy = ({ units }: Matter, opening: Unit): Unit[] => {
  if (opening.table) return [];
  const below = units.slice(opening.index + 1, opening.index + 1 + longestEnumeration);
  const end = below.findIndex((unit) => unit.table !== null || unit.link || !(isBulleted(unit) || isAsked(unit)));
  const listed = end < 0 ? below : below.slice(0, end);
  return listed.every(isBulleted) || listed.filter(isAsked).length > 1 ? listed : [];
};

/** Units that say of themselves that they are no evidence; none where that is a table's head. */
const markedIn = (matter: Matter, words: Words): Unit[] =>
  findAll(matter, words.notEvidence)
    .map((hit) => hit.unit)
    .filter((unit) => !(unit.table && unit.table.row < headerRows(unit.table.block)));

/** Whether a source holds anything that only looks like evidence. */
export const holdsMarks = (matter: Matter, words: Words): boolean => markedIn(matter, words).length > 0;

/** A label with nothing but dots to write on behind its colon. */
const isLineToWriteOn = (text: string): boolean => /[:：]\s*[.…_]{4,}\D{0,14}$/u.test(text);

/** Boxes to tick of which none is ticked. */
const isUnticked = (text: string): boolean => (text.match(/[☐□◻❏❑]/gu)?.length ?? 0) > 1 && !/[☑☒✓✔✅■]/u.test(text);

/** Names of columns one after the other, in a paragraph: they say what should be there, not what is. */
const listsColumns = (matter: Matter, unit: Unit, words: Words): boolean =>
  unit.table === null && unit.kind !== 'line' && unit.kind !== 'heading' && words.listsLabels(foldedOf(matter, unit));

const mostWrapped = 6;
/** The share of the longest line about it that a printed line fills when its sentence goes on in the next. */
const filled = 0.75;

/** The printed lines that the sentence of one goes on in. */
const wrappedBelow = (matter: Matter, unit: Unit, words: Words): Unit[] => {
  if (unit.kind !== 'line' || unit.at.in !== 'page') return [];
  const about = matter.units.slice(Math.max(0, unit.index - mostWrapped), unit.index + mostWrapped + 1);
  const width = Math.max(...about.map(({ start, end }) => end - start)) * filled;
  const below = about.filter(({ index }) => index > unit.index);
  const end = below.findIndex((line, index) => {
    const { start, end } = below[index - 1] ?? unit;
    return line.kind !== 'line' || end - start < width || words.startsPart(foldedOf(matter, line), true);
  });
  return end < 0 ? below : below.slice(0, end);
};

const makeEvidenceTest = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const empty = matter.units.filter(
    (unit) => isLineToWriteOn(unit.text) || isUnticked(unit.text) || listsColumns(matter, unit, words),
  );
  const marked = [...markedIn(matter, words), ...empty];
  const furniture = isFurniture(matter, words);
  if (marked.length === 0) return (unit) => !furniture(unit);
  const times = new Map<Unit, number>();
  for (const unit of marked) times.set(unit, (times.get(unit) ?? 0) + 1);
  // A text that quotes one criterion after the other leaves none for a list below it.
  const opens = (unit: Unit): boolean => (times.get(unit) ?? 0) < fewestQuoted;
  const units = new Set(
    marked.flatMap((unit) => [
      unit,
      ...wrappedBelow(matter, unit, words),
      ...(opens(unit) ? enumeratedBy(matter, unit) : []),
    ]),
  );
  const rows = new Set(marked.flatMap((unit) => (unit.table ? [unit.table.block.rows[unit.table.row]] : [])));
  return (unit) =>
    !units.has(unit) && !furniture(unit) && !(unit.table && rows.has(unit.table.block.rows[unit.table.row]));
};

/**
 * Places that copy the criteria, a vendor's example or a filler: the unit itself with the printed lines of its sentence,
 * the list that it opens and, in a table, its whole row. The head of a table may well use the criteria's own words for its columns.
 */
export const isEvidence: (matter: Matter, words: Words) => (unit: Unit) => boolean = oncePerText(makeEvidenceTest);
