import type { CalendarEntry, Effort, Ruleset } from '../model/ruleset.ts';
import type { Prediction } from '../model/run.ts';
import type { Bilingual } from '../model/text.ts';
import { type Moment, momentOf } from '../score/calendar.ts';
import type { Judged } from '../score/chance.ts';
import { type KnownInstruments, knownInstruments, type Question, weakestFirst } from '../score/instruments.ts';
import type { ItemForecast } from '../score/item.ts';
import { asCounted } from '../score/manual.ts';
import {
  type Assumptions,
  assume,
  type ElementGain,
  elementGains,
  forecastPlan,
  type Goal,
  goalOf,
  type PlanItem,
  type PlanRules,
  type Routes,
  routesTo,
  type Step,
  stepsOf,
  type Target,
} from '../score/plan.ts';
import { predict } from '../score/predict.ts';
import { schemeOf } from '../score/scheme.ts';
import { instrumentsIn } from './instruments-in.ts';
import type { PlanSource } from './plan-sources.ts';

export type PlanElement = ElementGain & { title: Bilingual; todo: string };
export type PlannedItem = {
  id: string;
  title: Bilingual;
  division: string | null;
  effort: Effort;
  deadline: CalendarEntry | null;
  /** Higher marks of the item, the lowest first. */
  steps: Step[];
  elements: PlanElement[];
};
export type PlannedQuestion = Omit<Question, 'measures' | 'responsible'> & {
  measures: { measures: string[]; steps: string[]; responsible: string } | null;
};

/** All that `oit plan` says, as one document. */
export type PlanDocument = {
  schemaVersion: 1;
  fiscalYear: number;
  agency: { id: string; name: string };
  source: { kind: 'run'; finishedAt: string } | { kind: 'official'; fiscalYear: number };
  assumed: Record<string, string>;
  now: Prediction;
  moment: Moment & { frozen: string[]; contestable: string[] };
  /** Items below their full points, those that bring most first. */
  items: PlannedItem[];
  /** Every grade above the present one: what it asks of OIT, and what stands against it that OIT cannot mend. */
  grades: (Goal & { grade: Bilingual })[];
  target: Target;
  routes: Routes;
  questions: PlannedQuestion[];
};

const planItems = ({ run, official }: PlanSource, ruleset: Ruleset): PlanItem[] =>
  run
    ? run.items.map(({ id, effort, elements }) => ({ id, effort, elements: elements.map(asCounted), published: null }))
    : ruleset.items.map(({ id, effort, elements }) => ({
        id,
        effort,
        // Which elements were met is not published; only which ones count is known.
        elements: elements.map((element): Judged => ({ id: element.id, counts: element.counts, outcome: 'untested' })),
        published: official?.oit[id] ?? 0,
      }));

/** IIT and EIT as the run holds them, else as the manifest or an official result gives them. */
export const planInstruments = ({ run, official, manifest }: PlanSource, ruleset: Ruleset): KnownInstruments | null => {
  const kept = run?.prediction.ita ? instrumentsIn(run.prediction.ita) : null;
  const found = knownInstruments(ruleset, manifest?.instruments, official ?? undefined);
  if (!kept) return found;
  return kept.questions.length > 0 ? kept : { ...kept, questions: found?.questions ?? [] };
};

const divisionOf = (id: string, { run, manifest, measures }: PlanSource, ruleset: Ruleset): string | null => {
  const { divisions } = run ?? manifest ?? { divisions: [] };
  const owner = run ? run.items.find((item) => item.id === id)?.division : manifest?.items[id]?.division;
  const named = divisions.find((division) => division.id === owner)?.name;
  if (named !== undefined) return named;
  // The agency's own table of measures says who answers for an indicator.
  const sub = ruleset.items.find((item) => item.id === id)?.subIndicator;
  const indicator = ruleset.subIndicators.find((one) => one.id === sub)?.indicator;
  return measures?.measures.find((one) => one.indicator === indicator)?.responsible ?? null;
};

