import type { EvidenceRef } from '../model/evidence.ts';
import type { Subject } from '../model/ruleset.ts';
import { findDates, findYears } from '../thai/dates.ts';
import { fiscalYear } from '../thai/fiscal.ts';
import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import { isFurniture } from './furniture.ts';
import type { Words } from './lexicon.ts';
import { findAll, foldedOf, isLabel, type Matter, matterOf, refTo, refToWhole, type Unit } from './matter.ts';
import { columnCells, columnTitles } from './table.ts';

/** A year, or a span of years, that a source says it is about, with the place where it says so. */
export type Statement = { from: number; to: number; ref: EvidenceRef };

/**
 * How a source stands to the year that is asked for: `current` states it, `undated` states none, `other` states
 * another one.
 */
export type Standing = 'current' | 'undated' | 'other';

export type Candidate = { matter: Matter; standing: Standing; statements: readonly Statement[] };

const headUnits = 40;
const openingUnits = 12;
const headingUnits = 6;

type Mention = Statement & { kind: 'fiscal' | 'year' };

const programmeReach = 120;

/** Whether a text ends with the name of the assessment, so that a year behind it is the round of the assessment. */
const endsWithProgramme = (text: string, words: Words): boolean => {
  const folded = skeleton(text.slice(-programmeReach));
  const last = words.programmes.all(folded).at(-1);
  return last !== undefined && !/[\p{L}\p{N}]/u.test(folded.slice(last.end));
};

const hasNumber = /\p{Nd}{2}/u;

const stampReach = 40;

/** Whether a machine wrote the date that stands at a place of a text: "last updated", a clock, a counter. */
export const isStamped = (text: string, start: number, words: Words): boolean =>
  words.stamps.first(skeleton(text.slice(Math.max(0, start - stampReach), start))) !== null;

/** A text that may state a year, with its place. `lead` is what stands before it, where it goes on with a sentence. */
type Passage = { text: string; lead: string; ref: () => EvidenceRef };

/** The years that texts are about: those of laws and of a programme's name are not. */
const statedIn = (passages: readonly Passage[], words: Words): Mention[] =>
  passages.flatMap(({ text, lead, ref }) => {
    if (!hasNumber.test(text)) return [];
    const all = lead + text;
    return findYears(all).flatMap(({ from, to, kind, start, end }): Mention[] => {
      if (end <= lead.length || (kind !== 'fiscal' && kind !== 'year')) return [];
      if (isStamped(all, start, words)) return [];
      return endsWithProgramme(all.slice(0, start), words) ? [] : [{ from, to, kind, ref: ref() }];
    });
  });

/** The fiscal years that dates in texts fall into. */
const datedIn = (passages: readonly Passage[], words: Words): Statement[] =>
  passages.flatMap(({ text, ref }) => {
    const dates = hasNumber.test(text) ? findDates(text).filter(({ start }) => !isStamped(text, start, words)) : [];
    const years = new Set(dates.map(fiscalYear));
    return [...years].map((year) => ({ from: year, to: year, ref: ref() }));
  });

/** How a visitor sees a source called, most telling first. */
export const namesOf = ({ source }: Matter): string[] =>
  [source.title, source.fileName, ...source.calledBy].filter((name) => name !== '');

const namesAsPassages = (matter: Matter): Passage[] =>
  namesOf(matter).map((name) => ({
    text: name,
    lead: '',
    ref: () => ({ ...refToWhole(matter.source), quote: name }),
  }));

const holds = (text: string, titles: Phrases, not: Phrases | null): boolean => {
  const folded = skeleton(text);
  return titles.first(folded) !== null && (not === null || not.first(folded) === null);
};

const openingOf = (matter: Matter): Unit[] => {
  const units = matter.units.filter((unit) => !unit.link).slice(0, headUnits);
  return units.filter((unit, index) => unit.kind === 'heading' || index < openingUnits);
};

/** What says what a source is about: how it is called, and the title that it opens with. */
export const headOf = (matter: Matter): { names: string[]; units: ReadonlySet<Unit> } => {
  const units = matter.units.filter((unit) => !unit.link).slice(0, headingUnits);
  return {
    names: namesOf(matter),
    units: new Set(units.filter((unit, index) => index < 1 || unit.kind === 'heading')),
  };
};

