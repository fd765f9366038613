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

/** A consonant, perhaps with a tone, before what is drawn of sara am or sara aa. */
const before = '[\\u0e01-\\u0e2e][\\u0e31\\u0e34-\\u0e39\\u0e48-\\u0e4b]?';
const bareSaraAm = new RegExp(`${before}\\u0e33`, 'gu');
const saraAa = /\u0e32/gu;
/** Share of sara am among all that look like sara aa from which on the two were mixed up: Thai has one in twelve. */
const mixedUp = 0.6;

/**
 * Whether every sara aa of a text came out as sara am. Word draws sara am as a ring and a sara aa, and some versions
 * name that second glyph sara am wherever it stands. A real one still has the ring before it, as a space or by itself.
 */
export const hasSurplusSaraAm = (text: string): boolean => {
  const am = count(text, bareSaraAm);
  return am >= 8 && am > mixedUp * (am + count(text, saraAa));
};

/** As many sara am in one line without any sara aa are no accident: then one of its fonts mixes them up. */
const manyInLine = 3;
export const isSurplusLine = (line: string): boolean =>
  count(line, bareSaraAm) >= manyInLine && count(line, saraAa) === 0;

/** On a page with such lines, a run of one font that has several sara am and no sara aa is of that font. */
const shortestRun = 12;
export const isSurplusRun = (run: string): boolean =>
  run.length >= shortestRun && count(run, bareSaraAm) >= 2 && count(run, saraAa) === 0;

/** Undoes that: only what has a ring or its space before it is sara am. Must run before such spaces are dropped. */
export const withoutSurplusSaraAm = (text: string): string =>
  text
    .replace(/\u0e4d([\u0e48-\u0e4b]?)[ \u00a0]?\u0e33/gu, ' $1\u0001')
    .replace(/[ \u00a0]\u0e33/gu, ' \u0001')
    .replace(/\u0e33/gu, '\u0e32')
    .replace(/\u0001/gu, '\u0e33');

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
