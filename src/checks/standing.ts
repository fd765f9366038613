import type { Subject } from '../model/ruleset.ts';
import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import { headUnits, isNaming, longestTitle, namesOf, openingOf, startOf } from './calling.ts';
import { isFurniture } from './furniture.ts';
import type { Words } from './lexicon.ts';
import { foldedOf, type Matter, shortUnit, type Unit } from './matter.ts';
import {
  covers,
  datedIn,
  datesIn,
  inYearColumn,
  isSpan,
  namesAsPassages,
  type Passage,
  passageOf,
  type Statement,
  statedIn,
  yearsOf,
} from './years.ts';

/**
 * How a source stands to the year that is asked for: `current` states it, `undated` states none, `other` states
 * another one.
 */
export type Standing = 'current' | 'undated' | 'other';

export type Candidate = { matter: Matter; standing: Standing; statements: readonly Statement[] };

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
      return passageOf(matter, unit, unit.kind === 'line' && before?.kind === 'line' ? `${before.text} ` : '');
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
  const furniture = isFurniture(matter, words);
  const head = matter.units.filter((unit) => !unit.link && !furniture(unit)).slice(0, headUnits);
  const written = head.map((unit) => passageOf(matter, unit));
  const own = statedIn(written, words).filter(isSpan);
  // A file may be called like the new plan and be the old one.
  return own.length > 0 ? own : statedIn(namesAsPassages(matter), words).filter(isSpan);
};

/** Units right below a title. */
const earlyUnits = 4;

/** Folded letters before a document's own title in its unit. */
const ownTitleWithin = 30;

/** What a source says below its title, up to the date of its last change, below which pages show other matters. */
const bodyOf = (matter: Matter, subject: Subject, titles: Phrases, words: Words): Unit[] => {
  const naming = isNaming(matter, titles);
  const below = matter.units.slice(startOf(matter, titles));
  const isStamp = ({ text }: Unit): boolean => words.stamps.first(skeleton(text)) !== null;
  // When a page was published is not what it is about.
  const isImprint = (unit: Unit): boolean =>
    unit.end - unit.start <= shortUnit && words.startsPart(foldedOf(matter, unit), false);
  // Some pages say right below the title when they were changed.
  const stamp = below.findIndex((unit, index) => index >= earlyUnits && isStamp(unit));
  const furniture = isFurniture(matter, words);
  const units = below
    .slice(0, stamp < 0 ? undefined : stamp)
    .filter((unit) => !unit.link && !isStamp(unit) && !furniture(unit) && !isImprint(unit));
  // What was done stands below the heading that names it, where a page tells of other matters before.
  const heading = subject.events
    ? units.findLastIndex((unit) => unit.kind === 'heading' && titles.first(foldedOf(matter, unit)) !== null)
    : -1;
  // A heading with a year of its own may be the title of another document below that of the page.
  const tells = (unit: Unit): boolean => !naming(unit) && (unit.kind !== 'heading' || yearsOf(unit.text).length > 0);
  const part = units.slice(heading + 1).filter(tells);
  return part.some((unit) => datesIn(unit).length > 0) ? part : units.filter(tells);
};

const octoberAndSeptember = (unit: Unit): number | null => {
  const dates = datesIn(unit);
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
  const written = (units: readonly Unit[]): Passage[] => units.map((unit) => passageOf(matter, unit));
  const stated = statedIn(written(body), words).filter((one) => !isSpan(one));
  const dated = datedIn(written(body), words);
  const every = [...stated, ...dated];
  // The document's own title right below the title of the page is believed, whatever news and dates stand further down.
  const beginsWithTitle = (unit: Unit): boolean =>
    (titles.first(foldedOf(matter, unit))?.start ?? Number.POSITIVE_INFINITY) <= ownTitleWithin;
  const isOwnTitle = (unit: Unit): boolean => unit.end - unit.start <= longestTitle && beginsWithTitle(unit);
  const yearsOfTitles = (units: readonly Unit[]): Statement[] =>
    statedIn(written(units.filter(isOwnTitle)), words).filter((one) => !isSpan(one));
  const below = yearsOfTitles(body.slice(0, earlyUnits));
  if (!subject.events && below.length > 0 && yearsOfTitles(body).every(({ to }) => to < year)) return below;
  if (every.length === 0 || every.some(({ to }) => to >= year)) return [];
  if (subject.events && dated.length > 0) return dated;
  const own = body.filter((unit) => beginsWithTitle(unit) || octoberAndSeptember(unit) !== null);
  const titled = [...statedIn(written(own), words).filter((one) => !isSpan(one)), ...datedIn(written(own), words)];
  if (titled.length > 0) return titled;
  const early = body.slice(0, earlyUnits);
  const says = every.length > 1 && early.some(({ text }) => yearsOf(text).length > 0);
  // A plan over years refers to laws and plans of long before.
  const long = !subject.spans && says && every.every(({ to }) => to < year - 1);
  const agrees = every.length > 1 && new Set(every.map(({ to }) => to)).size === 1;
  const fiscal = statedIn(written(early), words).some(({ kind, from, to }) => kind === 'fiscal' && from === to);
  if (agrees && fiscal) return every;
  return long || (dated.length >= fewestDates && new Set(dated.map(({ to }) => to)).size === 1) ? every : [];
};

export const standingOf = (
  matter: Matter,
  subject: Subject,
  titles: Phrases,
  words: Words,
): Omit<Candidate, 'matter'> => {
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
