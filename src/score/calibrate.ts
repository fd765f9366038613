import type { Calibration, CalibrationRecord, ComparedItem, Comparison } from '../model/calibration.ts';
import type { OfficialResult } from '../model/official.ts';
import type { Assessors, Reliability, Trials } from '../model/ruleset.ts';
import type { ElementResult, Run } from '../model/run.ts';
import { forecastItems } from './forecast.ts';
import { asCounted } from './manual.ts';
import type { Scheme } from './scheme.ts';
import { tidy } from './tidy.ts';

const full = 100;
const almost = 0.005;

const compare = (low: number, high: number, official: number): Comparison => {
  if (high - low > almost) return 'abstained';
  if (Math.abs(low - official) <= almost) return 'hit';
  return low > official ? 'miss' : 'falseAlarm';
};

/** What people found where the program could not tell, by the reason of the doubt: they saw it, so it is taken as true. */
const settledIn = (elements: readonly ElementResult[]): Record<string, Trials> => {
  const settled: Record<string, Trials> = {};
  for (const element of elements) {
    if (element.outcome !== 'cantTell' || element.manual?.state !== 'applies') continue;
    const { said, met } = settled[element.reason.code] ?? { said: 0, met: 0 };
    settled[element.reason.code] = { said: said + 1, met: met + (element.manual.verdict === 'met' ? 1 : 0) };
  }
  return settled;
};

/** The doubts of the rules together with those that people settled, over all records. */
export const withSettled = (cantTell: Reliability['cantTell'], { records }: Calibration): Reliability['cantTell'] => {
  const all = { ...cantTell };
  for (const [code, { said, met }] of records.flatMap(({ settled = {} }) => Object.entries(settled))) {
    const known = Object.hasOwn(all, code) ? all[code] : undefined;
    all[code] = { said: (known?.said ?? 0) + said, met: (known?.met ?? 0) + met };
  }
  return all;
};

/**
 * A run beside the official result, item by item, in the order of the run. Items that were not published are left out.
 * @param reliability as the rules have it, without what earlier results taught: what is learned must not teach itself
 */
export const compareWith = (
  official: Pick<OfficialResult, 'oit'>,
  run: Pick<Run, 'agency' | 'items' | 'finishedAt' | 'ruleset'>,
  scheme: Scheme,
  { assessors: _, ...reliability }: Reliability,
): CalibrationRecord => {
  const forecasts = forecastItems(scheme, reliability, run.items);
  const counted = forecastItems(
    scheme,
    reliability,
    run.items.map(({ id, elements }) => ({ id, elements: elements.map(asCounted) })),
  );
  const withManual = (id: string, given: number): Pick<ComparedItem, 'manual'> => {
    const { low = 0, high = full } = counted[id]?.points ?? {};
    return { manual: { low, high, comparison: compare(low, high, given) } };
  };
  const settled = settledIn(run.items.flatMap(({ elements }) => elements));
  return {
    agency: run.agency.id,
    fiscalYear: run.ruleset.fiscalYear,
    finishedAt: run.finishedAt,
    items: run.items.flatMap(({ id, outcome, manual }): ComparedItem[] => {
      const [given, forecast] = [official.oit[id], forecasts[id]];
      if (given === undefined || !forecast) return [];
      const { low, high } = forecast.points;
      const comparison = compare(low, high, given);
      return [
        {
          id,
          outcome,
          low,
          high,
          expected: tidy(forecast.expected),
          official: given,
          comparison,
          ...(manual ? withManual(id, given) : {}),
        },
      ];
    }),
    ...(Object.keys(settled).length > 0 ? { settled } : {}),
  };
};

/** Mean squared distance of expected and official shares of the points, 0 (always right) to 1 (G. W. Brier, 1950). */
export const brierOf = (items: readonly Pick<ComparedItem, 'expected' | 'official'>[]): number | null =>
  items.length === 0
    ? null
    : tidy(items.reduce((sum, { expected, official }) => sum + ((expected - official) / full) ** 2, 0) / items.length);

export const countComparisons = (items: readonly Pick<ComparedItem, 'comparison'>[]): Record<Comparison, number> => {
  const counts = { hit: 0, miss: 0, falseAlarm: 0, abstained: 0 };
  for (const { comparison } of items) counts[comparison]++;
  return counts;
};

/** The calibration with one more record; one of the same agency and year takes the place of the earlier one. */
export const withRecord = ({ records }: Calibration, record: CalibrationRecord): Calibration => ({
  schemaVersion: 1,
  records: [
    ...records.filter(({ agency, fiscalYear }) => agency !== record.agency || fiscalYear !== record.fiscalYear),
    record,
  ].toSorted((a, b) => a.fiscalYear - b.fiscalYear || (a.agency < b.agency ? -1 : 1)),
});

/** So many items must have been compared before what they say weighs half. */
const cautious = 20;

/**
 * How often assessors give less for an item than a clear verdict says, and more, beyond what wrong verdicts explain:
 * shares 0..1, drawn to nothing as long as few items were compared.
 */
export const assessorsFrom = ({ records }: Calibration): Assessors => {
  const clear = records.flatMap(({ items }) => items).filter(({ comparison }) => comparison !== 'abstained');
  const beyond = (some: readonly ComparedItem[], other: Comparison, chance: (one: ComparedItem) => number): number => {
    const seen = some.filter(({ comparison }) => comparison === other).length;
    const explained = some.reduce((sum, one) => sum + chance(one), 0);
    return tidy(Math.max(0, seen - explained) / (some.length + cautious));
  };
  return {
    stricter: beyond(
      clear.filter(({ low }) => low > 0),
      'miss',
      ({ low, expected }) => Math.max(0, 1 - expected / low),
    ),
    milder: beyond(
      clear.filter(({ low, outcome }) => low < full && outcome === 'failed'),
      'falseAlarm',
      ({ low, expected }) => Math.max(0, (expected - low) / (full - low)),
    ),
  };
};

/** Items on which assessors and verdicts parted, over all records: how often they gave less, and more. */
export const partedItems = ({ records }: Calibration): { id: string; stricter: number; milder: number }[] => {
  const counts = new Map<string, { stricter: number; milder: number }>();
  for (const { id, comparison } of records.flatMap(({ items }) => items)) {
    if (comparison !== 'miss' && comparison !== 'falseAlarm') continue;
    const count = counts.get(id) ?? { stricter: 0, milder: 0 };
    count[comparison === 'miss' ? 'stricter' : 'milder']++;
    counts.set(id, count);
  }
  return [...counts]
    .map(([id, count]) => ({ id, ...count }))
    .toSorted((a, b) => b.stricter + b.milder - (a.stricter + a.milder));
};
