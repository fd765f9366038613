import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ItemResult, itemResult, type Run, run as runSchema } from '../../src/model/run.ts';
import { type Handler, html, prose, type Site, serve } from '../gather/site.ts';
import { type Ended, ensureBuilt, oit, start, writeManifest } from './program.ts';

const field = (label: string, value: string): string => `<h2>${label}</h2><p>${value}</p>`;
const title = 'รายงานผลการดำเนินงานประจำปี พ.ศ. 2567';
const whole = [
  field('ผลการดำเนินงาน', 'โครงการแล้วเสร็จ 12 โครงการ จากทั้งหมด 12 โครงการ'),
  field('ผลการใช้จ่ายงบประมาณ', 'เบิกจ่ายแล้ว 1,200,000 บาท'),
  field('ปัญหาและอุปสรรค', 'ฝนตกชุก งานก่อสร้างล่าช้ากว่าแผน'),
  field('ข้อเสนอแนะ', 'เริ่มงานก่อสร้างก่อนฤดูฝน'),
];
const report = html(title, `<h1>${title}</h1>${whole.join('')}${prose('รายงานประจำปี')}`);
const partial = html(title, `<h1>${title}</h1>${whole.slice(0, 2).join('')}${prose('รายงานประจำปี')}`);
const front = html('เทศบาลตำบลบ้านตัวอย่าง', prose('ยินดีต้อนรับ'));

let folder: string;
let site: Site;
let audited: Ended;
/** Audits of sites that do not answer. A failing address is asked again after 20 seconds, so these run beside the rest. */
let waiting: Record<'text' | 'json' | 'half' | 'check', Promise<Ended>>;
const inFolder = (...parts: string[]): string => join(folder, ...parts);
const here = (path: string): string => `http://127.0.0.1:${site.port}${path}`;
const local = ['--allow-host', '127.0.0.1', '--no-browser', '--lang', 'en'];

/** A port of this machine where nobody listens. */
const closedPort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Whatever goes wrong, people never see the inside of the program. */
const isPolite = ({ stdout, stderr }: Ended): void => {
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/mu);
  expect(stdout + stderr).not.toMatch(/This is a bug|node:internal|UnhandledPromise/u);
};

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'oit-e2e-'));
  await writeFile(inFolder('whole.html'), report);
  await writeFile(inFolder('partial report.html'), partial);
  const down: Handler = (_, response) => response.writeHead(500).end();
  site = await serve({ '/': front, '/report': report, '/partial': partial, '/down': down });
  const nobody = `http://127.0.0.1:${await closedPort()}/`;
  await writeManifest(inFolder('down'), nobody, { o7: [`${nobody}report`], o8: [`${nobody}manual`] });
  await writeManifest(inFolder('half'), here('/'), { o7: [here('/down')] });
  waiting = {
    text: oit('audit', inFolder('down'), '--out', inFolder('down-text'), '--fail-under', '0', ...local),
    json: oit('audit', inFolder('down'), '--out', inFolder('down-json'), '--json', ...local),
    half: oit('audit', inFolder('half'), '--out', inFolder('half-reports'), ...local),
    check: oit('check', 'o7', nobody, '--json', ...local),
  };
  await writeManifest(inFolder('baan'), here('/'), { o7: [here('/report')] });
  audited = await oit('audit', inFolder('baan'), '--out', inFolder('reports'), ...local);
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const runFolder = async (): Promise<string> => {
  const runs = inFolder('reports', 'baan', 'runs');
  const [id] = (await readdir(runs)).filter((name) => !name.startsWith('.') && !name.endsWith('.json'));
  return join(runs, id ?? '');
};

