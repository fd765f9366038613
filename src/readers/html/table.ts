import { attribute, childElements, type Element, isElement, isInline, isText, type Tree, unseen } from './tree.ts';

/** Cells of one table beyond which merged cells are no longer repeated: only an attack has more. */
const mostCells = 200_000;
const widestSpan = 100;

export const tableRows = (table: Element): Element[] =>
  childElements(table).flatMap((child) =>
    child.name === 'tr'
      ? [child]
      : /^t(?:head|body|foot)$/u.test(child.name)
        ? childElements(child).filter(({ name }) => name === 'tr')
        : [],
  );

export const rowCells = (row: Element): Element[] =>
  childElements(row).filter(({ name }) => name === 'td' || name === 'th');

/** Shape of a cell's content, looked at no deeper than needed to tell data from layout. */
type Shape = {
  table: boolean;
  heading: boolean;
  list: boolean;
  blocks: number;
  picture: boolean;
  lines: number;
  blank: boolean;
};

const shapeOf = (cell: Element): Shape => {
  const shape: Shape = { table: false, heading: false, list: false, blocks: 0, picture: false, lines: 0, blank: true };
  const stack: Element[] = [cell];
  for (let at = stack.pop(); at && !shape.table; at = stack.pop()) {
    let open = false;
    for (const child of at.children) {
      if (isText(child)) {
        if (child.data.trim() === '') continue;
        shape.blank = false;
        if (!open) shape.lines++;
        open = true;
      } else if (isElement(child) && !unseen.has(child.name)) {
        if (child.name === 'table') shape.table = true;
        else if (/^h[1-6]$/u.test(child.name)) shape.heading = true;
        else if (/^(?:ul|ol|dl)$/u.test(child.name)) shape.list = true;
        else if (child.name === 'img') {
          shape.picture ||= !(Number.parseInt(attribute(child, 'width'), 10) < 60);
          shape.blank = false;
        }
        if (!isInline(child)) {
          open = false;
          if (child.name !== 'li') shape.blocks++;
        }
        if (child.name === 'br') open = false;
        stack.push(child);
      }
    }
  }
  return shape;
};

/** More blocks than this in one cell are a text of its own, not an entry. */
const mostBlocks = 6;

/**
 * Whether a table holds data in rows and columns. Tables that place blocks on the page (nested tables, cells with
 * headings, lists or whole texts, grids of cards with a picture and some lines each) are containers like any other.
 */
export const isDataTable = (table: Element): boolean => {
  if (/^(?:presentation|none)$/u.test(attribute(table, 'role'))) return false;
  const rows = tableRows(table)
    .map(rowCells)
    .filter((cells) => cells.length > 0);
  const labelled = rows.some((cells) => cells.some(({ name }) => name === 'th'));
  const wide = rows.filter((cells) => cells.length > 1).length;
  if (wide === 0 || (rows.length < 2 && !labelled)) return false;
  let cards = 0;
  let filled = 0;
  for (const cells of rows) {
    for (const cell of cells) {
      const shape = shapeOf(cell);
      if (shape.table) return false;
      if (!labelled && (shape.heading || shape.list || shape.blocks > mostBlocks)) return false;
      if (shape.blank) continue;
      filled++;
      if (shape.picture && shape.lines > 1) cards++;
    }
  }
  return labelled || cards * 3 <= filled;
};

const span = (cell: Element, name: 'colspan' | 'rowspan'): number => {
  const value = Number.parseInt(attribute(cell, name), 10);
  if (name === 'rowspan' && value === 0) return Number.POSITIVE_INFINITY;
  return Number.isNaN(value) || value < 1 ? 1 : Math.min(value, name === 'colspan' ? widestSpan : 65_534);
};

/** A place of the grid: the cell that covers it and the path that it has in this row. */
export type Place = { cell: Element; path: string };

/**
 * The table as a grid in which every place is covered. A cell that reaches down gets a path of its own in every
 * lower row, so that all cells of a row share the row's path.
 */
export const gridOf = (table: Element, tree: Tree): Place[][] => {
  const grid: Place[][] = [];
  const below = new Map<number, { cell: Element; rows: number }>();
  let total = 0;
  for (const row of tableRows(table)) {
    const line: Place[] = [];
    const rowPath = tree.facets(row).path;
    const cells = rowCells(row);
    let column = 0;
    const takeReaching = (): void => {
      for (let reaching = below.get(column); reaching; reaching = below.get(column)) {
        const before = line.at(-1);
        const path = before?.cell === reaching.cell ? before.path : `${rowPath}.${row.children.length + column}`;
        line.push({ cell: reaching.cell, path });
        if (reaching.rows <= 1) below.delete(column);
        else reaching.rows--;
        column++;
      }
    };
    for (const cell of cells) {
      takeReaching();
      if (total + line.length > mostCells) break;
      const rows = span(cell, 'rowspan');
      const path = tree.facets(cell).path;
      for (let i = span(cell, 'colspan'); i > 0; i--) {
        line.push({ cell, path });
        if (rows > 1) below.set(column, { cell, rows: rows - 1 });
        column++;
      }
    }
    takeReaching();
    total += line.length;
    if (line.length > 0) grid.push(line);
  }
  return grid;
};
