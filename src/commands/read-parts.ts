import type { Block, Cell, Damage, Gap, Link, Locator, Reading, ReadMethod, TableBlock } from '../model/evidence.ts';

/** Where in a file a part stands: on a page, on a sheet; what has neither is one page. `entry` is a file in an archive. */
export type Spot = { entry?: string | undefined; page?: number | undefined; sheet?: string | undefined };

/** What a person sees at once of a file (a page, a sheet, or all of it), and how it was read. */
export type Part = {
  spot: Spot;
  /** The page's own number where the file gives it another. */
  label?: string;
  method: ReadMethod;
  quality: number;
  damage: readonly Damage[];
  blocks: readonly Block[];
  links: readonly Link[];
};

const spotOf = (at: Locator): Spot => {
  if (at.in === 'page') return { page: at.page };
  return at.in === 'cell' ? { sheet: at.sheet } : { page: 1 };
};

const keyOf = ({ page, sheet }: Spot): string => (sheet === undefined ? `${page}` : `#${sheet}`);

/** Sheets in their own order, before them pages in theirs. */
const inOrder = (a: Spot, b: Spot): number =>
  (a.page ?? Number.POSITIVE_INFINITY) - (b.page ?? Number.POSITIVE_INFINITY);

const spotsOf = ({ pageNotes, blocks, links, gaps }: Reading): Spot[] => {
  const spots = [
    ...[...blocks, ...links].map(({ at }) => spotOf(at)),
    ...pageNotes.map(({ page }) => ({ page })),
    ...gaps.flatMap(({ pages = [] }) => pages.map((page) => ({ page }))),
  ];
  const distinct = [...new Map(spots.map((spot) => [keyOf(spot), spot])).values()];
  return distinct.every(({ page }) => page === undefined) ? distinct : distinct.sort((a, b) => inOrder(a, b) || 0);
};

/** A list without a name, such as a CSV file, is no sheet among others. */
const isNameless = (blocks: readonly Block[]): boolean =>
  blocks.every((block) => block.kind === 'table' && block.at.in === 'cell' && block.caption === '');

const groupBySpot = <One extends { at: Locator }>(all: readonly One[]): Map<string, One[]> => {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(spotOf(one.at));
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
};

/** Kind of a file by the name of its reader: "pdf/1" read a PDF. */
export const kindOf = ({ reader }: Reading): string => reader.split('/')[0] ?? reader;

/** A file in an archive. `path` begins the paths of its parts; `first` and `last` are its pages among those of all. */
type Entry = { name: string; path: string; first: number; last: number };

/** The files in an archive: each stands under a heading with its name, on its first page where it has pages. */
const entriesOf = (reading: Reading): Entry[] => {
  if (kindOf(reading) !== 'archive') return [];
  const headings = reading.blocks.filter((block) => block.kind === 'heading' && !block.path.includes('.'));
  const firsts = headings.map(({ at }) => (at.in === 'page' ? at.page : 0));
  return headings.map((block, index): Entry => {
    const first = firsts[index] ?? 0;
    const next = firsts.slice(index + 1).find((page) => page > 0) ?? reading.pages + 1;
    return { name: textOfHeading(block), path: block.path, first, last: first === 0 ? 0 : next - 1 };
  });
};
const textOfHeading = (block: Block): string => (block.kind === 'table' ? '' : block.text);

const holds = ({ first, last }: Entry, page: number): boolean => first <= page && page <= last;

/** The reading of a file in an archive as if it had been read by itself. */
const readingOf = (archive: Reading, entry: Entry): Reading => {
  const own = (page: number): number => page - entry.first + 1;
  const within = <One extends { path: string; at: Locator }>(all: readonly One[]): One[] =>
    all
      .filter(({ path }) => path.startsWith(`${entry.path}.`))
      .map((one) => (one.at.in === 'page' ? { ...one, at: { ...one.at, page: own(one.at.page) } } : one));
  return {
    ...archive,
    pageNotes: archive.pageNotes
      .filter(({ page }) => holds(entry, page))
      .map((note) => ({ ...note, page: own(note.page) })),
    gaps: archive.gaps
      .filter(({ pages = [] }) => pages.some((page) => holds(entry, page)))
      .map((gap) => ({ ...gap, pages: gap.pages?.map(own) ?? [] })),
    blocks: within(archive.blocks),
    links: within(archive.links),
  };
};

