import type { Reading } from '../model/evidence.ts';
import { decodePicture, type Picture } from './ocr/picture.ts';
import { blocksOfPage } from './page-blocks.ts';
import { emptyReading, gapOf, messageOf, type Reader, roundedShare } from './reading.ts';

export const imageReader = 'image/2';

/** Smaller pictures are signs and buttons. */
const smallestSide = 100;
/** Longer side of the paper that most pictures of documents show (A4), in inches. */
const paperLength = 11.7;
const dpiRange = { least: 60, most: 700 };

/** Dots an inch of a picture if it shows a whole sheet of paper. */
const guessedDpi = ({ width, height }: Picture): number =>
  Math.max(dpiRange.least, Math.min(dpiRange.most, Math.max(width, height) / paperLength));

/** Reads a picture file: whatever it says, it says as a picture. Boxes are in points at the guessed size. */
export const readImage: Reader = async ({ bytes, facts, options }): Promise<Reading> => {
  const reading = emptyReading(imageReader);
  let picture: Picture;
  try {
    picture = await decodePicture(bytes);
  } catch (error) {
    const detail = messageOf(error);
    const code = /exceeds pixel limit/iu.test(detail) ? 'too-large' : 'damaged';
    return { ...reading, gaps: [gapOf(facts, code, { detail })] };
  }
  const pictureOnly = { ...reading, gaps: [gapOf(facts, 'picture-only')] };
  if (Math.min(picture.width, picture.height) < smallestSide) return pictureOnly;
  const { findOcr } = await import('./ocr/find.ts');
  const { engine } = options.ocr === 'off' ? { engine: null } : await findOcr();
  if (!engine) return { ...reading, gaps: [gapOf(facts, 'no-ocr')] };
  const { readPicture } = await import('./ocr/page.ts');
  const { shortfallOf } = await import('./ocr/verdict.ts');
  const { shownFrom } = await import('./ocr/shown.ts');
  const slot = options.slot ?? ((work) => work());
  options.onProgress?.({ page: 1, of: 1, what: 'ocr' });
  const text = await slot(() => readPicture(picture, guessedDpi(picture), engine));
  const shortfall = shortfallOf(text);
  const blocks = blocksOfPage(shownFrom(text), 1);
  if (blocks.length === 0 || shortfall?.kind === 'lost') return pictureOnly;
  const first = blocks.find(({ kind }) => kind === 'heading') ?? blocks[0];
  const title = first && first.kind !== 'table' ? first.text : '';
  return {
    ...reading,
    title,
    blocks,
    pageNotes: [{ page: 1, method: 'ocr', quality: roundedShare(text.confidence), damage: ['no-text'] }],
    doubts: text.doubts.map((doubt) => ({ text: doubt.text, at: { in: 'page', page: 1, box: [...doubt.box] } })),
    gaps: [
      ...(shortfall ? [gapOf(facts, shortfall.code, { label: title })] : []),
      ...(text.doubts.some(({ isYear }) => isYear) ? [gapOf(facts, 'doubtful-numbers', { label: title })] : []),
    ],
  };
};
