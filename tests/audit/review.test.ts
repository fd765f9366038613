import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/index.ts';
import { withReviews } from '../../src/audit/review.ts';
import { readingsOf } from '../../src/model/gathered.ts';
import { manualVerdicts, type Review } from '../../src/model/review.ts';
import { type ElementResult, type Run, run as runSchema } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';

const ruleset = await loadRuleset(2568);
const today = '2569-03-31';
const gathered = {
  home: null,
  ownHosts: [],
  visits: [],
  readings: readingsOf({}),
  items: [],
  budget: null,
  counters: {},
};
const blank = audit(
  {
    ruleset,
    manifest: {
      agency: { id: 'example', name: 'Example', province: 'Example', website: 'http://www.example.test/' },
      divisions: [],
      items: {},
      instruments: null,
    },
    gathered,
  },
  { tool: { name: 'oit', version: '0' }, inputs: '', startedAt: '', finishedAt: '' },
);
const about = ({ id, title, counts, certainty, confidence, question, remedy }: ElementResult) => ({
  id,
  title,
  counts,
  certainty,
  confidence,
  question,
  remedy,
});

const hashes = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];

const ids = blank.items.flatMap(({ elements }) => elements.map(({ id }) => id));
const draws = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: ids.length, maxLength: ids.length });

/** A run whose elements are met, not met, or left to a person. */
const someRun: fc.Arbitrary<Run> = draws.map((drawn) => {
  let at = 0;
  const next = (): number => drawn[at++] ?? 0;
  const items = blank.items.map((item) => ({
    ...item,
    elements: item.elements.map((element): ElementResult => {
      const draw = next();
      const ref = { artifactId: 'x', url: 'http://www.example.test/', at: { in: 'whole' as const }, quote: '' };
      if (draw < 6) return { ...about(element), outcome: 'passed', evidence: [ref] };
      if (draw < 7) return { ...about(element), outcome: 'failed', reason: { code: 'nobody-listed' }, evidence: [] };
      const evidenceHash = draw < 9 ? hashes[0] : hashes[1];
      return { ...about(element), evidenceHash, outcome: 'cantTell', reason: { code: 'ask-person' }, evidence: [ref] };
    }),
  }));
  const seen = { low: 0, expected: 50, high: 100 };
  return { ...blank, items, prediction: { ...blank.prediction, oit: { ...blank.prediction.oit, ...seen } } };
});

const someReviews: fc.Arbitrary<Review[]> = fc.uniqueArray(
  fc.record({
    element: fc.constantFrom(...ids),
    fiscalYear: fc.constantFrom(2568, 2568, 2568, 2567),
    verdict: fc.constantFrom(...manualVerdicts),
    reviewer: fc.string({ minLength: 1 }),
    reason: fc.string({ minLength: 1 }),
    date: fc.constant('2569-03-01'),
    until: fc.constantFrom('2569-03-30', '2569-03-31', '2569-04-30'),
    evidence: fc.constantFrom(...hashes),
  }),
  { maxLength: 30, selector: ({ element }) => element },
);

const elementsOf = (run: Run): ElementResult[] => run.items.flatMap(({ elements }) => elements);
const without = ({ manual: _, ...element }: ElementResult) => element;

describe('manual verdicts beside automatic ones', () => {
  test('never change an automatic outcome, and stand beside it wherever one was given', () => {
    fc.assert(
      fc.property(someRun, someReviews, (run, reviews) => {
        const reviewed = withReviews(run, ruleset, reviews, today, null);
        expect(elementsOf(reviewed).map(without)).toEqual(elementsOf(run).map(without));
        expect(reviewed.items.map(({ outcome }) => outcome)).toEqual(run.items.map(({ outcome }) => outcome));
        for (const element of elementsOf(reviewed)) {
          const given = reviews.find((one) => one.element === element.id && one.fiscalYear === 2568);
          expect(element.manual?.verdict).toBe(given?.verdict);
          if (!given) continue;
          const holds = given.evidence === element.evidenceHash && (given.until ?? today) >= today;
          expect(element.manual?.state === 'applies').toBe(holds);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the automatic score stands beside the one that counts them, which lies within it', () => {
    fc.assert(
      fc.property(someRun, someReviews, (run, reviews) => {
        const plain = withReviews(
          { ...run, reviews: { applied: 0, lapsed: 0, automatic: { oit: run.prediction.oit } } },
          ruleset,
          [],
          today,
          null,
        );
        const reviewed = withReviews(run, ruleset, reviews, today, null);
        if (!reviewed.reviews) return;
        expect(reviewed.reviews.automatic.oit).toEqual(plain.prediction.oit);
        expect(reviewed.prediction.oit.low).toBeGreaterThanOrEqual(plain.prediction.oit.low);
        expect(reviewed.prediction.oit.high).toBeLessThanOrEqual(plain.prediction.oit.high);
        if (reviewed.reviews.applied === 0) expect(reviewed.prediction).toEqual(plain.prediction);
        // Where nobody judged, the bounds are as they were; what is likely moves with all that is known of the agency.
        for (const [at, { manual, points }] of reviewed.items.entries()) {
          const { low, high } = plain.items[at]?.points ?? points;
          expect(manual?.automatic ?? points).toMatchObject({ low, high });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('applying them twice is as once; without any the run is as it was', () => {
    fc.assert(
      fc.property(someRun, someReviews, (run, reviews) => {
        const once = withReviews(run, ruleset, reviews, today, null);
        expect(withReviews(once, ruleset, reviews, today, null)).toEqual(once);
        expect(withReviews(run, ruleset, [], today, null)).toBe(run);
        const taken = withReviews(once, ruleset, [], today, null);
        expect(elementsOf(taken)).toEqual(elementsOf(run));
        expect(taken.reviews).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test('the schema of runs takes them', () => {
    const [run] = fc.sample(someRun, { numRuns: 1, seed: 7 });
    const [reviews] = fc.sample(someReviews, { numRuns: 1, seed: 7 });
    if (!run || !reviews) throw new Error('no sample');
    const [first] = elementsOf(run).filter(({ outcome }) => outcome === 'cantTell');
    const given = {
      ...(reviews[0] as Review),
      element: first?.id ?? '',
      fiscalYear: 2568,
      reviewer: 'R',
      reason: 'seen',
    };
    const reviewed = withReviews(run, ruleset, [given], today, null);
    const parsed = runSchema.parse(JSON.parse(JSON.stringify(reviewed)));
    expect(elementsOf(parsed).find(({ id }) => id === first?.id)?.manual?.reviewer).toBe('R');
  });
});
