import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grid, gridsOf, type Rule, type Rules, rowsOfGrid } from '../../src/readers/grid.ts';

const slack = 3;
const side = 40;
const rule = (at: number, from: number, to: number): Rule => ({ at, from, to, thickness: 1 });

/** The rules of a lattice, piece by piece, without those between places that `isOne` says to be one cell. */
const lattice = (
  rows: number,
  columns: number,
  isOne: (a: [number, number], b: [number, number]) => boolean = () => false,
): Rules => {
  const rules: Rules = { horizontal: [], vertical: [] };
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column < columns; column++)
      if (row === 0 || row === rows || !isOne([row - 1, column], [row, column]))
        rules.horizontal.push(rule(row * side, column * side, (column + 1) * side));
  for (let column = 0; column <= columns; column++)
    for (let row = 0; row < rows; row++)
      if (column === 0 || column === columns || !isOne([row, column - 1], [row, column]))
        rules.vertical.push(rule(column * side, row * side, (row + 1) * side));
  return rules;
};

/** The number of the cell in each place. */
const numbers = (grid: Grid | undefined): number[][] => (grid ? rowsOfGrid(grid, (_, index) => index) : []);

describe('rules that cross', () => {
  it('are a table with a cell in each place', () => {
    const [grid, ...others] = gridsOf(lattice(2, 2), slack);
    expect(others).toEqual([]);
    expect(grid).toEqual({
      box: [0, 0, 80, 80],
      rows: 2,
      columns: 2,
      cells: [
        { box: [0, 0, 40, 40], top: 0, bottom: 0, left: 0, right: 0 },
        { box: [40, 0, 80, 40], top: 0, bottom: 0, left: 1, right: 1 },
        { box: [0, 40, 40, 80], top: 1, bottom: 1, left: 0, right: 0 },
        { box: [40, 40, 80, 80], top: 1, bottom: 1, left: 1, right: 1 },
      ],
    });
  });
  it('leave out what parts merged cells', () => {
    const merged = new Set(['0,1', '0,2']);
    const tall = new Set(['0,0', '1,0']);
    const isOne = (a: [number, number], b: [number, number]): boolean =>
      [merged, tall].some((cell) => cell.has(String(a)) && cell.has(String(b)));
    const [grid] = gridsOf(lattice(3, 3, isOne), slack);
    expect(numbers(grid)).toEqual([
      [0, 1, 1],
      [0, 2, 3],
      [4, 5, 6],
    ]);
  });
  it('may miss each other a little and be drawn as bars with two edges', () => {
    const { horizontal, vertical } = lattice(3, 3);
    const shaken: Rules = {
      horizontal: horizontal.flatMap((one, index) => [
        { ...one, at: one.at + (index % 2), from: one.from + 2, to: one.to - 2 },
        { ...one, at: one.at + 1.5 },
      ]),
      vertical: vertical.map((one, index) => ({ ...one, at: one.at - (index % 2), from: one.from + 1 })),
    };
    expect(numbers(gridsOf(shaken, slack)[0])).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
  });
  it('are two tables where they do not meet', () => {
    const [first, second] = [lattice(2, 2), lattice(1, 3)];
    const far: Rules = {
      horizontal: second.horizontal.map((one) => ({ ...one, at: one.at + 500 })),
      vertical: second.vertical.map((one) => ({ ...one, from: one.from + 500, to: one.to + 500 })),
    };
    const grids = gridsOf(
      { horizontal: [...far.horizontal, ...first.horizontal], vertical: [...far.vertical, ...first.vertical] },
      slack,
    );
    expect(grids.map(({ box, rows, columns }) => [box, rows, columns])).toEqual([
      [[0, 0, 80, 80], 2, 2],
      [[0, 500, 120, 540], 1, 3],
    ]);
  });
});

