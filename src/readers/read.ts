import type { GapCode, Reading } from '../model/evidence.ts';
import {
  emptyReading,
  type Facts,
  gapOf,
  type Input,
  messageOf,
  type Reader,
  type ReadOptions,
  type Scope,
  type Unplaced,
} from './reading.ts';
import { hintsOf, rebase, withoutPlace } from './rebase.ts';
import { type Kind, type Sniffed, sniff } from './sniff.ts';
import { noReader } from './versions.ts';

type Readable = Exclude<Kind, 'empty' | 'encrypted' | 'unsupported'>;

/** Parsers are large and most runs need few of them: each is loaded with the first file of its kind. */
const readers: Record<Readable, () => Promise<Reader>> = {
  html: async () => (await import('./html/html.ts')).readHtml,
  pdf: async () => (await import('./pdf/pdf.ts')).readPdf,
  sheet: async () => (await import('./office/sheet.ts')).readSheet,
  csv: async () => (await import('./office/sheet.ts')).readCsv,
  docx: async () => (await import('./office/docx.ts')).readDocx,
  doc: async () => (await import('./office/doc.ts')).readDoc,
  text: async () => (await import('./text.ts')).readText,
  image: async () => (await import('./image.ts')).readImage,
  odt: async () => (await import('./office/odt.ts')).readOdt,
  rtf: async () => (await import('./office/rtf.ts')).readRtf,
  pptx: async () => (await import('./office/pptx.ts')).readPptx,
  mhtml: async () => (await import('./mhtml.ts')).readMhtml,
  svg: async () => (await import('./svg.ts')).readSvg,
  archive: async () => (await import('./archive.ts')).makeArchiveReader(readEntry),
};

/** Kinds whose links and gaps are read at their own address: a page may set a base of its own. */
const pages: readonly Kind[] = ['html', 'mhtml'];
/** Kinds that are told from each other, or decoded, with what was told about the bytes. */
const textual: readonly Kind[] = ['csv', 'text', 'svg', 'unsupported'];

const scopeOf = async (bytes: Uint8Array, { kind }: Sniffed, hints: Facts): Promise<Scope> => {
  if (pages.includes(kind)) return 'address';
  if (textual.includes(kind)) return 'hints';
  return (await sniff(bytes, { url: hints.url })).kind === kind ? 'bytes' : 'hints';
};

const outOfMemory = /allocation failed|out of memory|could not allocate/iu;

/** A reading of what threw: only its gap, named by what went wrong. */
const failed = (error: unknown, kind: Kind, facts: Facts): Reading => {
  const message = messageOf(error);
  const code: GapCode = outOfMemory.test(message) ? 'out-of-memory' : 'reader-failed';
  return { ...emptyReading(noReader), gaps: [gapOf(facts, code, { detail: `${kind}: ${message}` })] };
};

const unread = ({ kind, detail }: Sniffed, facts: Facts): Reading => {
  const code = kind === 'empty' ? 'empty-file' : kind === 'encrypted' ? 'encrypted' : 'unsupported-format';
  return { ...emptyReading(noReader), gaps: [gapOf(facts, code, detail === undefined ? {} : { detail })] };
};

/** Reads bytes of a known kind; bad content never throws. `archives` reads what is an archive, inside another one. */
const readSniffed = async (sniffed: Sniffed, input: Input, archives?: Reader): Promise<Reading> => {
  const { kind } = sniffed;
  if (kind === 'empty' || kind === 'encrypted' || kind === 'unsupported') return unread(sniffed, input.facts);
  try {
    const read = kind === 'archive' && archives ? archives : await readers[kind]();
    return await read(input);
  } catch (error) {
    return failed(error, kind, input.facts);
  }
};

/** Reads a file that lies in an archive as if it had been published by itself. */
const readEntry = async (input: Input, archives: Reader): Promise<Reading> =>
  readSniffed(await sniff(input.bytes, input.facts), input, archives);

/**
 * Reads one artifact in this very process, so that a parser that runs wild takes the process with it: only the pool's
 * children and the tests of parsers do that. Name and media type are hints only; the bytes decide. Bad content never
 * throws: what could not be read is named in the reading's gaps. The same bytes and facts give the same reading;
 * documents are read for no address, `rebase` gives them one.
 */
export const readUnplaced = async (bytes: Uint8Array, facts: Facts, options: ReadOptions = {}): Promise<Unplaced> => {
  const hints = hintsOf(facts);
  const sniffed = await sniff(bytes, hints);
  const scope = await scopeOf(bytes, sniffed, hints);
  const known = scope === 'address' ? facts : withoutPlace(facts);
  return { reading: await readSniffed(sniffed, { bytes, facts: known, options }), scope };
};

/** As `readUnplaced`, at the address of the facts. */
export const readHere = async (bytes: Uint8Array, facts: Facts, options: ReadOptions = {}): Promise<Reading> =>
  rebase((await readUnplaced(bytes, facts, options)).reading, facts);
