import { arabicDigits } from '../thai/digits.ts';

const namedYears = /(?<!\d)2[45]\d\d(?!\d)/gu;
/** A year of which some digits may be masked. */
const doubtfulYears = /(?<![\d?,.])[\d?]{4}(?![\d?])/gu;
const fewestKnown = 2;

const fits = (year: string, doubtful: string): boolean =>
  [...doubtful].every((digit, index) => digit === '?' || digit === year[index]);

/**
 * The year in the name of a file that agrees with a doubtful one in every digit that is known: a second witness, where
 * the name holds but one such year.
 */
export const witnessIn = (name: string, doubt: string): number | undefined => {
  const named = [...new Set(arabicDigits(name).match(namedYears))];
  const doubtful = (arabicDigits(doubt).match(doubtfulYears) ?? []).filter(
    (digits) => digits.replaceAll('?', '').length >= fewestKnown,
  );
  const agreeing = named.filter((year) => doubtful.some((one) => fits(year, one)));
  return agreeing.length === 1 ? Number(agreeing[0]) : undefined;
};
