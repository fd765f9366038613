import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gather, planFingerprint } from '../../src/gather/index.ts';
import { UserError } from '../../src/model/errors.ts';
import { type Gathered, readingsOf } from '../../src/model/gathered.ts';
import { diskError } from '../../src/store/disk.ts';
import { isRunId, loadGathered, loadRun, openStore } from '../../src/store/index.ts';
import { html, item, memoryStore, options, plan, prose, serve, timeless } from '../gather/site.ts';
import { allOf } from '../support/readings.ts';
import { sampleGathered, sampleReading, sampleRun } from './sample.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'oit-store-')), 'baan');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

/** A gather with its readings all at once. */
const complete = ({ readings, ...gathered }: Gathered) => ({ ...gathered, readings: allOf(readings) });

const now = new Date('2026-11-23T02:15:00Z');
const readerVersion = 'html/1 pdf/1';
const finished = (url: string) => {
  const [visit] = sampleGathered('a'.repeat(64)).visits;
  if (!visit) throw new Error('no sample');
  return {
    visit: { ...visit, url },
    contentType: 'text/html',
    fileName: '',
    etag: '"1"',
    lastModified: '',
    sentBy: url,
    sentId: visit.artifactId,
    wholeAt: visit.fetchedAt,
    change: 'new' as const,
    transferred: 5,
    requests: 1,
    reading: null,
  };
};
const childOf = (script: string, argument: unknown): ChildProcess =>
  spawn(process.execPath, ['tests/store/child.mjs', script, JSON.stringify(argument)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });

describe('artifacts', () => {
  test('are named by their hash, kept once and never written again', async () => {
    const store = await openStore(folder);
    const id = await store.save(Buffer.from('abc'));
    expect(id).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const before = await stat(join(folder, 'artifacts', 'ba', id));
    expect(await store.save(Buffer.from('abc'))).toBe(id);
    expect((await stat(join(folder, 'artifacts', 'ba', id))).ino).toBe(before.ino);
    expect(Buffer.from(await store.load(id)).toString()).toBe('abc');
    expect(await readdir(join(folder, 'artifacts', 'ba'))).toEqual([id]);
  });

  test.each(['../../etc/passwd', 'ab', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])(
    'an id "%s" never becomes a path',
    async (id) => {
      const store = await openStore(folder);
      await expect(store.load(id)).rejects.toThrow(UserError);
      await expect(store.saveReading(id, 'v', '', sampleReading('x'))).rejects.toThrow(UserError);
    },
  );
});

describe('readings', () => {
  const shared = () => join(folder, '..', 'readings');
  const filesIn = async (path: string): Promise<string[]> =>
    (await readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);

  test('are kept under free text, which never becomes a path', async () => {
    const store = await openStore(folder);
    const id = await store.save(Buffer.from('abc'));
    await store.saveReading(id, '../../x', '../y', sampleReading('น้ำ'));
    expect(await store.reading(id, '../../x', '../y')).toEqual(sampleReading('น้ำ'));
    expect(await store.reading(id, 'other', '../y')).toBeNull();
    expect(await store.reading(id, '../../x', '')).toBeNull();
    await expect(store.reading('../x', 'v', '')).rejects.toThrow(UserError);
  });

  test.each(['', '{"reader":', 'null', '[]', '"x"', '{"reader":"pdf/1"}', '{"reader":1,"blocks":[]}'])(
    'that are damaged to %j are none, and are made anew',
    async (damage) => {
      const store = await openStore(folder);
      const id = await store.save(Buffer.from('abc'));
      await store.saveReading(id, 'v', '', sampleReading('น้ำ'));
      const [file = ''] = await readdir(join(folder, 'readings'), { recursive: true }).then((names) =>
        names.filter((name) => name.endsWith('.json')),
      );
      await writeFile(join(folder, 'readings', file), damage);
      expect(await store.reading(id, 'v', '')).toBeNull();
      await store.saveReading(id, 'v', '', sampleReading('ใหม่'));
      expect(await store.reading(id, 'v', '')).toEqual(sampleReading('ใหม่'));
    },
  );

  test('of one agency serve the others, and the first one stays', async () => {
    const [one, two] = await Promise.all(
      ['a', 'b'].map((name) => openStore(join(folder, name), { readingsFolder: shared() })),
    );
    const id = await one?.save(Buffer.from('abc'));
    await one?.saveReading(id ?? '', 'v', '', sampleReading('แรก'));
    await two?.saveReading(id ?? '', 'v', '', sampleReading('หลัง'));
    expect(await two?.reading(id ?? '', 'v', '')).toEqual(sampleReading('แรก'));
    expect(await filesIn(shared())).toEqual([`${id}.json`]);
  });

  test('may be deleted: a finished run holds its own, once for all runs', async () => {
    const store = await openStore(folder, { readingsFolder: shared() });
    const id = await store.save(Buffer.from('abc'));
    await store.saveReading(id, readerVersion, '', sampleReading('น้ำ'));
    const paths: string[] = [];
    for (let n = 0; n < 3; n++) paths.push(await store.finish(sampleRun(), sampleGathered(id)));
    await rm(shared(), { recursive: true });
    for (const path of paths) expect(complete(await loadGathered(path))).toEqual(complete(sampleGathered(id)));
    expect(await filesIn(join(folder, 'evidence'))).toHaveLength(1);
  });
});

