import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run as runSchema } from '../../src/model/run.ts';
import { html, prose, type Site, serve } from '../gather/site.ts';
import { type Ended, ensureBuilt, oit, writeManifest } from './program.ts';

const ethics = 'ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม';
const risk = 'การประเมินความเสี่ยงการให้หรือรับสินบน ประจำปี พ.ศ. 2568';
const measures = 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี พ.ศ. 2568';
const page = (title: string): string => html(title, `<h1>${title}</h1>${prose(title)}`);

let folder: string;
let site: Site;
let ids: string[];
const inFolder = (...parts: string[]): string => join(folder, ...parts);
const review = (...args: string[]): Promise<Ended> =>
  oit('review', 'baan', '--out', inFolder('reports'), '--lang', 'en', ...args);

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'oit-review-e2e-'));
  site = await serve({
    '/': page('หน้าแรก'),
    '/ethics': page(ethics),
    '/risk': page(risk),
    '/measures': page(measures),
  });
  const here = (path: string): string => `http://127.0.0.1:${site.port}${path}`;
  await writeManifest(inFolder('baan'), here('/'), {
    o16: [here('/ethics')],
    o23: [here('/risk')],
    o27: [here('/measures')],
  });
  await oit(
    'audit',
    inFolder('baan'),
    '--out',
    inFolder('reports'),
    '--allow-host',
    '127.0.0.1',
    '--no-browser',
    '--quiet',
  );
  const { open } = JSON.parse((await review('--json')).stdout) as { open: { element: string }[] };
  ids = open.map(({ element }) => element);
}, 60_000);
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

test('processes that record at once lose nothing, in the file beside the manifest, the run and its index', async () => {
  expect(ids.length).toBeGreaterThan(2);
  const said = ['--met', '--reviewer', 'สมชาย "#: x', '--reason', '- seen: yes'];
  const ended = await Promise.all(ids.map((id) => review('--item', id, ...said)));
  expect(ended.map(({ code }) => code)).toEqual(ids.map(() => 0));
  expect((await readdir(inFolder('baan'))).sort()).toEqual(['manifest.yaml', 'reviews.yaml']);
  const text = await readFile(inFolder('baan', 'reviews.yaml'), 'utf8');
  expect(text.match(/- element: /gu)).toHaveLength(ids.length);
  const [id = ''] = await readdir(inFolder('reports', 'baan', 'runs'));
  const run = runSchema.parse(JSON.parse(await readFile(inFolder('reports', 'baan', 'runs', id, 'run.json'), 'utf8')));
  const manual = run.items.flatMap(({ elements }) => elements.filter((one) => one.manual?.state === 'applies'));
  expect(manual.map((one) => [one.id, one.outcome])).toEqual(ids.map((one) => [one, 'cantTell']));
  const index = JSON.parse(await readFile(inFolder('reports', 'baan', 'index.json'), 'utf8'));
  expect(index.runs).toMatchObject([{ id, oit: run.prediction.oit.expected }]);
  expect((await review()).stdout).toContain('No element needs a person.');
}, 60_000);

test('mistakes are told in a sentence, with exit code 2', async () => {
  const good = await readFile(inFolder('baan', 'reviews.yaml'), 'utf8');
  const mistakes = [
    await review('--item', 'o99', '--met'),
    await review('--met', '--not-met'),
    await review('--ask', '--item'),
  ];
  await writeFile(inFolder('baan', 'reviews.yaml'), good.replace('verdict: met', 'verdict: perhaps'));
  mistakes.push(await review());
  expect(mistakes.at(-1)?.stderr).toContain('reviews.yaml:');
  for (const { code, stdout, stderr } of mistakes) {
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$|This is a bug/mu);
  }
}, 60_000);
