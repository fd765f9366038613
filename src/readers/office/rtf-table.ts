import type { Place } from './office.ts';

/** More columns than this are not read. */
export const mostColumns = 400;

/** One cell of a row as the file defines it: its right edge, and whether it goes on from the cell before or above. */
export type CellShape = { right: number; fromLeft: boolean; fromAbove: boolean };
export type Row = { shapes: CellShape[]; cells: string[] };

/** Edges closer than this (in twentieths of a point) are one edge. */
const sameEdge = 30;

const edgesOf = (rows: readonly Row[]): number[] => {
  const edges: number[] = [];
  const all = rows.flatMap(({ shapes }) => shapes.map(({ right }) => right)).sort((a, b) => a - b);
  for (const edge of all) if (edge - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) > sameEdge) edges.push(edge);
  return edges;
};

/** Cells stand where their edges are: a wide cell covers the columns of the rows above and below it. */
export const placesOf = (rows: readonly Row[]): Place[][] => {
  const edges = edgesOf(rows).slice(0, mostColumns);
  const places: Place[][] = [];
  for (const { shapes, cells } of rows) {
    const line: Place[] = [];
    cells.forEach((text, index) => {
      const shape = shapes[index];
      const above = places.at(-1)?.[line.length]?.text ?? '';
      const left = line.at(-1)?.text ?? '';
      const shown = text === '' && shape?.fromAbove ? above : text === '' && shape?.fromLeft ? left : text;
      const covers = shape ? edges.filter((edge, i) => i >= line.length && edge <= shape.right + sameEdge).length : 1;
      for (let i = 0; i < Math.max(1, covers) && line.length < mostColumns; i++)
        line.push({ text: shown, across: 1, down: 1 });
    });
    places.push(line);
  }
  return places;
};
