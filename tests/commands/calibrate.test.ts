import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibrateCommand } from '../../src/commands/calibrate.ts';
import { taught } from '../../src/commands/calibration-file.ts';
import { exits, type Io } from '../../src/commands/io.ts';
import { planCommand } from '../../src/commands/plan.ts';
import { calibration } from '../../src/model/calibration.ts';
import { UserError } from '../../src/model/errors.ts';
import { run as runSchema } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { commandIo } from '../command-io.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const seed = path('../../seeds/wangsaphung/official-2568.yaml');
const sample = path('../../reports/sample');
let folder = '';
/** An invented result of the sample municipality: the assessors found fault with o1, and none with o2. */
let own = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-calibrate-'));
  own = join(folder, 'official-2568.yaml');
  const text = (await readFile(seed, 'utf8'))
    .replace('agency: wangsaphung', 'agency: thungsathit')
    .replace('o1: 100.00', 'o1: 0.00')
    .replace('o2: 0.00', 'o2: 100.00');
  await writeFile(own, text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ioFor = (language: Io['language'], json: boolean) =>
  commandIo({ language, json, now: () => new Date('2025-03-15T02:00:00Z') });
const calibrate = async (named: string[], language: Io['language'] = 'en', json = false, save = true) => {
  const { io, printed } = ioFor(language, json);
  const exit = await calibrateCommand(named, { out: folder, save }, io);
  return { exit, text: printed() };
};
const expectedNow = async (): Promise<number> => {
  const { io, printed } = ioFor('en', true);
  await planCommand(sample, { out: folder }, io);
  return JSON.parse(printed()).now.oit.calibrated.expected;
};
const kept = async () => calibration.parse(JSON.parse(await readFile(join(folder, 'calibration.json'), 'utf8')));

describe.sequential('oit calibrate', () => {
  test('another agency’s result is compared and not kept', async () => {
    const { exit, text } = await calibrate([seed, sample]);
    expect(exit).toBe(exits.fine);
    expect(text).toContain('28 · the same (hit)');
    expect(text).toContain('The official result is of wangsaphung, the run of thungsathit');
    expect(text).toContain('official items make 70.75: inside the range');
    await expect(kept()).rejects.toThrow();
  });

  test('an own result is compared, kept, and lowers or raises the next forecast', async () => {
    const before = await expectedNow();
    const { text } = await calibrate([own, sample]);
    expect(text).toContain('26 · the same (hit)');
    expect(text).toContain('o1: stricter 1 times, milder 0 times');
    expect(text).toContain('o2: stricter 0 times, milder 1 times');
    expect((await kept()).records.map(({ agency, items }) => [agency, items.length])).toEqual([['thungsathit', 28]]);
    expect(await expectedNow()).not.toBe(before);
  });

  test('once more changes nothing; --no-save keeps nothing', async () => {
    const before = await kept();
    await calibrate([sample, own]);
    expect(await kept()).toEqual(before);
    await writeFile(join(folder, 'calibration.json'), JSON.stringify({ schemaVersion: 1, records: [] }));
    expect((await calibrate([own, sample], 'en', false, false)).text).toContain('This comparison was not kept');
    expect((await kept()).records).toEqual([]);
  });

  test('as one JSON document', async () => {
    const document = JSON.parse((await calibrate([own, sample], 'en', true)).text);
    expect(document).toMatchObject({
      comparisons: [{ agency: 'thungsathit', isSame: true, counts: { hit: 26, miss: 1, falseAlarm: 1, abstained: 0 } }],
      records: 1,
      parted: [
        { id: 'o1', stricter: 1, milder: 0 },
        { id: 'o2', stricter: 0, milder: 1 },
      ],
    });
    expect(document.comparisons[0].brier).toBeCloseTo(2 / 28, 2);
  });

  test('several results, each with the run of its agency', async () => {
    const other = join(folder, 'other');
    await cp(sample, other, { recursive: true });
    const run = JSON.parse(await readFile(join(other, 'run.json'), 'utf8'));
    await writeFile(join(other, 'run.json'), JSON.stringify({ ...run, agency: { ...run.agency, id: 'wangsaphung' } }));
    await calibrate([own, seed, sample, other]);
    expect((await kept()).records.map(({ agency }) => agency)).toEqual(['thungsathit', 'wangsaphung']);
    await expect(calibrate([own, seed, sample])).rejects.toThrow(/There is no run of wangsaphung for 2568/u);
  });

  test('manual verdicts are compared too, and teach how such doubts end', async () => {
    const other = join(folder, 'reviewed');
    await cp(sample, other, { recursive: true });
    const run = runSchema.parse(JSON.parse(await readFile(join(other, 'run.json'), 'utf8')));
    const item = run.items.find(({ id }) => id === 'o12');
    const element = item?.elements.find(({ outcome }) => outcome === 'cantTell');
    if (!item || !element) throw new Error('the sample has no doubt any more');
    element.manual = { verdict: 'met', reviewer: 'R', reason: 'seen', date: '2569-03-31', state: 'applies' };
    item.manual = { outcome: 'failed', automatic: item.points };
    await writeFile(join(other, 'run.json'), JSON.stringify(run));
    const { text } = await calibrate([own, other]);
    expect(text).toContain('With manual verdicts');
    expect(text).toContain('o12: 0, official 0 · the same');
    expect(text).toContain('People settled 1 of the program’s doubts, 1 as met');
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    const learned = await kept();
    expect(learned.records[0]?.settled).toEqual({ 'only-mentioned': { said: 1, met: 1 } });
    expect(learned.records[0]?.items.find(({ id }) => id === 'o12')).toMatchObject({
      comparison: 'hit',
      manual: { low: 0, high: 0, comparison: 'hit' },
    });
    const rules = await loadRuleset(2568);
    const before = rules.reliability.cantTell['only-mentioned'] ?? { said: 0, met: 0 };
    expect(taught(rules, learned).reliability.cantTell['only-mentioned']).toEqual({
      said: before.said + 1,
      met: before.met + 1,
    });
  });

  test('what is missing or broken is said', async () => {
    await expect(calibrate([seed])).rejects.toThrow(UserError);
    await expect(calibrate([sample])).rejects.toThrow(/Name at least one official result/u);
    await writeFile(join(folder, 'calibration.json'), '{}');
    await expect(calibrate([own, sample])).rejects.toThrow(/calibration.json cannot be used/u);
  });

  test.each(['th', 'en'] as const)('no line is wider than the terminal (%s)', async (language) => {
    await writeFile(join(folder, 'calibration.json'), JSON.stringify({ schemaVersion: 1, records: [] }));
    for (const official of [seed, own]) {
      const { text } = await calibrate([official, sample], language);
      expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    }
  });
});
