import type { Piece } from './engine.ts';

/** Text on one line without wide gaps. Lengths in points from the top left corner. */
export type Segment = {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  y: number;
  size: number;
};
/** Segments side by side, from left to right. */
export type Line = { segments: Segment[]; y: number; size: number };

/** Gaps in em: from here on a space, from here on another column. */
const spaceGap = 0.2;
const columnGap = 1.2;
/** So many lines back a line is sought that a table cell continues to the right. */
const cellLines = 12;

const saraAa = 0x0e32;

const sameBaseline = (a: { y: number; size: number }, b: { y: number; size: number }, share: number): boolean =>
  Math.abs(a.y - b.y) <= share * Math.max(a.size, b.size);

/** Joins the pieces of a page, in the order in which they are drawn, to segments. */
const segmentsOf = (pieces: readonly Piece[]): Segment[] => {
  const segments: Segment[] = [];
  let open: Segment | undefined;
  let lastX = 0;
  for (const piece of pieces) {
    const { text, x, y, size, left, right, top, bottom } = piece;
    const blank = /^[ \u00a0]*$/u.test(text);
    const gap: number = open ? x - open.right : 0;
    const continues =
      open !== undefined && sameBaseline(open, piece, 0.55) && gap < columnGap * size && gap > -3 * size;
    if (!open || !continues) {
      if (blank) continue;
      open = { text, left, right, top, bottom, y, size };
      lastX = x;
      segments.push(open);
      continue;
    }
    // Word draws the ring of sara am after the letter that follows it, and maps it to a space.
    if (
      blank &&
      text !== '' &&
      x < lastX &&
      sameBaseline(open, piece, 0.3) &&
      open.text.charCodeAt(open.text.length - 1) === saraAa
    ) {
      open.text = `${open.text.slice(0, -1)} ${open.text.slice(-1)}`;
    } else {
      if (gap > spaceGap * size && !blank && !/\s$/u.test(open.text) && !/^\s/u.test(text)) open.text += ' ';
      open.text += text;
    }
    lastX = x;
    open.right = Math.max(open.right, right);
    open.top = Math.min(open.top, top);
    open.bottom = Math.max(open.bottom, bottom);
    if (!blank) open.size = Math.max(open.size, size);
  }
  return segments;
};

const edge = (line: Line): number => line.segments.at(-1)?.right ?? 0;

/**
 * Lines of a page as a person sees them. Segments keep the order in which they are drawn, except that the cells of a
 * table, which are drawn one after the other, go back up beside the cells to their left.
 */
export const linesOf = (pieces: readonly Piece[]): Line[] => {
  const lines: Line[] = [];
  for (const segment of segmentsOf(pieces)) {
    const window = Math.max(0, lines.length - cellLines);
    // The last lines that lie wholly to the left of the segment: the cells before it in the same row.
    let first = lines.length;
    while (first > window && edge(lines[first - 1] as Line) <= segment.left + 0.3 * segment.size) first--;
    const beside = lines.slice(first);
    const same = beside.find((line) => sameBaseline(line, segment, 0.35));
    const own: Line = { segments: [segment], y: segment.y, size: segment.size };
    if (same) {
      same.segments.push(segment);
      same.size = Math.max(same.size, segment.size);
    } else {
      const place = beside.findIndex((line) => line.y > segment.y + 0.35 * segment.size);
      if (place < 0) lines.push(own);
      else lines.splice(first + place, 0, own);
    }
  }
  return lines;
};

export const lineBox = ({ segments }: Line): [number, number, number, number] => {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return [
    round(Math.min(...segments.map(({ left }) => left))),
    round(Math.min(...segments.map(({ top }) => top))),
    round(Math.max(...segments.map(({ right }) => right))),
    round(Math.max(...segments.map(({ bottom }) => bottom))),
  ];
};
