import { common, type Path, type Piece, rangeUnder } from './pieces.ts';

/** A name, or the word that a post is vacant, and where it stands among the sorted pieces. */
export type Anchor = { piece: number; path: Path };

type Kind = 'photo' | 'post' | 'contact';
const kinds: readonly Kind[] = ['photo', 'post', 'contact'];

const has: Record<Kind, (piece: Piece) => boolean> = {
  photo: ({ photo }) => photo !== null,
  post: ({ posts }) => posts.length > 0,
  contact: ({ contacts }) => contacts.length > 0,
};

/** Pictures usually stand above or before the name, everything else behind it. */
const usuallyLeads: Record<Kind, boolean> = { photo: true, post: false, contact: false };

type Range = { from: number; to: number };

const fewPieces = 14;
const nearby = 12;

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * The largest container of each anchor that holds no other: a card, a list item, a row. The first and the last on a
 * page have no neighbour on one side, so a container much larger than those of the others is taken smaller.
 */
const ownRanges = (pieces: readonly Piece[], anchors: readonly Anchor[]): Range[] => {
  const depths = anchors.map(({ path }, i) =>
    Math.max(common(path, anchors[i - 1]?.path ?? []), common(path, anchors[i + 1]?.path ?? [])),
  );
  const within = (i: number, depth: number): Range => {
    const { path, piece } = anchors[i] as Anchor;
    const { from, to } = rangeUnder(pieces, path.slice(0, depth));
    // Texts that stand beside the containers of others would reach over them.
    return {
      from: Math.max(Math.min(from, piece), (anchors[i - 1]?.piece ?? -1) + 1),
      to: Math.min(Math.max(to, piece + 1), Math.max(piece + 1, anchors[i + 1]?.piece ?? pieces.length)),
    };
  };
  const largest = anchors.map((_, i) => within(i, (depths[i] ?? 0) + 1));
  const most = Math.max(fewPieces, 3 * median(largest.map(({ from, to }) => to - from)));
  const limit = anchors.length === 1 ? 2 * fewPieces : most;
  return largest.map((range, i) => {
    const { path, piece } = anchors[i] as Anchor;
    let own = range;
    for (let depth = (depths[i] ?? 0) + 2; own.to - own.from > limit && depth <= path.length; depth++)
      own = within(i, depth);
    return own.to - own.from > limit ? { from: piece, to: piece + 1 } : own;
  });
};

const keyOf = (path: Path, length: number): string => path.slice(0, length).join('.');

/** Whether pieces of a kind stand before the anchors that they belong to, by what the page does more often. */
const leads = (kind: Kind, before: number, behind: number): boolean =>
  before === behind ? usuallyLeads[kind] : before > behind;

