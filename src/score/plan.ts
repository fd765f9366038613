import type { Effort, GradeBand, PartMark, Reliability, RulesetFile } from '../model/ruleset.ts';
import type { Prediction } from '../model/run.ts';
import type { Judged } from './chance.ts';
import { frontier, type Option } from './cheapest.ts';
import { forecastItems } from './forecast.ts';
import { gradeOf, reaches } from './grade.ts';
import type { KnownInstruments } from './instruments.ts';
import { type ItemForecast, knownPoints } from './item.ts';
import { predict } from './predict.ts';
import { itemWeight, type Scheme } from './scheme.ts';
import { tidy } from './tidy.ts';

const full = 100;

/** An item as it stands: its judged elements or, where only a result was published, its points. */
export type PlanItem = { id: string; effort: Effort; elements: readonly Judged[]; published: number | null };

export type PlanRules = { scheme: Scheme; reliability: Reliability; days: RulesetFile['efforts']['days'] };

const isOpen = ({ counts, outcome }: Judged): boolean =>
  counts && (outcome === 'failed' || outcome === 'cantTell' || outcome === 'untested');

/** What every item may score; published points are known. */
export const forecastPlan = (
  items: readonly PlanItem[],
  { scheme, reliability }: PlanRules,
): Record<string, ItemForecast> => ({
  ...forecastItems(scheme, reliability, items),
  ...Object.fromEntries(
    items.flatMap(({ id, published }) => (published === null ? [] : [[id, knownPoints(published)]])),
  ),
});

/** A higher mark that an item can get: for which elements, and for how much work. */
export type Step = {
  id: string;
  /** Points of the item now, everything in doubt not met, and then. */
  from: number;
  to: number;
  /** Points of the whole OIT score, under the default weights. */
  oit: number;
  /** Points of the total; null where IIT and EIT are not known. */
  ita: number | null;
  /** Days of one person, by the effort class of the item. */
  days: number;
  /** Elements that have to be met for it; empty where only points were published. */
  elements: string[];
};

/** What of the item's elements is not met that a mark asks for. Where only points are known, the share that is likely. */
const shareOf = (
  item: PlanItem,
  requires: readonly string[] | null,
  from: number,
  marks: readonly PartMark[],
): number => {
  const counted = item.elements.filter(({ counts }) => counts).map(({ id }) => id);
  const wanted = requires ?? counted;
  if (item.published === null) {
    const open = item.elements.filter(isOpen).map(({ id }) => id);
    return open.length === 0 ? 0 : open.filter((id) => wanted.includes(id)).length / open.length;
  }
  const has = marks.find(({ points }) => points === from)?.requires ?? [];
  return counted.length === 0 ? 1 : wanted.filter((id) => !has.includes(id)).length / counted.length;
};

/** All higher marks of an item, the lowest first, under the part marks of the rules. */
export const stepsOf = (
  item: PlanItem,
  forecast: ItemForecast,
  { scheme, days }: PlanRules,
  instruments: KnownInstruments | null,
): Step[] => {
  const marks = scheme.marks[item.id]?.[0] ?? [];
  const from = forecast.points.low;
  const open = item.elements.filter(isOpen).map(({ id }) => id);
  const oitPoint = itemWeight(scheme, item.id) / full;
  const itaPoint = (oitPoint * (scheme.ita.shares.oit ?? 0)) / full;
  const higher = [...marks.map(({ points, requires }) => ({ points, requires })), { points: full, requires: null }];
  return higher
    .filter(({ points }) => points > from)
    .sort((a, b) => a.points - b.points)
    .map(({ points, requires }) => ({
      id: item.id,
      from,
      to: points,
      oit: tidy(oitPoint * (points - from)),
      ita: instruments ? tidy(itaPoint * (points - from)) : null,
      days: days[item.effort] * shareOf(item, requires, from, marks),
      elements: item.published === null ? open.filter((id) => requires === null || requires.includes(id)) : [],
    }));
};

