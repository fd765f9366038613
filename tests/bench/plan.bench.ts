import { bench, describe } from 'vitest';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { frontier } from '../../src/score/cheapest.ts';
import { type PlanItem, type PlanRules, routesTo } from '../../src/score/plan.ts';
import { schemeOf } from '../../src/score/scheme.ts';

const ruleset = await loadRuleset(2568);
const rules: PlanRules = {
  scheme: schemeOf(ruleset),
  reliability: ruleset.reliability,
  days: ruleset.efforts.days,
};
/** Nothing is met: every item and every part mark may be chosen. */
const nothing: PlanItem[] = ruleset.items.map(({ id, effort, elements }) => ({
  id,
  effort,
  elements: elements.map((element) => ({ id: element.id, counts: element.counts, outcome: 'failed' })),
  published: null,
}));
const options = nothing.map((_, index) => [
  { gain: index + 1, cost: 10 + ((index * 7) % 90) },
  { gain: 2 * index + 3, cost: 20 + ((index * 7) % 90) },
]);

describe('28 items', () => {
  bench('the best set for every amount of work', () => {
    frontier(options);
  });
  bench('the cheapest way to a score, and one that holds under every scheme', () => {
    routesTo({ of: 'oit', score: 85 }, nothing, rules, null);
  });
  bench('all schemes that reproduce what was published', () => {
    schemeOf(ruleset);
  });
});
