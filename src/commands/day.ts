const ahead = 7 * 60 * 60 * 1000;

/** The day that people in Thailand have at an instant, of the Gregorian calendar: 2025-04-30. */
export const dayInBangkok = (instant: Date): string => new Date(instant.getTime() + ahead).toISOString().slice(0, 10);
