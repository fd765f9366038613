import type { Fault, FaultKind } from '../model/fault.ts';
import { type Outcome, outcomes } from '../model/outcome.ts';
import type { ElementResult, ItemResult, Prediction, Range, Run } from '../model/run.ts';
import type { Bilingual } from '../model/text.ts';

/** A record's own entry: ids come from files, and one may be called like a property that every object has. */
export const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** True when the run says nothing about the agency: no score may be shown then. */
export const nothingVerified = ({ prediction }: Run): boolean =>
  prediction.oit.expected === null || prediction.coverage === 0;

const half = (from: number, to: number): number => Math.max(0, to - from) / 2;

/**
 * Where the width of a range comes from, each as half of what it adds to the one before: what is in doubt, what is not
 * known of the scoring scheme, verdicts that may be wrong. Null for runs that were kept before ranges had parts.
 */
export const widthsOf = ({
  low,
  high,
  evidence,
  calibrated,
}: Prediction['oit']): Record<'evidence' | 'scheme' | 'verdicts', number> | null => {
  if (!evidence || !calibrated) return null;
  const width = high - low;
  return {
    evidence: half(evidence.low, evidence.high),
    scheme: half(evidence.high - evidence.low, width),
    verdicts: half(width, calibrated.high - calibrated.low),
  };
};

type Question = NonNullable<NonNullable<Prediction['ita']>['questions']>[number];

/** Questions of IIT and EIT, the weakest first; none where only the totals are known. */
export const weakestQuestions = ({ questions = [] }: NonNullable<Prediction['ita']>): Question[] =>
  questions.toSorted((a, b) => a.score - b.score);

/** Points of an item are shown only where something was seen that bears on them. */
export const showsPoints = ({ outcome, points }: ItemResult, run: Run): boolean =>
  !nothingVerified(run) && points.expected !== null && outcome !== 'inapplicable';

export const countOutcomes = (results: readonly { outcome: Outcome }[]): Record<Outcome, number> => {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
};

/** How often each kind of fault was met, in the order of their first meeting. */
export const countFaults = (faults: readonly Fault[]): Map<FaultKind, number> => {
  const counts = new Map<FaultKind, number>();
  for (const { kind } of faults) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/** The outcome that counts for an item: with what people found, where they did. */
export const counted = ({ outcome, manual }: Pick<ItemResult, 'outcome' | 'manual'>): Outcome =>
  manual?.outcome ?? outcome;

/** Elements whose manual verdict does not count any more although the program still cannot tell. */
export const toLookAgain = ({ items }: Run): ElementResult[] =>
  items
    .flatMap(({ elements }) => elements)
    .filter(({ outcome, manual }) => outcome === 'cantTell' && manual !== undefined && manual.state !== 'applies');

/** Somebody has to do something about it: mend it, look at it, or check it again. */
export const isOpen = ({ outcome }: { outcome: Outcome }): boolean =>
  outcome === 'failed' || outcome === 'cantTell' || outcome === 'untested';

/** OIT points (0..100 scale) that are missing from the expected score because of this item. */
export const cost = ({ weight, points }: ItemResult): number =>
  (weight * (100 - (points.expected ?? points.low))) / 100;

/** OIT points that the item may still win or lose, because it could not be judged for certain. */
export const atStake = ({ weight, points }: ItemResult): number => (weight * (points.high - points.low)) / 100;

/** The most OIT points that work on the item can still bring. */
export const worth = (item: ItemResult): number => Math.max(cost(item), atStake(item));

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Items that are not met, the costliest first; equal ones in the order of the rules. */
export const costliest = (run: Run, most: number): ItemResult[] =>
  run.items
    .filter((item) => counted(item) === 'failed' && cost(item) > 0)
    .toSorted((a, b) => cost(b) - cost(a))
    .slice(0, most);

const groupBy = <T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
};

export type Group = { id: string; title: Bilingual | null; range: Range | undefined; items: ItemResult[] };
type Indicator = { id: string; title: Bilingual | null; range: Range | undefined; groups: Group[] };

/** Items under their sub-indicators and indicators, in the order of the rules. No item is left out. */
export const indicatorsOf = ({ ruleset, prediction, items }: Run): Indicator[] => {
  const itemsOf = groupBy(items, (item) => item.subIndicator);
  const known = new Map(ruleset.subIndicators.map((sub) => [sub.id, sub]));
  const groups = [...new Set([...known.keys(), ...itemsOf.keys()])].map((id) => ({
    id,
    title: known.get(id)?.title ?? null,
    range: own(prediction.subIndicators, id),
    items: itemsOf.get(id) ?? [],
    indicator: known.get(id)?.indicator ?? id,
  }));
  const groupsOf = groupBy(groups, (group) => group.indicator);
  const titles = new Map(ruleset.indicators.map(({ id, title }) => [id, title]));
  return [...new Set([...titles.keys(), ...groupsOf.keys()])].map((id) => ({
    id,
    title: titles.get(id) ?? null,
    range: own(prediction.indicators, id),
    groups: groupsOf.get(id) ?? [],
  }));
};

/** Id under which items stand whose division the manifest does not know. */
const UNASSIGNED = 'unassigned';

/** The division that answers for an item; `UNASSIGNED` when the manifest knows none. */
export const ownerOf = (item: ItemResult, { divisions }: Run): string =>
  divisions.find(({ id }) => id === item.division)?.id ?? UNASSIGNED;

export type Owner = { id: string; name: string | null; contact: string | null; items: ItemResult[] };

/** Every division with all its items, in the order of the manifest; items without an owner come last. */
export const ownersOf = (run: Run): Owner[] => {
  const itemsOf = groupBy(run.items, (item) => ownerOf(item, run));
  const divisions = new Map(run.divisions.map((division) => [division.id, division]));
  return [...new Set([...divisions.keys(), ...itemsOf.keys()])].map((id) => ({
    id,
    name: divisions.get(id)?.name ?? null,
    contact: divisions.get(id)?.contact ?? null,
    items: itemsOf.get(id) ?? [],
  }));
};

/** What was quoted for an element; nothing where nothing could be looked at. */
export const evidenceOf = (element: ElementResult) =>
  element.outcome === 'passed' || element.outcome === 'failed' || element.outcome === 'cantTell'
    ? element.evidence
    : [];