/** Where a place of a file stands; in an archive by the file and its own page. */
export const spotIn = (reading: Reading, at: Locator): Spot => {
  const entry = at.in === 'page' ? entriesOf(reading).find((one) => holds(one, at.page)) : undefined;
  return entry && at.in === 'page' ? { entry: entry.name, page: at.page - entry.first + 1 } : spotOf(at);
};

/** The gaps of a file; those of files in an archive name their own pages. */
export const gapsOf = (reading: Reading): Gap[] =>
  reading.gaps.map((gap) => {
    const entry = entriesOf(reading).find((one) => gap.pages?.some((page) => holds(one, page)));
    return entry ? { ...gap, pages: gap.pages?.map((page) => page - entry.first + 1) ?? [] } : gap;
  });

const partsOfFile = (reading: Reading): Part[] => {
  const blocksAt = groupBySpot(reading.blocks);
  const linksAt = groupBySpot(reading.links);
  const notes = new Map(reading.pageNotes.map((note) => [note.page, note]));
  const spots = spotsOf(reading);
  return spots.map((spot): Part => {
    const blocks = blocksAt.get(keyOf(spot)) ?? [];
    const links = linksAt.get(keyOf(spot)) ?? [];
    const note = spot.page === undefined ? undefined : notes.get(spot.page);
    const read = blocks.length > 0;
    return {
      spot: spots.length === 1 && read && isNameless(blocks) ? { page: 1 } : spot,
      ...(note?.label === undefined ? {} : { label: note.label }),
      method: note?.method ?? (read ? 'text-layer' : 'none'),
      quality: note?.quality ?? (read ? 1 : 0),
      damage: note?.damage ?? [],
      blocks,
      links,
    };
  });
};

/** The parts of a reading in their order: pages, else sheets, else the whole file as page 1. */
export const partsOf = (reading: Reading): Part[] =>
  kindOf(reading) === 'archive'
    ? entriesOf(reading).flatMap((entry) =>
        partsOfFile(readingOf(reading, entry)).map((part) => ({ ...part, spot: { entry: entry.name, ...part.spot } })),
      )
    : partsOfFile(reading);

/** The parts that a list of pages chooses; the third sheet of a workbook counts as its page 3. */
export const chosenParts = (parts: readonly Part[], pages: readonly number[] | undefined): Part[] =>
  parts.filter(({ spot }, index) => pages === undefined || pages.includes(spot.page ?? index + 1));

/** The gaps that concern the chosen pages, each without its other pages. */
export const chosenGaps = (gaps: readonly Gap[], pages: readonly number[] | undefined): Gap[] =>
  gaps.flatMap((gap) => {
    if (pages === undefined || gap.pages === undefined) return [gap];
    const chosen = gap.pages.filter((page) => pages.includes(page));
    return chosen.length === 0 ? [] : [{ ...gap, pages: chosen }];
  });

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const isExact = ({ in: place }: Locator): boolean => place === 'cell' || place === 'selector';
const covers = (origin: Cell | undefined, cell: Cell): boolean =>
  origin !== undefined &&
  origin.text === cell.text &&
  (origin.path === cell.path || (isExact(cell.at) && JSON.stringify(origin.at) === JSON.stringify(cell.at)));

/** Rows as they look: the text of a merged cell stands in its first place only. Empty rows are left out. */
export const seenRows = ({ rows }: TableBlock): string[][] =>
  rows
    .map((row, r) =>
      row.map((cell, c) => (covers(row[c - 1], cell) || covers(rows[r - 1]?.[c], cell) ? '' : oneLine(cell.text))),
    )
    .filter((row) => row.some((text) => text !== ''));

/** The caption of a table where it stands nowhere else: captions are often the heading before, or the sheet's name. */
export const ownCaption = ({ caption }: TableBlock, { spot, blocks }: Part): string | null =>
  caption === '' || caption === spot.sheet || blocks.some((block) => block.kind !== 'table' && block.text === caption)
    ? null
    : caption;

/** Everything that a person reads on a part: blocks as lines in reading order, rows as lines of cells with tabs. */
export const textOf = (part: Part): string =>
  part.blocks
    .flatMap((block) => {
      if (block.kind !== 'table') return [block.text];
      const caption = ownCaption(block, part);
      const rows = seenRows(block).map((row) => row.join('\t').trimEnd());
      return caption === null ? rows : [caption, ...rows];
    })
    .join('\n');
