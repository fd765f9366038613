import type { GradeBand } from '../model/ruleset.ts';
import type { Prediction, Range, Total } from '../model/run.ts';
import { gradeOf } from './grade.ts';
import type { KnownInstruments } from './instruments.ts';
import type { ItemForecast } from './item.ts';
import type { Possible, Scheme, Shares } from './scheme.ts';
import { bound, certain, envelope, meanOf, mix, type Side, type Spread } from './spread.ts';
import { tidy } from './tidy.ts';

const full = 100;
/** Of the true scores, at most one in twenty may lie outside: half of these on either side. */
const tail = 0.025;

/** What a score may be, part by part. Every bound is reached by some evidence under some scheme that is possible. */
type Part = {
  /** Under the defaults of the scheme, from evidence alone. */
  evidence: { low: number; high: number };
  /** Under every scheme that is possible. */
  possible: { low: number; high: number };
  /** Null where nothing of it was seen. */
  shown: number | null;
  asJudged: number;
  expected: number;
  low: Spread;
  high: Spread;
};

/** Nothing is known of a part that nobody forecast. */
const unknown: Part = {
  evidence: { low: 0, high: full },
  possible: { low: 0, high: full },
  shown: null,
  asJudged: full / 2,
  expected: full / 2,
  low: certain(0),
  high: certain(full),
};

const partOf = ({ points, possible, asJudged, expected, low, high }: ItemForecast): Part => ({
  evidence: { low: points.low, high: points.high },
  possible,
  shown: points.expected,
  asJudged,
  expected,
  low,
  high,
});

const mean = (shares: Shares, value: (id: string) => number): number =>
  Object.entries(shares).reduce((sum, [id, share]) => sum + share * value(id), 0) / full;

/** A weighted mean of parts; other weights that are possible widen it. */
const combine = (weights: Possible, parts: Readonly<Record<string, Part>>): Part => {
  const part = (id: string): Part => parts[id] ?? unknown;
  const { shares, all } = weights;
  const spread = (side: Side): Spread => {
    const spreads = Object.fromEntries(Object.keys(shares).map((id) => [id, part(id)[side]]));
    return envelope(
      all.map((way) => mix(way, spreads, side)),
      side,
    );
  };
  const seen = Object.keys(shares).some((id) => part(id).shown !== null);
  const asJudged = mean(shares, (id) => part(id).shown ?? part(id).asJudged);
  return {
    evidence: {
      low: mean(shares, (id) => part(id).evidence.low),
      high: mean(shares, (id) => part(id).evidence.high),
    },
    possible: {
      low: Math.min(...all.map((way) => mean(way, (id) => part(id).possible.low))),
      high: Math.max(...all.map((way) => mean(way, (id) => part(id).possible.high))),
    },
    shown: seen ? asJudged : null,
    asJudged,
    expected: mean(shares, (id) => part(id).expected),
    low: spread('low'),
    high: spread('high'),
  };
};

const rangeOf = ({ possible, shown }: Part): Range => ({
  low: tidy(possible.low),
  expected: shown === null ? null : tidy(shown),
  high: tidy(possible.high),
});

/** The range with its parts: each holds the one before it. */
const totalOf = (part: Part): Total => {
  const range = rangeOf(part);
  const low = Math.min(range.low, bound(part.low, tail, 'low'), meanOf(part.low));
  const high = Math.max(range.high, bound(part.high, tail, 'high'), meanOf(part.high));
  return {
    ...range,
    evidence: { low: tidy(part.evidence.low), high: tidy(part.evidence.high) },
    calibrated: {
      low: tidy(low),
      expected: part.shown === null ? null : tidy(Math.min(high, Math.max(low, part.expected))),
      high: tidy(high),
    },
  };
};

/**
 * The official score that the outcomes lead to: item, sub-indicator, indicator, OIT and, when IIT and EIT are known, the
 * total with its grade. Whoever gave the outcomes, the program or a person, they count alike.
 * @param items by item id
 * @param coverage share of counted elements with a clear outcome, 0..1
 */
export const predict = (
  scheme: Scheme,
  items: Readonly<Record<string, ItemForecast>>,
  coverage: number,
  instruments: KnownInstruments | null = null,
): Prediction => {
  const byItem = Object.fromEntries(Object.entries(items).map(([id, item]) => [id, partOf(item)]));
  const bySub = Object.fromEntries(scheme.subIndicators.map(({ id, weights }) => [id, combine(weights, byItem)]));
  const byIndicator = Object.fromEntries(scheme.indicators.map(({ id, weights }) => [id, combine(weights, bySub)]));
  const oit = combine(scheme.oit, byIndicator);
  const ranges = (parts: Record<string, Part>): Record<string, Range> =>
    Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, rangeOf(part)]));
  const total = totalOf(oit);
  const prediction: Prediction = {
    oit: total,
    indicators: ranges(byIndicator),
    subIndicators: ranges(bySub),
    coverage: tidy(coverage),
  };
  return instruments ? { ...prediction, ita: itaOf(scheme, oit, total, instruments) } : prediction;
};

const itaOf = (
  scheme: Scheme,
  part: Part,
  oit: Total,
  { iit, eit, source, from, fiscalYear, questions }: KnownInstruments,
): NonNullable<Prediction['ita']> => {
  const known = (score: number): Part => ({
    evidence: { low: score, high: score },
    possible: { low: score, high: score },
    shown: score,
    asJudged: score,
    expected: score,
    low: certain(score),
    high: certain(score),
  });
  const total = totalOf(combine(scheme.ita, { iit: known(iit), eit: known(eit), oit: part }));
  // IIT and EIT are given, so the spread of the total is that of OIT; taken from there it is not rounded again.
  const ways = (score: number): number[] =>
    scheme.ita.all.map((way) => mean(way, (id) => ({ iit, eit, oit: score })[id] ?? 0));
  const grade = (sum: number, disclosure: number): GradeBand['grade'] =>
    gradeOf(sum, [iit, eit, disclosure], scheme.grades);
  const { low, expected, high } = oit.calibrated;
  return {
    ...total,
    expected: oit.expected === null ? null : total.expected,
    calibrated: {
      low: tidy(Math.min(...ways(low))),
      expected: expected === null ? null : tidy(ways(expected)[0] ?? 0),
      high: tidy(Math.max(...ways(high))),
    },
    grade: {
      low: grade(total.low, oit.low),
      expected: oit.expected === null || total.expected === null ? null : grade(total.expected, oit.expected),
      high: grade(total.high, oit.high),
    },
    iit: tidy(iit),
    eit: tidy(eit),
    source,
    from,
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    ...(questions.length === 0 ? {} : { questions: questions.map((one) => ({ ...one, score: tidy(one.score) })) }),
  };
};
