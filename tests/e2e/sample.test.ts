import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCommand } from '../../src/commands/demo.ts';
import { demoIo } from './demo-io.ts';

/**
 * The committed sample is the demo's report, and its run.json the golden run: whoever changes a rule, a check or a
 * report sees here what changes. `npx vitest run tests/e2e/sample.test.ts -u` writes it anew.
 */
const sample = fileURLToPath(new URL('../../reports/sample', import.meta.url));
let out = '';
let folder = '';

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'oit-sample-'));
  await demoCommand({ out, browser: null, retryDelayMs: 10 }, demoIo().io);
  const runs = join(out, 'thungsathit', 'runs');
  folder = join(runs, (await readdir(runs))[0] ?? '');
});
afterAll(() => rm(out, { recursive: true, force: true }));

const filesIn = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** The sample holds for all code that says the same: what names the code is left out. */
const unnamed = (text: string): string => text.replace(/"inputs": "[0-9a-f]{64}"/u, '"inputs": ""');

test('the committed sample report is what the program writes today', async () => {
  const files = (await filesIn(folder)).filter((file) => file !== 'gathered.json');
  for (const file of files)
    await expect(unnamed(await readFile(join(folder, file), 'utf8'))).toMatchFileSnapshot(join(sample, file));
  expect((await filesIn(sample)).filter((file) => !file.endsWith('.png'))).toEqual(files);
});