describe('a table without outer borders', () => {
  const { horizontal, vertical } = lattice(3, 4);
  it.each([
    ['left and right', { horizontal, vertical: vertical.filter(({ at }) => at !== 0 && at !== 4 * side) }],
    ['above and below', { horizontal: horizontal.filter(({ at }) => at !== 0 && at !== 3 * side), vertical }],
  ])('%s reaches as far as its other rules', (_, rules) => {
    expect(gridsOf(rules, slack)).toMatchObject([{ box: [0, 0, 160, 120], rows: 3, columns: 4 }]);
  });
});

describe('what is no table', () => {
  const frame = lattice(1, 1);
  const underlines: Rules = { horizontal: [rule(10, 0, 200), rule(30, 0, 200), rule(50, 0, 200)], vertical: [] };
  const cross: Rules = { horizontal: [rule(50, 0, 100)], vertical: [rule(50, 0, 100)] };
  const comb: Rules = {
    horizontal: [rule(0, 0, 200)],
    vertical: [rule(10, 0, 30), rule(60, 0, 30), rule(110, 0, 30)],
  };
  it.each([
    ['nothing', { horizontal: [], vertical: [] }],
    ['a frame', frame],
    ['two boxes side by side', lattice(1, 2)],
    ['a list in a frame', lattice(5, 1)],
    ['underlines', underlines],
    ['a cross', cross],
    ['strokes under a line', comb],
    ['a pattern of thousands of lines', lattice(50, 50)],
  ])('%s', (_, rules) => expect(gridsOf(rules, slack)).toEqual([]));
  it('an underline in a cell of a table', () => {
    const { horizontal, vertical } = lattice(2, 2);
    const [grid] = gridsOf({ horizontal: [...horizontal, rule(30, 5, 35)], vertical }, slack);
    expect(numbers(grid)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});

describe('every place of a table', () => {
  const size = fc.integer({ min: 1, max: 6 });
  /** How often each place is covered by a cell. */
  const coverage = ({ rows, columns, cells }: Grid): number[] => {
    const count = new Array<number>(rows * columns).fill(0);
    for (const { top, bottom, left, right } of cells)
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++)
          count[row * columns + column] = (count[row * columns + column] ?? 0) + 1;
    return count;
  };
  it('is covered exactly once, whatever rules there are', () => {
    const seed = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(size, size, seed, seed, (rows, columns, missing, there) => {
        const isOne = (): boolean => missing.next().value;
        const { horizontal, vertical } = lattice(rows, columns, isOne);
        const some = (one: Rule): boolean => there.next().value || one.at % 80 === 0;
        for (const grid of gridsOf({ horizontal: horizontal.filter(some), vertical: vertical.filter(some) }, slack)) {
          expect(new Set(coverage(grid))).toEqual(new Set([1]));
          expect(rowsOfGrid(grid, (_, index) => index)).toEqual(
            Array.from({ length: grid.rows }, (_, row) =>
              Array.from({ length: grid.columns }, (_, column) =>
                grid.cells.findIndex(
                  (cell) => row >= cell.top && row <= cell.bottom && column >= cell.left && column <= cell.right,
                ),
              ),
            ),
          );
        }
      }),
    );
  });
  it('belongs to the cell that was merged there', () => {
    const span = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }));
    fc.assert(
      fc.property(span, span, ([r1, c1], [r2, c2]) => {
        const [top, bottom, left, right] = [Math.min(r1, r2), Math.max(r1, r2), Math.min(c1, c2), Math.max(c1, c2)];
        const isIn = ([row, column]: [number, number]): boolean =>
          row >= top && row <= bottom && column >= left && column <= right;
        // One column and row more than can be merged, so that each rule is there somewhere.
        const [grid] = gridsOf(
          lattice(5, 5, (a, b) => isIn(a) && isIn(b)),
          slack,
        );
        expect(grid).toMatchObject({ rows: 5, columns: 5 });
        expect(grid?.cells.filter((cell) => cell.bottom > cell.top || cell.right > cell.left)).toEqual(
          top === bottom && left === right
            ? []
            : [{ top, bottom, left, right, box: [left * side, top * side, (right + 1) * side, (bottom + 1) * side] }],
        );
      }),
    );
  });
});
