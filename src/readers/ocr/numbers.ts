import type { OcrEngine } from './engine.ts';
import { cropped, type Picture, type PixelBox } from './picture.ts';
import { confidenceOf, textOfLine, type Word, type WrittenLine } from './words.ts';

/**
 * The stock Thai model has no ๔ ๖ ๗ ๘ ๙ in its alphabet, so it makes other digits of them. Our own model reads the digits
 * of both scripts and takes all letters for one placeholder (digits/README.md). It reads every line once as a whole, to
 * find where numbers stand, and every number twice more, among its neighbours and by itself; the stock reading is the
 * fourth witness, as far as it goes. A number is trusted when two of the four agree and no other two do.
 */

export type DoubtfulNumber = { text: string; box: PixelBox; isYear: boolean };
export type Numbers = { doubts: DoubtfulNumber[] };

/** White paper around what is cut out, in pixels. */
const paper = 4;
/** Numbers of so few digits are read best when cut out close, with more paper around them. */
const fewDigits = 2;
const widePaper = 12;
/** How far neighbours of a number are cut out with it, and how much of the space around it when it is read by itself. */
const neighbours = 170;
const widestSpace = 24;
/** Room above letters, for their marks, and below the line that they stand on, in heights of letters. */
const above = 1.7;
const below = 0.45;
/** Arabic digits of the stock model are believed from this confidence on. */
const believedArabic = 0.88;
const outvotedArabic = 0.95;
/** Letters that the stock model is surer of than this are letters. */
const believedLetters = 0.9;
/** Digits that are believed where the stock model saw no digit at all. */
const believedAlone = 0.75;

const thaiZero = 0x0e50;
const isThaiDigit = (char: string): boolean => char >= '\u0e50' && char <= '\u0e59';
const digit = /[0-9\u0e50-\u0e59]/u;
const letters = /[\u0e01-\u0e2e\p{Script=Latin}]/gu;
/** A number with the signs that belong to it. */
const numberPattern = /[0-9\u0e50-\u0e59](?:[0-9\u0e50-\u0e59.,/:()%-]*[0-9\u0e50-\u0e59])?/u;

const digitsOf = (text: string): string =>
  [...text]
    .filter((char) => digit.test(char))
    .map((char) => (isThaiDigit(char) ? String(char.charCodeAt(0) - thaiZero) : char))
    .join('');

/** What the stock model makes of each Thai digit, commonest first (measured, digits/README.md). */
const stockReadings = ['0', '1', '23', '3', '5', '5', '205', '351', '5', '523'];

/** Whether a stock reading is what that model makes of some digits; it also puts in a stray digit now and then. */
const fitsStock = (digits: string, stock: string): boolean => {
  if (digits === '' || stock.length < digits.length || stock.length > digits.length + 1 + digits.length / 4)
    return false;
  let at = 0;
  for (const one of digits) {
    const seen = `${stockReadings[Number(one)] ?? ''}${one}`;
    while (at < stock.length && !seen.includes(stock[at] ?? '')) at++;
    if (at++ >= stock.length) return false;
  }
  return true;
};

/** Text of pieces without the spaces between them. */
const joined = (words: readonly Word[]): string => words.map(({ text }) => text).join('');

const union = (words: readonly Word[]): PixelBox => [
  Math.min(...words.map(({ box }) => box[0])),
  Math.min(...words.map(({ box }) => box[1])),
  Math.max(...words.map(({ box }) => box[2])),
  Math.max(...words.map(({ box }) => box[3])),
];

/** Where a number stands in a line: the pieces of the stock reading, and what the digit model says of it. */
type Candidate = {
  line: WrittenLine;
  words: Word[];
  /** What the digit model reads in the whole line, among the number's neighbours and in the number by itself. */
  readings: [inLine: string, inPart: string, byItself: string];
  confidence: number;
};

