import { type Grid, type GridBox, type GridCell, gridsOf, type Rules } from '../grid.ts';
import type { Line, Segment } from '../pdf/lines.ts';
import { dirt, readCells } from './cells.ts';
import type { OcrEngine } from './engine.ts';
import { type Numbers, settleNumbers } from './numbers.ts';
import { erase, evened, inkIn, type Picture, type PixelBox, resized } from './picture.ts';
import { rescueThai } from './rescue.ts';
import { eraseRules, rulesIn } from './rules.ts';
import { isSideways, type Straightened, skewOf, turn } from './straighten.ts';
import { repairOcr } from './thai.ts';
import { confidenceOf, textOfLine, unionOf, type Word, type WrittenLine } from './words.ts';

/** A ruled table of a page: the grid, in points, and what each of its cells says. */
export type PageTable = { grid: Grid; texts: string[] };

/** What a page says as a picture. Lengths in points from the top left corner of the picture as it was given. */
export type PageText = {
  lines: Line[];
  tables: PageTable[];
  /** Mean confidence of the recogniser, 0..1; 0 where it found nothing. */
  confidence: number;
  /** Whether there is next to no ink: an empty page. */
  blank: boolean;
  /** Numbers that it is not sure of: its best guess, and where. `isYear`: it may be a year. */
  doubts: { text: string; box: GridBox; isYear: boolean }[];
};

/** Dots an inch at which pages are recognised: more takes longer and reads no better (shared measurements). */
const workingDpi = 200;
/** How far rules of a scan may miss each other, in pixels at that size. */
const slack = 8;
/** Smaller nets of rules are seals, stamps and drawings, not tables; in pixels at that size. */
const smallestTable = { width: 260, height: 50, row: 24, column: 20 };
/** Short lines that are read with less confidence than this are dirt, seals and strokes of a pen. */
const leastOfShort = 0.6;
const shortLine = 8;
/** A page that is read with less confidence than this may stand on its head. */
const doubtfulPage = 0.8;
/** Fewer pieces of writing than this are no page of text. */
const fewWords = 15;
/** Share of a page's pixels that are ink, under which it is empty but for specks and punch holes. */
const blankShare = 0.0008;
const pointsPerInch = 72;
/** Gap in em from which on the words of a line stand in different columns, as in pdf/lines. */
const columnGap = 1.2;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Height of letters without marks above or below, times this, is the size of type. */
const typeScale = 1.6;

/** Size of type of a line in pixels. Most letters of a line have no marks, so the lower heights tell. */
const sizeOf = (words: readonly Word[]): number => {
  const heights = words.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b);
  return (heights[Math.floor(heights.length / 4)] ?? 0) * typeScale;
};

/** A picture that is being read, with what was found on it so far. */
type Sheet = { straight: Straightened; grids: Grid[]; body: WrittenLine[]; cells: WrittenLine[][][] };

/** Half of a rule, in pixels, that is no part of the cells beside it. */
const ruleWidth = 3;

/** A cell between its rules. */
const inner = ([left, top, right, bottom]: GridBox): PixelBox => [
  Math.round(left + ruleWidth),
  Math.round(top + ruleWidth),
  Math.round(right - ruleWidth),
  Math.round(bottom - ruleWidth),
];

/** The rules that grids are made of; others underline words or frame pictures. */
const rulesOfGrids = ({ horizontal, vertical }: Rules, grids: readonly Grid[]): Rules => {
  const near = (x: number, y: number): boolean =>
    grids.some(({ box }) => x >= box[0] - slack && x <= box[2] + slack && y >= box[1] - slack && y <= box[3] + slack);
  return {
    horizontal: horizontal.filter(({ at, from, to }) => near((from + to) / 2, at)),
    vertical: vertical.filter(({ at, from, to }) => near(at, (from + to) / 2)),
  };
};

const isBlank = (picture: Picture): boolean =>
  inkIn(picture, [0, 0, picture.width, picture.height]) < blankShare * picture.width * picture.height;

