import { z } from 'zod';

/** Whether a day of the Buddhist calendar, such as 2568-04-30, exists. */
export const isBuddhistDay = (text: string): boolean => {
  const [, year, month, day] = /^(25\d\d)-(\d\d)-(\d\d)$/u.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year - 543, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A day of the Gregorian calendar (2026-04-30) in the Buddhist one (2569-04-30). Days of one calendar sort as texts. */
export const buddhistDayOf = (day: string): string => `${Number(day.slice(0, 4)) + 543}${day.slice(4)}`;

const buddhistDay = z
  .string()
  .refine(isBuddhistDay, 'a day of the Buddhist calendar such as 2569-04-30')
  .meta({ pattern: '^25\\d\\d-\\d\\d-\\d\\d$' });

export const manualVerdicts = ['met', 'not-met'] as const;
export type ManualVerdict = (typeof manualVerdicts)[number];

const said = {
  verdict: z.enum(manualVerdicts).describe('What the person found'),
  reviewer: z.string().trim().min(1).describe('Who looked: any name that the agency wants to see in its reports'),
  reason: z.string().trim().min(1).describe('What the person saw, and where'),
  date: buddhistDay.describe('The day of the look, in the Buddhist calendar'),
  until: buddhistDay.optional().describe('The last day on which it counts; left out: until its evidence changes'),
};

/** What a person found where the program could not tell. */
export const review = z.strictObject({
  element: z.string().describe('id of the element'),
  fiscalYear: z.number().int().min(2560).max(2600).describe('Buddhist year of the rules'),
  ...said,
  evidence: z
    .string()
    .regex(/^[0-9a-f]{64}$/u, 'the evidence hash that oit review writes: 64 digits and letters a to f')
    .describe('Names what the person was shown; oit review writes it'),
});
export type Review = z.infer<typeof review>;

/** `reviews.yaml` beside the manifest. */
export const reviews = z.strictObject({
  agency: z.string().describe('id of the agency, as in its manifest'),
  verdicts: z.array(review).describe('At most one for each element of a fiscal year'),
});
export type Reviews = z.infer<typeof reviews>;

/** Whether a manual verdict counts: what it rested on must be as it was, and its last day not past. */
export const manualStates = ['applies', 'evidence-changed', 'expired'] as const;
export type ManualState = (typeof manualStates)[number];

/** A manual verdict as a run shows it, beside the automatic one. */
export const manualResult = z.strictObject({ ...said, state: z.enum(manualStates) });
export type ManualResult = z.infer<typeof manualResult>;