/** A year of the calendar as a cell holds it alone, in full or by its last two digits. */
const yearWritten = (text: string): number =>
  Number(/^25\d\d$/u.exec(text)?.[0] ?? `25${/^[5-9]\d$/u.exec(text)?.[0]}`);

const fewestNamed = 10;
const mostBesides = 30;

/** Tells what only says how a source is called: headings, its first words, and lines that repeat its name. */
export const callingOf = (matter: Matter): ((unit: Unit) => boolean) => {
  const { names, units } = headOf(matter);
  const parts = names
    .flatMap((name) => name.split(/\s[-–—|:]\s/u))
    .map(skeleton)
    .filter(({ length }) => length >= fewestNamed);
  return (unit) => {
    const text = foldedOf(matter, unit);
    const repeats = parts.some((part) => text.includes(part) && text.length - part.length <= mostBesides);
    return unit.kind === 'heading' || units.has(unit) || repeats || parts.some((part) => part.includes(text));
  };
};

/** The years in a column that is titled as the fiscal year of its rows, as prescribed forms have one. */
const inYearColumn = (matter: Matter, words: Words): Statement[] =>
  matter.source.blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.region === 'template') return [];
    const column = columnTitles(block).findIndex((title) => {
      const hit = words.fiscalYearColumns.first(title);
      return hit !== null && hit.start === 0 && hit.end === title.length;
    });
    if (column < 0) return [];
    return columnCells(block, column).flatMap((cell) => {
      const year = yearWritten(skeleton(cell.text));
      const { artifactId, url } = matter.source;
      return Number.isNaN(year)
        ? []
        : [{ from: year, to: year, ref: { artifactId, url, at: cell.at, quote: cell.text } }];
    });
  });

/** What is said at a kind of place. `weak`: it may be about something else. `prose`: it is neither title nor name. */
type Place = { statements: Statement[]; weak: boolean; prose: boolean; inColumn?: boolean };

const sure = (statements: Statement[]): Place => ({ statements, weak: false, prose: false });
const weak = (statements: Statement[]): Place => ({ statements, weak: true, prose: false });
const prose = (place: Place): Place => ({ ...place, prose: true });

/** All that a source says about its year, the most telling place first; each place only when those before it are silent. */
function* placesOf(matter: Matter, titles: Phrases, words: Words): Generator<Place> {
  yield { ...sure(inYearColumn(matter, words)), inColumn: true };
  const furniture = isFurniture(matter, words);
  const opening = openingOf(matter).filter((unit) => !furniture(unit));
  const isTitle = (unit: Unit | undefined): boolean =>
    unit !== undefined && titles.first(foldedOf(matter, unit)) !== null;
  const passages = (units: readonly Unit[]): Passage[] =>
    units.map((unit) => {
      const before = matter.units[unit.index - 1];
      const lead = unit.kind === 'line' && before?.kind === 'line' ? `${before.text} ` : '';
      return { text: unit.text, lead, ref: () => refTo(matter, unit) };
    });
  yield sure(statedIn(passages(opening.filter(isTitle)), words));
  // A title often breaks over several lines, so what follows a title line belongs to it.
  const title = passages(opening.filter((_, index) => [0, 1, 2].some((back) => isTitle(opening[index - back]))));
  yield sure(statedIn(title, words));
  const names = namesAsPassages(matter);
  yield sure(statedIn(names, words));
  const units = matter.units.filter((unit) => !unit.link && !furniture(unit));
  const head = passages(units.slice(0, headUnits));
  const stated = statedIn(head, words);
  yield prose(sure(stated.filter((mention) => mention.kind === 'fiscal')));
  yield prose(weak(stated));
  yield weak(datedIn(title, words));
  yield weak(datedIn(names, words));
  yield prose(weak(datedIn(head, words)));
  const rest = passages(units.slice(headUnits));
  yield prose(weak(statedIn(rest, words).filter((mention) => mention.kind === 'fiscal')));
  yield prose(weak(datedIn(rest, words)));
}