describe.concurrent('0: fine', () => {
  test('audit keeps the run, writes the reports and says where they are', async () => {
    expect(audited.code).toBe(0);
    isPolite(audited);
    const kept = await runFolder();
    for (const name of ['run.json', 'gathered.json', 'report.html', 'report.csv', 'divisions']) {
      expect(existsSync(join(kept, name)), name).toBe(true);
    }
    for (const name of ['run.json', 'report.html', 'report.csv']) expect(audited.stdout).toContain(join(kept, name));
    expect(audited.stderr).toContain('Items that the manifest does not list count as not submitted: o1, o2,');
    const run = runSchema.parse(JSON.parse(await readFile(join(kept, 'run.json'), 'utf8')));
    expect(run.items.find(({ id }) => id === 'o7')).toMatchObject({ outcome: 'passed', points: { expected: 100 } });
    expect(run.items.filter(({ outcome }) => outcome === 'failed')).toHaveLength(27);
  });

  test('demo: the main job without a network, as one JSON document', async () => {
    const ended = await oit('demo', '--json', '--lang', 'en', '--out', inFolder('demo'));
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('Serving the demo site on this machine')]);
    isPolite(ended);
    const run: Run = runSchema.parse(JSON.parse(ended.stdout));
    expect(run.items).toHaveLength(28);
    expect(run.prediction.oit.expected).toBeGreaterThan(0);
    expect(run.items.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('check: a page on the web, all elements met', async () => {
    const ended = await oit('check', 'O7', here('/report'), ...local);
    expect(ended.code).toBe(0);
    isPolite(ended);
    expect(ended.stdout).toContain('o7');
    expect(ended.stdout).toContain('ผลการดำเนินงาน');
  });

  test('check --json: exactly the item of the run, from a page and from the same page as a file', async () => {
    const [online, draft] = await Promise.all([
      oit('check', 'o7', here('/partial'), '--json', ...local),
      oit('check', 'o7', inFolder('partial report.html'), '--json'),
    ]);
    const results = [online, draft].map((ended): ItemResult => {
      expect(ended.code).toBe(0);
      isPolite(ended);
      return itemResult.parse(JSON.parse(ended.stdout));
    });
    for (const { id, outcome, points, elements } of results) {
      expect({ id, outcome, points }).toEqual({
        id: 'o7',
        outcome: 'failed',
        points: { low: 50, expected: 50, high: 50 },
      });
      expect(elements.map((element) => [element.id, element.outcome])).toEqual([
        ['o7.1', 'passed'],
        ['o7.2', 'passed'],
        ['o7.3', 'failed'],
        ['o7.4', 'failed'],
        ['o7.5', 'passed'],
      ]);
    }
    expect(results[1]?.submitted).toEqual([pathToFileURL(inFolder('partial report.html')).href]);
    expect(draft.stderr).toBe('');
  });

  test('check: a file named as an address, and several files together', async () => {
    const ended = await oit(
      'check',
      'o7',
      pathToFileURL(inFolder('partial report.html')).href,
      inFolder('whole.html'),
      '--json',
    );
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'passed', looked: [{ title }, { title }] });
  });

  test('rules list, explain and check', async () => {
    const [list, listed, explained, told, checked] = await Promise.all([
      oit('rules', 'list', '--lang', 'en'),
      oit('rules', 'list', '--json'),
      oit('rules', 'explain', 'o7', '--json'),
      oit('rules', 'explain', 'O7'),
      oit('rules', 'check', '--json'),
    ]);
    for (const ended of [list, listed, explained, told, checked]) {
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      isPolite(ended);
    }
    expect(list.stdout).toMatch(/^ {2}o28 /mu);
    const { items, fingerprint } = JSON.parse(listed.stdout);
    expect(items).toHaveLength(28);
    expect(JSON.parse(checked.stdout)).toMatchObject({ fiscalYear: 2568, items: 28, fingerprint });
    expect(JSON.parse(explained.stdout)).toMatchObject({ id: 'o7', subIndicator: '9.2' });
    for (const element of JSON.parse(explained.stdout).elements) expect(told.stdout).toContain(element.id);
  });

  test('doctor', async () => {
    const ended = await oit('doctor', '--json', '--out', inFolder('reports'));
    isPolite(ended);
    expect(ended.code).toBe(0);
    const lines: { name: string; ok: boolean }[] = JSON.parse(ended.stdout);
    expect(lines.map(({ name }) => name)).toContain('Node.js');
    expect(lines.find(({ name }) => name === 'Node.js')?.ok).toBe(true);
  });

  test.each([['--help'], ['audit', '--help'], ['--version']])('%s %s', async (...args) => {
    const ended = await oit(...args.filter((arg) => arg !== undefined));
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(args.includes('--version') ? /^\d+\.\d+\.\d+\n$/u : /^Usage: oit /u);
  });

  test('--quiet says nothing, and a score that is reached is fine', async () => {
    const out = inFolder('quiet');
    const ended = await oit('audit', inFolder('baan'), '--out', out, '--quiet', '--fail-under', '2.5', ...local);
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe.concurrent('1: items not met', () => {
  test.each([
    ['--fail-under', '99'],
    ['--fail-on', 'failed'],
  ])('audit %s %s', async (option, value) => {
    const out = inFolder(`reports${option}-${value}`);
    const ended = await oit('audit', inFolder('baan'), '--out', out, option, value, '--json', ...local);
    expect(ended.code).toBe(1);
    isPolite(ended);
    runSchema.parse(JSON.parse(ended.stdout));
  });

  test('check --fail-on failed', async () => {
    const failing = await oit('check', 'o7', inFolder('partial report.html'), '--fail-on', 'failed');
    const fine = await oit('check', 'o7', inFolder('whole.html'), '--fail-on', 'cantTell');
    expect([failing.code, fine.code]).toEqual([1, 0]);
  });
});

describe.concurrent('2: a mistake of the user, told with what is right', () => {
  test.each<[string, () => string[], RegExp]>([
    ['an item that is not there', () => ['check', 'o77', 'x.html'], /^There is no item o77 .*; did you mean o7\?$/mu],
    ['an item far from any', () => ['rules', 'explain', 'budget'], /they have o1 to o28/u],
    [
      'a file that is not there',
      () => ['check', 'o7', '/no/such/file.pdf'],
      /^There is no file \/no\/such\/file\.pdf\.$/mu,
    ],
    ['a folder in place of a file', () => ['check', 'o7', folder], /is a folder; name the files in it/u],
    [
      'an address of another kind',
      () => ['check', 'o7', 'ftp://a.example/x'],
      /^ftp:\/\/a\.example\/x is neither a file nor/mu,
    ],
    ['half an address', () => ['check', 'o7', 'http://'], /^http:\/\/ is neither a file nor/mu],
    ['no manifest', () => ['audit', inFolder('nowhere')], /nowhere/u],
    [
      'a run folder that is not there',
      () => ['replay', inFolder('nowhere')],
      /^There is no run .*nowhere; name the folder of a run/mu,
    ],
    ['a folder that is no run', () => ['replay', folder], /is not a run: it holds no run\.json/u],
    ['an agency without runs', () => ['report', 'somewhere', '--out', folder], /^There is no run somewhere;/mu],
    [
      'a year without rules',
      () => ['rules', 'list', '--fiscal-year', '2560'],
      /^There are no rules for fiscal year 2560: there are rules for .*2568/mu,
    ],
    ['a year of another calendar', () => ['rules', 'list', '--fiscal-year', '2025'], /a Buddhist year such as 2568/u],
    ['a score above all scores', () => ['audit', 'x', '--fail-under', '101'], /a score from 0 to 100/u],
    ['an outcome that is none', () => ['audit', 'x', '--fail-on', 'passed'], /Allowed choices are failed, cantTell/u],
    ['a language that is not spoken', () => ['demo', '--lang', 'fr'], /Allowed choices are th, en/u],
    ['an unknown option', () => ['demo', '--fast'], /unknown option '--fast'/u],
    ['an unknown command', () => ['auditt'], /unknown command 'auditt'\n\(Did you mean audit\?\)/u],
    ['a missing argument', () => ['audit'], /missing required argument 'manifest'/u],
  ])('%s', async (_, args, says) => {
    const ended = await oit(...args());
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(says);
    isPolite(ended);
  });

  test('a manifest that is no YAML, and one with mistakes: every mistake with its line', async () => {
    await writeFile(inFolder('broken.yaml'), 'agency:\n  id: baan\n name: x\n');
    await writeFile(
      inFolder('wrong.yaml'),
      (await readFile(inFolder('baan', 'manifest.yaml'), 'utf8'))
        .replace('province:', 'provnce:')
        .replace('division: palad', 'division: plad'),
    );
    const [broken, wrong] = await Promise.all([
      oit('audit', inFolder('broken.yaml')),
      oit('audit', inFolder('wrong.yaml')),
    ]);
    for (const ended of [broken, wrong]) {
      expect([ended.code, ended.stdout]).toEqual([2, '']);
      isPolite(ended);
    }
    expect(broken.stderr).toMatch(/broken\.yaml:3:\d+\n {4}this line is not indented/u);
    expect(wrong.stderr).toMatch(/wrong\.yaml:5:3\n {4}"provnce" is not a key of "agency"; did you mean "province"\?/u);
  });

  test('a manifest that does not fit the rules', async () => {
    await writeManifest(inFolder('o99'), here('/'), { o99: [here('/report')] });
    const ended = await oit('audit', inFolder('o99'), '--out', inFolder('reports'), ...local);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(/manifest\.yaml:12:\d+\n.*o99/u);
  });
});

describe('3: not enough could be looked at', () => {
  test('an audit that reaches nothing says so and shows no score', async () => {
    const ended = await waiting.text;
    expect(ended.code).toBe(3);
    isPolite(ended);
    expect(ended.stderr).toContain('Nothing could be verified, so there is no score to trust');
    expect(ended.stdout).not.toMatch(/\d\.\d\d/u);
    expect(await readdir(inFolder('down-text', 'baan', 'runs'))).not.toEqual([]);
  });

  test('the same as JSON: no expected value, every submitted element untested', async () => {
    const ended = await waiting.json;
    expect(ended.code).toBe(3);
    isPolite(ended);
    const run = runSchema.parse(JSON.parse(ended.stdout));
    expect(run.prediction.oit.expected).toBeNull();
    const elements = run.items.find(({ id }) => id === 'o7')?.elements ?? [];
    expect(new Set(elements.map(({ outcome }) => outcome))).toEqual(new Set(['untested']));
    expect(new Set(run.faults.map(({ kind }) => kind))).toEqual(new Set(['connection-refused']));
  });

  test('the site answers, but nothing that was submitted does', async () => {
    const ended = await waiting.half;
    expect(ended.code).toBe(3);
    isPolite(ended);
    expect(ended.stderr).toContain('Too much could not be verified: do not trust the score');
  });

  test('check of an address that does not answer', async () => {
    const ended = await waiting.check;
    expect(ended.code).toBe(3);
    isPolite(ended);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      outcome: 'untested',
      points: { low: 0, expected: null, high: 100 },
    });
  });

  test('an audit that was interrupted goes on where it stopped', async () => {
    const held: (() => void)[] = [];
    let hold = true;
    const slow: Handler = (_, response) => {
      const answer = () => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(partial);
      if (hold) held.push(answer);
      else answer();
    };
    const many = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`/page${index}`, html(`หน้า ${index}`, prose(`หน้าที่ ${index}`))]),
    );
    const server = await serve({ '/': front, ...many, '/slow': slow });
    const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
    const manifest = await writeManifest(inFolder('stop'), at('/'), {
      o5: Object.keys(many).map(at),
      o7: [at('/slow')],
    });
    const out = inFolder('stopped');
    const args = ['audit', manifest, '--out', out, ...local];
    const { child, ended } = start(args);
    const journal = join(out, 'baan', 'pending.jsonl');
    const recorded = async (): Promise<number> => {
      const lines = (await readFile(journal, 'utf8').catch(() => '')).split('\n').slice(1, -1);
      return new Set(lines.flatMap((line) => JSON.parse(line).visit?.url ?? [])).size;
    };
    while (child.exitCode === null && ((await recorded()) < 7 || held.length === 0)) {
      await new Promise((done) => setTimeout(done, 20));
    }
    child.kill('SIGINT');
    const stopped = await ended;
    expect(stopped.code).toBe(3);
    isPolite(stopped);
    expect(stopped.stdout).toBe('');
    expect(stopped.stderr).toContain('Stopped. What was fetched is kept; the next run goes on from there.');
    const before = new Map(server.hits);
    hold = false;

    const again = await oit(...args);
    await server.close();
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('Going on from an interrupted run: 7 addresses are already there');
    for (const path of ['/', ...Object.keys(many)])
      expect([path, server.hits.get(path)]).toEqual([path, before.get(path)]);
    expect(server.hits.get('/slow')).toBe(2);
    expect(existsSync(journal)).toBe(false);
  });
});

