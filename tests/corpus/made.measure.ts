import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, writeCorpus } from './corpus.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const baseline = join(root, 'tests/corpus/made.baseline.json');
/** Set to write the baseline anew, after a change that is meant. */
const isSaving = process.env.OIT_SAVE_BASELINE === '1';

/**
 * Of every style, every so many cases: a print or a scan costs a hundred times as much as a page. The numbers share no
 * factor with those of the mutations, so that each mutation of each item comes up in some style.
 */
const everyNth: Record<Case['style'], number> = {
  wordpress: 5,
  oldtable: 5,
  joomla: 5,
  vendor: 5,
  xlsx: 5,
  docx: 5,
  pdf: 23,
  'pdf-lost-am': 23,
  scan: 7,
};
const counts = new Map<string, number>();
const isChosen = ({ style }: Case): boolean => {
  const count = counts.get(style) ?? 0;
  counts.set(style, count + 1);
  return count % everyNth[style] === 0;
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-corpus-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('no precision on the machine-made corpus is lower than in the baseline', async () => {
  const corpus = join(folder, 'corpus');
  const written = await writeCorpus(corpus, isChosen);
  expect(written).toBeGreaterThan(1500);
  const run = promisify(execFile)(
    process.execPath,
    [
      join(root, 'dist/cli.js'),
      'evaluate',
      corpus,
      '--lang=en',
      `--out=${join(folder, 'reports')}`,
      isSaving ? `--save=${baseline}` : `--baseline=${baseline}`,
    ],
    { maxBuffer: 64e6 },
  );
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}${error.stderr}`);
  });
  process.stdout.write(stdout);
});
