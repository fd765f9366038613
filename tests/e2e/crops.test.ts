import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cropNameOf } from '../../src/commands/crop-name.ts';
import type { EvidenceRef } from '../../src/model/evidence.ts';
import { type Run, run as runSchema } from '../../src/model/run.ts';
import { html, prose, type Site, serve } from '../gather/site.ts';
import { pdfOf, streamOf } from '../readers/ocr/scan.ts';
import { ensureBuilt, oit, writeManifest } from './program.ts';

/** A PDF of one page in which each line says what it says in Thai, without a Thai font. */
const written = (lines: readonly string[]): Buffer => {
  const hex = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
  const shown = lines.map(
    (line, index) =>
      `/Span<</ActualText<${hex(line)}>>>BDC BT /F ${index === 0 ? 20 : 14} Tf 60 ${760 - 30 * index} Td (line ${index}) Tj ET EMC`,
  );
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    streamOf('', shown.join('\n')),
  ]);
};

/** A report that says of one section a dash only, and of another that it is somewhere: a person has to look. */
const report = written([
  'รายงานผลการดำเนินงานประจำปี พ.ศ. 2567',
  'ผลการดำเนินงาน',
  'โครงการแล้วเสร็จ 12 โครงการ จากทั้งหมด 12 โครงการ',
  'ผลการใช้จ่ายงบประมาณ',
  'เบิกจ่ายแล้ว 1,200,000 บาท',
  'ปัญหาและอุปสรรค : -',
  'รายงานนี้รวบรวมข้อเสนอแนะของประชาชนไว้แล้ว',
]);

let folder: string;
let site: Site;
const run = (out: string, ...more: string[]) =>
  oit(
    'audit',
    folder,
    '--out',
    join(folder, out),
    '--allow-host',
    '127.0.0.1',
    '--no-browser',
    '--lang',
    'en',
    ...more,
  );
const pictures = (out: string): string => join(folder, out, 'baan', 'screenshots');
const lastRun = async (out: string): Promise<{ run: Run; report: string }> => {
  const runs = join(folder, out, 'baan', 'runs');
  const ids = (await readdir(runs)).filter((name) => /^\d[^.]*$/u.test(name)).sort();
  const text = async (name: string) => readFile(join(runs, ids.at(-1) ?? '', name), 'utf8');
  return { run: runSchema.parse(JSON.parse(await text('run.json'))), report: await text('report.html') };
};

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'oit-crops-'));
  site = await serve({ '/': html('เทศบาลตำบลบ้านตัวอย่าง', prose('ยินดีต้อนรับ')), '/report.pdf': report });
  const home = `http://127.0.0.1:${site.port}/`;
  await writeManifest(folder, home, { o7: [`${home}report.pdf`] });
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

test('places in documents that a person has to look at are kept as pictures, shown in the report, and kept once', async () => {
  const first = await run('kept');
  expect(first.stderr).toContain('Keeping pictures of 2 places in documents');
  const { run: found, report: page } = await lastRun('kept');
  const doubtful = found.items
    .flatMap(({ elements }) => elements)
    .flatMap((element): EvidenceRef[] => (element.outcome === 'cantTell' ? element.evidence : []))
    .filter(({ at }) => at.in === 'page');
  expect(doubtful.length).toBeGreaterThan(1);
  const names = [...new Set(doubtful.map((ref) => `${cropNameOf(ref)}.jpg`))].sort();
  expect((await readdir(pictures('kept'))).sort()).toEqual(names);
  for (const name of names) {
    expect([...(await readFile(join(pictures('kept'), name))).subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect(page).toMatch(
      new RegExp(
        `<a class="picture" href="../../screenshots/${name}"><img src="../../screenshots/${name}" [^>]*alt="[^"]+"`,
        'u',
      ),
    );
  }
  expect(page).toContain("img-src 'self' file:");

  const second = await run('kept');
  expect(second.stderr).not.toContain('Keeping pictures');
  expect((await lastRun('kept')).report).toContain(`../../screenshots/${names[0]}`);
});

test('--no-screenshots keeps none, and the report may load nothing', async () => {
  await run('none', '--no-screenshots');
  expect(existsSync(pictures('none'))).toBe(false);
  const { report: page } = await lastRun('none');
  expect(page).not.toContain('<img');
  expect(page).not.toContain('img-src');
});
