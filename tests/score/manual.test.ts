import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRuleset } from '../../src/ruleset/index.ts';
import type { Judged } from '../../src/score/chance.ts';
import { forecastItems } from '../../src/score/forecast.ts';
import { asCounted, stateOf } from '../../src/score/manual.ts';
import { predict } from '../../src/score/predict.ts';
import { schemeOf } from '../../src/score/scheme.ts';
import { outcome } from './arbitrary.ts';

/** Mostly met, so that one doubt settled can make a difference. */
const mostlyMet = fc.oneof(
  { weight: 12, arbitrary: fc.constant('passed' as const) },
  { weight: 2, arbitrary: fc.constant('cantTell' as const) },
  { weight: 1, arbitrary: outcome },
);

const hash = fc.constantFrom('a', 'b', 'c');
const day = fc.constantFrom('2568-12-31', '2569-01-01', '2569-04-30', '2569-05-01');

test('a manual verdict applies if and only if its evidence is the same and its last day is not past', () => {
  fc.assert(
    fc.property(
      hash,
      fc.option(hash, { nil: undefined }),
      fc.option(day, { nil: undefined }),
      day,
      (evidence, now, until, today) => {
        const state = stateOf({ evidence, ...(until === undefined ? {} : { until }) }, now, today);
        expect(state === 'applies').toBe(evidence === now && (until === undefined || today <= until));
        expect(state === 'expired').toBe(evidence === now && until !== undefined && until < today);
      },
    ),
  );
});

describe('what counts', async () => {
  const ruleset = await loadRuleset(2568);
  const scheme = schemeOf(ruleset);
  const judged = fc
    .tuple(
      ...ruleset.items.map(({ elements }) =>
        fc.array(mostlyMet, { minLength: elements.length, maxLength: elements.length }).map((outcomes): Judged[] =>
          elements.map(({ id, counts }, at) => ({
            id,
            counts,
            outcome: outcomes[at] ?? 'passed',
            ...(outcomes[at] === 'cantTell' ? { reason: { code: 'ask-person' } } : {}),
            ...(outcomes[at] === 'failed' ? { reason: { code: at % 2 ? 'field-missing' : 'document-missing' } } : {}),
          })),
        ),
      ),
    )
    .map((all) => ruleset.items.map(({ id }, at) => ({ id, elements: all[at] ?? [] })));

  test('with a manual verdict more, a forecast lies within the one before', () => {
    const forecast = (items: { id: string; elements: Judged[] }[]) => {
      const forecasts = forecastItems(scheme, ruleset.reliability, items);
      return { forecasts, oit: predict(scheme, forecasts, 1).oit };
    };
    fc.assert(
      fc.property(judged, fc.nat(), fc.constantFrom('met' as const, 'not-met' as const), (items, pick, verdict) => {
        const open = items.flatMap(({ elements }) => elements).filter((one) => one.outcome === 'cantTell');
        const chosen = open[pick % Math.max(1, open.length)];
        if (!chosen) return;
        const after = items.map((item) => ({
          ...item,
          elements: item.elements.map((one) =>
            one.id === chosen.id ? asCounted({ ...one, manual: { verdict, state: 'applies' } }) : one,
          ),
        }));
        const [was, is] = [forecast(items), forecast(after)];
        const within = (inner: { low: number; high: number }, outer: { low: number; high: number }): void => {
          expect(inner.low).toBeGreaterThanOrEqual(outer.low - 1e-9);
          expect(inner.high).toBeLessThanOrEqual(outer.high + 1e-9);
        };
        within(is.oit, was.oit);
        if (is.oit.calibrated && was.oit.calibrated) within(is.oit.calibrated, was.oit.calibrated);
        for (const { id } of items) {
          const [before, now] = [was.forecasts[id], is.forecasts[id]];
          if (before && now) within(now.points, before.points);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('one that does not apply counts for nothing', () => {
    fc.assert(
      fc.property(
        outcome,
        fc.constantFrom('evidence-changed' as const, 'expired' as const),
        fc.constantFrom('met' as const, 'not-met' as const),
        (said, state, verdict) => {
          const element = { id: 'e1', counts: true, outcome: said, manual: { verdict, state } };
          expect(asCounted(element).outcome).toBe(said);
        },
      ),
    );
  });
});
