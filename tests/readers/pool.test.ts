import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Gap } from '../../src/model/evidence.ts';
import { closeReaders, readArtifact } from '../../src/readers/index.ts';
import { createPool, type Pool, type PoolOptions } from '../../src/readers/pool.ts';

const misbehaving = fileURLToPath(new URL('misbehaving.mjs', import.meta.url));
const program = fileURLToPath(new URL('program.mjs', import.meta.url));
const onLinux = process.platform === 'linux';

const pools: Pool[] = [];
const poolOf = (options: Partial<PoolOptions> = {}): Pool => {
  const pool = createPool({ entry: misbehaving, ...options, limits: { patience: 0, ...options.limits } });
  pools.push(pool);
  return pool;
};
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

let files = 0;
/** Reads a file that makes its reader behave as told; each has bytes of its own. */
const read = (pool: Pool, url: string, options = {}) => pool.read(Buffer.from(`file ${++files}`), { url }, options);
const titleOf = async (pool: Pool, url: string): Promise<string> => (await read(pool, url)).reading.title;
const gapOf = async (pool: Pool, url: string): Promise<Gap | undefined> => (await read(pool, url)).reading.gaps[0];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie waits only for whoever adopted it.
    return !onLinux || !/\) [ZX]/u.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};
const untilDead = async (...pids: number[]): Promise<void> => {
  expect(pids.every((pid) => pid > 1)).toBe(true);
  await expect.poll(() => pids.filter(isAlive), { timeout: 5_000 }).toEqual([]);
};

describe('a file whose reader', () => {
  test.each<[what: string, code: Gap['code'], detail: RegExp, limits?: PoolOptions['limits']]>([
    ['hangs', 'out-of-time', /more than 1 s/, { quiet: 1_000 }],
    ['shows progress but no end', 'out-of-time', /more than 2 s/, { quiet: 1_000, total: 2_000 }],
    ['aborts', 'reader-failed', /signal SIGABRT|exit code 134/],
    ['exits', 'reader-failed', /exit code 3/],
    ['throws', 'reader-failed', /exit code 1/],
    ['is killed', 'out-of-memory', /killed by the system/],
    ['fills the heap', 'out-of-memory', /heap/, { heap: 64 }],
    ['fills memory outside of the heap', 'out-of-memory', /more than 300 MB|killed by the system/, { memory: 300e6 }],
    ['says too much', 'too-large', /100 MB/],
    ['says what is no JSON', 'reader-failed', /no JSON/],
  ])('%s is a gap of that file only', async (what, code, detail, limits) => {
    const pool = poolOf({ size: 1, limits });
    const [before, gap, after] = await Promise.all([
      titleOf(pool, 'is fine'),
      gapOf(pool, what),
      titleOf(pool, 'is fine'),
    ]);
    expect(gap).toMatchObject({ code, url: what, label: what, detail: expect.stringMatching(detail) });
    expect([before, after]).toEqual([expect.stringMatching(/^pid/), expect.stringMatching(/^pid/)]);
  });

  test('leaves temporary files leaves them only as long as it lives', async () => {
    const pool = poolOf();
    const folder = await titleOf(pool, 'leaves temporary files');
    expect(folder).toMatch(/oit-reader-.*pictures-/u);
    expect(existsSync(folder)).toBe(true);
    pool.close();
    await expect.poll(() => existsSync(folder), { timeout: 5_000 }).toBe(false);
  });

  test('recognises slowly has the time that its progress shows', async () => {
    const pages: number[] = [];
    const pool = poolOf({ limits: { quiet: 800 } });
    const { reading } = await read(pool, 'recognises slowly', {
      onProgress: ({ page }: { page: number }) => pages.push(page),
    });
    expect(reading.title).toBe('slow');
    expect(pages).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('has failed once is not read again', async () => {
    const pool = poolOf({ limits: { quiet: 300 } });
    const bytes = Buffer.from('the same');
    const first = await pool.read(bytes, { url: 'hangs' });
    const start = performance.now();
    const { reading } = await pool.read(Buffer.from('the same'), { url: 'is fine' });
    expect(reading.gaps).toEqual([{ ...first.reading.gaps[0], url: 'is fine', label: 'is fine' }]);
    expect(performance.now() - start).toBeLessThan(200);
  });

  test.runIf(onLinux)('has started a process is ended with it', async () => {
    const pool = poolOf({ limits: { quiet: 1_000 } });
    let pids: number[] = [];
    const { reading } = await read(pool, 'starts a process and hangs', {
      onProgress: ({ page, of }: { page: number; of: number }) => {
        pids = [page, of];
        expect(pids.filter(isAlive)).toEqual(pids);
      },
    });
    expect(reading.gaps[0]?.code).toBe('out-of-time');
    await untilDead(...pids);
  });
});

describe('the processes', () => {
  test('read two files at the same time', async () => {
    const pool = poolOf({ size: 2 });
    const spans = await Promise.all(
      [1, 2].map(async () => JSON.parse(await titleOf(pool, 'takes its time')) as number[]),
    );
    const [[startA = 0, endA = 0, pidA] = [], [startB = 0, endB = 0, pidB] = []] = spans;
    expect(Math.max(startA, startB)).toBeLessThan(Math.min(endA, endB));
    expect(pidA).not.toBe(pidB);
  });

  test('are kept warm, and are as few as the work needs', async () => {
    const pool = poolOf({ size: 2, limits: { patience: 5_000 } });
    const titles = await Promise.all(Array.from({ length: 20 }, () => titleOf(pool, 'is fine')));
    expect(new Set(titles).size).toBe(1);
    expect(await titleOf(pool, 'is fine')).toBe(titles[0]);
  });

  test('are replaced after a number of files, and when they have grown', async () => {
    const worn = poolOf({ size: 1, limits: { files: 3 } });
    const titles: string[] = [];
    for (let n = 0; n < 7; n++) titles.push(await titleOf(worn, 'is fine'));
    expect(titles.map((title) => titles.indexOf(title))).toEqual([0, 0, 0, 3, 3, 3, 6]);
    await untilDead(...titles.slice(0, 6).map((title) => Number(title.slice(4))));
    if (!onLinux) return;
    const grown = poolOf({ size: 1, limits: { kept: 1 } });
    expect(await titleOf(grown, 'is fine')).not.toBe(await titleOf(grown, 'is fine'));
  });

  test('know no secrets', async () => {
    process.env.OIT_TEST_TOKEN = 'secret';
    onTestFinished(() => {
      delete process.env.OIT_TEST_TOKEN;
    });
    const [environment, flags] = JSON.parse(await titleOf(poolOf(), 'shows its surroundings'));
    expect(JSON.stringify(environment)).not.toContain('secret');
    expect(environment).toMatchObject({ PATH: process.env.PATH, OMP_THREAD_LIMIT: expect.any(String) });
    expect(flags).toEqual(['--max-old-space-size=768']);
  });

  test('get all bytes of a view, and no others', async () => {
    const pool = poolOf();
    const large = new Uint8Array(60e6);
    expect((await pool.read(large.subarray(10, 20), { url: 'counts its bytes' })).reading.title).toMatch(/^10 /);
    expect((await pool.read(large, { url: 'counts its bytes' })).reading.title).toMatch(/^60000000 /);
  });

  test.each([1, 2])('share %i slots, also those of one that died', async (slots) => {
    const pool = poolOf({ size: 2, slots });
    const [, ...answers] = await Promise.all([
      read(pool, 'dies in a slot'),
      titleOf(pool, 'works in three slots'),
      titleOf(pool, 'works in three slots'),
    ]);
    const changes = answers.flatMap((answer) => JSON.parse(answer) as [time: number, change: number][]);
    expect(changes).toHaveLength(12);
    let held = 0;
    let most = 0;
    for (const [, change] of changes.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      held += change;
      most = Math.max(most, held);
    }
    expect(most).toBe(slots);
  });

  test('that wait for a slot are not out of time', async () => {
    const pool = poolOf({ size: 2, slots: 1, limits: { quiet: 700 } });
    const titles = await Promise.all([1, 2].map(() => titleOf(pool, 'works in three slots')));
    expect(titles).not.toContain('');
  });

  test('are not given a file when they have died meanwhile', async () => {
    const pool = poolOf({ size: 1 });
    for (let n = 0; n < 5; n++) {
      const pid = Number((await titleOf(pool, 'is fine')).slice(4));
      // 0 would be this very process, and all of its group.
      expect(pid).toBeGreaterThan(1);
      process.kill(pid, 'SIGKILL');
      await untilDead(pid);
    }
    expect(await titleOf(pool, 'is fine')).toMatch(/^pid/);
  });

  test('can be stopped', async () => {
    const pool = poolOf({ size: 1 });
    const stop = new AbortController();
    const readings = [1, 2].map(() => read(pool, 'hangs', { signal: stop.signal }));
    setTimeout(() => stop.abort(), 300);
    for (const { reading } of await Promise.all(readings))
      expect(reading.gaps[0]).toMatchObject({ code: 'out-of-time', detail: 'stopped' });
    const warned: Error[] = [];
    const onWarning = (warning: Error) => warned.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => {
      process.off('warning', onWarning);
    });
    const going = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => read(pool, 'is fine', { signal: going.signal })));
    expect(warned).toEqual([]);
    const last = read(pool, 'hangs');
    pool.close();
    expect((await last).reading.gaps[0]?.detail).toBe('stopped');
  });

  test('that cannot start at all are no gap: the installation is broken', async () => {
    await expect(gapOf(poolOf({ entry: `${misbehaving}.missing` }), 'is fine')).rejects.toThrow(
      /process that reads files cannot start[\s\S]*Cannot find module/,
    );
  });
});

