// The Thai single-byte encoding that older municipal pages still use: ASCII, the Thai block U+0E01-U+0E5B at
// 0xA1-0xFB, and a handful of typographic signs (https://encoding.spec.whatwg.org/windows-874).
const signs = new Map([
  ['€', 0x80],
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['\u00a0', 0xa0],
]);

/** Text to windows-874 bytes. Throws on a character that the encoding does not have. */
export function encodeWindows874(text) {
  return Buffer.from([...text].map(byteOf));
}

function byteOf(character) {
  const code = character.codePointAt(0);
  if (code < 0x80) return code;
  if ((code >= 0x0e01 && code <= 0x0e3a) || (code >= 0x0e3f && code <= 0x0e5b)) return code - 0x0e00 + 0xa0;
  const byte = signs.get(character);
  if (byte === undefined) throw new Error(`windows-874 has no ${character} (U+${code.toString(16)})`);
  return byte;
}
