/**
 * Text of a printed PDF of 100 pages by our reader and by poppler's pdftotext, in turn, process start included; memory
 * over a thousand readings; what a second reading of the same bytes costs.
 * `npm run --silent build && npx vitest bench --run tests/bench/pdf.bench.ts`, on Linux with poppler-utils.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bench } from 'vitest';
import { createReadings } from '../../src/gather/index.ts';
import { closeReaders, readArtifact, readUnplaced } from '../../src/readers/index.ts';
import { openStore } from '../../src/store/index.ts';
import { tablePage, textPage } from '../readers/ocr/samples.ts';
import { printed } from '../readers/ocr/scan.ts';
import { type Cost, costOf, median, megabytes, once, residents, run, say } from './processes.ts';

const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'oit-bench-'));
const url = 'https://a.example/x.pdf';

/** Reads a file as the readers' own process does, and says how much it has found. */
const reader = pathToFileURL(fileURLToPath(new URL('../../dist/readers/read.js', import.meta.url))).href;
const program = `import { readFileSync } from 'node:fs';
import { readHere } from '${reader}';
const { pages, blocks } = await readHere(readFileSync(process.argv[1]), { url: '${url}' }, { ocr: 'off' });
const tables = blocks.filter(({ kind }) => kind === 'table').length;
console.log(pages + ' pages, ' + blocks.length + ' blocks, ' + tables + ' tables');`;

const hundredPages = async (): Promise<Buffer> => {
  const bodies = Array.from({ length: 100 }, (_, index) => (index % 3 === 2 ? tablePage(index) : textPage(index)).html);
  const [file] = await printed([bodies.map((body) => `<div style="break-after:page">${body}</div>`).join('')]);
  return file as Buffer;
};

const middle = (costs: readonly Cost[], of: 'wall' | 'cpu'): number => median(costs.map((cost) => cost[of]));

bench(
  'a PDF of 100 pages',
  async () => {
    const file = join(folder, 'hundred.pdf');
    writeFileSync(file, await hundredPages());
    const [ours, poppler]: [Cost[], Cost[]] = [[], []];
    let found = '';
    for (let round = 0; round < rounds; round++) {
      const [said, own] = await costOf(() => run(process.execPath, ['--input-type=module', '-e', program, file]));
      const [, its] = await costOf(() => run('pdftotext', [file, '-']));
      ours.push(own);
      poppler.push(its);
      found = said.trim();
    }
    say(`ours: ${found}, ${middle(ours, 'wall').toFixed(2)} s, ${middle(ours, 'cpu').toFixed(2)} CPU s`);
    say(`pdftotext: ${middle(poppler, 'wall').toFixed(2)} s, ${middle(poppler, 'cpu').toFixed(2)} CPU s`);
    const ratio = (of: 'wall' | 'cpu'): string => (middle(ours, of) / middle(poppler, of)).toFixed(1);
    say(`ours takes ${ratio('wall')} times the time and ${ratio('cpu')} times the CPU (goal: 4 at most)`);
  },
  once,
);

const fixtures = (): { name: string; bytes: Buffer }[] => {
  const place = new URL('../readers/fixtures/', import.meta.url);
  return readdirSync(place).map((name) => ({ name, bytes: readFileSync(new URL(name, place)) }));
};

bench(
  'a thousand documents',
  async () => {
    const documents = fixtures();
    const start = performance.now();
    for (let count = 1; count <= 1000; count++) {
      const { name, bytes } = documents[count % documents.length] as (typeof documents)[number];
      await readArtifact(bytes, { url: `https://a.example/${name}` }, { ocr: 'off' });
      if (![1, 100, 250, 500, 750, 1000].includes(count)) continue;
      const { own, below } = residents();
      say(`after ${count} documents: ${megabytes(own)} here, ${megabytes(below)} in the processes that read`);
    }
    say(`${((performance.now() - start) / 1000).toFixed(1)} s altogether`);
    closeReaders();
  },
  once,
);

bench(
  'a second reading',
  async () => {
    const store = await openStore(join(folder, 'agency'));
    const bytes = await hundredPages();
    for (const what of ['first', 'second']) {
      const readings = createReadings({ store, read: readUnplaced });
      const start = performance.now();
      const { blocks } = await readings.of(bytes, { url: `https://a.example/${what}.pdf` });
      const { read, reused } = readings.counts();
      say(
        `${what} reading: ${blocks.length} blocks, ${(performance.now() - start).toFixed(0)} ms, parsed ${read}, reused ${reused}`,
      );
    }
    closeReaders();
    rmSync(folder, { recursive: true, force: true });
  },
  once,
);
