/** A month of a Buddhist year; month 1 to 12. */
export type YearMonth = { readonly year: number; readonly month: number };

/** Months from one to another, both included. */
export type Period = { readonly from: YearMonth; readonly to: YearMonth };

/** A day of a Buddhist year. */
export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };

/** The fiscal year a month belongs to: 1 October to 30 September, named after the year it ends in. */
export function fiscalYear(date: YearMonth): number {
  return date.month >= 10 ? date.year + 1 : date.year;
}

export function fiscalPeriod(year: number): Period {
  return months(year, 1, 12);
}

/** The first half runs from October to March, the second from April to September. */
export function halfOfFiscalYear(year: number, half: 1 | 2): Period {
  return months(year, half * 6 - 5, 6);
}

/** Quarters of a fiscal year; the first runs from October to December. */
export function quarter(year: number, number: 1 | 2 | 3 | 4): Period {
  return months(year, number * 3 - 2, 3);
}

/** All months of a period, first to last; none when it ends before it begins. */
export function monthsOf(period: Period): YearMonth[] {
  const last = ordinal(period.to);
  const result: YearMonth[] = [];
  for (let at = ordinal(period.from); at <= last; at++) result.push(monthAt(at));
  return result;
}

/** Whether all of b lies within a. */
export function covers(a: Period, b: Period): boolean {
  return ordinal(a.from) <= ordinal(b.from) && ordinal(b.to) <= ordinal(a.to);
}

/** Whether a and b share a month. */
export function overlaps(a: Period, b: Period): boolean {
  return ordinal(a.from) <= ordinal(b.to) && ordinal(b.from) <= ordinal(a.to);
}

/**
 * The day in Bangkok (UTC+7, no summer time) at an instant in ISO 8601; a time without a zone is taken as UTC.
 * Throws RangeError for what is no instant.
 */
export function bangkokDate(iso: string): CalendarDay {
  const withZone = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`;
  const instant = Date.parse(withZone);
  if (Number.isNaN(instant)) throw new RangeError(`not an instant in ISO 8601: ${iso}`);
  const local = new Date(instant + 7 * 3_600_000);
  return { year: local.getUTCFullYear() + 543, month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** `count` months of a fiscal year from its nth month on; October is the first. */
function months(year: number, nth: number, count: number): Period {
  const first = ordinal({ year: year - 1, month: 9 }) + nth;
  return { from: monthAt(first), to: monthAt(first + count - 1) };
}

const ordinal = ({ year, month }: YearMonth) => year * 12 + month - 1;
const monthAt = (at: number): YearMonth => ({ year: Math.floor(at / 12), month: (at % 12) + 1 });
