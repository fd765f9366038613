import { z } from 'zod';
import { outcomes } from './outcome.ts';
import { trials } from './ruleset.ts';

const points = z.number().min(0).max(100);

/** How a verdict on an item compares with its official points. */
export const comparisons = ['hit', 'miss', 'falseAlarm', 'abstained'] as const;
export type Comparison = (typeof comparisons)[number];

/** One item of a run beside its official points. */
export const comparedItem = z.strictObject({
  id: z.string(),
  outcome: z.enum(outcomes),
  /** Points as judged: everything in doubt not met, and met. */
  low: points,
  high: points,
  /** Expected points when verdicts err as often as on the labelled pages, before anything was learned from results. */
  expected: points,
  official: points,
  /** The same verdict; more than the assessors gave; less than they gave; left to a person. */
  comparison: z.enum(comparisons),
  /** Where manual verdicts apply: the points with them, compared in the same way. */
  manual: z.strictObject({ low: points, high: points, comparison: z.enum(comparisons) }).optional(),
});
export type ComparedItem = z.infer<typeof comparedItem>;

export const calibrationRecord = z.strictObject({
  agency: z.string(),
  fiscalYear: z.number().int(),
  /** When the compared run was made. */
  finishedAt: z.string(),
  items: z.array(comparedItem),
  /** Doubts that a person settled, by their reason, and how many of them were met. */
  settled: z.record(z.string(), trials).optional(),
});
export type CalibrationRecord = z.infer<typeof calibrationRecord>;

/** The file that grows over agencies and years: one record for each agency and fiscal year. */
export const calibration = z.strictObject({ schemaVersion: z.literal(1), records: z.array(calibrationRecord) });
export type Calibration = z.infer<typeof calibration>;
