import type { Reading } from '../model/evidence.ts';
import { docReader, readDoc } from './doc.ts';
import { docxReader, readDocx } from './docx.ts';
import { htmlReader, readHtml } from './html.ts';
import { imageReader, readImage } from './image.ts';
import { pdfReader, readPdf } from './pdf.ts';
import { emptyReading, type Facts, gapOf, type Reader } from './reading.ts';
import { readCsv, readSheet, sheetReader } from './sheet.ts';
import { type Kind, type Sniffed, sniff } from './sniff.ts';
import { readText, textReader } from './text.ts';

export { emptyReading, type Facts } from './reading.ts';

/** Version of finding out what bytes are; part of the cache key like the readers' own versions. */
const sniffVersion = 'sniff/1';
/** Stands for a reader where none could read. */
export const noReader = 'none/1';

const readers: Record<Exclude<Kind, 'empty' | 'encrypted' | 'unsupported'>, Reader> = {
  html: readHtml,
  pdf: readPdf,
  sheet: readSheet,
  csv: readCsv,
  docx: readDocx,
  doc: readDoc,
  text: readText,
  image: readImage,
};

/** Changes when any reader changes: readings kept under another version are stale. */
export const readerVersion: string = [
  sniffVersion,
  noReader,
  htmlReader,
  pdfReader,
  sheetReader,
  docxReader,
  docReader,
  textReader,
  imageReader,
].join(' ');

const unread = ({ kind, detail }: Sniffed, facts: Facts): Reading => {
  const code = kind === 'empty' ? 'empty-file' : kind === 'encrypted' ? 'encrypted' : 'unsupported-format';
  return { ...emptyReading(noReader), gaps: [gapOf(facts, code, detail === undefined ? {} : { detail })] };
};

/**
 * Reads one artifact. Name and media type are hints only; the bytes decide. Bad content never throws: what could not
 * be read is named in the reading's gaps. The same bytes and facts give the same reading.
 */
export const readArtifact = async (bytes: Uint8Array, facts: Facts): Promise<Reading> => {
  const sniffed = await sniff(bytes, facts);
  const { kind } = sniffed;
  if (kind === 'empty' || kind === 'encrypted' || kind === 'unsupported') return unread(sniffed, facts);
  try {
    return await readers[kind]({ bytes, facts });
  } catch (error) {
    const detail = `${kind}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    return { ...emptyReading(noReader), gaps: [gapOf(facts, 'reader-failed', { detail })] };
  }
};

/** Pages are what a browser shows as HTML; every other artifact is a document. */
export const isPage = ({ reader }: Reading): boolean => reader === htmlReader;
export const mediumOf = (reading: Reading): 'page' | 'document' => (isPage(reading) ? 'page' : 'document');
