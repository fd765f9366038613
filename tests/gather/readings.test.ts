import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { gather, type ReadFile } from '../../src/gather/index.ts';
import { createReadings } from '../../src/gather/readings.ts';
import type { GapCode } from '../../src/model/evidence.ts';
import { emptyReading, type Unplaced } from '../../src/readers/index.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { openStore } from '../../src/store/index.ts';
import { docx, wordParagraph } from '../readers/helpers.ts';
import { at, html, item, memoryStore, options, plan, prose, type Site, serve, timeless } from './site.ts';

const word = docx(wordParagraph('แผนพัฒนาท้องถิ่น'));
const refuses: ReadFile = () => Promise.reject(new Error('no reader may be called'));
const now = new Date('2026-11-23T02:15:00Z');

describe('the readings of a gather', () => {
  let out: string;
  let site: Site;
  beforeAll(async () => {
    const links = ['/a/plan.docx', '/b/plan.docx', '/get?id=5'].map((path) => `<a href="${path}">แผน</a>`).join(' ');
    site = await serve({
      '/page': html('หน้า', `<main>${prose('แผน')}${links}</main>`),
      '/a/plan.docx': Buffer.from(word),
      '/b/plan.docx': Buffer.from(word),
      '/get?id=5': Buffer.from(word),
    });
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    out = await mkdtemp(join(tmpdir(), 'oit-readings-'));
  });
  afterEach(() => rm(out, { recursive: true, force: true }));

  const thePlan = plan([item('o1', ['/page', '/a/plan.docx', '/b/plan.docx', '/get?id=5'])]);
  const gatherFor = async (agency: string, read: ReadFile) => {
    const store = await openStore(join(out, agency), { readingsFolder: join(out, 'readings') });
    return gather(thePlan, options(site, { store: await store.begin('f', now), read }));
  };

  test('are made once for the same bytes, and never again: not in another run, not for another agency', async () => {
    let read = 0;
    const first = await gatherFor('a', (...given) => {
      read++;
      return readUnplaced(...given);
    });
    expect(read).toBe(2);
    await rm(join(out, 'a'), { recursive: true });
    for (const agency of ['a', 'b']) {
      const again = await gatherFor(agency, refuses);
      expect(timeless(again)).toEqual(timeless(first));
    }
  });

  test('of documents serve addresses that nobody has visited before', async () => {
    await gatherFor('a', readUnplaced);
    const store = await openStore(join(out, 'b'), { readingsFolder: join(out, 'readings') });
    const readings = createReadings({ store, read: refuses });
    const reading = await readings.of(word, { url: 'http://other.example/z', contentType: 'x/y', fileName: 'อื่น' });
    expect(JSON.stringify(reading.blocks)).toContain('แผนพัฒนาท้องถิ่น');
    const page = Buffer.from(html('หน้า', prose('แผน')));
    await expect(readings.of(page, { url: at('/elsewhere') })).rejects.toThrow('no reader may be called');
  });

  test('may be lost: they are made again', async () => {
    await gatherFor('a', readUnplaced);
    await rm(join(out, 'readings'), { recursive: true });
    const again = await gatherFor('b', readUnplaced);
    expect(again.readings.ids).toHaveLength(2);
    await expect(gatherFor('c', refuses)).resolves.toMatchObject({ items: again.items });
  });
});

describe('a reading', () => {
  const failing = (code: GapCode): Unplaced => ({
    reading: { ...emptyReading('pdf/1'), gaps: [{ code, url: 'artifact:', label: 'artifact:' }] },
    scope: 'bytes',
  });

  test.each<[GapCode, boolean]>([
    ['out-of-time', false],
    ['out-of-memory', false],
    ['reader-failed', false],
    ['no-ocr', false],
    ['damaged', true],
    ['too-large', true],
  ])('with the gap %s is kept for other runs: %s', async (code, isKept) => {
    const store = memoryStore();
    let calls = 0;
    const read: ReadFile = async () => {
      calls++;
      return failing(code);
    };
    const bytes = Buffer.from('x');
    for (let run = 0; run < 2; run++) {
      const readings = createReadings({ store, read });
      // In one run the same bytes are never tried twice, whatever became of them.
      for (const url of ['http://a.example/1.pdf', 'http://a.example/2.pdf'])
        expect((await readings.of(bytes, { url })).gaps).toEqual([{ code, url, label: url.slice(-5) }]);
    }
    expect(calls).toBe(isKept ? 1 : 2);
  });

  test('that is asked for many times at once is made once', async () => {
    let calls = 0;
    const readings = createReadings({
      store: memoryStore(),
      read: async (...all) => {
        calls++;
        return readUnplaced(...all);
      },
    });
    const urls = Array.from({ length: 10 }, (_, n) => `http://a.example/${n}`);
    await Promise.all(urls.map((url) => readings.of(word, { url })));
    expect(calls).toBe(1);
    expect(readings.counts()).toEqual({ read: 1, reused: 9 });
  });

  test('that a stop cuts short is none', async () => {
    const store = memoryStore();
    const stop = new AbortController();
    const read: ReadFile = async () => {
      stop.abort(new Error('stopped by hand'));
      return failing('damaged');
    };
    const readings = createReadings({ store, read, signal: stop.signal });
    await expect(readings.of(Buffer.from('x'), { url: 'http://a.example/' })).rejects.toThrow('stopped by hand');
    expect(
      (await createReadings({ store, read: readUnplaced }).of(Buffer.from('x'), { url: 'http://a.example/' })).reader,
    ).toMatch(/^text\//);
  });

  test('that fails for good does not stand in the way of the next', async () => {
    let calls = 0;
    const readings = createReadings({
      store: memoryStore(),
      read: (...all) => (++calls === 1 ? Promise.reject(new Error('broken')) : readUnplaced(...all)),
    });
    const facts = { url: 'http://a.example/' };
    const [first, second] = await Promise.allSettled([readings.of(word, facts), readings.of(word, facts)]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