describe.runIf(onLinux)('a program', () => {
  const start = async (what: string) => {
    const started = spawn(process.execPath, [program, what], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(started, 'exit');
    onTestFinished(() => {
      started.kill('SIGKILL');
    });
    const [line] = await once(started.stdout, 'data');
    const pids = String(line).trim().split(' ')[0]?.split(',').map(Number) ?? [];
    return { started, ended, pids, line: String(line) };
  };

  test('that has read ends by itself, and its readers with it', async () => {
    const { ended, pids, line } = await start('reads a page');
    expect(line).toMatch(/^\d+(?:,\d+)* b \| a\n$/);
    expect(await ended).toEqual([0, null]);
    await untilDead(...pids);
  });

  test.each(['is fine', 'hangs', 'starts a process and hangs'])(
    'that is killed takes the reader that %s with it',
    async (what) => {
      const { started, ended, pids } = await start(what);
      expect(pids.filter(isAlive)).toEqual(pids);
      started.kill('SIGKILL');
      await ended;
      await untilDead(...pids);
    },
  );
});

test('readArtifact reads in another process what it reads here', async () => {
  const { readHere } = await import('../../src/readers/read.ts');
  const facts = { url: 'http://baan.example/a/', contentType: 'text/html' };
  const page = Buffer.from('<!doctype html><title>ก</title><body><h1>แผน</h1><a href="b.pdf">ข</a></body>');
  expect(await readArtifact(page, facts)).toEqual(await readHere(page, facts));
  expect(await readArtifact(Buffer.alloc(0), facts)).toMatchObject({ gaps: [{ code: 'empty-file', url: facts.url }] });
  closeReaders();
  expect(await readArtifact(page, facts)).toEqual(await readHere(page, facts));
  closeReaders();
});