/** Place of the first number that is greater, in sorted numbers; their count where none is. */
const placeBehind = (sorted: readonly number[], number: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Rows of a container that hold several names side by side, and its other rows. All by their place in the container. */
type Grid = { names: Map<number, number[]>; rows: Map<number, Piece[]> };

const addTo = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

/**
 * The grids whose rows lie at a depth of the page, with the pieces that stand in no container of a name.
 * @param depth length of the paths of the rows
 */
const gridsAt = (depth: number, rest: readonly Piece[], anchors: readonly Anchor[]): Grid[] => {
  const grids = new Map<string, Grid>();
  anchors.forEach(({ path }, i) => {
    if (path.length <= depth) return;
    const key = keyOf(path, depth - 1);
    const grid = grids.get(key) ?? { names: new Map<number, number[]>(), rows: new Map<number, Piece[]>() };
    addTo(grid.names, path[depth - 1] as number, i);
    grids.set(key, grid);
  });
  for (const piece of rest) {
    if (piece.path.length <= depth) continue;
    const grid = grids.get(keyOf(piece.path, depth - 1));
    const row = piece.path[depth - 1] as number;
    if (grid && !grid.names.has(row)) addTo(grid.rows, row, piece);
  }
  return [...grids.values()].filter(({ names }) => [...names.values()].some((line) => line.length > 1));
};

/** Whose column a piece stands in: by its place among as many columns as there are names, else by its position. */
const columnOwners = (
  inRow: readonly number[],
  anchors: readonly Anchor[],
  line: readonly Piece[],
  depth: number,
): ((piece: Piece) => number | undefined) => {
  const columns = [...new Set(line.map(({ path }) => path[depth]))];
  const owners = new Map(
    columns.length === inRow.length
      ? columns.map((column, place) => [column, inRow[place]])
      : inRow.map((i) => [anchors[i]?.path[depth], i]),
  );
  return ({ path }) => owners.get(path[depth]);
};

const isWide = (line: readonly Piece[], depth: number): boolean =>
  new Set(line.map(({ path }) => path[depth])).size > 1;

/** Gives the pieces of a grid to those who lack them: to the name in the same column of the next row of names. */
const shareRows = ({ names, rows }: Grid, depth: number, anchors: readonly Anchor[], shares: Piece[][]): void => {
  const nameRows = [...names.keys()].sort((a, b) => a - b);
  const several = [...names.values()].filter((line) => line.length > 1).length > 1;
  for (const kind of kinds) {
    const lacks = new Set([...names.values()].flat().filter((i) => !shares[i]?.some(has[kind])));
    // A post that stands alone in its row is the heading of those below.
    const of = [...rows].filter(([, line]) => line.some(has[kind]) && (kind !== 'post' || isWide(line, depth)));
    const places = of.map(([row]) => row).sort((a, b) => a - b);
    const isBefore = (row: number, i: number): boolean =>
      (places[placeBehind(places, nameRows[i - 1] ?? -1)] ?? row) < row;
    const isBehind = (row: number, i: number): boolean =>
      (places[placeBehind(places, row)] ?? Number.POSITIVE_INFINITY) < (nameRows[i + 1] ?? Number.MAX_SAFE_INTEGER);
    const count = (isThere: (row: number, i: number) => boolean): number =>
      nameRows.filter((row, i) => names.get(row)?.some((at) => lacks.has(at)) && isThere(row, i)).length;
    const leading = leads(kind, count(isBefore), count(isBehind));
    const targetOf = (row: number): number | undefined => nameRows[placeBehind(nameRows, row) - (leading ? 0 : 1)];
    const distances = new Map<number, number[]>();
    for (const [row] of of) addTo(distances, row - (targetOf(row) ?? row), row);
    // A row with one piece alone belongs to the grid when the page repeats it at the same distance from other names.
    const kept = of.filter(
      ([row, line]) => isWide(line, depth) || (distances.get(row - (targetOf(row) ?? row))?.length ?? 0) > 1,
    );
    // One row of numbers below several rows of people is that of the office.
    if (kind === 'contact' && several && kept.length < 2) continue;
    for (const [row, line] of kept) {
      const target = targetOf(row);
      const ownerOf = columnOwners(target === undefined ? [] : (names.get(target) ?? []), anchors, line, depth);
      for (const piece of line) {
        const owner = has[kind](piece) ? ownerOf(piece) : undefined;
        if (owner !== undefined && lacks.has(owner)) shares[owner]?.push(piece);
      }
    }
  }
};

/** No page lays out its people in grids at more depths than these. */
const mostDepths = 8;

/** Grids whose rows hold the names, the pictures and the posts of several people side by side. */
const shareColumns = (rest: readonly Piece[], anchors: readonly Anchor[], shares: Piece[][]): void => {
  const counts = new Map<number, number>();
  anchors.slice(1).forEach(({ path }, i) => {
    const depth = common(path, anchors[i]?.path ?? []);
    if (depth > 0) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  });
  const usual = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostDepths);
  for (const [depth] of usual)
    for (const grid of gridsAt(depth, rest, anchors)) shareRows(grid, depth, anchors, shares);
};

const isHeading = ({ unit }: Piece): boolean => unit?.kind === 'heading';
/** A heading that says nothing of a person begins another part of the page. */
const parts = (piece: Piece): boolean => isHeading(piece) && !kinds.some((kind) => has[kind](piece));

/** Where the pieces left over before and behind an anchor stand, as seen from it, up to the next part of the page. */
type Gap = { before: Piece[]; behind: Piece[] };

