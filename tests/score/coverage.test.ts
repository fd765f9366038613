import { describe, expect, test } from 'vitest';
import type { Total } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { forecastItems } from '../../src/score/forecast.ts';
import { predict } from '../../src/score/predict.ts';
import { schemeOf } from '../../src/score/scheme.ts';
import { type Agency, randomFrom, simulate, type World } from './simulate.ts';

const ruleset = await loadRuleset(2568);
const scheme = schemeOf(ruleset);
const each = 500;

const forecast = ({ judged }: Agency): Total => {
  const items = Object.entries(judged).map(([id, elements]) => ({ id, elements }));
  return predict(scheme, forecastItems(scheme, ruleset.reliability, items), 1).oit as Total;
};

type Measured = { inside: number; byJudgement: number; error: number; width: number };

/** How often the true score lies in the range, and how far the expected value is off on average. */
const measure = (world: World, seed: number): Measured => {
  const random = randomFrom(seed);
  const sum: Measured = { inside: 0, byJudgement: 0, error: 0, width: 0 };
  let expecting = 0;
  for (let n = 0; n < each; n++) {
    const agency = simulate(ruleset, scheme, world, random);
    const { low, high, calibrated } = forecast(agency);
    if (agency.score >= calibrated.low - 1e-6 && agency.score <= calibrated.high + 1e-6) sum.inside++;
    if (agency.score >= low - 1e-6 && agency.score <= high + 1e-6) sum.byJudgement++;
    // Where nothing was seen no score is expected.
    if (calibrated.expected !== null) {
      sum.error += calibrated.expected - agency.score;
      expecting++;
    }
    sum.width += calibrated.high - calibrated.low;
  }
  return {
    inside: sum.inside / each,
    byJudgement: sum.byJudgement / each,
    error: sum.error / expecting,
    width: sum.width / each,
  };
};

const worlds: [string, World][] = [
  ['nearly everything is met', { met: 0.995, missing: 0.01, down: 0 }],
  ['good', { met: 0.98, missing: 0.05, down: 0.02 }],
  ['as on the labelled pages', { met: 0.9, missing: 0.1, down: 0.02 }],
  ['poor', { met: 0.8, missing: 0.4, down: 0.05 }],
];
const measured = worlds.map(([, world], index) => measure(world, 2568 + index));

describe('simulated agencies whose truth is known', () => {
  test.each(worlds.map(([name], index) => ({ name, ...(measured[index] as Measured) })))(
    '$name: the true score lies in the range, the expected value is not biased',
    ({ inside, error }) => {
      expect(inside).toBeGreaterThanOrEqual(0.95);
      expect(Math.abs(error)).toBeLessThanOrEqual(1);
    },
  );

  test('taken at its word, a verdict that may be wrong gives a range that is too narrow', () => {
    expect(measured[0]?.byJudgement).toBeLessThan(0.95);
  });
});