const isTable = ({ box: [left, top, right, bottom], rows, columns }: Grid): boolean =>
  right - left >= Math.max(smallestTable.width, columns * smallestTable.column) &&
  bottom - top >= Math.max(smallestTable.height, rows * smallestTable.row);

const isShort = ({ words }: WrittenLine): boolean => words.reduce((sum, { text }) => sum + text.length, 0) <= shortLine;

const isDirt = (line: WrittenLine): boolean => isShort(line) && confidenceOf(line.words) < leastOfShort;

/** Marks above letters that were taken for a line of their own lie over the line that they belong to. */
const marksShare = 0.4;
const leastOfMarks = 0.9;

/** Short lines that lie over a longer one. */
const marksAmong = (lines: readonly WrittenLine[]): Set<WrittenLine> => {
  const boxes = lines.map(({ words }) => unionOf(words));
  return new Set(
    lines.filter((line, index) => {
      const own = boxes[index];
      if (!own || !isShort(line) || confidenceOf(line.words) >= leastOfMarks) return false;
      return boxes.some((other, at) => {
        if (at === index || other[2] - other[0] < own[2] - own[0]) return false;
        const over = Math.min(own[3], other[3]) - Math.max(own[1], other[1]);
        const within = Math.min(own[2], other[2]) - Math.max(own[0], other[0]);
        return over > marksShare * (own[3] - own[1]) && within > 0.8 * (own[2] - own[0]);
      });
    }),
  );
};

/** Reads a level page: ruled tables cell by cell, everything else as running text. */
const readLevel = async (straight: Straightened, engine: OcrEngine): Promise<Sheet> => {
  const { picture } = straight;
  const rules = rulesIn(picture);
  const grids = gridsOf(rules, slack).filter(isTable);
  const clear: Picture = { ...picture, data: picture.data.slice() };
  eraseRules(clear, rulesOfGrids(rules, grids));
  const rest: Picture = { ...clear, data: grids.length > 0 ? clear.data.slice() : clear.data };
  const places = grids.map(({ cells }) => cells.map((cell) => inner(cell.box)));
  for (const [left, top, right, bottom] of places.flat())
    erase(rest, [left - ruleWidth, top - ruleWidth, right + ruleWidth, bottom + ruleWidth]);
  const whole: PixelBox = [0, 0, rest.width, rest.height];
  const [body = []] = inkIn(rest, whole) > dirt * 4 ? await engine.recognise([rest], 'thai-latin', 'page') : [];
  const marks = marksAmong(body);
  const cells = await readCells(clear, places, engine);
  return {
    straight: { ...straight, picture: clear },
    grids,
    body: body.filter((line) => !isDirt(line) && !marks.has(line)),
    cells,
  };
};

const wordsOf = ({ body, cells }: Sheet): Word[] => [...body, ...cells.flat(2)].flatMap(({ words }) => words);

/** Goes back through two turns of a picture. */
const chained = (first: Straightened, second: Straightened): Straightened => ({
  picture: second.picture,
  back: (x, y) => first.back(...second.back(x, y)),
});

/** Turns a page by quarters, then level, and reads it. */
const readTurned = async (picture: Picture, degrees: number, engine: OcrEngine): Promise<Sheet> => {
  const upright = await turn(picture, degrees);
  return readLevel(chained(upright, await turn(upright.picture, skewOf(upright.picture))), engine);
};

/** Whether most lines run up or down: the recogniser reads such lines, but what is cut out of them lies on its side. */
const isStacked = ({ body }: Sheet): boolean => {
  const boxes = body.filter(({ words }) => words.length > 3).map(({ words }) => unionOf(words));
  return boxes.filter(([left, top, right, bottom]) => bottom - top > 2 * (right - left)).length > boxes.length / 2;
};

/**
 * Reads a page upright. One that makes no sense then is tried the other ways, the likelier first, and the reading that
 * the recogniser is surest of is kept.
 */
