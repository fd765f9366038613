import { z } from 'zod';
import { checkSpec } from './check-spec.ts';
import { bilingual } from './text.ts';

const itemId = z.string().regex(/^o\d{1,2}$/u, 'an item id such as o7');
const elementId = z.string().regex(/^o\d{1,2}\.\d{1,2}$/u, 'an element id such as o7.3');
const words = z.array(z.string().min(1)).min(1);
const points = z.number().min(0).max(100);

/** How sure we are of a rule: read in the handbook, read where somebody reprinted it, or concluded. */
export const certainties = ['official', 'reprinted', 'inferred'] as const;
export const confidences = ['high', 'medium', 'low'] as const;

/** What an element is about, in the handbook's sense. */
export const elementKinds = [
  'presence',
  'field',
  'scope',
  'period',
  'form',
  'signature',
  'channel',
  'location',
  'negative',
] as const;

export const element = z.strictObject({
  id: elementId,
  title: bilingual,
  kind: z.enum(elementKinds),
  certainty: z.enum(certainties),
  confidence: z.enum(confidences),
  source: z.string().describe('Keys of the ruleset’s sources'),
  counts: z.boolean().default(true).describe('false: shown in reports, but not part of the score'),
  of: z.string().optional().describe('Document of this item that the checks look at; default: everything reached'),
  all: z.array(checkSpec).min(1).optional(),
  any: z.array(checkSpec).min(1).optional(),
  none: z.array(checkSpec).min(1).optional(),
  question: z.string().min(1).describe('What a person must look at when the program cannot tell (Thai)'),
  remedy: z.string().min(1).describe('What the division must do (Thai, plain)'),
});
export type Element = z.infer<typeof element>;

/** A kind of page or file that an item asks for, told apart by how it is called and by the year it is about. */
export const subject = z.strictObject({
  titles: z.string().describe('Word list of the lexicon: how such documents are called'),
  not: z.string().optional().describe('Word list: called like this, it is something else'),
  others: z
    .string()
    .optional()
    .describe('Word list: called like this, it is another document, which proves nothing by mentioning the titles'),
  fiscalYear: z.number().int().optional().describe('Buddhist year that it must be about'),
  spans: z.boolean().default(false).describe('true: a plan over several years, named by its first and last year'),
  events: z
    .boolean()
    .optional()
    .describe('true: it tells of what was done on certain days, which must lie in the year whatever its title says'),
});
export type Subject = z.infer<typeof subject>;

/** Points of an item when at least these elements are met. */
export const partMark = z.strictObject({
  points,
  requires: z.array(elementId).min(1),
  certainty: z.enum(certainties),
  confidence: z.enum(confidences),
});
export type PartMark = z.infer<typeof partMark>;

export const efforts = ['small', 'medium', 'large'] as const;
export type Effort = (typeof efforts)[number];

export const item = z.strictObject({
  id: itemId,
  title: bilingual,
  subIndicator: z.string(),
  continues: z.array(z.string()).describe('Items of the year before, e.g. 2567/o9'),
  period: z.string().describe('The period asked for, in words'),
  confidence: z.enum(confidences),
  reviewed: z.boolean().describe('false until somebody compared it with the official handbook'),
  effort: z.enum(efforts).describe('Work for the division when it is missing'),
  documents: z.record(z.string(), subject),
  elements: z.array(element).min(1),
  levels: z.array(partMark).optional().describe('Part marks: points when at least these elements are met'),
  scoreConfidence: z.enum(confidences).describe('How sure it is that there are no other part marks'),
  notes: z.array(z.string()),
});
export type Item = z.infer<typeof item>;

const shares = z.record(z.string(), z.number().min(0).max(100));

/**
 * Weights of the parts of a score. `fixed` ones follow from published figures; `inferred` ones are the simplest
 * completion, and every other weighting of the family `possible` that reproduces what was published may hold as well.
 */
export const weights = z.strictObject({
  status: z.enum(['fixed', 'inferred']),
  possible: z
    .strictObject({
      step: z.number().positive().max(100).describe('Every share is a whole multiple of this, in percent'),
      ratio: z.number().min(1).optional().describe('The largest share is at most so many times the smallest'),
    })
    .optional()
    .describe(
      'Which weightings may hold, as far as they reproduce what was published; left out: only the shares given',
    ),
  because: z.string(),
  shares: shares.describe('In percent; they add up to 100'),
});
export type Weights = z.infer<typeof weights>;

export const gradeBand = z.strictObject({
  grade: bilingual,
  atLeast: points,
  eachAtLeast: points.optional().describe('Side condition on every instrument'),
});
export type GradeBand = z.infer<typeof gradeBand>;

