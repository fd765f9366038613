import { type BookType, type CellObject, CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { thaiDate } from '../../src/readers/office/sheet-date.ts';
import { codes, docx, read, rowsOf, tables, texts, wordParagraph, zip } from './helpers.ts';

const book = (sheets: Record<string, WorkSheet>, bookType: BookType = 'xlsx', hidden: string[] = []): Buffer => {
  const names = Object.keys(sheets);
  const Sheets = names.map((name) => ({ name, Hidden: hidden.includes(name) ? (1 as const) : (0 as const) }));
  return write({ SheetNames: names, Sheets: sheets, Workbook: { Sheets } }, { type: 'buffer', bookType });
};
const rows = [
  ['ที่', 'โครงการ', 'งบประมาณ'],
  [1, 'ปรับปรุงถนน', 150000],
  [2, 'ขุดลอกคลอง', 20000.5],
];

describe('sheets', () => {
  it.each(['xlsx', 'biff8', 'ods', 'xlml', 'xlsb'] as const)('are read from %s', async (type) => {
    const reading = await read(book({ แผน: utils.aoa_to_sheet(rows) }, type), { fileName: 'wrong.pdf' });
    expect(tables(reading)[0]).toMatchObject({ caption: 'แผน', at: { in: 'cell', sheet: 'แผน', ref: 'A1:C3' } });
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['ที่', 'โครงการ', 'งบประมาณ'],
      ['1', 'ปรับปรุงถนน', '150000'],
      ['2', 'ขุดลอกคลอง', '20000.5'],
    ]);
    expect(tables(reading)[0]?.rows[1]?.[2]?.at).toEqual({ in: 'cell', sheet: 'แผน', ref: 'C2' });
  });
  it('show numbers and dates as a person sees them', async () => {
    const cell = (v: number, z: string): CellObject => ({ t: 'n', v, z });
    const sheet: WorkSheet = {
      '!ref': 'A1:F1',
      A1: cell(150000, '#,##0.00'),
      B1: cell(45566, 'd/m/yyyy'),
      C1: cell(0.5, '0%'),
      D1: cell(45566, '[$-107041E]d mmmm yyyy'),
      E1: cell(45566, '[$-D07041E]d mmm yy;@'),
      F1: cell(45566, 'm/d/yy'),
    };
    expect(rowsOf(tables(await read(book({ S: sheet })))[0])).toEqual([
      ['150,000.00', '1/10/2024', '50%', '1 ตุลาคม 2567', '๑ ต.ค. ๖๗', '1/10/2024'],
    ]);
  });
  it('repeat merged cells', async () => {
    const sheet = utils.aoa_to_sheet([
      ['งบ', null, 'ก'],
      [null, null, 'ข'],
    ]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 1 } }];
    const [table] = tables(await read(book({ S: sheet })));
    expect(rowsOf(table)).toEqual([
      ['งบ', 'งบ', 'ก'],
      ['งบ', 'งบ', 'ข'],
    ]);
    expect(table?.rows[1]?.[1]).toMatchObject({ at: { ref: 'A1' }, path: '0.1.1' });
  });
  it('leave out hidden sheets and empty ends', async () => {
    const padded = utils.aoa_to_sheet([
      ['ก', 'ข', ''],
      ['ค', '', ''],
      ['', '', ''],
    ]);
    const reading = await read(book({ หนึ่ง: padded, ซ่อน: utils.aoa_to_sheet([['ลับ']]) }, 'xlsx', ['ซ่อน']));
    expect(tables(reading).map(rowsOf)).toEqual([
      [
        ['ก', 'ข'],
        ['ค', ''],
      ],
    ]);
  });
  it('keep the links of cells', async () => {
    const sheet = utils.aoa_to_sheet([['อ่าน']]);
    (sheet.A1 as CellObject).l = { Target: 'https://x.go.th/a.pdf#p' };
    expect((await read(book({ S: sheet }))).links).toMatchObject([
      { url: 'https://x.go.th/a.pdf', text: 'อ่าน', path: '0.0.0' },
    ]);
  });
  it('stop at 20,000 rows and say so', async () => {
    const reading = await read(Array.from({ length: 20_010 }, (_, i) => `${i},x`).join('\n'), { fileName: 'a.csv' });
    expect(tables(reading)[0]?.rows).toHaveLength(20_000);
    expect(codes(reading)).toEqual(['too-large']);
  });
  it('are read from CSV, values as written', async () => {
    const reading = await read('\ufeffวันที่,จำนวน\n1/10/2567,"1,500"\n001,x', { contentType: 'text/csv' });
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['วันที่', 'จำนวน'],
      ['1/10/2567', '1,500'],
      ['001', 'x'],
    ]);
  });
  it('say what is wrong with them', async () => {
    expect(codes(await read(book({ S: utils.aoa_to_sheet([['']]) })))).toEqual(['empty-file']);
    const whole = book({ S: utils.aoa_to_sheet(rows) }, 'biff8');
    expect(codes(await read(whole.subarray(0, 1600), { fileName: 'a.xls' }))).toEqual(['damaged']);
  });
});

