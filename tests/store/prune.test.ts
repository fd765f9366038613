import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Gathered } from '../../src/model/gathered.ts';
import { openScreenshots, openStore, type Store } from '../../src/store/index.ts';
import { allOf } from '../support/readings.ts';
import { sampleGathered, sampleReading, sampleRun } from './sample.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'oit-prune-')), 'baan');
  store = await openStore(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const now = new Date('2026-11-23T02:15:00Z');
const longAgo = new Date('2026-10-01T00:00:00Z');

const filesOf = async (part: string): Promise<string[]> =>
  (await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

/** Lets everything look as old as the last backup but one. */
const age = async (): Promise<void> => {
  for (const part of ['artifacts', 'evidence', 'screenshots'])
    for (const entry of await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(() => []))
      if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), longAgo, longAgo);
};

/** A run of a night of its own, with a page of its own and one that all nights share. */
const night = async (day: number): Promise<string> => {
  const own = await store.save(Buffer.from(`page of day ${day}`));
  const shared = await store.save(Buffer.from('the same page every day'));
  await openScreenshots(join(folder, 'screenshots')).save(own, Buffer.from('jpeg'));
  const [visit] = sampleGathered(own).visits;
  if (!visit) throw new Error('no sample');
  const gathered: Gathered = {
    ...sampleGathered(own),
    visits: [visit, { ...visit, url: 'http://www.baan.example/shared', artifactId: shared }],
    readings: {
      ids: [own, shared],
      get: (id) => (id === own ? sampleReading(`วันที่ ${day}`) : sampleReading('ทุกวัน')),
    },
  };
  const startedAt = new Date(Date.UTC(2026, 9, day)).toISOString();
  return store.finish({ ...sampleRun(), startedAt, finishedAt: startedAt }, gathered);
};

describe('old runs', () => {
  test('go with what only they refer to; those that stay can still be replayed whole', async () => {
    const runs: string[] = [];
    for (let day = 1; day <= 5; day++) runs.push(await night(day));
    await age();
    const pruned = await store.prune(2, now);
    expect(pruned).toMatchObject({ runs: 3, files: 9 });
    expect((await store.runs()).map(({ id }) => id)).toEqual(['2026-10-04T00-00-00Z', '2026-10-05T00-00-00Z']);
    expect(await filesOf('artifacts')).toHaveLength(3);
    expect(await filesOf('screenshots')).toHaveLength(2);
    for (const id of (await store.runs()).map((run) => run.id)) {
      const { readings, visits } = await store.loadGathered(id);
      expect(Object.values(allOf(readings))).toHaveLength(2);
      for (const { artifactId } of visits) expect((await store.load(artifactId ?? '')).byteLength).toBeGreaterThan(0);
    }
  });

  test('take pictures with them that no report of the others shows', async () => {
    const screenshots = openScreenshots(join(folder, 'screenshots'));
    const name = (digit: number): string => `${digit}`.repeat(64);
    for (let day = 1; day <= 3; day++) {
      const id = await night(day);
      await screenshots.save(name(day), Buffer.from('jpeg'));
      await writeFile(join(id, 'report.html'), `<img src="../../screenshots/${name(day)}.jpg">`);
    }
    await age();
    await store.prune(1, now);
    const left = await filesOf('screenshots');
    expect([1, 2, 3].map((day) => left.includes(`${name(day)}.jpg`))).toEqual([false, false, true]);
  });

  test('stay as long as there are no more than are to be kept, with a tenth on top', async () => {
    for (let day = 1; day <= 11; day++) await night(day);
    await age();
    expect(await store.prune(10, now)).toEqual({ runs: 0, files: 0, bytes: 0 });
    await night(12);
    expect((await store.prune(10, now)).runs).toBe(2);
  });

  test('leave alone what is young, and what an audit under way or the next one refers to', async () => {
    for (let day = 1; day <= 3; day++) await night(day);
    const [pending, known, orphan] = await Promise.all(
      ['pending', 'known', 'orphan'].map((text) => store.save(Buffer.from(text))),
    );
    await writeFile(join(folder, 'pending.jsonl'), `{"fingerprint":"f"}\n{"arrival":{"sentId":"${pending}"}}\n`);
    await writeFile(join(folder, 'visited.json'), JSON.stringify({ visits: [{ artifactId: known }] }));
    await age();
    const young = await store.save(Buffer.from('young'));
    await store.prune(1, now);
    const left = await filesOf('artifacts');
    expect(left).toEqual(expect.arrayContaining([pending, known, young]));
    expect(left).not.toContain(orphan);
  });
});