/** Of `said` elements of which the truth is known, so many were met. */
export const trials = z
  .strictObject({ said: z.number().int().nonnegative(), met: z.number().int().nonnegative() })
  .refine(({ said, met }) => met <= said, 'no more can be met than were said');
export type Trials = z.infer<typeof trials>;

const share = z.number().min(0).max(1);

/** How often assessors part from a clear verdict on an item: they give nothing for it (stricter), or all (milder). */
export const assessors = z.strictObject({ stricter: share, milder: share });
export type Assessors = z.infer<typeof assessors>;

/** How often elements are met, by what the program says of them; doubts by the code of their reason. */
export const reliability = z.strictObject({
  source: z.string(),
  passed: trials,
  failed: trials,
  cantTell: z.record(z.string(), trials),
  assessors: assessors.optional().describe('Learned from official results (oit calibrate); left out: nothing is known'),
  untested: trials.describe('Of all elements that could be looked at: what could not is taken to be like them'),
});
export type Reliability = z.infer<typeof reliability>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'a day such as 2025-04-30');

export const stages = ['entry', 'scoring', 'appeal', 'result'] as const;
/** One stage of the assessment, first and last day included. */
export const calendarEntry = z.strictObject({
  stage: z.enum(stages),
  from: day,
  to: day,
  certainty: z.enum(certainties),
  confidence: z.enum(confidences),
  source: z.string(),
});
export type CalendarEntry = z.infer<typeof calendarEntry>;

/** `ruleset.yaml`: order, weights, grades and where everything comes from. */
export const rulesetFile = z.strictObject({
  fiscalYear: z.number().int(),
  status: z.enum(['draft', 'active', 'closed']),
  edition: bilingual,
  reconstruction: bilingual.describe('What the reader of a report must know about these rules'),
  sources: z.record(z.string(), z.string()),
  indicators: z.array(z.strictObject({ id: z.string(), title: bilingual, weights })),
  subIndicators: z.array(z.strictObject({ id: z.string(), title: bilingual, indicator: z.string(), weights })),
  oit: weights.describe('Indicators in OIT'),
  ita: weights.describe('Instruments in the total'),
  instruments: z
    .strictObject({ iit: z.array(z.string()), eit: z.array(z.string()), oit: z.array(z.string()) })
    .describe('Indicators of each instrument'),
  /** Questions of the two questionnaires by indicator, to recompute published aggregates. */
  questions: z.record(z.string(), z.array(z.string())),
  questionTexts: z.record(z.string(), z.string()).default({}).describe('What each question asks (Thai)'),
  grades: z.array(gradeBand).min(1).describe('Best first'),
  partMarks: z
    .record(itemId, z.strictObject({ because: z.string(), alternatives: z.array(z.array(partMark)).min(1) }))
    .default({})
    .describe('Other part marks of an item that nothing published refutes; each list stands in place of its levels'),
  published: z
    .array(z.strictObject({ agency: z.string(), source: z.string(), scores: z.record(z.string(), points) }))
    .default([])
    .describe('Results that every possible weighting has to reproduce: items, sub-indicators and indicators by id'),
  reliability: reliability.describe('How far what the program says can be trusted'),
  efforts: z.strictObject({
    source: z.string(),
    certainty: z.enum(certainties),
    confidence: z.enum(confidences),
    days: z.strictObject({ small: z.number().positive(), medium: z.number().positive(), large: z.number().positive() }),
  }),
  calendar: z.array(calendarEntry).default([]).describe('What may change until when'),
});
export type RulesetFile = z.infer<typeof rulesetFile>;

const fieldsWith = <List extends z.ZodType>(list: List) =>
  z
    .record(
      z.string(),
      z.strictObject({
        title: bilingual,
        labels: list,
        not: list.optional().describe('Longer words that hold a label and mean something else'),
        hints: list
          .optional()
          .describe('Words that speak of the field without naming it: where one stands, its absence is not certain'),
      }),
    )
    .describe('Data fields: how they are labelled in tables, forms and headings');