it.each([
  [45566, '[$-41E]d mmmm yyyy', '1 ตุลาคม 2024'],
  [45566, '[$-1070000]d/m/yyyy;@', '1/10/2567'],
  [45566, '[$-101041E]d mmm yy;@', '1 ต.ค. 24'],
  [45566, '[$-41E]dd/mm/bbbb', '01/10/2567'],
  [45566, '[$-409]d mmmm yyyy', undefined],
  [45566, '[$-41E]#,##0', undefined],
  [45566, 'd/m/yyyy', undefined],
])('thaiDate %s %s', (serial, format, expected) => expect(thaiDate(serial, format, false)).toBe(expected));

describe('Word files', () => {
  it('give paragraphs, headings and tables', async () => {
    const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`;
    const table = `<w:tbl>${['กข', 'คง'].map(([a = '', b = '']) => `<w:tr>${cell(a)}${cell(b)}</w:tr>`).join('')}</w:tbl>`;
    const reading = await read(docx(`${wordParagraph('ประกาศเทศบาล')}${wordParagraph('เรื่อง แผน')}${table}`), {
      fileName: 'x.zip',
    });
    expect(reading).toMatchObject({ reader: 'docx/3', title: 'ประกาศเทศบาล', gaps: [] });
    expect(reading.blocks.map(({ kind, at }) => [kind, at.in])).toEqual([
      ['paragraph', 'whole'],
      ['paragraph', 'whole'],
      ['table', 'whole'],
    ]);
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['ก', 'ข'],
      ['ค', 'ง'],
    ]);
  });
  it('that are empty or damaged leave a gap', async () => {
    expect(codes(await read(docx('')))).toEqual(['empty-file']);
    const damaged = zip({
      '[Content_Types].xml':
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      'word/document.xml': '<w:document',
    });
    expect(codes(await read(damaged))).toEqual(['damaged']);
  });
});

const container = (stream: string): Buffer => {
  const cfb = CFB.utils.cfb_new();
  CFB.utils.cfb_add(cfb, `/${stream}`, Buffer.alloc(5000, 1));
  return Buffer.from(CFB.write(cfb, { type: 'buffer' }) as Buffer);
};
it.each([
  ['WordDocument', ['damaged']],
  ['Workbook', ['damaged']],
  ['PowerPoint Document', ['unsupported-format']],
  ['EncryptedPackage', ['encrypted']],
  ['Whatever', ['unsupported-format']],
])('an old Office file that holds %s', async (stream, expected) =>
  expect(codes(await read(container(stream)))).toEqual(expected),
);

describe('plain text', () => {
  it('gives lines with gaps, and a path for each paragraph', async () => {
    const reading = await read('ประกาศ\nชื่อ\tตำแหน่ง     โทร\n\nท้าย');
    expect(texts(reading)).toEqual(['ประกาศ', 'ชื่อ\tตำแหน่ง\tโทร', 'ท้าย']);
    expect(reading.blocks.map(({ path }) => path)).toEqual(['0.0', '0.1', '1.0']);
  });
  it('knows headings, items and tables of Markdown', async () => {
    const reading = await read('# แผน 2568\n\n- ข้อหนึ่ง\n\n| ที่ | งบ |\n|---|---:|\n| 1 | 2 \\| 3 |\nท้าย');
    expect(reading.title).toBe('แผน 2568');
    expect(reading.blocks.map(({ kind }) => kind)).toEqual(['heading', 'item', 'table', 'line']);
    expect(tables(reading)[0]?.caption).toBe('แผน 2568');
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['ที่', 'งบ'],
      ['1', '2 | 3'],
    ]);
  });
});
