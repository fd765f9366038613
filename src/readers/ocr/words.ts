import type { PixelBox } from './picture.ts';

/** A piece of writing as the recogniser gives it: in Thai often a single letter. Confidence from 0 to 1. */
export type Word = {
  text: string;
  box: PixelBox;
  confidence: number;
  /** Whether white space parts it from the piece before it in its line. */
  spaced: boolean;
};

/** A line of writing, in reading order; `paragraph` counts the paragraphs of a picture. */
export type WrittenLine = { words: Word[]; paragraph: number };

/** What Tesseract's TSV calls the levels of a page. */
const levels = { line: '4', word: '5' } as const;

type TsvWord = Omit<Word, 'spaced'>;
type TsvLine = { page: number; key: string; paragraph: string; words: TsvWord[] };

const tsvLines = (tsv: string): TsvLine[] => {
  const lines: TsvLine[] = [];
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const [level, page, block, paragraph, line, , left, top, width, height, confidence] = cells;
    if (level !== levels.word) continue;
    const text = cells.slice(11).join('\t').trim();
    if (text === '') continue;
    const key = `${page}.${block}.${paragraph}.${line}`;
    let last = lines.at(-1);
    if (last?.key !== key) {
      last = { page: Number(page), key, paragraph: `${block}.${paragraph}`, words: [] };
      lines.push(last);
    }
    const [x, y] = [Number(left), Number(top)];
    last.words.push({
      text,
      box: [x, y, x + Number(width), y + Number(height)],
      confidence: Math.max(0, Math.min(1, Number(confidence) / 100)),
    });
  }
  return lines;
};

/** Share of the narrower of two pieces by which they lie over each other. */
const overlap = (a: PixelBox, b: PixelBox): number => {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  return width <= 0 ? 0 : width / Math.max(1, Math.min(a[2] - a[0], b[2] - b[0]));
};

/**
 * The recogniser tries its languages piece by piece, and sometimes gives the end of one piece again as the beginning of
 * the next: "เมื่ เมื่อ", "Policy) )". The same letters in the same place are there once.
 */
const withoutRepeats = (words: readonly Word[]): Word[] => {
  const kept: Word[] = [];
  for (const word of words) {
    const before = kept.at(-1);
    const isRepeat = before !== undefined && overlap(before.box, word.box) > 0.5;
    if (isRepeat && word.text.startsWith(before.text)) kept[kept.length - 1] = { ...word, spaced: before.spaced };
    else if (!(isRepeat && before.text.endsWith(word.text))) kept.push(word);
  }
  return kept;
};

/**
 * Reads Tesseract's two outputs of the same pictures together: the table knows where each piece stands, the text knows
 * where the spaces are. Gives the lines of each picture.
 * @param pictures number of pictures that were given
 */
export const linesFrom = (tsv: string, text: string, pictures: number): WrittenLine[][] => {
  const result: WrittenLine[][] = Array.from({ length: pictures }, () => []);
  const paragraphs = new Map<string, number>();
  let at = 0;
  for (const { page, paragraph, words } of tsvLines(tsv)) {
    const line: Word[] = [];
    for (const word of words) {
      let spaced = line.length === 0;
      let next = at;
      while (next < text.length && /\s/u.test(text[next] ?? '')) next++;
      // Where the outputs part, the pieces of the table stand; only a space may be missing then.
      if (text.startsWith(word.text, next)) {
        spaced ||= next > at;
        at = next + word.text.length;
      }
      line.push({ ...word, spaced });
    }
    const key = `${page}.${paragraph}`;
    if (!paragraphs.has(key)) paragraphs.set(key, paragraphs.size);
    result[page - 1]?.push({ words: withoutRepeats(line), paragraph: paragraphs.get(key) ?? 0 });
  }
  return result;
};

/** The text of a line as it stands, before anything is put right. */
export const textOfLine = ({ words }: { words: readonly Word[] }): string =>
  words.map(({ text, spaced }, index) => (index > 0 && spaced ? ` ${text}` : text)).join('');

/** Mean confidence of some words, weighed by their letters. 0 where there are none. */
export const confidenceOf = (words: readonly Word[]): number => {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of words) {
    letters += text.length;
    sum += confidence * text.length;
  }
  return letters === 0 ? 0 : sum / letters;
};

/** The box around some pieces. */
export const unionOf = (words: readonly Word[]): PixelBox => [
  Math.min(...words.map(({ box }) => box[0])),
  Math.min(...words.map(({ box }) => box[1])),
  Math.max(...words.map(({ box }) => box[2])),
  Math.max(...words.map(({ box }) => box[3])),
];
