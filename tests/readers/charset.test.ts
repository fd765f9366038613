import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/readers/charset.ts';
import { letters } from '../../src/thai/letters.ts';
import { page, read, texts, thai874 } from './helpers.ts';

const thai = 'ประกาศเทศบาลตำบลตัวอย่าง เรื่อง แผนดำเนินงาน ๒๕๖๘';

describe('decodeText', () => {
  it.each(['TIS620', 'tis-620', 'cp874', 'x-windows-874', 'windows-874', 'ISO-8859-11', 'MS874'])(
    'knows the label %s',
    (label) => {
      expect(decodeText(thai874(thai), `text/html; charset=${label}`)).toMatchObject({
        text: thai,
        encoding: 'windows-874',
      });
    },
  );
  it('finds a label in a meta element far from the start', () => {
    const html = `<!--${' '.repeat(5000)}--><meta http-equiv=Content-Type content="text/html; charset=TIS620">${thai} café`;
    expect(decodeText(thai874(html)).text).toContain(thai);
  });
  it.each(['', 'text/html; charset=iso-8859-1', 'text/html; charset=windows-1252', 'text/html; charset=utf-8'])(
    'sees Thai bytes behind the label %j',
    (contentType) =>
      expect(decodeText(thai874(thai), contentType)).toMatchObject({ text: thai, encoding: 'windows-874' }),
  );
  it('takes UTF-8 for UTF-8 whatever is declared', () => {
    expect(decodeText(Buffer.from(thai), 'text/html; charset=tis-620')).toEqual({
      text: thai,
      encoding: 'utf-8',
      why: 'valid',
    });
  });
  it('survives a letter cut in the middle', () => {
    const cut = Buffer.from(thai.repeat(20)).subarray(0, -1);
    expect(decodeText(cut)).toMatchObject({ encoding: 'utf-8', why: 'nearly-valid' });
  });
  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf, ...Buffer.from(thai)]],
    ['utf-16le', [0xff, 0xfe, ...Buffer.from(thai, 'utf16le')]],
    ['utf-16be', [0xfe, 0xff, ...Buffer.from(thai, 'utf16le').swap16()]],
  ])('obeys the byte order mark of %s', (encoding, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ text: thai, encoding, why: 'bom' });
  });
  it('keeps Western text under a Western label', () => {
    expect(decodeText(Buffer.from('caf\xe9 cr\xe8me', 'latin1'), 'text/html; charset=iso-8859-1').text).toBe(
      'café crème',
    );
  });
  it('reads windows-1252 pages with Thai numeric entities', async () => {
    const entities = [...thai].map((char) => `&#${char.charCodeAt(0)};`).join('');
    const reading = await read(
      Buffer.from(`<html><meta charset=windows-1252><body><p>\x93${entities}\x94</p></body>`, 'latin1'),
    );
    expect(texts(reading)).toEqual([`“${thai}”`]);
  });
  it('knows the quotation marks of windows-874', () => {
    expect(decodeText(Buffer.concat([Buffer.from([0x93]), thai874(thai), Buffer.from([0x94])])).text).toBe(`“${thai}”`);
  });
  it('reads a page in windows-874', async () => {
    const reading = await read(thai874(`<html><body><p>${thai}</p></body></html>`));
    expect(texts(reading)).toEqual([thai]);
    expect(texts(await page(`<p>${thai}</p>`))).toEqual([thai]);
  });
  it('gives back any text that was encoded as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const start = text.replace(/^\ufeff+/u, '');
        expect(decodeText(new TextEncoder().encode(start)).text).toBe(start);
      }),
    );
  });
});

describe('letters', () => {
  it('counts like the Unicode property', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCharCode(code)) }),
        (text) => {
          expect(letters(text)).toBe(text.match(/\p{L}/gu)?.length ?? 0);
        },
      ),
    );
    const thaiBlock = Array.from({ length: 0x80 }, (_, i) => String.fromCharCode(0x0e00 + i)).join('');
    expect(letters(thaiBlock)).toBe(thaiBlock.match(/\p{L}/gu)?.length);
  });
});
