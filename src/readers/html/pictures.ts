import { isContentImage, isInline } from '../../model/content-image.ts';
import type { Block, Gap, Reading } from '../../model/evidence.ts';
import { type Facts, gapOf, type ReadOptions } from '../reading.ts';

/** The bytes of a data URL; none where they are not in base64, as no picture of a page is. */
const bytesOf = (dataUrl: string): Uint8Array | undefined => {
  const data = /^data:[^,]*;base64,(.*)$/su.exec(dataUrl)?.[1];
  return data === undefined ? undefined : Buffer.from(data.replaceAll('%2B', '+').replaceAll('%2F', '/'), 'base64');
};

const isBefore = (path: string, other: string): boolean => {
  const [a, b] = [path.split('.').map(Number), other.split('.').map(Number)];
  const different = a.findIndex((step, index) => step !== b[index]);
  return different < 0 || (a[different] ?? 0) < (b[different] ?? -1);
};

/** Puts blocks where they stand among the others, which keep their order. */
const inserted = (blocks: readonly Block[], more: readonly Block[]): Block[] => {
  const all = [...blocks];
  for (const block of more) all.splice(all.findLastIndex(({ path }) => isBefore(path, block.path)) + 1, 0, block);
  return all;
};

/**
 * Reads the pictures that stand in a page itself, where the page's matter is a picture: what they say stands in their
 * place. Pictures at addresses of their own stay a gap of the page.
 * @param inline the data URL of each such picture, by the address that stands for it
 */
export const withInlinePictures = async (
  reading: Reading,
  inline: ReadonlyMap<string, string>,
  facts: Facts,
  options: ReadOptions,
): Promise<Reading> => {
  const content = reading.images.filter(isContentImage);
  const placed = content.flatMap(({ src, at, path }) => {
    const bytes = bytesOf(inline.get(src) ?? '');
    return bytes ? [{ bytes, at, path }] : [];
  });
  if (placed.length === 0 || !reading.gaps.some(({ code }) => code === 'picture-only')) return reading;
  const { noteOf, readPictures } = await import('../pictures-read.ts');
  const read = await readPictures(placed, options);
  const linked = content.filter((image) => !isInline(image)).length;
  const strange = content.length - linked - placed.length;
  const gapFor = (code: Gap['code'], detail?: string): Gap =>
    gapOf(facts, code, { label: reading.title, ...(detail !== undefined && { detail }) });
  return {
    ...reading,
    pageNotes: read.count === 0 ? reading.pageNotes : [noteOf(read)],
    blocks: inserted(reading.blocks, read.blocks),
    doubts: [...reading.doubts, ...read.doubts],
    gaps: [
      ...reading.gaps.filter(({ code }) => code !== 'picture-only'),
      ...(linked + strange > 0 ? [gapFor('picture-only', `${linked + strange} pictures`)] : []),
      ...read.gaps.filter((code) => code !== 'picture-only' || linked + strange === 0).map((code) => gapFor(code)),
    ],
  };
};
