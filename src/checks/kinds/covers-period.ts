import type { EvidenceRef } from '../../model/evidence.ts';
import { findDates } from '../../thai/dates.ts';
import { monthsOf, type Period } from '../../thai/fiscal.ts';
import { type Check, cantTell, failed, noDocument, passed } from '../context.ts';
import { findAll, refTo } from '../matter.ts';

const periodOf = (from: string, to: string): Period => {
  const month = (text: string) => ({ year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)) });
  return { from: month(from), to: month(to) };
};

const key = ({ year, month }: { year: number; month: number }): number => year * 12 + month;

/** The documents cover every month of a span: named as a whole, as a span of months, or month by month. */
export const coversPeriod: Check<'covers-period'> = ({ from, to, words: list }, context) => {
  if (context.matters.length === 0) return noDocument(context);
  const wanted = monthsOf(periodOf(from, to)).map(key);
  const first = Math.min(...wanted);
  const last = Math.max(...wanted);
  const months = new Map<number, EvidenceRef>();
  for (const matter of context.matters) {
    for (const hit of findAll(matter, context.words.list(list))) return passed([refTo(matter, hit.unit, hit)]);
    for (const unit of matter.units) {
      const dates = findDates(unit.text);
      for (const date of dates) if (!months.has(key(date))) months.set(key(date), refTo(matter, unit));
      // "ต.ค. 67 - มี.ค. 68" and "1 ตุลาคม 2567 ถึง 31 มีนาคม 2568" name the span by its ends.
      const [start] = dates;
      const end = dates.at(-1);
      if (start && end && key(start) <= first && key(end) >= last && key(end) - key(start) < 24)
        return passed([refTo(matter, unit)]);
    }
  }
  const found = wanted.flatMap((month) => months.get(month) ?? []);
  if (found.length === wanted.length) return passed(found);
  const anything = [...months.keys()].some((month) => month < first || month > last);
  const wantedText = `${from} – ${to}`;
  if (found.length === 0 && !anything) return cantTell({ code: 'period-not-stated', wanted: wantedText });
  const others = [...months].filter(([month]) => month < first || month > last);
  if (found.length > 0 && others.length === 0)
    return cantTell({ code: 'period-not-stated', wanted: wantedText }, found);
  return failed(
    { code: 'wrong-period', wanted: wantedText, found: others.slice(0, 6).map(([, ref]) => ref.quote.slice(0, 60)) },
    others.map(([, ref]) => ref),
  );
};
