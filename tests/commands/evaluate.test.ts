import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { exits, type Io } from '../../src/commands/io.ts';
import { UserError } from '../../src/model/errors.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { commandIo } from '../command-io.ts';

const news = (date: string, expected: string): string =>
  `<!DOCTYPE html><!-- expect: ${expected} --><html lang="th"><head><meta charset="utf-8"><title>ข่าว</title></head><body><main>
   <h1>ข่าวประชาสัมพันธ์</h1><ul><li>กองช่างซ่อมถนนสายบ้านสวน หมู่ที่ 3 <span>${date}</span></li></ul></main></body></html>`;

let folder = '';
let said = '';
const io = (more: Partial<Io> = {}): Io =>
  commandIo({
    out: (text) => {
      said += text;
    },
    language: 'th',
    ...more,
  }).io;
const options = () => ({ fiscalYear: 2568, out: join(folder, 'reports') });
const corpus = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-evaluate-'));
  for (const [name, item] of [
    ['good', 'o04'],
    ['strange', 'o99'],
    ['nested/by-hand', 'o04'],
  ] as const)
    await mkdir(join(corpus(name), item), { recursive: true });
  await writeFile(join(corpus('good'), 'o04/new.html'), news('3 มีนาคม 2568', 'o4.1 passed; o4.2 passed'));
  await writeFile(join(corpus('good'), 'o04/old.html'), news('3 มีนาคม 2565', 'o4.1 passed; o4.2 failed'));
  await writeFile(join(corpus('good'), 'o04/notes.txt'), 'no case, since nothing is expected of it');
  await writeFile(join(corpus('strange'), 'o99/new.html'), news('3 มีนาคม 2568', 'o99.1 passed'));
  await writeFile(join(corpus('nested/by-hand'), 'o04/new.html'), news('3 มีนาคม 2568', ''));
  await writeFile(join(corpus('nested/by-hand'), 'o04/new.expect'), 'style: plain\no4.1 failed # wrongly labelled\n');
});
beforeEach(() => {
  said = '';
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('oit evaluate', () => {
  test('shows the figures in 80 columns', async () => {
    expect(await evaluateCommand(corpus('good'), options(), io())).toBe(exits.fine);
    expect(said).toContain('2 หน้าและเอกสาร 4 ผล');
    expect(said).toMatch(/^ทั้งหมด +100\.0 \(3\/3\) +100\.0 \(1\/1\) +100\.0 \(1\/1\) +0\.0 \(0\/4\)$/mu);
    expect(Math.max(...said.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
  });

  test('reads what is expected beside a case, and names what disagrees', async () => {
    expect(await evaluateCommand(corpus('nested'), options(), io({ language: 'en' }))).toBe(exits.fine);
    expect(said).toContain('o4.1 by-hand/o04/new.html: should be failed, judged passed');
    expect(said).toMatch(/^plain +0\.0 \(0\/1\)/mu);
  });

  test('holds a change against a baseline, and fails where a precision falls', async () => {
    const baseline = join(folder, 'baseline.json');
    await evaluateCommand(corpus('good'), { ...options(), save: baseline }, io());
    expect(await evaluateCommand(corpus('good'), { ...options(), baseline }, io())).toBe(exits.fine);
    const worse = corpus('worse');
    await mkdir(join(worse, 'o04'), { recursive: true });
    await writeFile(join(worse, 'o04/new.html'), news('3 มีนาคม 2568', 'o4.1 passed; o4.2 failed'));
    said = '';
    expect(await evaluateCommand(worse, { ...options(), baseline }, io({ language: 'en' }))).toBe(exits.notMet);
    expect(said).toContain('Turned wrong since the baseline: 1');
    expect(said).toContain('A precision is lower than in the baseline');
  });

  test('gives the same as JSON', async () => {
    const saved = join(folder, 'saved.json');
    await evaluateCommand(corpus('good'), { ...options(), save: saved }, io({ json: true }));
    expect(JSON.parse(said)).toEqual({ ...JSON.parse(await readFile(saved, 'utf8')), comparison: null });
  });

  test.each<[string, () => string, { baseline?: string }, RegExp]>([
    ['a folder that is not there', () => corpus('nowhere'), {}, /nowhere is not a folder/u],
    ['a folder without cases', () => join(corpus('good'), 'o04'), {}, /holds no cases/u],
    ['an item that the rules do not have', () => corpus('strange'), {}, /no item o99/u],
    ['a baseline that is not there', () => corpus('good'), { baseline: '/nowhere.json' }, /--save/u],
    ['a baseline that is none', () => corpus('good'), { baseline: new URL(import.meta.url).pathname }, /no baseline/u],
  ])('says what is wrong with %s', async (_name, where, more, message) => {
    const run = evaluateCommand(where(), { ...options(), ...more }, io());
    await expect(run).rejects.toThrow(UserError);
    await expect(run).rejects.toThrow(message);
  });
});
