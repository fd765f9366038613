import { z } from 'zod';

const score = z.number().min(0).max(100);
const scores = z.record(z.string(), score);

/** A published result of one agency and year, to two decimals as published. */
export const officialResult = z.strictObject({
  agency: z.string(),
  fiscalYear: z.number().int(),
  source: z.string(),
  /** Staff questionnaire by question. */
  iit: scores,
  /** Public questionnaire by question: those who answered online, and those who were asked. */
  eit: z.strictObject({ public: scores, survey: scores }),
  /** Disclosure by item. */
  oit: scores,
  subIndicators: scores,
  indicators: scores,
  total: score,
  grade: z.string(),
});
export type OfficialResult = z.infer<typeof officialResult>;

/** One row of the agency's own table of measures for the year after a result. */
export const improvementPlan = z.strictObject({
  agency: z.string(),
  fiscalYear: z.number().int(),
  source: z.string(),
  measures: z.array(
    z.strictObject({
      indicator: z.string(),
      indicatorTitle: z.string(),
      measures: z.array(z.string()).min(1),
      analysis: z.string(),
      steps: z.array(z.string()).min(1),
      period: z.strictObject({ from: z.string(), to: z.string(), text: z.string() }),
      responsible: z.string(),
    }),
  ),
});
export type ImprovementPlan = z.infer<typeof improvementPlan>;
