import { fileTypeFromBuffer } from 'file-type';
import { decodeText } from './charset.ts';
import type { Facts } from './reading.ts';

export type Kind =
  | 'empty'
  | 'pdf'
  | 'html'
  | 'docx'
  | 'doc'
  | 'sheet'
  | 'csv'
  | 'text'
  | 'image'
  | 'odt'
  | 'rtf'
  | 'pptx'
  | 'mhtml'
  | 'svg'
  | 'archive'
  | 'encrypted'
  | 'unsupported';

/** What bytes really are. `detail` names a format that no reader takes. */
export type Sniffed = { kind: Kind; detail?: string };

const byExtension: Record<string, Kind> = {
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  dotm: 'docx',
  xlsx: 'sheet',
  xlsm: 'sheet',
  xltx: 'sheet',
  xltm: 'sheet',
  ods: 'sheet',
  ots: 'sheet',
  odt: 'odt',
  ott: 'odt',
  odp: 'odt',
  otp: 'odt',
  odg: 'odt',
  otg: 'odt',
  pptx: 'pptx',
  pptm: 'pptx',
  ppsx: 'pptx',
  ppsm: 'pptx',
  potx: 'pptx',
  potm: 'pptx',
};

/** Where a PDF begins: junk before the header (server warnings, upload boundaries) is common. -1: nowhere. */
export const pdfStart = (bytes: Uint8Array): number => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536)).toString('latin1');
  if (/^%PDF-/u.test(head)) return 0;
  const start = head.search(/%PDF-[12]\.\d/u);
  return start > 0 && /\d+ \d+ obj\b/u.test(head.slice(start, start + 4096)) ? start : -1;
};

const contains = (bytes: Uint8Array, text: string, encoding: 'utf16le' | 'latin1'): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding));

/** Old Office files share one container; its directory names the stream of the program that wrote it. */
const compoundKind = (bytes: Uint8Array, facts: Facts): Sniffed => {
  const has = (stream: string): boolean => contains(bytes, stream, 'utf16le');
  if (has('EncryptedPackage')) return { kind: 'encrypted', detail: 'Office' };
  if (has('WordDocument')) return { kind: 'doc' };
  if (has('Workbook\0') || has('Book\0')) return { kind: 'sheet' };
  if (has('PowerPoint Document')) return { kind: 'unsupported', detail: 'ppt' };
  // The directory is lost: the reader for the name's kind will say that the file is damaged.
  const name = facts.fileName || facts.url.replace(/[?#].*$/su, '');
  if (/\.docx?$/iu.test(name)) return { kind: 'doc' };
  return /\.xlsx?$/iu.test(name) ? { kind: 'sheet' } : { kind: 'unsupported', detail: 'cfb' };
};

/** The parts by which a container is known, in the order in which they decide. */
const mainParts: readonly [part: string, kind: Kind][] = [
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
  ['xl/workbook.xml', 'sheet'],
  ['xl/workbook.bin', 'sheet'],
];

/** The list of a zip container's entries: files inside, which may be Office files themselves, are not looked into. */
const directoryOf = (bytes: Uint8Array): Uint8Array => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 16 > buffer.length) return bytes;
  return bytes.subarray(Math.max(0, end - buffer.readUInt32LE(end + 12)), end);
};

/** How far careless download scripts push a file with their own output. */
const mostJunk = 1024;

/** Where a zip container begins. -1: nowhere. */
const zipStart = (bytes: Uint8Array): number => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.subarray(0, mostJunk).indexOf('PK\x03\x04', undefined, 'latin1');
  return start <= 0 || buffer.subarray(-70_000).includes('PK\x05\x06', undefined, 'latin1') ? start : -1;
};

/** New Office files whose order of entries hides their kind: their main part is named in the directory. */
const zippedKind = (bytes: Uint8Array, start: number): Sniffed => {
  const opening = Buffer.from(bytes.subarray(start + 30, start + 130)).toString('latin1');
  const document = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(spreadsheet)?/u.exec(opening);
  if (document) return { kind: document[1] ? 'sheet' : 'odt' };
  const directory = directoryOf(bytes);
  return { kind: mainParts.find(([part]) => contains(directory, part, 'latin1'))?.[1] ?? 'archive' };
};

