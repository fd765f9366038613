import { describe, expect, it } from 'vitest';
import type { ItemResult } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { fixturesOf, judgeFixture } from './fixture.ts';

const fiscalYear = 2568;
const ruleset = await loadRuleset(fiscalYear);
const fixtures = fixturesOf(fiscalYear);

const reasonOf = (element: ItemResult['elements'][number]): string | null =>
  'reason' in element ? element.reason.code : null;

/** Every element in one line, so that a failing test shows the whole verdict. */
const summary = ({ elements }: ItemResult): string =>
  elements
    .map((element) => {
      const words = 'reason' in element ? JSON.stringify(element.reason) : '';
      const quotes = 'evidence' in element ? element.evidence.map(({ quote }) => quote.slice(0, 60)).join(' / ') : '';
      return `  ${element.id} ${element.outcome} ${words} ${quotes}`;
    })
    .join('\n');

describe.each([...new Set(fixtures.map(({ itemId }) => itemId))])('%s', (itemId) => {
  it.each(fixtures.filter((fixture) => fixture.itemId === itemId))('$name', async (fixture) => {
    const result = await judgeFixture(ruleset, fixture);
    const said = summary(result);
    for (const { id, outcome, reason } of fixture.elements) {
      const element = result.elements.find((one) => one.id === id);
      const found = element && `${element.outcome}${reason === null ? '' : ` ${reasonOf(element)}`}`;
      expect(found, `${id}\n${said}`).toBe(reason === null ? outcome : `${outcome} ${reason}`);
    }
    expect(result.outcome, said).toBe(fixture.outcome);
  });
});
