import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCommand } from '../../src/commands/demo.ts';
import { exits, type Io } from '../../src/commands/io.ts';
import { type ReviewOptions, reviewCommand } from '../../src/commands/review.ts';
import { reportCommand } from '../../src/commands/runs.ts';
import { type ElementResult, type Run, run as runSchema } from '../../src/model/run.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { commandIo } from '../command-io.ts';

const seed = fileURLToPath(new URL('../../seeds/demo', import.meta.url));
const agency = 'thungsathit';
let out = '';
let demo = '';
let file = '';

type Asked = Partial<Pick<Io, 'language' | 'json'>> & { on?: string };
const ioFor = ({ language = 'en', json = false, on = '2026-03-31' }: Asked = {}) =>
  commandIo({ language, json, now: () => new Date(`${on}T02:00:00Z`) });
const review = async (options: Partial<ReviewOptions> = {}, asked: Asked = {}, answers?: (string | null)[]) => {
  const { io, printed, said } = ioFor(asked);
  const ask = answers && (async () => answers.shift() ?? null);
  const exit = await reviewCommand(agency, { out, ...options }, io, ask);
  return { exit, text: printed(), said: said() };
};
const auditAgain = async (on?: string): Promise<void> => {
  const { io } = ioFor({ json: true, ...(on === undefined ? {} : { on }) });
  await demoCommand({ out, folder: demo, browser: null, retryDelayMs: 10 }, io);
};
const latest = async (): Promise<string> => {
  const runs = (await readdir(join(out, agency, 'runs'))).sort();
  return join(out, agency, 'runs', runs.at(-1) ?? '');
};
const runNow = async (): Promise<Run> =>
  runSchema.parse(JSON.parse(await readFile(join(await latest(), 'run.json'), 'utf8')));
const elementNow = async (id: string): Promise<ElementResult | undefined> =>
  (await runNow()).items.flatMap(({ elements }) => elements).find((one) => one.id === id);
const listed = async () => JSON.parse((await review({}, { json: true })).text);
const seen = { reviewer: 'Somchai', reason: 'column 5 names it' };

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oit-review-'));
  [out, demo] = [join(folder, 'reports'), join(folder, 'demo')];
  file = join(out, agency, 'reviews.yaml');
  await cp(seed, demo, { recursive: true });
  await auditAgain('2026-03-29');
});
afterAll(() => rm(join(out, '..'), { recursive: true, force: true }));

