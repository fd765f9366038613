import { describe, expect, it } from 'vitest';
import { codes, docx, fixture, page, read, rowsOf, tables, textOf, thai874, url, wordParagraph } from './helpers.ts';
import { type Entry, rawZip, zipOf } from './zips.ts';

const csv = 'ที่,โครงการ\n1,ปรับปรุงถนน';

describe('a ZIP archive', () => {
  it('is read file by file, each under its name', async () => {
    const archive = zipOf({
      'ไตรมาส 1/': '',
      'ไตรมาส 1/แผน.csv': csv,
      'ประกาศ.docx': docx(wordParagraph('ประกาศเทศบาล')),
      '__MACOSX/._ประกาศ.docx': 'x',
      'Thumbs.db': 'x',
      'หน้า.txt': '# หัวข้อ\nเนื้อหา',
    });
    const reading = await read(archive, { fileName: 'ชุดเอกสาร.zip' });
    expect(reading).toMatchObject({ reader: 'archive/2', title: '', pages: 1, pageNotes: [], gaps: [], doubts: [] });
    expect(reading.blocks.map((block) => [block.kind, block.path, textOf(block)])).toEqual([
      ['heading', '0', 'ไตรมาส 1/แผน.csv'],
      ['table', '0.0', 'ที่|โครงการ/1|ปรับปรุงถนน'],
      ['heading', '1', 'ประกาศ.docx'],
      ['paragraph', '1.0.1.0', 'ประกาศเทศบาล'],
      ['heading', '2', 'หน้า.txt'],
      ['heading', '2.0.0', 'หัวข้อ'],
      ['line', '2.0.1', 'เนื้อหา'],
    ]);
    expect(reading.blocks.map((block) => (block.kind === 'table' ? undefined : block.level))).toEqual([
      1,
      undefined,
      1,
      undefined,
      1,
      2,
      undefined,
    ]);
    expect(tables(reading)[0]?.rows[1]?.[1]).toEqual({
      text: 'ปรับปรุงถนน',
      at: { in: 'cell', sheet: 'Sheet1', ref: 'B2' },
      path: '0.0.1.1',
    });
  });
  it('keeps the pages of what is inside', async () => {
    const reading = await read(zipOf({ 'แผน.pptx': fixture('slides.pptx') }));
    expect(reading.title).toBe('รายงานผลการดำเนินงาน');
    expect(reading.blocks.map(({ at }) => (at.in === 'page' ? at.page : 0))).toEqual([1, 1, 1, 1, 2, 2]);
    expect(reading.gaps).toMatchObject([{ code: 'picture-only', url, pages: [3] }]);
  });
  it('counts the pages of all that is inside on, so that each number means one page', async () => {
    const reading = await read(
      zipOf({
        'ประกาศ.docx': docx(wordParagraph('ประกาศเทศบาล')),
        'แผน.pptx': fixture('slides.pptx'),
        'รายการ.csv': csv,
        'ชุดใน.zip': zipOf({ 'a.txt': 'ก', 'แผน.pdf': fixture('plan.pdf') }),
      }),
    );
    expect(reading.pages).toBe(5);
    expect(reading.pageNotes.map(({ page: number, method }) => [number, method])).toEqual([
      [1, 'text-layer'],
      [2, 'text-layer'],
      [3, 'none'],
      [4, 'text-layer'],
      [5, 'text-layer'],
    ]);
    expect(reading.gaps).toMatchObject([{ code: 'picture-only', pages: [3] }]);
    const names = reading.blocks.filter(({ kind, path }) => kind === 'heading' && /^\d+(?:\.\d+)?$/u.test(path));
    expect(names.map((block) => [textOf(block), block.at])).toEqual([
      ['ประกาศ.docx', { in: 'whole' }],
      ['แผน.pptx', { in: 'page', page: 1 }],
      ['รายการ.csv', { in: 'whole' }],
      ['ชุดใน.zip', { in: 'page', page: 4 }],
      ['a.txt', { in: 'whole' }],
      ['แผน.pdf', { in: 'page', page: 4 }],
    ]);
    const last = reading.blocks.at(-1);
    expect(last && [textOf(last), last.at]).toEqual([
      'หน้าที่สอง ประกาศ ณ วันที่ 1 ตุลาคม 2567',
      { in: 'page', page: 5, box: expect.any(Array) },
    ]);
    const cell = tables(reading).at(-1)?.rows[0]?.[0];
    expect(cell?.at).toMatchObject({ in: 'page', page: 4 });
    expect(reading.links.at(-1)?.at).toMatchObject({ in: 'page', page: 4 });
  });
  it('follows the links of what is inside', async () => {
    const reading = await read(zipOf({ 'a.odt': fixture('notice.odt') }));
    expect(reading.links).toMatchObject([{ url: 'https://town.example.go.th/plan.pdf', path: '0.0.3' }]);
  });
  it('is read with names in the code page of old Thai systems, and in UTF-8 without a mark', async () => {
    const named = (name: string | Uint8Array): Entry => ({ name, content: 'ข้อความ', flags: 0 });
    const reading = await read(rawZip([named(thai874('แผนจัดซื้อ 68.txt')), named('รายงาน.txt'), named('plan.txt')]));
    expect(reading.blocks.filter(({ kind }) => kind === 'heading').map(textOf)).toEqual([
      'แผนจัดซื้อ 68.txt',
      'รายงาน.txt',
      'plan.txt',
    ]);
  });
  it('is read with files stored as they are: those inside do not decide what it is', async () => {
    const stored = ['notice.odt', 'register.xlsx', 'notice.docx', 'plan.pdf'];
    const reading = await read(rawZip(stored.map((name) => ({ name, content: fixture(name), method: 0 }))));
    expect(reading.reader).toBe('archive/2');
    expect(reading.blocks.filter(({ kind, path }) => kind === 'heading' && /^\d+$/u.test(path)).map(textOf)).toEqual(
      stored,
    );
    expect(rowsOf(tables(reading)[1])[3]?.[2]).toBe('300,000.00');
  });
  it('is read with an archive inside, and no deeper', async () => {
    const inner = zipOf({ 'ลึก.txt': 'อยู่ข้างใน' });
    const middle = zipOf({ 'inner.zip': inner });
    const two = await read(zipOf({ 'middle.zip': zipOf({ 'a.txt': 'กลาง' }) }));
    expect(two.blocks.map(textOf)).toEqual(['middle.zip', 'a.txt', 'กลาง']);
    const three = await read(zipOf({ 'middle.zip': middle, 'b.txt': 'นอก' }));
    expect(three.blocks.map(textOf)).toEqual(['middle.zip', 'inner.zip', 'b.txt', 'นอก']);
    expect(three.gaps).toMatchObject([{ code: 'unsafe-archive', label: 'inner.zip' }]);
  });
  it('is read up to 200 files', async () => {
    const entries = Array.from({ length: 230 }, (_, i): Entry => ({ name: `${i}.txt`, content: `แฟ้ม ${i}` }));
    const reading = await read(rawZip(entries));
    expect(reading.blocks).toHaveLength(400);
    expect(reading.gaps).toMatchObject([{ code: 'too-large', detail: 'more than 200 files' }]);
  });
  it('is read though a script put something before and behind it', async () => {
    const archive = zipOf({ 'a.txt': 'ข้อความ' });
    for (const bytes of [
      Buffer.concat([archive, Buffer.from('\r\n<!-- 0.02 s -->')]),
      Buffer.concat([archive, Buffer.from([0, 0, 0])]),
      Buffer.concat([Buffer.from('\r\n<b>Notice</b>: x\r\n'), archive]),
      Buffer.concat([archive.subarray(0, -2), Buffer.from([9, 0])]),
    ])
      expect((await read(bytes)).blocks.map(textOf)).toEqual(['a.txt', 'ข้อความ']);
  });
  it.each([
    ['an empty one', zipOf({}), ['empty-file']],
    ['one with a password', rawZip([{ name: 'a.txt', content: 'x', flags: 1 }]), ['encrypted']],
    ['one packed by a rare method', rawZip([{ name: 'a.txt', content: 'x', method: 12 }]), ['unsupported-format']],
    [
      'one with a program in it',
      zipOf({ 'a.exe': Buffer.from('4d5a9000030000000400', 'hex') }),
      ['unsupported-format'],
    ],
  ])('%s names its gap', async (_, bytes, expected) => {
    expect(codes(await read(bytes))).toEqual(expected);
  });
  it('with a broken file is read all the same', async () => {
    const archive = zipOf({ 'a.txt': 'ข้อความแรก '.repeat(20), 'b.txt': 'ข้อความหลัง' });
    archive.fill(0xff, 36, 60);
    const reading = await read(archive);
    expect(reading.blocks.map(textOf)).toEqual(['a.txt', 'b.txt', 'ข้อความหลัง']);
    expect(reading.gaps).toMatchObject([{ code: 'damaged', label: 'a.txt', url }]);
  });
  it('does not change what pages are', async () => {
    expect((await page('<p>หน้า</p>')).reader).toBe('html/4');
  });
});

describe('other archives', () => {
  it.each([
    ['526172211a0701003392b5e50a01050600050101808000', 'rar'],
    ['377abcaf271c0004000000000000000000000000000000000000000000000000', '7z'],
    ['1f8b0800000000000003030000000000000000', 'gz'],
    ['fd377a585a000004e6d6b446', 'xz'],
  ])('%s are named: %s', async (hex, detail) => {
    expect((await read(Buffer.from(hex, 'hex'))).gaps).toMatchObject([{ code: 'unsupported-format', detail }]);
  });
});
