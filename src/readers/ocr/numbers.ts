import type { OcrEngine } from './engine.ts';
import { bandOf, type Candidate, type Crops, candidatesOf, cropsOf, widestSpace } from './number-candidates.ts';
import { digitsOf, joined, likest, numberPattern } from './number-text.ts';
import { isYear, masked, settle } from './number-votes.ts';
import { cropped, type Picture, type PixelBox } from './picture.ts';
import { textOfLine, unionOf, type WrittenLine } from './words.ts';

/**
 * The stock Thai model has no ๔ ๖ ๗ ๘ ๙ in its alphabet, so it makes other digits of them. Our own model reads the digits
 * of both scripts and takes all letters for one placeholder (digits/README.md). It reads every line once as a whole, to
 * find where numbers stand, and every number twice more, among its neighbours and by itself; the stock reading is the
 * fourth witness, as far as it goes. A number is trusted when two of the four agree and no other two do.
 */

export type DoubtfulNumber = { text: string; box: PixelBox; isYear: boolean };
export type Numbers = { doubts: DoubtfulNumber[] };

/** White paper around what is cut out, in pixels. */
const paper = 4;
/** Numbers of so few digits are read best when cut out close, with more paper around them. */
const fewDigits = 2;
const widePaper = 12;
/** Puts what was settled in the place of the pieces. */
const replace = ({ line, words }: Candidate, text: string, confidence: number): void => {
  const first = words[0];
  if (!first) return;
  const at = line.words.indexOf(first);
  const behind = joined(words).match(/[^0-9\u0e50-\u0e59\p{L}\p{M}]*$/u)?.[0] ?? '';
  const before = joined(words).match(/^[("'\u201c]*/u)?.[0] ?? '';
  const whole = `${text.startsWith('(') ? '' : before}${text}${behind}`;
  line.words.splice(at, words.length, {
    text: whole,
    box: unionOf(words),
    confidence,
    spaced: first.spaced,
  });
};

const textOf = (lines: readonly WrittenLine[] = []): string => lines.map(textOfLine).join(' ');

/** Crops wider than this, in shares of their height, are lines; narrower ones the recogniser reads better as one word. */
const lineLike = 3;

/** Reads crops with the digit model. */
const readCrops = async (picture: Picture, boxes: readonly PixelBox[], engine: OcrEngine): Promise<WrittenLine[][]> => {
  const result: WrittenLine[][] = boxes.map(() => []);
  if (!engine.digits) return result;
  for (const layout of ['line', 'word'] as const) {
    const own = boxes.flatMap(([left, top, right, bottom], index) =>
      right - left > lineLike * (bottom - top) === (layout === 'line') ? [index] : [],
    );
    const read = await engine.recognise(
      own.map((index) => cropped(picture, boxes[index] as PixelBox, paper)),
      'digits',
      layout,
    );
    own.forEach((index, at) => {
      result[index] = read[at] ?? [];
    });
  }
  return result;
};

/**
 * Reads the numbers of all lines again and puts them right, in place. Without our model of digits nothing can be put
 * right: then every number in Thai digits is doubtful.
 */
export const settleNumbers = async (
  picture: Picture,
  lines: readonly WrittenLine[],
  engine: OcrEngine,
): Promise<Numbers> => {
  const written = lines.filter(({ words }) => words.length > 0);
  const boxes = written.map((line): PixelBox => {
    const [left, , right] = unionOf(line.words);
    const [top, bottom] = bandOf(line);
    return [left - widestSpace / 2, top, right + widestSpace / 2, bottom];
  });
  const read = await readCrops(picture, boxes, engine);
  const candidates = written.flatMap((line, index) => {
    const tokens = (read[index] ?? []).flatMap(({ words }) => words);
    return candidatesOf(line, tokens, Math.max(0, boxes[index]?.[0] ?? 0) - paper);
  });
  const crops = candidates.map(cropsOf);
  const parts = await readCrops(
    picture,
    crops.map(([part]) => part),
    engine,
  );
  const closely = ({ words }: Candidate, [, own]: Crops): Picture => {
    if (joined(words).length > fewDigits) return cropped(picture, own, paper);
    const [left, top, right, bottom] = unionOf(words);
    return cropped(picture, [left - 1, top - 1, right + 1, bottom + 1], widePaper);
  };
  const alone = engine.digits
    ? await engine.recognise(
        candidates.map((candidate, index) => closely(candidate, crops[index] as Crops)),
        'digits',
        'word',
      )
    : [];
  const doubts: DoubtfulNumber[] = [];
  candidates.forEach((candidate, index) => {
    const { readings } = candidate;
    readings[2] = numberPattern.exec(textOf(alone[index]).replaceAll(' ', ''))?.[0] ?? '';
    readings[1] = likest(textOf(parts[index]), [readings[0], readings[2], joined(candidate.words)]);
    const settled = settle(candidate);
    if (!settled) return;
    const box = unionOf(candidate.words);
    const year = isYear(candidate, settled.text);
    if (!settled.trusted) doubts.push({ text: settled.text, box, isYear: year });
    const others = readings.map(digitsOf).filter((one) => one !== '');
    replace(candidate, settled.trusted || !year ? settled.text : masked(settled.text, others), candidate.confidence);
  });
  return { doubts };
};
