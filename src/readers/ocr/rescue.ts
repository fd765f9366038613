import type { OcrEngine } from './engine.ts';
import { cropped, type Picture } from './picture.ts';
import { confidenceOf, type Word, type WrittenLine } from './words.ts';

/**
 * Measured on Thai pages: what the Thai model makes of real Latin words has a confidence up to 0.78, of Thai words that
 * were taken for Latin from 0.81 on. The confidence of the Latin reading tells nothing ("UM" for บาท has 0.95).
 */
const leastConfidence = 0.8;
const leastThai = 0.8;
const longestRescued = 8;
const margin = 6;

const isThai = (text: string): boolean => /[\u0e01-\u0e4e]/u.test(text);
const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text) && !isThai(text);

/** Share of Thai letters and marks, digits left out, in some words. */
const thaiShare = (words: readonly Word[]): number => {
  const text = words.map((word) => word.text).join('');
  return (text.match(/[\u0e01-\u0e4e]/gu)?.length ?? 0) / Math.max(1, text.length);
};

/** Whether most letters of a line are Thai. */
const mostlyThai = ({ words }: WrittenLine): boolean => {
  const thai = words.filter(({ text }) => isThai(text)).reduce((sum, { text }) => sum + text.length, 0);
  const latin = words.filter(({ text }) => isLatin(text)).reduce((sum, { text }) => sum + text.length, 0);
  return thai > 2 * latin;
};

/**
 * Thai words that the Latin model took for its own ("fim" for ฎีกา, "UM" for บาท) are read again by the Thai model
 * alone, which keeps its reading where it is surer. Changes the lines in place.
 */
export const rescueThai = async (picture: Picture, lines: readonly WrittenLine[], engine: OcrEngine): Promise<void> => {
  const doubtful = lines.flatMap((line) =>
    mostlyThai(line)
      ? line.words.filter(({ text }) => isLatin(text) && text.length <= longestRescued).map((word) => ({ line, word }))
      : [],
  );
  if (doubtful.length === 0) return;
  const read = await engine.recognise(
    doubtful.map(({ word }) => cropped(picture, word.box, margin)),
    'thai',
    'word',
  );
  doubtful.forEach(({ line, word }, index) => {
    const [again] = read[index] ?? [];
    if (!again || thaiShare(again.words) < leastThai || confidenceOf(again.words) < leastConfidence) return;
    const [dx, dy] = [word.box[0] - margin, word.box[1] - margin];
    const found = again.words.map(
      (one, at): Word => ({
        ...one,
        box: [one.box[0] + dx, one.box[1] + dy, one.box[2] + dx, one.box[3] + dy],
        spaced: at === 0 ? word.spaced : one.spaced,
      }),
    );
    line.words.splice(line.words.indexOf(word), 1, ...found);
  });
};
