import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matter, matterOf } from '../../src/checks/index.ts';
import { formFilled } from '../../src/checks/kinds/form-filled.ts';
import type { Finding } from '../../src/model/outcome.ts';
import { readHere } from '../../src/readers/read.ts';
import { address, contextOf, matterFrom, ruleset } from './page.ts';

type Value = string | number;
const form = ruleset.forms['ITA-o12'];
const heads = (form?.columns ?? []).map(({ title }) => title);
const values = (i: number): Value[] => [
  i + 1,
  2568,
  'เทศบาลตำบลทุ่งคำ',
  'เมือง',
  'แพร่',
  'มหาดไทย',
  'องค์กรปกครองส่วนท้องถิ่น',
  `จ้างก่อสร้างถนนสายที่ ${i + 1}`,
  100000 + i,
  'เงินรายได้',
  'สิ้นสุดระยะสัญญา',
  'วิธีเฉพาะเจาะจง',
  99000 + i,
  98000 + i,
  'หจก. ทุ่งคำก่อสร้าง',
  `6711901${i}`,
];
const three = [0, 1, 2].map(values);

const sheetOf = async (rows: Value[][], merges: string[] = []): Promise<Matter> => {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!merges'] = merges.map((range) => utils.decode_range(range));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'ITA-o12');
  const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const reading = await readHere(bytes, { url: `${address}.xlsx`, fileName: 'form.xlsx' });
  return matterOf({
    ...reading,
    artifactId: 'sheet',
    url: `${address}.xlsx`,
    medium: 'document',
    calledBy: [],
    fileName: 'form.xlsx',
  });
};
const judged = async (rows: Value[][], merges?: string[]): Promise<Finding> =>
  formFilled({ check: 'form-filled', form: 'ITA-o12' }, contextOf(await sheetOf(rows, merges)));
const said = (finding: Finding): string =>
  `${finding.outcome} ${'reason' in finding ? finding.reason.code : ''}`.trim();

