import type { Assessors, PartMark } from '../model/ruleset.ts';
import type { Range } from '../model/run.ts';
import {
  asJudged,
  type Chance,
  type Chances,
  causeOf,
  isSettled,
  isUnseen,
  type Judged,
  withDoubtAs,
} from './chance.ts';
import { certain, envelope, meanOf, type Spread } from './spread.ts';
import { tidy } from './tidy.ts';

const full = 100;

/** What the points of one item may be, 0..100. */
export type ItemForecast = {
  /** Clear verdicts taken at their word, under the part marks of the rules; no expected value where nothing was seen. */
  points: Range;
  /** The same under every part mark that is possible. */
  possible: { low: number; high: number };
  /** Expected points with clear verdicts taken at their word, also where nothing was seen. */
  asJudged: number;
  /** Expected points when verdicts err as often as they are known to. */
  expected: number;
  /** The same chances with everything doubtful not met, and met: the true points lie between the two. */
  low: Spread;
  high: Spread;
};

/** The chance that all of these are met. What hangs on one cause is met together, so a cause counts once. */
const chanceOfAll = (elements: readonly Judged[], chance: Chance): number => {
  const causes = new Map<string, number>();
  let product = 1;
  for (const element of elements) {
    const [cause, likely] = [causeOf(element), chance(element)];
    if (cause === null) product *= likely;
    else causes.set(cause, Math.min(likely, causes.get(cause) ?? 1));
  }
  for (const likely of causes.values()) product *= likely;
  return product;
};

/** Chances of the points of an item: all when every counted element is met, else the best part mark whose elements are. */
const spreadOf = (elements: readonly Judged[], marks: readonly PartMark[], chance: Chance): Spread => {
  const everything = chanceOfAll(
    elements.filter(({ counts }) => counts),
    chance,
  );
  // Part marks are nested here: whoever has all elements also has those of a part mark.
  const spread: [number, number][] = [[full, everything]];
  let above = everything;
  for (const { points, requires } of [...marks].sort((a, b) => b.points - a.points)) {
    const reached = Math.max(
      above,
      chanceOfAll(
        elements.filter(({ id }) => requires.includes(id)),
        chance,
      ),
    );
    spread.push([points, reached - above]);
    above = reached;
  }
  spread.push([0, 1 - above]);
  return spread.filter(([, likely]) => likely > 0).reverse();
};

/** Assessors who are as strict, and as mild, as they are known to be. */
const assessed = (spread: Spread, { stricter, milder }: Assessors, isSettled: boolean): Spread => {
  const raised = isSettled ? 0 : Math.min(milder, 1 - stricter);
  const chances = new Map<number, number>([
    [0, 0],
    [full, 0],
  ]);
  const add = (score: number, chance: number): void => {
    chances.set(score, (chances.get(score) ?? 0) + chance);
  };
  for (const [score, chance] of spread) {
    const lowered = score > 0 ? stricter : 0;
    const lifted = score < full ? raised : 0;
    add(0, chance * lowered);
    add(full, chance * lifted);
    add(score, chance * (1 - lowered - lifted));
  }
  return [...chances].filter(([, chance]) => chance > 0).sort(([a], [b]) => a - b);
};

/**
 * What an item may score by its judged elements. Unknown elements only widen the range (design.md section 5, law 5).
 * @param marks part marks of the rules first, then what may stand in their place
 */
export const forecastItem = (
  elements: readonly Judged[],
  marks: readonly (readonly PartMark[])[],
  chances: Chances,
  assessors: Assessors = { stricter: 0, milder: 0 },
): ItemForecast => {
  const [given = []] = marks;
  const ways = marks.length > 0 ? marks : [given];
  const mean = (how: Chance, way: readonly PartMark[] = given): number => meanOf(spreadOf(elements, way, how));
  const side = (at: 0 | 1): Chance => withDoubtAs(at, asJudged(chances.likely));
  const isNotSubmitted = elements.some((element) => element.counts && isSettled(element));
  const assess = (way: readonly PartMark[], how: Chance, by: Assessors): Spread =>
    assessed(spreadOf(elements, way, how), by, isNotSubmitted);
  const unseen = elements.filter(({ counts }) => counts).every(isUnseen);
  const likely = mean(asJudged(chances.likely));
  return {
    points: { low: tidy(mean(side(0))), expected: unseen ? null : tidy(likely), high: tidy(mean(side(1))) },
    possible: {
      low: tidy(Math.min(...ways.map((way) => mean(side(0), way)))),
      high: tidy(Math.max(...ways.map((way) => mean(side(1), way)))),
    },
    asJudged: likely,
    expected: meanOf(assess(given, chances.likely, assessors)),
    low: envelope(
      ways.map((way) => assess(way, withDoubtAs(0, chances.low), { ...assessors, milder: 0 })),
      'low',
    ),
    high: envelope(
      ways.map((way) => assess(way, withDoubtAs(1, chances.high), { ...assessors, stricter: 0 })),
      'high',
    ),
  };
};

/** An item whose points are known: published, or given by a person. */
export const knownPoints = (points: number): ItemForecast => ({
  points: { low: points, expected: points, high: points },
  possible: { low: points, high: points },
  asJudged: points,
  expected: points,
  low: certain(points),
  high: certain(points),
});

/** An item of which nothing is known at all: it is expected to be like the others, but that is no score to show. */
export const asUnseen = (item: ItemForecast): ItemForecast => ({
  ...item,
  points: { ...item.points, expected: null },
});
