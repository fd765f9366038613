/**
 * A straight line of a ruled table. `at` is its place across (y of a horizontal rule, x of a vertical one), `from` and
 * `to` are its ends along. Any unit of length; y grows downwards.
 */
export type Rule = { at: number; from: number; to: number; thickness: number };
export type Rules = { horizontal: Rule[]; vertical: Rule[] };

export type GridBox = readonly [left: number, top: number, right: number, bottom: number];

/** A cell and the rows and columns that it covers, the last ones included. */
export type GridCell = { box: GridBox; top: number; bottom: number; left: number; right: number };

/** A table between rules. */
export type Grid = { box: GridBox; rows: number; columns: number; cells: GridCell[] };

/** Share of a cell's side that a rule must cover to part it from its neighbour. */
const parting = 0.55;
/** More rules on one page than this draw a map or a pattern, not a table. */
const mostRules = 4000;
const mostCells = 20_000;

/** Rules on one line become one: its pieces between the crossings of a table, or the two edges of a drawn bar. */
const joined = (rules: readonly Rule[], slack: number): Rule[] => {
  const result: Rule[] = [];
  for (const rule of [...rules].sort((a, b) => a.at - b.at || a.from - b.from)) {
    let mine: Rule | undefined;
    for (let i = result.length - 1; i >= 0; i--) {
      const other = result[i] as Rule;
      if (rule.at - other.at > 3 * slack) break;
      const near = rule.at - other.at <= slack && rule.from <= other.to + slack && other.from <= rule.to + slack;
      if (near) mine = other;
    }
    if (mine) {
      mine.from = Math.min(mine.from, rule.from);
      mine.to = Math.max(mine.to, rule.to);
      mine.thickness = Math.max(mine.thickness, rule.thickness);
    } else result.push({ ...rule });
  }
  return result;
};

const crosses = (h: Rule, v: Rule, slack: number): boolean =>
  v.at >= h.from - slack && v.at <= h.to + slack && h.at >= v.from - slack && h.at <= v.to + slack;

