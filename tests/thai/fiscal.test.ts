import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  bangkokDate,
  covers,
  fiscalPeriod,
  fiscalYear,
  halfOfFiscalYear,
  monthsOf,
  overlaps,
  type Period,
  quarter,
} from '../../src/thai/fiscal.ts';

const year = fc.integer({ min: 2440, max: 2640 });
const month = fc.record({ year, month: fc.integer({ min: 1, max: 12 }) });
const period = fc.tuple(month, month).map(([a, b]): Period => {
  return a.year * 12 + a.month <= b.year * 12 + b.month ? { from: a, to: b } : { from: b, to: a };
});

describe('fiscal years', () => {
  test.each([
    [2566, 9, 2566],
    [2566, 10, 2567],
    [2566, 11, 2567],
    [2567, 1, 2567],
    [2567, 12, 2568],
  ])('month %d/%d lies in %d', (y, m, expected) => {
    expect(fiscalYear({ year: y, month: m })).toBe(expected);
  });

  it('has twelve months from October, all its own', () => {
    fc.assert(
      fc.property(year, (y) => {
        const all = monthsOf(fiscalPeriod(y));
        expect(all).toHaveLength(12);
        expect(all[0]).toEqual({ year: y - 1, month: 10 });
        expect(all.every((each) => fiscalYear(each) === y)).toBe(true);
        expect([...monthsOf(halfOfFiscalYear(y, 1)), ...monthsOf(halfOfFiscalYear(y, 2))]).toEqual(all);
        expect(([1, 2, 3, 4] as const).flatMap((n) => monthsOf(quarter(y, n)))).toEqual(all);
      }),
    );
  });

  it('covers and overlaps agree with the months', () => {
    const key = (each: { year: number; month: number }) => each.year * 12 + each.month;
    fc.assert(
      fc.property(period, period, (a, b) => {
        const months = new Set(monthsOf(a).map(key));
        expect(covers(a, b)).toBe(monthsOf(b).every((each) => months.has(key(each))));
        expect(overlaps(a, b)).toBe(monthsOf(b).some((each) => months.has(key(each))));
      }),
    );
  });
});

test.each([
  ['2025-03-14', { year: 2568, month: 3, day: 14 }],
  ['2025-03-14T16:59:59Z', { year: 2568, month: 3, day: 14 }],
  ['2025-03-14T17:00:00Z', { year: 2568, month: 3, day: 15 }],
  ['2024-09-30T17:00:00.000Z', { year: 2567, month: 10, day: 1 }],
  ['2025-01-01T00:30:00+07:00', { year: 2568, month: 1, day: 1 }],
  ['2025-03-14T17:00:00', { year: 2568, month: 3, day: 15 }],
])('in Bangkok, %s is %j', (iso, expected) => {
  expect(bangkokDate(iso)).toEqual(expected);
});

test('bangkokDate refuses what is no instant', () => {
  expect(() => bangkokDate('yesterday')).toThrow(RangeError);
});