const elementsOf = (item: PlanItem, forecast: ItemForecast, rules: PlanRules, ruleset: Ruleset): PlanElement[] => {
  if (item.published !== null) return [];
  const known = ruleset.items.find(({ id }) => id === item.id)?.elements ?? [];
  return elementGains(item, forecast, rules).map((gain) => {
    const element = known.find(({ id }) => id === gain.id);
    return {
      ...gain,
      title: element?.title ?? { th: gain.id, en: gain.id },
      todo: (gain.outcome === 'failed' ? element?.remedy : element?.question) ?? '',
    };
  });
};

/** Grades above the present one, the nearest first. */
const betterGrades = ({ ita }: Prediction, { grades }: Ruleset): Ruleset['grades'] => {
  const at = grades.findIndex(({ grade }) => grade.th === ita?.grade.expected?.th);
  return at < 0 ? [] : grades.slice(0, at).reverse();
};

/**
 * Makes the plan of an agency.
 * @param target chosen by what is known now
 * @param day today, as 2025-04-30
 */
export const planOf = (
  source: PlanSource,
  ruleset: Ruleset,
  target: (now: Prediction) => Target,
  assumptions: Assumptions,
  day: string,
): PlanDocument => {
  const scheme = schemeOf(ruleset);
  const rules: PlanRules = { scheme, reliability: ruleset.reliability, days: ruleset.efforts.days };
  const items = assume(planItems(source, ruleset), assumptions);
  const instruments = planInstruments(source, ruleset);
  const forecasts = forecastPlan(items, rules);
  const now = predict(scheme, forecasts, source.run?.prediction.coverage ?? 1, instruments);
  const moment = momentOf(ruleset.calendar, day);
  const steps = new Map(
    items.map((item) => [item.id, stepsOf(item, forecasts[item.id] as ItemForecast, rules, instruments)]),
  );
  const gainOf = (id: string): number => steps.get(id)?.at(-1)?.oit ?? 0;
  const inOrder = items.filter(({ id }) => gainOf(id) > 0);
  const open = inOrder.toSorted((a, b) => gainOf(b.id) - gainOf(a.id));
  const isDoubtful = ({ published, elements }: PlanItem): boolean =>
    published === null && elements.every(({ counts, outcome }) => !counts || outcome !== 'failed');
  const wanted = target(now);
  return {
    schemaVersion: 1,
    fiscalYear: ruleset.fiscalYear,
    agency: source.run
      ? { id: source.run.agency.id, name: source.run.agency.name }
      : { id: source.official?.agency ?? '', name: source.manifest?.agency.name ?? source.official?.agency ?? '' },
    source: source.run
      ? { kind: 'run', finishedAt: source.run.finishedAt }
      : { kind: 'official', fiscalYear: source.official?.fiscalYear ?? ruleset.fiscalYear },
    assumed: Object.fromEntries(assumptions),
    now,
    moment: {
      ...moment,
      frozen: moment.isOpen
        ? []
        : inOrder.filter((item) => !(moment.mayAppeal && isDoubtful(item))).map(({ id }) => id),
      contestable: !moment.isOpen && moment.mayAppeal ? inOrder.filter(isDoubtful).map(({ id }) => id) : [],
    },
    items: open.map((item) => ({
      id: item.id,
      title: ruleset.items.find(({ id }) => id === item.id)?.title ?? { th: item.id, en: item.id },
      division: divisionOf(item.id, source, ruleset),
      effort: item.effort,
      deadline: moment.isOpen ? moment.entry : null,
      steps: steps.get(item.id) ?? [],
      elements: elementsOf(item, forecasts[item.id] as ItemForecast, rules, ruleset),
    })),
    grades: instruments
      ? betterGrades(now, ruleset).map((band) => ({
          grade: band.grade,
          ...goalOf({ of: 'grade', band }, scheme, instruments),
        }))
      : [],
    target: wanted,
    routes: routesTo(wanted, items, rules, instruments),
    questions: weakestFirst(instruments?.questions ?? []).map(({ measures, responsible, ...question }) => {
      const answer = source.measures?.measures.find(({ indicator }) => indicator === question.indicator);
      const kept = measures ? { measures, steps: [], responsible: responsible ?? '' } : null;
      return {
        ...question,
        measures: answer ? { measures: answer.measures, steps: answer.steps, responsible: answer.responsible } : kept,
      };
    }),
  };
};
