import type { Block, Reading, Region } from '../model/evidence.ts';
import { fold } from '../thai/fold.ts';

const fewestPages = 4;
const share = 0.3;
const shortest = 4;

/** All that a block says. */
export const textOf = (block: Block): string =>
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
  const keyed = pages.map(([id, reading]) => ({
    id,
    reading,
    blocks: keyParts(reading.blocks, (block) => fold(textOf(block))),
    links: keyParts(reading.links, (link) => `${link.url} ${fold(link.text)}`),
    images: keyParts(reading.images, (image) => image.src),
  }));
  for (const { blocks, links, images } of keyed) {
    const keys = new Set([...blocks, ...links, ...images].flatMap(({ what, where }) => [what, where]));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(fewestPages - 1, pages.length * share);
  /** Of the same words twice on a page, those at the site's usual place are its template and the others its content. */
  const repeats = ({ what, where, twice }: Key): boolean =>
    what.length > shortest && (counts.get(what) ?? 0) > most && (!twice || (counts.get(where) ?? 0) > 1);
  const mark = <T extends { region: Region }>(parts: readonly T[], keys: readonly Key[]): T[] =>
    parts.map((part, index) => (repeats(keys[index] as Key) ? { ...part, region: 'template' } : part));
  const marked = keyed.map(({ id, reading, blocks, links, images }): [string, Reading] => [
    id,
    {
      ...reading,
      blocks: mark(reading.blocks, blocks),
      links: mark(reading.links, links),
      images: mark(reading.images, images),
    },
  ]);
  return { ...readings, ...Object.fromEntries(marked) };
};

/** What a part of a page says, that with its place, and whether the page says it more than once. */
type Key = { what: string; where: string; twice: boolean };

const keyParts = <T extends { path: string }>(parts: readonly T[], say: (part: T) => string): Key[] => {
  const said = parts.map(say);
  const times = new Map<string, number>();
  for (const what of said) times.set(what, (times.get(what) ?? 0) + 1);
  return said.map((what, index) => ({
    what,
    where: `${parts[index]?.path} ${what}`,
    twice: (times.get(what) ?? 0) > 1,
  }));
};

/** Whether a reading is a page of a site and not a file. */
export const isPage = (reading: Reading): boolean => reading.reader.startsWith('html/');
