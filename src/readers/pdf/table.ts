import type { Line, Segment } from './lines.ts';

/** Fewer lines or columns than these are no table: text set apart by chance. */
const fewest = 3;
/** Rows of one table stand no further apart than this, in lines of their size. */
const widestRowGap = 4;

type Span = { left: number; right: number };

/** Columns after a line was added: overlapping spans grow together. Undefined where the line bridges two columns. */
const grow = (columns: readonly Span[], { segments }: Line): Span[] | undefined => {
  const grown = columns.map((column) => ({ ...column }));
  for (const { left, right } of segments) {
    const met = grown.filter((column) => left < column.right && right > column.left);
    const [only] = met;
    if (met.length > 1) return undefined;
    if (only) {
      only.left = Math.min(only.left, left);
      only.right = Math.max(only.right, right);
    } else grown.push({ left, right });
  }
  grown.sort((a, b) => a.left - b.left);
  const bridged = grown.some((column, i) => i > 0 && column.left < (grown[i - 1]?.right ?? 0));
  return bridged ? undefined : grown;
};

export type TextRow = { cells: string[]; lines: Line[] };

const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text.trim()).join(' ');

const cellsOf = (line: Line, columns: readonly Span[]): string[] =>
  columns.map(({ left, right }) =>
    textOf(line.segments.filter((segment) => segment.left < right && segment.right > left)),
  );

/** Lines whose first column is empty go on with the nearer of the rows above and below. */
const joinWrapped = (lines: readonly Line[], columns: readonly Span[]): TextRow[] => {
  const rows: TextRow[] = [];
  let waiting: TextRow | undefined;
  const merge = (above: TextRow, below: TextRow): TextRow => ({
    cells: above.cells.map((cell, i) => [cell, below.cells[i] ?? ''].filter(Boolean).join(' ')),
    lines: [...above.lines, ...below.lines],
  });
  lines.forEach((line, i) => {
    const row: TextRow = { cells: cellsOf(line, columns), lines: [line] };
    const above = rows.at(-1);
    const gapAbove = i > 0 ? line.y - (lines[i - 1]?.y ?? 0) : Number.POSITIVE_INFINITY;
    const gapBelow = i + 1 < lines.length ? (lines[i + 1]?.y ?? 0) - line.y : Number.POSITIVE_INFINITY;
    const wraps = row.cells[0] === '';
    if (waiting) {
      const joined = merge(waiting, row);
      waiting = undefined;
      rows.push(joined);
    } else if (wraps && above && gapAbove <= gapBelow * 1.15) rows[rows.length - 1] = merge(above, row);
    else if (wraps && gapBelow < gapAbove && rows.length > 0) waiting = row;
    else rows.push(row);
  });
  if (waiting) rows.push(waiting);
  return rows;
};

export type Found = { kind: 'line'; line: Line } | { kind: 'table'; rows: TextRow[] };

/**
 * Finds tables among the lines of a page, where the printed file has none: runs of lines whose segments stand in at
 * least three columns of their own. A line that reaches across columns ends the run; what is doubtful stays lines.
 */
export const findTables = (lines: readonly Line[]): Found[] => {
  const found: Found[] = [];
  let i = 0;
  while (i < lines.length) {
    const start = lines[i] as Line;
    let columns = start.segments.length >= fewest ? grow([], start) : undefined;
    let end = i + 1;
    let full = columns ? 1 : 0;
    while (columns && end < lines.length) {
      const line = lines[end] as Line;
      const before = lines[end - 1] as Line;
      const distance = line.y - before.y;
      const grown = grow(columns, line);
      const farther = distance <= 0 || distance > widestRowGap * Math.max(line.size, before.size);
      if (!grown || farther || (line.segments.length === 1 && (line.segments[0]?.left ?? 0) < (grown[1]?.left ?? 0)))
        break;
      columns = grown;
      if (line.segments.length >= fewest) full++;
      end++;
    }
    if (columns && columns.length >= fewest && full >= fewest) {
      found.push({ kind: 'table', rows: joinWrapped(lines.slice(i, end), columns) });
      i = end;
    } else {
      found.push({ kind: 'line', line: start });
      i++;
    }
  }
  return found;
};
