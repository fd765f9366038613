import { digit, digitsOf, fitsStock, joined, letterCount, numberPattern } from './number-text.ts';
import type { PixelBox } from './picture.ts';
import { confidenceOf, unionOf, type Word, type WrittenLine } from './words.ts';

/** How far neighbours of a number are cut out with it, and how much of the space around it when it is read by itself. */
const neighbours = 170;
export const widestSpace = 24;
/** Room above letters, for their marks, and below the line that they stand on, in heights of letters. */
const above = 1.7;
const below = 0.45;
/** Where a number stands in a line: the pieces of the stock reading, and what the digit model says of it. */
export type Candidate = {
  line: WrittenLine;
  words: Word[];
  /** What the digit model reads in the whole line, among the number's neighbours and in the number by itself. */
  readings: [inLine: string, inPart: string, byItself: string];
  confidence: number;
};

/** Rows of pixels that a line of writing takes, told from the letters without marks. */
export const bandOf = ({ words }: WrittenLine): [top: number, bottom: number] => {
  const heights = words.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b);
  const letter = heights[Math.floor(heights.length / 4)] ?? 0;
  const feet = words
    .filter(({ box }) => box[3] - box[1] <= 1.3 * letter)
    .map(({ box }) => box[3])
    .sort((a, b) => a - b);
  const base = feet[Math.floor(feet.length / 2)] ?? 0;
  return [Math.round(base - above * letter), Math.round(base + below * letter)];
};

export type Crops = [part: PixelBox, alone: PixelBox];

/** The number by itself, with the space around it, and among its neighbours. */
export const cropsOf = ({ line, words }: Candidate): Crops => {
  const [top, bottom] = bandOf(line);
  const [left, , right] = unionOf(words);
  const at = line.words.indexOf(words[0] as Word);
  const before = line.words[at - 1]?.box[2] ?? left - widestSpace;
  const behind = line.words[at + words.length]?.box[0] ?? right + widestSpace;
  const own: PixelBox = [
    Math.max(left - widestSpace, Math.min(left, before)),
    top,
    Math.min(right + widestSpace, Math.max(right, behind)),
    bottom,
  ];
  const near = line.words.filter(({ box }) => box[0] >= left - neighbours && box[2] <= right + neighbours);
  const [from, , to] = unionOf([...near, ...words]);
  return [[from - widestSpace / 2, top, to + widestSpace / 2, bottom], own];
};

/** Numbers that the digit model found in a line, in order, each with the reach of its token. */
type Spotted = { text: string; left: number; right: number; confidence: number };

const spottedIn = (tokens: readonly Word[], dx: number): Spotted[] =>
  tokens.flatMap(({ text, box, confidence }) =>
    [...text.matchAll(new RegExp(numberPattern.source, 'gu'))].map(([found]) => ({
      text: found,
      left: box[0] + dx,
      right: box[2] + dx,
      confidence,
    })),
  );

/** Pieces between two spaces. */
const spacedWords = ({ words }: WrittenLine): Word[][] => {
  const groups: Word[][] = [];
  for (const word of words) {
    if (word.spaced || groups.length === 0) groups.push([word]);
    else groups.at(-1)?.push(word);
  }
  return groups;
};
/** So many letters in a row are a word beside a number, not a misread digit. */
const wordInNumber = 3;

/** The stretches of a spaced word that are numbers. Single letters at their edges and within may be misread digits. */
const numbersIn = (pieces: readonly Word[]): Word[][] => {
  const places = pieces.flatMap(({ text }, index) => (digit.test(text) ? [index] : []));
  const stretches: [number, number][] = [];
  for (const place of places) {
    const open = stretches.at(-1);
    if (open && letterCount(pieces.slice(open[1] + 1, place)) < wordInNumber) open[1] = place;
    else stretches.push([place, place]);
  }
  return stretches.map(([from, to], index) => {
    const isFirst = index === 0 && letterCount(pieces.slice(0, from)) === 1;
    const isLast = index === stretches.length - 1 && letterCount(pieces.slice(to + 1)) === 1;
    return pieces.slice(isFirst ? 0 : from, isLast ? pieces.length : to + 1);
  });
};

/** A space this narrow, in heights of letters, before three digits is one that the stock model saw behind a comma. */
const narrowSpace = 0.9;

