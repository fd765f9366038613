/** Display of Thai on a terminal, where marks above and below take no column of their own. */

const clusters = new Intl.Segmenter('th', { granularity: 'grapheme' });
const words = new Intl.Segmenter('th', { granularity: 'word' });
const collator = new Intl.Collator('th', { numeric: true });

const ZERO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u;
const ELLIPSIS = '…';

/** Columns that a text of one line takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** The text with spaces behind it to fill `width` columns; a wider text stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text cut, between clusters, to at most `width` columns, with an ellipsis where something was cut. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  return takeColumns(text, width - 1) + ELLIPSIS;
}

/** Lines of at most `width` columns, broken between words, and inside a word only where it is wider than a line. */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(2, width);
  return text.split('\n').flatMap((line) => wrapLine(line, limit));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of words.segment(text)) {
    if (displayWidth(line + segment.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    let rest = line === '' ? segment.trimStart() : segment;
    while (displayWidth(rest) > width) {
      const head = takeColumns(rest, width);
      if (head === '') break;
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line += rest;
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines.filter((each, index) => each !== '' || index > 0 || lines.length === 1);
}

function takeColumns(text: string, width: number): string {
  let taken = '';
  let room = width;
  for (const { segment } of clusters.segment(text)) {
    room -= displayWidth(segment);
    if (room < 0) break;
    taken += segment;
  }
  return taken;
}

/** Order of a Thai dictionary; numbers inside by their value. */
export function compareThai(a: string, b: string): number {
  return collator.compare(a, b);
}
