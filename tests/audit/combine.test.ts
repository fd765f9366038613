import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, negate } from '../../src/audit/combine.ts';
import { makeFault } from '../../src/model/fault.ts';
import { type Finding, type Outcome, outcomes } from '../../src/model/outcome.ts';

const ref = (quote: string) => ({ artifactId: 'a', url: 'http://a.example/', at: { in: 'whole' as const }, quote });
const findings: Record<Outcome, Finding> = {
  passed: { outcome: 'passed', evidence: [ref('there')] },
  failed: { outcome: 'failed', reason: { code: 'nobody-listed' }, evidence: [] },
  cantTell: { outcome: 'cantTell', reason: { code: 'ask-person' }, evidence: [] },
  untested: { outcome: 'untested', fault: makeFault('timeout', 'http://a.example/') },
  inapplicable: { outcome: 'inapplicable' },
};
const of = (list: readonly Outcome[]): Finding[] => list.map((outcome) => findings[outcome]);

/** Law 4 of design.md section 5, strongest first. */
const tables: Record<'all' | 'any', readonly Outcome[]> = {
  all: ['failed', 'untested', 'cantTell', 'passed', 'inapplicable'],
  any: ['passed', 'untested', 'cantTell', 'failed', 'inapplicable'],
};
const combine = { all, any };

describe.each(['all', 'any'] as const)('%s', (how) => {
  const table = tables[how];
  const pairs = outcomes.flatMap((a) => outcomes.map((b) => [a, b] as const));
  test.each(pairs)('%s with %s', (a, b) => {
    const expected = table[Math.min(table.indexOf(a), table.indexOf(b))];
    expect(combine[how](of([a, b])).outcome).toBe(expected);
    expect(combine[how](of([b, a])).outcome).toBe(expected);
  });
  test('nothing at all is inapplicable', () => expect(combine[how]([]).outcome).toBe('inapplicable'));
  test('order, repetition and grouping change nothing', () => {
    const lists = fc.array(fc.constantFrom(...outcomes), { maxLength: 8 });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const whole = combine[how](of([...a, ...b])).outcome;
        expect(combine[how](of([...b, ...a])).outcome).toBe(whole);
        expect(combine[how](of([...a, ...a, ...b])).outcome).toBe(whole);
        expect(combine[how]([combine[how](of(a)), combine[how](of(b))]).outcome).toBe(whole);
      }),
    );
  });
});

test('what passes by several checks shows the evidence of each', () => {
  const one: Finding = { outcome: 'passed', evidence: [ref('one')] };
  const two: Finding = { outcome: 'passed', evidence: [ref('two'), ref('three')] };
  expect(all([one, findings.inapplicable, two])).toEqual({
    outcome: 'passed',
    evidence: [ref('one'), ref('two'), ref('three')],
  });
});

describe('none: turned round, then all', () => {
  const looked = [ref('looked through')];
  test.each<[Outcome, Outcome]>([
    ['passed', 'failed'],
    ['failed', 'passed'],
    ['cantTell', 'cantTell'],
    ['untested', 'untested'],
    ['inapplicable', 'inapplicable'],
  ])('%s becomes %s', (before, after) => {
    expect(negate(findings[before], looked, ['word']).outcome).toBe(after);
  });
  test('what is there and must not be is shown with its place; a pass shows where was looked', () => {
    expect(negate(findings.passed, looked, ['word'])).toEqual({
      outcome: 'failed',
      reason: { code: 'unwanted-present', wanted: ['word'] },
      evidence: [ref('there')],
    });
    expect(negate(findings.failed, looked, [])).toEqual({ outcome: 'passed', evidence: looked });
  });
  test('no pass without something to show', () => {
    expect(negate(findings.failed, [], []).outcome).toBe('failed');
  });
});
