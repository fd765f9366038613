import type { Block, Reading, Region } from '../model/evidence.ts';
import { fold } from '../thai/fold.ts';

const fewestPages = 4;
const share = 0.3;
const shortest = 4;

/** All that a block says. */
export const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.text).join('|')).join('\n') : block.text;

/** Whether a reading is a page of a site and not a file. */
export const isPage = (reading: Reading): boolean => reading.reader.startsWith('html/');

/** Marks what repeats across the pages of a site as its template. The same reading always gives the same object. */
export type Template = (reading: Reading) => Reading;

/** What a part of a page says, that with its place, and whether the page says it more than once. */
type Key = { what: string; where: string; twice: boolean };
type Keys = { blocks: Key[]; links: Key[]; images: Key[] };

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

const keysOf = (reading: Reading): Keys => ({
  blocks: keyParts(reading.blocks, (block) => fold(textOf(block))),
  links: keyParts(reading.links, (link) => `${link.url} ${fold(link.text)}`),
  images: keyParts(reading.images, (image) => image.src),
});

const eachKey = ({ blocks, links, images }: Keys): Key[] => [...blocks, ...links, ...images];

/** A number of 52 bits for a text: FNV-1a in two lanes. That two texts of one site share it is out of the question. */
const hashOf = (text: string): number => {
  let [low, high] = [0x811c9dc5, 0x9dc5811c];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000197) ^ (low >>> 15);
  }
  return (high >>> 12) * 0x1_0000_0000 + (low >>> 0);
};

/** Counts on how many pages each text stands, in little memory however many texts a site has. */
class Counter {
  private hashes = new Float64Array(1 << 12);
  private size = 0;

  add(texts: ReadonlySet<string>): void {
    if (this.size + texts.size > this.hashes.length) {
      const larger = new Float64Array(Math.max(this.hashes.length * 2, this.size + texts.size));
      larger.set(this.hashes);
      this.hashes = larger;
    }
    for (const text of texts) this.hashes[this.size++] = hashOf(text);
  }

  /** Whether a text stands on more than so many pages, for all that do. */
  moreThan(pages: number): (text: string) => boolean {
    const sorted = this.hashes.subarray(0, this.size).sort();
    const frequent = new Set<number>();
    for (let start = 0, end = 0; start < sorted.length; start = end) {
      while (end < sorted.length && sorted[end] === sorted[start]) end++;
      if (end - start > pages) frequent.add(sorted[start] as number);
    }
    return (text) => frequent.has(hashOf(text));
  }
}

/**
 * Finds what repeats across the pages of a site: menus, footers and sidebars that nothing in a single page tells from
 * its content. Documents and small sets of pages stay as they are. Readings are counted one by one, so that they need
 * not all be in memory.
 */
export const findTemplate = (): { count(reading: Reading): void; template(): Template } => {
  const [what, where] = [new Counter(), new Counter()];
  let pages = 0;
  return {
    count(reading) {
      if (!isPage(reading)) return;
      pages++;
      const keys = eachKey(keysOf(reading));
      what.add(new Set(keys.map((key) => key.what)));
      where.add(new Set(keys.map((key) => key.where)));
    },
    template: () =>
      pages < fewestPages
        ? (reading) => reading
        : marking(what.moreThan(Math.max(fewestPages - 1, pages * share)), where.moreThan(1)),
  };
};

const marking = (isFrequent: (text: string) => boolean, isPlaced: (text: string) => boolean): Template => {
  /** Of the same words twice on a page, those at the site's usual place are its template and the others its content. */
  const repeats = (key: Key): boolean =>
    key.what.length > shortest && isFrequent(key.what) && (!key.twice || isPlaced(key.where));
  const mark = <T extends { region: Region }>(parts: readonly T[], keys: readonly Key[]): T[] =>
    parts.map((part, index) => (repeats(keys[index] as Key) ? { ...part, region: 'template' } : part));
  const marked = new WeakMap<Reading, Reading>();
  return (reading) => {
    if (!isPage(reading)) return reading;
    const known = marked.get(reading);
    if (known) return known;
    const { blocks, links, images } = keysOf(reading);
    const done = {
      ...reading,
      blocks: mark(reading.blocks, blocks),
      links: mark(reading.links, links),
      images: mark(reading.images, images),
    };
    marked.set(reading, done);
    return done;
  };
};
