import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPage, mediumOf, readerVersion } from '../../src/readers/index.ts';
import { readHere } from '../../src/readers/read.ts';
import { codes, docx, filler, fixture, page, read, textOf, url, wordParagraph, zip } from './helpers.ts';

describe('readHere looks at the bytes', () => {
  const html = `<html><body><h1>หน้าเว็บ</h1>${filler}</body></html>`;
  it.each([
    ['a PDF named .html', fixture('plan.pdf'), { url: `${url}.html`, contentType: 'text/html' }, 'pdf/2'],
    [
      'a page named .pdf',
      Buffer.from(html),
      { url: `${url}.pdf`, contentType: 'application/pdf', fileName: 'a.pdf' },
      'html/4',
    ],
    ['a page sent as plain text', Buffer.from(html), { url, contentType: 'text/plain' }, 'html/4'],
    ['a page fragment', Buffer.from('<div><p>ก</p></div>'), { url, contentType: 'text/html' }, 'html/4'],
    ['text with a tag in it', Buffer.from('ใช้ <br> ขึ้นบรรทัด'), { url, contentType: 'text/plain' }, 'text/1'],
    ['a Word file named .zip', docx(wordParagraph('ก')), { url: `${url}.zip` }, 'docx/3'],
    [
      'a picture',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
        'base64',
      ),
      { url },
      'image/2',
    ],
    ['a drawing', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'), { url }, 'svg/1'],
    ['RTF', Buffer.from('{\\rtf1\\ansi x}'), { url }, 'rtf/1'],
    ['a zip archive', zip({ 'a.txt': 'x' }), { url }, 'archive/2'],
    [
      'a saved page',
      Buffer.from(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>x',
      ),
      { url },
      'mhtml/1',
    ],
  ])('%s', async (_, bytes, facts, reader) => expect((await readHere(bytes, facts)).reader).toBe(reader));
  it.each([
    ['nothing', Buffer.alloc(0), ['empty-file']],
    ['white space', Buffer.from(' \n '), ['empty-file']],
    ['a RAR archive', Buffer.from('526172211a0701003392b5e50a01050600050101808000', 'hex'), ['unsupported-format']],
    ['a feed', Buffer.from('<?xml version="1.0"?><rss><channel/></rss>'), ['unsupported-format']],
    ['unknown bytes', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 37) % 256)), ['unsupported-format']],
  ])('%s', async (_, bytes, expected) => {
    const reading = await read(bytes, { fileName: 'เอกสาร.pdf' });
    expect(codes(reading)).toEqual(expected);
    expect(reading.gaps[0]).toMatchObject({ url, label: 'เอกสาร.pdf' });
  });
  it('tells pages from documents', async () => {
    expect([mediumOf(await page('<p>ก</p>')), mediumOf(await read(fixture('plan.pdf')))]).toEqual(['page', 'document']);
    expect(isPage(await read('ข้อความ'))).toBe(false);
  });
  it('names the version of every reader', async () => {
    for (const bytes of [fixture('plan.pdf'), docx(wordParagraph('ก')), Buffer.from('ก')]) {
      expect(readerVersion.split(' ')).toContain((await read(bytes)).reader);
    }
  });
});

