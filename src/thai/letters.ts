/** Finds every Thai consonant: what is left of a name when digits, marks and Latin letters are not counted. */
export const thaiConsonant = /[ก-ฮ]/gu;

const letter = /\p{L}/u;

/** Number of letters: marks, digits and punctuation do not count. */
export const letters = (text: string): number => {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) count++;
    } else if (code >= 0x0e01 && code < 0x0e80) {
      if (code <= 0x0e30 || code === 0x0e32 || code === 0x0e33 || (code >= 0x0e40 && code <= 0x0e46)) count++;
    } else if (letter.test(text[i] ?? '')) count++;
  }
  return count;
};
