/** One way to better an item: what it brings and what it costs, in whole units. */
export type Option = { gain: number; cost: number };
export type Choice = { cost: number; gain: number; picks: (number | null)[] };

const almost = 1e-9;

/**
 * For every cost the best that can be had for it: at most one option of every item (a multiple-choice knapsack, solved
 * exactly by dynamic programming over the cost). Only choices that bring more than any cheaper one, cheapest first; of
 * equal ones the one that betters fewer items, then the earlier items.
 * @param items options by item; costs are whole numbers from 1
 */
export const frontier = (items: readonly (readonly Option[])[]): Choice[] => {
  const most = items.reduce((sum, options) => sum + Math.max(0, ...options.map(({ cost }) => cost)), 0);
  type Cell = { gain: number; count: number };
  let best: (Cell | null)[] = Array.from({ length: most + 1 }, (_, cost) =>
    cost === 0 ? { gain: 0, count: 0 } : null,
  );
  const picked: Int32Array[] = [];
  for (const options of items) {
    const next = [...best];
    const picks = new Int32Array(most + 1).fill(-1);
    for (const [index, { gain, cost }] of options.entries())
      for (let total = most; total >= cost; total--) {
        const before = best[total - cost];
        if (!before) continue;
        const here = next[total];
        const [reached, count] = [before.gain + gain, before.count + 1];
        if (here && (here.gain > reached + almost || (here.gain > reached - almost && here.count <= count))) continue;
        next[total] = { gain: reached, count };
        picks[total] = index;
      }
    best = next;
    picked.push(picks);
  }
  const choices: Choice[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const [cost, cell] of best.entries()) {
    if (!cell || cell.gain <= reached + almost) continue;
    reached = cell.gain;
    const picks: (number | null)[] = Array.from({ length: items.length }, () => null);
    for (let at = items.length - 1, left = cost; at >= 0; at--) {
      const pick = picked[at]?.[left] ?? -1;
      if (pick < 0) continue;
      picks[at] = pick;
      left -= items[at]?.[pick]?.cost ?? 0;
    }
    choices.push({ cost, gain: cell.gain, picks });
  }
  return choices;
};

/** The cheapest choice that brings at least so much; null where nothing does. */
export const cheapest = (items: readonly (readonly Option[])[], gain: number): Choice | null =>
  frontier(items).find((choice) => choice.gain >= gain - almost) ?? null;