describe('readHere', () => {
  const whole = [
    fixture('plan.pdf'),
    fixture('scan.pdf'),
    docx(wordParagraph('ข้อความ')),
    Buffer.from(`<html>${filler}<table><tr><td>1<td>2</table>`),
  ];
  const starts = [
    '',
    '%PDF-1.4\n',
    '<html>',
    'PK\x03\x04',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '\x89PNG\r\n\x1a\n',
    '{\\rtf',
    'Rar!',
  ].map((s) => Buffer.from(s, 'latin1'));
  const bytes = fc.oneof(
    fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2000 })).map((parts) => Buffer.concat(parts)),
    fc
      .tuple(fc.constantFrom(...whole), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([file, share]) => file.subarray(0, Math.floor(share * file.length))),
    fc
      .tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }))
      .map(([file, changes]) => {
        const copy = Buffer.from(file);
        for (const [at, byte] of changes) copy[at % copy.length] = byte;
        return copy;
      }),
  );
  it('never throws, and says why when it read nothing', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const reading = await read(content);
        const something =
          reading.blocks.length + reading.links.length + reading.images.length + reading.gaps.length > 0;
        expect(something || isPage(reading)).toBe(true);
      }),
      { numRuns: 120 },
    );
  }, 120_000);
  it('gives the same reading for the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        expect(await read(content)).toEqual(await read(content));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

const material = new URL('../../../shared/material/documents/', import.meta.url);
describe.skipIf(!existsSync(material))('real documents', () => {
  const cases: [string, string[], string][] = [
    ['01_saiyoi_o5.pdf', [], 'ประกาศใช้แผนพัฒนาสามปี'],
    ['02_saiyoi_o5.xls', [], 'แผนพัฒนาสามปี (พ.ศ. 2556 ถึง 2558)'],
    ['03_saiyoi_o5.docx', [], 'แผนพัฒนาสามปีขององค์การบริหารส่วนตำบลไทรย้อย'],
    ['04_saiyoi_o5.doc', [], 'ประกาศใช้แผนพัฒนาสามปี พ.ศ.2556 - 2558'],
    ['05_saiyoi_o9.pdf', [], 'งานป้องกัน'],
    ['06_saiyoi_o14.pdf', [], 'อำนาจหน้าที่ขององค์การบริหารส่วนตำบล'],
    ['07_saiyoi_o14.docx', [], 'ประกาศใช้แผนอัตรากำลัง 3 ปี'],
    ['08_saiyoi_o14.doc', ['damaged'], ''],
    ['09_saiyoi_o5.pdf', [], 'แผนยุทธศาสตร์'],
    ['10_saiyoi_o5.pdf', [], 'องค์การบริหารส่วนตำบลไทรย้อย'],
    ['11_saiyoi_o12.pdf', [], 'งบประมาณ ๓๘,๘๐๐ บาท'],
    ['12_saiyoi_o12.pdf', ['damaged'], ''],
    ['13_saiyoi_o12.pdf', [], 'สอบราคาจ้าง จำนวน 5 โครงการ'],
    ['14_saiyoi_o12.pdf', [], 'วงเงินงบประมาณที่ได้รับจัดสรรและราคากลาง'],
    ['15_saiyoi_o12.pdf', [], 'เครื่องคอมพิวเตอร์'],
    ['17_saiyoi_x.pdf', ['empty-file'], ''],
    ['18_hangdong_o21-o27.pdf', [], 'เจตจำนง'],
    ['19_hangdong_o14-o1.pdf', [], 'แผนอัตรากำลังประจำปีของเทศบาลตำบลหางดง'],
    ['20_hangdong_o5.pdf', [], 'ยุทธศาสตร์ขององค์กรปกครองส่วนท้องถิ่น'],
    ['21_hangdong_o9.pdf', [], '053-441543 ต่อ 11'],
    ['22_hangdong_x.html', [], 'องค์กรปกครองส่วนท้องถิ่น'],
    ['24_poknoi_o6.pdf', [], 'ประจำปีงบประมาณ พ.ศ. 2561'],
  ];
  it('are all listed', () => {
    const index = JSON.parse(readFileSync(new URL('index.json', material), 'utf8')) as {
      documents: { file: string }[];
    };
    expect(cases.map(([file]) => file)).toEqual(index.documents.map(({ file }) => file));
  });
  it.each(cases)(
    '%s',
    async (file, gaps, phrase) => {
      // Scans take seconds a page: the first pages of a long one say as much.
      const pages = file === '09_saiyoi_o5.pdf' ? [1, 2, 3] : undefined;
      const facts = { url: `https://example.go.th/${file}` };
      const reading = await readHere(readFileSync(new URL(file, material)), facts, pages ? { pages } : {});
      expect(codes(reading)).toEqual(gaps);
      expect(reading.blocks.some((block) => textOf(block).includes(phrase)) || phrase === '').toBe(true);
    },
    120_000,
  );
});
