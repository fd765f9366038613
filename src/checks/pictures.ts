import type { EvidenceRef, Image } from '../model/evidence.ts';
import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import type { Matter, Unit } from './matter.ts';
import { comparePaths, pathOf, safelyDecoded } from './pieces.ts';

const fewLetters = 300;
const smallPixels = 120;
const headingsAbove = 2;

/** A picture that a page shows so often is an ornament: a bullet, an arrow before each entry of a menu. */
const oftenShown = 3;

/** What the file of a picture is called. */
export const fileOf = ({ src }: Image): string =>
  src.startsWith('data:') ? src : safelyDecoded(src.slice(src.lastIndexOf('/') + 1));

/**
 * A picture in the place of another. Told by the name of the file, or by whose it is; one that stands in the page itself
 * has its type only.
 */
export const isStandIn = (image: Image, words: Words): boolean => {
  const [file, address] = [fileOf(image).toLowerCase(), image.src.toLowerCase()];
  return words.lexicon.placeholders.pictures.some((part) =>
    (part.includes('/') && !part.startsWith('data:') ? address : file).includes(part.toLowerCase()),
  );
};

/** All pictures that stand in the place of others. */
export const standIns = (matters: readonly Matter[], words: Words): Image[] =>
  matters.flatMap(({ source }) => source.images.filter((image) => isStandIn(image, words)));

const isContent = ({ region, width = smallPixels, height = smallPixels }: Image): boolean =>
  region === 'main' && width >= smallPixels && height >= smallPixels;

/** The last units before a place of the page, nearest last. */
const unitsBefore = (units: readonly Unit[], path: string): readonly Unit[] => {
  const place = pathOf(path);
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePaths(pathOf((units[middle] as Unit).path), place) < 0) low = middle + 1;
    else high = middle;
  }
  return units.slice(Math.max(0, low - headingsAbove), low);
};

/**
 * Content pictures that may hold what the words of a page do not say: on a page of few words all, else those that are
 * called or headed by one of the titles. What they show, only a person can see.
 * @param except pictures whose matter is known, such as portraits
 */
export const inPictures = (
  matters: readonly Matter[],
  { titles = null, except = new Set() }: { titles?: Phrases | null; except?: ReadonlySet<Image> } = {},
): EvidenceRef[] =>
  matters
    .filter(({ source }) => source.medium === 'page')
    .flatMap(({ source, units, text }) => {
      const titled = (image: Image): boolean =>
        titles !== null &&
        [image.alt, ...unitsBefore(units, image.path).map((unit) => unit.text)].some(
          (words) => titles.first(skeleton(words)) !== null,
        );
      const shown = (src: string): number => source.images.filter((image) => image.src === src).length;
      return source.images
        .filter(
          (image) =>
            isContent(image) &&
            shown(image.src) < oftenShown &&
            !except.has(image) &&
            (text.length < fewLetters || titled(image)),
        )
        .map((image) => ({
          artifactId: source.artifactId,
          url: source.url,
          at: image.at,
          quote: image.alt || image.src,
        }));
    });
