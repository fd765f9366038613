import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReadDocument, type ReadFile, readDocument } from '../../src/model/read-document.ts';
import { findOcr } from '../../src/readers/ocr/find.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { html, prose, type Site, serve } from '../gather/site.ts';
import { printed, qualities, scanOf } from '../readers/ocr/scan.ts';
import { type Ended, ensureBuilt, oit, start } from './program.ts';

const plan = fileURLToPath(new URL('../readers/fixtures/plan.pdf', import.meta.url));
const scan = fileURLToPath(new URL('../readers/fixtures/notice.png', import.meta.url));
const blank = fileURLToPath(new URL('../readers/fixtures/blank.pdf', import.meta.url));

const news = html(
  'ข่าวเทศบาล',
  `<nav><a href="/">หน้าแรก</a></nav>
   <main><h1>แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568</h1>
   <p>ติดต่อ นายสมชาย ใจดี โทร. 042-841234 อีเมล saraban@baan.go.th</p>
   <table><tr><th>โครงการ</th><th>งบประมาณ</th></tr><tr><td>ซ่อมถนน</td><td>150,000</td></tr></table>
   <p><a href="/files/plan.pdf">ดาวน์โหลดแผน</a></p>${prose('ข่าว')}</main>`,
);
const pictured = html('ประกาศ', '<main><h1>ประกาศ</h1><img src="/files/notice.png"></main>');
const framed = html('หน้าที่ฝังไฟล์', `${prose('หน้า')}<iframe src="/viewer.html?file=/files/plan.pdf"></iframe>`);

const hasOcr = (await findOcr()).engine !== null;

let folder: string;
let site: Site;
const inFolder = (name: string): string => join(folder, name);
const here = (path: string): string => `http://127.0.0.1:${site.port}${path}`;
const local = ['--allow-host', '127.0.0.1', '--no-browser'];

const parsed = ({ stdout }: Ended): ReadDocument => readDocument.parse(JSON.parse(stdout));
const files = (ended: Ended): ReadFile[] => parsed(ended).files;
const texts = (file: ReadFile | undefined): string[] => file?.parts.map(({ text }) => text) ?? [];
/** `oit read`, which keeps its readings in a folder of this test. */
const reads = (...args: string[]): Promise<Ended> => oit('read', ...args, '--out', inFolder('reports'));
const isPolite = ({ stdout, stderr }: Ended): void => {
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$|This is a bug|node:internal/mu);
};

