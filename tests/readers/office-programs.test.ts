import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/model/evidence.ts';
import { codes, fixture, read, rowsOf, tables, textOf } from './helpers.ts';

/** The same three documents, each saved by LibreOffice in all formats that it writes. */
const shapes = (blocks: readonly Block[]): [string, string][] => blocks.map((block) => [block.kind, textOf(block)]);

describe.each(['register.xlsx', 'register.xls', 'register.ods'])('a register saved as %s', async (name) => {
  const reading = await read(fixture(name));
  const [table] = tables(reading);
  it('shows values as typed, and neither hidden sheets nor hidden rows and columns', () => {
    expect(reading).toMatchObject({ reader: 'sheet/3', gaps: [], pages: 1, pageNotes: [], doubts: [] });
    expect(tables(reading).map(({ caption, at }) => [caption, at])).toEqual([
      ['แผนจัดซื้อ', { in: 'cell', sheet: 'แผนจัดซื้อ', ref: 'A1:G5' }],
    ]);
    expect(rowsOf(table)).toEqual([
      ['ที่', 'โครงการ', 'งบประมาณ', 'งบประมาณ', 'วันที่', 'วันที่'],
      ['ที่', 'โครงการ', 'ตั้งไว้', 'ร้อยละ', 'เริ่ม', 'สิ้นสุด'],
      ['๑', 'ปรับปรุงถนนสายสมมุติ', '150,000.00', '25.0%', '1 ตุลาคม 2567', '๓๐ ก.ย. ๒๕๖๘'],
      ['๑๒', "=cmd|' /C calc'!A0", '300,000.00', '', '', ''],
    ]);
  });
  it('names the real cells', () => {
    const refs = table?.rows.map((row) => row.map(({ at }) => (at.in === 'cell' ? at.ref : '')).join(' '));
    expect(refs).toEqual(['A1 B1 D1 D1 F1 F1', 'A1 B1 D2 E2 F2 G2', 'A3 B3 D3 E3 F3 G3', 'A5 B5 D5 E5 F5 G5']);
  });
});

const body: [string, string][] = [
  ['paragraph', 'เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ น้ำดื่ม กำหนด'],
  ['paragraph', 'โทร.\t0 1234 5678'],
  ['paragraph', 'บรรทัดที่สอง อ่านแผน'],
];
const table: [string, string] = ['table', 'ที่|งบประมาณ|งบประมาณ/ที่|ตั้งไว้|ใช้ไป/1|150,000|20,000.50'];
const [head, foot]: [string, string][] = [
  ['line', 'เทศบาลตำบลสมมุติ กองคลัง'],
  ['line', 'เอกสารเผยแพร่'],
] as [[string, string], [string, string]];

describe('a notice', () => {
  const heading: [string, string] = ['heading', 'ประกาศเทศบาลตำบลสมมุติ'];
  const last: [string, string] = ['paragraph', 'ย่อหน้าสุดท้าย'];
  const box: [string, string] = ['paragraph', 'ข้อความในกรอบ'];
  it.each([
    ['notice.odt', 'odt/2', [head, heading, ...body, ['item', 'ข้อแรก'], ['item', 'ข้อสอง'], table, box, last, foot]],
    [
      'notice.rtf',
      'rtf/1',
      [head, heading, ...body, ['paragraph', '1.\tข้อแรก'], ['paragraph', '2.\tข้อสอง'], table, box, last, foot],
    ],
    [
      'notice.docx',
      'docx/3',
      [
        head,
        heading,
        ...body.map(([kind, text]) => [kind, text.replace('\t', ' ')]),
        ['item', 'ข้อแรก'],
        ['item', 'ข้อสอง'],
        table,
        last,
        box,
        foot,
      ],
    ],
  ])('saved as %s', async (name, reader, expected) => {
    const reading = await read(fixture(name));
    expect(shapes(reading.blocks)).toEqual(expected);
    expect(reading).toMatchObject({ reader, title: 'ประกาศเทศบาลตำบลสมมุติ', gaps: [], pages: 1 });
    expect(reading.links.map(({ url, text }) => [url, text])).toEqual([
      ['https://town.example.go.th/plan.pdf', 'อ่านแผน'],
    ]);
  });
  it('saved as notice.doc, whose reader knows lines only', async () => {
    const reading = await read(fixture('notice.doc'));
    expect(reading).toMatchObject({ reader: 'doc/2', title: 'ประกาศเทศบาลตำบลสมมุติ', gaps: [] });
    expect(reading.blocks.map(textOf)).toEqual([
      'เทศบาลตำบลสมมุติ กองคลัง',
      'ประกาศเทศบาลตำบลสมมุติ',
      ...body.map(([, text]) => text),
      'ข้อแรก',
      'ข้อสอง',
      'ที่\tงบประมาณ',
      'ตั้งไว้\tใช้ไป',
      '1\t150,000\t20,000.50',
      'ย่อหน้าสุดท้าย',
      'ข้อความในกรอบ',
      'เอกสารเผยแพร่',
    ]);
  });
});

describe.each([
  ['slides.odp', 'odt/2', 'paragraph', 'item', 'paragraph'],
  ['slides.pptx', 'pptx/2', 'line', 'line', 'line'],
])('slides saved as %s', async (name, reader, first, bullet, last) => {
  const reading = await read(fixture(name));
  it('are read slide by slide', () => {
    expect(reading).toMatchObject({ reader, title: 'รายงานผลการดำเนินงาน', pages: 3 });
    expect(reading.blocks.map((block) => [block.at, block.kind, textOf(block)])).toEqual([
      [{ in: 'page', page: 1 }, first, 'รายงานผลการดำเนินงาน'],
      [{ in: 'page', page: 1 }, bullet, 'ไตรมาสที่ 1'],
      [{ in: 'page', page: 1 }, bullet, 'ไตรมาสที่ 2'],
      [{ in: 'page', page: 2 }, 'table', 'โครงการ|งบ/ขุดลอกคลอง|๒๐,๐๐๐'],
      [{ in: 'page', page: 2 }, last, 'ติดต่อกองช่าง'],
    ]);
  });
  it('name the slide that is a picture', () => {
    expect(reading.gaps).toMatchObject([{ code: 'picture-only', pages: [3], label: 'รายงานผลการดำเนินงาน' }]);
    expect(reading.pageNotes).toEqual([
      { page: 1, method: 'text-layer', quality: 1, damage: [] },
      { page: 2, method: 'text-layer', quality: 1, damage: [] },
      { page: 3, method: 'none', quality: 0, damage: ['no-text'] },
    ]);
  });
});

it('the same document always gives the same reading', async () => {
  for (const name of ['register.ods', 'notice.rtf', 'notice.odt', 'slides.pptx'])
    expect(await read(fixture(name))).toEqual(await read(fixture(name)));
  expect(codes(await read(fixture('notice.doc')))).toEqual([]);
});
