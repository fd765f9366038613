import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadOfficial, loadPlan } from '../../src/manifest/load.ts';
import type { GradeBand } from '../../src/model/ruleset.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { momentOf } from '../../src/score/calendar.ts';
import { knownInstruments, weakestFirst, withMeasures } from '../../src/score/instruments.ts';
import { type ItemForecast, knownPoints } from '../../src/score/item.ts';
import {
  assume,
  elementGains,
  forecastPlan,
  type PlanItem,
  type PlanRules,
  routesTo,
  stepsOf,
  type Target,
} from '../../src/score/plan.ts';
import { predict } from '../../src/score/predict.ts';
import { schemeOf } from '../../src/score/scheme.ts';
import { type Judged, outcome } from './arbitrary.ts';

const ruleset = await loadRuleset(2568);
const scheme = schemeOf(ruleset);
const rules: PlanRules = { scheme, reliability: ruleset.reliability, days: ruleset.efforts.days };
const official = await loadOfficial(
  fileURLToPath(new URL('../../seeds/wangsaphung/official-2568.yaml', import.meta.url)),
);
const instruments = knownInstruments(ruleset, undefined, official);
const notJudged = (id: string): Judged[] =>
  (ruleset.items.find((item) => item.id === id)?.elements ?? []).map((element) => ({
    id: element.id,
    counts: element.counts,
    outcome: 'untested',
  }));
const seed: PlanItem[] = ruleset.items.map(({ id, effort }) => ({
  id,
  effort,
  elements: notJudged(id),
  published: official.oit[id] ?? null,
}));
const band = (th: string): GradeBand => ruleset.grades.find(({ grade }) => grade.th === th) as GradeBand;

describe('IIT and EIT', () => {
  test('come from the official result by question, and are marked as such', () => {
    expect(instruments).toMatchObject({ from: 'official', fiscalYear: 2568, source: official.source });
    expect(instruments?.iit).toBeCloseTo(78.222, 3);
    expect(instruments?.eit).toBeCloseTo(83.783, 3);
    expect(instruments?.questions).toHaveLength(24);
    expect(weakestFirst(instruments?.questions ?? []).slice(0, 3)).toMatchObject([
      { id: 'i10', instrument: 'iit', indicator: '4', score: 44.67, text: expect.stringContaining('ทรัพย์สิน') },
      { id: 'i12', instrument: 'iit', indicator: '4', score: 66 },
      { id: 'i14', instrument: 'iit', indicator: '5', score: 67.33 },
    ]);
  });
  test('each question with the measures of its indicator', async () => {
    const measures = await loadPlan(
      fileURLToPath(new URL('../../seeds/wangsaphung/improvement-plan-2569.yaml', import.meta.url)),
    );
    const answered = instruments ? withMeasures(instruments, measures) : null;
    expect(answered?.questions.filter((one) => one.measures === undefined)).toEqual([]);
    expect(answered?.questions.find(({ id }) => id === 'e4')).toMatchObject({
      measures: ['มาตรการปรับปรุงและพัฒนาศูนย์ข้อมูลข่าวสาร'],
      responsible: 'ทุกกอง',
    });
  });
  test('those of the manifest go before; totals and questions give the same', () => {
    const totals = { iit: 90, eit: 91, source: 'manifest' };
    expect(knownInstruments(ruleset, totals, official)).toMatchObject({ ...totals, from: 'manifest' });
    const questions = { iit: official.iit, eit: official.eit, source: 'manifest' };
    const own = knownInstruments(ruleset, questions, undefined);
    expect(own?.iit).toBeCloseTo(instruments?.iit ?? Number.NaN, 1);
    expect(own?.eit).toBeCloseTo(instruments?.eit ?? Number.NaN, 1);
  });
  test('are left out where nobody knows them, or not all', () => {
    expect(knownInstruments(ruleset, undefined, undefined)).toBeNull();
    expect(knownInstruments(ruleset, { iit: { i1: 50 }, eit: 80, source: 'part' }, undefined)).toBeNull();
  });
});

describe('the seed', () => {
  const to = (target: Target) => routesTo(target, seed, rules, instruments);

  test('76.90 now', () => {
    const { oit, ita } = predict(scheme, forecastPlan(seed, rules), 1, instruments);
    expect(oit.expected).toBe(70.75);
    expect(ita?.expected?.toFixed(2)).toBe('76.90');
  });

  test('to 85: six items, all of OIT’s doing', () => {
    const { cheapest } = to({ of: 'ita', score: 85 });
    expect(cheapest.steps.map(({ id }) => id)).toEqual(['o2', 'o9', 'o12', 'o13', 'o20', 'o28']);
    expect(cheapest).toMatchObject({ days: 10.5, oit: 92, reached: true, blockers: [] });
    expect(cheapest.ita?.toFixed(2)).toBe('85.40');
    expect(cheapest.needed).toBeCloseTo(90.99, 1);
    expect(cheapest.grade?.th).toBe('ผ่าน');
  });

  test('a set that holds under every scheme, where one is found, costs no less', () => {
    const { cheapest, surest } = to({ of: 'ita', score: 85 });
    if (!surest) throw new Error('none found');
    expect(surest.leastIta).toBeGreaterThanOrEqual(85);
    expect(surest.days).toBeGreaterThanOrEqual(cheapest.days);
  });

  test('the grade ผ่านดี is out of reach for OIT: IIT and EIT are below 85', () => {
    const { cheapest } = to({ of: 'grade', band: band('ผ่านดี') });
    expect(cheapest.reached).toBe(false);
    expect(cheapest.blockers.map(({ instrument, score, needed }) => [instrument, score.toFixed(2), needed])).toEqual([
      ['iit', '78.22', 85],
      ['eit', '83.78', 85],
    ]);
    expect(cheapest.grade?.th).toBe('ผ่าน');
  });

  test('95 is out of reach even with a full OIT', () => {
    const { cheapest, surest } = to({ of: 'ita', score: 95 });
    expect(cheapest).toMatchObject({ needed: null, reached: false, oit: 100 });
    expect(cheapest.steps).toHaveLength(9);
    expect(surest).toBeNull();
  });

  test('from a half mark only what is left of the item has to be done', () => {
    const o7 = seed.find(({ id }) => id === 'o7') as PlanItem;
    expect(stepsOf(o7, knownPoints(50), rules, instruments)).toEqual([
      { id: 'o7', from: 50, to: 100, oit: 1.25, ita: 0.5, days: 0.8, elements: [] },
    ]);
  });
});

