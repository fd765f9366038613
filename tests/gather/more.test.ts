import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unreadFor } from '../../src/audit/unread.ts';
import { createReadings, gather, type ReadFile, readMore } from '../../src/gather/index.ts';
import type { ArtifactOptions } from '../../src/readers/index.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { openStore } from '../../src/store/index.ts';
import { skeleton } from '../../src/thai/fold.ts';
import { engine, printed, qualities, scanOf } from '../readers/ocr/scan.ts';
import { allOf } from '../support/readings.ts';
import { at, item, options, plan, type Site, serve } from './site.ts';

const names = ['แผนปฏิบัติการ', 'งบประมาณ', 'ตัวชี้วัด', 'ผู้รับผิดชอบ', 'โครงการ', 'ผลการดำเนินงาน'];
const now = new Date('2026-11-23T02:15:00Z');

describe.skipIf(!engine)('scanned pages that were left at first', () => {
  let out: string;
  let site: Site;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'oit-more-'));
    const body = (name: string) =>
      Array.from({ length: 6 }, () => `<p>หัวข้อ ${name} ของเทศบาลเมืองสมมติ ประจำปีงบประมาณ พ.ศ. 2568</p>`).join('');
    const pages = await printed(names.map(body));
    site = await serve({ '/plan.pdf': await scanOf(pages, qualities.office) });
  });
  afterAll(async () => {
    await site.close();
    await rm(out, { recursive: true, force: true });
  });

  test('are read when they are asked for, without those that were read before', async () => {
    const asked: ArtifactOptions[] = [];
    const progress: number[] = [];
    const read: ReadFile = (bytes, facts, given = {}) => {
      asked.push(given);
      return readUnplaced(bytes, facts, {
        ...given,
        onProgress: ({ page, what }) => what === 'ocr' && progress.push(page),
      });
    };
    const store = await (await openStore(join(out, 'a'), { readingsFolder: join(out, 'readings') })).begin('f', now);
    const thePlan = plan([item('o1', ['/plan.pdf'])]);
    const first = await gather(thePlan, options(site, { store, read, pictures: 3 }));
    const [before] = Object.values(allOf(first.readings));
    expect(before?.pageNotes.map(({ method }) => method)).toEqual(['ocr', 'ocr', 'ocr', 'none', 'none', 'none']);
    expect(before?.gaps).toMatchObject([{ code: 'over-budget', pages: [4, 5, 6] }]);

    const more = await readMore(first, [at('/plan.pdf')], store, { all: 2, perFile: 60 }, { read });
    const [after] = Object.values(allOf(more.readings));
    expect(after?.gaps).toMatchObject([{ code: 'over-budget', pages: [6] }]);
    expect(after?.blocks.filter(({ at: place }) => place.in === 'page' && place.page <= 3)).toEqual(before?.blocks);
    expect(asked.map(({ pictures }) => pictures)).toEqual([3, 5]);
    expect(progress.toSorted()).toEqual([1, 2, 3, 4, 5]);

    // The next run starts where this one ended, and reads nothing of it again.
    const later = await (await openStore(join(out, 'b'), { readingsFolder: join(out, 'readings') })).begin('f', now);
    const again = await gather(thePlan, options(site, { store: later, read, pictures: 3 }));
    expect(Object.values(allOf(again.readings))).toEqual([after]);
    // Who asks for the whole file gets what is missing.
    const id = again.readings.ids[0] ?? '';
    const whole = await createReadings({ store: later, read, pictures: 100 }).of(await later.load(id), {
      url: at('/plan.pdf'),
    });
    expect(whole.gaps).toEqual([]);
    expect(progress.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    const text = skeleton(JSON.stringify(whole.blocks));
    expect(names.filter((name) => !text.includes(skeleton(name)))).toEqual([]);
  }, 120_000);
});

describe('files whose unread pages may answer an open element', () => {
  const gap = (url: string, pages?: number[]) => ({
    code: 'over-budget' as const,
    url,
    label: '',
    ...(pages && { pages }),
  });
  const doubt = { outcome: 'cantTell' } as const;
  const itemWith = (outcomes: string[], gaps: object[]) => ({
    elements: outcomes.map((outcome) => ({ outcome })),
    gaps,
  });
  test('are named, those first on which most elements wait', () => {
    const items = [
      itemWith([doubt.outcome, 'passed'], [gap('http://a/1', [9]), gap('http://a/page')]),
      itemWith([doubt.outcome, doubt.outcome], [gap('http://a/2', [9, 10])]),
      itemWith(['passed', 'failed'], [gap('http://a/3', [9])]),
    ];
    expect(unreadFor({ items } as unknown as Parameters<typeof unreadFor>[0])).toEqual(['http://a/2', 'http://a/1']);
  });
});
