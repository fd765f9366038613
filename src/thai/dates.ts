export { type DateMention, findDates } from './find-dates.ts';
export { findYears, type YearKind, type YearMention } from './find-years.ts';
