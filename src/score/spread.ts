import type { Shares } from './scheme.ts';

/** Scores 0..100 that are possible, ascending, each with its chance; the chances add up to 1. */
export type Spread = readonly (readonly [score: number, chance: number])[];

/** On which side a bound is sought: what lies between two marks of the grid goes there. */
export type Side = 'low' | 'high';

const full = 100;
/** Marks of the grid in one point: all weights in use give scores that are whole multiples of a thirty-second. */
const marksAPoint = 64;
const marks = full * marksAPoint;
const almost = 1e-6;

const markOf = (score: number, side: Side): number =>
  Math.min(
    marks,
    Math.max(0, side === 'low' ? Math.floor(score * marksAPoint + almost) : Math.ceil(score * marksAPoint - almost)),
  );

export const certain = (score: number): Spread => [[score, 1]];

export const meanOf = (spread: Spread): number => spread.reduce((sum, [score, chance]) => sum + score * chance, 0);

/**
 * Spread of a weighted mean of independent scores.
 * @param shares in percent
 */
export const mix = (shares: Shares, parts: Readonly<Record<string, Spread>>, side: Side): Spread => {
  const chances = new Float64Array(marks + 1);
  let spread: Spread = certain(0);
  for (const [id, share] of Object.entries(shares)) {
    const touched: number[] = [];
    for (const [score, chance] of spread)
      for (const [more, likely] of parts[id] ?? certain(side === 'low' ? 0 : full)) {
        const mark = markOf(score + (share / full) * more, side);
        if (chances[mark] === 0) touched.push(mark);
        chances[mark] = (chances[mark] ?? 0) + chance * likely;
      }
    spread = touched
      .sort((a, b) => a - b)
      .map((mark) => {
        const chance = chances[mark] ?? 0;
        chances[mark] = 0;
        return [mark / marksAPoint, chance] as const;
      });
  }
  return spread;
};

/**
 * The spread that lies lowest, or highest, of all that may hold: none of them has a greater chance of staying below any
 * score (or above it). With certain scores it is their minimum (or maximum).
 */
export const envelope = (spreads: readonly Spread[], side: Side): Spread => {
  const [first, ...others] = spreads;
  if (!first) return [];
  if (others.length === 0) return first;
  const scores = [...new Set(spreads.flatMap((spread) => spread.map(([score]) => score)))].sort((a, b) => a - b);
  const reached = new Float64Array(scores.length).fill(side === 'low' ? 0 : 1);
  for (const spread of spreads) {
    let [at, below] = [0, 0];
    for (const [index, score] of scores.entries()) {
      while (at < spread.length && (spread[at]?.[0] ?? 0) <= score) below += spread[at++]?.[1] ?? 0;
      const before = reached[index] ?? 0;
      reached[index] = side === 'low' ? Math.max(before, below) : Math.min(before, below);
    }
  }
  return scores
    .map((score, index) => [score, (reached[index] ?? 0) - (index > 0 ? (reached[index - 1] ?? 0) : 0)] as const)
    .filter(([, chance]) => chance > 0);
};

/** The score that is undercut (low) or exceeded (high) with no more than this chance. */
export const bound = (spread: Spread, tail: number, side: Side): number => {
  const inOrder = side === 'low' ? spread : spread.toReversed();
  let passed = 0;
  for (const [score, chance] of inOrder) {
    passed += chance;
    if (passed > tail) return score;
  }
  return inOrder.at(-1)?.[0] ?? (side === 'low' ? 0 : full);
};