describe.sequential('oit review', () => {
  test('lists what needs a person: quote, place, question', async () => {
    const { exit, text } = await review();
    expect(exit).toBe(exits.fine);
    expect(text).toContain('5 elements need a person');
    expect(text).toContain('? o12.3 source of budget');
    expect(text).toContain('on the page · http://www.thungsathit.example/procurement/2568.html');
    expect(text).toContain('→ Look at: ');
    expect((await review({ item: 'o12' })).text).toContain('1 element needs a person');
    const { open } = await listed();
    expect(open).toHaveLength(5);
    expect(open[0]).toMatchObject({ item: 'o12', element: 'o12.3', manual: null, reason: { code: 'only-mentioned' } });
    expect(open[0].evidence[0]).toMatchObject({ picture: null, url: expect.stringContaining('procurement') });
    for (const language of ['th', 'en'] as const)
      for (const line of (await review({}, { language })).text.split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  test.each<[string, Partial<ReviewOptions>, string]>([
    ['both verdicts', { item: 'o12.3', met: true, notMet: true, ...seen }, 'Choose one of --met and --not-met'],
    ['no verdict', { item: 'o12.3', ...seen }, '--met or --not-met'],
    ['no element', { met: true, ...seen }, '--item <element>'],
    ['an unknown element', { item: 'o12.33', met: true, ...seen }, 'did you mean o12.3?'],
    ['an item', { item: 'o12', met: true, ...seen }, '--item o12.3'],
    ['what the program decides', { item: 'o1.1', met: true, ...seen }, 'o1.1 is "passed" in this run'],
    ['nobody', { item: 'o12.3', met: true, reason: 'x', reviewer: ' ' }, '--reviewer'],
    ['no reason', { item: 'o12.3', met: true, reviewer: 'x' }, '--reason'],
    ['a day that is past', { item: 'o12.3', met: true, ...seen, until: '2569-03-30' }, 'that day is past'],
    ['a Gregorian day', { item: 'o12.3', met: true, ...seen, until: '2026-04-30' }, 'e.g. 2569-04-30'],
    ['no day', { item: 'o12.3', met: true, ...seen, until: '2569-02-31' }, 'write a day'],
  ])('refuses %s, and keeps nothing', async (_, options, message) => {
    await expect(review(options)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
    });
    await expect(readFile(file, 'utf8')).rejects.toThrow();
  });

  test('keeps a verdict beside the automatic one, in every report', async () => {
    const before = await runNow();
    const { exit, text } = await review({ item: 'o12.3', met: true, ...seen, until: '2569-04-30' });
    expect(exit).toBe(exits.fine);
    expect(text).toContain('Recorded: o12.3 met');
    const after = await runNow();
    expect(after.reviews).toMatchObject({ applied: 1, lapsed: 0, automatic: { oit: before.prediction.oit } });
    const element = await elementNow('o12.3');
    expect(element).toMatchObject({
      outcome: 'cantTell',
      manual: { verdict: 'met', state: 'applies', reviewer: 'Somchai', date: '2569-03-31', until: '2569-04-30' },
    });
    const [folder, said] = [await latest(), 'By a person: Met (Somchai, 31 March 2569)'];
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    expect(html).toContain(said);
    expect(html).toContain('1 manual verdict counts in this score.');
    expect(await readFile(join(folder, 'report.csv'), 'utf8')).toContain(
      'Met,holds,Somchai,column 5 names it,2569-03-31,2569-04-30',
    );
    expect(await readFile(join(folder, 'divisions', 'finance.html'), 'utf8')).toContain(said);
    const { io, printed } = ioFor();
    await reportCommand(agency, { out }, io);
    expect(printed()).toContain('1 manual verdict counts in this score.');
    expect(printed()).toContain(said);
    const { open, settled } = await listed();
    expect([open.length, settled.map((one: { element: string }) => one.element)]).toEqual([4, ['o12.3']]);
  });

  test('a second verdict of the same element takes the place of the first', async () => {
    await review({ item: 'O12.3', notMet: true, reviewer: 'Malee', reason: 'the column is empty' });
    const text = await readFile(file, 'utf8');
    expect(text.match(/element: o12\.3/gu)).toHaveLength(1);
    expect(text).toContain('verdict: not-met');
    expect((await elementNow('o12.3'))?.manual).toMatchObject({ verdict: 'not-met', reviewer: 'Malee' });
  });

  test('several at once lose nothing', async () => {
    const ids = ['o16.6', 'o16.7', 'o23.5', 'o27.7'];
    await Promise.all(ids.map((item) => review({ item, met: true, ...seen })));
    expect((await listed()).settled).toHaveLength(5);
    const manual = (await runNow()).items.flatMap(({ elements }) => elements.filter((one) => one.manual));
    expect(manual.map(({ id }) => id)).toEqual(['o12.3', ...ids]);
  });

  test('holds in the next audit, whatever other pages say by then; lapses when its own page changes', async () => {
    const page = join(demo, 'site', 'webboard', 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replace('</body>', '<p>something new</p></body>'));
    await auditAgain('2026-04-01');
    expect((await elementNow('o12.3'))?.manual?.state).toBe('applies');
    const own = join(demo, 'site', 'procurement', '2568.html');
    await writeFile(own, (await readFile(own, 'utf8')).replace('<p>งานพัสดุ', '<p>แก้ไขใหม่</p><p>งานพัสดุ'));
    await auditAgain('2026-04-02');
    const element = await elementNow('o12.3');
    expect(element).toMatchObject({ outcome: 'cantTell', manual: { state: 'evidence-changed' } });
    expect((await elementNow('o23.5'))?.manual?.state).toBe('applies');
    expect((await runNow()).reviews).toMatchObject({ applied: 0, lapsed: 1 });
    expect(await readFile(join(await latest(), 'report.html'), 'utf8')).toContain('to be looked at again: 1');
    expect((await review()).text).toContain('To be looked at again: By a person: Not met (Malee');
  });

  test('asks one question after the other; every answer is kept, so that it can be left', async () => {
    const { said } = await review({ ask: true }, {}, ['what', 'y', '', 'Nok', 'now there', '2569-01-01', '2569-05-01']);
    expect(said).toContain('Answer y, n, Enter or q');
    expect(said).toContain('that day is past');
    expect((await elementNow('o12.3'))?.manual).toMatchObject({ verdict: 'met', reviewer: 'Nok', state: 'applies' });
    expect((await review({ ask: true }, {}, [])).said).toContain('No element needs a person.');
  });

  test('counts until its last day, and not after it', async () => {
    await auditAgain('2026-05-01');
    expect((await elementNow('o12.3'))?.manual?.state).toBe('applies');
    await auditAgain('2026-05-02');
    expect((await elementNow('o12.3'))?.manual?.state).toBe('expired');
  });

  test('a damaged file is refused with its line and stays as it is', async () => {
    const good = await readFile(file, 'utf8');
    for (const [text, message] of [
      [good.replace('verdict: met', 'verdict: yes'), 'verdicts'],
      [good.replace('element: o12.3', 'element: o12.33'), 'did you mean o12.3?'],
      [good.replace(`agency: ${agency}`, 'agency: other'), 'reviews: reviews-'],
      ['agency: [', 'mistake'],
      ['', 'the file is empty'],
    ] as const) {
      await writeFile(file, text);
      const refused = expect.objectContaining({ name: 'UserError', message: expect.stringContaining(message) });
      await expect(review({ item: 'o12.3', met: true, ...seen })).rejects.toEqual(refused);
      await expect(auditAgain('2026-05-03')).rejects.toMatchObject({ name: 'UserError' });
      expect(await readFile(file, 'utf8')).toBe(text);
    }
    await writeFile(file, good);
  });
});
