import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoCommand } from '../../src/commands/demo.ts';
import { exits } from '../../src/commands/io.ts';
import { replayCommand } from '../../src/commands/runs.ts';
import type { ItemResult, Run } from '../../src/model/run.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { demoIo } from './demo-io.ts';

const demo = new URL('../../seeds/demo', import.meta.url);
let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'oit-demo-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

let runs = 0;
/** Audits the demo municipality, or a changed copy of it. No browser: no verdict may depend on one. */
const audited = async (folder?: string): Promise<{ run: Run; out: string; exit: number }> => {
  const out = join(base, `out-${++runs}`);
  const { io, printed } = demoIo();
  const exit = await demoCommand(
    { out, browser: null, retryDelayMs: 10, ...(folder === undefined ? {} : { folder }) },
    io,
  );
  return { run: JSON.parse(printed()), out, exit };
};

const changed = async (name: string, change: (site: string, folder: string) => Promise<void>): Promise<Run> => {
  const folder = join(base, name);
  await cp(demo, folder, { recursive: true });
  await change(join(folder, 'site'), folder);
  return (await audited(folder)).run;
};

const itemOf = (run: Run, id: string): ItemResult => {
  const item = run.items.find((one) => one.id === id);
  if (!item) throw new Error(`the run has no ${id}`);
  return item;
};

const elementOf = (run: Run, id: string) => {
  const element = itemOf(run, id.split('.')[0] ?? '').elements.find((one) => one.id === id);
  if (!element) throw new Error(`the run has no ${id}`);
  return element;
};

/** Which items have other points than in the run of the unchanged site. */
const differing = (before: Run, after: Run): string[] =>
  after.items
    .filter((item) => JSON.stringify(item.points) !== JSON.stringify(itemOf(before, item.id).points))
    .map((item) => item.id);

const pointsOf = (run: Run): Record<string, number | null> =>
  Object.fromEntries(run.items.map((item) => [item.id, item.points.low === item.points.high ? item.points.low : null]));

