import { z } from 'zod';
import { damages, gap, readMethods } from './evidence.ts';
import { fault } from './fault.ts';

const place = {
  entry: z.string().optional(),
  page: z.number().int().positive().optional(),
  sheet: z.string().optional(),
};
const buddhistYear = z.number().int();

/** A page, a sheet, or all of a file that has neither; of an archive, those of each file in it. */
export const readPart = z.strictObject({
  ...place,
  /** The page's own number where the file gives it another: "iv". */
  label: z.string().optional(),
  method: z.enum(readMethods),
  quality: z.number().min(0).max(1),
  damage: z.array(z.enum(damages)),
  /** Everything that a person reads there, also the cells of its tables, in the spelling of the source. */
  text: z.string(),
  /** A merged cell is repeated in every place that it covers, so that columns line up. */
  tables: z.array(z.strictObject({ caption: z.string(), rows: z.array(z.array(z.string())) })),
  links: z.array(z.strictObject({ text: z.string(), url: z.string() })),
});

/** A date, a month or a year that a file names. */
export const readDate = z.strictObject({
  text: z.string(),
  ...place,
  /** `law`: the year of a law's name, which says nothing about the document. */
  kind: z.enum(['date', 'fiscal', 'year', 'law']),
  year: buddhistYear,
  /** The last year of a range. */
  toYear: buddhistYear.optional(),
  month: z.number().int().min(1).max(12).nullable(),
  day: z.number().int().min(1).max(31).nullable(),
  /** The year from 1 October to 30 September that is named, of a range the first one; null for the year of a law. */
  fiscalYear: buddhistYear.nullable(),
});
export type ReadDate = z.infer<typeof readDate>;

/** What the readers see of one file. */
export const readFileResult = z.strictObject({
  /** As it was named on the command line. */
  source: z.string(),
  url: z.string(),
  kind: z.string(),
  reader: z.string(),
  title: z.string(),
  /** Of the whole file, also where some of them were chosen. */
  pages: z.number().int().nonnegative(),
  parts: z.array(readPart),
  dates: z.array(readDate),
  /** The fiscal years that its dates and fiscal years lie in, the most frequent first. */
  fiscalYears: z.array(buddhistYear),
  people: z.array(z.strictObject({ title: z.string(), name: z.string(), text: z.string(), ...place })),
  contacts: z.strictObject({
    phones: z.array(
      z.strictObject({
        digits: z.string(),
        extension: z.string().nullable(),
        kind: z.enum(['mobile', 'landline', 'short']),
        text: z.string(),
        ...place,
      }),
    ),
    emails: z.array(z.strictObject({ address: z.string(), text: z.string(), ...place })),
  }),
  /** Numbers that a person must compare with the picture. `box` is left, top, right, bottom in points. */
  doubts: z.array(
    z.strictObject({
      text: z.string(),
      ...place,
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
      /** A year in the name of the file that agrees with what was read of it. */
      witness: buddhistYear.optional(),
    }),
  ),
  gaps: z.array(gap.extend({ says: z.string() })),
  fault: fault.extend({ says: z.string() }).optional(),
});
export type ReadFile = z.infer<typeof readFileResult>;

/** What `oit read --json` prints. */
export const readDocument = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  files: z.array(readFileResult),
});
export type ReadDocument = z.infer<typeof readDocument>;