describe('journal', () => {
  const begin = async (fingerprint = 'f', at = now) => (await openStore(folder)).begin(fingerprint, at);

  test('recalls what was recorded, for the same plan and twelve hours', async () => {
    await (await begin()).record(finished('http://a.example/'));
    expect((await begin()).resumed).toBe(1);
    expect(await (await begin()).recall('http://a.example/')).toEqual(finished('http://a.example/'));
    expect(
      await (await begin('f', new Date(now.getTime() + 11 * 3_600_000))).recall('http://a.example/'),
    ).not.toBeNull();
    expect(await (await begin('f', new Date(now.getTime() + 13 * 3_600_000))).recall('http://a.example/')).toBeNull();
  });

  test('of another plan is begun anew', async () => {
    await (await begin()).record(finished('http://a.example/'));
    expect(await (await begin('g')).recall('http://a.example/')).toBeNull();
    expect(await (await begin('f')).recall('http://a.example/')).toBeNull();
  });

  test('torn anywhere, keeps every whole line and goes on', async () => {
    const urls = ['http://a.example/', 'http://b.example/', 'http://c.example/'];
    const first = await begin();
    for (const url of urls) await first.record(finished(url));
    const path = join(folder, 'pending.jsonl');
    const whole = await readFile(path);
    const lines = whole.toString().split('\n');
    for (const cut of [1, 40, 200, 301]) {
      await writeFile(path, whole.subarray(0, whole.length - cut));
      const kept = whole
        .subarray(0, whole.length - cut)
        .toString()
        .split('\n')
        .filter((line, n) => n > 0 && line === lines[n]);
      const again = await begin();
      const recalled = await Promise.all(urls.map((url) => again.recall(url)));
      expect(recalled.filter((one) => one !== null)).toHaveLength(kept.length);
      await again.record(finished('http://d.example/'));
      expect(await (await begin()).recall('http://d.example/')).not.toBeNull();
    }
  });

  test.each(['', 'not json\n', '{"fingerprint":1}\n'])('with the header %j is begun anew', async (content) => {
    await openStore(folder);
    await writeFile(join(folder, 'pending.jsonl'), content);
    expect(await (await begin()).recall('http://a.example/')).toBeNull();
  });

  test('is gone when its run is finished, not when another one is', async () => {
    const store = await openStore(folder);
    await (await begin()).record(finished('http://a.example/'));
    const artifact = await store.save(Buffer.from('x'));
    await store.finish(sampleRun(), sampleGathered(artifact));
    await store.conclude('other');
    expect(await readdir(folder)).toContain('pending.jsonl');
    await store.conclude('f');
    expect(await readdir(folder)).not.toContain('pending.jsonl');
  });
});

