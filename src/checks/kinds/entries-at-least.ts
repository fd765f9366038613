import type { EvidenceRef } from '../../model/evidence.ts';
import { findDates } from '../../thai/dates.ts';
import { fiscalYear } from '../../thai/fiscal.ts';
import { type Check, cantTell, failed, passed } from '../context.ts';
import { refTo } from '../matter.ts';

/** A list holds at least so many dated entries, or so many dated in a fiscal year. */
export const entriesAtLeast: Check<'entries-at-least'> = ({ count, fiscalYear: year }, context) => {
  const dated: { year: number; ref: EvidenceRef }[] = [];
  for (const matter of context.matters) {
    for (const unit of matter.units) {
      for (const date of findDates(unit.text)) {
        if (date.day !== null) dated.push({ year: fiscalYear(date), ref: refTo(matter, unit) });
      }
    }
  }
  const right = dated.filter((entry) => year === undefined || entry.year === year);
  if (right.length >= count) return passed(right.map((entry) => entry.ref));
  if (dated.length === 0 && context.matters.some((matter) => matter.units.length > 0)) {
    return cantTell({ code: 'period-not-stated', wanted: `${year ?? ''}` });
  }
  if (year !== undefined && right.length === 0 && dated.length > 0) {
    const found = [...new Set(dated.map((entry) => `${entry.year}`))].sort();
    return failed(
      { code: 'wrong-period', wanted: `${year}`, found: found.slice(-6) },
      dated.map((entry) => entry.ref),
    );
  }
  return failed(
    { code: 'too-few', found: right.length, needed: count },
    right.map((entry) => entry.ref),
  );
};