test('a reader that stops listening is no mistake', async () => {
  const { child, ended } = start(['rules', 'explain', 'o12']);
  child.stdout?.destroy();
  const { stderr } = await ended;
  expect(stderr).toBe('');
});

describe.concurrent('kept runs', () => {
  test('replay gives the same bytes every time, and those of the run', async () => {
    const kept = await runFolder();
    const json = await Promise.all([1, 2].map(() => oit('replay', kept, '--json')));
    const text = await Promise.all([1, 2].map(() => oit('replay', kept, '--lang', 'en')));
    for (const ended of [...json, ...text]) {
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      isPolite(ended);
    }
    expect(json[1]?.stdout).toBe(json[0]?.stdout);
    expect(text[1]?.stdout).toBe(text[0]?.stdout);
    const run = JSON.parse(await readFile(join(kept, 'run.json'), 'utf8'));
    expect(JSON.parse(json[0]?.stdout ?? '')).toEqual(run);
  });

  test('an agency’s name stands for its latest run', async () => {
    const ended = await oit('replay', 'baan', '--out', inFolder('reports'), '--json');
    const run = JSON.parse(await readFile(join(await runFolder(), 'run.json'), 'utf8'));
    expect(JSON.parse(ended.stdout).startedAt).toBe(run.startedAt);
  });

  test('report writes the reports again, the same as before', async () => {
    const kept = await runFolder();
    const before = await Promise.all(['report.html', 'report.csv'].map((name) => readFile(join(kept, name), 'utf8')));
    await rm(join(kept, 'report.html'));
    await writeFile(join(kept, 'report.csv'), 'spoiled');
    const ended = await oit('report', kept, '--lang', 'en');
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    isPolite(ended);
    expect(await Promise.all(['report.html', 'report.csv'].map((name) => readFile(join(kept, name), 'utf8')))).toEqual(
      before,
    );
  });

  test('a damaged run is told, not crashed on', async () => {
    const kept = inFolder('damaged');
    await writeManifest(kept, here('/'), {});
    await writeFile(join(kept, 'run.json'), '{ "schemaVersion": 1, ');
    const ended = await oit('report', kept);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('run.json is damaged');
    isPolite(ended);
  });
});
