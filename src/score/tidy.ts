/** Keeps sums like 0.1 + 0.2 from showing in documents; far finer than any published figure. */
export const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
