import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadOfficial } from '../../src/manifest/load.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import {
  countSchemes,
  reproduces,
  type Shares,
  schemeOf,
  solveShares,
  withDefaultsOnly,
} from '../../src/score/scheme.ts';

const ruleset = await loadRuleset(2568);
const scheme = schemeOf(ruleset);
const official = await loadOfficial(
  fileURLToPath(new URL('../../seeds/wangsaphung/official-2568.yaml', import.meta.url)),
);
const scores: Shares = { ...official.oit, ...official.subIndicators, ...official.indicators };
const groups = [...scheme.subIndicators, ...scheme.indicators];
const isKept = (id: string, shares: Shares): boolean =>
  reproduces(shares, { scores, published: scores[id] ?? Number.NaN });

describe('the weightings that are kept', () => {
  test('the rules know what the seed publishes', () => {
    expect(ruleset.published[0]?.scores).toEqual({
      ...official.oit,
      ...official.subIndicators,
      '9': official.indicators['9'],
      '10': official.indicators['10'],
    });
  });

  test.each(groups)(
    '$id: every one reproduces the published figure, and the default is the first',
    ({ id, weights }) => {
      expect(weights.all[0]).toBe(weights.shares);
      for (const shares of weights.all) {
        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
        expect(isKept(id, shares), JSON.stringify(shares)).toBe(true);
      }
      expect(new Set(weights.all.map((shares) => JSON.stringify(shares))).size).toBe(weights.all.length);
    },
  );

  test('so many are possible', () => {
    expect(Object.fromEntries(groups.map(({ id, weights }) => [id, weights.all.length]))).toEqual({
      '9.1': 13,
      '9.2': 2,
      '9.3': 7,
      '9.4': 4,
      '9.5': 13,
      '10.1': 47,
      '10.2': 15,
      '9': 15,
      '10': 1,
    });
    expect(countSchemes(scheme)).toBeGreaterThan(1e8);
    expect(countSchemes(withDefaultsOnly(scheme))).toBe(1);
  });

  test('the double item is the plan with its progress or the service manual, nothing else', () => {
    const eighths = scheme.subIndicators.find(({ id }) => id === '9.2')?.weights.all ?? [];
    expect(eighths.map((shares) => Object.keys(shares).filter((id) => shares[id] === 25))).toEqual([['o6'], ['o9']]);
  });

  test('in whole tens only two weightings of indicator 9 remain, in fives thirteen more', () => {
    const ids = ['9.1', '9.2', '9.3', '9.4', '9.5'];
    const equations = [{ scores, published: 51.5 }];
    expect(solveShares(ids, { step: 10 }, equations)).toEqual([
      { '9.1': 10, '9.2': 40, '9.3': 20, '9.4': 10, '9.5': 20 },
      { '9.1': 20, '9.2': 40, '9.3': 20, '9.4': 10, '9.5': 10 },
    ]);
    expect(solveShares(ids, { step: 5 }, equations)).toHaveLength(15);
  });

  test('one more published result narrows what is possible', () => {
    const other = { ...scores, o6: 100, o9: 0 };
    const published = [...ruleset.published, { agency: 'other', source: 'test', scores: { ...other, '9.2': 81.25 } }];
    const narrowed = schemeOf({ ...ruleset, published });
    expect(narrowed.subIndicators.find(({ id }) => id === '9.2')?.weights.all).toHaveLength(1);
  });
});

describe('the schemes that are rejected', () => {
  const equal = (ids: readonly string[]): Shares => Object.fromEntries(ids.map((id) => [id, 100 / ids.length]));
  const byItems = (id: string): Shares => {
    const subs = scheme.subIndicators.filter(({ indicator }) => indicator === id);
    const counts = subs.map(({ weights }) => Object.keys(weights.shares).length);
    const all = counts.reduce((sum, count) => sum + count, 0);
    return Object.fromEntries(subs.map((sub, index) => [sub.id, ((counts[index] ?? 0) / all) * 100]));
  };

  test.each(['9.2', '9.4', '10.2', '9'])('%s: equal weights', (id) => {
    const group = groups.find((one) => one.id === id);
    expect(isKept(id, equal(Object.keys(group?.weights.shares ?? {})))).toBe(false);
  });
  test('indicator 9 by the number of items', () => expect(isKept('9', byItems('9'))).toBe(false));

  test('any weighting of the family that is not kept misses the published figure', () => {
    for (const { id, weights } of ruleset.subIndicators) {
      if (!weights.possible) continue;
      const ids = Object.keys(weights.shares);
      const kept = new Set(
        scheme.subIndicators.find((one) => one.id === id)?.weights.all.map((s) => JSON.stringify(s)),
      );
      const others = solveShares(ids, weights.possible, []).filter((shares) => !kept.has(JSON.stringify(shares)));
      expect(others.filter((shares) => isKept(id, shares))).toEqual([]);
    }
  });

  test('all or nothing everywhere: the half mark of the annual report was published', () => {
    const half = Object.entries(official.oit).filter(([, points]) => points !== 0 && points !== 100);
    expect(half).toEqual([['o7', 50]]);
    for (const marks of scheme.marks.o7 ?? []) expect(marks.map(({ points }) => points)).toContain(50);
  });

  test('in whole fives the total and OIT have one weighting each', () => {
    const parts = { iit: 78.222, eit: 83.783, oit: 70.75 };
    expect(solveShares(['iit', 'eit', 'oit'], { step: 5 }, [{ scores: parts, published: official.total }])).toEqual([
      scheme.ita.shares,
    ]);
    expect(solveShares(['9', '10'], { step: 5 }, [{ scores, published: 70.75 }])).toEqual([scheme.oit.shares]);
  });

  test.each([
    { name: 'IIT, EIT and OIT alike', shares: { iit: 100 / 3, eit: 100 / 3, oit: 100 / 3 } },
    { name: 'a half for OIT', shares: { iit: 25, eit: 25, oit: 50 } },
  ])('the total: $name', ({ shares }) => {
    const parts = { iit: 78.222, eit: 83.783, oit: 70.75 };
    expect(reproduces(shares, { scores: parts, published: official.total })).toBe(false);
    expect(reproduces(scheme.ita.shares, { scores: parts, published: official.total })).toBe(true);
  });
});

test('the solver finds what trying everything finds', () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    step: fc.constantFrom(10, 20, 12.5, 25),
    ratio: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY),
    scores: fc.array(fc.constantFrom(0, 50, 100), { minLength: 4, maxLength: 4 }),
    published: fc.constantFrom(0, 25, 50, 62.5, 100),
  });
  fc.assert(
    fc.property(cases, ({ count, step, ratio, scores: given, published }) => {
      const ids = Array.from({ length: count }, (_, index) => `p${index}`);
      const equation = { scores: Object.fromEntries(ids.map((id, index) => [id, given[index] ?? 0])), published };
      const units = 100 / step;
      const tuples = ids.reduce<number[][]>(
        (all) => all.flatMap((some) => Array.from({ length: units }, (_, unit) => [...some, unit + 1])),
        [[]],
      );
      const expected = tuples
        .filter((tuple) => tuple.reduce((sum, unit) => sum + unit, 0) === units)
        .filter((tuple) => Math.max(...tuple) <= ratio * Math.min(...tuple))
        .map((tuple) => Object.fromEntries(ids.map((id, index) => [id, (tuple[index] ?? 0) * step])))
        .filter((shares) => reproduces(shares, equation));
      expect(solveShares(ids, { step, ratio }, [equation])).toEqual(expected);
    }),
  );
});
