import { inkLevel, type Picture, type PixelBox } from './picture.ts';

/** Rows of ink of a cell that belong together: one line of writing, or several whose marks touch. */
export type Band = { top: number; bottom: number; ink: number };

/** A row of pixels with less ink than this is paper with specks. */
const specks = 2;
/** Marks above or below letters have this share of their ink at the most, and stand no further away, in usual heights. */
const marksInk = 0.45;
const marksGap = 0.45;
/** Higher bands hold more than one line. */
const twoLines = 1.75;
const defaultHeight = 40;

/** Bands of ink in a part of a picture, parted by white rows. */
const inkBands = ({ width, data }: Picture, [left, top, right, bottom]: PixelBox): Band[] => {
  const bands: Band[] = [];
  let open: Band | undefined;
  for (let y = top; y <= bottom; y++) {
    let ink = 0;
    if (y < bottom) for (let x = left; x < right; x++) if ((data[y * width + x] ?? 255) < inkLevel) ink++;
    if (ink >= specks) {
      if (!open) {
        open = { top: y, bottom: y, ink: 0 };
        bands.push(open);
      }
      open.bottom = y + 1;
      open.ink += ink;
    } else open = undefined;
  }
  return bands;
};

const heightOf = ({ top, bottom }: Band): number => bottom - top;

const join = (above: Band, below: Band): Band => ({
  top: above.top,
  bottom: below.bottom,
  ink: above.ink + below.ink,
});

/** Gives vowels and tones, which a white row may part from their letters, back to the line that they stand on. */
const withMarks = (bands: readonly Band[], usual: number): Band[] => {
  const isMarksOf = (marks: Band, letters: Band, gap: number): boolean =>
    marks.ink < marksInk * letters.ink && heightOf(marks) < usual && gap < marksGap * usual;
  const joined: Band[] = [];
  for (const band of bands) {
    const above = joined.at(-1);
    const gap = above ? band.top - above.bottom : Number.POSITIVE_INFINITY;
    // Most marks stand above their letters: those go first.
    if (above && isMarksOf(above, band, gap)) joined[joined.length - 1] = join(above, band);
    else joined.push(band);
  }
  const whole: Band[] = [];
  for (const band of joined) {
    const above = whole.at(-1);
    if (above && isMarksOf(band, above, band.top - above.bottom)) whole[whole.length - 1] = join(above, band);
    else whole.push(band);
  }
  return whole;
};

/** The height that most of the ink has: lines have it, not the marks that stand alone. */
const usualHeight = (bands: readonly Band[]): number => {
  const sorted = [...bands].sort((a, b) => heightOf(a) - heightOf(b));
  const half = sorted.reduce((sum, { ink }) => sum + ink, 0) / 2;
  let ink = 0;
  for (const band of sorted) {
    ink += band.ink;
    if (ink >= half) return heightOf(band);
  }
  return defaultHeight;
};

/**
 * Parts cells into their lines of writing, and tells which bands hold a single line. The recogniser itself takes the
 * marks of a short line for a line of their own.
 */
export const linesOfCells = (picture: Picture, cells: readonly PixelBox[]): { band: Band; single: boolean }[][] => {
  const raw = cells.map((cell) => inkBands(picture, cell));
  const usual = usualHeight(raw.flat());
  return raw.map((bands) =>
    withMarks(bands, usual).map((band) => ({ band, single: heightOf(band) <= twoLines * usual })),
  );
};
