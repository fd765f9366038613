/** Standard normal quantile of a two-sided interval of 95 %. */
const z = 1.959963984540054;

export type Interval = { low: number; high: number };

/**
 * The 95 % interval for a share of which `right` of `all` trials are known, 0..1 (E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference", 1927). Without trials nothing is known: 0..1.
 */
export const wilson = (right: number, all: number): Interval => {
  if (all === 0) return { low: 0, high: 1 };
  const share = right / all;
  const width = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const middle = share + (z * z) / (2 * all);
  const scale = 1 + (z * z) / all;
  return { low: Math.max(0, (middle - width) / scale), high: Math.min(1, (middle + width) / scale) };
};