/** Rows of pixels that a line of writing takes, told from the letters without marks. */
const bandOf = ({ words }: WrittenLine): [top: number, bottom: number] => {
  const heights = words.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b);
  const letter = heights[Math.floor(heights.length / 4)] ?? 0;
  const feet = words
    .filter(({ box }) => box[3] - box[1] <= 1.3 * letter)
    .map(({ box }) => box[3])
    .sort((a, b) => a - b);
  const base = feet[Math.floor(feet.length / 2)] ?? 0;
  return [Math.round(base - above * letter), Math.round(base + below * letter)];
};

type Crops = [part: PixelBox, alone: PixelBox];

/** The number by itself, with the space around it, and among its neighbours. */
const cropsOf = ({ line, words }: Candidate): Crops => {
  const [top, bottom] = bandOf(line);
  const [left, , right] = union(words);
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
  const [from, , to] = union([...near, ...words]);
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

const letterCount = (words: readonly Word[]): number => (joined(words).match(letters) ?? []).length;
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
    const [left, top, , bottom] = union(words);
    const gap = before ? left - union(before)[2] : Number.POSITIVE_INFINITY;
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
  const [from, , to] = union(words);
  const off = Math.max(0, left - to, from - right) / lineWidth;
  const looks = stock === own || fitsStock(own, stock) ? 0 : Math.abs(stock.length - own.length) <= 1 ? 0.4 : 0.8;
  return looks + 4 * off;
};

/** A word without digits that may be a number that the stock model could not read: where a spotted number reaches. */
const misread = (groups: readonly Word[][], { left, right }: Spotted, between: readonly [number, number]): Word[] => {
  const reach = (words: Word[]): number => {
    const [from, , to] = union(words);
    return from < between[0] || to > between[1] ? 0 : (Math.min(to, right) - Math.max(from, left)) / (to - from);
  };
  const possible = groups.filter(
    (words) => !digit.test(joined(words)) && letterCount(words) <= wordInNumber && reach(words) > 0.6,
  );
  return possible.sort((a, b) => confidenceOf(a) - confidenceOf(b))[0] ?? [];
};

const candidatesOf = (line: WrittenLine, tokens: readonly Word[], dx: number): Candidate[] => {
  const groups = spacedWords(line);
  const stretches = stretchesOf(groups);
  const spotted = spottedIn(tokens, dx);
  const [left, , right] = union(line.words);
  const partners = pairUp(spotted, stretches, (one, words) => unlikeness(words, one, Math.max(1, right - left)));
  const taken = new Set<Word[]>();
  const candidates = spotted.flatMap(({ text, confidence }, index): Candidate[] => {
    let words = stretches[partners[index] ?? -1];
    if (words) taken.add(words);
    else {
      const before = partners.slice(0, index).findLast((one) => one >= 0) ?? -1;
      const behind = partners.slice(index + 1).find((one) => one >= 0) ?? -1;
      words = misread(groups, spotted[index] as Spotted, [
        before >= 0 ? union(stretches[before] as Word[])[2] : Number.NEGATIVE_INFINITY,
        behind >= 0 ? union(stretches[behind] as Word[])[0] : Number.POSITIVE_INFINITY,
      ]);
    }
    return words.length === 0 ? [] : [{ line, words, readings: [text, '', ''], confidence }];
  });
  const unseen = stretches
    .filter((words) => !taken.has(words))
    .map((words): Candidate => ({ line, words, readings: ['', '', ''], confidence: 0 }));
  return [...candidates, ...unseen];
};

type Settled = { text: string; trusted: boolean };
type Opinion = { text: string; digits: string; votes: number };

