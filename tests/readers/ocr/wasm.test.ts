import { existsSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OcrEngine } from '../../../src/readers/ocr/engine.ts';
import { cropped, type Picture } from '../../../src/readers/ocr/picture.ts';
import { repairOcr } from '../../../src/readers/ocr/thai.ts';
import { wasmEngine } from '../../../src/readers/ocr/wasm.ts';
import { textOfLine, type WrittenLine } from '../../../src/readers/ocr/words.ts';
import { errorRate } from './measure.ts';
import { drawn, engine, printed } from './scan.ts';

const folder = '/usr/share/tesseract-ocr/5/tessdata';
const written = ['แผนการดำเนินงาน ประจำปีงบประมาณ', 'เทศบาลตำบลสมมุติ ประกาศให้ทราบโดยทั่วกัน', 'โทรศัพท์ 0 3812 1456'];

const textOf = (lines: readonly WrittenLine[] = []): string =>
  lines.map((line) => repairOcr(textOfLine(line))).join('\n');

describe.skipIf(!existsSync(`${folder}/tha.traineddata`))('the recogniser that comes with the program', () => {
  const workers: Worker[] = [];
  const note = (worker: Worker): void => {
    workers.push(worker);
  };
  let picture: Picture;
  let own: OcrEngine;
  beforeAll(async () => {
    process.on('worker', note);
    own = wasmEngine(folder, true, true);
    const [file] = await printed([written.map((line) => `<p>${line}</p>`).join('')]);
    const [page] = await drawn(file as Buffer, 200);
    picture = cropped(page as Picture, [100, 100, 1600, 500]);
  });
  afterAll(() => {
    process.off('worker', note);
  });

  it('says what it is', () =>
    expect(own).toMatchObject({ name: 'tesseract.js 7.0.0 tha+eng+thaidigits', digits: true }));
  it('reads lines as the installed one does', async () => {
    const [lines = []] = await own.recognise([picture], 'thai-latin', 'block');
    expect(lines).toHaveLength(written.length);
    expect(errorRate(written.join('\n'), textOf(lines))).toBeLessThanOrEqual(0.1);
    const [native = []] = (await engine?.recognise([picture], 'thai-latin', 'block')) ?? [];
    expect(errorRate(textOf(native), textOf(lines))).toBeLessThanOrEqual(0.1);
    for (const { box } of lines.flatMap(({ words }) => words)) expect(box[2]).toBeLessThanOrEqual(picture.width);
  }, 120_000);
  it('reads digits with our own model, several pictures in a row', async () => {
    const [file] = await printed(['<p>๒๕๖๗</p><p>๔๘,๙๖๐</p>']);
    const [page] = (await drawn(file as Buffer, 200)) as [Picture];
    const both = await own.recognise([page, page], 'digits', 'block');
    expect(both.map((lines) => lines.map(textOfLine))).toEqual([
      ['๒๕๖๗', '๔๘,๙๖๐'],
      ['๒๕๖๗', '๔๘,๙๖๐'],
    ]);
  }, 120_000);
  it('gives nothing for no pictures, and for white paper', async () => {
    expect(await own.recognise([], 'thai', 'page')).toEqual([]);
    const white: Picture = { width: 300, height: 200, data: new Uint8Array(60_000).fill(255) };
    expect(await own.recognise([white], 'thai-latin', 'page')).toEqual([[]]);
  }, 120_000);
  it('has ended its workers when it is closed', async () => {
    expect(workers.length).toBeGreaterThanOrEqual(2);
    await own.close();
    // A worker that has ended has no number any more.
    await expect
      .poll(() => workers.map(({ threadId }) => threadId), { timeout: 10_000 })
      .toEqual(workers.map(() => -1));
  }, 60_000);
  it('starts again after that', async () => {
    const [lines = []] = await own.recognise([picture], 'thai', 'block');
    await own.close();
    expect(lines).toHaveLength(written.length);
  }, 120_000);
});
