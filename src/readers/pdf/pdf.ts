import type { Block, Gap, Link, Locator, Reading } from '../../model/evidence.ts';
import { canonical } from '../address.ts';
import { blocksOfPage, textOfLine } from '../page-blocks.ts';
import {
  emptyReading,
  type Facts,
  gapOf,
  messageOf,
  oneLine,
  type Reader,
  type ReadOptions,
  roundedShare,
} from '../reading.ts';
import { pdfStart } from '../sniff.ts';
import { openPdf, type PdfDocument, type PdfPage, type Piece } from './engine.ts';
import { type Health, healthOf, isHeaderOnly } from './health.ts';
import { type Line, linesOf } from './lines.ts';
import { dropEngine } from './pdfium.ts';
import { type PageRead, readPictures } from './pictures.ts';
import { shownOn } from './ruled.ts';
import {
  hasSurplusSaraAm,
  isShifted,
  isSurplusLine,
  isSurplusRun,
  repairThai,
  unshift,
  withoutSurplusSaraAm,
} from './thai.ts';

export const pdfReader = 'pdf/2';

/** Pages of one file whose text layer is read, and the time for it in milliseconds. */
const mostPages = 400;
const longestRead = 120_000;
const useless =
  /^(?:microsoft (?:word|excel|powerpoint)\b.*|untitled.*|document\d*|about:blank|book\d*|presentation\d*|slide \d+|powerpoint presentation|.*\.(?:docx?|xlsx?|pptx?|pdf|html?|tmp|rtf|jpe?g|indd))$/iu;

/** The title of the metadata unless programs made it up, else the first lines that look like one. */
const titleOf = (meta: string, blocks: readonly Block[]): string => {
  const declared = oneLine(meta);
  const garbled = /[\ufffd\0-\x1f]|[\u0080-\u00ff]{3}/u.test(declared);
  if (declared.length > 3 && !garbled && !useless.test(declared)) return declared;
  const opening = blocks.filter(({ at }) => at.in === 'page' && at.page <= 2);
  const first = opening.findIndex((block) => block.kind === 'heading');
  const start = first >= 0 ? first : opening.findIndex(({ kind }) => kind !== 'table');
  const lines: string[] = [];
  for (const block of opening.slice(Math.max(0, start), Math.max(0, start) + 2)) {
    if (block.kind === 'table' || (first >= 0 && block.kind !== 'heading')) break;
    lines.push(block.text);
  }
  return oneLine(lines.join(' ')).slice(0, 200);
};

type Repair = (text: string) => string;

/** The repairs that the text layer of a page needs, told from all of its text. */
const repairFor = (raw: string): Repair => {
  const decode: Repair = isShifted(raw) ? unshift : (text) => text;
  const sort: Repair = hasSurplusSaraAm(raw) ? withoutSurplusSaraAm : (text) => text;
  return (text) => repairThai(sort(decode(text))).replace(/[\x01-\x08\x0e-\x1f\x7f]/gu, '');
};

const repairLines =
  (repair: Repair) =>
  (lines: readonly Line[]): Line[] =>
    lines
      .map((line) => ({
        ...line,
        segments: line.segments
          .map((segment) => ({ ...segment, text: repair(segment.text) }))
          .filter(({ text }) => text.trim() !== ''),
      }))
      .filter(({ segments }) => segments.length > 0);

/** Links of a page, each called by the line that it lies on. */
const linksOf = ({ links }: PdfPage, page: number, blocks: readonly Block[], facts: Facts): Link[] =>
  links.flatMap(({ url, box }, index): Link[] => {
    const address = canonical(url, facts.url);
    if (!address) return [];
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const under = blocks.find(({ at }) => {
      if (at.in !== 'page' || !at.box) return false;
      const [left, top, right, bottom] = at.box;
      return x >= left - 2 && x <= right + 2 && y >= top - 6 && y <= bottom + 6;
    });
    const at: Locator = { in: 'page', page, box: box.map((value) => Math.round(value * 10) / 10) as typeof box };
    const path = under ? `${under.path}.${index}` : `${page - 1}.${blocks.length + index}`;
    const text = under && under.kind !== 'table' ? under.text : '';
    return [{ region: 'main', at, path, url: address, text, embedded: false }];
  });

const textOfPieces = (pieces: readonly Piece[]): string => linesOf(pieces).map(textOfLine).join('\n');

/** A page one of whose fonts mixes up sara am and sara aa: the runs in that font, put right. */
const sortedRuns = (page: PdfPage, raw: string): PdfPage =>
  hasSurplusSaraAm(raw) || !raw.split('\n').some(isSurplusLine)
    ? page
    : {
        ...page,
        pieces: page.pieces.map((piece) =>
          isSurplusRun(piece.text) ? { ...piece, text: withoutSurplusSaraAm(piece.text) } : piece,
        ),
      };