/** The different readings of the digit model, each with the witnesses that speak for it, the most first. */
const opinionsOn = ({ readings }: Candidate, stock: string): Opinion[] => {
  const opinions: Opinion[] = [];
  for (const text of readings) {
    const digits = digitsOf(text);
    if (digits === '') continue;
    const same = opinions.find((one) => one.digits === digits);
    if (same) same.votes++;
    else opinions.push({ text, digits, votes: 1 });
  }
  for (const opinion of opinions) if (opinion.digits === stock || fitsStock(opinion.digits, stock)) opinion.votes++;
  return opinions.sort((a, b) => b.votes - a.votes);
};

/** Weighs the readings of a number. Undefined: the stock reading stands, and nothing speaks against it. */
const settle = (candidate: Candidate): Settled | undefined => {
  const { words, confidence } = candidate;
  const text = joined(words);
  const stock = digitsOf(text);
  const sureness = confidenceOf(words);
  const [first, ...others] = opinionsOn(candidate, stock);
  if (stock === '') {
    // Latin letters in place of a number are never sure enough to stand against all three readings.
    const outvoted = first?.votes === 3 && !/[\u0e01-\u0e4e]/u.test(text);
    const isWord =
      letterCount(words) > (first?.digits.length ?? 0) + 1 || (sureness >= believedLetters && text.length > 1);
    if (!first || first.votes < 2 || (isWord && !outvoted) || confidence < believedAlone) return undefined;
    return { text: first.text, trusted: true };
  }
  const isArabic = ![...text].some(isThaiDigit) && !/[\u0e01-\u0e4e]/u.test(text);
  const isSureArabic = isArabic && sureness >= believedArabic;
  const saysThai =
    first !== undefined && first.votes >= 2 && [...first.text].some(isThaiDigit) && first.digits !== stock;
  // Three readings of the same number of digits stand against one that is not quite sure.
  const saysOther = first?.votes === 3 && first.digits.length === stock.length && first.digits !== stock;
  if (isSureArabic && !saysThai && !(saysOther && sureness < outvotedArabic)) return undefined;
  if (!first) return { text, trusted: false };
  // Letters in brackets and the like, of which the digit model makes a single digit here and there.
  if (isArabic && first.digits.length < stock.length) return { text, trusted: false };
  const rivals = others.filter(({ votes }) => votes === first.votes);
  if (first.votes >= 2 && rivals.length === 0) return { text: first.text, trusted: true };
  // Of readings with as much for them, the one that is a year of our time is more likely than one that is none.
  const years = [first, ...rivals].filter(({ digits }) => yearPattern.test(digits));
  const [year] = years;
  if (first.votes >= 2 && years.length === 1 && year) return { text: year.text, trusted: true };
  return { text: (year ?? first).text, trusted: false };
};

const yearPattern = /^2[456]\d\d$/u;
const isYear = (candidate: Candidate, text: string): boolean =>
  [text, ...candidate.readings, joined(candidate.words)].some(
    (one) => yearPattern.test(digitsOf(one)) && !/[,.]/u.test(one),
  );

/** A year in which the readings differ, with a question mark for every digit that they do not share. */
const masked = (text: string, others: readonly string[]): string => {
  let place = -1;
  return [...text]
    .map((char) => {
      if (!digit.test(char)) return char;
      place++;
      const own = digitsOf(char);
      return others.every((other) => other.length > place && other[place] === own) ? char : '?';
    })
    .join('');
};