/** What is wanted: a score of OIT or of the total, or a grade with its side conditions. */
export type Target = { of: 'oit'; score: number } | { of: 'ita'; score: number } | { of: 'grade'; band: GradeBand };

/** An instrument that stays below what a grade asks of every one, whatever OIT does. */
export type Blocker = { instrument: 'iit' | 'eit'; score: number; needed: number };

export type Route = {
  /** OIT score that the target asks for; null where no OIT score is enough. */
  needed: number | null;
  blockers: Blocker[];
  steps: Step[];
  days: number;
  /** What is reached with it, and what at least under every scheme that is possible. */
  oit: number;
  leastOit: number;
  ita: number | null;
  leastIta: number | null;
  grade: GradeBand['grade'] | null;
  /** Whether this set reaches the target, under the default weights and under all that are possible. */
  reached: boolean;
  holds: boolean;
};

/** Work is compared in twentieths of a day: finer than anybody can estimate. */
const unitsADay = 20;

/** The OIT score that a target asks for, null where none is enough, and what OIT cannot mend. */
export type Goal = { needed: number | null; blockers: Blocker[] };

/** What a target asks of OIT, given IIT and EIT. */
export const goalOf = (target: Target, scheme: Scheme, instruments: KnownInstruments | null): Goal => {
  const share = (id: string): number => (scheme.ita.shares[id] ?? 0) / full;
  const fromTotal = (score: number): number => {
    if (!instruments) throw new Error('a total needs IIT and EIT');
    return (score - share('iit') * instruments.iit - share('eit') * instruments.eit) / share('oit');
  };
  const possible = (oit: number): number | null => (oit > full + 1e-9 ? null : tidy(Math.max(0, oit)));
  if (target.of === 'oit') return { needed: possible(target.score), blockers: [] };
  if (target.of === 'ita') return { needed: possible(fromTotal(target.score)), blockers: [] };
  const { atLeast, eachAtLeast = 0 } = target.band;
  const blockers = (['iit', 'eit'] as const).flatMap((instrument) => {
    const score = instruments?.[instrument] ?? 0;
    return score < eachAtLeast ? [{ instrument, score, needed: eachAtLeast }] : [];
  });
  return { needed: possible(Math.max(fromTotal(atLeast), eachAtLeast)), blockers };
};

const isReached = (target: Target, oit: number, ita: number | null, instruments: KnownInstruments | null): boolean => {
  if (target.of === 'oit') return tidy(oit) >= target.score;
  if (ita === null || !instruments) return false;
  if (target.of === 'ita') return tidy(ita) >= target.score;
  return reaches(ita, [instruments.iit, instruments.eit, oit], target.band);
};

/** Everything in doubt not met: what a plan starts from, so that it does not rest on luck. */
const atLeastNow = (forecast: ItemForecast): ItemForecast => knownPoints(forecast.points.low);

const withSteps = (
  forecasts: Readonly<Record<string, ItemForecast>>,
  steps: readonly Step[],
): Record<string, ItemForecast> => ({
  ...Object.fromEntries(Object.entries(forecasts).map(([id, one]) => [id, atLeastNow(one)])),
  ...Object.fromEntries(steps.map(({ id, to }) => [id, knownPoints(to)])),
});

const routeOf = (
  target: Target,
  goal: Goal,
  steps: Step[],
  forecasts: Readonly<Record<string, ItemForecast>>,
  scheme: Scheme,
  instruments: KnownInstruments | null,
): Route => {
  const { oit, ita }: Prediction = predict(scheme, withSteps(forecasts, steps), 1, instruments);
  const [reachedOit, reachedIta] = [oit.expected ?? oit.low, ita ? (ita.expected ?? ita.low) : null];
  return {
    ...goal,
    steps,
    days: tidy(steps.reduce((sum, { days }) => sum + days, 0)),
    oit: reachedOit,
    leastOit: oit.low,
    ita: reachedIta,
    leastIta: ita?.low ?? null,
    grade:
      instruments && reachedIta !== null
        ? gradeOf(reachedIta, [instruments.iit, instruments.eit, reachedOit], scheme.grades)
        : null,
    reached: isReached(target, reachedOit, reachedIta, instruments),
    holds: isReached(target, oit.low, ita?.low ?? null, instruments),
  };
};

