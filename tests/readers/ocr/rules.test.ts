import { describe, expect, it } from 'vitest';
import { gridsOf } from '../../../src/readers/grid.ts';
import { evened, inkIn, type Picture } from '../../../src/readers/ocr/picture.ts';
import { eraseRules, rulesIn } from '../../../src/readers/ocr/rules.ts';
import { ink, paper, writing } from './draw.ts';
import { seeded } from './random.ts';

const slack = 8;

/** A table of three columns and two rows, ruled with lines of some thickness and grey. */
const table = ({ thickness = 3, level = 0 } = {}): Picture => {
  const page = paper(700, 400);
  for (const y of [50, 150, 250]) ink(page, [40, y, 640 + thickness, y + thickness], level);
  for (const x of [40, 240, 440, 640]) ink(page, [x, 50, x + thickness, 250 + thickness], level);
  writing(page, 60, 220, 110);
  writing(page, 460, 620, 210);
  return page;
};

const sizes = (page: Picture): [number, number][] =>
  gridsOf(rulesIn(page), slack).map(({ rows, columns }) => [rows, columns]);

describe('ruling lines', () => {
  it('are found where they are drawn', () => {
    const { horizontal, vertical } = rulesIn(table());
    const near = (value: number, of: number, within = 3): boolean => Math.abs(value - of) <= within;
    expect(horizontal.map(({ at }) => [50, 150, 250].findIndex((y) => near(at, y + 1.5)))).toEqual([0, 1, 2]);
    expect(vertical.map(({ at }) => [40, 240, 440, 640].findIndex((x) => near(at, x + 1.5)))).toEqual([0, 1, 2, 3]);
    for (const { from, to } of horizontal) expect([near(from, 40, 16), near(to, 643, 16)]).toEqual([true, true]);
    for (const { from, to } of vertical) expect([near(from, 50, 16), near(to, 253, 16)]).toEqual([true, true]);
  });
  it.each([
    ['one pixel thin', { thickness: 1 }],
    ['six pixels thick', { thickness: 6 }],
    ['grey', { level: 150 }],
  ])('%s are a table', (_, how) => expect(sizes(table(how))).toEqual([[2, 3]]));
  it('with breaks are a table', () => {
    const page = table();
    for (let x = 70; x < 640; x += 90) ink(page, [x, 140, x + 5, 160], 255);
    expect(sizes(page)).toEqual([[2, 3]]);
  });
  it('on grainy and grey paper are a table', () => {
    const page = table({ thickness: 2, level: 90 });
    const random = seeded(3);
    const data = page.data.map((level) => Math.max(0, Math.min(255, level * 0.8 + (random() - 0.5) * 60)));
    expect(sizes(evened({ ...page, data }))).toEqual([[2, 3]]);
  });
  it('are neither writing nor blots', () => {
    const page = paper(900, 400);
    for (let line = 0; line < 5; line++) writing(page, 50, 850, 80 + line * 50);
    ink(page, [100, 320, 400, 380]);
    expect(rulesIn(page)).toEqual({ horizontal: [], vertical: [] });
  });
});

describe('erasing', () => {
  it('takes the rules away and leaves the writing', () => {
    const page = table();
    const before = inkIn(page, [55, 60, 235, 140]);
    eraseRules(page, rulesIn(page));
    expect(inkIn(page, [55, 60, 235, 140])).toBe(before);
    expect(inkIn(page, [0, 0, 700, 60])).toBe(0);
    expect(inkIn(page, [236, 0, 250, 400])).toBe(0);
  });
});
