import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableLines } from '../../src/commands/text-table.ts';
import { displayWidth } from '../../src/thai/text.ts';

describe('a table on a terminal', () => {
  test('stands in columns, numbers to the right, marks without a column of their own', () => {
    const rows = [
      ['ที่', 'โครงการ', 'งบประมาณ'],
      ['1', 'น้ำดื่มสะอาด', '50,000'],
      ['12', 'ถนน', '1,250,000'],
    ];
    expect(tableLines(rows, 60)).toEqual([
      'ที่  │ โครงการ   │ งบประมาณ',
      ' 1 │ น้ำดื่มสะอาด │    50,000',
      '12 │ ถนน       │ 1,250,000',
    ]);
  });

  test('leaves out columns that hold nothing', () => {
    expect(
      tableLines(
        [
          ['a', '', 'b'],
          ['c', '', ''],
        ],
        40,
      ),
    ).toEqual(['a │ b', 'c │']);
    expect(tableLines([['', '']], 40)).toEqual([]);
    expect(tableLines([], 40)).toEqual([]);
  });

  test('wraps long cells and parts such rows', () => {
    expect(
      tableLines(
        [
          ['1', 'one two three four five'],
          ['2', 'six'],
        ],
        20,
      ),
    ).toEqual(['1 │ one two three', '  │ four five', '──┼─────────────────', '2 │ six']);
  });

  test('lets a title run over the columns', () => {
    const rows = [
      ['a title that is wider than the first column', '', ''],
      ['1', 'one', '5'],
      ['2', '', ''],
    ];
    expect(tableLines(rows, 60)).toEqual(['a title that is wider than the first column', '1 │ one │ 5', '2 │     │']);
    expect(
      tableLines(
        [
          ['only', ''],
          ['texts', ''],
        ],
        60,
      ),
    ).toEqual(['only', 'texts']);
  });

  test('gives the cells one after the other where columns would be too narrow', () => {
    const row = Array.from({ length: 8 }, (_, index) => `column ${index} is wide`);
    const lines = tableLines([row], 40);
    expect(lines[0]).toBe('column 0 is wide | column 1 is wide |');
    expect(lines[1]).toMatch(/^ {2}column 2/u);
  });

  test('never is wider than the terminal, and loses no word', () => {
    const cell = fc.stringMatching(/^[a-zก-ฮ0-9]{0,12}( [a-zก-ฮ0-9]{1,30}){0,6}$/u);
    const table = fc
      .integer({ min: 1, max: 9 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(table, fc.integer({ min: 40, max: 100 }), (rows, width) => {
        const lines = tableLines(rows, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        const letters = (text: string) => [...text.replace(/[^a-zก-ฮ0-9]/gu, '')].sort().join('');
        expect(letters(lines.join(''))).toBe(letters(rows.flat().join('')));
      }),
    );
  });
});
