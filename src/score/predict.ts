import type { Outcome } from '../model/outcome.ts';
import type { GradeBand, Item, RulesetFile, Weights } from '../model/ruleset.ts';
import type { Prediction, Range } from '../model/run.ts';

export type Instruments = { iit: number; eit: number; source: string };
type Scheme = Pick<RulesetFile, 'indicators' | 'subIndicators' | 'oit' | 'ita' | 'grades' | 'doubt'>;
type Judged = { id: string; counts: boolean; outcome: Outcome; reason?: { code: string } | undefined };

/** Nobody has seen what the element is about: nothing speaks for it or against it. */
const isUnseen = ({ outcome, reason }: Judged): boolean =>
  outcome === 'untested' || (outcome === 'cantTell' && reason?.code === 'certificate-warning');

const full = 100;

/** Keeps sums like 0.1 + 0.2 from showing in documents; far finer than any published figure. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
const range = (low: number, expected: number | null, high: number): Range => ({
  low: tidy(low),
  expected: expected === null ? null : tidy(expected),
  high: tidy(high),
});

/** How an element counts when one looks on the dark side, as likely as not, or on the bright side: 0..1. */
type Chance = (outcome: Outcome) => number;
const sides = (doubt: Scheme['doubt']): { low: Chance; expected: Chance; high: Chance } => {
  const of =
    (doubtful: { cantTell: number; untested: number }): Chance =>
    (outcome) =>
      outcome === 'passed' ? 1 : outcome === 'failed' ? 0 : outcome === 'inapplicable' ? 1 : doubtful[outcome];
  return { low: of({ cantTell: 0, untested: 0 }), expected: of(doubt), high: of({ cantTell: 1, untested: 1 }) };
};

/** Points of an item: all when every counted element is met, else the best part mark whose elements are. */
const pointsOf = (elements: readonly Judged[], levels: Item['levels'], chance: Chance): number => {
  const together = (ids: readonly string[]): number =>
    elements
      .filter((element) => ids.includes(element.id))
      .reduce((product, element) => product * chance(element.outcome), 1);
  const everything = together(elements.filter((element) => element.counts).map((element) => element.id));
  // Part marks are nested here: whoever has all elements also has those of a part mark.
  return [...(levels ?? [])]
    .sort((a, b) => b.points - a.points)
    .reduce(
      ({ points, above }, level) => {
        const reached = Math.max(above, together(level.requires));
        return { points: points + level.points * (reached - above), above: reached };
      },
      { points: full * everything, above: everything },
    ).points;
};

/**
 * Points of one item from its judged elements (0..100). Unknown elements only widen the range.
 * @param verified false when nothing of the item could be looked at: then there is no expected value
 */
export const itemPoints = (elements: readonly Judged[], levels: Item['levels'], doubt: Scheme['doubt']): Range => {
  const { low, expected, high } = sides(doubt);
  const nothing = elements.filter((element) => element.counts).every(isUnseen);
  return range(
    pointsOf(elements, levels, low),
    nothing ? null : pointsOf(elements, levels, expected),
    pointsOf(elements, levels, high),
  );
};

const mean = (shares: Record<string, number>, value: (key: string) => number): number =>
  Object.entries(shares).reduce((sum, [key, share]) => sum + share * value(key), 0) / full;

/** A weighted mean of ranges; the scheme's other possible weights widen it. */
const combine = (weights: Weights, parts: Readonly<Record<string, Range>>): Range => {
  const part = (key: string): Range => parts[key] ?? { low: 0, expected: null, high: full };
  const schemes = [weights.shares, ...weights.alternatives];
  const known = Object.keys(weights.shares).every((key) => part(key).expected !== null);
  const unknown = Object.keys(weights.shares).every((key) => part(key).expected === null);
  const middle = (key: string): number => part(key).expected ?? (part(key).low + part(key).high) / 2;
  return range(
    Math.min(...schemes.map((shares) => mean(shares, (key) => part(key).low))),
    known || !unknown ? mean(weights.shares, middle) : null,
    Math.max(...schemes.map((shares) => mean(shares, (key) => part(key).high))),
  );
};

/** The grade of a total, with the side condition that every instrument reaches the band too. */
export const gradeOf = (
  total: number,
  instruments: readonly number[],
  grades: readonly GradeBand[],
): GradeBand['grade'] => {
  const reached = grades.find(
    (band) => tidy(total) >= band.atLeast && instruments.every((score) => tidy(score) >= (band.eachAtLeast ?? 0)),
  );
  return (reached ?? (grades.at(-1) as GradeBand)).grade;
};

/**
 * The official score that the findings lead to: item, sub-indicator, indicator, OIT and, when IIT and EIT are known, the
 * total with its grade.
 * @param items points by item id
 * @param coverage share of counted elements with a clear outcome, 0..1
 */
export const predict = (
  scheme: Scheme,
  items: Readonly<Record<string, Range>>,
  coverage: number,
  instruments?: Instruments,
): Prediction => {
  const subIndicators = Object.fromEntries(scheme.subIndicators.map((sub) => [sub.id, combine(sub.weights, items)]));
  const indicators = Object.fromEntries(
    scheme.indicators.map((indicator) => [indicator.id, combine(indicator.weights, subIndicators)]),
  );
  const oit = combine(scheme.oit, indicators);
  const prediction: Prediction = { oit, indicators, subIndicators, coverage: tidy(coverage) };
  if (!instruments) return prediction;
  const { iit, eit, source } = instruments;
  const fixed = (score: number): Range => ({ low: score, expected: score, high: score });
  const total = combine(scheme.ita, { iit: fixed(iit), eit: fixed(eit), oit });
  const grade = (sum: number, disclosure: number) => gradeOf(sum, [iit, eit, disclosure], scheme.grades);
  return {
    ...prediction,
    ita: {
      ...total,
      expected: oit.expected === null ? null : total.expected,
      grade: {
        low: grade(total.low, oit.low),
        expected: oit.expected === null || total.expected === null ? null : grade(total.expected, oit.expected),
        high: grade(total.high, oit.high),
      },
      iit,
      eit,
      source,
    },
  };
};

/** Points of the whole OIT score that an item brings at best under the default weights. */
export const itemWeight = (scheme: Scheme, itemId: string): number => {
  for (const sub of scheme.subIndicators) {
    const share = sub.weights.shares[itemId];
    const indicator = scheme.indicators.find((one) => one.id === sub.indicator);
    if (share !== undefined && indicator) {
      return tidy(
        (share * (indicator.weights.shares[sub.id] ?? 0) * (scheme.oit.shares[indicator.id] ?? 0)) / full / full,
      );
    }
  }
  return 0;
};