const workbook = (): Uint8Array => {
  const book = utils.book_new();
  const income = utils.aoa_to_sheet([
    ['รายรับ', '', ''],
    ['รายการ', 'ปี 2567', 'ปี 2568'],
    ['ภาษีอากร', 299701, 298500],
  ]);
  income['!merges'] = [utils.decode_range('A1:C1')];
  utils.book_append_sheet(book, income, 'รายรับ');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['ค่าใช้สอย', 1200]]), 'รายจ่าย');
  return write(book, { type: 'buffer', bookType: 'xlsx' });
};

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'oit-read-'));
  await writeFile(inFolder('งบประมาณ.xlsx'), workbook());
  await writeFile(inFolder('news.html'), news);
  site = await serve({
    '/news': news,
    '/framed': framed,
    '/pictured': pictured,
    '/files/plan.pdf': await readFile(plan),
    '/files/notice.png': await readFile(scan),
    '/down': (_, response) => response.writeHead(410).end(),
  });
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.concurrent('0: read', () => {
  test('a PDF as one JSON document, and nothing else on either stream', async () => {
    const ended = await reads(plan, '--json');
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const [one] = files(ended);
    const table = one?.parts[0]?.tables[0];
    expect({
      ...one,
      parts: one?.parts.map(({ page, method, damage, links }) => ({ page, method, damage, links })),
    }).toEqual({
      source: plan,
      url: pathToFileURL(plan).href,
      kind: 'pdf',
      reader: expect.stringMatching(/^pdf\/\d+$/u),
      title: 'แผนดำเนินงาน 2568',
      pages: 2,
      parts: [
        {
          page: 1,
          method: 'text-layer',
          damage: [],
          links: [{ text: 'เอกสารแนบ', url: 'https://example.go.th/files/a.pdf' }],
        },
        { page: 2, method: 'text-layer', damage: [], links: [] },
      ],
      dates: [
        {
          text: expect.stringContaining('2568'),
          page: 1,
          kind: 'year',
          year: 2568,
          month: null,
          day: null,
          fiscalYear: 2568,
        },
        { text: '1 ตุลาคม 2567', page: 2, kind: 'date', year: 2567, month: 10, day: 1, fiscalYear: 2568 },
      ],
      fiscalYears: [2568],
      people: [],
      contacts: { phones: [], emails: [] },
      doubts: [],
      gaps: [],
    });
    expect(table?.rows[0]).toEqual(['ที่', 'โครงการ', 'งบประมาณ', 'หน่วยงาน']);
    expect(table?.rows).toHaveLength(6);
    expect(texts(one)[0]).toContain('ที่\tโครงการ\tงบประมาณ\tหน่วยงาน\n1\t');
    expect(texts(one)[1]).toBe('หน้าที่สอง ประกาศ ณ วันที่ 1 ตุลาคม 2567');
    expect(one?.parts.every(({ quality }) => quality > 0.9)).toBe(true);
  });

  test('a PDF on the terminal', async () => {
    const ended = await reads(plan);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(/^แผนดำเนินงาน 2568\n.*plan\.pdf · PDF · 2 หน้า\n/u);
    expect(ended.stdout).toMatch(/^── หน้า 2\/2 · อ่านจากข้อความในไฟล์ · คุณภาพ \d+% ─+$/mu);
    expect(ended.stdout).toMatch(/^ *1 │ โครงการปรับปรุงถนนสายที่ 1/mu);
    expect(ended.stdout).toMatch(/^วันในปีงบประมาณ 2568 {2}1 ตุลาคม 2567$/mu);
    const tooWide = ended.stdout.split('\n').filter((line) => displayWidth(line) > 80 && !line.includes('plan.pdf'));
    expect(tooWide).toEqual([]);
  });

  test('chosen pages only', async () => {
    const [second, both, sheet, quiet] = await Promise.all([
      reads(plan, '--pages', '2', '--json'),
      reads(plan, '--pages', '2,1-5', '--json'),
      reads(inFolder('งบประมาณ.xlsx'), '--pages', '2', '--json'),
      reads(plan, '--pages', '2', '--quiet', '--lang', 'en'),
    ]);
    expect(files(second)[0]).toMatchObject({ pages: 2, parts: [{ page: 2 }], dates: [{ text: '1 ตุลาคม 2567' }] });
    expect(files(both)[0]?.parts.map(({ page }) => page)).toEqual([1, 2]);
    expect(files(sheet)[0]?.parts).toMatchObject([{ sheet: 'รายจ่าย', text: 'ค่าใช้สอย\t1200' }]);
    expect([quiet.code, quiet.stderr]).toEqual([0, '']);
    expect(quiet.stdout).toMatch(/── page 2\/2 · text layer · quality \d+% ─/u);
    expect(quiet.stdout).not.toContain('page 1/2');
  });

  test('a workbook, sheet by sheet', async () => {
    const [json, text] = await Promise.all([
      reads(inFolder('งบประมาณ.xlsx'), '--json'),
      reads(inFolder('งบประมาณ.xlsx')),
    ]);
    const [book] = files(json);
    expect(book).toMatchObject({ kind: 'sheet', pages: 1 });
    expect(book?.parts.map(({ sheet, page }) => ({ sheet, page }))).toEqual([{ sheet: 'รายรับ' }, { sheet: 'รายจ่าย' }]);
    expect(book?.parts[0]?.tables[0]?.rows[0]).toEqual(['รายรับ', 'รายรับ', 'รายรับ']);
    expect(texts(book)[0]).toBe('รายรับ\nรายการ\tปี 2567\tปี 2568\nภาษีอากร\t299701\t298500');
    expect(book?.dates.map(({ sheet, year }) => ({ sheet, year }))).toEqual([
      { sheet: 'รายรับ', year: 2567 },
      { sheet: 'รายรับ', year: 2568 },
    ]);
    expect(text.stdout).toContain('ตารางคำนวณ · 2 แผ่นงาน');
    expect(text.stdout).toMatch(/^── แผ่นงาน รายจ่าย ─+$/mu);
    expect(text.stdout).toMatch(/^ภาษีอากร │ +299701 │ +298500$/mu);
  });

  test('a page, as a file', async () => {
    const ended = await reads(inFolder('news.html'), '--json');
    const [page] = files(ended);
    expect(page).toMatchObject({
      kind: 'html',
      pages: 1,
      parts: [
        {
          page: 1,
          tables: [
            {
              rows: [
                ['โครงการ', 'งบประมาณ'],
                ['ซ่อมถนน', '150,000'],
              ],
            },
          ],
        },
      ],
      people: [{ title: 'นาย', name: 'สมชาย ใจดี', page: 1 }],
      contacts: { phones: [{ digits: '042841234' }], emails: [{ address: 'saraban@baan.go.th' }] },
      fiscalYears: [2568],
    });
    expect(texts(page)[0]).toContain('ซ่อมถนน\t150,000');
  });

  test('several files at once, each under its name; one that cannot be read is told with its cause', async () => {
    const all = [plan, inFolder('งบประมาณ.xlsx'), blank, plan];
    const [text, json] = await Promise.all([reads(...all, '--lang', 'en'), reads(...all, '--json')]);
    expect([text.code, json.code]).toEqual([0, 0]);
    expect(text.stdout).toContain('blank.pdf');
    expect(text.stdout).toMatch(/^! .*the file is empty/mu);
    expect(text.stdout).toMatch(/\n2 of 3 files could be read\n$/u);
    expect(files(json).map(({ source, gaps }) => [source, gaps.map(({ code }) => code)])).toEqual([
      [plan, []],
      [inFolder('งบประมาณ.xlsx'), []],
      [blank, ['empty-file']],
    ]);
  });

  test('a page of the web with its links, but nothing behind them', async () => {
    const ended = await reads(here('/news'), '--json', ...local);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const [page, ...rest] = files(ended);
    expect(rest).toEqual([]);
    expect(page).toMatchObject({ source: here('/news'), url: here('/news'), kind: 'html' });
    expect(page?.parts[0]?.links).toContainEqual({ text: 'ดาวน์โหลดแผน', url: here('/files/plan.pdf') });
  });

  test('a file of the web, and one that a page shows in a viewer', async () => {
    const [direct, embedded] = await Promise.all([
      reads(here('/files/plan.pdf'), '--json', '--pages', '2', ...local),
      reads(here('/framed'), '--json', ...local),
    ]);
    expect(files(direct)).toMatchObject([{ kind: 'pdf', pages: 2, parts: [{ page: 2 }] }]);
    expect(files(embedded).map(({ source, url, kind }) => [source, url, kind])).toEqual([
      [here('/framed'), here('/framed'), 'html'],
      [here('/framed'), here('/files/plan.pdf'), 'pdf'],
    ]);
  });

  test.skipIf(!hasOcr)('a page of the web whose matter is a picture, with the picture', async () => {
    const ended = await reads(here('/pictured'), '--json', ...local);
    const [page, picture] = files(ended);
    expect(page).toMatchObject({ url: here('/pictured'), kind: 'html', gaps: [{ code: 'picture-only' }] });
    expect(picture).toMatchObject({ source: here('/pictured'), url: here('/files/notice.png'), fiscalYears: [2568] });
  });

  test('an address that fails among others that do not', async () => {
    const ended = await reads(here('/missing'), plan, '--json', ...local);
    expect(ended.code).toBe(0);
    expect(files(ended).map(({ kind, fault }) => [kind, fault?.kind])).toEqual([
      ['none', 'not-found'],
      ['pdf', undefined],
    ]);
  });
});

