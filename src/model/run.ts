import { z } from 'zod';
import { gap } from './evidence.ts';
import { fault } from './fault.ts';
import { budget } from './gathered.ts';
import { division } from './manifest.ts';
import { finding, outcomes } from './outcome.ts';
import { manualResult } from './review.ts';
import { certainties, confidences } from './ruleset.ts';
import { bilingual } from './text.ts';

const points = z.number().min(0).max(100);

/** `low` and `high` hold for certain under the rules; `expected` is null when nothing could be verified. */
export const range = z.strictObject({ low: points, expected: points.nullable(), high: points });
export type Range = z.infer<typeof range>;

/** Bounds of a score, 0..100. */
const bounds = z.strictObject({ low: points, high: points });

/**
 * A range and where its width comes from. `evidence`: under the default weights, by what is in doubt. `low` and `high`:
 * under all weights that are possible. `calibrated`: when verdicts also err as often as they are known to; the true
 * score lies in it at least 95 times in 100, and `expected` is the mean of what it may be. Each holds the one before it.
 */
export const total = range.extend({ evidence: bounds, calibrated: range });
export type Total = z.infer<typeof total>;

/** Runs that were kept before ranges had parts have none. */
const totalOrOlder = range.extend({ evidence: bounds.optional(), calibrated: range.optional() });

export const elementResult = z.intersection(
  z.object({
    id: z.string(),
    title: bilingual,
    counts: z.boolean(),
    certainty: z.enum(certainties),
    confidence: z.enum(confidences),
    question: z.string(),
    remedy: z.string(),
    /** Where a person must look: names what the doubt rests on, so that a manual verdict lapses when that changes. */
    evidenceHash: z.string().optional(),
    /** What a person found. The outcome stays what the program found. */
    manual: manualResult.optional(),
  }),
  finding,
);
export type ElementResult = z.infer<typeof elementResult>;

/** Where a submitted address stands, and the way to it from the home page. */
export const submittedReach = z.strictObject({
  url: z.string(),
  finalUrl: z.string(),
  /** On the main website, on another host of the agency, or elsewhere. */
  site: z.enum(['main', 'own', 'other']),
  /** From the home page; null where no page that was looked at leads there. */
  clicks: z.number().int().nullable(),
  /** The links to click, from the home page on: the page that shows each, and what it says. */
  path: z.array(z.strictObject({ on: z.string(), text: z.string() })),
  /** Whether every page within three clicks was looked at: only then "not linked" is certain. */
  complete: z.boolean(),
  /** robots.txt forbids the address; it was visited once all the same. */
  againstRobots: z.literal(true).optional(),
});
export type SubmittedReach = z.infer<typeof submittedReach>;

export const itemResult = z.strictObject({
  id: z.string(),
  title: bilingual,
  subIndicator: z.string(),
  /** id of the owning division; null when the manifest names none. */
  division: z.string().nullable(),
  effort: z.enum(['small', 'medium', 'large']),
  reviewed: z.boolean(),
  submitted: z.array(z.string()),
  /** One for each submitted address that was visited. */
  reach: z.array(submittedReach),
  explanation: z.string().nullable(),
  outcome: z.enum(outcomes),
  /** Manual verdicts that apply count in it. */
  points: range,
  /** Where manual verdicts apply: the outcome with them, and the points without. */
  manual: z.strictObject({ outcome: z.enum(outcomes), automatic: range }).optional(),
  /** Points of the whole OIT score that this item can bring (0..100 scale), under the default weights. */
  weight: z.number(),
  elements: z.array(elementResult),
  /** What was looked at for this item, in order: address, title, artifact. */
  looked: z.array(z.strictObject({ url: z.string(), title: z.string(), artifactId: z.string() })),
  gaps: z.array(gap),
  faults: z.array(fault),
});
export type ItemResult = z.infer<typeof itemResult>;

const question = z.strictObject({
  id: z.string(),
  instrument: z.enum(['iit', 'eit']),
  indicator: z.string(),
  score: points,
  /** What it asks (Thai), where the rules know it. */
  text: z.string().optional(),
  /** Measures of the agency's improvement plan that answer it, and who is responsible. */
  measures: z.array(z.string()).optional(),
  responsible: z.string().optional(),
});

export const prediction = z.strictObject({
  oit: totalOrOlder,
  indicators: z.record(z.string(), range),
  subIndicators: z.record(z.string(), range),
  /** Only when IIT and EIT are known. */
  ita: totalOrOlder
    .extend({
      grade: z.strictObject({ low: bilingual, expected: bilingual.nullable(), high: bilingual }),
      iit: points,
      eit: points,
      source: z.string(),
      /** Who gave IIT and EIT; those of an official result are of its fiscal year. */
      from: z.enum(['manifest', 'official']).optional(),
      fiscalYear: z.number().int().optional(),
      /** Questions of the questionnaires, where they are known. */
      questions: z.array(question).optional(),
    })
    .optional(),
  /** Share of counted elements with a clear outcome, 0..1. */
  coverage: z.number().min(0).max(1),
});
export type Prediction = z.infer<typeof prediction>;

/** How many manual verdicts count in the score and how many hold no more, and the score without those that count. */
const reviewed = z.strictObject({
  applied: z.number().int(),
  lapsed: z.number().int(),
  automatic: z.strictObject({ oit: totalOrOlder, ita: range.optional() }),
});

export const runSchemaVersion = 1;

/** The one document that a run leaves; every report is made from it alone. */
export const run = z.strictObject({
  schemaVersion: z.literal(runSchemaVersion),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  ruleset: z.strictObject({
    fiscalYear: z.number().int(),
    fingerprint: z.string(),
    status: z.enum(['draft', 'active', 'closed']),
    reconstruction: bilingual,
    subIndicators: z.array(z.strictObject({ id: z.string(), title: bilingual, indicator: z.string() })),
    indicators: z.array(z.strictObject({ id: z.string(), title: bilingual })),
    grades: z.array(z.strictObject({ grade: bilingual, atLeast: points })),
  }),
  agency: z.strictObject({ id: z.string(), name: z.string(), province: z.string(), website: z.string() }),
  divisions: z.array(division),
  /** Names the evidence, rules, manifest and code that made the run: where they are the same, so are its results. */
  inputs: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  items: z.array(itemResult),
  prediction,
  /** Only where there are manual verdicts; those that apply count in the prediction. */
  reviews: reviewed.optional(),
  faults: z.array(fault),
  /** Where the look ended: what lies behind is a gap, never absent. */
  budget: budget.nullable(),
  counters: z.record(z.string(), z.number()),
});
export type Run = z.infer<typeof run>;
