import type { EvidenceRef } from '../../model/evidence.ts';
import { type DateMention, findDates } from '../../thai/dates.ts';
import { fiscalYear } from '../../thai/fiscal.ts';
import { skeleton } from '../../thai/fold.ts';
import type { Phrases } from '../../thai/phrases.ts';
import { type Check, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { isEvidence } from '../field.ts';
import type { Words } from '../lexicon.ts';
import { type Matter, refTo, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';
import { isStamped } from '../subject.ts';

/** A dated entry of a list; `title` is what stands with the date. */
type Entry = { date: DateMention; title: string; ref: EvidenceRef };

const titleLetters = 15;
/** Hours, minutes and seconds: a clock or the time of a change, not the date of an event. */
const clock = /\d{1,2}[:.]\d{2}[:.]\d{2}(?!\d)/u;

const letters = (text: string): number => (text.match(/\p{L}/gu) ?? []).length;

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
    const dates = findDates(unit.text).filter(({ day, start }) => day !== null && !isStamped(unit.text, start, words));
    if (dates.length === 0 || clock.test(unit.text) || !counts(unit)) return [];
    if (not !== null && not.first(skeleton(unit.text)) !== null) return [];
    if (!hasTitle(matter.units, unit)) return [];
    const around = [matter.units[unit.index - 1], unit, matter.units[unit.index + 1]];
    const title = around.map((one) => one?.text ?? '').join('\n');
    return dates.map((date) => ({ date, title, ref: refTo(matter, unit) }));
  });
};

const dayOf = ({ date: { year, month, day } }: Entry): number => (year * 12 + month) * 31 + (day ?? 0);

const fewLetters = 60;

/**
 * A list holds at least so many dated entries, or so many dated in a fiscal year. The newest are shown, so that a person
 * sees how far the list reaches.
 */
export const entriesAtLeast: Check<'entries-at-least'> = ({ count, fiscalYear: year, not, besides }, context) => {
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
    const said = matters.flatMap(({ units }) => units.filter(({ kind, link }) => kind !== 'heading' || link));
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
