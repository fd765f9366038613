import { arabicDigits } from './digits.ts';

/**
 * Whether a folded text, with or without its tone marks, is only what stands before a label: numbers, letters of a list, bullets, "ข้อ 3", "(ก)".
 * The empty text counts.
 */
export const isNumbering = (folded: string): boolean =>
  folded.length <= 16 &&
  /^(?:[\s\-–—•●▪◦*·o>✓✔☑]|ข้?อ(?:ที่?)?|ลาดับ(?:ที่?)?|\(?\d{1,3}(?:\.\d{1,2})*[.):/]?|\(?[ก-ฮ][.)])*$/u.test(folded);

/** Letters that parts are counted by, in their order: the alphabet without the two letters that are never used. */
const countingLetters = 'กขคงจฉชซ';

/**
 * The number that a part of a document or an entry of a list begins with, and how it is marked: "2.", "(ข)", "ข้อ 3",
 * "ส่วนที่ ๒". Parts that are counted together have the same mark. Null for a text that begins with none.
 */
export const partNumber = (text: string): { number: number; mark: string } | null => {
  const written = arabicDigits(text);
  const [, digits, behind] = /^\s*\(?(\d{1,2})([.)])(?!\d)/u.exec(written) ?? [];
  if (digits !== undefined && behind !== undefined) return { number: Number(digits), mark: behind };
  const [, word, counted] = /^\s*(ข้อที่|ข้อ|ส่วนที่|ตอนที่|หมวดที่|หมวด|ตารางที่|บทที่)\s*(\d{1,2})(?!\d)/u.exec(written) ?? [];
  if (word !== undefined) return { number: Number(counted), mark: word };
  const [, letter = '', mark] = /^\s*\(?(\p{L})([.)])\s/u.exec(written) ?? [];
  const place = letter === '' ? -1 : countingLetters.indexOf(letter);
  return place < 0 ? null : { number: place + 1, mark: `letter ${mark}` };
};
