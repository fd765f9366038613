/**
 * Audits a synthetic municipality at 50 ms latency, twice, and prints its crawl against the least that the same requests
 * can take, the second night against the first, and the memory for 2,000 pages against that for 100.
 * `npx vitest bench --run tests/bench/nights.bench.ts`, on Linux, with the server of synthetic municipalities beside.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bench } from 'vitest';
import type { Gathered } from '../../src/model/gathered.ts';
import { treeOf } from './process-tree.ts';
import { median, once, run, say } from './processes.ts';
import { hasServer, type Stats, type SyntheticSite, startSite } from './site-server.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const floor = fileURLToPath(new URL('./floor.mjs', import.meta.url));
const rounds = 3;
const atATime = 2;
const items = Array.from({ length: 28 }, (_, index) => `o${index + 1}`);

type Night = {
  /** Seconds from the first visit to the end of the last one of the first pass, and of the whole program. */
  crawl: number;
  wall: number;
  cpu: number;
  /** Megabytes of the largest process, until the visits and readings were done and altogether. */
  crawlPeak: number;
  peak: number;
  stats: Stats;
  exit: number | null;
};

const manifestFor = (folder: string, home: string, urlsOf: (index: number) => string[]): string => {
  const path = join(folder, 'manifest.yaml');
  const listed = items.map((id, index) => `  ${id}:\n    urls: ${JSON.stringify(urlsOf(index))}\n`).join('');
  writeFileSync(
    path,
    `agency:\n  id: synthetic\n  name: เทศบาลตำบลทดสอบ\n  type: subdistrict-municipality\n  province: ทดสอบ\n  website: ${home}\n` +
      `fiscalYear: 2568\ndivisions: []\nitems:\n${listed}`,
  );
  return path;
};

