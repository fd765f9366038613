import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { exits, type Io } from '../../src/commands/io.ts';
import { type PlanOptions, planCommand } from '../../src/commands/plan.ts';
import type { PlanDocument } from '../../src/commands/plan-document.ts';
import { UserError } from '../../src/model/errors.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { commandIo } from '../command-io.ts';

const seed = fileURLToPath(new URL('../../seeds/wangsaphung', import.meta.url));
const sample = fileURLToPath(new URL('../../reports/sample', import.meta.url));

type Asked = Partial<PlanOptions> & Partial<Pick<Io, 'language' | 'json'>> & { on?: string };
const plan = async (named: string, { language = 'en', json = false, on = '2025-03-15', ...options }: Asked = {}) => {
  const { io, printed } = commandIo({ language, json, now: () => new Date(`${on}T02:00:00Z`) });
  const exit = await planCommand(named, { out: 'reports', ...options }, io);
  return { exit, text: printed() };
};
const documentOf = async (named: string, asked: Asked = {}): Promise<PlanDocument> =>
  JSON.parse((await plan(named, { ...asked, json: true })).text) as PlanDocument;

describe('from the official result of the seed', () => {
  test('what lifts 76.90 to 85', async () => {
    const { exit, text } = await plan(seed, { target: 85 });
    expect(exit).toBe(exits.fine);
    expect(text).toContain('Now: OIT 70.75 · ITA 76.90 · grade must improve');
    expect(text).toContain('The least work to ITA 85.00: 6 items, about 10.5 days');
    expect(text).toContain('That makes OIT 92.00, ITA 85.40, grade passed');
    expect(text).toContain('o2 Executives');
  });

  test('what OIT cannot mend', async () => {
    const { exit, text } = await plan(seed, { grade: 'passed, good' });
    expect(exit).toBe(exits.notMet);
    expect(text).toContain('IIT 78.22 is below 85.00 (6.78 short)');
    expect(text).toContain('EIT 83.78 is below 85.00 (1.22 short)');
    expect((await plan(seed, { grade: 'ผ่านดี' })).text).toBe(text);
  });

  test('as one JSON document: items by what they bring, questions weakest first with the measures that answer them', async () => {
    const { items, questions, routes, grades, moment } = await documentOf(seed);
    expect(items.map(({ id, steps }) => [id, steps.at(-1)?.oit])).toEqual([
      ['o6', 5],
      ['o12', 5],
      ['o13', 5],
      ['o28', 5],
      ['o9', 2.5],
      ['o20', 2.5],
      ['o16', 1.75],
      ['o2', 1.25],
      ['o7', 1.25],
    ]);
    expect(items.find(({ id }) => id === 'o28')?.division).toBe('งานนิติการและการพาณิชย์ สำนักปลัดเทศบาล');
    expect(items[0]?.deadline).toMatchObject({ to: '2025-04-30', confidence: 'low' });
    expect(routes.cheapest.steps.map(({ id }) => id)).toEqual(['o2', 'o9', 'o12', 'o13', 'o20', 'o28']);
    expect(
      grades.map(({ grade, needed, blockers }) => [grade.en, needed?.toFixed(1) ?? null, blockers.length]),
    ).toEqual([
      ['passed', '91.0', 0],
      ['passed, good', '91.0', 2],
      ['passed, excellent', null, 2],
    ]);
    expect(questions).toHaveLength(24);
    expect(questions[0]).toMatchObject({
      id: 'i10',
      score: 44.67,
      measures: { measures: ['มาตรการบริหารจัดการความเสี่ยง'], responsible: 'ทุกกอง' },
    });
    const scores = questions.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(moment).toMatchObject({ isOpen: true, frozen: [], contestable: [] });
  });

  test('after the entry window nothing of it can change', async () => {
    const { moment } = await documentOf(seed, { on: '2025-07-01' });
    expect(moment).toMatchObject({ isOpen: false, mayAppeal: false, contestable: [] });
    expect(moment.frozen).toEqual(['o2', 'o6', 'o7', 'o9', 'o12', 'o13', 'o16', 'o20', 'o28']);
    expect((await plan(seed, { on: '2025-07-01' })).text).toContain('Cannot change any more: o2 o6 o7');
  });

  test('what if', async () => {
    const { now, assumed } = await documentOf(seed, { assume: 'O6=passed, o1=failed' });
    expect(assumed).toEqual({ o6: 'passed', o1: 'failed' });
    expect(now.oit.expected).toBe(70.75 + 5 - 1.25);
  });

  test.each<Asked & { says: RegExp }>([
    { assume: 'o99=passed', says: /there is no o99 in the rules; did you mean/u },
    { assume: 'o2=good', says: /write an item or element and passed, failed, cantTell/u },
    { assume: 'o2.7=passed', says: /an official result has items only; assume o2 instead/u },
    { grade: 'A', says: /There is no grade A; the grades are ผ่านดีเยี่ยม \(passed, excellent\)/u },
  ])('$says', async ({ says, ...asked }) => {
    await expect(plan(seed, asked)).rejects.toThrow(UserError);
    await expect(plan(seed, asked)).rejects.toThrow(says);
  });
});

describe('from a run', () => {
  test('every open element with what it brings alone and what to do', async () => {
    const { items, now, source } = await documentOf(sample);
    expect(source.kind).toBe('run');
    expect(now.oit.expected).toBe(70.75);
    expect(items.find(({ id }) => id === 'o2')?.elements).toEqual([
      expect.objectContaining({ id: 'o2.7', outcome: 'failed', alone: 1.25, todo: expect.stringMatching(/\S/u) }),
    ]);
    expect(items.every(({ division }) => division !== null)).toBe(true);
  });

  test('nothing is planned from a run that could verify nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oit-plan-'));
    const run = JSON.parse(await readFile(join(sample, 'run.json'), 'utf8'));
    const oit = { ...run.prediction.oit, expected: null };
    await writeFile(join(folder, 'run.json'), JSON.stringify({ ...run, prediction: { ...run.prediction, oit } }));
    expect(await plan(folder)).toEqual({ exit: exits.incomplete, text: '' });
    await rm(folder, { recursive: true });
  });

  test('what if by element', async () => {
    const { now, items } = await documentOf(sample, { assume: 'o2=passed,o12=passed,o12.11=failed' });
    expect(now.oit.expected).toBe(72);
    expect(items.find(({ id }) => id === 'o12')?.elements.map(({ id }) => id)).toEqual(['o12.11']);
  });

  test('in the days of the appeal only what is in doubt may still be explained', async () => {
    const { moment } = await documentOf(sample, { on: '2025-06-02', assume: 'o2.7=cantTell' });
    expect(moment.contestable).toEqual(['o2']);
    expect(moment.frozen).not.toContain('o2');
  });
});

test.each(['th', 'en'] as const)('no line is wider than the terminal (%s)', async (language) => {
  for (const named of [seed, sample])
    for (const asked of [{}, { on: '2025-07-01', grade: 'ผ่านดี' }, { target: 95 }, { target: 60 }]) {
      const { text } = await plan(named, { language, ...asked });
      expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    }
});