describe('what was read once', () => {
  /** The files below a folder with what they hold and when they were written. */
  const filesIn = async (out: string): Promise<[path: string, text: string, written: number][]> =>
    Promise.all(
      (await readdir(out, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map(async (path) => [path, await readFile(path, 'utf8'), (await stat(path)).mtimeMs]),
    );
  const read = (out: string, place: string, args: string[] = [], env = {}): Promise<Ended> =>
    start(['read', place, '--json', '--out', out, ...args], undefined, env).ended;

  test.skipIf(!hasOcr)('is not read again, not even where no recogniser is left', async () => {
    const out = inFolder('once');
    const first = await read(out, scan);
    const kept = await filesIn(out);
    expect(files(first)[0]?.parts).toMatchObject([
      { method: 'ocr', damage: ['no-text'], text: expect.stringContaining('2568') },
    ]);
    expect(kept).toHaveLength(1);
    const second = await read(out, scan, [], { PATH: '', TESSDATA_PREFIX: '' });
    expect(parsed(second)).toEqual(parsed(first));
    expect(await filesIn(out)).toEqual(kept);
    // What is shown is what was kept: nothing else could know of this.
    const [path, text] = kept[0] ?? ['', ''];
    await writeFile(path, text.replaceAll('2568', '2599'));
    expect(texts(files(await read(out, scan))[0])[0]).toContain('2599');
  });

  test('serves files and addresses alike, and chosen pages by themselves', async () => {
    const out = inFolder('alike');
    await read(out, plan, ['--pages', '2']);
    const whole = await read(out, plan);
    expect(files(whole)[0]?.parts.map(({ page }) => page)).toEqual([1, 2]);
    const kept = await filesIn(out);
    expect(kept).toHaveLength(2);
    await read(out, here('/files/plan.pdf'), local);
    expect(await filesIn(out)).toEqual(kept);
    const checked = await oit('check', 'o7', plan, '--json', '--out', out);
    expect([checked.code, JSON.parse(checked.stdout).looked]).toMatchObject([0, [{ url: pathToFileURL(plan).href }]]);
    expect(await filesIn(out)).toEqual(kept);
  });

  test('need not be kept', async () => {
    await writeFile(inFolder('no-folder'), '');
    const ended = await read(inFolder('no-folder'), plan);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
  });
});

describe.concurrent('2: a mistake of the user', () => {
  test.each<[string, () => string[], RegExp]>([
    ['no file', () => ['read', '/no/such/file.pdf'], /^There is no file .*file\.pdf\.$/mu],
    ['a file missing among others', () => ['read', plan, '/no/such/file.pdf'], /^There is no file /mu],
    ['a folder', () => ['read', folder], /is a folder; name the files in it/u],
    [
      'an address of another kind',
      () => ['read', 'ftp://a.example/x'],
      /^ftp:\/\/a\.example\/x is neither a file nor/mu,
    ],
    ['half an address', () => ['read', 'http://'], /^http:\/\/ is neither a file nor/mu],
    ['no place', () => ['read'], /missing required argument 'url-or-file'/u],
    ['pages in words', () => ['read', plan, '--pages', 'all'], /pages such as 3 or 1-3,7/u],
    ['pages backwards', () => ['read', plan, '--pages', '3-1'], /pages such as 3 or 1-3,7/u],
    ['page 0', () => ['read', plan, '--pages', '0'], /pages such as 3 or 1-3,7/u],
  ])('%s', async (_, args, says) => {
    const ended = await oit(...args());
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(says);
    isPolite(ended);
  });
});

describe.concurrent('3: nothing could be read', () => {
  test('a page that is not there, with its sentence', async () => {
    const [text, json] = await Promise.all([
      reads(here('/missing'), '--lang', 'en', ...local),
      reads(here('/down'), '--json', ...local),
    ]);
    expect([text.code, json.code]).toEqual([3, 3]);
    expect(text.stdout).toContain('! page not found (404) Mend the link, or bring the page back.');
    expect(text.stderr).toContain('Nothing could be read');
    expect(files(json)).toMatchObject([{ parts: [], fault: { kind: 'gone', says: expect.stringContaining('410') } }]);
    isPolite(text);
  });

  test('an address inside the network, unless it is allowed', async () => {
    const ended = await reads(here('/news'), '--json', '--no-browser');
    expect(ended.code).toBe(3);
    expect(files(ended)).toMatchObject([{ fault: { kind: 'address-refused' } }]);
  });

  test('a file that holds nothing', async () => {
    const ended = await reads(blank, '--json');
    expect(ended.code).toBe(3);
    expect(files(ended)).toMatchObject([{ kind: 'pdf', gaps: [{ code: 'empty-file', says: expect.any(String) }] }]);
  });
});

test.skipIf(!hasOcr)('the built program reads Thai digits of a scan', async () => {
  const pages = await printed(['<p>ประกาศใช้แผนพัฒนาท้องถิ่น ประจำปีงบประมาณ พ.ศ. ๒๕๖๙ เป็นเงิน ๔๗๘,๖๐๐ บาท</p>']);
  await writeFile(inFolder('digits.pdf'), await scanOf(pages, qualities.office));
  const [file] = files(await reads(inFolder('digits.pdf'), '--json'));
  expect(file?.parts[0]).toMatchObject({ method: 'ocr', damage: ['no-text'] });
  expect(texts(file)[0]).toContain('๒๕๖๙');
  expect(texts(file)[0]).toContain('๔๗๘,๖๐๐');
  expect(file?.fiscalYears).toEqual([2569]);
});
