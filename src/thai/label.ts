/**
 * Whether a folded text, with or without its tone marks, is only what stands before a label: numbers, letters of a list, bullets, "ข้อ 3", "(ก)".
 * The empty text counts.
 */
export const isNumbering = (folded: string): boolean =>
  folded.length <= 16 &&
  /^(?:[\s\-–—•●▪◦*·o>✓✔☑]|ข้?อ(?:ที่?)?|ลาดับ(?:ที่?)?|\(?\d{1,3}(?:\.\d{1,2})*[.):/]?|\(?[ก-ฮ][.)])*$/u.test(folded);