describe('runs', () => {
  test('come back as they were kept', async () => {
    const store = await openStore(folder);
    const artifact = await store.save(Buffer.from('x'));
    const path = await store.finish(sampleRun(), sampleGathered(artifact), 1);
    expect(path).toBe(join(folder, 'runs', '2026-11-23T02-15-00Z'));
    expect(await loadRun(path)).toEqual(sampleRun());
    expect(complete(await loadGathered(path))).toEqual(complete(sampleGathered(artifact)));
    expect(await store.runs()).toEqual([
      { id: '2026-11-23T02-15-00Z', finishedAt: '2026-11-23T02:16:00.000Z', fiscalYear: 2568, oit: 20, exit: 1 },
    ]);
  });

  test('keep their own readings when the same bytes are met at another address later', async () => {
    const store = await openStore(folder);
    const artifact = await store.save(Buffer.from('x'));
    const first = sampleGathered(artifact);
    const second = { ...first, readings: readingsOf({ [artifact]: sampleReading('อีกที่หนึ่ง') }) };
    const paths: string[] = [];
    for (const gathered of [first, second, first]) paths.push(await store.finish(sampleRun(), gathered));
    expect((await Promise.all(paths.map(loadGathered))).map(complete)).toEqual([first, second, first].map(complete));
  });

  test('of the same second get ids of their own', async () => {
    const store = await openStore(folder);
    const artifact = await store.save(Buffer.from('x'));
    for (let n = 0; n < 3; n++) await store.finish(sampleRun(), sampleGathered(artifact));
    const ids = (await store.runs()).map(({ id }) => id);
    expect(ids).toEqual(['2026-11-23T02-15-00Z', '2026-11-23T02-15-00Z-2', '2026-11-23T02-15-00Z-3']);
    expect(ids.every(isRunId)).toBe(true);
  });

  test.each(['..', '../x', '2026-11-23', '2026-11-23T02-15-00Z/../..', ''])('"%s" is no run id', async (id) => {
    const store = await openStore(folder);
    await expect(store.loadRun(id)).rejects.toThrow(UserError);
    await expect(store.loadGathered(id)).rejects.toThrow(UserError);
  });

  test('that are missing, unfinished or damaged are named', async () => {
    const store = await openStore(folder);
    const artifact = await store.save(Buffer.from('x'));
    const path = await store.finish(sampleRun(), sampleGathered(artifact));
    await expect(loadRun(join(folder, 'runs', 'none'))).rejects.toThrow(/There is no run/);
    await expect(loadRun(folder)).rejects.toThrow(/is not a run: it holds no run\.json/);
    const loaded = await loadGathered(path);
    const evidence = join(folder, 'evidence');
    const [file = ''] = (await readdir(evidence, { recursive: true })).filter((name) => name.endsWith('.json'));
    // Valid JSON all the same: its name tells that it was changed.
    await writeFile(join(evidence, file), (await readFile(join(evidence, file), 'utf8')).replace('น้ำ', 'ไฟ'));
    expect(() => complete(loaded)).toThrow(/reading .* is missing or damaged/);
    await rm(evidence, { recursive: true });
    await expect(loadGathered(path)).rejects.toThrow(/1 of its readings are missing/);
    await writeFile(join(path, 'run.json'), '{"schemaVersion":1');
    await expect(loadRun(path)).rejects.toThrow(/is damaged/);
    await writeFile(join(path, 'run.json'), '{"schemaVersion":99}');
    await expect(loadRun(path)).rejects.toThrow(/another version: schemaVersion/);
  });

  test.each(['', '{', '[]', '\uFEFF{"runs":[{}]}', '{"runs":"x"}'])(
    'an index that holds %j is made again from the runs',
    async (content) => {
      const store = await openStore(folder);
      const artifact = await store.save(Buffer.from('x'));
      await store.finish(sampleRun(), sampleGathered(artifact), 0);
      await writeFile(join(folder, 'index.json'), content);
      expect((await store.runs()).map(({ id }) => id)).toEqual(['2026-11-23T02-15-00Z']);
      await store.finish(sampleRun(), sampleGathered(artifact), 0);
      expect(await store.runs()).toHaveLength(2);
      expect(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')).runs).toHaveLength(2);
    },
  );

  test('count by their folders: one that the index missed is found, one that was deleted or never finished is not', async () => {
    const store = await openStore(folder);
    const artifact = await store.save(Buffer.from('x'));
    for (let n = 0; n < 2; n++) await store.finish(sampleRun(), sampleGathered(artifact), 0);
    await rm(join(folder, 'runs', '2026-11-23T02-15-00Z'), { recursive: true });
    await cp(join(folder, 'runs', '2026-11-23T02-15-00Z-2'), join(folder, 'runs', '2026-11-23T02-15-00Z-7'), {
      recursive: true,
    });
    await mkdir(join(folder, 'runs', '2026-11-23T02-15-00Z-8'));
    expect((await store.runs()).map(({ id, exit }) => [id.slice(-2), exit])).toEqual([
      ['-2', 0],
      ['-7', null],
    ]);
  });

  test('two processes lose none', async () => {
    const ends = [1, 2].map(() => new Promise((done) => childOf('finishMany', { folder, count: 10 }).on('exit', done)));
    expect(await Promise.all(ends)).toEqual([0, 0]);
    const store = await openStore(folder);
    const runs = await store.runs();
    expect(new Set(runs.map(({ id }) => id)).size).toBe(20);
    for (const { id } of runs) expect((await store.loadGathered(id)).visits).toHaveLength(1);
    const left = (await readdir(folder, { recursive: true })).filter((name) => /\.tmp$|\.lock$/.test(name));
    expect(left).toEqual([]);
  });
});

describe('a disk that refuses', () => {
  test.each(['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT'])('%s is told to the user with the path', (code) => {
    const told = diskError('/reports/baan/x', Object.assign(new Error('raw'), { code }));
    expect(told).toBeInstanceOf(UserError);
    expect(String(told)).toMatch(/\/reports\/baan\/x cannot be written: .* next run goes on/);
  });

  test('a bug stays a bug', () => {
    const bug = new TypeError('x');
    expect(diskError('/x', bug)).toBe(bug);
  });

  test('a file in place of the folder', async () => {
    await writeFile(folder, 'x');
    await expect(openStore(folder)).rejects.toThrow(UserError);
  });

  const small = '/dev/full';
  test('a full device is met by the journal', async () => {
    const store = await openStore(folder);
    const gathering = await store.begin('f', now);
    const path = join(folder, 'pending.jsonl');
    await rm(path);
    await promisify(execFile)('ln', ['-s', small, path]);
    await expect(gathering.record(finished('http://a.example/'))).rejects.toThrow(/the disk is full/);
  });

  test.skipIf(process.getuid?.() === 0)('a folder without permission', async () => {
    await openStore(folder);
    await chmod(folder, 0o500);
    await expect((await openStore(folder)).save(Buffer.from('x'))).rejects.toThrow(/no permission/);
    await chmod(folder, 0o700);
  });
});

test('a gather that is killed goes on where it stood and ends the same', async () => {
  const links = Array.from({ length: 30 }, (_, n) => `<a href="/p${n}">แผน ${n}</a>`).join(' ');
  const site = await serve(
    {
      '/a': html('ก', `<main>${prose('หน้า')}${links}</main>`),
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, n) => [`/p${n}`, html(`แผน ${n}`, `<main>${prose(`แผน ${n}`)}</main>`)]),
      ),
    },
    () => 25,
  );
  const thePlan = plan([item('o1', ['/a'])]);
  const { resolve = {} } = options(site);
  const child = childOf('gatherInto', { folder, plan: thePlan, resolve });
  const ended = new Promise((done) => child.on('exit', (_, signal) => done(signal)));
  const lines = () =>
    readFile(join(folder, 'pending.jsonl'), 'utf8').then(
      (text) => text.split('\n').length,
      () => 0,
    );
  while ((await lines()) < 9) await new Promise((done) => setTimeout(done, 5));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  await appendFile(join(folder, 'pending.jsonl'), '{"visit":{"url":"http://torn');

  const journal = (await readFile(join(folder, 'pending.jsonl'), 'utf8')).split('\n').slice(1, -1);
  const had = journal.flatMap((line) => {
    const { visit, arrival } = JSON.parse(line);
    return new URL((visit ?? arrival).url).pathname;
  });
  expect(had.length).toBeGreaterThan(5);
  site.hits.clear();
  const store = await openStore(folder);
  const resumed = await gather(thePlan, { ...options(site), store: await store.begin(planFingerprint(thePlan), now) });
  expect(had.filter((path) => site.hits.has(path))).toEqual([]);
  const whole = await gather(thePlan, { ...options(site), store: memoryStore() });
  await site.close();
  expect(timeless(resumed)).toEqual(timeless(whole));

  const path = await store.finish(sampleRun(), resumed);
  await store.conclude(planFingerprint(thePlan));
  expect(complete(await loadGathered(path))).toEqual(complete(resumed));
});