/** A page that the file counts and does not hold, or not whole. */
const brokenPage = (page: number): PageRead => ({
  note: { page, method: 'none', quality: 0, damage: [] },
  blocks: [],
  links: [],
  doubts: [],
  wantsPicture: false,
  isPictured: false,
  doubtfulYear: false,
  gap: { code: 'damaged' },
});

/** Pictures that cover more of a page than this may hold its matter. */
const pictured = 0.3;

const readTextLayer = (document: PdfDocument, index: number, facts: Facts): PageRead => {
  const number = index + 1;
  const drawn = document.page(index);
  if (!drawn) return brokenPage(number);
  const raw = textOfPieces(drawn.pieces);
  const page = sortedRuns(drawn, raw);
  const repair = repairFor(raw);
  // Line by line: in the cipher the sign between two lines is a letter.
  const repaired = (page === drawn ? raw : textOfPieces(page.pieces)).split('\n').map(repair).join('\n');
  const health: Health = healthOf(raw, repaired, page);
  const shown = health.usable ? shownOn(page, repairLines(repair), textOfLine) : [];
  const blocks = blocksOfPage(shown, number);
  const label = document.label(index);
  return {
    note: {
      page: number,
      ...(label === '' || label === String(number) ? {} : { label }),
      method: !health.usable ? 'none' : repaired !== raw && health.damage.length > 0 ? 'repaired' : 'text-layer',
      quality: roundedShare(health.quality),
      damage: health.damage,
    },
    blocks,
    links: linksOf(page, number, blocks, facts),
    doubts: [],
    wantsPicture: !health.usable || isHeaderOnly(repaired, page),
    isPictured: page.pictures > pictured,
    doubtfulYear: false,
  };
};

const gapsOf = (reads: readonly PageRead[], unread: readonly number[], title: string, facts: Facts): Gap[] => {
  const byCause = new Map<string, { code: Gap['code']; detail?: string; pages: number[] }>();
  const add = (page: number, code: Gap['code'], detail?: string): void => {
    const key = `${code} ${detail ?? ''}`;
    const entry = byCause.get(key) ?? { code, ...(detail === undefined ? {} : { detail }), pages: [] };
    entry.pages.push(page);
    byCause.set(key, entry);
  };
  for (const { note, gap } of reads) if (gap) add(note.page, gap.code, gap.detail);
  for (const { note, doubtfulYear } of reads) if (doubtfulYear) add(note.page, 'doubtful-numbers');
  for (const page of unread) add(page, 'too-large');
  return [...byCause.values()].map(({ code, detail, pages }) =>
    gapOf(facts, code, { label: title, pages, ...(detail === undefined ? {} : { detail }) }),
  );
};

const readPages = async (document: PdfDocument, facts: Facts, options: ReadOptions): Promise<Reading> => {
  const reading = { ...emptyReading(pdfReader), pages: Math.max(1, document.pages) };
  const started = performance.now();
  const unread: number[] = [];
  const reads: PageRead[] = [];
  const wanted = options.pages ? new Set(options.pages) : undefined;
  for (let index = 0; index < document.pages; index++) {
    if (wanted && !wanted.has(index + 1)) continue;
    if (reads.length >= mostPages || performance.now() - started > longestRead) {
      unread.push(index + 1);
      continue;
    }
    options.onProgress?.({ page: index + 1, of: document.pages, what: 'text' });
    reads.push(readTextLayer(document, index, facts));
  }
  await readPictures(
    document,
    reads.filter(({ wantsPicture }) => wantsPicture),
    options,
  );
  for (const { blocks, links, doubts, note } of reads) {
    reading.blocks.push(...blocks);
    reading.links.push(...links);
    reading.doubts.push(...doubts);
    reading.pageNotes.push(note);
  }
  reading.title = titleOf(document.title, reading.blocks);
  reading.gaps.push(...gapsOf(reads, unread, reading.title, facts));
  if (document.pages === 0) reading.gaps.push(gapOf(facts, 'damaged', { detail: 'no pages' }));
  else if (reading.blocks.length === 0 && reading.gaps.length === 0 && !wanted)
    reading.gaps.push(gapOf(facts, 'empty-file'));
  return reading;
};

/**
 * Reads a PDF page by page: the text layer, repaired where it can be, else the picture of the page. Pages that could
 * be read neither way are named in the gaps.
 */
export const readPdf: Reader = async ({ bytes, facts, options }) => {
  try {
    const document = await openPdf(bytes.subarray(Math.max(0, pdfStart(bytes))));
    if ('failed' in document) return { ...emptyReading(pdfReader), gaps: [gapOf(facts, document.failed)] };
    try {
      return await readPages(document, facts, options);
    } finally {
      document.close();
    }
  } catch (error) {
    // A crash inside WebAssembly leaves the engine's memory in an unknown state.
    dropEngine();
    const detail = messageOf(error);
    return { ...emptyReading(pdfReader), gaps: [gapOf(facts, 'reader-failed', { detail })] };
  }
};
