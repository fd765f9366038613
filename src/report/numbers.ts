import type { Range } from '../model/run.ts';

/** A score as it is published: two decimals, "76.90". */
export const score = (points: number): string => points.toFixed(2);

/** Points without needless decimals: "50", "2.86". */
export const short = (points: number): string => String(Number(points.toFixed(2)));

/** A share 0..1 in whole percent. It says 0 and 100 only when nothing or everything is meant. */
export const percent = (share: number): string => {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1%';
  if (rounded === 100 && share < 1) return '>99%';
  return `${rounded}%`;
};

/** What an item can bring: "100", or "0–100" while it is open. */
export const span = (range: Range): string => {
  const [low, high] = [short(range.low), short(range.high)];
  return low === high ? low : `${low}–${high}`;
};