const readStraight = async (picture: Picture, engine: OcrEngine): Promise<Sheet> => {
  let best: Sheet | undefined;
  let most = -1;
  /** Says whether the page makes sense; undefined where it has next to no writing, and so says nothing. */
  const tryWay = async (degrees: number): Promise<boolean | undefined> => {
    const sheet = await readTurned(picture, degrees, engine);
    const words = wordsOf(sheet);
    const confidence = isStacked(sheet) ? 0 : confidenceOf(words);
    if (confidence > most) {
      most = confidence;
      best = sheet;
    }
    return words.length < fewWords ? undefined : confidence >= doubtfulPage;
  };
  // Nearly all pages lie upright, and columns of a table look like lines that run down the page.
  const upright = await tryWay(0);
  if (upright) return best as Sheet;
  const sideways = isSideways(picture);
  // A page with next to no writing says nothing any way it lies, unless its lines run down.
  if (upright === undefined && !sideways) return best as Sheet;
  for (const degrees of sideways ? [90, 270, 180] : [180, 90, 270]) if ((await tryWay(degrees)) ?? !sideways) break;
  return best as Sheet;
};

/** Words between wide gaps, as segments of one line. */
const segmentsOf = (words: readonly Word[], size: number, place: (box: PixelBox) => GridBox): Segment[] => {
  const groups: Word[][] = [];
  for (const word of words) {
    const before = groups.at(-1)?.at(-1);
    if (before && word.box[0] - before.box[2] < columnGap * size) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => {
    const [left, top, right, bottom] = place(unionOf(group));
    return { text: repairOcr(textOfLine({ words: group })), left, top, right, bottom, y: bottom, size: 0 };
  });
};

/**
 * Reads one page from its picture.
 * @param dpi dots an inch of the picture; a guess will do
 */
export const readPicture = async (given: Picture, dpi: number, engine: OcrEngine): Promise<PageText> => {
  const scale = workingDpi / dpi;
  const scaled = Math.abs(scale - 1) < 0.02 ? given : await resized(given, scale);
  const sheet = await readStraight(evened(scaled), engine);
  const { straight, grids } = sheet;
  const toPoints = pointsPerInch / workingDpi;
  const place = ([left, top, right, bottom]: GridBox | PixelBox): GridBox => {
    const [x, y] = straight.back((left + right) / 2, (top + bottom) / 2);
    // A page on its side swaps width and height; a slight skew leaves them.
    const [x2, y2] = straight.back((left + right) / 2 + 1, (top + bottom) / 2);
    const sideways = Math.abs(y2 - y) > Math.abs(x2 - x);
    const width = sideways ? bottom - top : right - left;
    const height = sideways ? right - left : bottom - top;
    return [
      (x - width / 2) * toPoints,
      (y - height / 2) * toPoints,
      (x + width / 2) * toPoints,
      (y + height / 2) * toPoints,
    ];
  };
  const all = [...sheet.body, ...sheet.cells.flat(2)];
  await rescueThai(straight.picture, all, engine);
  const numbers: Numbers = await settleNumbers(straight.picture, all, engine);

  const lines = sheet.body.flatMap(({ words }): Line[] => {
    const size = sizeOf(words);
    const segments = segmentsOf(words, size, place).filter(({ text }) => text !== '');
    for (const segment of segments) segment.size = size * toPoints;
    return segments.length > 0
      ? [{ segments, y: median(segments.map(({ bottom }) => bottom)), size: size * toPoints }]
      : [];
  });
  const tables = grids.map((grid, table): PageTable => {
    const cells = grid.cells.map((cell): GridCell => ({ ...cell, box: place(cell.box) }));
    const texts = (sheet.cells[table] ?? []).map((written) =>
      written
        .map(({ words }) => repairOcr(textOfLine({ words })))
        .join(' ')
        .trim(),
    );
    return { grid: { ...grid, box: place(grid.box), cells }, texts };
  });
  return {
    lines,
    tables,
    blank: isBlank(straight.picture),
    confidence: confidenceOf(all.flatMap(({ words }) => words)),
    doubts: numbers.doubts.map(({ text, box, isYear }) => ({ text, box: place(box), isYear })),
  };
};
