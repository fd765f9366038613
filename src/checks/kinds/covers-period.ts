import type { EvidenceRef } from '../../model/evidence.ts';
import { monthsOf, type Period, type YearMonth } from '../../thai/fiscal.ts';
import { monthNamed } from '../../thai/months.ts';
import { type Check, type CheckContext, cantTell, failed, noDocument, passed } from '../context.ts';
import { isEvidence } from '../evidence.ts';
import { findAll, type Matter, refTo, type Unit } from '../matter.ts';
import { columnCells, headerRows } from '../table.ts';
import { datesIn } from '../years.ts';

const monthIn = (text: string): YearMonth => ({ year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)) });
const key = ({ year, month }: YearMonth): number => year * 12 + month;

const widestJoint = 14;
const fewestOfYear = 12;

/** From one month to another, both included, with the place that says so. */
type Stretch = { period: Period; ref: EvidenceRef };

/** The stretches of time that a source names: two dates with no more than a joining word between them, or one month. */
const stretchesIn = (matter: Matter): Stretch[] =>
  matter.units.flatMap((unit) => {
    const dates = datesIn(unit);
    return dates.map((from, index) => {
      const next = dates[index + 1];
      const joined = next && next.start - from.end <= widestJoint && key(from) < key(next);
      return { period: { from, to: joined ? next : from }, ref: refTo(matter, unit) };
    });
  });

const isStretch = ({ period }: Stretch): boolean => key(period.from) < key(period.to);

/** Any place that names the whole span in words. */
const named = (list: string, { matters, words }: CheckContext): EvidenceRef | undefined => {
  for (const matter of matters) {
    const counts = isEvidence(matter, words);
    const hit = findAll(matter, words.list(list)).find(({ unit }) => counts(unit));
    if (hit) return refTo(matter, hit.unit, hit);
  }
  return undefined;
};

const fewestOfSeries = 3;

/** Whether a month in a table has figures, below it or beside it. The months of a plan have arrows and gaps. */
const hasFigures = ({ table }: Unit): boolean => {
  if (table === null) return false;
  const { block, row, column } = table;
  const beside = block.rows[row]?.slice(column + 1) ?? [];
  const below = row < headerRows(block) ? columnCells(block, column) : beside;
  return below.some(({ text }) => /\p{Nd}/u.test(text));
};

/** The months of a table with a column or row of figures for each, taken to be of the year that is asked for. */
const seriesIn = (context: CheckContext, wanted: readonly YearMonth[]): Map<number, EvidenceRef> => {
  const months = new Map<number, EvidenceRef>();
  const inYear = new Map(wanted.map((one) => [one.month, one]));
  for (const matter of context.matters) {
    for (const unit of matter.units) {
      // A month that has its year says itself which one it is.
      const month = unit.table && !/\p{Nd}/u.test(unit.text) ? monthNamed(unit.text) : 0;
      const one = inYear.get(month);
      if (one && hasFigures(unit) && !months.has(key(one))) months.set(key(one), refTo(matter, unit));
    }
  }
  return months;
};

const inFigures = (ordinal: number): string =>
  `${Math.floor((ordinal - 1) / 12)}-${`${((ordinal - 1) % 12) + 1}`.padStart(2, '0')}`;

/** The documents cover every month of a span: named as a whole, as a stretch of months, or month by month. */
export const coversPeriod: Check<'covers-period'> = ({ from, to, words }, context) => {
  if (context.matters.length === 0) return noDocument(context);
  const whole = named(words, context);
  if (whole) return passed([whole]);
  const months = monthsOf({ from: monthIn(from), to: monthIn(to) });
  const wanted = months.map(key);
  const stretches = context.matters
    .flatMap(stretchesIn)
    // A whole year names the plan's year, not how far a report reaches.
    .filter(({ period }) => key(period.to) - key(period.from) < fewestOfYear - 1);
  const found = new Map<number, EvidenceRef>();
  for (const { period, ref } of stretches) {
    for (const month of monthsOf(period)) if (!found.has(key(month))) found.set(key(month), ref);
  }
  // A table that names the months alone tells of the year that the document is about.
  const isOfYear = context.candidates.some(({ standing }) => standing === 'current');
  const series = isOfYear ? seriesIn(context, months) : new Map<number, EvidenceRef>();
  for (const [month, ref] of series) if (!found.has(month)) found.set(month, ref);
  const refs = wanted.flatMap((month) => found.get(month) ?? []);
  if (refs.length === wanted.length) return passed(refs);
  if (series.size >= fewestOfSeries) {
    const missing = wanted.filter((month) => !found.has(month)).map(inFigures);
    return failed({ code: 'months-missing', months: missing }, refs);
  }
  const others = stretches.filter((stretch) => isStretch(stretch) && !wanted.includes(key(stretch.period.from)));
  const reason = `${from} – ${to}`;
  // A single date may be that of the letter; only another stretch of time says that it is about another time.
  if (refs.length > 1 || others.length === 0) return cantTell({ code: 'period-not-stated', wanted: reason }, refs);
  return failed(
    { code: 'wrong-period', wanted: reason, found: others.slice(0, 6).map(({ ref }) => ref.quote.slice(0, 60)) },
    others.map(({ ref }) => ref),
  );
};
