/** Glyphs that old Thai fonts keep in the private area (U+F700 to U+F71A), as the letters that they draw. */
const privateGlyphs =
  '\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a';

/**
 * Puts right what extraction damages, as a reader of the file sees it: marks of old fonts, the two halves of sara am,
 * the ring that Word maps to a space, the order of marks. Everything else stays as it is written.
 */
export const repairThai = (text: string): string =>
  text
    .replace(/[\uf700-\uf71a]/gu, (glyph) => privateGlyphs[glyph.charCodeAt(0) - 0xf700] ?? '')
    .replace(/[\0\u00ad\u200b\ufeff]/gu, '')
    // A space before a mark or sara am: neither begins a word.
    .replace(/([\u0e01-\u0e4e])[ \u00a0]+(?=[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])/gu, '$1')
    // Tone before vowel.
    .replace(
      /[\u0e31\u0e34-\u0e39\u0e48-\u0e4b]{2,}/gu,
      (marks) => marks.replace(/[\u0e48-\u0e4b]/gu, '') + marks.replace(/[\u0e31\u0e34-\u0e39]/gu, ''),
    )
    // Ring, perhaps with a tone, and sara aa; a tone after sara am.
    .replace(/\u0e4d([\u0e48-\u0e4b]?)[ \u00a0]?\u0e32/gu, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b])\u0e4d[ \u00a0]?\u0e32/gu, '$1\u0e33')
    .replace(/\u0e33([\u0e48-\u0e4b])/gu, '$1\u0e33')
    // Word 2007 to 2013: a ring that became a space. No word begins with sara aa.
    .replace(/([\u0e01-\u0e2e][\u0e48-\u0e4b]?)[ \u00a0]\u0e32/gu, '$1\u0e33')
    .replace(/([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+/gu, '$1');

const greek = /[\u0370-\u03ff]/gu;
const thai = /[\u0e01-\u0e5b]/gu;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a text is in the cipher of Reporting Services: Greek letters and control characters instead of Thai. */
export const isShifted = (text: string): boolean => {
  const letters = count(text, greek);
  return letters >= 10 && letters > 5 * count(text, thai);
};

/** Greek codes whose place in the font breaks the row: the marks above that come after the vowels. */
const shiftedMarks: Record<number, number> = { 917: 0x0e48, 918: 0x0e49, 921: 0x0e4c };

/**
 * Undoes the cipher: glyph numbers of the font were written as codes with one fixed shift, so control characters are
 * space, signs and digits, and Greek letters are Thai. Must run before control characters are dropped.
 */
export const unshift = (text: string): string => {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x03 && code <= 0x1f) out += String.fromCharCode(code + 0x1d);
    else if (code in shiftedMarks) out += String.fromCharCode(shiftedMarks[code] ?? code);
    else if (code >= 0x0370 && code <= 0x03ff) {
      const plain = code + 0xa5e;
      out += String.fromCharCode(plain > 0x0e3a ? code + 0xa61 : plain);
    } else out += char;
  }
  return out;
};