const covers = (statement: Statement, year: number): boolean => statement.from <= year && year <= statement.to;
const isSpan = (statement: Statement): boolean => statement.from !== statement.to;

const judge = (
  { statements, weak, prose }: Place,
  year: number,
  spans: boolean,
): { standing: Standing; statements: Statement[] } | null => {
  // The year of a report is a single one: the span of the plan that it reports on does not tell which.
  const single = statements.filter((statement) => !isSpan(statement));
  const telling = spans || single.length === 0 ? statements : single;
  const right = telling.filter((statement) => covers(statement, year));
  if (right.length > 0) return spans || single.length > 0 ? { standing: 'current', statements: right } : null;
  // What was written before the year is not about it; what was written later may look back on it.
  const other = telling.length > 0 && (!weak || telling.every((statement) => statement.to < year));
  // The text of a plan over years tells of single years before it: only a span says which years it is for.
  if (spans && prose && !telling.some(isSpan)) return null;
  return other ? { standing: 'other', statements: [...telling] } : null;
};

/** The spans of years that a source names at its head: they tell of a plan's years before any single year does. */
const spansOf = (matter: Matter, words: Words): Statement[] => {
  const head = matter.units.filter((unit) => !unit.link).slice(0, headUnits);
  const written = head.map((unit): Passage => ({ text: unit.text, lead: '', ref: () => refTo(matter, unit) }));
  const own = statedIn(written, words).filter(isSpan);
  // A file may be called like the new plan and be the old one.
  return own.length > 0 ? own : statedIn(namesAsPassages(matter), words).filter(isSpan);
};

/** Where a source says its name: its title, and lines that repeat it or how it is called. */
const isNaming = (matter: Matter, titles: Phrases): ((unit: Unit) => boolean) => {
  const title = openingOf(matter).find((unit) => titles.first(foldedOf(matter, unit)) !== null);
  const names = [...namesOf(matter).map(skeleton), ...(title ? [foldedOf(matter, title)] : [])];
  return (unit) => unit === title || names.some((name) => name.includes(foldedOf(matter, unit)));
};

/** Where a source is called: its title, headings and lines that repeat its name. */
const isCalling = (matter: Matter, titles: Phrases): ((unit: Unit) => boolean) => {
  const names = isNaming(matter, titles);
  return (unit) => unit.kind === 'heading' || names(unit);
};

/** Folded letters of a paragraph before a title: one that stands later is mentioned in passing. */
const longestLeadIn = 120;
const longestTitle = 200;
const ownTitleWithin = 30;

/** The unit that a document begins with: its title, where pages show menus and news before; the first one else. */
export const startOf = (matter: Matter, titles: Phrases): number =>
  openingOf(matter).find((unit) => {
    if (unit.end - unit.start > longestTitle) return false;
    const hit = titles.first(foldedOf(matter, unit));
    return hit !== null && hit.start <= longestLeadIn;
  })?.index ?? 0;

/** Units right below a title. */
const earlyUnits = 4;

/** What a source says below its title, up to the date of its last change, below which pages show other matters. */
const bodyOf = (matter: Matter, subject: Subject, titles: Phrases, words: Words): Unit[] => {
  const calling = isCalling(matter, titles);
  const naming = isNaming(matter, titles);
  const below = matter.units.slice(startOf(matter, titles));
  const isStamp = ({ text }: Unit): boolean => words.stamps.first(skeleton(text)) !== null;
  // Some pages say right below the title when they were changed.
  const stamp = below.findIndex((unit, index) => index >= earlyUnits && isStamp(unit));
  const furniture = isFurniture(matter, words);
  const units = below
    .slice(0, stamp < 0 ? undefined : stamp)
    .filter((unit) => !unit.link && !isStamp(unit) && !furniture(unit));
  // What was done stands below the heading that names it, where a page tells of other matters before.
  const heading = subject.events
    ? units.findLastIndex((unit) => unit.kind === 'heading' && titles.first(foldedOf(matter, unit)) !== null)
    : -1;
  // A heading with a year of its own may be the title of another document below that of the page.
  const tells = (unit: Unit): boolean =>
    !calling(unit) || (unit.kind === 'heading' && !naming(unit) && yearsOf(unit.text).length > 0);
  const part = units.slice(heading + 1).filter(tells);
  return part.some(({ text }) => findDates(text).length > 0) ? part : units.filter(tells);
};