/** Groups of rules that cross each other: one for each table or frame. */
const groupsOf = ({ horizontal, vertical }: Rules, slack: number): Rules[] => {
  const groups: Rules[] = [];
  const free = new Set(vertical);
  const waiting = new Set(horizontal);
  for (const start of horizontal) {
    if (!waiting.delete(start)) continue;
    const group: Rules = { horizontal: [start], vertical: [] };
    for (let i = 0, j = 0; i < group.horizontal.length || j < group.vertical.length; ) {
      const h = group.horizontal[i];
      if (h) {
        i++;
        for (const v of free) {
          if (!crosses(h, v, slack)) continue;
          free.delete(v);
          group.vertical.push(v);
        }
        continue;
      }
      const v = group.vertical[j++] as Rule;
      for (const other of waiting) {
        if (!crosses(other, v, slack)) continue;
        waiting.delete(other);
        group.horizontal.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
};

/** What crosses fewer than two others neither parts cells nor borders a table: strokes of letters, underlines. */
const withoutLoose = ({ horizontal, vertical }: Rules, slack: number): Rules => {
  const upright = vertical.filter((v) => horizontal.filter((h) => crosses(h, v, slack)).length >= 2);
  return {
    horizontal: horizontal.filter((h) => upright.filter((v) => crosses(h, v, slack)).length >= 2),
    vertical: upright,
  };
};

/** The different places of rules, in order; those closer than `slack` are one. */
const placesOf = (rules: readonly Rule[], slack: number): number[] => {
  const places: number[] = [];
  for (const { at } of [...rules].sort((a, b) => a.at - b.at)) {
    const last = places.at(-1);
    if (last === undefined || at - last > slack) places.push(at);
  }
  return places;
};

/** Share of the way from `from` to `to` that rules at a place cover. */
const covered = (rules: readonly Rule[], at: number, from: number, to: number, slack: number): number => {
  let length = 0;
  for (const rule of rules) {
    if (Math.abs(rule.at - at) <= slack) length += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  }
  return to > from ? length / (to - from) : 0;
};

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Share of the rules that must reach as far as an edge that is not drawn. */
const mostReach = 0.6;

/**
 * The edges of a table that is open at its sides: where most rules of one direction end together, further out than any
 * rule of the other.
 */
const openEdges = (along: readonly Rule[], across: readonly Rule[], slack: number): Rule[] => {
  const places = across.map(({ at }) => at);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const [from, to] = [middle(along.map((rule) => rule.from)), middle(along.map((rule) => rule.to))];
  const agree = (end: (rule: Rule) => number, at: number): boolean =>
    along.filter((rule) => Math.abs(end(rule) - at) <= 2 * slack).length >= mostReach * along.length;
  const spread = along.map(({ at }) => at);
  const edge = (at: number): Rule => ({ at, from: Math.min(...spread), to: Math.max(...spread), thickness: 0 });
  return [
    ...(first - from > 3 * slack && agree((rule) => rule.from, from) ? [edge(from)] : []),
    ...(to - last > 3 * slack && agree((rule) => rule.to, to) ? [edge(to)] : []),
  ];
};

/** The rules of a table with the edges that are not drawn. */
const closed = ({ horizontal, vertical }: Rules, slack: number): Rules =>
  horizontal.length < 2 || vertical.length === 0
    ? { horizontal, vertical }
    : {
        horizontal: [...horizontal, ...openEdges(vertical, horizontal, slack)],
        vertical: [...vertical, ...openEdges(horizontal, vertical, slack)],
      };

const gridOf = (group: Rules, slack: number): Grid | undefined => {
  const { horizontal, vertical } = closed(withoutLoose(group, slack), slack);
  const xs = placesOf(vertical, slack);
  const ys = placesOf(horizontal, slack);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 2 || rows < 1 || columns * rows < 3 || columns * rows > mostCells) return undefined;
  const x = (i: number): number => xs[i] ?? 0;
  const y = (i: number): number => ys[i] ?? 0;
  const openRight = (row: number, column: number): boolean =>
    column + 1 < columns && covered(vertical, x(column + 1), y(row), y(row + 1), slack) < parting;
  const openBelow = (row: number, column: number): boolean =>
    row + 1 < rows && covered(horizontal, y(row + 1), x(column), x(column + 1), slack) < parting;
  const taken = new Uint8Array(rows * columns);
  const isFree = (row: number, column: number): boolean => taken[row * columns + column] === 0;
  const cells: GridCell[] = [];
  for (let top = 0; top < rows; top++) {
    for (let left = 0; left < columns; left++) {
      if (!isFree(top, left)) continue;
      let right = left;
      while (openRight(top, right) && isFree(top, right + 1)) right++;
      let bottom = top;
      const all = (test: (column: number) => boolean): boolean => {
        for (let column = left; column <= right; column++) if (!test(column)) return false;
        return true;
      };
      while (openBelow(bottom, left) && all((c) => openBelow(bottom, c) && isFree(bottom + 1, c))) bottom++;
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++) taken[row * columns + column] = 1;
      cells.push({ box: [x(left), y(top), x(right + 1), y(bottom + 1)], top, bottom, left, right });
    }
  }
  if (cells.length < 3) return undefined;
  return { box: [x(0), y(0), x(columns), y(rows)], rows, columns, cells };
};

/**
 * Finds the tables that rules draw. `slack` is how far rules may miss each other and still meet. Boxes around text,
 * underlines and frames are no tables.
 */
export const gridsOf = (rules: Rules, slack: number): Grid[] => {
  if (rules.horizontal.length + rules.vertical.length > mostRules) return [];
  const lines = { horizontal: joined(rules.horizontal, slack), vertical: joined(rules.vertical, slack) };
  return groupsOf(lines, slack)
    .flatMap((group) => gridOf(group, slack) ?? [])
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
};

/** Fills the grid's rows: what each cell holds, repeated in every place that it covers. */
export const rowsOfGrid = <T>({ rows, columns, cells }: Grid, value: (cell: GridCell, index: number) => T): T[][] => {
  const result: T[][] = Array.from({ length: rows }, () => new Array<T>(columns));
  cells.forEach((cell, index) => {
    const content = value(cell, index);
    for (let row = cell.top; row <= cell.bottom; row++)
      for (let column = cell.left; column <= cell.right; column++) (result[row] as T[])[column] = content;
  });
  return result;
};
