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
  not: name.optional().describe('Word list: a hit within one of these entries does not count'),
  unless: name.optional().describe('Word list: where one of these stands too, the words prove nothing'),
  named: name.optional().describe('Field: where it is named and left blank, the words do not stand for it'),
  besides: names.optional().describe('Fields: what stands under their labels says that, and not what the words say'),
  fewer: z.boolean().optional().describe('true: more than half of the entries that are asked for leave a doubt'),
  writtenOnly: z.boolean().optional().describe('What a picture might say besides is of no matter'),
  inBody: z
    .boolean()
    .optional()
    .describe('Neither what a source is called nor its headings and title count, as for what it says itself'),
  inHead: z
    .boolean()
    .optional()
    .describe('Only what a source is called and what its title says count, as for the matter that it is about'),
});
const documentPresent = z.strictObject({ check: z.literal('document-present') });
const fieldsPresent = z.strictObject({
  check: z.literal('fields-present'),
  fields: names.describe('Fields of the lexicon, each of which must be named and filled'),
  none: name.optional().describe('Word list that declares the field to be empty on purpose, where the rule allows it'),
  mention: z.boolean().optional().describe('Also accept the field in running text, without a label'),
  labelOnly: z
    .boolean()
    .optional()
    .describe('Its words are so common that running text which holds them tells nothing of the field'),
});
const eachComplete = z.strictObject({
  check: z.literal('each-complete'),
  field: name.describe('Field of the lexicon that everything described in a document must have'),
  among: names.optional().describe('Fields that tell how many things are described: what most of them are named for'),
});
const sameThings = z.strictObject({
  check: z.literal('same-things'),
  field: name.describe('Field of the lexicon whose column names the things'),
  reported: names.describe('Fields whose columns tell a table that reports on things from one that plans them'),
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
  fiscalYears: z
    .array(z.number().int())
    .min(1)
    .optional()
    .describe('Buddhist years, one of which is enough; default: the year of the document that the element is about'),
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
  words: name
    .optional()
    .describe('Word list: count the places that hold one of these words, with a date or without, and nothing else'),
  links: z.boolean().optional().describe('With words: count the texts of links too, where they are as long as a title'),
  fiscalYear: z.number().int().optional().describe('Count only entries dated in this Buddhist fiscal year'),
  not: name.optional().describe('Word list: a date or a word beside one of these words is no entry'),
  writtenOnly: z.boolean().optional().describe('A picture that is called like the document is of no matter'),
  none: name.optional().describe('Word list: where no date is found, these words say that the list is empty'),
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
  unless: name.optional().describe('Word list: where one of these stands, nobody need look, it is not met'),
});

export const checkSpec = z.discriminatedUnion('check', [
  textPresent,
  documentPresent,
  fieldsPresent,
  eachComplete,
  sameThings,
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