const octoberAndSeptember = (text: string): number | null => {
  const dates = hasNumber.test(text) ? findDates(text) : [];
  const last = dates.find(({ month }) => month === 9);
  return last && dates.some(({ month, year }) => month === 10 && year === last.year - 1) ? last.year : null;
};

const fewestDates = 4;

/**
 * What a source says of other years below a title that names the right one, where nothing in it is of that year: a
 * document of another year under a new title. None where it may as well only look back.
 */
const contradictionOf = (matter: Matter, subject: Subject, titles: Phrases, words: Words): Statement[] => {
  const year = subject.fiscalYear as number;
  const body = bodyOf(matter, subject, titles, words);
  const passageOf = (unit: Unit): Passage => ({ text: unit.text, lead: '', ref: () => refTo(matter, unit) });
  const stated = statedIn(body.map(passageOf), words).filter((one) => !isSpan(one));
  const dated = datedIn(body.map(passageOf), words);
  const every = [...stated, ...dated];
  // The document's own title right below the title of the page is believed, whatever news and dates stand further down.
  const isOwnTitle = (unit: Unit): boolean => {
    const hit = titles.first(foldedOf(matter, unit));
    return hit !== null && hit.start <= ownTitleWithin && unit.end - unit.start <= longestTitle;
  };
  const yearsOfTitles = (units: readonly Unit[]): Statement[] =>
    statedIn(units.filter(isOwnTitle).map(passageOf), words).filter((one) => !isSpan(one));
  const below = yearsOfTitles(body.slice(0, earlyUnits));
  if (!subject.events && below.length > 0 && yearsOfTitles(body).every(({ to }) => to < year)) return below;
  if (every.length === 0 || every.some(({ to }) => to >= year)) return [];
  if (subject.events && dated.length > 0) return dated;
  const own = body.filter((unit) => {
    const hit = titles.first(foldedOf(matter, unit));
    return (hit !== null && hit.start <= ownTitleWithin) || octoberAndSeptember(unit.text) !== null;
  });
  const titled = [
    ...statedIn(own.map(passageOf), words).filter((one) => !isSpan(one)),
    ...datedIn(own.map(passageOf), words),
  ];
  if (titled.length > 0) return titled;
  const early = body.slice(0, earlyUnits);
  const says = every.length > 1 && early.some(({ text }) => hasNumber.test(text) && findYears(text).length > 0);
  // A plan over years refers to laws and plans of long before.
  const long = !subject.spans && says && every.every(({ to }) => to < year - 1);
  const agrees = every.length > 1 && new Set(every.map(({ to }) => to)).size === 1;
  const fiscal = statedIn(early.map(passageOf), words).some(({ kind, from, to }) => kind === 'fiscal' && from === to);
  if (agrees && fiscal) return every;
  return long || (dated.length >= fewestDates && new Set(dated.map(({ to }) => to)).size === 1) ? every : [];
};

const standingOf = (matter: Matter, subject: Subject, titles: Phrases, words: Words): Omit<Candidate, 'matter'> => {
  const { fiscalYear: year } = subject;
  if (year === undefined) return { standing: 'current', statements: [] };
  const spans = subject.spans ? spansOf(matter, words) : [];
  const right = spans.filter((span) => covers(span, year));
  if (right.length > 0) return { standing: 'current', statements: right };
  if (spans.length > 0) return { standing: 'other', statements: spans };
  for (const place of placesOf(matter, titles, words)) {
    const judged = judge(place, year, subject.spans);
    if (judged === null) continue;
    if (judged.standing !== 'current' || place.inColumn) return judged;
    const against = contradictionOf(matter, subject, titles, words);
    return against.length > 0 ? { standing: 'other', statements: against } : judged;
  }
  return { standing: 'undated', statements: [] };
};

const thinLetters = 120;
const tellingNumbers = 12;
const indexLetters = 600;

