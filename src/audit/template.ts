import type { Block, Reading } from '../model/evidence.ts';
import { fold } from '../thai/fold.ts';

const fewestPages = 4;
const share = 0.3;
const shortest = 4;

const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.text).join('|')).join('\n') : block.text;

/**
 * Marks what repeats across the pages of a site as its template: menus, footers and sidebars that nothing in a single
 * page tells from its content. Documents and small sets of pages stay as they are.
 * @param readings by artifact id, in any order
 */
export const markTemplate = (readings: Readonly<Record<string, Reading>>): Record<string, Reading> => {
  const pages = Object.entries(readings).filter(([, reading]) => isPage(reading));
  if (pages.length < fewestPages) return { ...readings };
  const counts = new Map<string, number>();
  const keysOf = (reading: Reading): { blocks: string[]; links: string[]; images: string[] } => ({
    blocks: reading.blocks.map((block) => `b${fold(textOf(block))}`),
    links: reading.links.map((link) => `l${link.url} ${fold(link.text)}`),
    images: reading.images.map((image) => `i${image.src}`),
  });
  const keyed = pages.map(([id, reading]) => ({ id, reading, keys: keysOf(reading) }));
  for (const { keys } of keyed) {
    for (const key of new Set([...keys.blocks, ...keys.links, ...keys.images]))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(fewestPages - 1, pages.length * share);
  const repeats = (key: string | undefined): boolean =>
    key !== undefined && key.length > shortest && (counts.get(key) ?? 0) > most;
  const marked = keyed.map(({ id, reading, keys }): [string, Reading] => [
    id,
    {
      ...reading,
      blocks: reading.blocks.map((block, index) =>
        repeats(keys.blocks[index]) ? { ...block, region: 'template' } : block,
      ),
      links: reading.links.map((link, index) => (repeats(keys.links[index]) ? { ...link, region: 'template' } : link)),
      images: reading.images.map((image, index) =>
        repeats(keys.images[index]) ? { ...image, region: 'template' } : image,
      ),
    },
  ]);
  return { ...readings, ...Object.fromEntries(marked) };
};

/** Whether a reading is a page of a site and not a file. */
export const isPage = (reading: Reading): boolean => reading.reader.startsWith('html/');
