import type { Picture } from './picture.ts';
import type { WrittenLine } from './words.ts';

/** What is known of the layout of a picture. */
export type Layout = 'page' | 'block' | 'line' | 'word';

/**
 * Page segmentation modes of Tesseract (`tesseract --help-psm`). Pages are read as one column: looking for more (3) tears
 * words that stand below each other off their lines, and had more errors on every measured scan.
 */
export const segmentation: Record<Layout, number> = { page: 4, block: 6, line: 7, word: 8 };

/** Which model reads: Thai and Latin together, Thai alone, or the digits of both scripts (see digits/README.md). */
export type Model = 'thai-latin' | 'thai' | 'digits';

/** A recogniser. Pictures are read one after the other in one process; the answer has the lines of each. */
export type OcrEngine = {
  /** Program, version and models: readings made with another one are stale. */
  name: string;
  /** Whether the digits of Thai script can be read. */
  digits: boolean;
  recognise(pictures: readonly Picture[], model: Model, layout: Layout): Promise<WrittenLine[][]>;
  close(): Promise<void>;
};

export const engineName = (program: string, version: string, latin: boolean, digits: boolean): string =>
  [program, version, ['tha', ...(latin ? ['eng'] : []), ...(digits ? ['thaidigits'] : [])].join('+')].join(' ');

/** Seconds for one picture; a page takes two to eight. */
export const longestPicture = 90;

/** Settings that every recognition needs. Without the first, a space stands after nearly every Thai cluster. */
export const settings: Record<string, string> = { preserve_interword_spaces: '1' };
