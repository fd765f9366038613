import { z } from 'zod';

const httpUrl = z
  .string()
  .regex(/^https?:\/\/[^\s]+$/u, 'an address starts with http:// or https:// and holds no spaces')
  .describe('Full address, as submitted to the assessors');

export const division = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u, 'lower-case letters, digits and hyphens'),
  name: z.string().min(1).describe('กอง / สำนัก / หน่วย as officials write it'),
  /** Shown in reports so that people know whom to ask. */
  contact: z.string().optional(),
});
export type Division = z.infer<typeof division>;

export const submission = z.strictObject({
  urls: z.array(httpUrl).describe('Every address submitted for this item; empty when the item was answered ไม่มี'),
  explanation: z.string().optional().describe('The explanation given to the assessors'),
  division: z.string().optional().describe('id of the division that owns the item'),
});
export type Submission = z.infer<typeof submission>;

const score = z.number().min(0).max(100);
const byQuestion = z.record(z.string(), score);

/** Scores that the agency knows from elsewhere; the program does not measure them. */
export const instruments = z.strictObject({
  iit: z.union([score, byQuestion]).describe('The total, or the score of every question: i1: 72.00'),
  eit: z
    .union([score, z.strictObject({ public: byQuestion, survey: byQuestion }), byQuestion])
    .describe('The total, or the score of every question, also by who was asked: public, survey'),
  source: z.string().describe('Where the two figures come from'),
});
export type Instruments = z.infer<typeof instruments>;

export const manifest = z.strictObject({
  agency: z.strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/u, 'lower-case letters, digits and hyphens; names the folder of the reports'),
    name: z.string().min(1).describe('Official name, e.g. เทศบาลเมืองวังสะพุง'),
    type: z.enum([
      'city-municipality',
      'town-municipality',
      'subdistrict-municipality',
      'subdistrict-organisation',
      'provincial-organisation',
    ]),
    province: z.string().min(1),
    district: z.string().optional(),
    website: httpUrl.describe('Home page of the main website'),
    alsoOwn: z.array(z.string()).optional().describe('Further hosts that belong to the agency'),
  }),
  fiscalYear: z.number().int().min(2560).max(2600).describe('Buddhist year of the assessment'),
  divisions: z.array(division),
  instruments: instruments.optional(),
  official: z
    .string()
    .optional()
    .describe('File with the latest official result, beside the manifest: IIT and EIT are taken from it'),
  measures: z
    .string()
    .optional()
    .describe('File with the improvement plan, beside the manifest: its measures are shown with IIT and EIT'),
  reviews: z
    .string()
    .optional()
    .describe('File with manual verdicts, beside the manifest; reviews.yaml where it is left out'),
  contact: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, 'an e-mail or web address')
    .optional()
    .describe('Whom webmasters can ask about the visits: sent with every request; the website where it is left out'),
  items: z.record(z.string(), submission).describe('What was submitted, by item id'),
});
export type Manifest = z.infer<typeof manifest>;
