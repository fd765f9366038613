import type { Subject } from '../model/ruleset.ts';
import { findYears } from '../thai/dates.ts';
import { skeleton } from '../thai/fold.ts';
import { letters } from '../thai/letters.ts';
import type { Phrases } from '../thai/phrases.ts';
import { holds, isCalling, longestLeadIn, namesOf, openingOf } from './calling.ts';
import { isFurniture } from './furniture.ts';
import type { Words } from './lexicon.ts';
import { findAll, foldedOf, isLabel, type Matter, matterOf, refToWhole } from './matter.ts';
import { type Candidate, type Standing, standingOf } from './standing.ts';
import { statedIn } from './years.ts';

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
    .reduce((sum, { text }) => sum + letters(skeleton(text)), 0);
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

const order: readonly Standing[] = ['current', 'undated', 'other'];

/**
 * The candidates that an element is judged on: those of the right year; where there are none, those without a year;
 * else those of another year, whose content is judged all the same while the year is an element of its own.
 */
export const best = (candidates: readonly Candidate[]): Candidate[] => {
  const standing = order.find((wanted) => candidates.some((candidate) => candidate.standing === wanted));
  return candidates.filter((candidate) => candidate.standing === standing);
};
