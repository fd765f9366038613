import type { Shown } from '../page-blocks.ts';
import type { PageText } from './page.ts';

/** Lines and tables of a page that was read from its picture, the tables where they stand among the lines. */
export const shownFrom = ({ lines, tables }: PageText): Shown[] => {
  const shown: Shown[] = [];
  const waiting = [...tables].sort((a, b) => a.grid.box[1] - b.grid.box[1]);
  const put = (above: number): void => {
    while (waiting[0] && waiting[0].grid.box[1] <= above) {
      const table = waiting.shift();
      if (table) shown.push({ kind: 'ruled', grid: table.grid, texts: table.texts });
    }
  };
  for (const line of lines) {
    put(Math.min(...line.segments.map(({ top }) => top)));
    shown.push({ kind: 'line', line });
  }
  put(Number.POSITIVE_INFINITY);
  return shown;
};
