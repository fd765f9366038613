import { inkLevel, type Picture, turned } from './picture.ts';

/** Widest angle that a page is laid askew on a scanner or before a camera, in degrees. */
const widestAngle = 8;
const coarseStep = 0.5;
const fineStep = 0.1;
/** Smaller angles do no harm. */
const harmless = 0.15;
/** Ink pixels that are looked at; more say nothing new. */
const mostPoints = 60_000;

type Points = { xs: Float32Array; ys: Float32Array; count: number; height: number; width: number };

/** Ink pixels on every second row and column, thinned evenly where there are too many. */
const inkPoints = ({ width, height, data }: Picture): Points => {
  let total = 0;
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) if ((data[y * width + x] ?? 255) < inkLevel) total++;
  const every = Math.max(1, Math.ceil(total / mostPoints));
  const xs = new Float32Array(Math.ceil(total / every));
  const ys = new Float32Array(xs.length);
  let seen = 0;
  let count = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      if ((data[y * width + x] ?? 255) >= inkLevel || seen++ % every !== 0) continue;
      xs[count] = x - width / 2;
      ys[count++] = y - height / 2;
    }
  }
  return { xs, ys, count, height, width };
};

/** How sharply lines of writing stand out when the page is turned by an angle: the ink of rows, squared and summed. */
const sharpness = ({ xs, ys, count, width, height }: Points, degrees: number): number => {
  const sine = Math.sin((degrees * Math.PI) / 180);
  const cosine = Math.cos((degrees * Math.PI) / 180);
  const reach = Math.ceil(Math.hypot(width, height) / 2) + 2;
  const rows = new Uint32Array(reach);
  for (let i = 0; i < count; i++) {
    const y = (xs[i] ?? 0) * sine + (ys[i] ?? 0) * cosine;
    const row = (y + reach) >> 1;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const row of rows) sum += row * row;
  return sum;
};

/** The angle, in degrees clockwise, by which a page must be turned so that its lines lie level. 0 where it has no lines. */
export const skewOf = (picture: Picture): number => {
  const points = inkPoints(picture);
  if (points.count < 200) return 0;
  const best = (from: number, to: number, step: number): number => {
    let angle = 0;
    let most = -1;
    for (let at = from; at <= to + step / 2; at += step) {
      const value = sharpness(points, at);
      if (value > most || (value === most && Math.abs(at) < Math.abs(angle))) {
        most = value;
        angle = at;
      }
    }
    return angle;
  };
  const coarse = best(-widestAngle, widestAngle, coarseStep);
  const fine = best(coarse - coarseStep, coarse + coarseStep, fineStep);
  return Math.abs(fine) < harmless ? 0 : Math.round(fine * 100) / 100;
};

/** Longer runs of ink than any stroke of a letter, in pixels at 200 dots an inch, are rules. */
const longestStroke = 45;

/** The picture without runs of ink, level or upright, that are longer than strokes of letters. */
const withoutRules = ({ width, height, data }: Picture): Picture => {
  const out = data.slice();
  const clearRuns = (first: number, step: number, count: number): void => {
    let start = 0;
    for (let i = 0; i <= count; i++) {
      if (i < count && (data[first + i * step] ?? 255) < inkLevel) continue;
      if (i - start > longestStroke) for (let k = start; k < i; k++) out[first + k * step] = 255;
      start = i + 1;
    }
  };
  for (let y = 0; y < height; y++) clearRuns(y * width, 1, width);
  for (let x = 0; x < width; x++) clearRuns(x, width, height);
  return { width, height, data: out };
};

/** Whether writing runs up or down the page instead of across it: then columns of ink stand out more than rows. */
export const isSideways = (picture: Picture): boolean => {
  const points = inkPoints(withoutRules(picture));
  if (points.count < 200) return false;
  return sharpness(points, 90) > 1.25 * sharpness(points, 0);
};

/** A straightened picture, and the way back: where a point of it lies in the picture as it was. */
export type Straightened = { picture: Picture; back(x: number, y: number): [number, number] };

/** Turns a picture clockwise by any angle. */
export const turn = async (picture: Picture, degrees: number): Promise<Straightened> => {
  if (degrees === 0) return { picture, back: (x, y) => [x, y] };
  const result = await turned(picture, degrees);
  const angle = (-degrees * Math.PI) / 180;
  return {
    picture: result,
    back: (x, y) => {
      const dx = x - result.width / 2;
      const dy = y - result.height / 2;
      return [
        dx * Math.cos(angle) - dy * Math.sin(angle) + picture.width / 2,
        dx * Math.sin(angle) + dy * Math.cos(angle) + picture.height / 2,
      ];
    },
  };
};