/** Headers of a mail that holds a page, as browsers and Word save it. */
const isMhtml = (start: string): boolean =>
  /^[\w-]+:/u.test(start) &&
  /^MIME-Version:/imu.test(start) &&
  /^Content-Type:[ \t]*(?:multipart\/(?:related|mixed|alternative)|text\/html)\b/imu.test(start);

const markup =
  /<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h[1-6]|a|ul|ol|br|center|font|form|span|section|frameset|script|style|link|img|b|iframe)\b[^<]{0,2000}>/iu;

/** Share of control characters above which bytes are no text. */
const mostControls = 0.002;

const textKind = (bytes: Uint8Array, facts: Facts): Sniffed => {
  const { text, why } = decodeText(bytes, facts.contentType);
  const sample = text.slice(0, 65_536);
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/gu)?.length ?? 0;
  if (
    controls > Math.max(1, sample.length * mostControls) ||
    (controls > 0 && why === 'bytes' && sample.length < 200)
  ) {
    return { kind: 'unsupported', detail: 'unknown bytes' };
  }
  const start = sample
    .slice(0, 8192)
    .replace(/<!--[\s\S]*?-->/gu, '')
    .trimStart();
  if (sample.trim() === '') return { kind: 'empty' };
  if (start.startsWith('{\\rtf')) return { kind: 'rtf' };
  if (isMhtml(start)) return { kind: 'mhtml' };
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+svg\b[^[>]*(?:\[[^\]]*\]\s*)?>\s*)?<(?:svg:)?svg\b/iu.test(start))
    return { kind: 'svg' };
  if (/^<\?xml[\s\S]{0,600}urn:schemas-microsoft-com:office:spreadsheet/iu.test(start)) return { kind: 'sheet' };
  const declaredHtml = /html/iu.test(facts.contentType ?? '');
  const opening = start.replace(/^(?:\ufeff|<\?xml[^>]*>|\s)+/u, '');
  if (
    /^<(?!\?|rss|feed|urlset)/iu.test(opening)
      ? markup.test(start)
      : (declaredHtml && markup.test(sample)) || /<(?:!doctype\s+html|html[\s>])/iu.test(start)
  ) {
    return { kind: 'html' };
  }
  if (/^<(?:\?xml|rss|feed|urlset)/iu.test(start)) return { kind: 'unsupported', detail: 'xml' };
  const isCsv =
    /csv/iu.test(facts.contentType ?? '') || /\.(?:csv|tsv)(?:[?#].*)?$/iu.test(facts.fileName || facts.url);
  return { kind: isCsv ? 'csv' : 'text' };
};

/** The byte order mark of UTF-16, which "Unicode text" from Excel has and which sound files could begin with, too. */
const isWide = ([a, b]: Uint8Array): boolean => (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);

/** Formats that hold files: a PDF in them is not the file itself. */
const containers: ReadonlySet<string> = new Set(['zip', 'rar', '7z', 'tar', 'gz', 'cfb', ...Object.keys(byExtension)]);

/** Finds out what bytes are. Names and media types only help where the bytes say nothing: among kinds of text. */
export const sniff = async (bytes: Uint8Array, facts: Facts): Promise<Sniffed> => {
  if (bytes.byteLength === 0) return { kind: 'empty' };
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const zip = zipStart(bytes);
  if (zip !== 0 && !containers.has(type?.ext ?? '') && pdfStart(bytes) >= 0) return { kind: 'pdf' };
  if (isWide(bytes)) return textKind(bytes, facts);
  if (type?.ext === 'cfb') return compoundKind(bytes, facts);
  if (type?.ext === 'rtf') return { kind: 'rtf' };
  if (type?.mime === 'image/svg+xml') return { kind: 'svg' };
  if (type?.mime.startsWith('image/')) return { kind: 'image' };
  const office = type && byExtension[type.ext];
  if (office) return { kind: office };
  if (type?.ext === 'zip' || (!type && zip >= 0)) return zippedKind(bytes, Math.max(0, zip));
  if (type && type.ext !== 'xml') return { kind: 'unsupported', detail: type.ext };
  return textKind(bytes, facts);
};
