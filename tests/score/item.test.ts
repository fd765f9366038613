import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item, Ruleset } from '../../src/model/ruleset.ts';
import type { Range } from '../../src/model/run.ts';
import { chanceBy, sameChances } from '../../src/score/chance.ts';
import { forecastItem } from '../../src/score/item.ts';
import { clear, doubtful, type Judged, judgedElements, levelsFor, reliability } from './arbitrary.ts';

/** Even chances for everything in doubt. */
const half: Ruleset['reliability'] = {
  source: 'test',
  passed: { said: 1, met: 1 },
  failed: { said: 1, met: 0 },
  cantTell: {},
  untested: { said: 0, met: 0 },
};
const pointsOf = (elements: readonly Judged[], levels: Item['levels'], how: Ruleset['reliability']): Range =>
  forecastItem(elements, [levels ?? []], sameChances(chanceBy(how))).points;
const judged = (...outcomes: Judged['outcome'][]): Judged[] =>
  outcomes.map((outcome, index) => ({ id: `e${index + 1}`, counts: true, outcome }));
const exactly = (value: number): Range => ({ low: value, expected: value, high: value });
const fine = 1e-6;

const isRange = ({ low, expected, high }: Range): void => {
  expect(low).toBeGreaterThanOrEqual(0);
  expect(high).toBeLessThanOrEqual(100);
  expect(low).toBeLessThanOrEqual(high);
  if (expected === null) return;
  expect(expected).toBeGreaterThanOrEqual(low - fine);
  expect(expected).toBeLessThanOrEqual(high + fine);
};
const contains = (wide: Range, narrow: Range): void => {
  expect(wide.low).toBeLessThanOrEqual(narrow.low + fine);
  expect(wide.high).toBeGreaterThanOrEqual(narrow.high - fine);
};

describe('points of an item', () => {
  const part: Item['levels'] = [{ points: 50, requires: ['e1', 'e2'], certainty: 'inferred', confidence: 'low' }];

  test.each<{ name: string; elements: Judged[]; levels?: Item['levels']; expected: Range }>([
    { name: 'all passed', elements: judged('passed', 'passed'), expected: exactly(100) },
    { name: 'all failed', elements: judged('failed', 'failed'), expected: exactly(0) },
    { name: 'one failed', elements: judged('passed', 'failed', 'passed'), expected: exactly(0) },
    { name: 'inapplicable is left out', elements: judged('passed', 'inapplicable'), expected: exactly(100) },
    { name: 'one in doubt', elements: judged('passed', 'cantTell'), expected: { low: 0, expected: 50, high: 100 } },
    { name: 'two in doubt', elements: judged('cantTell', 'cantTell'), expected: { low: 0, expected: 25, high: 100 } },
    { name: 'doubt beside a failure', elements: judged('failed', 'cantTell'), expected: exactly(0) },
    { name: 'one not seen', elements: judged('passed', 'untested'), expected: { low: 0, expected: 50, high: 100 } },
    { name: 'nothing seen', elements: judged('untested', 'untested'), expected: { low: 0, expected: null, high: 100 } },
    { name: 'part mark', elements: judged('passed', 'passed', 'failed'), levels: part, expected: exactly(50) },
    { name: 'part mark missed', elements: judged('failed', 'passed', 'passed'), levels: part, expected: exactly(0) },
    {
      name: 'more than the part mark',
      elements: judged('passed', 'passed', 'passed'),
      levels: part,
      expected: exactly(100),
    },
    {
      name: 'part mark sure, the rest in doubt',
      elements: judged('passed', 'passed', 'cantTell'),
      levels: part,
      expected: { low: 50, expected: 75, high: 100 },
    },
    {
      name: 'the better of two part marks, though the lower one asks for more',
      elements: judged('passed', 'failed', 'failed'),
      levels: [
        { points: 30, requires: ['e1', 'e2'], certainty: 'inferred', confidence: 'low' },
        { points: 60, requires: ['e1'], certainty: 'inferred', confidence: 'low' },
      ],
      expected: exactly(60),
    },
    {
      name: 'part mark in doubt, the rest failed',
      elements: judged('passed', 'cantTell', 'failed'),
      levels: part,
      expected: { low: 0, expected: 25, high: 50 },
    },
    {
      name: 'part mark and the rest in doubt together',
      elements: judged('passed', 'cantTell', 'passed'),
      levels: part,
      expected: { low: 0, expected: 50, high: 100 },
    },
  ])('$name', ({ elements, levels, expected }) => {
    expect(pointsOf(elements, levels, half)).toEqual(expected);
  });

  test('what does not count changes nothing', () => {
    fc.assert(
      fc.property(judgedElements(), reliability, (elements, how) => {
        const counted = elements.filter(({ counts }) => counts);
        expect(pointsOf(elements, undefined, how)).toEqual(pointsOf(counted, undefined, how));
      }),
    );
  });

  const withLevels = judgedElements().chain((elements) => fc.tuple(fc.constant(elements), levelsFor(elements)));

  test('low <= expected <= high, and clear outcomes leave nothing open', () => {
    fc.assert(
      fc.property(withLevels, reliability, ([elements, levels], how) => {
        const points = pointsOf(elements, levels, how);
        isRange(points);
        const open = elements.some(
          ({ counts, outcome }) => counts && (doubtful as readonly string[]).includes(outcome),
        );
        if (!open) expect(points).toEqual(exactly(points.low));
      }),
    );
  });

  const oneChanged = withLevels.chain(([elements, levels]) =>
    fc.tuple(
      fc.constant(elements),
      fc.constant(levels),
      fc.nat(elements.length - 1),
      fc.constantFrom(...doubtful),
      fc.constantFrom(...clear),
    ),
  );

  test('doubt in place of a clear outcome only widens; a clear outcome in place of doubt only narrows', () => {
    fc.assert(
      fc.property(oneChanged, reliability, ([elements, levels, at, open, settled], how) => {
        const points = (outcome: Judged['outcome']) =>
          pointsOf(elements.with(at, { ...(elements[at] as Judged), outcome }), levels, how);
        contains(points(open), points(settled));
        const between = [points('failed'), points(open), points('passed')].map(({ expected }) => expected);
        const known = between.filter((value) => value !== null);
        expect(known).toEqual(known.toSorted((a, b) => a - b));
      }),
    );
  });

  test('the order of elements and of part marks changes nothing', () => {
    const shuffled = withLevels.chain(([elements, levels]) =>
      fc.tuple(
        fc.constant([elements, levels] as const),
        fc.shuffledSubarray(elements, { minLength: elements.length }),
        levels ? fc.shuffledSubarray(levels, { minLength: levels.length }) : fc.constant(undefined),
      ),
    );
    fc.assert(
      fc.property(shuffled, reliability, ([[elements, levels], otherElements, otherLevels], how) => {
        const points = pointsOf(elements, levels, how);
        const again = pointsOf(otherElements, otherLevels, how);
        expect([again.low, again.high]).toEqual([points.low, points.high]);
        expect(again.expected ?? -1).toBeCloseTo(points.expected ?? -1, 4);
      }),
    );
  });
});
