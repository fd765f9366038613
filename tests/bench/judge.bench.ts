/**
 * Judges synthetic evidence of the size of a whole audit and prints the CPU seconds that it takes: 28 items that share
 * 300 pages and 40 documents, a third of the documents long. `npx vitest bench tests/bench/judge.bench.ts`
 */
import { bench } from 'vitest';
import { audit } from '../../src/audit/index.ts';
import type { Block, Cell, Reading } from '../../src/model/evidence.ts';
import { type Gathered, readingsOf, type Visit } from '../../src/model/gathered.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';

const pages = 300;
const documents = 40;
const home = 'https://www.example.go.th/';
const at = { in: 'whole' } as const;

const ruleset = await loadRuleset(2568);
const prose =
  'เทศบาลได้ดำเนินงานตามแผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เพื่อแก้ไขปัญหาความเดือดร้อนของประชาชนให้บรรลุเป้าหมาย โดยใช้งบประมาณอย่างคุ้มค่า';

const table = (path: string, titles: readonly string[], rows: number): Block => {
  const cell = (text: string, row: number, column: number): Cell => ({ text, at, path: `${path}.${row}.${column}` });
  const body = Array.from({ length: rows }, (_, row) =>
    titles.map((_, column) => cell(`${row + 1} บาท`, row + 1, column)),
  );
  return {
    kind: 'table',
    caption: '',
    rows: [titles.map((title, i) => cell(title, 0, i)), ...body],
    region: 'main',
    at,
    path,
  };
};

const reading = (reader: string, title: string, lines: number): Reading => ({
  reader,
  title,
  pages: 1,
  blocks: [
    { kind: 'heading', text: title, region: 'main', at, path: '0', level: 1 },
    ...Array.from(
      { length: lines },
      (_, line): Block => ({
        kind: 'line',
        text: `${line % 9 === 0 ? `${line}. ` : ''}${prose}`,
        region: 'main',
        at,
        path: `1.${line}`,
      }),
    ),
    table('2', ['ที่', 'โครงการ/กิจกรรม', 'งบประมาณ', 'ผลการดำเนินงาน', 'ผู้รับผิดชอบ'], 60),
  ],
  links: Array.from({ length: 40 }, (_, link) => ({
    url: `${home}p${link}`,
    text: `เอกสารหมายเลข ${link}`,
    embedded: false,
    region: 'main',
    at,
    path: `3.${link}`,
  })),
  pageNotes: [],
  images: [],
  doubts: [],
  forms: [],
  gaps: [],
});

const titles = ruleset.items.map((item) => item.title.th);
const sources = [
  ...Array.from({ length: pages }, (_, i) => ({
    url: `${home}p${i}`,
    of: reading('html/1', titles[i % 28] ?? '', 30),
  })),
  ...Array.from({ length: documents }, (_, i) => ({
    url: `${home}d${i}.pdf`,
    of: reading('pdf/1', titles[i % 28] ?? '', i % 3 === 0 ? 1500 : 200),
  })),
];
const visits = sources.map(
  ({ url }): Visit => ({
    url,
    finalUrl: url,
    redirects: [],
    status: 200,
    mediaType: '',
    bytes: 1,
    artifactId: url,
    fault: null,
    method: 'http',
    escalation: null,
    fetchedAt: '',
  }),
);
const items = ruleset.items.map(({ id }, number) => {
  const reached = sources.filter((_, i) => i % 28 === number || i % 28 === (number + 1) % 28).map(({ url }) => url);
  return { itemId: id, submitted: reached.slice(0, 2), reached, gaps: [] };
});
const gathered: Gathered = {
  home: `${home}p0`,
  visits,
  ownHosts: ['www.example.go.th'],
  readings: readingsOf(Object.fromEntries(sources.map(({ url, of }) => [url, of]))),
  budget: null,
  items,
  counters: {},
};
const manifest = {
  agency: { id: 'example', name: 'เทศบาลตัวอย่าง', province: 'ตัวอย่าง', website: home },
  divisions: [],
  items: Object.fromEntries(items.map(({ itemId, submitted }) => [itemId, { urls: submitted }])),
};

const letters = sources
  .flatMap(({ of }) => of.blocks)
  .reduce((sum, block) => sum + (block.kind === 'table' ? 0 : block.text.length), 0);
const seconds = (micros: number): string => (micros / 1e6).toFixed(2);
const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };

bench(
  'judging a whole site',
  () => {
    // What is prepared of a reading is kept with it, so every round gets readings of its own.
    const readings = readingsOf(structuredClone(Object.fromEntries(sources.map(({ url, of }) => [url, of]))));
    const fresh = { ...gathered, readings };
    const before = process.cpuUsage();
    const run = audit(
      { ruleset, manifest, gathered: fresh },
      { tool: { name: 'bench', version: '0' }, inputs: '', startedAt: '', finishedAt: '' },
    );
    const { user, system } = process.cpuUsage(before);
    const elements = run.items.flatMap((item) => item.elements).length;
    process.stdout.write(
      `${sources.length} sources, ${(letters / 1e6).toFixed(1)} million letters, ${elements} elements: ${seconds(user + system)} CPU seconds\n`,
    );
  },
  once,
);