describe('judged elements', () => {
  const judged = (id: string, outcomes: Record<string, Judged['outcome']>): PlanItem => ({
    id,
    effort: 'medium',
    elements: notJudged(id).map((element) => ({ ...element, outcome: outcomes[element.id] ?? 'passed' })),
    published: null,
  });
  const report = judged('o7', { 'o7.2': 'failed', 'o7.3': 'cantTell' });
  const forecast = forecastPlan([report], rules).o7;
  if (!forecast) throw new Error('no forecast');

  test('steps to the half mark and to the full one', () => {
    expect(stepsOf(report, forecast, rules, null)).toEqual([
      { id: 'o7', from: 0, to: 50, oit: 1.25, ita: null, days: 1, elements: ['o7.2'] },
      { id: 'o7', from: 0, to: 100, oit: 2.5, ita: null, days: 2, elements: ['o7.2', 'o7.3'] },
    ]);
  });
  test('what each element brings alone', () => {
    expect(elementGains(report, forecast, rules)).toEqual([
      { id: 'o7.2', outcome: 'failed', alone: 1.25 },
      { id: 'o7.3', outcome: 'cantTell', alone: 0 },
    ]);
  });
  test('what if: an item, and one of its elements after it', () => {
    const [after] = assume([report], new Map([['o7', 'passed'] as const, ['o7.5', 'failed'] as const]));
    expect(after?.elements.filter(({ outcome: said }) => said !== 'passed').map(({ id }) => id)).toEqual(['o7.5']);
    const [published] = assume([{ ...report, published: 0 }], new Map([['o7', 'passed'] as const]));
    expect(published?.published).toBe(100);
  });
});

test('for the seed no set of items at all is cheaper, whatever the target', () => {
  const open = seed.filter(({ published }) => published !== 100);
  const forecasts = forecastPlan(open, rules);
  const steps = open.map((item) => stepsOf(item, forecasts[item.id] as ItemForecast, rules, instruments));
  const sets = steps.reduce<{ oit: number; days: number }[]>(
    (all, some) =>
      all.flatMap((set) => [set, ...some.map(({ oit, days }) => ({ oit: set.oit + oit, days: set.days + days }))]),
    [{ oit: 70.75, days: 0 }],
  );
  expect(sets).toHaveLength(2 ** 9);
  for (let score = 71; score <= 100; score += 0.5) {
    const least = Math.min(...sets.filter(({ oit }) => oit >= score - 1e-9).map(({ days }) => days));
    expect(routesTo({ of: 'oit', score }, seed, rules, instruments).cheapest.days, `${score}`).toBeCloseTo(least, 9);
  }
});

test('the cheapest route reaches its target, and without any of its steps it does not', () => {
  const agency = fc
    .tuple(...ruleset.items.map(({ elements }) => fc.tuple(...elements.map(() => outcome))))
    .map((all): PlanItem[] =>
      ruleset.items.map(({ id, effort }, index) => ({
        id,
        effort,
        elements: notJudged(id).map((element, at) => ({ ...element, outcome: all[index]?.[at] ?? 'passed' })),
        published: null,
      })),
    );
  fc.assert(
    fc.property(agency, fc.integer({ min: 10, max: 100 }), (items, score) => {
      const target: Target = { of: 'oit', score };
      const { cheapest, surest } = routesTo(target, items, rules, null);
      expect(cheapest.reached).toBe(true);
      expect(cheapest.oit).toBeGreaterThanOrEqual(score);
      if (surest) expect(surest.leastOit).toBeGreaterThanOrEqual(score);
      for (const step of cheapest.steps) expect(cheapest.oit - step.oit).toBeLessThan(score);
    }),
    { numRuns: 15 },
  );
});

describe('what may still change', () => {
  test.each([
    ['2025-02-01', 'entry', true, true],
    ['2025-04-30', 'entry', true, true],
    ['2025-05-01', 'scoring', false, true],
    ['2025-06-15', 'appeal', false, true],
    ['2025-06-16', 'result', false, false],
    ['2026-01-01', undefined, false, false],
  ])('%s', (day, stage, isOpen, mayAppeal) => {
    const moment = momentOf(ruleset.calendar, day);
    expect([moment.stage?.stage, moment.isOpen, moment.mayAppeal]).toEqual([stage, isOpen, mayAppeal]);
  });
  test('without a calendar nothing is said to be over', () => {
    expect(momentOf([], '2025-05-01')).toMatchObject({ stage: null, isOpen: true, mayAppeal: false });
  });
});
