import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { gradeOf } from '../../src/score/grade.ts';

const ruleset = await loadRuleset(2568);

describe('grades', () => {
  const [excellent, good, passed, improve, urgent] = ruleset.grades.map(({ grade }) => grade.en);
  test.each([
    [100, [100, 100, 100], excellent],
    [95, [95, 95, 95], excellent],
    [95, [94.99, 100, 100], good],
    [96.5, [85, 100, 100], good],
    [96, [84.99, 100, 100], passed],
    [94.99, [95, 95, 94.98], good],
    [85, [85, 85, 85], good],
    [85, [84.99, 85, 85.01], passed],
    [94.64, [99, 84, 99], passed],
    [84.99, [100, 100, 60], improve],
    [70, [0, 100, 100], improve],
    [69.99, [69.99, 69.99, 69.99], urgent],
    [0, [0, 0, 0], urgent],
    // Sums of binary fractions may miss the mark by a hair; published figures do not.
    [85 - 1e-9, [85, 85, 85 - 1e-9], good],
    [0.1 + 0.2 + 94.7, [95, 95, 95], excellent],
  ])('%f with %j', (total, instruments, expected) => {
    expect(gradeOf(total, instruments, ruleset.grades).en).toBe(expected);
  });
  test('a better score never gives a worse grade', () => {
    const order = ruleset.grades.map(({ grade }) => grade.en);
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(score, score, fc.array(score, { minLength: 3, maxLength: 3 }), (a, b, instruments) => {
        const rank = (total: number) => order.indexOf(gradeOf(total, instruments, ruleset.grades).en);
        expect(rank(Math.max(a, b))).toBeLessThanOrEqual(rank(Math.min(a, b)));
      }),
    );
  });
});