/** Everything else that the checks search for, by what it is for. */
const purposes = {
  labelFillers: words.describe('Words that may stand around a label without being its value'),
  negations: words.optional().describe('Words that say there is none: a label right behind one is no label ("no fee")'),
  definitions: words
    .optional()
    .describe('Verbs that say what a word means: a word before them is explained, not given'),
  partTitles: words
    .optional()
    .describe('Words that begin another part of a document: what stands there belongs to no label before it'),
  programmes: words.describe('Names of the assessment itself: a year behind them is its round, not the matter’s'),
  posts: z.record(
    z.string(),
    z.strictObject({ title: bilingual, words, not: words.optional(), group: z.enum(['political', 'permanent']) }),
  ),
  postGroups: z.record(z.string(), z.array(z.string())).describe('Named sets of posts'),
  channels: z.record(
    z.string(),
    z.strictObject({
      title: bilingual,
      texts: words.describe('Link texts'),
      urls: words.describe('Parts of addresses'),
      not: words.optional().describe('Words beside a link, or in a form, that make it something else'),
      maybe: words.optional().describe('Parts of addresses that may be such a channel: a person must look'),
      anywhere: z.boolean().optional().describe('Also accepted in the header, footer or sidebar, told by its address'),
      form: z
        .union([z.boolean(), z.literal('named')])
        .optional()
        .describe(
          'A form on the page itself is such a channel; named: only where the page calls it by one of the texts',
        ),
      picture: z.boolean().optional().describe('A picture described by one of the texts is such a channel'),
    }),
  ),
  stamps: words.describe('Words before a date that a machine writes: the last change, a clock, a counter of visitors'),
  pageParts: words
    .optional()
    .describe('Beginnings of what a page shows besides its matter: other articles, counters of visitors'),
  addressParts: words.describe('Words that a postal address is made of'),
  fiscalYearColumns: words.describe('Column titles whose cells name the fiscal year of a row'),
  placeholders: z
    .strictObject({
      pictures: words.describe('Parts of file names of stand-in pictures'),
      blanks: words.describe('Cell texts that fill nothing in'),
      totals: words.optional().describe('Beginnings of rows that add up or explain the rows above'),
    })
    .describe('What stands where something else should, and says nothing'),
  chrome: z
    .strictObject({
      home: words.describe('Link texts that enter the site from a splash page'),
      follow: words.describe('Link texts that say nothing but open the matter'),
      notFound: words.describe('Titles of pages that say "not found" although they answer'),
      maintenance: words.describe('Titles of pages that stand in for a site under maintenance'),
      login: words.describe('Titles of pages that ask for an account or for permission'),
      next: words.describe('Link texts that lead to the next part of a list'),
    })
    .describe('How pages of a site speak to their visitors'),
  notEvidence: words.describe('Marks of text that is the criteria themselves, a vendor’s example or a filler'),
  agencies: z
    .strictObject({
      kinds: words.describe('Words before the name of a local government, in full and abbreviated'),
      noNames: words.describe('Words that follow the kind in running text and begin no name'),
    })
    .describe('How a local government is named, to tell the own one from others'),
};

/** Every word that the checks search for. All lists are compared after folding (src/thai/fold.ts). */
export const lexicon = z.strictObject({ words: z.record(z.string(), words), fields: fieldsWith(words), ...purposes });
export type Lexicon = z.infer<typeof lexicon>;

const takenIn = z.strictObject({
  'all of': z.string().describe('Word list; within a field also another field, whose labels, not or hints are meant'),
});
const entries = z.array(z.union([z.string().min(1), takenIn])).min(1);
export type Entry = z.infer<typeof entries>[number];

/** `lexicon/<name>.yaml`: a part of the lexicon, whose lists may take in others instead of repeating them. */
export const lexiconPart = z
  .strictObject({
    words: z.record(z.string(), entries).describe('Plain word lists by name'),
    fields: fieldsWith(entries),
    ...purposes,
  })
  .partial();
export type LexiconPart = z.infer<typeof lexiconPart>;

/** `forms/<name>.yaml`: a prescribed spreadsheet. */
export const form = z.strictObject({
  name: z.string(),
  confidence: z.enum(confidences),
  source: z.string(),
  columns: z
    .array(
      z.strictObject({
        title: z.string(),
        also: z.array(z.string()).default([]),
        mayBeBlank: z.boolean().default(false),
        values: z.array(z.string()).optional(),
        amount: z.boolean().default(false).describe('Money: a number, or words or a dash for none'),
      }),
    )
    .min(2),
  mistakenFor: z
    .array(z.string())
    .default([])
    .describe('How sheets are called that agencies hand in instead, and that are not enough by themselves'),
  /** Header sets of other years: recognised, but not what is asked for. */
  older: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()) })).default([]),
});
export type Form = z.infer<typeof form>;

/** A whole year of rules, validated. */
export type Ruleset = RulesetFile & {
  /** sha256 over all rule files: two runs with the same fingerprint used the same rules. */
  fingerprint: string;
  items: Item[];
  lexicon: Lexicon;
  forms: Record<string, Form>;
};
