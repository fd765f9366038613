import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadOfficial } from '../../src/manifest/load.ts';
import { type Calibration, type ComparedItem, type Comparison, comparisons } from '../../src/model/calibration.ts';
import { run as runSchema } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import {
  assessorsFrom,
  brierOf,
  compareWith,
  countComparisons,
  partedItems,
  withRecord,
} from '../../src/score/calibrate.ts';
import { forecastItems } from '../../src/score/forecast.ts';
import { schemeOf } from '../../src/score/scheme.ts';

const ruleset = await loadRuleset(2568);
const scheme = schemeOf(ruleset);
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const official = await loadOfficial(path('../../seeds/wangsaphung/official-2568.yaml'));
/** The run of the sample municipality, whose items are judged as the seed's were assessed. */
const run = runSchema.parse(JSON.parse(readFileSync(path('../../reports/sample/run.json'), 'utf8')));
const compared = (oit: Record<string, number>) =>
  compareWith({ oit: { ...official.oit, ...oit } }, run, scheme, ruleset.reliability);

describe('a run beside an official result', () => {
  test('the same everywhere', () => {
    const { items, agency, fiscalYear } = compared({});
    expect([agency, fiscalYear, items.length]).toEqual(['thungsathit', 2568, 28]);
    expect(countComparisons(items)).toEqual({ hit: 28, miss: 0, falseAlarm: 0, abstained: 0 });
    expect(brierOf(items)).toBeLessThan(0.001);
  });

  test.each<[string, number, Comparison]>([
    ['o1', 0, 'miss'],
    ['o7', 0, 'miss'],
    ['o7', 100, 'falseAlarm'],
    ['o2', 100, 'falseAlarm'],
    ['o2', 0, 'hit'],
    ['o7', 50, 'hit'],
  ])('%s with %d officially is a %s', (id, points, comparison) => {
    expect(compared({ [id]: points }).items.find((item) => item.id === id)?.comparison).toBe(comparison);
  });

  test('what is left to a person is no verdict', () => {
    const doubtful = run.items.map((item) =>
      item.id === 'o1'
        ? {
            ...item,
            elements: item.elements.map((element) => ({
              ...element,
              outcome: 'cantTell' as const,
              reason: { code: 'ask-person' as const },
              evidence: [],
            })),
          }
        : item,
    );
    const { items } = compareWith(official, { ...run, items: doubtful }, scheme, ruleset.reliability);
    expect(items[0]).toMatchObject({ id: 'o1', low: 0, high: 100, official: 100, comparison: 'abstained' });
  });

  test('items that were not published are left out', () => {
    expect(compareWith({ oit: { o3: 100 } }, run, scheme, ruleset.reliability).items.map(({ id }) => id)).toEqual([
      'o3',
    ]);
  });

  test('what was learned before does not colour the comparison', () => {
    const assessors = { stricter: 0.5, milder: 0.2 };
    expect(compareWith(official, run, scheme, { ...ruleset.reliability, assessors })).toEqual(compared({}));
  });
});

test.each([
  [[], null],
  [[{ expected: 100, official: 100 }], 0],
  [[{ expected: 0, official: 100 }], 1],
  [
    [
      { expected: 50, official: 100 },
      { expected: 50, official: 50 },
    ],
    0.125,
  ],
])('Brier score of %j', (items, score) => expect(brierOf(items)).toBe(score));

describe('what official results teach', () => {
  const nothing: Calibration = { schemaVersion: 1, records: [] };

  test('nothing without records, and nothing where all is as judged', () => {
    expect(assessorsFrom(nothing)).toEqual({ stricter: 0, milder: 0 });
    expect(assessorsFrom(withRecord(nothing, compared({})))).toEqual({ stricter: 0, milder: 0 });
  });

  test('three of 19 items marked down: stricter, drawn to nothing by the caution of 20 items', () => {
    const learned = withRecord(nothing, compared({ o1: 0, o3: 0, o4: 0 }));
    const { stricter, milder } = assessorsFrom(learned);
    expect(stricter).toBeGreaterThan(0.06);
    expect(stricter).toBeLessThan(3 / 40);
    expect(milder).toBe(0);
    expect(partedItems(learned)).toEqual(['o1', 'o3', 'o4'].map((id) => ({ id, stricter: 1, milder: 0 })));
  });

  test('more agencies weigh more; the same agency and year is counted once', () => {
    const one = compared({ o1: 0, o3: 0, o4: 0 });
    const once = withRecord(withRecord(nothing, one), one);
    expect(once.records).toHaveLength(1);
    const three = ['b', 'a'].reduce((all, agency) => withRecord(all, { ...one, agency }), once);
    expect(three.records.map(({ agency }) => agency)).toEqual(['a', 'b', 'thungsathit']);
    expect(assessorsFrom(three).stricter).toBeGreaterThan(assessorsFrom(once).stricter);
  });

  test('shares stay shares, whatever was compared', () => {
    const points = fc.constantFrom(0, 50, 100);
    const item: fc.Arbitrary<ComparedItem> = fc.record({
      id: fc.constantFrom('o1', 'o2'),
      outcome: fc.constantFrom('passed' as const, 'failed' as const),
      low: points,
      high: points,
      expected: fc.integer({ min: 0, max: 100 }),
      official: points,
      comparison: fc.constantFrom(...comparisons),
    });
    const record = fc.record({
      agency: fc.constantFrom('a', 'b', 'c'),
      fiscalYear: fc.constantFrom(2567, 2568),
      finishedAt: fc.constant(''),
      items: fc.array(item, { maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const { stricter, milder } = assessorsFrom(records.reduce(withRecord, nothing));
        for (const one of [stricter, milder]) expect(one >= 0 && one < 1).toBe(true);
      }),
    );
  });

  test('stricter assessors lower what is expected, milder ones raise it, and what was not submitted stays at nothing', () => {
    const expected = (assessors: { stricter: number; milder: number }) =>
      forecastItems(scheme, { ...ruleset.reliability, assessors }, run.items);
    const [plain, strict, mild] = [
      expected({ stricter: 0, milder: 0 }),
      expected({ stricter: 0.1, milder: 0 }),
      expected({ stricter: 0, milder: 0.1 }),
    ];
    expect(strict.o1?.expected).toBeCloseTo((plain.o1?.expected ?? 0) * 0.9, 6);
    expect(mild.o2?.expected).toBeGreaterThan((plain.o2?.expected ?? 0) + 9);
    expect([strict.o1?.points, mild.o2?.points]).toEqual([plain.o1?.points, plain.o2?.points]);
    const notSubmitted = run.items.map((item) => ({
      ...item,
      elements: item.elements.map((element) => ({
        ...element,
        outcome: 'failed' as const,
        reason: { code: 'not-submitted' as const },
        evidence: [],
      })),
    }));
    const assessors = { stricter: 0.1, milder: 0.1 };
    for (const one of Object.values(forecastItems(scheme, { ...ruleset.reliability, assessors }, notSubmitted)))
      expect(one).toMatchObject({ expected: 0, low: [[0, 1]], high: [[0, 1]] });
  });
});
