import type { Item, PartMark, Ruleset, RulesetFile, Weights } from '../model/ruleset.ts';

/** Shares of the parts of a score by id, in percent. */
export type Shares = Readonly<Record<string, number>>;
/** A published figure and the scores of the parts that it was made of, 0..100. */
export type Equation = { scores: Shares; published: number };

const full = 100;
/** Published figures have two decimals: what rounds to one lies no farther from it than this. */
const rounding = 0.005 + 1e-9;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Whether the shares make the published figure of the scores, as it is rounded for publication. */
export const reproduces = (shares: Shares, { scores, published }: Equation): boolean =>
  Math.abs(
    sumOf(Object.entries(shares).map(([id, share]) => (share / full) * (scores[id] ?? Number.NaN))) - published,
  ) <= rounding;

/**
 * All weightings of a family that reproduce every published figure, in the order of their shares.
 * @param ids what the shares are of
 * @param family every share is a whole multiple of `step` percent and none is zero; the largest is at most `ratio` times
 * the smallest
 */
export const solveShares = (
  ids: readonly string[],
  { step, ratio = Number.POSITIVE_INFINITY }: NonNullable<Weights['possible']>,
  equations: readonly Equation[],
): Shares[] => {
  const units = Math.round(full / step);
  if (Math.abs(units * step - full) > 1e-9) return [];
  const found: Shares[] = [];
  const place = (taken: readonly number[], left: number): void => {
    const [least, most] = [Math.min(...taken), Math.max(...taken)];
    if (taken.length > 0 && most > ratio * least) return;
    const open = ids.length - taken.length;
    if (open === 0) {
      const shares = Object.fromEntries(ids.map((id, index) => [id, (taken[index] ?? 0) * step]));
      if (left === 0 && equations.every((equation) => reproduces(shares, equation))) found.push(shares);
      return;
    }
    const from = open === 1 ? Math.max(1, left) : 1;
    for (let next = from; next <= left - (open - 1); next++) place([...taken, next], left - next);
  };
  place([], units);
  return found;
};

/** What weights may be: the ones that are taken by default, and everything that may hold, these included. */
export type Possible = { shares: Shares; all: readonly Shares[] };

/** The figures that were published of a score whose parts are `ids`. */
const equationsFor = (id: string, ids: readonly string[], published: RulesetFile['published']): Equation[] =>
  published.flatMap(({ scores }) => {
    const figure = scores[id];
    return figure === undefined || ids.some((part) => scores[part] === undefined)
      ? []
      : [{ scores, published: figure }];
  });

const possible = (id: string, { shares, possible: family }: Weights, published: RulesetFile['published']): Possible => {
  if (!family) return { shares, all: [shares] };
  const ids = Object.keys(shares);
  const same = (other: Shares): boolean => ids.every((key) => Math.abs((other[key] ?? 0) - (shares[key] ?? 0)) < 1e-9);
  return {
    shares,
    all: [shares, ...solveShares(ids, family, equationsFor(id, ids, published)).filter((other) => !same(other))],
  };
};

type Part = { id: string; weights: Possible };

/** Everything that makes a score of items' points, with what is possible instead: solved once, used for every forecast. */
export type Scheme = Pick<RulesetFile, 'grades' | 'instruments' | 'questions'> & {
  subIndicators: readonly (Part & { indicator: string })[];
  indicators: readonly Part[];
  oit: Possible;
  ita: Possible;
  /** Part marks by item: those of the rules first, then what may stand in their place. */
  marks: Readonly<Record<string, readonly (readonly PartMark[])[]>>;
};

type SchemeRules = Pick<
  RulesetFile,
  'grades' | 'instruments' | 'questions' | 'indicators' | 'subIndicators' | 'oit' | 'ita' | 'partMarks' | 'published'
> & { items: readonly Pick<Item, 'id' | 'levels'>[] };

/** The scheme of a ruleset. Every alternative in it reproduces all that the ruleset knows to be published. */
export const schemeOf = (rules: SchemeRules): Scheme => {
  const { grades, instruments, questions, published } = rules;
  return {
    grades,
    instruments,
    questions,
    subIndicators: rules.subIndicators.map(({ id, indicator, weights }) => ({
      id,
      indicator,
      weights: possible(id, weights, published),
    })),
    indicators: rules.indicators.map(({ id, weights }) => ({ id, weights: possible(id, weights, published) })),
    oit: possible('oit', rules.oit, published),
    ita: possible('ita', rules.ita, published),
    marks: Object.fromEntries(
      rules.items.map(({ id, levels = [] }) => [id, [levels, ...(rules.partMarks[id]?.alternatives ?? [])]]),
    ),
  };
};

/** The same scheme as if its defaults were known for certain. */
export const withDefaultsOnly = (scheme: Scheme): Scheme => {
  const only = ({ shares }: Possible): Possible => ({ shares, all: [shares] });
  return {
    ...scheme,
    subIndicators: scheme.subIndicators.map((one) => ({ ...one, weights: only(one.weights) })),
    indicators: scheme.indicators.map((one) => ({ ...one, weights: only(one.weights) })),
    oit: only(scheme.oit),
    ita: only(scheme.ita),
    marks: Object.fromEntries(Object.entries(scheme.marks).map(([id, [first = []]]) => [id, [first]])),
  };
};

/** How many schemes are possible in all: the product of what is possible at every place. */
export const countSchemes = (scheme: Scheme): number =>
  [
    ...scheme.subIndicators.map(({ weights }) => weights.all.length),
    ...scheme.indicators.map(({ weights }) => weights.all.length),
    scheme.oit.all.length,
    scheme.ita.all.length,
    ...Object.values(scheme.marks).map((marks) => marks.length),
  ].reduce((product, count) => product * count, 1);

/** Points of the whole OIT score that an item brings at best under the default weights; 0 for what is no item. */
export const itemWeight = (
  rules: Pick<Ruleset, 'subIndicators' | 'indicators' | 'oit'> | Scheme,
  itemId: string,
): number => {
  for (const sub of rules.subIndicators) {
    const share = sub.weights.shares[itemId];
    const indicator = rules.indicators.find((one) => one.id === sub.indicator);
    if (share !== undefined && indicator) {
      const weight = share * (indicator.weights.shares[sub.id] ?? 0) * (rules.oit.shares[indicator.id] ?? 0);
      return Math.round((weight / full / full) * 1e6) / 1e6;
    }
  }
  return 0;
};
