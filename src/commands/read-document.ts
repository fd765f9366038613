import { fileNameOf } from '../gather/url.ts';
import type { Gap, Reading } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ReadDate, ReadFile } from '../model/read-document.ts';
import type { Language } from '../model/text.ts';
import { messages } from '../report/messages/index.ts';
import { sayFault, sayGap } from '../report/say.ts';
import { findEmails, findPhones } from '../thai/contacts.ts';
import { findDates, findYears } from '../thai/dates.ts';
import { fiscalYear } from '../thai/fiscal.ts';
import { fold } from '../thai/fold.ts';
import { findPeople } from '../thai/people.ts';
import { chosenGaps, gapsOf, kindOf, type Part, type Spot, spotIn, textOf } from './read-parts.ts';
import { witnessIn } from './read-witness.ts';

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
        // In the administration a plain year names the fiscal year, unless a month stands with it.
        fiscalYear: kind === 'law' ? null : from,
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

const doubtsIn = (reading: Reading, name: string): ReadFile['doubts'] =>
  reading.doubts.map(({ at, text }) => {
    const box = at.in === 'page' ? at.box : undefined;
    const witness = witnessIn(name, text);
    return { text, ...spotIn(reading, at), ...(box && { box }), ...(witness !== undefined && { witness }) };
  });

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
    doubts: doubtsIn(reading, fileNameOf(url)).filter(chosen),
    gaps: chosenGaps(gapsOf(reading), pages).map((gap) => gapResult(gap, language)),
  };
};

/** Whether anything of a file could be read. */
export const wasRead = ({ parts }: ReadFile): boolean => parts.some(({ text }) => text.trim() !== '');