/** The cheapest way to a target, and a way that reaches it under every scheme, where one is found. */
export type Routes = { cheapest: Route; surest: Route | null };

/**
 * The cheapest set of steps with which OIT does what a target asks of it: exact, all-or-nothing items and part marks
 * included. Where even everything is not enough, everything. What OIT cannot mend is told by the blockers.
 */
export const routesTo = (
  target: Target,
  items: readonly PlanItem[],
  rules: PlanRules,
  instruments: KnownInstruments | null,
): Routes => {
  const { scheme } = rules;
  const forecasts = forecastPlan(items, rules);
  const steps = items.map((item) => stepsOf(item, forecasts[item.id] as ItemForecast, rules, instruments));
  const options = steps.map((some): Option[] =>
    some.map(({ oit, days }) => ({ gain: oit, cost: Math.max(1, Math.round(days * unitsADay)) })),
  );
  const goal = goalOf(target, scheme, instruments);
  const now = predict(scheme, withSteps(forecasts, []), 1, instruments).oit.expected ?? 0;
  const choices = frontier(options);
  const route = (picks: readonly (number | null)[]): Route =>
    routeOf(
      target,
      goal,
      picks.flatMap((pick, index) => (pick === null ? [] : (steps[index]?.[pick] ?? []))),
      forecasts,
      scheme,
      instruments,
    );
  const enough = choices.filter(({ gain }) => goal.needed !== null && now + gain >= goal.needed - 1e-6);
  const first = route((enough[0] ?? choices.at(-1))?.picks ?? []);
  if (first.holds) return { cheapest: first, surest: first };
  for (const { picks } of enough.slice(1)) {
    const other = route(picks);
    if (other.holds) return { cheapest: first, surest: other };
  }
  return { cheapest: first, surest: null };
};

/** What an element would bring if it alone were mended, and what its item would bring with all its open ones. */
export type ElementGain = { id: string; outcome: Judged['outcome']; alone: number };

/** Points of the whole OIT score for each open element of an item by itself, under the default weights. */
export const elementGains = (item: PlanItem, forecast: ItemForecast, { scheme }: PlanRules): ElementGain[] => {
  const marks = scheme.marks[item.id]?.[0] ?? [];
  const met = new Set(
    item.elements.filter(({ outcome }) => outcome === 'passed' || outcome === 'inapplicable').map(({ id }) => id),
  );
  const counted = item.elements.filter(({ counts }) => counts).map(({ id }) => id);
  const pointsWith = (also: string): number => {
    const has = (id: string): boolean => met.has(id) || id === also;
    if (counted.every(has)) return full;
    return Math.max(0, ...marks.filter(({ requires }) => requires.every(has)).map(({ points }) => points));
  };
  return item.elements.filter(isOpen).map(({ id, outcome }) => ({
    id,
    outcome,
    alone: tidy((itemWeight(scheme, item.id) / full) * Math.max(0, pointsWith(id) - forecast.points.low)),
  }));
};

/** Outcomes by the id of an item or of an element. */
export type Assumptions = ReadonlyMap<string, 'passed' | 'failed' | 'cantTell'>;

/** The items as they would stand; an item's assumption holds for all its counted elements, then those of elements. */
export const assume = (items: readonly PlanItem[], assumptions: Assumptions): PlanItem[] =>
  items.map((item) => {
    const whole = assumptions.get(item.id);
    const elements = item.elements.map((element): Judged => {
      const outcome = assumptions.get(element.id) ?? (element.counts ? whole : undefined);
      return outcome === undefined ? element : { id: element.id, counts: element.counts, outcome };
    });
    if (item.published === null) return { ...item, elements };
    return whole === undefined ? item : { ...item, published: whole === 'passed' ? full : 0 };
  });
