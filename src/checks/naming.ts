import { arabicDigits } from '../thai/digits.ts';
import { skeletonMapped } from '../thai/fold.ts';
import { isNumbering } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import { startOf } from './calling.ts';
import { isBulleted, isEvidence } from './evidence.ts';
import type { Field, Words } from './lexicon.ts';
import { around, findAll, foldedOf, type Hit, letterAfter, type Matter, shortUnit, type Unit } from './matter.ts';
import { oncePerText } from './once.ts';
import { cellsBelow, headerRows, isPartTitle } from './table.ts';

/** Whether a unit stands in the head of its table. */
export const isHeader = ({ table }: Unit): boolean => table !== null && table.row < headerRows(table.block);
const isHeading = (unit: Unit): boolean => unit.kind === 'heading' || isHeader(unit);

/** Whether a unit goes on with the sentence of the printed line before it, which fills its line. */
const runsOn = ({ units }: Matter, unit: Unit): boolean => {
  const before = units[unit.index - 1];
  // The lines of a web page end where its author ended them.
  if (unit.at.in === 'selector') return false;
  return unit.kind === 'line' && before?.kind === 'line' && before.end - before.start > shortUnit;
};

const longestLead = 60;
/** The part of a short line, one in so many letters, that a label at its end makes up at least. */
const leastOfLine = 4;
const wideTable = 6;

/** Whether a unit is the value of a column in the body of a wide table, which may be worded like a label. */
const isValue = ({ table }: Unit): boolean =>
  table !== null &&
  table.column > 1 &&
  table.row >= headerRows(table.block) &&
  (table.block.rows[table.row]?.length ?? 0) >= wideTable &&
  cellsBelow(table.block, table.row, table.column) === null;

const shortestAfterDash = 8;

/** Whether a line names a field behind a dash and goes on after a space: "measure – what was done – result 5 people". */
const isAfterDash = ({ unit, start, end }: Hit): boolean => {
  if (unit.table !== null || end - start < shortestAfterDash) return false;
  const map = skeletonMapped(unit.text);
  const [from, to] = [map.start(start - unit.start), map.end(end - unit.start)];
  return /\S\s+[-–—|]\s+$/u.test(unit.text.slice(0, from)) && /^\s+\S/u.test(unit.text.slice(to));
};

/**
 * Whether a hit names a field and does not merely mention it: it begins its unit, after numbers and other labels only,
 * or ends a heading or short line, and is no part of a longer word or of a wrapped sentence.
 */
const isNamed = (matter: Matter, hit: Hit, words: Words): boolean => {
  const { unit } = hit;
  if (isValue(unit)) return false;
  if (unit.table === null && /^\s*[:：]/u.test(matter.text.slice(hit.end, hit.end + 3))) return true;
  if (isAfterDash(hit)) return true;
  if (hit.start - unit.start > longestLead) return false;
  const { before, after } = around(matter, hit);
  if (words.startsDefinition(after)) return false;
  const short = unit.end - unit.start <= shortUnit;
  if (isNumbering(before) || words.isFiller(before.replace(/\d/gu, ''))) {
    // In a sentence, joining words on both sides of a label make it a part of the sentence.
    const joins = short || isHeading(unit) || !/\p{L}/u.test(before);
    const whole = (joins && words.startsFiller(after)) || !letterAfter(hit);
    return whole && (short || isHeading(unit) || /\d/u.test(before) || !runsOn(matter, unit));
  }
  if (words.endsWithNegation(before)) return false;
  // The last word of a sentence is no label of it.
  const tells = (hit.end - hit.start) * leastOfLine >= unit.end - unit.start;
  const heads =
    unit.kind === 'heading' ||
    (isHeader(unit) && tells) ||
    (short && tells && unit.kind !== 'cell' && !isBulleted(unit) && !runsOn(matter, unit));
  return heads && words.isFiller(after);
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

/** Where the titles of a document stand in its text, in reading order. */
const titlesIn = oncePerText((matter, titles: Phrases) =>
  findAll(matter, titles).filter(({ unit: { table } }) => table === null || isPartTitle(table.block, table.row)),
);

/**
 * Tells whether a hit is part of a title: in the first one that a document has, and wherever a longer title holds it. A
 * report is not filled in because it is called a report of results.
 */
const inTitle = (matter: Matter, titles: Phrases | null): ((hit: Hit) => boolean) => {
  const all = titles === null ? [] : titlesIn(matter, titles);
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

/** A shorter word stands in any text: only as a label it speaks of a field. */
const shortestMention = 5;

const isMention = ({ find, hints }: Field, { phrase, start, end }: Hit): boolean =>
  end - start >= shortestMention || find.list.indexOf(find.list[phrase] ?? '', hints) >= 0;

/** A place that speaks of a field: by one of its labels, by words of a label in running text, or by a hint only. */
export type Spoken = { hit: Hit; as: 'label' | 'mention' | 'hint' };

/**
 * Every place where a matter speaks of a field, in reading order, without what is no evidence, titles and tables of
 * contents.
 * @param titles how the document is called, where its title may hold the words of the field
 */
export function* spokenIn(matter: Matter, field: Field, words: Words, titles: Phrases | null): Generator<Spoken> {
  const counts = isEvidence(matter, words);
  const isTitle = inTitle(matter, titles);
  // What a page shows before its title is its menu.
  const start = titles !== null && matter.source.medium === 'page' ? startOf(matter, titles) : 0;
  for (const hit of findAll(matter, field.find)) {
    if (hit.unit.index < start) continue;
    const isHint = hit.phrase >= field.hints;
    if (hit.phrase >= field.labels && !isHint) continue;
    if (!counts(hit.unit) || isTitle(hit) || isContents(matter, hit)) continue;
    if (isHint) yield { hit, as: 'hint' };
    else if (isNamed(matter, hit, words)) yield { hit, as: 'label' };
    else if (isMention(field, hit)) yield { hit, as: 'mention' };
  }
}
