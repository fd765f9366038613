/** Lines of the Thai block that the recogniser writes in two halves or in the wrong order. */
export const repairOcr = (text: string): string =>
  text
    // The model has no sara am: it writes the ring and sara aa.
    .replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/gu, '$1\u0e33')
    .replace(/([\u0e48-\u0e4b])\u0e4d\u0e32/gu, '$1\u0e33')
    .replace(/\u0e33([\u0e48-\u0e4b])/gu, '$1\u0e33')
    .replace(/\u0e40\u0e40/gu, '\u0e41')
    // Tone before vowel, and marks that are given twice.
    .replace(
      /[\u0e31\u0e34-\u0e39\u0e47-\u0e4c]{2,}/gu,
      (marks) => marks.replace(/[\u0e47-\u0e4c]/gu, '') + marks.replace(/[\u0e31\u0e34-\u0e39]/gu, ''),
    )
    .replace(/([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+/gu, '$1')
    .replace(/([\u0e48-\u0e4b])[\u0e48-\u0e4b]+/gu, '$1')
    // No mark begins a word.
    .replace(/(\s)[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+/gu, '$1')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
