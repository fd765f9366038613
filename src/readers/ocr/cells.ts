import { linesOfCells } from './bands.ts';
import type { OcrEngine } from './engine.ts';
import { cropped, inkIn, type Picture, type PixelBox } from './picture.ts';
import { confidenceOf, type WrittenLine } from './words.ts';

/** Fewer ink pixels than this in a cell are dirt. */
export const dirt = 12;
const cellMargin = 8;
const bandMargin = 3;

const shifted = (lines: readonly WrittenLine[], dx: number, dy: number): WrittenLine[] =>
  lines.map((line) => ({
    ...line,
    words: line.words.map((word) => ({
      ...word,
      box: [word.box[0] + dx, word.box[1] + dy, word.box[2] + dx, word.box[3] + dy] as const,
    })),
  }));

/** A line of a cell beside one that is read well: marks above it that were taken for a line of their own. */
const leastBeside = { own: 0.65, other: 0.8 };

const withoutMarkLines = (lines: readonly WrittenLine[]): WrittenLine[] => {
  const sure = lines.map(({ words }) => confidenceOf(words));
  return lines.filter(
    (_, index) => (sure[index] ?? 0) >= leastBeside.own || !sure.some((one) => one >= leastBeside.other),
  );
};

const sureness = (lines: readonly WrittenLine[]): number => confidenceOf(lines.flatMap(({ words }) => words));

/** Below this the recogniser's own way of parting a cell into lines is compared with ours. */
const sureCell = 0.9;

/**
 * Reads the cells of ruled tables. The recogniser takes the marks of a short line for a line of their own now and
 * then; cells that it is not sure of are read line by line as well, and the surer reading is kept.
 */
export const readCells = async (
  picture: Picture,
  places: readonly (readonly PixelBox[])[],
  engine: OcrEngine,
): Promise<WrittenLine[][][]> => {
  const flat = places
    .flatMap((cells, table) => cells.map((place, cell) => ({ table, cell, place })))
    .filter(({ place }) => inkIn(picture, place) > dirt);
  const read = await engine.recognise(
    flat.map(({ place }) => cropped(picture, place, cellMargin)),
    'thai-latin',
    'block',
  );
  const found = flat.map(({ place }, index) =>
    shifted(read[index] ?? [], place[0] - cellMargin, place[1] - cellMargin),
  );
  const bands = linesOfCells(
    picture,
    flat.map(({ place }) => place),
  );
  const again = flat.flatMap(({ place }, index) => {
    const own = bands[index] ?? [];
    const unsure = sureness(found[index] ?? []) < sureCell || (found[index] ?? []).length > own.length;
    return unsure && own.every(({ single }) => single)
      ? own.map(({ band }): { index: number; place: PixelBox } => ({
          index,
          place: [
            place[0],
            Math.max(place[1], band.top - bandMargin),
            place[2],
            Math.min(place[3], band.bottom + bandMargin),
          ],
        }))
      : [];
  });
  const lines = await engine.recognise(
    again.map(({ place }) => cropped(picture, place, cellMargin)),
    'thai-latin',
    'line',
  );
  const byCell = new Map<number, WrittenLine[]>();
  again.forEach(({ index, place }, at) => {
    const own = shifted(lines[at] ?? [], place[0] - cellMargin, place[1] - cellMargin);
    byCell.set(index, [...(byCell.get(index) ?? []), ...own]);
  });
  const cells: WrittenLine[][][] = places.map((table) => table.map(() => []));
  flat.forEach(({ table, cell }, index) => {
    const [whole, parted] = [found[index] ?? [], byCell.get(index) ?? []];
    cells[table]?.[cell]?.push(...withoutMarkLines(sureness(parted) > sureness(whole) ? parted : whole));
  });
  return cells;
};
