/**
 * Reads the same scans with our reader and with plain Tesseract, page by page and in turn, and prints errors, years,
 * seconds and memory side by side. `npx vitest bench --run tests/bench/ocr.bench.ts`, on Linux with tesseract-ocr-tha.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bench } from 'vitest';
import { toPgm } from '../../src/readers/ocr/picture.ts';
import { readHere } from '../../src/readers/read.ts';
import { fold } from '../../src/thai/fold.ts';
import { rowsOf, tables } from '../readers/helpers.ts';
import { errorRate, rightCells, sumOfYears, textIn, type Years, yearsRead } from '../readers/ocr/measure.ts';
import { tablePage, textPage } from '../readers/ocr/samples.ts';
import { drawn, printed, qualities, qualityNames, scanOf } from '../readers/ocr/scan.ts';
import { type Cost, costOf, megabytes, once, run, say } from './processes.ts';

type Result = Cost & { errors: number; years: Years };

const texts = [1, 2, 4, 5].map(textPage);
const ruled = [3, 6].map(tablePage);
const pages = [
  ...texts.map(({ text, html }) => ({ kind: 'text', truth: text, html, rows: [] as string[][] })),
  ...ruled.map(({ cells, html, rows }) => ({ kind: 'table', truth: cells.join('\n'), html, rows })),
];
const folder = mkdtempSync(join(tmpdir(), 'oit-bench-'));

/** Plain Tesseract on the page as it is drawn at its best resolution. */
const plain = async (scan: Buffer): Promise<string> => {
  const [picture] = await drawn(scan, 200);
  const file = join(folder, 'page.pgm');
  if (picture) writeFileSync(file, toPgm(picture));
  return run('tesseract', [file, 'stdout', '--psm', '3', '-l', 'tha+eng', '-c', 'preserve_interword_spaces=1']);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const line = (name: string, results: readonly Result[]): string => {
  const { written, given, right } = sumOfYears(results.map(({ years }) => years));
  return [
    name.padEnd(24),
    `errors ${(100 * mean(results.map(({ errors }) => errors))).toFixed(1)} %`,
    `years right ${right} of ${written}, wrong ${given - right} of ${given} given`,
    `${mean(results.map(({ wall }) => wall)).toFixed(1)} s/page`,
    `${mean(results.map(({ cpu }) => cpu)).toFixed(1)} CPU s/page`,
    `peak ${megabytes(Math.max(...results.map(({ peak }) => peak)))}`,
  ].join(', ');
};

const all: Record<'ours' | 'plain', Result[]> = { ours: [], plain: [] };

const compare = async (
  files: readonly Buffer[],
  quality: (typeof qualityNames)[number],
  kind: string,
): Promise<void> => {
  const found: typeof all = { ours: [], plain: [] };
  const cells: number[] = [];
  for (const [index, page] of pages.entries()) {
    if (page.kind !== kind) continue;
    const scan = await scanOf([files[index] as Buffer], qualities[quality]);
    const [reading, own] = await costOf(() => readHere(scan, { url: 'https://a.example/x.pdf' }));
    const [text, its] = await costOf(() => plain(scan));
    const judged = (read: string): Pick<Result, 'errors' | 'years'> => ({
      errors: errorRate(page.truth, read),
      years: yearsRead(page.truth, read),
    });
    found.ours.push({ ...own, ...judged(textIn(reading)) });
    found.plain.push({ ...its, ...judged(text) });
    if (kind === 'table') cells.push(rightCells(page.rows, rowsOf(tables(reading)[0]), (a, b) => fold(a) === fold(b)));
  }
  say(line(`${kind} ${quality}: ours`, found.ours));
  if (cells.length > 0) say(`  cells exactly right: ${(100 * mean(cells)).toFixed(0)} %`);
  say(line(`${kind} ${quality}: plain`, found.plain));
  for (const name of ['ours', 'plain'] as const) all[name].push(...found[name]);
};

bench(
  'scans',
  async () => {
    const files = await printed(pages.map(({ html }) => html));
    // The first reading loads the parsers.
    await readHere(await scanOf([files[0] as Buffer], qualities.office), { url: 'https://a.example/x.pdf' });
    for (const kind of ['text', 'table']) for (const quality of qualityNames) await compare(files, quality, kind);
    say(line('all pages: ours', all.ours));
    say(line('all pages: plain', all.plain));
    const wall = (results: readonly Result[]): number => mean(results.map((result) => result.wall));
    say(`ours takes ${(wall(all.ours) / wall(all.plain)).toFixed(1)} times as long`);
    rmSync(folder, { recursive: true, force: true });
  },
  once,
);
