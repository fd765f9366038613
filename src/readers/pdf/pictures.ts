import { availableParallelism } from 'node:os';
import type { Block, Doubt, Gap, Link, PageNote, Reading } from '../../model/evidence.ts';
import type { OcrEngine } from '../ocr/engine.ts';
import { blocksOfPage } from '../page-blocks.ts';
import { messageOf, type ReadOptions, roundedShare } from '../reading.ts';
import type { PdfDocument } from './engine.ts';

/** Pages of one file that are read from their picture where nobody says how many: two minutes of work, about. */
const mostPictures = 40;
/** Of these, the last pages are read before the middle of the file: they hold dates, signatures and contacts. */
const lastPages = 2;
const firstPages = 6;
const pictureDpi = 200;

/** One page as far as it has been read. */
export type PageRead = {
  note: PageNote;
  blocks: Block[];
  links: Link[];
  doubts: Doubt[];
  /** Whether its picture may say more than its text layer. */
  wantsPicture: boolean;
  /** Whether pictures cover a good part of it. */
  isPictured: boolean;
  /** Why its picture was not read, or says nothing. */
  gap?: { code: Gap['code']; detail?: string };
  doubtfulYear: boolean;
};

const lettersOf = (blocks: readonly Block[]): number =>
  blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === 'table' ? block.rows.flat().reduce((n, { text }) => n + text.length, 0) : block.text.length),
    0,
  );

/** Reads a page from its picture and keeps the better of the two readings. */
const readPagePicture = async (
  document: PdfDocument,
  read: PageRead,
  engine: OcrEngine,
  slot: NonNullable<ReadOptions['slot']>,
): Promise<void> => {
  const { page } = read.note;
  const picture = document.render(page - 1, pictureDpi);
  if (!picture) {
    read.gap = { code: 'too-large' };
    return;
  }
  // Scanned paper has grain: a picture as white as nothing could not be decoded.
  if (read.isPictured && picture.data.every((level) => level === 255)) {
    read.gap = { code: 'damaged' };
    return;
  }
  const { readPicture } = await import('../ocr/page.ts');
  const { shortfallOf } = await import('../ocr/verdict.ts');
  const { shownFrom } = await import('../ocr/shown.ts');
  const text = await slot(() => readPicture(picture, picture.dpi, engine));
  const shortfall = shortfallOf(text);
  const blocks = shortfall?.kind === 'lost' ? [] : blocksOfPage(shownFrom(text), page);
  if (lettersOf(blocks) <= lettersOf(read.blocks)) {
    // A picture without any writing takes nothing away from a page that says something else.
    if (read.note.method !== 'none') return;
    if (shortfall) read.gap = { code: shortfall.code };
    else read.note = { ...read.note, method: 'ocr', quality: 1 };
    return;
  }
  if (shortfall) read.gap = { code: shortfall.code };
  read.note = { ...read.note, method: 'ocr', quality: roundedShare(text.confidence) };
  read.blocks = blocks;
  read.doubts = text.doubts.map((doubt) => ({
    text: doubt.text,
    at: {
      in: 'page',
      page,
      box: doubt.box.map((value) => Math.round(value * 10) / 10) as [number, number, number, number],
    },
  }));
  read.doubtfulYear = text.doubts.some(({ isYear }) => isYear);
};

/** The order in which pictures are read: the beginning, the end, then the rest. */
const pictureOrder = <T>(pages: readonly T[]): T[] => {
  const end = Math.max(firstPages, pages.length - lastPages);
  return [...pages.slice(0, firstPages), ...pages.slice(end), ...pages.slice(firstPages, end)];
};

/** Takes over what an earlier reading of the same bytes has of a page's picture. Says whether it has anything. */
const takeOver = (read: PageRead, before: Reading): boolean => {
  const { page } = read.note;
  const note = before.pageNotes.find((one) => one.page === page);
  const ofPage = <T extends { at: Doubt['at'] }>(parts: readonly T[]): T[] =>
    parts.filter(({ at }) => at.in === 'page' && at.page === page);
  const causes = before.gaps.filter(({ pages }) => pages?.includes(page)).map(({ code }) => code);
  const wasLookedAt = note?.method === 'ocr' || causes.some((code) => code !== 'over-budget' && code !== 'no-ocr');
  if (!note || !wasLookedAt) return false;
  read.note = note;
  read.blocks = ofPage(before.blocks);
  read.doubts = ofPage(before.doubts);
  read.doubtfulYear = causes.includes('doubtful-numbers');
  const code = causes.find((one) => one !== 'doubtful-numbers');
  if (code) read.gap = { code };
  return true;
};

/**
 * Reads pages from their pictures, as many at a time as there are cores. What the options leave out, and everything
 * where this machine has no recogniser, becomes a gap of its page.
 */
export const readPictures = async (
  document: PdfDocument,
  wanting: readonly PageRead[],
  options: ReadOptions,
): Promise<void> => {
  if (wanting.length === 0) return;
  const { findOcr } = await import('../ocr/find.ts');
  const { engine } = options.ocr === 'off' ? { engine: null } : await findOcr();
  const { before } = options;
  const ordered = pictureOrder(wanting);
  const most = options.pictures ?? (options.pages ? ordered.length : mostPictures);
  const chosen = engine ? ordered.slice(0, most) : [];
  for (const read of ordered.slice(chosen.length))
    if (read.note.method === 'none') read.gap = { code: engine ? 'over-budget' : 'no-ocr' };
  if (!engine) return;
  const fresh = before ? chosen.filter((read) => !takeOver(read, before)) : chosen;
  const slot = options.slot ?? ((work) => work());
  let next = 0;
  const work = async (): Promise<void> => {
    for (let read = fresh[next++]; read; read = fresh[next++]) {
      options.onProgress?.({ page: read.note.page, of: document.pages, what: 'ocr' });
      try {
        await readPagePicture(document, read, engine, slot);
      } catch (error) {
        const detail = messageOf(error);
        if (read.note.method === 'none') read.gap = { code: 'unreadable-text', detail };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(fresh.length, availableParallelism()) }, work));
};
