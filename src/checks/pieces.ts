import type { Image } from '../model/evidence.ts';
import { findEmails, findPhones } from '../thai/contacts.ts';
import { arabicDigits } from '../thai/digits.ts';
import type { Words } from './lexicon.ts';
import type { Matter, Unit } from './matter.ts';
import { postsOfLabel } from './posts.ts';

/** Child positions from the root of the page, so that what stands together shares a long beginning. */
export type Path = readonly number[];

/** A way to reach somebody: how it is written, and one key for all ways of writing it. */
export type Contact = { key: string; text: string };

/** One piece of a page in reading order, with what it can say of a person. */
export type Piece = {
  path: Path;
  unit: Unit | null;
  photo: Image | null;
  posts: readonly string[];
  contacts: readonly Contact[];
};

/** How many positions two paths have in common. */
export const common = (a: Path, b: Path): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
};

/** Reading order: negative when `a` stands before `b`. */
export const comparePaths = (a: Path, b: Path): number => {
  const length = common(a, b);
  return (a[length] ?? -1) - (b[length] ?? -1);
};

export const pathOf = (text: string): number[] => (text === '' ? [] : text.split('.').map(Number));

export const contactsIn = (text: string): Contact[] => [
  ...findPhones(text).map(({ digits, extension, text: written }) => ({
    key: `${digits}${extension === null ? '' : `#${extension.replace(/\s/gu, '')}`}`,
    text: written,
  })),
  ...findEmails(text).map(({ address }) => ({ key: address, text: address })),
];

/** The number or address that a link dials or writes to. */
const contactsOfLink = (url: string): Contact[] => {
  const rest = url.replace(/^(?:tel|mailto):/iu, '').split('?')[0] ?? '';
  const text = arabicDigits(safelyDecoded(rest));
  const found = contactsIn(text);
  return found.length > 0 || !/\d{4}/u.test(text) ? found : [{ key: text, text }];
};

/** A percent-encoded text as it reads; what is not properly encoded stays as it is. */
export const safelyDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const smallestPhoto = 50;

/** A picture that is too small to show a face: an icon or a bullet. */
const isIcon = ({ width = smallestPhoto, height = smallestPhoto }: Image): boolean =>
  width < smallestPhoto || height < smallestPhoto;

/** The main content of a source in reading order. Columns of one printed line are told apart by their own position. */
export const piecesOf = ({ source, units }: Matter, words: Words): Piece[] => {
  const nothing = { unit: null, photo: null, posts: [], contacts: [] };
  let column = 0;
  const texts = units.map((unit, index): Piece => {
    const splits = unit.path === units[index - 1]?.path || unit.path === units[index + 1]?.path;
    column = unit.path === units[index - 1]?.path ? column + 1 : 0;
    const path = pathOf(unit.path);
    return {
      path: splits ? [...path, column] : path,
      unit,
      photo: null,
      posts: postsOfLabel(unit.text, words),
      contacts: contactsIn(unit.text),
    };
  });
  const photos = source.images
    .filter((image) => image.region === 'main' && !isIcon(image))
    .map((photo): Piece => ({ ...nothing, path: pathOf(photo.path), photo }));
  const links = source.links
    .filter((link) => link.region === 'main' && /^(?:tel|mailto):./iu.test(link.url))
    .map((link): Piece => ({ ...nothing, path: pathOf(link.path), contacts: contactsOfLink(link.url) }));
  return [...texts, ...photos, ...links].sort((a, b) => comparePaths(a.path, b.path));
};

/** The range of sorted pieces that lie in the container with this path: from the first to behind the last. */
export const rangeUnder = (pieces: readonly Piece[], container: Path): { from: number; to: number } => {
  const firstAt = (isIn: (piece: Piece) => boolean): number => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isIn(pieces[middle] as Piece)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const from = firstAt(({ path }) => comparePaths(path, container) >= 0);
  const to = firstAt(({ path }) => comparePaths(path, container) > 0 && common(path, container) < container.length);
  return { from, to };
};
