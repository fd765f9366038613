import type { Block, Gap, Link, Locator, Reading, TableBlock } from '../model/evidence.ts';
import { canonical } from './address.ts';
import { dropEngine, openPdf, type PdfDocument, type PdfPage } from './pdf-engine.ts';
import { type Line, lineBox, linesOf } from './pdf-lines.ts';
import { findTables, type TextRow } from './pdf-table.ts';
import { isShifted, repairThai, unshift } from './pdf-thai.ts';
import { emptyReading, type Facts, gapOf, oneLine, type Reader } from './reading.ts';
import { pdfStart } from './sniff.ts';

export const pdfReader = 'pdf/1';

/** Pages of one file that are read, and the time for it in milliseconds. */
const mostPages = 400;
const longestRead = 120_000;

/** Type this much larger than most of the page's text is a heading. */
const headingScale = 1.25;
const titleScale = 1.7;
const longestHeading = 150;

/** Thresholds of a usable text layer, measured on municipal files: visible characters and shares of the page. */
const fewCharacters = 30;
const manyPaths = 100;
const mostSigns = 0.08;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

type Health = 'good' | 'no-ocr' | 'unreadable-text';

/** Whether the text layer of a page can be believed: scans have none, or one that an English recogniser made up. */
const healthOf = (text: string, { pictures, paths }: PdfPage): Health => {
  const visible = text.replace(/[\s\u00a0]/gu, '');
  const size = visible.length;
  if (size < fewCharacters && (pictures > 0.3 || (size === 0 && paths > manyPaths))) return 'no-ocr';
  const thai = share(count(visible, /[\u0e01-\u0e5b]/gu), size);
  if (thai < 0.1 && pictures > 0.5) return size > 0 ? 'unreadable-text' : 'no-ocr';
  const usual = count(
    visible,
    /[\u0e01-\u0e5b\x21-\x7e\u00a7\u00b0\u00b1\u00b7\u00bd\u00d7\u2010-\u2027\u2030\u2032\u2033\u2190-\u22ff\u25a0-\u27bf\uf0a0-\uf0ff]/gu,
  );
  if (share(size - usual, size) > 0.15 && size - usual > 3) return 'unreadable-text';
  const strange = count(visible, /[\u0370-\u03ff\u0080-\u00a6\u00a8-\u00ff\ufffd\ue000-\uf09f]/gu) > 10;
  if (thai < 0.1 && strange) return 'unreadable-text';
  // Fonts that name few of their glyphs leave signs where the letters were.
  const varied = visible.replace(/(.)\1{2,}/gsu, '$1');
  const signs = share(count(varied, /[!"#$%&'*+;<=>?@\\^`|~]/gu), varied.length);
  return size >= fewCharacters && signs > mostSigns ? 'unreadable-text' : 'good';
};

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

/** Size of type that most characters of a page have. */
const bodySize = (lines: readonly Line[]): number => {
  const weights = new Map<number, number>();
  for (const { segments } of lines) {
    for (const { size, text } of segments) {
      const rounded = Math.round(size * 2) / 2;
      weights.set(rounded, (weights.get(rounded) ?? 0) + text.length);
    }
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
};

const textOf = ({ segments }: Line): string =>
  segments
    .map(({ text }) => oneLine(text))
    .filter(Boolean)
    .join('\t');

const boxOf = (lines: readonly Line[]): [number, number, number, number] =>
  lineBox({ segments: lines.flatMap(({ segments }) => segments), y: 0, size: 0 });

const tableBlock = (rows: readonly TextRow[], page: number, path: string, caption: string): TableBlock => ({
  kind: 'table',
  caption,
  rows: rows.map(({ cells, lines }, r) => {
    const at: Locator = { in: 'page', page, box: boxOf(lines) };
    return cells.map((text, c) => ({ text: oneLine(text), at, path: `${path}.${r}.${c}` }));
  }),
  region: 'main',
  at: { in: 'page', page, box: boxOf(rows.flatMap(({ lines }) => lines)) },
  path,
});

/** Decodes and repairs the text of all segments, each on its own line. */
const repaired = (lines: readonly Line[]): Line[] => {
  const shifted = isShifted(lines.map(textOf).join('\n'));
  return lines
    .map((line) => ({
      ...line,
      segments: line.segments
        .map((segment) => ({
          ...segment,
          text: repairThai(shifted ? unshift(segment.text) : segment.text).replace(/[\x01-\x08\x0e-\x1f\x7f]/gu, ''),
        }))
        .filter(({ text }) => text.trim() !== ''),
    }))
    .filter(({ segments }) => segments.length > 0);
};

const blocksOf = (lines: readonly Line[], page: number): Block[] => {
  const blocks: Block[] = [];
  const body = bodySize(lines);
  let caption = '';
  findTables(lines).forEach((found, index) => {
    const path = `${page - 1}.${index}`;
    if (found.kind === 'table') {
      blocks.push(tableBlock(found.rows, page, path, caption));
      return;
    }
    const text = textOf(found.line);
    const at: Locator = { in: 'page', page, box: lineBox(found.line) };
    const scale = share(found.line.size, body);
    if (scale >= headingScale && text.length <= longestHeading && /\p{L}/u.test(text)) {
      caption = text;
      blocks.push({ kind: 'heading', text, level: scale >= titleScale ? 1 : 2, region: 'main', at, path });
    } else blocks.push({ kind: 'line', text, region: 'main', at, path });
  });
  return blocks;
};

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

const readPages = (document: PdfDocument, facts: Facts): Reading => {
  const reading = { ...emptyReading(pdfReader), pages: Math.max(1, document.pages) };
  const without: Record<Exclude<Health, 'good'>, number[]> = { 'no-ocr': [], 'unreadable-text': [] };
  const started = performance.now();
  const unread: number[] = [];
  for (let index = 0; index < document.pages; index++) {
    if (index >= mostPages || performance.now() - started > longestRead) {
      unread.push(index + 1);
      continue;
    }
    const page = document.page(index);
    const lines = repaired(linesOf(page.pieces));
    const health = healthOf(lines.map(textOf).join('\n'), page);
    const blocks = health === 'good' ? blocksOf(lines, index + 1) : [];
    if (health !== 'good') without[health].push(index + 1);
    reading.blocks.push(...blocks);
    reading.links.push(...linksOf(page, index + 1, blocks, facts));
  }
  reading.title = titleOf(document.title, reading.blocks);
  const gap = (code: Gap['code'], pages: number[]): Gap[] =>
    pages.length > 0 ? [gapOf(facts, code, { label: reading.title, pages })] : [];
  reading.gaps.push(
    ...gap('no-ocr', without['no-ocr']),
    ...gap('unreadable-text', without['unreadable-text']),
    ...gap('too-large', unread),
  );
  if (document.pages === 0) reading.gaps.push(gapOf(facts, 'damaged', { detail: 'no pages' }));
  else if (reading.blocks.length === 0 && reading.gaps.length === 0) reading.gaps.push(gapOf(facts, 'empty-file'));
  return reading;
};

/** Reads a PDF page by page. Pages without a usable text layer are named in the gaps; their text is left out. */
export const readPdf: Reader = async ({ bytes, facts }) => {
  try {
    const document = await openPdf(bytes.subarray(Math.max(0, pdfStart(bytes))));
    if ('failed' in document) return { ...emptyReading(pdfReader), gaps: [gapOf(facts, document.failed)] };
    try {
      return readPages(document, facts);
    } finally {
      document.close();
    }
  } catch (error) {
    // A crash inside WebAssembly leaves the engine's memory in an unknown state.
    dropEngine();
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ...emptyReading(pdfReader), gaps: [gapOf(facts, 'reader-failed', { detail })] };
  }
};
