import fc from 'fast-check';
import { type Outcome, outcomes } from '../../src/model/outcome.ts';
import type { Item, Ruleset, Weights } from '../../src/model/ruleset.ts';
import type { Range } from '../../src/model/run.ts';

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

export const doubt: fc.Arbitrary<Ruleset['doubt']> = fc.record({
  cantTell: fc.double({ min: 0, max: 1, noNaN: true }),
  untested: fc.double({ min: 0, max: 1, noNaN: true }),
  source: fc.constant('test'),
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

/** Points of every item of a ruleset. */
export const pointsOf = (ruleset: Ruleset, of: fc.Arbitrary<Range> = range): fc.Arbitrary<Record<string, Range>> =>
  fc.record(Object.fromEntries(ruleset.items.map(({ id }) => [id, of])));

/** A ruleset whose weights have no alternatives. */
export const withoutAlternatives = (ruleset: Ruleset): Ruleset => {
  const only = <T extends { weights: Weights }>(one: T): T => ({
    ...one,
    weights: { ...one.weights, alternatives: [] },
  });
  return { ...ruleset, indicators: ruleset.indicators.map(only), subIndicators: ruleset.subIndicators.map(only) };
};
