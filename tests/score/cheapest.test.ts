import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapest, frontier, type Option } from '../../src/score/cheapest.ts';

const option: fc.Arbitrary<Option> = fc.record({
  gain: fc.integer({ min: 0, max: 40 }).map((quarters) => quarters / 4),
  cost: fc.integer({ min: 1, max: 12 }),
});
/** Items that are all or nothing, and some with a half mark. */
const items = fc.array(fc.array(option, { minLength: 0, maxLength: 3 }), { maxLength: 6 });

/** Every way to take at most one option of each item. */
const everything = (all: readonly (readonly Option[])[]): (number | null)[][] =>
  all.reduce<(number | null)[][]>(
    (ways, options) => ways.flatMap((way) => [null, ...options.keys()].map((pick) => [...way, pick])),
    [[]],
  );
const sumOf = (all: readonly (readonly Option[])[], picks: readonly (number | null)[], key: keyof Option): number =>
  picks.reduce<number>((sum, pick, index) => sum + (pick === null ? 0 : (all[index]?.[pick]?.[key] ?? 0)), 0);

test('the cheapest choice is the one that trying everything finds', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 160 }), (all, quarters) => {
      const wanted = quarters / 4;
      const costs = everything(all)
        .filter((picks) => sumOf(all, picks, 'gain') >= wanted)
        .map((picks) => sumOf(all, picks, 'cost'));
      const found = cheapest(all, wanted);
      expect(found?.cost ?? null).toBe(costs.length === 0 ? null : Math.min(...costs));
      if (!found) return;
      expect(sumOf(all, found.picks, 'cost')).toBe(found.cost);
      expect(sumOf(all, found.picks, 'gain')).toBeCloseTo(found.gain, 9);
      const best = everything(all)
        .filter((picks) => sumOf(all, picks, 'cost') === found.cost)
        .map((picks) => sumOf(all, picks, 'gain'));
      expect(found.gain).toBeCloseTo(Math.max(...best), 9);
    }),
    { numRuns: 300 },
  );
});

test('more money never buys less, and nothing is paid for nothing', () => {
  fc.assert(
    fc.property(items, (all) => {
      const choices = frontier(all);
      expect(choices[0]).toMatchObject({ cost: 0, gain: 0 });
      for (const [index, { cost, gain }] of choices.entries()) {
        const before = choices[index - 1];
        if (before) expect(cost > before.cost && gain > before.gain).toBe(true);
      }
    }),
  );
});

test('what costs and brings the same is had with fewer items', () => {
  const two: Option[][] = [[{ gain: 2, cost: 2 }], [{ gain: 2, cost: 2 }], [{ gain: 4, cost: 4 }]];
  expect(cheapest(two, 4)).toEqual({ cost: 4, gain: 4, picks: [null, null, 0] });
});
