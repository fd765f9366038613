import type { Image } from './evidence.ts';

/** Sides, in pixels, under which a picture is a sign or a button; pictures that declare none may be of any size. */
const smallestSide = 100;

const decorative =
  /(?:logo|icon|banner|button|btn|spacer|arrow|bullet|blank|sprite|loading|loader|pixel|separator|divider|favicon)/iu;

const fileNameOf = (src: string): string =>
  src
    .replace(/[?#].*$/su, '')
    .split('/')
    .at(-1) ?? '';

/** Whether a picture stands in the page itself instead of its address. */
export const isInline = ({ src }: Pick<Image, 'src'>): boolean => src.startsWith('data:');

/** Whether a picture of a page may hold some of its matter, by its place, its size and its name. */
export const isContentImage = (image: Image): boolean => {
  const { region, src, width = smallestSide, height = smallestSide } = image;
  if (region !== 'main' || width < smallestSide || height < smallestSide) return false;
  return isInline(image) || !decorative.test(fileNameOf(src));
};
