import { z } from 'zod';

/**
 * The options of every check kind. They live on the lowest floor because the ruleset loader validates them and the
 * checks obey them. Names of word lists, fields and channels are keys of the year's lexicon.
 */
const name = z.string().min(1);
const names = z.array(name).min(1);

const textPresent = z.strictObject({
  check: z.literal('text-present'),
  words: name.describe('Word list of the lexicon'),
  atLeast: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('How many different entries of the list must be there (default 1)'),
  oneRow: z.boolean().optional().describe('The entries must stand side by side, in one row of a table or one line'),
  before: name
    .optional()
    .describe(
      'Word list: a hit counts only when an entry of this list follows within 160 letters, as a post follows a signature',
    ),
  doubt: name.optional().describe('Word list: where one of these stands too, a person must look'),
});
const documentPresent = z.strictObject({ check: z.literal('document-present') });
const sectionsPresent = z.strictObject({
  check: z.literal('sections-present'),
  sections: names.describe('Fields of the lexicon that must each head a section with content'),
  letters: z.number().int().positive().optional().describe('Letters that a section must hold (default 60)'),
});
const fieldsPresent = z.strictObject({
  check: z.literal('fields-present'),
  fields: names.describe('Fields of the lexicon, each of which must be named and filled'),
  none: name.optional().describe('Word list that declares the field to be empty on purpose, where the rule allows it'),
  mention: z.boolean().optional().describe('Also accept the field in running text, without a label'),
});
const peopleListed = z.strictObject({
  check: z.literal('people-listed'),
  each: z.enum(['name', 'post', 'photo', 'contact']).describe('What every listed executive must have'),
  posts: name.describe('Group of posts of the lexicon whose holders count'),
});
const postsCovered = z.strictObject({
  check: z.literal('posts-covered'),
  posts: names.describe('Posts of the lexicon that must be listed with a person, or as vacant'),
});
const contactPresent = z.strictObject({
  check: z.literal('contact-present'),
  contact: z.enum(['address', 'phone', 'email']),
});
const coversFiscalYear = z.strictObject({
  check: z.literal('covers-fiscal-year'),
  fiscalYear: z
    .number()
    .int()
    .optional()
    .describe('Buddhist year; default: the year of the document that the element is about'),
});
const coversPeriod = z.strictObject({
  check: z.literal('covers-period'),
  from: z.string().regex(/^\d{4}-\d{2}$/u, 'Buddhist year and month, e.g. "2567-10"'),
  to: z.string().regex(/^\d{4}-\d{2}$/u, 'Buddhist year and month, e.g. "2568-03"'),
  words: name.describe('Word list of phrases that name this span as a whole'),
});
const entriesAtLeast = z.strictObject({
  check: z.literal('entries-at-least'),
  count: z.number().int().positive(),
  fiscalYear: z.number().int().optional().describe('Count only entries dated in this Buddhist fiscal year'),
  not: name.optional().describe('Word list: a date beside one of these words is no entry'),
  besides: name
    .optional()
    .describe('Word list: where every entry holds one of these words, such as greetings, a person must look'),
});
const formFilled = z.strictObject({
  check: z.literal('form-filled'),
  form: name.describe('File of forms/, without .yaml'),
});
const channelLink = z.strictObject({
  check: z.literal('channel-link'),
  channels: names.describe('Channels of the lexicon, any of which is enough'),
});
const linkedFromHome = z.strictObject({
  check: z.literal('linked-from-home'),
  channels: names.describe('Channels of the lexicon that must be reachable from the home page'),
});
const manual = z.strictObject({
  check: z.literal('manual'),
  at: name
    .optional()
    .describe('Word list: the person is shown where its words stand last, such as the post below a signature'),
});

export const checkSpec = z.discriminatedUnion('check', [
  textPresent,
  documentPresent,
  sectionsPresent,
  fieldsPresent,
  peopleListed,
  postsCovered,
  contactPresent,
  coversFiscalYear,
  coversPeriod,
  entriesAtLeast,
  formFilled,
  channelLink,
  linkedFromHome,
  manual,
]);
export type CheckSpec = z.infer<typeof checkSpec>;
export type CheckKind = CheckSpec['check'];
export type SpecOf<K extends CheckKind> = Extract<CheckSpec, { check: K }>;
