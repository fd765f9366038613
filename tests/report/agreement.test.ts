import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { run as runSchema } from '../../src/model/run.ts';
import { cleanAll } from '../../src/report/clean.ts';
import { counted, countOutcomes, isOpen } from '../../src/report/facts.ts';
import { formatters, messages } from '../../src/report/index.ts';
import { short } from '../../src/report/numbers.ts';
import { sayWhy } from '../../src/report/say.ts';
import { arbitraryRun } from './arbitrary-run.ts';
import { parseCsv } from './parse.ts';
import { nothingVerifiedRun, sampleRun } from './sample-run.ts';

const language = 'th' as const;
const m = messages[language];
const only = (files: { content: string }[]): string => {
  if (files.length !== 1) throw new Error(`one file expected, not ${files.length}`);
  return files[0]?.content ?? '';
};

type Row = { item: string; element: string; outcome: string };
const rowsOf = (run: Run): Row[] =>
  run.items.flatMap((item) =>
    item.elements.map((element) => ({ item: item.id, element: element.id, outcome: element.outcome })),
  );
const inOrder = (rows: Row[]) => rows.toSorted((a, b) => (a.element < b.element ? -1 : 1));

const labelToOutcome = new Map(Object.entries(m.outcomes).map(([outcome, { label }]) => [label, outcome]));

const readHtml = (run: Run) => {
  const $ = load(only(formatters.html(run, { language })));
  const items = $('details.item')
    .toArray()
    .map((each) => $(each).data() as { item: string; outcome: string; low: number; high: number; division: string });
  const elements = $('details.item [data-element]')
    .toArray()
    .map((each) => ({
      item: String($(each).closest('details.item').data('item')),
      element: String($(each).attr('data-element')),
      outcome: String($(each).data('outcome')),
    }));
  const counts = Object.fromEntries(
    $('[data-count]')
      .toArray()
      .map((each) => [$(each).attr('data-count'), Number($(each).attr('value'))]),
  );
  return { $, items, elements, counts };
};

const readCsv = (run: Run) => {
  const content = only(formatters.csv(run, { language }));
  expect(content.startsWith('\ufeff')).toBe(true);
  const [header = [], ...rows] = parseCsv(content.slice(1));
  return rows.map((row) => {
    expect(row).toHaveLength(header.length);
    return Object.fromEntries(header.map((name, i) => [name, row[i] ?? '']));
  });
};

const checkAgreement = (run: Run) => {
  expect(JSON.parse(only(formatters.json(run, { language })))).toEqual(JSON.parse(JSON.stringify(run)));

  const page = readHtml(run);
  expect(inOrder(page.elements)).toEqual(inOrder(rowsOf(run)));
  expect(page.items.map(({ item, outcome, low, high }) => ({ item, outcome, low, high })).toSorted(byItem)).toEqual(
    run.items
      .map(({ id, outcome, points }) => ({ item: id, outcome: outcome as string, low: points.low, high: points.high }))
      .toSorted(byItem),
  );
  const counts = countOutcomes(run.items);
  for (const [outcome, count] of Object.entries(page.counts)) expect(count).toBe(counts[outcome as 'passed']);

  const table = readCsv(run);
  const withElement = table.filter((row) => row[m.csv.element] !== '');
  expect(
    withElement.map((row) => ({
      item: row[m.csv.item] ?? '',
      element: row[m.csv.element] ?? '',
      outcome: labelToOutcome.get(row[m.csv.outcome] ?? '') ?? '',
    })),
  ).toEqual(rowsOf(run));
  for (const item of run.items) {
    const rows = table.filter((row) => row[m.csv.item] === item.id);
    expect(rows.length).toBe(Math.max(1, item.elements.length));
    for (const row of rows) {
      expect(labelToOutcome.get(row[m.csv.itemOutcome] ?? '')).toBe(item.outcome);
      expect(row[m.csv.pointsLow]).toBe(short(item.points.low));
      expect(row[m.csv.pointsHigh]).toBe(short(item.points.high));
      expect(row[m.csv.weight]).toBe(short(item.weight));
    }
  }

  const summary = only(formatters.terminal(run, { language }));
  for (const item of run.items) {
    // Above the table, text of the run may begin a line with anything.
    const line = summary
      .slice(summary.indexOf('───'))
      .split('\n')
      .find((each) => each.startsWith(`${item.id} `));
    expect(line).toContain(m.outcomes[item.outcome].label);
  }
  for (const [outcome, count] of Object.entries(counts))
    if (count > 0) expect(summary).toContain(`${m.outcomes[outcome as 'passed'].label} ${count}`);
};
const byItem = (a: { item: string }, b: { item: string }) => (a.item < b.item ? -1 : 1);

