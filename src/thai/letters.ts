/** Finds every Thai consonant: what is left of a name when digits, marks and Latin letters are not counted. */
export const thaiConsonant = /[ก-ฮ]/gu;
