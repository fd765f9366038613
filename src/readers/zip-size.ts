/**
 * What a zip container says it unpacks to, in bytes, from its central directory (APPNOTE.TXT 4.3.12 and 4.3.16).
 * 0 where there is no directory.
 */
export const unpackedSize = (bytes: Uint8Array): number => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 20 > buffer.length) return 0;
  let at = buffer.readUInt32LE(end + 16);
  let size = 0;
  while (at + 46 <= buffer.length && buffer.readUInt32LE(at) === 0x02014b50) {
    size += buffer.readUInt32LE(at + 24);
    at += 46 + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return size;
};

/** Office files that unpack to more than this are attacks or far beyond what a reader can hold. */
export const largestUnpacked = 300_000_000;