/** Stretches of a line that are numbers, in order. */
const stretchesOf = (groups: readonly Word[][]): Word[][] => {
  const stretches: Word[][] = [];
  for (const words of groups.flatMap(numbersIn)) {
    const before = stretches.at(-1);
    const [left, top, , bottom] = unionOf(words);
    const gap = before ? left - unionOf(before)[2] : Number.POSITIVE_INFINITY;
    if (before && /^\D*[0-9\u0e50-\u0e59]{3}\D*$/u.test(joined(words)) && gap < narrowSpace * (bottom - top))
      before.push(...words);
    else stretches.push([...words]);
  }
  return stretches;
};

const missing = 0.55;

/** Pairs two lists in order at the least cost; a member may stay alone. Gives the partner of each left member, or -1. */
const pairUp = <A, B>(left: readonly A[], right: readonly B[], cost: (a: A, b: B) => number): number[] => {
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width);
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      if (i === 0 || j === 0) {
        costs[i * width + j] = (i + j) * missing;
        continue;
      }
      costs[i * width + j] = Math.min(
        (costs[(i - 1) * width + j] ?? 0) + missing,
        (costs[i * width + j - 1] ?? 0) + missing,
        (costs[(i - 1) * width + j - 1] ?? 0) + cost(left[i - 1] as A, right[j - 1] as B),
      );
    }
  }
  const partners = new Array<number>(left.length).fill(-1);
  for (let i = left.length, j = right.length; i > 0 && j > 0; ) {
    const here = costs[i * width + j] ?? 0;
    const paired = (costs[(i - 1) * width + j - 1] ?? 0) + cost(left[i - 1] as A, right[j - 1] as B);
    if (Math.abs(here - paired) < 1e-9) {
      partners[--i] = --j;
    } else if (Math.abs(here - (costs[(i - 1) * width + j] ?? 0) - missing) < 1e-9) i--;
    else j--;
  }
  return partners;
};

/** How little a stretch of the stock reading and a number of the digit model look like the same. */
const unlikeness = (words: Word[], { text, left, right }: Spotted, lineWidth: number): number => {
  const [stock, own] = [digitsOf(joined(words)), digitsOf(text)];
  const [from, , to] = unionOf(words);
  const off = Math.max(0, left - to, from - right) / lineWidth;
  const looks = stock === own || fitsStock(own, stock) ? 0 : Math.abs(stock.length - own.length) <= 1 ? 0.4 : 0.8;
  return looks + 4 * off;
};

/** A word without digits that may be a number that the stock model could not read: where a spotted number reaches. */
const misread = (groups: readonly Word[][], { left, right }: Spotted, between: readonly [number, number]): Word[] => {
  const reach = (words: Word[]): number => {
    const [from, , to] = unionOf(words);
    return from < between[0] || to > between[1] ? 0 : (Math.min(to, right) - Math.max(from, left)) / (to - from);
  };
  const possible = groups.filter(
    (words) => !digit.test(joined(words)) && letterCount(words) <= wordInNumber && reach(words) > 0.6,
  );
  return possible.sort((a, b) => confidenceOf(a) - confidenceOf(b))[0] ?? [];
};

export const candidatesOf = (line: WrittenLine, tokens: readonly Word[], dx: number): Candidate[] => {
  const groups = spacedWords(line);
  const stretches = stretchesOf(groups);
  const spotted = spottedIn(tokens, dx);
  const [left, , right] = unionOf(line.words);
  const partners = pairUp(spotted, stretches, (one, words) => unlikeness(words, one, Math.max(1, right - left)));
  const taken = new Set<Word[]>();
  const candidates = spotted.flatMap(({ text, confidence }, index): Candidate[] => {
    let words = stretches[partners[index] ?? -1];
    if (words) taken.add(words);
    else {
      const before = partners.slice(0, index).findLast((one) => one >= 0) ?? -1;
      const behind = partners.slice(index + 1).find((one) => one >= 0) ?? -1;
      words = misread(groups, spotted[index] as Spotted, [
        before >= 0 ? unionOf(stretches[before] as Word[])[2] : Number.NEGATIVE_INFINITY,
        behind >= 0 ? unionOf(stretches[behind] as Word[])[0] : Number.POSITIVE_INFINITY,
      ]);
    }
    return words.length === 0 ? [] : [{ line, words, readings: [text, '', ''], confidence }];
  });
  const unseen = stretches
    .filter((words) => !taken.has(words))
    .map((words): Candidate => ({ line, words, readings: ['', '', ''], confidence: 0 }));
  return [...candidates, ...unseen];
};
