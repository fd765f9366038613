import type { SpecOf } from '../../model/check-spec.ts';
import type { EvidenceRef } from '../../model/evidence.ts';
import type { Finding } from '../../model/outcome.ts';
import { type DateMention, findDates } from '../../thai/dates.ts';
import { fiscalYear } from '../../thai/fiscal.ts';
import { skeleton } from '../../thai/fold.ts';
import { letters } from '../../thai/letters.ts';
import type { Phrases } from '../../thai/phrases.ts';
import {
  type Check,
  type CheckContext,
  cantTell,
  doubtfulIn,
  failed,
  noDocument,
  passed,
  passedIfTitled,
} from '../context.ts';
import { isEvidence } from '../evidence.ts';
import type { Words } from '../lexicon.ts';
import { findAll, type Hit, type Matter, refTo, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';
import { datesIn, isStamped } from '../years.ts';

type Spec = SpecOf<'entries-at-least'>;

/** A dated entry of a list; `title` is what stands with the date. */
type Entry = { date: DateMention; title: string; ref: EvidenceRef };

const titleLetters = 12;
/** Hours, minutes and seconds: a clock or the time of a change, not the date of an event. */
const clock = /\d{1,2}[:.]\d{2}[:.]\d{2}(?!\d)/u;

const withoutDates = (text: string): string => {
  let rest = text;
  for (const { start, end } of findDates(text).reverse()) rest = rest.slice(0, start) + rest.slice(end);
  return rest;
};

const isTitle = (unit: Unit | undefined): boolean =>
  unit !== undefined && letters(withoutDates(unit.text)) >= titleLetters;

/** Whether a date is that of something with a name: beside it, or in the next text above or below. */
const hasTitle = (units: readonly Unit[], { index, text, table }: Unit): boolean => {
  if (letters(withoutDates(text)) >= titleLetters) return true;
  const next = units[index + 1];
  // What stands before everything else on a page is today's date, unless an entry follows.
  if (index === 0) return isTitle(next) && (table !== null || next?.link === true);
  return isTitle(units[index - 1]) || isTitle(next);
};

const entriesOf = (matter: Matter, words: Words, not: Phrases | null): Entry[] => {
  const counts = isEvidence(matter, words);
  return matter.units.flatMap((unit): Entry[] => {
    const dates = datesIn(unit).filter(({ day, start }) => day !== null && !isStamped(unit.text, start, words));
    if (dates.length === 0 || clock.test(unit.text) || !counts(unit)) return [];
    // A date in a cell or bracket of its own is that of what stands before it.
    const alone = letters(withoutDates(unit.text)) < titleLetters;
    const dated = alone ? `${matter.units[unit.index - 1]?.text ?? ''} ${unit.text}` : unit.text;
    if (not !== null && not.first(skeleton(dated)) !== null) return [];
    if (!hasTitle(matter.units, unit)) return [];
    const around = [matter.units[unit.index - 1], unit, matter.units[unit.index + 1]];
    const title = around.map((one) => one?.text ?? '').join('\n');
    return dates.map((date) => ({ date, title, ref: refTo(matter, unit) }));
  });
};

const dayOf = ({ date: { year, month, day } }: Entry): number => (year * 12 + month) * 31 + (day ?? 0);

const fewLetters = 60;

/** The first hit in each link that is as long as a title: what is longer than the names of a menu. */
const inLinks = (matter: Matter, wanted: Phrases): Hit[] =>
  matter.units.flatMap((unit): Hit[] => {
    if (!unit.link || letters(unit.text) < titleLetters) return [];
    const hit = wanted.first(skeleton(unit.text));
    return hit === null ? [] : [{ phrase: hit.phrase, unit, start: unit.start + hit.start, end: unit.start + hit.end }];
  });

/** Where a list says of itself that it holds nothing. */
const saidEmpty = (matters: readonly Matter[], none: Phrases): EvidenceRef[] =>
  matters.flatMap((matter) => findAll(matter, none).map(({ unit }) => refTo(matter, unit)));

/**
 * Places that say one of the words: the lines of a list of projects each name an amount, whether or not any label does.
 */
const saying = (
  { words: name = '', count, not, links = false, none, writtenOnly = false }: Spec,
  context: CheckContext,
): Finding => {
  const { matters, words, subject } = context;
  if (subject && matters.length === 0) return noDocument(context);
  const empty = none === undefined ? [] : saidEmpty(matters, words.list(none));
  if (empty.length > 0) return failed({ code: 'too-few', found: 0, needed: count }, empty);
  const aside = not === undefined ? null : words.list(not);
  const refs = matters.flatMap((matter) => {
    const counts = isEvidence(matter, words);
    const found = findAll(matter, words.list(name));
    return [...found, ...(links ? inLinks(matter, words.list(name)) : [])]
      .filter(({ unit }) => counts(unit) && aside?.first(skeleton(unit.text)) == null)
      .map((hit) => refTo(matter, hit.unit, hit));
  });
  if (refs.length >= count) return passedIfTitled(context, refs);
  const titles = writtenOnly ? null : subject && words.list(subject.titles);
  return (
    doubtfulIn(inPictures(matters, { titles })) ?? failed({ code: 'too-few', found: refs.length, needed: count }, refs)
  );
};

/**
 * A list holds at least so many dated entries, or so many dated in a fiscal year; or so many places that say
 * one of a list of words. The newest are shown, so that a person
 * sees how far the list reaches.
 */
export const entriesAtLeast: Check<'entries-at-least'> = (spec, context) => {
  const { count, fiscalYear: year, not, besides } = spec;
  if (spec.words !== undefined) return saying(spec, context);
  const { matters, words } = context;
  const dated = matters
    .flatMap((matter) => entriesOf(matter, words, not === undefined ? null : words.list(not)))
    .sort((a, b) => dayOf(b) - dayOf(a));
  const right = dated.filter(({ date }) => year === undefined || fiscalYear(date) === year);
  const refs = right.map((entry) => entry.ref);
  if (right.length >= count) {
    const aside = besides === undefined ? null : words.list(besides);
    const isAside = ({ title }: Entry): boolean => aside?.first(skeleton(title)) != null;
    return right.every(isAside) ? cantTell({ code: 'ask-person' }, refs) : passed(refs);
  }
  if (dated.length === 0) {
    const doubt = doubtfulIn(inPictures(matters));
    if (doubt) return doubt;
    const empty = spec.none === undefined ? [] : saidEmpty(matters, words.list(spec.none));
    if (empty.length > 0) return failed({ code: 'too-few', found: 0, needed: count }, empty);
    const aside = not === undefined ? null : words.list(not);
    const said = matters.flatMap(({ units }) =>
      units.filter(({ kind, link, text }) => (kind !== 'heading' || link) && aside?.first(skeleton(text)) == null),
    );
    if (!said.some(({ link }) => link) && said.reduce((sum, unit) => sum + unit.end - unit.start, 0) < fewLetters)
      return failed({ code: 'too-few', found: 0, needed: count });
    return cantTell(year === undefined ? { code: 'ask-person' } : { code: 'period-not-stated', wanted: `${year}` });
  }
  if (right.length === 0 && year !== undefined) {
    const found = [...new Set(dated.map(({ date }) => `${fiscalYear(date)}`))];
    return failed(
      { code: 'wrong-period', wanted: `${year}`, found: found.slice(0, 6) },
      dated.map((entry) => entry.ref),
    );
  }
  return failed({ code: 'too-few', found: right.length, needed: count }, refs);
};
