import { z } from 'zod';
import { outcomes } from './outcome.ts';

/** What a person says of an element who reads the same page or document as the program. */
export const labels = ['passed', 'failed', 'cantTell'] as const;
export type Label = (typeof labels)[number];

const count = z.number().int().nonnegative();

/**
 * How often verdicts agree with the labels. `said` counts the verdicts, `right` those of them that the label bears out,
 * `labelled` the labels.
 */
export const tally = z.strictObject({
  elements: count,
  passed: z.strictObject({ said: count, right: count }),
  failed: z.strictObject({ said: count, right: count, labelled: count }),
  /** Verdicts that leave the element to a person or to another visit. */
  abstained: count,
});
export type Tally = z.infer<typeof tally>;

const tallies = z.record(z.string(), tally);

/** A verdict that is not what the label says. */
export const disagreement = z.strictObject({
  /** The case's path in the corpus, without the ending of its file. */
  case: z.string(),
  element: z.string(),
  label: z.enum(labels),
  said: z.enum(outcomes),
  /** Code of the reason that the program gives, empty for a pass. */
  reason: z.string(),
});
export type Disagreement = z.infer<typeof disagreement>;

/** How well one fiscal year's rules judge one corpus. As a file, the baseline that later changes are held against. */
export const evaluation = z.strictObject({
  schemaVersion: z.literal(1),
  fiscalYear: z.number().int(),
  cases: count,
  /**
   * Cases in which everything labelled passed passes, and nothing labelled failed: that one may also be left to a
   * person.
   */
  exactCases: count,
  all: tally,
  byElement: tallies,
  byKind: tallies,
  byStyle: tallies,
  /** By what was done to a complete document before it was judged; empty names are documents as they are. */
  byMutation: tallies,
  disagreements: z.array(disagreement),
});
export type Evaluation = z.infer<typeof evaluation>;