/** Puts what was settled in the place of the pieces. */
const replace = ({ line, words }: Candidate, text: string, confidence: number): void => {
  const first = words[0];
  if (!first) return;
  const at = line.words.indexOf(first);
  const [left, top, right, bottom] = union(words);
  const behind = joined(words).match(/[^0-9\u0e50-\u0e59\p{L}\p{M}]*$/u)?.[0] ?? '';
  const before = joined(words).match(/^[("'\u201c]*/u)?.[0] ?? '';
  const whole = `${text.startsWith('(') ? '' : before}${text}${behind}`;
  line.words.splice(at, words.length, {
    text: whole,
    box: [left, top, right, bottom],
    confidence,
    spaced: first.spaced,
  });
};

const textOf = (lines: readonly WrittenLine[] = []): string => lines.map(textOfLine).join(' ');

/** Crops wider than this, in shares of their height, are lines; narrower ones the recogniser reads better as one word. */
const lineLike = 3;

/** Reads crops with the digit model. */
const readCrops = async (picture: Picture, boxes: readonly PixelBox[], engine: OcrEngine): Promise<WrittenLine[][]> => {
  const result: WrittenLine[][] = boxes.map(() => []);
  for (const layout of ['line', 'word'] as const) {
    const own = boxes.flatMap(([left, top, right, bottom], index) =>
      right - left > lineLike * (bottom - top) === (layout === 'line') ? [index] : [],
    );
    const read = await engine.recognise(
      own.map((index) => cropped(picture, boxes[index] as PixelBox, paper)),
      'digits',
      layout,
    );
    own.forEach((index, at) => {
      result[index] = read[at] ?? [];
    });
  }
  return result;
};

/** The number of a text that looks most like what was read in the same place. */
const likest = (text: string, others: readonly string[]): string => {
  const wanted = others.map(digitsOf).filter((one) => one !== '');
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const [found] of text.matchAll(new RegExp(numberPattern.source, 'gu'))) {
    const own = digitsOf(found);
    const distance = Math.min(...wanted.map((one) => (fitsStock(own, one) ? 0.5 : differences(own, one))));
    if (distance < least) [best, least] = [found, distance];
  }
  return least <= Math.max(1, digitsOf(best).length / 2) ? best : '';
};

/** Places in which two rows of digits differ, and by how much one is longer. */
const differences = (a: string, b: string): number =>
  [...a].filter((char, index) => b[index] !== char).length + Math.max(0, b.length - a.length);

/** Reads the numbers of all lines again and puts them right, in place. */
export const settleNumbers = async (
  picture: Picture,
  lines: readonly WrittenLine[],
  engine: OcrEngine,
): Promise<Numbers> => {
  if (!engine.digits) return { doubts: [] };
  const written = lines.filter(({ words }) => words.length > 0);
  const boxes = written.map((line): PixelBox => {
    const [left, , right] = union(line.words);
    const [top, bottom] = bandOf(line);
    return [left - widestSpace / 2, top, right + widestSpace / 2, bottom];
  });
  const read = await readCrops(picture, boxes, engine);
  const candidates = written.flatMap((line, index) => {
    const tokens = (read[index] ?? []).flatMap(({ words }) => words);
    return candidatesOf(line, tokens, Math.max(0, boxes[index]?.[0] ?? 0) - paper);
  });
  const crops = candidates.map(cropsOf);
  const parts = await readCrops(
    picture,
    crops.map(([part]) => part),
    engine,
  );
  const alone = await engine.recognise(
    candidates.map(({ words }, index) => {
      if (joined(words).length > fewDigits) return cropped(picture, (crops[index] as Crops)[1], paper);
      const [left, top, right, bottom] = union(words);
      return cropped(picture, [left - 1, top - 1, right + 1, bottom + 1], widePaper);
    }),
    'digits',
    'word',
  );
  const doubts: DoubtfulNumber[] = [];
  candidates.forEach((candidate, index) => {
    const { readings } = candidate;
    readings[2] = numberPattern.exec(textOf(alone[index]).replaceAll(' ', ''))?.[0] ?? '';
    readings[1] = likest(textOf(parts[index]), [readings[0], readings[2], joined(candidate.words)]);
    const settled = settle(candidate);
    if (!settled) return;
    const box = union(candidate.words);
    const year = isYear(candidate, settled.text);
    if (!settled.trusted) doubts.push({ text: settled.text, box, isYear: year });
    const others = readings.map(digitsOf).filter((one) => one !== '');
    replace(candidate, settled.trusted || !year ? settled.text : masked(settled.text, others), candidate.confidence);
  });
  return { doubts };
};
