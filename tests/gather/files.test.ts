import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherFiles } from '../../src/gather/index.ts';
import { UserError } from '../../src/model/errors.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { allOf } from '../support/readings.ts';
import { html, memoryStore, prose } from './site.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-files-'));
  await writeFile(join(folder, 'ร่าง หนึ่ง.html'), html('ร่าง', prose('ฉบับร่าง')));
});
afterAll(() => rm(folder, { recursive: true }));
const now = () => new Date('2026-11-23T02:15:00Z');

test('local files are read as what one nameless item leads to', async () => {
  const path = join(folder, 'ร่าง หนึ่ง.html');
  const gathered = await gatherFiles([path, path], memoryStore(), now, readUnplaced);
  const url = pathToFileURL(path).href;
  expect(gathered.home).toBeNull();
  expect(gathered.items).toEqual([{ itemId: '', submitted: [url], reached: [url], gaps: [] }]);
  expect(gathered.visits).toMatchObject([{ url, finalUrl: url, method: 'file', fault: null }]);
  expect(JSON.stringify(allOf(gathered.readings))).toContain('ฉบับร่าง');
});

test.each([
  ['missing.pdf', /There is no file .*missing\.pdf/],
  ['.', /is a folder/],
])('%s is a mistake of the user', async (name, message) => {
  const failing = gatherFiles([join(folder, name)], memoryStore(), now, readUnplaced);
  await expect(failing).rejects.toThrow(UserError);
  await expect(failing).rejects.toThrow(message);
});
