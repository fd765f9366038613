import type { Block, GapCode, PageNote, Reading } from '../../model/evidence.ts';
import { gapOf, type Input } from '../reading.ts';
import { matterIn, titleOf } from './office.ts';
import { picturesIn } from './package.ts';

/** The pictures that slides show: by the number of the slide the names of their parts, empty where one has none. */
export type SlidePictures = Map<number, string[]>;

/** Fewer letters and digits than this on a slide with a picture: the matter stands in the picture. */
const fewOnSlide = 30;
/** Pictures stand behind all other shapes of a slide. */
const behindShapes = 10_000;

const pageOf = ({ at }: Block): number => (at.in === 'page' ? at.page : 0);

const matterOfPages = (blocks: readonly Block[], pages: number): number[] => {
  const matter = new Array<number>(pages + 1).fill(0);
  for (const block of blocks) matter[pageOf(block)] = (matter[pageOf(block)] ?? 0) + matterIn([block]);
  return matter;
};

/** Slides hold their text as text; a slide without any may be a picture. */
const textNote = (page: number, matter: number): PageNote =>
  matter > 0
    ? { page, method: 'text-layer', quality: 1, damage: [] }
    : { page, method: 'none', quality: 0, damage: ['no-text'] };

/** Completes the reading of a presentation: how each slide was read, and what those say whose matter is a picture. */
export const withSlidePictures = async (
  reading: Reading,
  { bytes, facts, options }: Input,
  pictures: Readonly<SlidePictures>,
): Promise<Reading> => {
  const matter = matterOfPages(reading.blocks, reading.pages);
  const numbers = Array.from({ length: reading.pages }, (_, i) => i + 1);
  const notes = new Map(numbers.map((page) => [page, textNote(page, matter[page] ?? 0)]));
  const blocks = [...reading.blocks];
  const doubts = [...reading.doubts];
  const gaps = new Map<GapCode, number[]>();

  const pictured = numbers.filter((page) => pictures.has(page) && (matter[page] ?? 0) < fewOnSlide);
  if (pictured.length > 0) {
    const { mostPictures, noteOf, readPictures } = await import('../pictures-read.ts');
    const parts = new Map((await picturesIn(bytes)).map((picture) => [picture.name, picture.bytes]));
    let left = mostPictures;
    for (const page of pictured) {
      const isAsked = options.pages?.includes(page) ?? true;
      const names = pictures.get(page) ?? [];
      const shown = names.flatMap((name, index) => {
        const part = isAsked ? parts.get(name) : undefined;
        return part
          ? [{ bytes: part, at: { in: 'page', page } as const, path: `${page}.${behindShapes}.${index}` }]
          : [];
      });
      const read = await readPictures(shown, options, left);
      left -= read.count;
      blocks.push(...read.blocks);
      doubts.push(...read.doubts);
      if (read.count > 0) notes.set(page, noteOf(read, page));
      const codes = new Set<GapCode>([...(shown.length < names.length ? ['picture-only' as const] : []), ...read.gaps]);
      for (const code of codes) gaps.set(code, [...(gaps.get(code) ?? []), page]);
    }
  }
  blocks.sort((a, b) => pageOf(a) - pageOf(b));
  const title = reading.title || titleOf(blocks);
  if (blocks.length === 0 && gaps.size === 0) gaps.set('empty-file', []);
  return {
    ...reading,
    title,
    pageNotes: [...notes.values()],
    blocks,
    doubts,
    gaps: [...gaps].map(([code, pages]) => gapOf(facts, code, { label: title, ...(pages.length > 0 && { pages }) })),
  };
};
