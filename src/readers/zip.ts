import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import type { GapCode } from '../model/evidence.ts';
import { decodeText } from './charset.ts';
import { messageOf } from './reading.ts';

/** Why a zip container, or one entry of it, is not unpacked. */
export class ZipFault extends Error {
  readonly code: GapCode;
  constructor(code: GapCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** How much may still be unpacked. Containers inside containers share one, so that depth does not multiply it. */
export type Budget = { bytes: number };

export type ZipEntry = {
  /** As its author sees it; never to be used as a path. */
  name: string;
  encrypted: boolean;
  method: number;
  /** Checksum of the content. */
  sum: number;
  /** Where the packed bytes are. */
  start: number;
  end: number;
};

export type Zip = {
  entries: readonly ZipEntry[];
  /** Whether the container has more entries than were listed. */
  cut: boolean;
  /** Counts the bytes that really come out, whatever the headers say, and stops at the limits. */
  unpack: (entry: ZipEntry) => Uint8Array;
};

/** Small files may be packed as tightly as they like. */
const freeSize = 16_000_000;
/** Larger ones that shrink to less than this part are made to fill memory: sheets of empty rows shrink to a 30th. */
const highestRatio = 100;

const endMark = 0x06054b50;
const directoryMark = 0x02014b50;
const localMark = 0x04034b50;
const endSize = 22;

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The container without what careless download scripts put before and behind it (warnings, line ends, a byte order
 * mark). Nothing is changed where the places do not fit together.
 */
const trimmed = (buffer: Buffer): Buffer => {
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + endSize > buffer.length) return buffer;
  const stop = end + endSize + buffer.readUInt16LE(end + 20);
  const directory = end - buffer.readUInt32LE(end + 12);
  const start = directory - buffer.readUInt32LE(end + 16);
  const isJunk = start > 0 && directory + 4 <= end && buffer.readUInt32LE(directory) === directoryMark;
  const whole = buffer.subarray(isJunk ? start : 0, Math.min(stop, buffer.length));
  if (stop <= buffer.length) return whole;
  // The comment is cut off: nobody needs it.
  const copy = Buffer.from(buffer.subarray(isJunk ? start : 0, end + endSize));
  copy.writeUInt16LE(0, copy.length - 2);
  return copy;
};

const unicodeNameField = 0x7075;

/** Old programs in Thailand write names in the system's code page and say nothing of it. */
const nameOf = ({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string => {
  const unicode = extraFields.find(({ id }) => id === unicodeNameField)?.data;
  if (unicode && unicode.length > 5 && unicode.readUInt32LE(1) === crc32(fileNameRaw))
    return unicode.subarray(5).toString('utf8');
  const isUtf8 = (generalPurposeBitFlag & 0x800) !== 0;
  return isUtf8 ? fileNameRaw.toString('utf8') : decodeText(fileNameRaw, 'text/plain; charset=windows-874').text;
};

/** Where an entry's packed bytes begin: the local header has lengths of its own. -1: nowhere. */
const dataStart = (buffer: Buffer, header: number): number => {
  if (header + 30 > buffer.length || buffer.readUInt32LE(header) !== localMark) return -1;
  return header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
};

/** Entries that share bytes exist only to unpack the same megabytes many times. */
const refuseOverlaps = (spans: readonly [from: number, to: number][]): void => {
  let reached = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from < reached) throw new ZipFault('unsafe-archive', 'entries overlap');
    reached = Math.max(reached, to);
  }
};

const inflate = (packed: Uint8Array, budget: Budget): Uint8Array => {
  const tight = Math.max(freeSize, packed.byteLength * highestRatio);
  const most = Math.min(tight, budget.bytes);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const tooMuch = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    if (!tooMuch) throw new ZipFault('damaged', messageOf(error));
    if (most < tight) throw new ZipFault('too-large', 'unpacks to too many bytes');
    throw new ZipFault('unsafe-archive', `unpacks to more than ${highestRatio} times its size`);
  }
};

const stored = 0;
const deflated = 8;

/** Opens a zip container. It throws a ZipFault where that is unsafe or impossible. */
export const openZip = async (bytes: Uint8Array, mostEntries: number, budget: Budget): Promise<Zip> => {
  const buffer = trimmed(bufferOf(bytes));
  const entries: ZipEntry[] = [];
  const spans: [number, number][] = [];
  let cut = false;
  try {
    const file = await fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: false });
    for await (const entry of file.eachEntry()) {
      cut = entries.length >= mostEntries;
      if (cut) break;
      const header = entry.relativeOffsetOfLocalHeader;
      const start = dataStart(buffer, header);
      const end = start + entry.compressedSize;
      if (start >= 0) spans.push([header, end]);
      entries.push({
        name: nameOf(entry),
        encrypted: entry.isEncrypted(),
        method: entry.compressionMethod,
        sum: entry.crc32,
        start,
        end,
      });
    }
  } catch (error) {
    const detail = messageOf(error);
    throw new ZipFault(/encrypt/iu.test(detail) ? 'encrypted' : 'damaged', detail);
  }
  refuseOverlaps(spans);

  const unpack = ({ encrypted, method, sum, start, end }: ZipEntry): Uint8Array => {
    if (encrypted) throw new ZipFault('encrypted', 'zip');
    if (start < 0 || end > buffer.length) throw new ZipFault('damaged', 'the entry lies outside of the file');
    if (method !== stored && method !== deflated) throw new ZipFault('unsupported-format', `zip method ${method}`);
    const packed = buffer.subarray(start, end);
    if (budget.bytes < packed.byteLength && method === stored)
      throw new ZipFault('too-large', 'unpacks to too many bytes');
    const content = method === stored ? packed : inflate(packed, budget);
    budget.bytes -= content.byteLength;
    if (crc32(content) !== sum) throw new ZipFault('damaged', 'the checksum is wrong');
    return content;
  };
  return { entries, cut, unpack };
};

/** A container that holds the given files as they are, without packing: what a parser gets instead of a stranger's. */
export const packZip = (files: ReadonlyMap<string, Uint8Array>): Buffer => {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const encoded = Buffer.from(name, 'utf8');
    // From "version needed" to "extra length", which local header and directory share (APPNOTE.TXT 4.3.7 and 4.3.12).
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x800, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.byteLength, 14);
    shared.writeUInt32LE(content.byteLength, 18);
    shared.writeUInt16LE(encoded.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    parts.push(mark(localMark), shared, encoded, content);
    directory.push(mark(directoryMark), Buffer.from([20, 0]), shared, place, encoded);
    offset += 30 + encoded.length + content.byteLength;
  }
  const size = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const end = Buffer.alloc(endSize);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
};

const mark = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};