/** One night of the built program, watched from outside. */
const night = async (manifest: string, out: string, site: SyntheticSite): Promise<Night> => {
  await site.stats();
  const options = ['--out', out, '--allow-host', '127.0.0.1', '--no-browser', '--json'];
  const start = performance.now();
  const child = spawn(process.execPath, [program, 'audit', manifest, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const tree = treeOf(child.pid ?? 0);
  let [first, last, isFirstPass, rest] = [0, 0, true, ''];
  let crawlPeak = 0;
  child.stderr.on('data', (part: Buffer) => {
    const lines = (rest + part.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { event, phase } = JSON.parse(line) as { event: string; phase?: string };
      if (event === 'visit-start' && first === 0) first = performance.now();
      if (event === 'visit-end' && isFirstPass) last = performance.now();
      if (phase === 'retry') isFirstPass = false;
      if (event === 'message') crawlPeak ||= tree.peak();
    }
  });
  const exit = await new Promise<number | null>((done) => child.once('close', done));
  const { cpu, peak } = tree.stop();
  const wall = (performance.now() - start) / 1000;
  return { crawl: (last - first) / 1000, wall, cpu, crawlPeak, peak, stats: await site.stats(), exit };
};

/** The addresses that the last run asked for in its first pass, each as often as it did. */
const requestsOf = (out: string): string[] => {
  const runs = join(out, 'synthetic', 'runs');
  const last = readdirSync(runs).sort().at(-1) ?? '';
  const { visits } = JSON.parse(readFileSync(join(runs, last, 'gathered.json'), 'utf8')) as Gathered;
  return visits.flatMap(({ url, redirects, finalUrl, fault }) => {
    const asked = [...redirects, redirects.length > 0 && fault === null ? finalUrl : url];
    return fault?.nature === 'transient' ? [...asked, ...asked] : asked;
  });
};

const floorOf = async (urls: readonly string[], folder: string): Promise<number> => {
  const list = join(folder, 'urls.txt');
  writeFileSync(list, urls.join('\n'));
  return Number(await run(process.execPath, [floor, String(atATime), list])) / 1000;
};

const within = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'oit-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const figures = (values: readonly number[], digits = 2): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

/** Scanned files make the first night as long as their recognition takes: without them the crawl is what is measured. */
const sites = [
  { name: 'without scanned files', scans: 0, rounds },
  { name: 'with a quarter of its files scanned', scans: 0.25, rounds: 1 },
];

const twoNights = async (scans: number, rounds: number): Promise<void> => {
  const site = await startSite({ latency: 50, faults: 'soft', change: 0, scans });
  const firsts: Night[] = [];
  const seconds: Night[] = [];
  const floors: number[] = [];
  await within(async (folder) => {
    const manifest = manifestFor(folder, site.home, (index) => [`${site.home}o/${index + 1}.html`]);
    for (let round = 0; round < rounds; round++) {
      const out = join(folder, `out-${round}`);
      firsts.push(await night(manifest, out, site));
      floors.push(await floorOf(requestsOf(out), folder));
      seconds.push(await night(manifest, out, site));
    }
  });
  site.close();
  const ratio = (of: (night: Night) => number): number[] =>
    seconds.map((second, index) => of(second) / of(firsts[index] as Night));
  const [first, second] = [firsts.at(-1) as Night, seconds.at(-1) as Night];
  say(
    `first night: ${first.stats.requests} requests, ${(first.stats.bytes / 1e6).toFixed(1)} MB, at most ${first.stats.maxConcurrency} at once`,
  );
  say(
    `second night: ${second.stats.requests} requests, ${second.stats.status['304'] ?? 0} not changed, ${(second.stats.bytes / 1e6).toFixed(2)} MB`,
  );
  say(
    `crawl ${figures(firsts.map(({ crawl }) => crawl))} s, floor ${figures(floors)} s: × ${figures(firsts.map(({ crawl }, index) => crawl / (floors[index] ?? 1)))} (bar 1.15)`,
  );
  say(
    `CPU ${figures(firsts.map(({ cpu }) => cpu))} s, then ${figures(seconds.map(({ cpu }) => cpu))} s: × ${figures(
      ratio(({ cpu }) => cpu),
      3,
    )} (bar 0.15)`,
  );
  say(
    `bytes × ${figures(
      ratio(({ stats }) => stats.bytes),
      3,
    )} (bar 0.08)`,
  );
  say(
    `whole program ${figures(firsts.map(({ wall }) => wall))} s, then ${figures(seconds.map(({ wall }) => wall))} s; largest process ${figures(
      firsts.map(({ peak }) => peak),
      0,
    )} MB, then ${figures(
      seconds.map(({ peak }) => peak),
      0,
    )} MB`,
  );
};

for (const { name, scans, rounds: times } of sites)
  bench.skipIf(!hasServer)(
    `two nights of one municipality at 50 ms, ${name}`,
    async () => {
      await twoNights(scans, times);
    },
    once,
  );

bench.skipIf(!hasServer)(
  'memory for 100 and for 2,000 pages',
  async () => {
    const peaks = new Map<number, Night[]>([
      [100, []],
      [2000, []],
    ]);
    for (let round = 0; round < 3; round++) {
      for (const [pages, seen] of peaks) {
        const site = await startSite({ html: pages + 30, pdf: 0, xlsx: 0, bad: 0, faults: 'none' });
        await within(async (folder) => {
          const urls = (await site.urls('html')).filter((url) => /\/p\/\d+\.html$/u.test(url));
          const manifest = manifestFor(folder, site.home, (index) =>
            urls.filter((_, at) => at % items.length === index),
          );
          const one = await night(manifest, join(folder, 'out'), site);
          const { crawlPeak, peak, stats } = one;
          say(
            `${pages} pages: ${stats.requests} requests, largest process ${crawlPeak.toFixed(0)} MB in the crawl, ${peak.toFixed(0)} MB altogether`,
          );
          seen.push(one);
        });
        site.close();
      }
    }
    const [few = [], many = []] = [...peaks.values()];
    const ratio = (of: (night: Night) => number): number[] =>
      many.map((one, index) => of(one) / of(few[index] as Night));
    say(
      `memory of the crawl × ${figures(ratio(({ crawlPeak }) => crawlPeak))} (bar 1.3), with judging × ${figures(ratio(({ peak }) => peak))}`,
    );
  },
  once,
);
