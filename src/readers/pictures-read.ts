import sharp from 'sharp';
import type { Block, Doubt, GapCode, Locator, PageNote } from '../model/evidence.ts';
import { nowhere } from './address.ts';
import { readImage } from './image.ts';
import { type ReadOptions, roundedShare } from './reading.ts';
import { sniff } from './sniff.ts';

/** A picture inside something else, and where in it a person finds the picture. */
export type PlacedPicture = { bytes: Uint8Array; at: Locator; path: string };

/** What pictures say, in their order. */
export type PicturesRead = {
  blocks: Block[];
  doubts: Doubt[];
  /** How many could be read, and the mean confidence of the recogniser in them, 0..1. */
  count: number;
  quality: number;
  /** What they leave open, each cause once. */
  gaps: GapCode[];
};

/** Pictures of one file that are read: a page of a scan each, which takes the recogniser seconds. */
export const mostPictures = 10;
/** Smaller pictures beside a larger one are emblems and ornaments. */
const smallestSide = 300;

/** Gaps that keep their name; whatever else kept a picture from being read, a person must look at it. */
const telling: ReadonlySet<GapCode> = new Set(['no-ocr', 'poor-picture', 'doubtful-numbers']);

/** What may be in a picture, by its looks from outside. What is no picture of pixels is never decoded. */
const looksOf = async ({ bytes }: PlacedPicture): Promise<'large' | 'small' | 'strange'> => {
  if ((await sniff(bytes, { url: nowhere })).kind !== 'image') return 'strange';
  try {
    const { width, height } = await sharp(bytes).metadata();
    return Math.min(width, height) >= smallestSide ? 'large' : 'small';
  } catch {
    return 'strange';
  }
};

/** The block as it stands in what shows the picture: its place in the picture says nothing there. */
const movedTo = (block: Block, at: Locator, path: string): Block => {
  const moved = { at, path: `${path}.${block.path}` };
  return block.kind === 'table'
    ? {
        ...block,
        ...moved,
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, at, path: `${path}.${cell.path}` }))),
      }
    : { ...block, ...moved };
};

/**
 * Reads pictures that hold the matter of something else, the largest of them where there are too many. What is read
 * stands at the place of its picture.
 */
export const readPictures = async (
  pictures: readonly PlacedPicture[],
  options: ReadOptions,
  most = mostPictures,
): Promise<PicturesRead> => {
  const looks = await Promise.all(pictures.map(looksOf));
  const large = pictures.filter((_, index) => looks[index] === 'large');
  const unread = large.length === 0 || large.length > most || looks.includes('strange');
  const chosen = [...large].sort((a, b) => b.bytes.byteLength - a.bytes.byteLength).slice(0, most);
  const codes = new Set<GapCode>(unread ? ['picture-only'] : []);
  const blocks: Block[] = [];
  const doubts: Doubt[] = [];
  const qualities: number[] = [];
  for (const { bytes, at, path } of large.filter((picture) => chosen.includes(picture))) {
    options.onProgress?.({ page: qualities.length + 1, of: chosen.length, what: 'ocr' });
    const { slot, ocr } = options;
    const one = await readImage({
      bytes,
      facts: { url: nowhere },
      options: { ...(slot && { slot }), ...(ocr && { ocr }) },
    });
    blocks.push(...one.blocks.map((block) => movedTo(block, at, path)));
    doubts.push(...one.doubts.map(({ text }) => ({ text, at })));
    qualities.push(...one.pageNotes.map(({ quality }) => quality));
    for (const { code } of one.gaps) codes.add(telling.has(code) ? code : 'picture-only');
  }
  const mean = qualities.reduce((sum, quality) => sum + quality, 0) / Math.max(1, qualities.length);
  return { blocks, doubts, count: qualities.length, quality: roundedShare(mean), gaps: [...codes] };
};

/** The note of a page, or of something without pages, whose text came from pictures. */
export const noteOf = ({ quality }: PicturesRead, page = 1): PageNote => ({
  page,
  method: 'ocr',
  quality,
  damage: ['no-text'],
});
