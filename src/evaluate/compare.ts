import type { Disagreement, Evaluation, Tally } from '../model/evaluation.ts';

/** What changed against a baseline: whether a precision fell, and the verdicts that turned right or wrong. */
export type Comparison = { isWorse: boolean; turnedWrong: Disagreement[]; turnedRight: Disagreement[] };

const share = ({ right, said }: { right: number; said: number }): number => (said === 0 ? 1 : right / said);

const fell = (before: Tally, after: Tally): boolean =>
  share(after.passed) < share(before.passed) || share(after.failed) < share(before.failed);

const keyOf = ({ case: name, element, label, said }: Disagreement): string => `${name} ${element} ${label} ${said}`;

const without = (some: readonly Disagreement[], others: readonly Disagreement[]): Disagreement[] => {
  const known = new Set(others.map(keyOf));
  return some.filter((one) => !known.has(keyOf(one)));
};

/** Holds an evaluation against a baseline of the same corpus. */
export const compare = (baseline: Evaluation, now: Evaluation): Comparison => ({
  isWorse: fell(baseline.all, now.all),
  turnedWrong: without(now.disagreements, baseline.disagreements),
  turnedRight: without(baseline.disagreements, now.disagreements),
});
