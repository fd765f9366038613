import type { Block, Gap, PageNote } from '../model/evidence.ts';
import { matterIn } from './office.ts';
import { type Facts, gapOf } from './reading.ts';

/** Fewer letters and digits than this on a slide with a picture: the matter stands in the picture. */
const fewOnSlide = 30;

const matterOfPages = (blocks: readonly Block[], pages: number): number[] => {
  const matter = new Array<number>(pages + 1).fill(0);
  for (const block of blocks) {
    if (block.at.in === 'page') matter[block.at.page] = (matter[block.at.page] ?? 0) + matterIn([block]);
  }
  return matter;
};

const numbers = (pages: number): number[] => Array.from({ length: pages }, (_, i) => i + 1);

/** Slides hold their text as text; a slide without any may be a picture. */
export const slideNotes = (blocks: readonly Block[], pages: number): PageNote[] => {
  const matter = matterOfPages(blocks, pages);
  return numbers(pages).map((page) =>
    (matter[page] ?? 0) > 0
      ? { page, method: 'text-layer', quality: 1, damage: [] }
      : { page, method: 'none', quality: 0, damage: ['no-text'] },
  );
};

/** The gap of slides whose matter is a picture. `pictures` holds the numbers of slides that show one. */
export const pictureSlides = (
  facts: Facts,
  label: string,
  blocks: readonly Block[],
  slides: number,
  pictures: ReadonlySet<number>,
): Gap[] => {
  const matter = matterOfPages(blocks, slides);
  const pages = numbers(slides).filter((page) => pictures.has(page) && (matter[page] ?? 0) < fewOnSlide);
  if (pages.length > 0) return [gapOf(facts, 'picture-only', { label, pages })];
  return blocks.length === 0 ? [gapOf(facts, 'empty-file')] : [];
};