/** Folded letters that a source says itself, headings and link texts left out. */
const substanceOf = (matter: Matter): number =>
  matter.units.reduce(
    (letters, unit) => letters + (unit.link || unit.kind === 'heading' ? 0 : unit.end - unit.start),
    0,
  );

/** Letters that a page which is called like a document says of it at least. */
const fewestOwnLetters = 40;

/** Folded letters that a page says below its title and besides what a machine wrote. */
const ownLetters = (matter: Matter, titles: Phrases, words: Words): number => {
  const calling = isCalling(matter, titles);
  return matter.units
    .filter((unit) => !unit.link && !calling(unit) && words.stamps.first(foldedOf(matter, unit)) === null)
    .reduce((letters, { text }) => letters + (skeleton(text).match(/\p{L}/gu)?.length ?? 0), 0);
};

/**
 * Whether a page hardly says anything. A table of figures says much in few letters, and so does one that is called like
 * the document and goes on to speak. Of a page in parts, one that says little is the title of the next.
 * @param titles how the document is called; null for a part of a page
 */
const isThin = (matter: Matter, titles: Phrases | null, words: Words): boolean =>
  substanceOf(matter) < thinLetters &&
  matter.units.filter((unit) => unit.table !== null && /^[\p{Nd},.\s]*\p{Nd}[\p{Nd},.\s]*$/u.test(unit.text)).length <
    tellingNumbers &&
  (titles === null || ownLetters(matter, titles, words) < fewestOwnLetters);

/** A page that says little and leads to another candidate is its index: what it is called is not what it says. */
const withoutIndexes = (matters: readonly Matter[]): Matter[] =>
  matters.filter((matter) => {
    if (matter.source.medium !== 'page' || substanceOf(matter) >= indexLetters) return true;
    const targets = new Set(matter.source.links.filter((link) => link.region === 'main').map((link) => link.url));
    return !matters.some((other) => other !== matter && targets.has(other.source.url));
  });

/** Whether a heading names a year before anything else, as the part of a page that is about that year does. */
const startsWithYear = (text: string, words: Words): boolean => {
  const [first] = findYears(text).filter(({ kind }) => kind === 'fiscal' || kind === 'year');
  return first !== undefined && words.isFiller(skeleton(text.slice(0, first.start)));
};

/**
 * A page that gives a part to each of several years, as its parts: what the part of one year says proves nothing for
 * another.
 */
const partsOf = (matter: Matter, titles: Phrases, words: Words): Matter[] => {
  const { source } = matter;
  // "2566", "2567" below a common title: each is the title's part of that year.
  const called = holds(source.title, titles, null) && findYears(source.title).length === 0;
  const starts = source.blocks.flatMap((block, index) => {
    if (block.kind !== 'heading' || block.region === 'template') return [];
    if (titles.first(skeleton(block.text)) === null && !(called && startsWithYear(block.text, words))) return [];
    const years = statedIn([{ text: block.text, lead: '', ref: () => refToWhole(source) }], words).map(
      ({ from }) => from,
    );
    return new Set(years).size === 1 ? [{ index, text: block.text, year: years[0] }] : [];
  });
  if (new Set(starts.map(({ year }) => year)).size < 2) return [matter];
  return starts.map(({ index, text }, part) =>
    matterOf({
      ...source,
      title: titles.first(skeleton(text)) === null ? `${source.title} ${text}` : text,
      calledBy: [],
      fileName: '',
      blocks: source.blocks.slice(index, starts[part + 1]?.index),
    }),
  );
};

type Found = { titled: boolean; candidates: Candidate[] };

/** Tells how many of the things that are asked of a document a matter holds, whatever it is called. */
export type Recognition = { asked: number; held(matter: Matter): number };

/** A document that is called by no known name is told by holding most of what is asked of it. */
const most = 0.6;
const fewestHeld = 2;

const isRecognised = (matter: Matter, { asked, held }: Recognition): boolean => {
  const count = held(matter);
  return count >= fewestHeld && count >= asked * most;
};

