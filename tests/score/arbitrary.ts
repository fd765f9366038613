import fc from 'fast-check';
import { type Outcome, outcomes } from '../../src/model/outcome.ts';
import type { Item, Ruleset } from '../../src/model/ruleset.ts';
import type { Range } from '../../src/model/run.ts';
import type { ItemForecast } from '../../src/score/item.ts';
import { certain } from '../../src/score/spread.ts';

export type Judged = { id: string; counts: boolean; outcome: Outcome };

/** The outcomes that leave nothing open, and those that do. */
export const clear = ['passed', 'failed'] as const satisfies readonly Outcome[];
export const doubtful = ['cantTell', 'untested'] as const satisfies readonly Outcome[];

export const outcome = fc.constantFrom(...outcomes);

/** Judged elements of an item, at least one of them counted. */
export const judgedElements = (of: fc.Arbitrary<Outcome> = outcome): fc.Arbitrary<Judged[]> =>
  fc
    .array(fc.record({ counts: fc.boolean(), outcome: of }), { minLength: 1, maxLength: 8 })
    .map((elements) =>
      elements.map((element, index) => ({ id: `e${index}`, ...element, counts: index === 0 || element.counts })),
    );

/** Part marks that ask for some of the counted elements. */
export const levelsFor = (elements: readonly Judged[]): fc.Arbitrary<Item['levels']> => {
  const counted = elements.filter(({ counts }) => counts).map(({ id }) => id);
  return fc.option(
    fc.array(
      fc.record({
        points: fc.integer({ min: 1, max: 99 }),
        requires: fc.subarray(counted, { minLength: 1 }),
        certainty: fc.constant('inferred' as const),
        confidence: fc.constant('low' as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { nil: undefined },
  );
};

const trials = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([said, share]) => ({ said, met: Math.round(said * share) }));

const small = fc.double({ min: 0, max: 0.6, noNaN: true });

/** What is known of how far verdicts can be trusted: anything, but verdicts are better than chance. */
export const reliability: fc.Arbitrary<Ruleset['reliability']> = fc.record({
  source: fc.constant('test'),
  passed: fc.integer({ min: 0, max: 20 }).map((wrong) => ({ said: 200, met: 200 - wrong })),
  failed: fc.integer({ min: 0, max: 20 }).map((wrong) => ({ said: 200, met: wrong })),
  assessors: fc.option(fc.record({ stricter: small, milder: small }), { nil: undefined }),
  cantTell: fc.record({ 'ask-person': trials, 'in-picture': trials }),
  untested: trials,
});

/** Points as an item can have them: any range, with or without an expected value. */
export const range: fc.Arbitrary<Range> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
    fc.constantFrom(...clear, 'open'),
  )
  .map(([values, known, kind]) => {
    const [low = 0, expected = 0, high = 0] = values.sort((a, b) => a - b);
    if (kind === 'passed') return { low: 100, expected: 100, high: 100 };
    if (kind === 'failed') return { low: 0, expected: 0, high: 0 };
    return known ? { low, expected, high } : { low: 0, expected: null, high: 100 };
  });

/** A forecast whose only doubt is the one of the range. */
export const forecastOf = (points: Range): ItemForecast => ({
  points,
  possible: { low: points.low, high: points.high },
  asJudged: points.expected ?? (points.low + points.high) / 2,
  expected: points.expected ?? (points.low + points.high) / 2,
  low: certain(points.low),
  high: certain(points.high),
});
export const forecastsOf = (points: Record<string, Range>): Record<string, ItemForecast> =>
  Object.fromEntries(Object.entries(points).map(([id, one]) => [id, forecastOf(one)]));

/** Points of every item of a ruleset. */
export const pointsOf = (ruleset: Ruleset, of: fc.Arbitrary<Range> = range): fc.Arbitrary<Record<string, Range>> =>
  fc.record(Object.fromEntries(ruleset.items.map(({ id }) => [id, of])));
