import type { Candidate } from './number-candidates.ts';
import { digit, digitsOf, fitsStock, isThaiDigit, joined, letterCount } from './number-text.ts';
import { confidenceOf } from './words.ts';

/** Arabic digits of the stock model are believed from this confidence on. */
const believedArabic = 0.88;
const outvotedArabic = 0.95;
/** Letters that the stock model is surer of than this are letters. */
const believedLetters = 0.9;
/** Digits that are believed where the stock model saw no digit at all. */
const believedAlone = 0.75;
type Settled = { text: string; trusted: boolean };
type Opinion = { text: string; digits: string; votes: number };

/** The different readings of the digit model, each with the witnesses that speak for it, the most first. */
const opinionsOn = ({ readings }: Candidate, stock: string): Opinion[] => {
  const opinions: Opinion[] = [];
  for (const text of readings) {
    const digits = digitsOf(text);
    if (digits === '') continue;
    const same = opinions.find((one) => one.digits === digits);
    if (same) same.votes++;
    else opinions.push({ text, digits, votes: 1 });
  }
  for (const opinion of opinions) if (opinion.digits === stock || fitsStock(opinion.digits, stock)) opinion.votes++;
  return opinions.sort((a, b) => b.votes - a.votes);
};

/** Weighs the readings of a number. Undefined: the stock reading stands, and nothing speaks against it. */
export const settle = (candidate: Candidate): Settled | undefined => {
  const { words, confidence } = candidate;
  const text = joined(words);
  const stock = digitsOf(text);
  const sureness = confidenceOf(words);
  const [first, ...others] = opinionsOn(candidate, stock);
  if (stock === '') {
    // Latin letters in place of a number are never sure enough to stand against all three readings.
    const outvoted = first?.votes === 3 && !/[\u0e01-\u0e4e]/u.test(text);
    const isWord =
      letterCount(words) > (first?.digits.length ?? 0) + 1 || (sureness >= believedLetters && text.length > 1);
    if (!first || first.votes < 2 || (isWord && !outvoted) || confidence < believedAlone) return undefined;
    return { text: first.text, trusted: true };
  }
  const isArabic = ![...text].some(isThaiDigit) && !/[\u0e01-\u0e4e]/u.test(text);
  const isSureArabic = isArabic && sureness >= believedArabic;
  const saysThai =
    first !== undefined && first.votes >= 2 && [...first.text].some(isThaiDigit) && first.digits !== stock;
  // Three readings of the same number of digits stand against one that is not quite sure.
  const saysOther = first?.votes === 3 && first.digits.length === stock.length && first.digits !== stock;
  if (isSureArabic && !saysThai && !(saysOther && sureness < outvotedArabic)) return undefined;
  if (!first) return { text, trusted: false };
  // Letters in brackets and the like, of which the digit model makes a single digit here and there.
  if (isArabic && first.digits.length < stock.length) return { text, trusted: false };
  const rivals = others.filter(({ votes }) => votes === first.votes);
  if (first.votes >= 2 && rivals.length === 0) return { text: first.text, trusted: true };
  // Of readings with as much for them, the one that is a year of our time is more likely than one that is none.
  const years = [first, ...rivals].filter(({ digits }) => yearPattern.test(digits));
  const [year] = years;
  if (first.votes >= 2 && years.length === 1 && year) return { text: year.text, trusted: true };
  return { text: (year ?? first).text, trusted: false };
};

const yearPattern = /^2[456]\d\d$/u;
export const isYear = (candidate: Candidate, text: string): boolean =>
  [text, ...candidate.readings, joined(candidate.words)].some(
    (one) => yearPattern.test(digitsOf(one)) && !/[,.]/u.test(one),
  );

/**
 * A year in which the readings differ, with a question mark for every digit that they do not share: all of them where
 * there are no readings.
 */
export const masked = (text: string, others: readonly string[]): string => {
  let place = -1;
  return [...text]
    .map((char) => {
      if (!digit.test(char)) return char;
      place++;
      const own = digitsOf(char);
      return others.length > 0 && others.every((other) => other.length > place && other[place] === own) ? char : '?';
    })
    .join('');
};
