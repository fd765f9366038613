import { describe, expect, test } from 'vitest';
import {
  chosenGaps,
  chosenParts,
  gapsOf,
  ownCaption,
  partsOf,
  seenRows,
  spotIn,
  textOf,
} from '../../src/commands/read-parts.ts';
import type { Block, Locator, Reading, TableBlock } from '../../src/model/evidence.ts';
import { file, gap, page } from '../support/evidence.ts';

const line = (text: string, at: Locator, path = '0'): Block => ({ kind: 'line', text, region: 'main', at, path });
const onPage = (number: number): Locator => ({ in: 'page', page: number });
const onSheet = (sheet: string, ref = 'A1'): Locator => ({ in: 'cell', sheet, ref });
const table = (rows: string[][], at: Locator, caption = ''): TableBlock => ({
  kind: 'table',
  caption,
  rows: rows.map((row, r) => row.map((text, c) => ({ text, at, path: `0.${r}.${c}` }))),
  region: 'main',
  at,
  path: '0',
});
const reading = (blocks: Block[], more: Partial<Reading> = {}): Reading => ({ ...file('', []), blocks, ...more });

describe('the parts of a file', () => {
  test('are its pages, also those that were not read, with how each was read', () => {
    const parts = partsOf(
      reading([line('b', onPage(2)), line('a', onPage(1))], {
        pages: 4,
        pageNotes: [
          { page: 1, method: 'ocr', quality: 0.8, damage: ['no-text'], label: 'ก' },
          { page: 3, method: 'none', quality: 0, damage: [] },
        ],
        gaps: [gap('x', { pages: [4] })],
      }),
    );
    expect(parts.map(({ spot, method, quality }) => ({ ...spot, method, quality }))).toEqual([
      { page: 1, method: 'ocr', quality: 0.8 },
      { page: 2, method: 'text-layer', quality: 1 },
      { page: 3, method: 'none', quality: 0 },
      { page: 4, method: 'none', quality: 0 },
    ]);
    expect(parts[0]).toMatchObject({ label: 'ก', damage: ['no-text'] });
    expect(parts.map(textOf)).toEqual(['a', 'b', '', '']);
  });

  test('are its sheets, in their own order', () => {
    const parts = partsOf(
      reading([table([['a']], onSheet('รายรับ'), 'รายรับ'), table([['b']], onSheet('รายจ่าย'), 'รายจ่าย')]),
    );
    expect(parts.map(({ spot }) => spot)).toEqual([{ sheet: 'รายรับ' }, { sheet: 'รายจ่าย' }]);
    expect(parts.map(textOf)).toEqual(['a', 'b']);
  });

  test('are all of it where it has neither, or only a list without a name', () => {
    expect(partsOf(page('', ['a', 'b'])).map(({ spot }) => spot)).toEqual([{ page: 1 }]);
    expect(partsOf(reading([table([['a']], onSheet('Sheet1'))])).map(({ spot }) => spot)).toEqual([{ page: 1 }]);
    expect(partsOf(reading([]))).toEqual([]);
  });

  test('are those of every file in an archive, whose pages are counted on in it', () => {
    const name = (text: string, path: string, at: Locator): Block =>
      ({ ...line(text, at, path), kind: 'heading' }) as Block;
    const archive = reading(
      [
        name('a.pdf', '0', onPage(1)),
        line('one', onPage(1), '0.0'),
        line('two', onPage(2), '0.1'),
        name('list.csv', '1', { in: 'whole' }),
        line('list', { in: 'whole' }, '1.0'),
        name('b.pdf', '2', onPage(3)),
        line('other', onPage(3), '2.0'),
      ],
      {
        reader: 'archive/2',
        pages: 4,
        pageNotes: [
          { page: 1, method: 'text-layer', quality: 0.9, damage: [] },
          { page: 2, method: 'repaired', quality: 0.8, damage: ['lost-sara-am'] },
          { page: 3, method: 'ocr', quality: 0.7, damage: ['no-text'] },
        ],
        gaps: [gap('x', { label: 'b.pdf', pages: [4] }), gap('x', { label: 'list.csv' })],
      },
    );
    const parts = partsOf(archive);
    expect(parts.map((part) => ({ ...part.spot, text: textOf(part), quality: part.quality }))).toEqual([
      { entry: 'a.pdf', page: 1, text: 'one', quality: 0.9 },
      { entry: 'a.pdf', page: 2, text: 'two', quality: 0.8 },
      { entry: 'list.csv', page: 1, text: 'list', quality: 1 },
      { entry: 'b.pdf', page: 1, text: 'other', quality: 0.7 },
      { entry: 'b.pdf', page: 2, text: '', quality: 0 },
    ]);
    expect(parts.map(({ method }) => method)).toEqual(['text-layer', 'repaired', 'text-layer', 'ocr', 'none']);
    expect(gapsOf(archive).map(({ label, pages }) => [label, pages])).toEqual([
      ['b.pdf', [2]],
      ['list.csv', undefined],
    ]);
    expect(spotIn(archive, onPage(3))).toEqual({ entry: 'b.pdf', page: 1 });
    expect(spotIn(archive, { in: 'whole' })).toEqual({ page: 1 });
  });

  test('can be chosen by page, or by the place of a sheet', () => {
    const pages = partsOf(reading([line('a', onPage(2)), line('b', onPage(5))]));
    expect(chosenParts(pages, [5]).map(textOf)).toEqual(['b']);
    expect(chosenParts(pages, undefined)).toHaveLength(2);
    const sheets = partsOf(reading([table([['a']], onSheet('x'), 'x'), table([['b']], onSheet('y'), 'y')]));
    expect(chosenParts(sheets, [2]).map(textOf)).toEqual(['b']);
  });

  test('leave out the gaps of other pages', () => {
    const gaps = [gap('x', { pages: [1, 2, 3] }), gap('y', { pages: [9] }), gap('z')];
    expect(chosenGaps(gaps, [2, 3])).toEqual([{ ...gaps[0], pages: [2, 3] }, gaps[2]]);
    expect(chosenGaps(gaps, undefined)).toEqual(gaps);
  });
});

