import type { Block, Locator, Reading } from '../model/evidence.ts';
import { unopened } from './office/office.ts';
import { emptyReading, gapOf, type Input, type Reader } from './reading.ts';
import { type Budget, openZip, type Zip, type ZipEntry, ZipFault } from './zip.ts';

export const archiveReader = 'archive/2';

const mostEntries = 200;
/** An archive in an archive happens; one more inside is an attack or at least not for readers. */
const deepest = 2;
const mostUnpacked = 200_000_000;

/** What operating systems add unasked. */
const isLitter = (name: string): boolean =>
  /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)/iu.test(name) || name.endsWith('/');

/** Names made to be written outside of the folder that an archive is unpacked to. They are never used as paths here. */
const isUnsafe = (name: string): boolean => /^[\\/]|^[a-z]:|\0/iu.test(name) || name.split(/[\\/]/u).includes('..');

/** A name to show: without control characters and without marks that turn the direction of reading. */
const cleaned = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '')
    .slice(0, 300);

/** Pages of a file that has any. */
const pagesOf = ({ pages, pageNotes, blocks, gaps }: Reading): number =>
  pages > 1 ||
  pageNotes.length > 0 ||
  blocks.some(({ at }) => at.in === 'page') ||
  gaps.some((gap) => gap.pages !== undefined)
    ? pages
    : 0;

/**
 * Puts the reading of one entry behind those before it, under a heading of its name. Its pages are counted on from
 * theirs, so that each number means one page: the heading stands on its first one.
 * @param before pages of the entries before it
 */
const append = (to: Reading, name: string, inner: Reading, index: number, before: number): void => {
  const moved = (at: Locator): Locator => (at.in === 'page' ? { ...at, page: at.page + before } : at);
  const within = <P extends { path: string; at: Locator }>(part: P): P => ({
    ...part,
    at: moved(part.at),
    path: `${index}.${part.path}`,
  });
  const deeper = (block: Block): Block =>
    block.kind === 'heading' ? { ...block, level: Math.min(6, (block.level ?? 1) + 1) } : block;
  const at: Locator = pagesOf(inner) > 0 ? { in: 'page', page: before + 1 } : { in: 'whole' };
  to.blocks.push({ kind: 'heading', level: 1, text: name, region: 'main', at, path: String(index) });
  for (const block of inner.blocks) {
    const moved = within(deeper(block));
    to.blocks.push(moved.kind === 'table' ? { ...moved, rows: moved.rows.map((row) => row.map(within)) } : moved);
  }
  for (const link of inner.links) to.links.push(within(link));
  for (const image of inner.images) to.images.push(within(image));
  to.pageNotes.push(...inner.pageNotes.map((note) => ({ ...note, page: note.page + before })));
  to.doubts.push(...inner.doubts.map((doubt) => ({ ...doubt, at: moved(doubt.at) })));
  to.gaps.push(
    ...inner.gaps.map((gap) => (gap.pages ? { ...gap, pages: gap.pages.map((page) => page + before) } : gap)),
  );
};

/** Reads whatever file it is given; archives inside with the given reader. */
export type Dispatch = (input: Input, archives: Reader) => Promise<Reading>;

/**
 * Makes the reader for ZIP archives. Nothing is written to disk: each entry is read in memory, by `dispatch`, as if it
 * had been published by itself. Budget and depth are shared with the archives inside.
 */
export const makeArchiveReader =
  (dispatch: Dispatch, budget: Budget = { bytes: mostUnpacked }, depth = 1): Reader =>
  async ({ bytes, facts, options }) => {
    const reading = emptyReading(archiveReader);
    if (depth > deepest) {
      const detail = `more than ${deepest} archives inside each other`;
      return { ...reading, gaps: [gapOf(facts, 'unsafe-archive', { detail })] };
    }
    let zip: Zip;
    try {
      zip = await openZip(bytes, mostEntries, budget);
    } catch (error) {
      return unopened(archiveReader, facts, error);
    }
    const archives = makeArchiveReader(dispatch, budget, depth + 1);

    const readEntry = async (entry: ZipEntry, name: string): Promise<Reading> => {
      const entryFacts = { url: facts.url, fileName: name };
      if (isUnsafe(entry.name)) {
        const detail = 'the name leads out of the folder';
        return { ...emptyReading(archiveReader), gaps: [gapOf(entryFacts, 'unsafe-archive', { detail })] };
      }
      try {
        return await dispatch({ bytes: zip.unpack(entry), facts: entryFacts, options }, archives);
      } catch (error) {
        if (!(error instanceof ZipFault)) throw error;
        return unopened(archiveReader, entryFacts, error);
      }
    };

    const files = zip.entries.filter(({ name }) => !isLitter(name));
    let pages = 0;
    for (const [index, entry] of files.entries()) {
      const name = cleaned(entry.name);
      const inner = await readEntry(entry, name);
      append(reading, name, inner, index, pages);
      pages += pagesOf(inner);
      if (files.length === 1) reading.title = inner.title;
    }
    reading.pages = Math.max(1, pages);
    if (zip.cut) reading.gaps.push(gapOf(facts, 'too-large', { detail: `more than ${mostEntries} files` }));
    if (files.length === 0) reading.gaps.push(gapOf(facts, 'empty-file'));
    return reading;
  };
