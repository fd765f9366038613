import type { EvidenceRef, Image } from '../model/evidence.ts';
import { findEmails, findPhones } from '../thai/contacts.ts';
import { skeleton } from '../thai/fold.ts';
import { findPeople, isVacant } from '../thai/people.ts';
import { type Phrases, phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import { type Matter, refTo, type Unit } from './matter.ts';

/** A person as the page shows them, with everything that stands together with the name. */
export type Person = {
  name: string;
  /** Keys of the lexicon; a person may hold two. */
  posts: string[];
  /** The words for the post, as written; empty when there are none. */
  postText: string;
  photos: Image[];
  contacts: string[];
  ref: EvidenceRef;
  /** The page is a document: its pictures were not looked at. */
  picturesSeen: boolean;
};

/** A post that the page shows as not held by anybody. */
export type Vacancy = { posts: string[]; ref: EvidenceRef };

type Anchor = { name: string; unit: Unit; from: number; to: number };

/** One piece of the page in reading order: text, picture or link. */
type Piece = { path: string[]; unit?: Unit; image?: Image; contact?: string };

const common = (a: readonly string[], b: readonly string[]): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
};

const compareParts = (a: readonly string[], b: readonly string[]): number => {
  const length = common(a, b);
  if (length === a.length || length === b.length) return a.length - b.length;
  return Number(a[length]) - Number(b[length]);
};

const postFinders = new WeakMap<Words, { find: Phrases; keys: string[] }>();
/** All posts in one search, so that the longer name wins: a deputy mayor is no mayor. */
const postFinder = (words: Words): { find: Phrases; keys: string[] } => {
  let finder = postFinders.get(words);
  if (!finder) {
    const entries = words.posts.flatMap((key) => {
      const post = words.post(key);
      return [...post.find.list.map((text) => ({ key, text })), ...post.not.list.map((text) => ({ key: '', text }))];
    });
    finder = { find: phrases(entries.map((entry) => skeleton(entry.text))), keys: entries.map((entry) => entry.key) };
    postFinders.set(words, finder);
  }
  return finder;
};

/** Keys of the posts that a text names, without repetition. */
export const postsIn = (text: string, words: Words): string[] => {
  const { find, keys } = postFinder(words);
  const found = find.all(skeleton(text)).map((hit) => keys[hit.phrase] ?? '');
  return [...new Set(found.filter((key) => key !== ''))];
};

const namesPost = (text: string, words: Words): boolean => postFinder(words).find.first(skeleton(text)) !== null;

const piecesOf = ({ source, units }: Matter): Piece[] =>
  [
    ...units.map((unit) => ({ path: unit.path.split('.'), unit })),
    ...source.images
      .filter((image) => image.region === 'main')
      .map((image) => ({ path: image.path.split('.'), image })),
    ...source.links
      .filter((link) => link.region === 'main' && /^(?:tel|mailto):./iu.test(link.url))
      .map((link) => ({ path: link.path.split('.'), contact: link.url.replace(/^(?:tel|mailto):/iu, '') })),
  ].sort((a, b) => compareParts(a.path, b.path));

const anchorsOf = (matter: Matter): Anchor[] =>
  matter.units.flatMap((unit) =>
    findPeople(unit.text).map((person) => ({
      name: `${person.title}${person.name}`.trim(),
      unit,
      from: person.start,
      to: person.end,
    })),
  );

/**
 * The pieces that belong to each name. A card, list item or row belongs to the one name that it holds; where names
 * stand side by side without a container of their own, the pieces between two names belong to the one before, and a
 * picture to the name that it precedes when pictures come first.
 */
const shares = (pieces: readonly Piece[], anchors: readonly Anchor[]): Piece[][] => {
  const paths = anchors.map((anchor) => anchor.unit.path.split('.'));
  const depths = paths.map((path, i) => Math.max(common(path, paths[i - 1] ?? []), common(path, paths[i + 1] ?? [])));
  const own = paths.map((path, i) => {
    const container = path.slice(0, (depths[i] ?? 0) + 1);
    return pieces.filter((piece) => common(piece.path, container) === container.length);
  });
  const rich = own.filter(
    (share, i) =>
      share.some((piece) => piece.image || piece.contact) ||
      share.filter((piece) => piece.unit !== anchors[i]?.unit).length > 0,
  );
  if (rich.length * 2 > anchors.length || anchors.length === 1) return anchors.length === 1 ? [[...pieces]] : own;
  return columns(pieces, paths) ?? sequence(pieces, anchors);
};