const findCandidates = (
  matters: readonly Matter[],
  subject: Subject,
  words: Words,
  recognition: Recognition | null,
): Found => {
  const titles = words.list(subject.titles);
  const not = subject.not === undefined ? null : words.list(subject.not);
  const yearly = subject.fiscalYear !== undefined && !subject.spans;
  const parts = yearly ? matters.flatMap((matter) => partsOf(matter, titles, words)) : matters;
  const readable = parts.filter((matter) =>
    matter.source.medium === 'document'
      ? matter.units.length > 0
      : !isThin(matter, matters.includes(matter) ? titles : null, words),
  );
  const others = subject.others === undefined ? null : words.list(subject.others);
  const isCalled = (matter: Matter, list: Phrases): boolean =>
    [...namesOf(matter), ...openingOf(matter).map(({ text }) => text)].some((text) => holds(text, list, null));
  const isOther = (matter: Matter): boolean => others !== null && isCalled(matter, others);
  const isNamed = (matter: Matter): boolean =>
    namesOf(matter).some((name) => holds(name, titles, not)) ||
    findAll(matter, titles).some(
      (hit) => isLabel(matter, hit) && holds(hit.unit.text, titles, not) && !isFurniture(matter, words)(hit.unit),
    );
  const opensWithTitle = (matter: Matter): boolean =>
    openingOf(matter).some((unit, index, opening) =>
      unit.kind === 'line'
        ? holds(unit.text + (opening[index + 1]?.text ?? ''), titles, not)
        : holds(unit.text, titles, not) && (titles.first(foldedOf(matter, unit))?.start ?? 0) <= longestLeadIn,
    );
  const own = readable.filter((matter) => isNamed(matter) || !isOther(matter));
  const called = own.filter((matter) => isNamed(matter) || opensWithTitle(matter));
  const told =
    called.length > 0 || recognition === null
      ? called
      : own.filter((matter) => !(not && isCalled(matter, not)) && isRecognised(matter, recognition));
  const found = told.length > 0 ? told : own.filter((matter) => findAll(matter, titles).length > 0);
  return {
    titled: told.length > 0,
    candidates: withoutIndexes(found).map((matter) => ({ matter, ...standingOf(matter, subject, titles, words) })),
  };
};

const known = new WeakMap<Words, WeakMap<readonly Matter[], Map<Subject, Found>>>();

/**
 * The sources that are about a subject. They are told by how they are called, by their opening and by their headings;
 * where none is, by what they hold of what is asked of such a document, and else by what they say anywhere. `titled` is
 * false in the last case. Asked again, the answer costs nothing.
 */
export const candidatesFor = (
  matters: readonly Matter[],
  subject: Subject,
  words: Words,
  recognition: Recognition | null = null,
): Found => {
  const byMatters = known.get(words) ?? new WeakMap<readonly Matter[], Map<Subject, Found>>();
  known.set(words, byMatters);
  const bySubject = byMatters.get(matters) ?? new Map<Subject, Found>();
  byMatters.set(matters, bySubject);
  const found = bySubject.get(subject) ?? findCandidates(matters, subject, words, recognition);
  bySubject.set(subject, found);
  return found;
};

const yearsOf = (text: string): { from: number; to: number }[] => (hasNumber.test(text) ? findYears(text) : []);

/**
 * Whether a statement of a year can be believed: it was written, or what a recogniser read says it in a second place or
 * is called so. Recognisers take one Thai digit for another.
 */
export const isWitnessed = ({ matter }: Candidate, { from, to, ref }: Statement): boolean => {
  const { source, units } = matter;
  if (ref.at.in !== 'page') return true;
  const { page } = ref.at;
  if (source.pageNotes.find((note) => note.page === page)?.method !== 'ocr') return true;
  const says = (text: string): boolean => yearsOf(text).some((year) => year.from === from && year.to === to);
  return namesOf(matter).some(says) || units.filter(({ text }) => says(text)).length > 1;
};

const order: readonly Standing[] = ['current', 'undated', 'other'];

/**
 * The candidates that an element is judged on: those of the right year; where there are none, those without a year;
 * else those of another year, whose content is judged all the same while the year is an element of its own.
 */
export const best = (candidates: readonly Candidate[]): Candidate[] => {
  const standing = order.find((wanted) => candidates.some((candidate) => candidate.standing === wanted));
  return candidates.filter((candidate) => candidate.standing === standing);
};
