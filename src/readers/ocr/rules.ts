import type { Rule, Rules } from '../grid.ts';
import { erase, type Picture } from './picture.ts';

/** Lengths in pixels at 200 dots an inch: the shortest rule, the thickest, and a break that a bad scan leaves in one. */
const shortest = 60;
const thickest = 9;
const longestBreak = 8;
/** Share of a rule's pixels that are darker than the paper by themselves. Strokes of letters in a row leave more out. */
const mostlyThere = 0.85;
const barely = 14;
/** A rule lies straight: along its length it strays no further than this. */
const strays = 4;
/** A rule is darker than the paper this far to both sides of it; letters have other ink there. */
const beside = 6;
/** By so many levels of grey, over this length: faint and grainy rules of bad scans count, single specks do not. */
const darker = 24;
const window = 31;
/** A level of grey says no more than this, so that a black speck does not stand for a grey line. */
const mostOfOne = 110;

type Run = { start: number; end: number; at: number };

/** Along a line: the mean over the window, and whether the pixel by itself is darker. */
type Dark = { mean: Float32Array; own: Uint8Array };

/**
 * How much darker each pixel of a line is than the paper on both sides of it, as a mean over a window along the line.
 * Pixels lie `step` apart in the data; `side` leads across to the paper.
 */
const darkness = (data: Uint8Array, first: number, step: number, count: number, side: number, out: Dark): void => {
  const half = window >> 1;
  const level = (i: number): number => {
    const at = first + i * step;
    const paper = Math.min(data[at - side] ?? 0, data[at + side] ?? 0);
    return Math.max(-mostOfOne, Math.min(mostOfOne, paper - (data[at] ?? 255)));
  };
  let sum = 0;
  for (let i = 0; i < Math.min(count, half); i++) sum += level(i);
  for (let i = 0; i < count; i++) {
    if (i + half < count) sum += level(i + half);
    if (i - half - 1 >= 0) sum -= level(i - half - 1);
    out.mean[i] = sum / window;
    out.own[i] = level(i) >= barely ? 1 : 0;
  }
};

/** Long stretches of a line that are darker than the paper beside it. */
const longRuns = ({ mean, own }: Dark, count: number, line: number, runs: Run[]): void => {
  let start = -1;
  let last = -1;
  let there = 0;
  for (let at = 0; at <= count; at++) {
    if (at < count && (mean[at] ?? 0) >= darker) {
      if (start < 0) {
        start = at;
        there = 0;
      }
      last = at;
      there += own[at] ?? 0;
    } else if (start >= 0 && (at === count || at - last > longestBreak)) {
      const length = last - start + 1;
      if (length >= shortest && there >= mostlyThere * length) runs.push({ start, end: last + 1, at: line });
      start = -1;
    }
  }
};

type Strip = { start: number; end: number; first: number; last: number };

/** Joins runs that lie on neighbouring lines to strips; strips that are thicker than a rule are blots or letters. */
const stripsOf = (runs: readonly Run[]): Strip[] => {
  const done: Strip[] = [];
  let open: Strip[] = [];
  for (const run of runs) {
    const still: Strip[] = [];
    for (const strip of open) (strip.last < run.at - 2 ? done : still).push(strip);
    open = still;
    const mine = open.filter((strip) => strip.start < run.end && run.start < strip.end);
    const [first, ...others] = mine;
    if (!first) open.push({ start: run.start, end: run.end, first: run.at, last: run.at });
    else {
      for (const other of others) {
        first.first = Math.min(first.first, other.first);
        first.start = Math.min(first.start, other.start);
        first.end = Math.max(first.end, other.end);
      }
      open = open.filter((strip) => !others.includes(strip));
      first.start = Math.min(first.start, run.start);
      first.end = Math.max(first.end, run.end);
      first.last = run.at;
    }
  }
  return [...done, ...open].filter(({ first, last }) => last - first + 1 <= thickest + strays);
};

const ruleOf = ({ start, end, first, last }: Strip): Rule => ({
  at: (first + last + 1) / 2,
  from: start,
  to: end,
  thickness: last - first + 1,
});

/** Finds the ruling lines of a straightened, evened page. */
export const rulesIn = ({ width, height, data }: Picture): Rules => {
  const longest = Math.max(width, height);
  const dark: Dark = { mean: new Float32Array(longest), own: new Uint8Array(longest) };
  const level: Run[] = [];
  for (let y = beside; y < height - beside; y++) {
    darkness(data, y * width, 1, width, beside * width, dark);
    longRuns(dark, width, y, level);
  }
  const upright: Run[] = [];
  for (let x = beside; x < width - beside; x++) {
    darkness(data, x, width, height, beside, dark);
    longRuns(dark, height, x, upright);
  }
  return { horizontal: stripsOf(level).map(ruleOf), vertical: stripsOf(upright).map(ruleOf) };
};

/** Takes rules out of a picture, in place: what is left is writing. */
export const eraseRules = (picture: Picture, { horizontal, vertical }: Rules): void => {
  for (const { at, from, to, thickness } of horizontal)
    erase(picture, [from, at - thickness / 2 - 1, to, at + thickness / 2 + 1]);
  for (const { at, from, to, thickness } of vertical)
    erase(picture, [at - thickness / 2 - 1, from, at + thickness / 2 + 1, to]);
};