/** A grid whose rows hold the pictures, the names and the posts of several people side by side. */
const columns = (pieces: readonly Piece[], paths: readonly string[][]): Piece[][] | null => {
  const lengths = paths.map((path, i) => Math.max(common(path, paths[i - 1] ?? []), common(path, paths[i + 1] ?? [])));
  const depth = Math.min(...lengths);
  const rowDepth = depth - 1;
  if (rowDepth < 0) return null;
  const grid = (paths[0] ?? []).slice(0, rowDepth);
  if (!paths.every((path) => common(path, grid) === grid.length && path.length > depth)) return null;
  const rowOf = (path: readonly string[]) => Number(path[rowDepth]);
  const columnOf = (path: readonly string[]) => path[depth];
  const inside = pieces.filter((piece) => common(piece.path, grid) === grid.length && piece.path.length > depth);
  const nameRows = [...new Set(paths.map(rowOf))].sort((a, b) => a - b);
  const rows = [...new Set(inside.map((piece) => rowOf(piece.path)))].sort((a, b) => a - b);
  if (rows.length <= nameRows.length) return null;
  const pictureRow = (row: number) => inside.some((piece) => rowOf(piece.path) === row && piece.image);
  const picturesFirst = rows.some((row) => row < (nameRows[0] ?? 0) && pictureRow(row));
  const nameRowOf = (row: number): number | undefined =>
    nameRows.includes(row)
      ? row
      : picturesFirst && pictureRow(row)
        ? nameRows.find((name) => name > row)
        : nameRows.findLast((name) => name < row);
  return paths.map((path) =>
    inside.filter((piece) => columnOf(piece.path) === columnOf(path) && nameRowOf(rowOf(piece.path)) === rowOf(path)),
  );
};

const sequence = (pieces: readonly Piece[], anchors: readonly Anchor[]): Piece[][] => {
  const starts = anchors.map((anchor) => pieces.findIndex((piece) => piece.unit === anchor.unit));
  const first = starts[0] ?? 0;
  const picturesFirst = pieces.slice(0, first).some((piece) => piece.image);
  const from = starts.map((start, i) => {
    let at = start;
    const floor = i === 0 ? 0 : (starts[i - 1] ?? 0) + 1;
    if (picturesFirst) while (at > floor && pieces[at - 1]?.image) at--;
    return at;
  });
  return anchors.map((anchor, i) => {
    const share = pieces.slice(from[i], from[i + 1] ?? pieces.length);
    // Two names in one unit share it; the text is split between them below.
    return share.length > 0 ? share : pieces.filter((piece) => piece.unit === anchor.unit);
  });
};

/** All people that a source shows by name. */
export const peopleIn = (matter: Matter, words: Words): { people: Person[]; vacancies: Vacancy[] } => {
  const anchors = anchorsOf(matter);
  const pieces = piecesOf(matter);
  const shared = shares(pieces, anchors);
  const people = anchors.map((anchor, i): Person => {
    const share = shared[i] ?? [];
    const next = anchors[i + 1];
    const before = anchors[i - 1];
    const ownText = anchor.unit.text.slice(
      before?.unit === anchor.unit ? anchor.from : 0,
      next?.unit === anchor.unit ? next.from : undefined,
    );
    const texts = [
      ownText,
      ...share.flatMap((piece) => (piece.unit && piece.unit !== anchor.unit ? [piece.unit.text] : [])),
    ];
    const postText = texts.find((text) => namesPost(text, words)) ?? '';
    const found = texts.flatMap((text) => [
      ...findPhones(text).map((phone) => phone.text),
      ...findEmails(text).map((email) => email.address),
    ]);
    return {
      name: anchor.name,
      posts: [...new Set(texts.flatMap((text) => postsIn(text, words)))],
      postText: postText.trim(),
      photos: share.flatMap((piece) => piece.image ?? []),
      contacts: [...found, ...share.flatMap((piece) => piece.contact ?? [])],
      ref: refTo(matter, anchor.unit),
      picturesSeen: matter.source.medium === 'page',
    };
  });
  const vacancies = matter.units
    .filter((unit) => isVacant(unit.text) || isVacant(matter.units[unit.index + 1]?.text ?? ''))
    .map((unit) => ({ posts: postsIn(unit.text, words), ref: refTo(matter, unit) }))
    .filter((vacancy) => vacancy.posts.length > 0);
  return { people, vacancies };
};
