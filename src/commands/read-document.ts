import { z } from 'zod';
import { damages, type Gap, gap as gapSchema, type Locator, type Reading, readMethods } from '../model/evidence.ts';
import { type Fault, fault as faultSchema } from '../model/fault.ts';
import type { Language } from '../model/text.ts';
import { messages } from '../report/messages/index.ts';
import { sayFault, sayGap } from '../report/say.ts';
import { findEmails, findPhones } from '../thai/contacts.ts';
import { findDates, findYears, type YearKind } from '../thai/dates.ts';
import { fiscalYear } from '../thai/fiscal.ts';
import { fold } from '../thai/fold.ts';
import { findPeople } from '../thai/people.ts';
import { chosenGaps, kindOf, type Part, type Spot, textOf } from './read-parts.ts';

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
  kind: z.enum(['date', 'fiscal', 'year', 'law'] satisfies YearKind[]),
  year: buddhistYear,
  /** The last year of a range. */
  toYear: buddhistYear.optional(),
  month: z.number().int().min(1).max(12).nullable(),
  day: z.number().int().min(1).max(31).nullable(),
  /** 1 October to 30 September; null where a year is not said to be one. */
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
    }),
  ),
  gaps: z.array(gapSchema.extend({ says: z.string() })),
  fault: faultSchema.extend({ says: z.string() }).optional(),
});
export type ReadFile = z.infer<typeof readFileResult>;

/** What `oit read --json` prints. */
export const readDocument = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  files: z.array(readFileResult),
});
export type ReadDocument = z.infer<typeof readDocument>;

/** What was opened: where it came from, and its reading or the fault in its place. */
export type Opened = { source: string; url: string } & ({ reading: Reading } | { reading: null; fault: Fault });

type Said = { text: string; spot: Spot };
const saidOn = (parts: readonly Part[]): Said[] => parts.map((part) => ({ text: textOf(part), spot: part.spot }));

const datesIn = ({ text, spot }: Said): ReadDate[] => {
  const dates = findDates(text).map(({ start, year, month, day, text: quote }) => ({
    start,
    date: { text: quote, ...spot, kind: 'date' as const, year, month, day, fiscalYear: fiscalYear({ year, month }) },
  }));
  const years = findYears(text)
    .filter(({ kind }) => kind !== 'date')
    .map(({ start, from, to, kind, text: quote }) => ({
      start,
      date: {
        text: quote,
        ...spot,
        kind,
        year: from,
        ...(to === from ? {} : { toYear: to }),
        month: null,
        day: null,
        fiscalYear: kind === 'fiscal' ? from : null,
      },
    }));
  return [...dates, ...years].sort((a, b) => a.start - b.start).map(({ date }) => date);
};

const fiscalYearsOf = (dates: readonly ReadDate[]): number[] => {
  const counts = new Map<number, number>();
  for (const { fiscalYear: from, toYear } of dates) {
    if (from === null) continue;
    for (let year = from; year <= (toYear ?? from); year++) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts].sort(([a, often], [b, seldom]) => seldom - often || a - b).map(([year]) => year);
};

/** The first of all that share a key. */
const distinct = <One>(all: readonly One[], key: (one: One) => string): One[] => {
  const first = new Map<string, One>();
  for (const one of all) if (!first.has(key(one))) first.set(key(one), one);
  return [...first.values()];
};

const peopleIn = (said: readonly Said[]): ReadFile['people'] =>
  distinct(
    said.flatMap(({ text, spot }) =>
      findPeople(text).map(({ title, name, text: quote }) => ({ title, name, text: quote, ...spot })),
    ),
    ({ name }) => fold(name),
  );

/** Pages often hide an address behind a word: what a visitor calls or writes to counts as said. */
const withHidden = (parts: readonly Part[]): Said[] =>
  parts.map((part) => {
    const hidden = part.links.map(({ url }) => url).filter((url) => /^(?:tel|mailto):/iu.test(url));
    return { text: [textOf(part), ...hidden].join('\n'), spot: part.spot };
  });

const contactsIn = (said: readonly Said[]): ReadFile['contacts'] => ({
  phones: distinct(
    said.flatMap(({ text, spot }) =>
      findPhones(text).map(({ digits, extension, kind, text: quote }) => ({
        digits,
        extension,
        kind,
        text: quote,
        ...spot,
      })),
    ),
    ({ digits, extension }) => `${digits} ${extension ?? ''}`,
  ),
  emails: distinct(
    said.flatMap(({ text, spot }) =>
      findEmails(text).map(({ address, text: quote }) => ({ address, text: quote, ...spot })),
    ),
    ({ address }) => address,
  ),
});

const placeOf = (at: Locator): Spot & { box?: [number, number, number, number] } => {
  if (at.in === 'page') return { page: at.page, ...(at.box === undefined ? {} : { box: at.box }) };
  return at.in === 'cell' ? { sheet: at.sheet } : { page: 1 };
};

const partResult = (part: Part): ReadFile['parts'][number] => ({
  ...part.spot,
  ...(part.label === undefined ? {} : { label: part.label }),
  method: part.method,
  quality: part.quality,
  damage: [...part.damage],
  text: textOf(part),
  tables: part.blocks.flatMap((block) =>
    block.kind === 'table'
      ? [{ caption: block.caption, rows: block.rows.map((row) => row.map(({ text }) => text)) }]
      : [],
  ),
  links: part.links.map(({ text, url }) => ({ text, url })),
});

const gapResult = (gap: Gap, language: Language): ReadFile['gaps'][number] => ({
  ...gap,
  says: sayGap(gap, messages[language]),
});

const unopened = { kind: 'none', reader: '', title: '', pages: 0 } as const;
const nothing = {
  parts: [],
  dates: [],
  fiscalYears: [],
  people: [],
  contacts: { phones: [], emails: [] },
  doubts: [],
  gaps: [],
};

/** Everything that is told about one file. `parts` are the chosen ones of its reading. */
export const describeFile = (
  opened: Opened,
  parts: readonly Part[],
  pages: readonly number[] | undefined,
  language: Language,
): ReadFile => {
  const { source, url, reading } = opened;
  if (reading === null) {
    const { fault } = opened;
    return { source, url, ...unopened, ...nothing, fault: { ...fault, says: sayFault(fault, messages[language]) } };
  }
  const said = saidOn(parts);
  const dates = said.flatMap(datesIn);
  const chosen = ({ page }: Spot): boolean => pages === undefined || page === undefined || pages.includes(page);
  return {
    source,
    url,
    kind: kindOf(reading),
    reader: reading.reader,
    title: reading.title,
    pages: reading.pages,
    parts: parts.map(partResult),
    dates,
    fiscalYears: fiscalYearsOf(dates),
    people: peopleIn(said),
    contacts: contactsIn(withHidden(parts)),
    doubts: reading.doubts.map(({ at, text }) => ({ text, ...placeOf(at) })).filter(chosen),
    gaps: chosenGaps(reading.gaps, pages).map((gap) => gapResult(gap, language)),
  };
};

/** Whether anything of a file could be read. */
export const wasRead = ({ parts }: ReadFile): boolean => parts.some(({ text }) => text.trim() !== '');