describe('all reports say the same', () => {
  it('the samples are runs', () => {
    expect(runSchema.parse(sampleRun)).toEqual(sampleRun);
    expect(runSchema.parse(nothingVerifiedRun)).toEqual(nothingVerifiedRun);
  });

  it.each([
    ['a usual run', sampleRun],
    ['a run in which nothing could be verified', nothingVerifiedRun],
  ])('%s', (_, run) => checkAgreement(run));

  it('any run', () => {
    fc.assert(fc.property(arbitraryRun, checkAgreement), { numRuns: 150 });
  });

  it('the reason of every element stands in the page and in the table', () => {
    const { $ } = readHtml(sampleRun);
    const table = readCsv(sampleRun);
    for (const item of sampleRun.items)
      for (const element of item.elements) {
        const row = table.find((each) => each[m.csv.element] === element.id);
        expect(row?.[m.csv.reason]).toBe(sayWhy(element, m));
        if (element.outcome !== 'passed')
          expect($(`[data-element="${element.id}"] .why`).text()).toBe(sayWhy(element, m));
      }
  });

  it('the same run gives the same bytes, whatever the order of its keys', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const turned = Object.fromEntries(Object.entries(run).reverse()) as Run;
        for (const format of Object.values(formatters))
          expect(format(turned, { language })).toEqual(format(structuredClone(run), { language }));
      }),
      { numRuns: 25 },
    );
  });
});

describe('work orders', () => {
  it('every open item stands on exactly one page, and no other item does', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const files = formatters.divisions(run, { language });
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        for (const { path } of files) expect(path).toMatch(/^divisions\/[a-z][a-z0-9-]*\.html$/u);
        for (const { id } of run.divisions) expect(files.map(({ path }) => path)).toContain(`divisions/${id}.html`);
        const items = files.flatMap(({ content }) => {
          const $ = load(content);
          return $('article.work')
            .toArray()
            .map((each) => String($(each).data('item')));
        });
        const open = run.items.filter((item) => isOpen({ outcome: counted(item) })).map(({ id }) => id);
        expect(items.toSorted()).toEqual(open.toSorted());
      }),
      { numRuns: 100 },
    );
  });

  it('an open element shows what is missing, what to do and room to sign it off', () => {
    const files = formatters.divisions(sampleRun, { language });
    const page = files.find(({ path }) => path === 'divisions/finance.html')?.content ?? '';
    const row = load(page)('tr[data-element="o12.2"]');
    expect(row.text()).toContain('ไม่พบหมายเลขโทรศัพท์หรืออีเมลของ: นายสมมติ ใจดี, นางสาวตัวอย่าง งามยิ่ง');
    expect(row.text()).toContain('ขอหมายเลขโทรศัพท์หรืออีเมลของผู้บริหารทุกคน');
    expect(row.find('td.blank').text()).toBe('');
  });

  it('a division without open items is told so, and items without an owner have a page', () => {
    const files = new Map(formatters.divisions(sampleRun, { language }).map(({ path, content }) => [path, content]));
    expect(files.get('divisions/health.html')).toContain(m.divisions.nothing);
    expect(files.get('divisions/unassigned.html')).toContain('o11.1');
  });
});

describe('json', () => {
  it('is the run itself, also what cannot be shown', () => {
    const run = { ...sampleRun, agency: { ...sampleRun.agency, name: 'ก\u0000\u202eข' } };
    const content = only(formatters.json(run, { language }));
    expect(JSON.parse(content)).toEqual(run);
    expect(cleanAll(run)).not.toEqual(run);
    expect(content.endsWith('}\n')).toBe(true);
    expect(content.startsWith('{\n  "agency": {\n    "id":')).toBe(true);
  });
});
