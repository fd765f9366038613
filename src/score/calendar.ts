import type { CalendarEntry } from '../model/ruleset.ts';

type Stage = CalendarEntry['stage'];

/** Where a day lies in the assessment of a year, and what may still change on it. */
export type Moment = {
  /** The stage that the day falls into, else the next one; null when all is over. */
  stage: CalendarEntry | null;
  entry: CalendarEntry | null;
  appeal: CalendarEntry | null;
  /** Whether what is published now still counts. */
  isOpen: boolean;
  /** Whether what was submitted may still be explained. */
  mayAppeal: boolean;
};

/** @param day of the Gregorian calendar, as 2025-04-30 */
export const momentOf = (calendar: readonly CalendarEntry[], day: string): Moment => {
  const find = (stage: Stage): CalendarEntry | null => calendar.find((one) => one.stage === stage) ?? null;
  const [entry, appeal] = [find('entry'), find('appeal')];
  return {
    stage: calendar.find(({ to }) => day <= to) ?? null,
    entry,
    appeal,
    isOpen: entry === null || day <= entry.to,
    mayAppeal: appeal !== null && day <= appeal.to,
  };
};
