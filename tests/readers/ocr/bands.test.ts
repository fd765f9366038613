import { describe, expect, it } from 'vitest';
import { linesOfCells } from '../../../src/readers/ocr/bands.ts';
import { ink, paper, writing } from './draw.ts';

describe('the lines of a cell', () => {
  const page = paper(600, 400);
  // Left: two lines, the first with marks above that a white row parts from it. Middle: one line. Right: a blot.
  writing(page, 20, 180, 60);
  ink(page, [40, 24, 46, 30]);
  ink(page, [80, 24, 86, 30]);
  writing(page, 20, 180, 110);
  writing(page, 220, 380, 60);
  ink(page, [420, 20, 428, 180]);
  const cells = linesOfCells(page, [
    [0, 0, 200, 200],
    [200, 0, 400, 200],
    [400, 0, 600, 200],
    [0, 250, 200, 400],
  ]);
  it('are parted by white rows, with the marks that belong to them', () => {
    expect(cells.map((bands) => bands.map(({ band: { top, bottom }, single }) => [top, bottom, single]))).toEqual([
      [
        [24, 60, true],
        [86, 110, true],
      ],
      [[36, 60, true]],
      [[20, 180, false]],
      [],
    ]);
  });
  it('count their ink', () => {
    const [first, second] = cells[0] ?? [];
    expect((first?.band.ink ?? 0) - (second?.band.ink ?? 0)).toBe(72);
  });
  it('do not begin with single specks', () => {
    const specked = ink(paper(100, 100), [50, 10, 51, 11]);
    expect(linesOfCells(specked, [[0, 0, 100, 100]])).toEqual([[]]);
  });
});
