/** Labels that occur in the wild and that the Encoding Standard does not know. */
const aliases: Record<string, string> = {
  tis620: 'windows-874',
  'tis-620-2533': 'windows-874',
  'tis620-0': 'windows-874',
  tis: 'windows-874',
  thai: 'windows-874',
  cp874: 'windows-874',
  'cp-874': 'windows-874',
  ibm874: 'windows-874',
  ms874: 'windows-874',
  'ms-874': 'windows-874',
  win874: 'windows-874',
  windows874: 'windows-874',
  'x-windows-874': 'windows-874',
  'x-ibm874': 'windows-874',
  iso8859_11: 'windows-874',
  utf8mb4: 'utf-8',
};

export type Decoded = { text: string; encoding: string; why: 'bom' | 'valid' | 'nearly-valid' | 'declared' | 'bytes' };

const known = (label: string | undefined): string | undefined => {
  if (!label) return undefined;
  const key = label.trim().toLowerCase();
  try {
    return new TextDecoder(aliases[key] ?? key).encoding;
  } catch {
    return undefined;
  }
};

/** Letters of windows-1252 at 0x80 to 0x9f. Node's decoder takes the encoding for Latin-1 and leaves controls there. */
const western =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

const decode = (bytes: Uint8Array, encoding: string): string => {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(/[\x80-\x9f]/gu, (char) => western[char.charCodeAt(0) - 0x80] ?? char);
};

/** Whether the bytes above ASCII are Thai: letters of windows-874 that stand together, as accents of Europe do not. */
const looksThai = (bytes: Uint8Array): boolean => {
  let count = 0;
  let thai = 0;
  let together = 0;
  let before = false;
  for (const byte of bytes) {
    const high = byte >= 0x80;
    if (high) count++;
    if (high && before) together++;
    if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)) thai++;
    before = high;
  }
  return thai > 0.9 * count && together > 0.4 * count;
};

/** The encoding that a page declares in its first 8 KiB or its header; Latin-1 labels are what servers send unasked. */
const declaredEncoding = (bytes: Uint8Array, contentType: string): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1');
  const labels = [
    /charset\s*=\s*["']?([\w.:-]+)/iu.exec(contentType)?.[1],
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/iu.exec(head)?.[1],
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/iu.exec(head)?.[1],
  ];
  return labels.map(known).find((encoding) => encoding !== undefined && encoding !== 'utf-8');
};

const isSingleByteThai = (encoding: string): boolean => encoding === 'windows-874' || encoding === 'iso-8859-11';

/**
 * Bytes of a page or text file to text. In order: byte order mark, clean UTF-8, UTF-8 with a few broken bytes,
 * the declared label, the share of Thai bytes. A Western label over Thai bytes is a lie that servers tell by default.
 */
export const decodeText = (bytes: Uint8Array, contentType = ''): Decoded => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { text: decode(bytes, 'utf-8'), encoding: 'utf-8', why: 'bom' };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16le', why: 'bom' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: decode(bytes, 'utf-16be'), encoding: 'utf-16be', why: 'bom' };
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
      why: 'valid',
    };
  } catch {
    // Not clean UTF-8: go on with weaker evidence.
  }
  const lax = decode(bytes, 'utf-8');
  const broken = lax.match(/\ufffd/gu)?.length ?? 0;
  const high = lax.match(/[\u0080-\uffff]/gu)?.length ?? 0;
  // Files cut in the middle of a letter and pages with one foreign include.
  if (broken < 0.04 * high) return { text: lax, encoding: 'utf-8', why: 'nearly-valid' };
  const declared = declaredEncoding(bytes, contentType);
  const unasked = declared === undefined || /^(?:windows-1252|iso-8859-\d+)$/u.test(declared);
  if (declared && (isSingleByteThai(declared) || !unasked)) {
    return { text: decode(bytes, declared), encoding: declared, why: 'declared' };
  }
  const encoding = looksThai(bytes) ? 'windows-874' : (declared ?? 'windows-1252');
  return { text: decode(bytes, encoding), encoding, why: 'bytes' };
};
