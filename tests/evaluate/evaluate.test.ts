import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditItem } from '../../src/audit/index.ts';
import { compare, evaluate, type Judged, readExpectation, wilson } from '../../src/evaluate/index.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Label } from '../../src/model/evaluation.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { ItemResult } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { fixturesOf, gatheredFrom } from '../items/fixture.ts';

const ruleset = await loadRuleset(2568);
const [fixture] = fixturesOf(2568).filter(({ itemId, outcome }) => itemId === 'o7' && outcome === 'passed');
if (!fixture) throw new Error('no fixture of o7');
const passing = auditItem(ruleset, 'o7', await gatheredFrom('o7', fixture.bytes, fixture.fileName));

/** The passing result with other outcomes: what the evaluation counts are outcomes and codes alone. */
const resultWith = (outcomes: Record<string, Outcome>): ItemResult => ({
  ...passing,
  elements: passing.elements.map((element) => {
    const outcome = outcomes[element.id];
    if (outcome === 'failed')
      return { ...element, outcome, reason: { code: 'field-missing', fields: [] }, evidence: [] };
    if (outcome === 'cantTell') return { ...element, outcome, reason: { code: 'ask-person' }, evidence: [] };
    return element;
  }),
});

const judged = (name: string, labels: Record<string, Label>, said: Record<string, Outcome> = {}): Judged => ({
  name,
  style: 'plain',
  mutation: '',
  labels: new Map(Object.entries(labels)),
  result: resultWith(said),
});

describe('an evaluation', () => {
  const result = evaluate(ruleset, [
    judged('a', { 'o7.1': 'passed', 'o7.2': 'failed', 'o7.3': 'failed' }, { 'o7.3': 'failed' }),
    judged('b', { 'o7.1': 'passed', 'o7.2': 'passed', 'o7.5': 'cantTell' }, { 'o7.1': 'failed', 'o7.2': 'cantTell' }),
  ]);

  it('counts verdicts and labels', () => {
    expect(result.all).toEqual({
      elements: 6,
      passed: { said: 3, right: 1 },
      failed: { said: 2, right: 1, labelled: 2 },
      abstained: 1,
    });
    expect(result.byElement['o7.3']).toEqual({
      elements: 1,
      passed: { said: 0, right: 0 },
      failed: { said: 1, right: 1, labelled: 1 },
      abstained: 0,
    });
    expect(result.byKind.period?.elements).toBe(1);
    expect(result.byStyle).toEqual({ plain: result.all });
  });

  it('counts the cases in which nothing else passes or fails than what the labels say', () => {
    expect(result.exactCases).toBe(0);
    const left = judged('c', { 'o7.1': 'passed', 'o7.2': 'failed' }, { 'o7.2': 'cantTell' });
    const found = judged('d', { 'o7.2': 'failed', 'o7.3': 'passed' }, { 'o7.2': 'failed' });
    const missed = judged('e', { 'o7.2': 'failed' });
    const doubted = judged('f', { 'o7.1': 'passed' }, { 'o7.1': 'cantTell' });
    expect(evaluate(ruleset, [left, found, missed, doubted]).exactCases).toBe(2);
  });

  it('names the verdicts that disagree', () => {
    expect(result.disagreements).toEqual([
      { case: 'a', element: 'o7.2', label: 'failed', said: 'passed', reason: '' },
      { case: 'b', element: 'o7.1', label: 'passed', said: 'failed', reason: 'field-missing' },
      { case: 'b', element: 'o7.2', label: 'passed', said: 'cantTell', reason: 'ask-person' },
      { case: 'b', element: 'o7.5', label: 'cantTell', said: 'passed', reason: '' },
    ]);
  });

  it('is no worse than itself', () => {
    expect(compare(result, result)).toEqual({ isWorse: false, turnedWrong: [], turnedRight: [] });
  });

  it('is worse where a precision is lower, and tells by which case', () => {
    const after = evaluate(ruleset, [
      judged('a', { 'o7.1': 'passed', 'o7.2': 'failed', 'o7.3': 'failed' }),
      judged('b', { 'o7.1': 'passed', 'o7.2': 'passed', 'o7.5': 'cantTell' }, { 'o7.1': 'failed' }),
    ]);
    const { isWorse, turnedWrong, turnedRight } = compare(result, after);
    expect(isWorse).toBe(true);
    expect(turnedWrong).toEqual([{ case: 'a', element: 'o7.3', label: 'failed', said: 'passed', reason: '' }]);
    expect(turnedRight).toEqual([
      { case: 'b', element: 'o7.2', label: 'passed', said: 'cantTell', reason: 'ask-person' },
    ]);
  });
});

describe('what a corpus expects', () => {
  it('is read from entries, facts and remarks', () => {
    expect(
      readExpectation('style: wordpress\no7.1 passed # the table\no7.2 failed field-missing; o7.5 cantTell', 'x'),
    ).toEqual({
      facts: { style: 'wordpress' },
      expected: [
        { element: 'o7.1', label: 'passed', reason: null },
        { element: 'o7.2', label: 'failed', reason: 'field-missing' },
        { element: 'o7.5', label: 'cantTell', reason: null },
      ],
    });
  });

  it.each(['o7.1 maybe', 'o7 passed', 'passed'])('is not read where it says "%s"', (text) => {
    expect(() => readExpectation(text, 'here.expect')).toThrow(UserError);
    expect(() => readExpectation(text, 'here.expect')).toThrow('here.expect');
  });
});

describe('the Wilson interval', () => {
  it('is that of the tables', () => {
    // 8 of 10, as in L. D. Brown et al., "Interval estimation for a binomial proportion", 2001.
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 4);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the share, stays within 0 and 1, and narrows with more trials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const right = Math.round(all * part);
        const { low, high } = wilson(right, all);
        const wide = wilson(right * 10, all * 10);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(right / all);
        expect(high + 1e-12).toBeGreaterThanOrEqual(right / all);
        expect(wide.high - wide.low).toBeLessThan(high - low + 1e-12);
      }),
    );
  });
});