describe('the demo municipality', () => {
  let before: Awaited<ReturnType<typeof audited>>;
  beforeAll(async () => {
    before = await audited();
  });

  test('comes out at the published result of its model', async () => {
    const { run, exit } = before;
    expect(exit).toBe(exits.fine);
    const reading = readYaml(
      await readFile(join(fileURLToPath(demo), 'expected.yaml'), 'utf8'),
      'expected.yaml',
      z.record(z.string(), z.number()),
    );
    expect(reading).toMatchObject({ value: pointsOf(run) });
    const exactly = (value: number) => ({ low: value, expected: value, high: value });
    expect(run.prediction.subIndicators).toEqual({
      '9.1': exactly(75),
      '9.2': exactly(56.25),
      '9.3': exactly(0),
      '9.4': exactly(65),
      '9.5': exactly(75),
      '10.1': exactly(100),
      '10.2': exactly(80),
    });
    expect(run.prediction.indicators).toEqual({ '9': exactly(51.5), '10': exactly(90) });
    expect(run.prediction.oit).toMatchObject({ ...exactly(70.75), evidence: { low: 70.75, high: 70.75 } });
    const { low, expected, high } = run.prediction.oit.calibrated ?? exactly(Number.NaN);
    expect([low < 70.75, high > 70.75, Math.abs((expected ?? 0) - 70.75) < 2]).toEqual([true, true, true]);
    expect(run.prediction.ita?.expected?.toFixed(2)).toBe('76.90');
    expect(run.prediction.ita?.grade.expected?.th).toBe('ต้องปรับปรุง');
  });

  test('fails on exactly what it lacks', () => {
    const failing = before.run.items.flatMap((item) =>
      item.elements.filter((element) => element.counts && element.outcome !== 'passed').map((element) => element.id),
    );
    expect(failing).toEqual([
      'o2.7',
      'o6.7',
      'o7.3',
      'o7.4',
      'o9.5',
      'o9.6',
      'o12.3',
      'o12.4',
      'o12.6',
      'o12.7',
      'o12.8',
      'o12.9',
      'o12.11',
      'o13.11',
      'o16.4',
      'o20.4',
      'o28.4',
    ]);
  });

  test('every passed element shows a quote that stands on the page or file it names', () => {
    for (const item of before.run.items) {
      for (const element of item.elements) {
        if (element.outcome === 'passed') {
          expect(element.evidence.length, element.id).toBeGreaterThan(0);
          for (const ref of element.evidence) expect(ref.quote.trim(), element.id).not.toBe('');
        }
      }
    }
  });

  test('replays to the same bytes', async () => {
    const texts: string[] = [];
    for (let time = 0; time < 2; time++) {
      const { io, printed } = demoIo();
      await replayCommand(join(before.out, 'thungsathit'), { out: before.out }, io);
      texts.push(printed());
    }
    expect(texts[0]).toBe(texts[1]);
    expect(JSON.parse(texts[0] ?? '')).toEqual(before.run);
  });

  test('telephone numbers beside the executives mend o2 alone', async () => {
    const run = await changed('phones', async (site) => {
      const page = join(site, 'index/executives.html');
      let number = 0;
      const text = await readFile(page, 'utf8');
      const posts = /(<p[^>]*>)((?:รองนายกเทศมนตรี|นายกเทศมนตรี|รองปลัดเทศบาล|ปลัดเทศบาล)[^<]*)(<\/p>)/gu;
      await writeFile(
        page,
        text.replace(
          posts,
          (_whole, open: string, post: string, close: string) =>
            `${open}${post}${close}<p>โทร. 08-5550-010${++number}</p>`,
        ),
      );
      expect(number).toBeGreaterThanOrEqual(5);
    });
    expect(differing(before.run, run)).toEqual(['o2']);
    expect(itemOf(run, 'o2').points).toEqual({ low: 100, expected: 100, high: 100 });
  });

  test('a plan of other years fails its item alone, with the years that were found', async () => {
    const run = await changed('year', async (site) => {
      // The link still promises the new plan; the file is the old one.
      await cp(join(site, 'fileupload/25660114.pdf'), join(site, 'fileupload/plan-2566-2570.pdf'));
    });
    expect(differing(before.run, run)).toEqual(['o5']);
    expect(elementOf(run, 'o5.5')).toMatchObject({
      outcome: 'failed',
      reason: { code: 'wrong-period', wanted: '2568', found: ['2561-2565'] },
    });
  });

  test('a broken link fails its item alone', async () => {
    const run = await changed('broken', (site) => rm(join(site, 'fileupload/risk-report-2567.pdf')));
    expect(differing(before.run, run)).toEqual(['o24']);
    expect(elementOf(run, 'o24.1')).toMatchObject({
      outcome: 'failed',
      reason: { code: 'not-reachable', faults: [{ kind: 'not-found' }] },
    });
  });

  test('a submitted page that is gone is not reachable', async () => {
    const run = await changed('gone', async (site) => {
      await rm(join(site, 'stat/complaint-stat-2567.html'));
    });
    expect(differing(before.run, run)).toEqual(['o19']);
    expect(elementOf(run, 'o19.1')).toMatchObject({
      outcome: 'failed',
      reason: { code: 'not-reachable', faults: [{ kind: 'not-found' }] },
    });
  });

  test('a file without text in place of the plan is for a person to look at, not absent', async () => {
    const run = await changed('scan', (site) =>
      cp(new URL('../readers/fixtures/scan.pdf', import.meta.url), join(site, 'fileupload/plan-2566-2570.pdf')),
    );
    expect(differing(before.run, run)).toEqual(['o5']);
    expect(elementOf(run, 'o5.2')).toMatchObject({ outcome: 'cantTell', reason: { code: 'look-incomplete' } });
  });
});
