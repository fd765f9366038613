import type { EvidenceRef, Image } from '../model/evidence.ts';
import { clean, skeleton } from '../thai/fold.ts';
import { findPeople, isVacant } from '../thai/people.ts';
import type { Words } from './lexicon.ts';
import { type Matter, refTo, type Unit } from './matter.ts';
import { type Contact, common, contactsIn, type Piece, piecesOf } from './pieces.ts';
import { postsIn, postsOfLabel } from './posts.ts';
import { type Anchor, sharesOf } from './shares.ts';

/** A person as the page shows them, with everything that stands together with the name. */
export type Person = {
  name: string;
  /** The same for every way in which a name is spelt, spaced or damaged. */
  key: string;
  /** Keys of the lexicon; a person may hold two. */
  posts: string[];
  photos: Image[];
  contacts: Contact[];
  ref: EvidenceRef;
  /** Whether pictures stand beside the words: not in a document, nor in a page that was itself read from a picture. */
  picturesSeen: boolean;
};

/** A post that the page shows as not held by anybody. */
export type Vacancy = { posts: string[]; ref: EvidenceRef };

export type People = {
  people: Person[];
  vacancies: Vacancy[];
  /** Pictures and contacts of the content that stand with nobody. */
  leftPhotos: Image[];
  leftContacts: Contact[];
  /** Posts beside words that may be a name without a title: only a reader can tell. */
  unnamed: Vacancy[];
};

type Named = Anchor & { unit: Unit; name: string; key: string; from: number; next: number };

const longestEntry = 220;

const keyOf = (name: string): string => skeleton(name).replace(/[^\p{L}\p{M}]/gu, '');

/** Every name and every vacant post, in reading order. A running text that mentions somebody lists nobody. */
const anchorsOf = (pieces: readonly Piece[]): Named[] =>
  pieces.flatMap(({ unit, path }, piece): Named[] => {
    if (unit === null || unit.end - unit.start > longestEntry) return [];
    const people = findPeople(unit.text);
    if (people.length === 0)
      return isVacant(unit.text) ? [{ piece, path, unit, name: '', key: '', from: 0, next: unit.text.length }] : [];
    const first = people[0]?.start ?? 0;
    // Names in one text: what stands between two belongs to the one before, unless the text begins with a post.
    return people.map(({ title, name, start, end }, i) => ({
      piece,
      path,
      unit,
      name: `${title}${name}`,
      key: keyOf(name),
      from: i === 0 ? 0 : first > 0 ? (people[i - 1]?.end ?? 0) : start,
      next: first > 0 && i + 1 < people.length ? end : (people[i + 1]?.start ?? unit.text.length),
    }));
  });

/** A name that is repeated within one card, under the picture and as a link, counts once. */
const withoutRepeats = (anchors: readonly Named[]): Named[] =>
  anchors.filter((anchor, i) => {
    const before = anchors[i - 1];
    if (!before || anchor.key === '' || before.key !== anchor.key) return true;
    const together = common(before.path, anchor.path);
    const apart = Math.max(
      common(before.path, anchors[i - 2]?.path ?? []),
      common(anchor.path, anchors[i + 1]?.path ?? []),
    );
    return together <= apart;
  });

/** A number that is written and can be dialled by a link is one way, not two. */
const withoutDoubles = (contacts: readonly Contact[]): Contact[] => [
  ...new Map(contacts.map((contact) => [contact.key, contact])).values(),
];

/** Name and post as they stand on the page, in one line. */
const quoteOf = (anchor: Named, own: string, others: readonly Piece[], words: Words): string => {
  const text = (anchor.name === '' ? anchor.unit.text : own || anchor.unit.text).trim();
  const post = others.find((piece) => piece.posts.length > 0)?.unit?.text;
  const quote = post === undefined || postsIn(text, words).length > 0 ? text : `${text} — ${post}`;
  return clean(quote.replace(/\s+/gu, ' ')).slice(0, longestEntry);
};

