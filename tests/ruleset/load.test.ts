import { expect, test } from 'vitest';
import { loadRuleset } from '../../src/ruleset/index.ts';

test('the rules of 2568 load', async () => {
  const ruleset = await loadRuleset(2568);
  expect(ruleset.items.map((item) => item.id)).toEqual(Array.from({ length: 28 }, (_, index) => `o${index + 1}`));
});
