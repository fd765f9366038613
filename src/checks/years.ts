import type { EvidenceRef } from '../model/evidence.ts';
import { type DateMention, findDates, findYears } from '../thai/dates.ts';
import { fiscalYear } from '../thai/fiscal.ts';
import { skeleton } from '../thai/fold.ts';
import { namesOf } from './calling.ts';
import type { Words } from './lexicon.ts';
import { type Matter, refTo, refToWhole, type Unit } from './matter.ts';
import { columnCells, columnTitles } from './table.ts';

/** A year, or a span of years, that a source says it is about, with the place where it says so. */
export type Statement = { from: number; to: number; ref: EvidenceRef };

/** A single statement, told as a fiscal year or as a year alone. */
export type Mention = Statement & { kind: 'fiscal' | 'year' };

const programmeReach = 120;

/** Whether a text ends with the name of the assessment, so that a year behind it is the round of the assessment. */
const endsWithProgramme = (text: string, words: Words): boolean => {
  const folded = skeleton(text.slice(-programmeReach));
  const last = words.programmes.all(folded).at(-1);
  return last !== undefined && !/[\p{L}\p{N}]/u.test(folded.slice(last.end));
};

/** What a text without any year or date does not hold. */
export const hasNumber = /\p{Nd}{2}/u;

const stampReach = 40;

/** Whether a machine wrote the date that stands at a place of a text: "last updated", a clock, a counter. */
export const isStamped = (text: string, start: number, words: Words): boolean =>
  words.stamps.first(skeleton(text.slice(Math.max(0, start - stampReach), start))) !== null;

/** A text that may state a year, with its place. `lead` is what stands before it, where it goes on with a sentence. */
export type Passage = { text: string; lead: string; dates: () => readonly DateMention[]; ref: () => EvidenceRef };

const datesFound = new WeakMap<Unit, readonly DateMention[]>();

/** The dates in a unit. Every document of an item asks for them, so they are found once. */
export const datesIn = (unit: Unit): readonly DateMention[] => {
  const dates = datesFound.get(unit) ?? (hasNumber.test(unit.text) ? findDates(unit.text) : []);
  datesFound.set(unit, dates);
  return dates;
};

/** "Order 301/2567" is of that calendar year, which may be two fiscal ones. */
const orderNumber = /\p{Nd}{2}\/$/u;

/** The years that texts are about: those of laws and of a programme's name are not. */
export const statedIn = (passages: readonly Omit<Passage, 'dates'>[], words: Words): Mention[] =>
  passages.flatMap(({ text, lead, ref }) => {
    if (!hasNumber.test(text)) return [];
    const all = lead + text;
    return findYears(all).flatMap(({ from, to, kind, start, end }): Mention[] => {
      if (end <= lead.length || (kind !== 'fiscal' && kind !== 'year')) return [];
      if (isStamped(all, start, words) || (kind === 'year' && orderNumber.test(all.slice(0, start)))) return [];
      return endsWithProgramme(all.slice(0, start), words) ? [] : [{ from, to, kind, ref: ref() }];
    });
  });

/** The fiscal years that dates in texts fall into. */
export const datedIn = (passages: readonly Passage[], words: Words): Statement[] =>
  passages.flatMap(({ text, dates, ref }) => {
    const written = dates().filter(({ start }) => !isStamped(text, start, words));
    const years = new Set(written.map(fiscalYear));
    return [...years].map((year) => ({ from: year, to: year, ref: ref() }));
  });

/** The names of a source as texts that may state a year. */
export const namesAsPassages = (matter: Matter): Passage[] =>
  namesOf(matter).map((name) => ({
    text: name,
    lead: '',
    dates: () => findDates(name),
    ref: () => ({ ...refToWhole(matter.source), quote: name }),
  }));

/** A year of the calendar as a cell holds it alone, in full or by its last two digits. */
const yearWritten = (text: string): number =>
  Number(/^25\d\d$/u.exec(text)?.[0] ?? `25${/^[5-9]\d$/u.exec(text)?.[0]}`);

/** The years in a column that is titled as the fiscal year of its rows, as prescribed forms have one. */
export const inYearColumn = (matter: Matter, words: Words): Statement[] =>
  matter.source.blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.region === 'template') return [];
    const column = columnTitles(block).findIndex((title) => {
      const hit = words.fiscalYearColumns.first(title);
      return hit !== null && hit.start === 0 && hit.end === title.length;
    });
    if (column < 0) return [];
    return columnCells(block, column).flatMap((cell) => {
      const year = yearWritten(skeleton(cell.text));
      const { artifactId, url } = matter.source;
      return Number.isNaN(year)
        ? []
        : [{ from: year, to: year, ref: { artifactId, url, at: cell.at, quote: cell.text } }];
    });
  });

export const covers = (statement: Statement, year: number): boolean => statement.from <= year && year <= statement.to;
export const isSpan = (statement: Statement): boolean => statement.from !== statement.to;

/** The years that a text names. */
export const yearsOf = (text: string): { from: number; to: number }[] => (hasNumber.test(text) ? findYears(text) : []);

/** A unit as a text that may state a year. */
export const passageOf = (matter: Matter, unit: Unit, lead = ''): Passage => ({
  text: unit.text,
  lead,
  dates: () => datesIn(unit),
  ref: () => refTo(matter, unit),
});