/** Points on paper: the smallest portrait is higher than two lines. */
const portraitHeight = 45;
const lineHeight = 6;

/** Whether a portrait could stand beside a name on paper: not where the next name stands in the line below. */
const hasRoom = ({ unit }: Named, anchors: readonly Named[]): boolean => {
  const { at } = unit;
  if (at.in !== 'page' || at.box === undefined) return true;
  const [, top] = at.box;
  const { page } = at;
  return !anchors.some(({ unit: { at: other } }) => {
    if (other.in !== 'page' || other.page !== page || other.box === undefined) return false;
    const distance = Math.abs(other.box[1] - top);
    return distance > lineHeight && distance < portraitHeight;
  });
};

const personOf = (
  matter: Matter,
  anchor: Named,
  anchors: readonly Named[],
  share: readonly Piece[],
  words: Words,
): Person => {
  const ownText = anchor.unit.text.slice(anchor.from, anchor.next);
  const others = share.filter((piece) => piece.unit !== anchor.unit);
  return {
    name: anchor.name,
    key: anchor.key,
    posts: [...new Set([...postsIn(ownText, words), ...others.flatMap((piece) => piece.posts)])],
    photos: share.flatMap((piece) => piece.photo ?? []),
    contacts: withoutDoubles([...contactsIn(ownText), ...others.flatMap((piece) => piece.contacts)]),
    ref: { ...refTo(matter, anchor.unit), quote: quoteOf(anchor, ownText, others, words) },
    picturesSeen:
      (matter.source.medium === 'page' && matter.source.pageNotes.every(({ method }) => method !== 'ocr')) ||
      !hasRoom(anchor, anchors),
  };
};

/** Two or three words of Thai letters alone, as a name without its title is written. */
const mayBeName = (text: string): boolean =>
  /^(?:[\p{Script=Thai}.]{2,}\s+){1,2}[\p{Script=Thai}]{2,}$/u.test(text.trim()) && text.length < 50;

const unnamedPosts = (matter: Matter, words: Words): Vacancy[] =>
  matter.units.flatMap((unit, i) => {
    const posts = unit.link ? [] : postsOfLabel(unit.text, words);
    const beside = [matter.units[i - 1], matter.units[i + 1]].some(
      (other) => other && mayBeName(other.text) && postsIn(other.text, words).length === 0,
    );
    return posts.length > 0 && beside ? [{ posts, ref: refTo(matter, unit) }] : [];
  });

const read = (matter: Matter, words: Words): People => {
  const pieces = piecesOf(matter, words);
  const anchors = withoutRepeats(anchorsOf(pieces));
  const { shares, rest } = sharesOf(pieces, anchors);
  const people: Person[] = [];
  const vacancies: Vacancy[] = [];
  anchors.forEach((anchor, i) => {
    const person = personOf(matter, anchor, anchors, shares[i] ?? [], words);
    if (anchor.name !== '') people.push(person);
    else if (person.posts.length > 0) vacancies.push({ posts: person.posts, ref: person.ref });
  });
  // A picture described with somebody's name is theirs wherever it stands.
  const byKey = new Map(people.map((person) => [person.key, person]));
  const left = rest.filter(({ photo }) => {
    const [named] = photo ? findPeople(photo.alt) : [];
    const owner = named && byKey.get(keyOf(named.name));
    if (photo && owner && owner.photos.length === 0) owner.photos.push(photo);
    return !owner;
  });
  return {
    people,
    vacancies,
    leftPhotos: left.flatMap(({ photo }) => photo ?? []),
    leftContacts: left.flatMap(({ contacts }) => contacts),
    unnamed: unnamedPosts(matter, words),
  };
};

const known = new WeakMap<Matter['units'], { words: Words; people: People }>();

/** All people that a source shows by name. Repeated calls with the same source cost nothing. */
export const peopleIn = (matter: Matter, words: Words): People => {
  const before = known.get(matter.units);
  if (before?.words === words) return before.people;
  const people = read(matter, words);
  known.set(matter.units, { words, people });
  return people;
};