const gapsOf = (
  pieces: readonly Piece[],
  anchors: readonly Anchor[],
  own: readonly Range[],
  given: ReadonlySet<Piece>,
): Gap[] => {
  // Behind a name, a heading that stands higher in the page than the name is the heading of the next part.
  const isAbove = (piece: Piece, i: number): boolean =>
    isHeading(piece) && piece.path.length < (anchors[i]?.path.length ?? 0);
  return own.map(({ from, to }, i) => {
    const gap: Gap = { before: [], behind: [] };
    for (let at = from - 1; at >= Math.max(own[i - 1]?.to ?? 0, from - nearby); at--) {
      const piece = pieces[at] as Piece;
      if (parts(piece)) break;
      if (!given.has(piece)) gap.before.unshift(piece);
    }
    for (let at = to; at < Math.min(own[i + 1]?.from ?? pieces.length, to + nearby); at++) {
      const piece = pieces[at] as Piece;
      if (parts(piece) || isAbove(piece, i)) break;
      if (!given.has(piece)) gap.behind.push(piece);
    }
    return gap;
  });
};

const shape = (piece: Piece | undefined): string => `${piece?.unit?.kind} ${piece?.path.length}`;

/** The order of the page when the first and the last name have something on both sides: by what looks like the rest. */
const leadsByShape = (kind: Kind, gaps: readonly Gap[], anchors: readonly Anchor[]): boolean => {
  const above = gaps[0]?.before.findLast(has[kind]);
  // A heading that stands higher in the page than the name is the heading of its part.
  if (above && isHeading(above) && above.path.length < (anchors[0]?.path.length ?? 0)) return true;
  const inner = shape(gaps[1]?.before.find(has[kind]));
  const first = shape(above);
  const last = shape(gaps.at(-1)?.behind.find(has[kind]));
  return first === last || (first !== inner && last !== inner) ? usuallyLeads[kind] : first === inner;
};

/** Gives the pieces between the containers to the neighbour that lacks them, in the order that the page keeps. */
const shareBetween = (kind: Kind, gaps: readonly Gap[], anchors: readonly Anchor[], shares: Piece[][]): void => {
  const needy = shares.flatMap((share, i) => (share.some(has[kind]) ? [] : [i]));
  const found = (i: number, side: keyof Gap): Piece[] => gaps[i]?.[side].filter(has[kind]) ?? [];
  const before = needy.filter((i) => found(i, 'before').length > 0).length;
  const behind = needy.filter((i) => found(i, 'behind').length > 0).length;
  const leading =
    before === behind && gaps.length > 1 ? leadsByShape(kind, gaps, anchors) : leads(kind, before, behind);
  const side = leading ? 'before' : 'behind';
  // The telephone of the office at the end of a page is not that of the last person on it.
  const alone = (leading ? before : behind) < 2 && shares.length > 1;
  const edge = leading ? 0 : shares.length - 1;
  for (const i of needy) {
    if (kind === 'contact' && alone && i === edge) continue;
    const pieces = found(i, side);
    if (pieces.length > 0) shares[i]?.push(...pieces);
    else if (kind === 'post' && leading && gaps[i]?.before.every((piece) => !isHeading(piece))) {
      // A heading that names the post stands once above all who hold it.
      const above = shares[i - 1]?.filter((piece) => has.post(piece) && isHeading(piece)) ?? [];
      shares[i]?.push(...above);
    }
  }
};

/**
 * The pieces that belong to each anchor: everything in a container of its own, and what stands beside the containers
 * where rows, columns or the mere order of the page tell whose it is. Time grows with the number of pieces, not with
 * its product with the anchors.
 * @param anchors in reading order
 */
export const sharesOf = (
  pieces: readonly Piece[],
  anchors: readonly Anchor[],
): { shares: Piece[][]; rest: Piece[] } => {
  const own = ownRanges(pieces, anchors);
  const shares = own.map(({ from, to }) => pieces.slice(from, to));
  const taken = new Uint8Array(pieces.length);
  for (const { from, to } of own) taken.fill(1, from, to);
  const rest = pieces.filter((_, at) => taken[at] === 0);
  shareColumns(rest, anchors, shares);
  const gaps = gapsOf(pieces, anchors, own, new Set(shares.flat()));
  for (const kind of kinds) shareBetween(kind, gaps, anchors, shares);
  const shared = new Set(shares.flat());
  return { shares, rest: pieces.filter((piece) => !shared.has(piece)) };
};
