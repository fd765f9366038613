import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { corpusAt } from '../../src/commands/corpus.ts';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { exits } from '../../src/commands/io.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { commandIo } from '../command-io.ts';
import { fixturesOf } from '../items/fixture.ts';

/** Pages and documents that were written by hand, in many wordings, by people who did not know the rules. */
const pages = fileURLToPath(new URL('./pages', import.meta.url));
const baseline = fileURLToPath(new URL('./pages.baseline.json', import.meta.url));

const ruleset = await loadRuleset(2568);
const cases = await corpusAt(pages);

test('no precision on them is lower than in the baseline', async () => {
  const out = await mkdtemp(join(tmpdir(), 'oit-pages-'));
  const { io, printed } = commandIo();
  try {
    // To measure anew after a change that is meant: oit evaluate tests/corpus/pages --save tests/corpus/pages.baseline.json
    expect(await evaluateCommand(pages, { fiscalYear: 2568, out, baseline }, io), printed()).toBe(exits.fine);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}, 240_000);

describe('examples', () => {
  const labelled = [
    ...cases.flatMap(({ expectation }) => expectation.expected.map(({ element, label }) => `${element} ${label}`)),
    ...fixturesOf(2568).flatMap(({ elements }) => elements.map(({ id, outcome }) => `${id} ${outcome}`)),
  ];
  const known = new Set(labelled);
  /** One page alone cannot show what is reached from the home page: that is tested with whole sites. */
  const counted = ruleset.items.flatMap(({ elements }) =>
    elements.filter(({ counts, kind }) => counts && kind !== 'location').map(({ id }) => id),
  );

  it.each(counted)('%s has pages that meet it and pages that do not', (id) => {
    expect([known.has(`${id} passed`), known.has(`${id} failed`)]).toEqual([true, true]);
  });
});