describe('the prescribed form', () => {
  it.each<[string, Value[][], string[] | undefined, string]>([
    ['filled in', [heads, ...three], undefined, 'passed'],
    ['below titles', [['รายการจัดซื้อจัดจ้าง'], [2568], heads, ...three], ['A1:P1', 'A2:P2'], 'passed'],
    [
      'with a sum and a note',
      [heads, ...three, ['รวมทั้งสิ้น', '', '', '', '', '', '', '', 300003], ['หมายเหตุ ข้อมูล ณ วันที่ 31 มีนาคม 2568']],
      undefined,
      'passed',
    ],
    ['with a merged sum', [heads, ...three, ['รวม', '', '', '', '', '', '', '', 300003]], ['A5:H5'], 'passed'],
    ['with numbered columns', [heads, heads.map((_, i) => `(${i + 1})`), ...three], undefined, 'passed'],
    ['with prepared rows at the end', [heads, ...three, [4, ...values(3).slice(1, 7)], [5]], undefined, 'passed'],
    ['with dashes', [heads, ...three.map((row) => [...row.slice(0, 12), '-', '-', '-', '-'])], undefined, 'passed'],
    ['with empty rows between', [heads, three[0] as Value[], [], three[1] as Value[]], undefined, 'passed'],
    [
      'with a blank cell',
      [heads, ...three, [...values(3).slice(0, 14), '', '67119']],
      undefined,
      'failed form-incomplete',
    ],
    [
      'with a row hardly begun',
      [heads, three[0] as Value[], [2, '', '', '', '', '', '', 'ซื้อวัสดุสำนักงาน'], three[2] as Value[]],
      undefined,
      'failed form-incomplete',
    ],
    ['without rows', [heads], undefined, 'failed form-incomplete'],
    [
      'without a column',
      [heads.slice(0, 15), ...three.map((row) => row.slice(0, 15))],
      undefined,
      'failed form-altered',
    ],
    [
      'with another name for a column',
      [heads.map((head, i) => (i === 7 ? 'โครงการ' : head)), ...three],
      undefined,
      'failed form-altered',
    ],
    [
      'with a column more',
      [[...heads, 'หมายเหตุอื่น'], ...three.map((row) => [...row, 'ไม่มี'])],
      undefined,
      'cantTell ask-person',
    ],
    [
      'another table',
      [
        ['ลำดับ', 'รายการ', 'วงเงิน'],
        [1, 'ซื้อวัสดุ', 500],
      ],
      undefined,
      'failed form-missing',
    ],
  ])('%s', async (_, rows, merges, outcome) => {
    expect(said(await judged(rows, merges))).toBe(outcome);
  });

  it('names the blank cells and counts them', async () => {
    const rows = three.map((row, i) =>
      i === 1 ? row.map((value, column) => (column === 13 || column === 14 ? '' : value)) : row,
    );
    expect(await judged([heads, ...rows])).toMatchObject({
      outcome: 'failed',
      reason: { count: 2, cells: [`ITA-o12!N3 (${heads[13]})`, `ITA-o12!O3 (${heads[14]})`] },
    });
  });

  it.each<[string, number, Value, string]>([
    ['a status in other words', 10, 'เสร็จแล้ว', 'cantTell form-odd'],
    ['a status with more words', 10, 'สิ้นสุดระยะสัญญา (ตรวจรับแล้ว)', 'passed'],
    ['a price of one digit again and again', 13, '111,111', 'cantTell form-odd'],
    ['a price that is a date', 13, '12/3/2568', 'cantTell form-odd'],
    ['a price in Thai digits with its unit', 13, '๙๘,๐๐๐.๐๐ บาท', 'passed'],
    ['words in the place of a price', 13, 'อยู่ระหว่างดำเนินการ', 'passed'],
  ])('judges %s', async (_name, column, value, expected) => {
    const finding = await judged([heads, ...three.map((row) => row.map((cell, i) => (i === column ? value : cell)))]);
    expect(said(finding)).toBe(expected);
    if (expected !== 'passed') expect(JSON.stringify(finding)).toContain(`${value}`);
  });

  it('says what stands in its place', async () => {
    const monthly = [
      ['แบบ สขร.1 สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือนมกราคม 2568'],
      ['ลำดับที่', 'งานที่จัดซื้อหรือจัดจ้าง', 'วงเงิน', 'ราคากลาง', 'วิธีซื้อหรือจ้าง'],
      [1, 'จ้างเหมาบริการ', 9000, 9000, 'เฉพาะเจาะจง'],
    ];
    expect(said(await judged(monthly, ['A1:E1']))).toBe('failed form-other');
  });

  it('recognises the form of an earlier year', async () => {
    const columns = form?.older[0]?.columns ?? [];
    expect(said(await judged([columns, columns.map((_, i) => `ค่า ${i}`)]))).toBe('cantTell form-older');
  });

  it('is no picture of a form', async () => {
    const picture = await matterFrom('<h1>ITA-o12</h1><img src="/f.jpg" width="900" height="600">');
    expect(said(formFilled({ check: 'form-filled', form: 'ITA-o12' }, contextOf(picture)))).toBe('cantTell in-picture');
  });
});

describe('laws', () => {
  it('exactly the blanks are counted, wherever they are', async () => {
    const blanks = fc.uniqueArray(fc.tuple(fc.nat(2), fc.integer({ min: 8, max: 15 })), {
      maxLength: 6,
      selector: ([row, column]) => row * 100 + column,
    });
    await fc.assert(
      fc.asyncProperty(blanks, fc.boolean(), async (places, titled) => {
        const rows = three.map((row, r) =>
          row.map((value, c) => (places.some(([a, b]) => a === r && b === c) ? '' : value)),
        );
        const finding = await judged(
          [...(titled ? [['รายการจัดซื้อจัดจ้าง']] : []), heads, ...rows],
          titled ? ['A1:P1'] : [],
        );
        if (places.length === 0) expect(finding.outcome).toBe('passed');
        else
          expect(finding).toMatchObject({
            outcome: 'failed',
            reason: { code: 'form-incomplete', count: places.length },
          });
      }),
      { numRuns: 40 },
    );
  });
  it('the order of the columns does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          heads.map((_, i) => i),
          { minLength: heads.length },
        ),
        async (order) => {
          const moved = [heads, ...three].map((row) => order.map((i) => row[i] as Value));
          expect((await judged(moved)).outcome).toBe('passed');
        },
      ),
      { numRuns: 30 },
    );
  });
});
