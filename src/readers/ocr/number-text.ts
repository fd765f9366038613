import type { Word } from './words.ts';

const thaiZero = 0x0e50;
/** Whether a character is a digit of Thai script. */
export const isThaiDigit = (char: string): boolean => char >= '\u0e50' && char <= '\u0e59';
/** A digit of either script. */
export const digit = /[0-9\u0e50-\u0e59]/u;
const letters = /[\u0e01-\u0e2e\p{Script=Latin}]/gu;
/** A number with the signs that belong to it. */
export const numberPattern = /[0-9\u0e50-\u0e59](?:[0-9\u0e50-\u0e59.,/:()%-]*[0-9\u0e50-\u0e59])?/u;

/** The digits of a text, in Arabic script. */
export const digitsOf = (text: string): string =>
  [...text]
    .filter((char) => digit.test(char))
    .map((char) => (isThaiDigit(char) ? String(char.charCodeAt(0) - thaiZero) : char))
    .join('');

/** What the stock model makes of each Thai digit, commonest first (measured, digits/README.md). */
const stockReadings = ['0', '1', '23', '3', '5', '5', '205', '351', '5', '523'];

/** Whether a stock reading is what that model makes of some digits; it also puts in a stray digit now and then. */
export const fitsStock = (digits: string, stock: string): boolean => {
  if (digits === '' || stock.length < digits.length || stock.length > digits.length + 1 + digits.length / 4)
    return false;
  let at = 0;
  for (const one of digits) {
    const seen = `${stockReadings[Number(one)] ?? ''}${one}`;
    while (at < stock.length && !seen.includes(stock[at] ?? '')) at++;
    if (at++ >= stock.length) return false;
  }
  return true;
};

/** Text of pieces without the spaces between them. */
export const joined = (words: readonly Word[]): string => words.map(({ text }) => text).join('');

/** Letters in some pieces, without marks. */
export const letterCount = (words: readonly Word[]): number => (joined(words).match(letters) ?? []).length;

/** Places in which two rows of digits differ, and by how much one is longer. */
const differences = (a: string, b: string): number =>
  [...a].filter((char, index) => b[index] !== char).length + Math.max(0, b.length - a.length);

/** The number of a text that looks most like what was read in the same place. */
export const likest = (text: string, others: readonly string[]): string => {
  const wanted = others.map(digitsOf).filter((one) => one !== '');
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const [found] of text.matchAll(new RegExp(numberPattern.source, 'gu'))) {
    const own = digitsOf(found);
    const distance = Math.min(...wanted.map((one) => (fitsStock(own, one) ? 0.5 : differences(own, one))));
    if (distance < least) [best, least] = [found, distance];
  }
  return least <= Math.max(1, digitsOf(best).length / 2) ? best : '';
};
