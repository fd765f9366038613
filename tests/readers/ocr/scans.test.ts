import { beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/model/evidence.ts';
import { fold } from '../../../src/thai/fold.ts';
import { read, rowsOf, tables } from '../helpers.ts';
import { errorRate, rightCells, sumOfYears, textIn, yearsRead } from './measure.ts';
import { tablePage, textPage } from './samples.ts';
import { engine, printed, type QualityName, qualities, qualityNames, scanOf } from './scan.ts';

/** What issue 3 asks of a recogniser, on pages whose text is known. */
const most = { textErrors: 0.04, tableErrors: 0.12, wrongYears: 0.01 };
const least = { cells: 0.75, years: 0.95 };

const [first, second, table] = [textPage(1), textPage(2), tablePage(3)];
const truths = [first.text, second.text, table.cells.join('\n')];
const tableIs = 3;

describe.skipIf(!engine)('scans of known pages', () => {
  const readings = new Map<QualityName, Reading>();
  beforeAll(async () => {
    const files = await printed([first, second, table].map(({ html }) => html));
    for (const name of qualityNames) readings.set(name, await read(await scanOf(files, qualities[name])));
  }, 400_000);
  const readingOf = (name: QualityName): Reading => readings.get(name) as Reading;

  describe.each(qualityNames)('%s', (name) => {
    it('are read from their pictures, without gaps', () => {
      const reading = readingOf(name);
      expect(reading).toMatchObject({ reader: 'pdf/2', pages: 3, gaps: [] });
      expect(reading.pageNotes).toMatchObject(
        [1, 2, 3].map((page) => ({ page, method: 'ocr', damage: ['no-text'], quality: expect.any(Number) })),
      );
    });
    it('running text has nearly all of its letters', () => {
      const read = [1, 2].map((page) => textIn(readingOf(name), page)).join('\n');
      expect(errorRate(truths.slice(0, 2).join('\n'), read)).toBeLessThanOrEqual(most.textErrors);
    });
    it('a ruled table has its rows and columns, and most of its letters', () => {
      expect(tables(readingOf(name)).map(({ rows }) => rows.map((row) => row.length))).toEqual([
        table.rows.map((row) => row.length),
      ]);
      expect(errorRate(truths[tableIs - 1] ?? '', textIn(readingOf(name), tableIs))).toBeLessThanOrEqual(
        most.tableErrors,
      );
    });
  });

  it('cells of a ruled table are exact', () => {
    const rows = rowsOf(tables(readingOf('office'))[0]);
    expect(rightCells(table.rows, rows, (a, b) => fold(a) === fold(b))).toBeGreaterThanOrEqual(least.cells);
  });
  it('merged cells stand in every place that they cover', () => {
    const [top, below] = rowsOf(tables(readingOf('clean'))[0]);
    expect([top?.[2], top?.[4]]).toEqual([top?.[3], below?.[4]]);
    expect(below?.[2]).not.toBe(below?.[3]);
  });
  it('years are right, or not given', () => {
    const { written, given, right } = sumOfYears(
      qualityNames.flatMap((name) =>
        truths.map((truth, index) => yearsRead(truth, textIn(readingOf(name), index + 1))),
      ),
    );
    expect(written).toBeGreaterThan(120);
    expect(right / written).toBeGreaterThanOrEqual(least.years);
    expect((given - right) / given).toBeLessThanOrEqual(most.wrongYears);
  });
  it('boxes lie where the words are printed', () => {
    const title = readingOf('office').blocks[0];
    const box = title?.at.in === 'page' ? title.at.box : undefined;
    // A4 with margins of 2 cm; the title stands in its middle.
    expect(((box?.[0] ?? 0) + (box?.[2] ?? 0)) / 2).toBeGreaterThan(270);
    expect(((box?.[0] ?? 0) + (box?.[2] ?? 0)) / 2).toBeLessThan(330);
    expect(box?.[1]).toBeGreaterThan(50);
    expect(box?.[3]).toBeLessThan(100);
  });
});