describe('the text of a part', () => {
  test('holds the cells of its tables, row by row, in reading order', () => {
    const rows = [
      ['ที่', 'รายการ', ''],
      ['', '', ''],
      ['๑', 'ค่า\nวัสดุ', '1,200'],
    ];
    const [part] = partsOf(reading([line('ก่อน', onPage(1)), table(rows, onPage(1)), line('หลัง', onPage(1))]));
    expect(part && textOf(part)).toBe('ก่อน\nที่\tรายการ\n๑\tค่า วัสดุ\t1,200\nหลัง');
  });

  test('tells a merged cell once, an equal one each time', () => {
    const at = (ref: string): Locator => onSheet('x', ref);
    const merged = {
      ...table([], onSheet('x')),
      rows: [
        [
          { text: 'งบ', at: at('A1'), path: '0.0' },
          { text: 'งบ', at: at('A1'), path: '0.1' },
          { text: 'งบ', at: at('C1'), path: '0.2' },
        ],
        [
          { text: 'งบ', at: at('A1'), path: '1.0' },
          { text: '5', at: at('B2'), path: '1.1' },
          { text: '5', at: at('C2'), path: '1.2' },
        ],
      ],
    };
    expect(seenRows(merged)).toEqual([
      ['งบ', '', 'งบ'],
      ['', '5', '5'],
    ]);
  });

  test('holds a caption that stands nowhere else', () => {
    const at = onPage(1);
    const own = table([['a', 'b']], at, 'ตารางที่ 1');
    const [alone] = partsOf(reading([own]));
    const [below] = partsOf(reading([line('ตารางที่ 1', at), own]));
    expect(alone && [ownCaption(own, alone), textOf(alone)]).toEqual(['ตารางที่ 1', 'ตารางที่ 1\na\tb']);
    expect(below && [ownCaption(own, below), textOf(below)]).toEqual([null, 'ตารางที่ 1\na\tb']);
  });
});
