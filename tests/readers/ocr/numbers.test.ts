import { beforeAll, describe, expect, it } from 'vitest';
import type { OcrEngine } from '../../../src/readers/ocr/engine.ts';
import { type DoubtfulNumber, settleNumbers } from '../../../src/readers/ocr/numbers.ts';
import { cropped, type Picture } from '../../../src/readers/ocr/picture.ts';
import { textOfLine, type WrittenLine } from '../../../src/readers/ocr/words.ts';
import { yearsIn } from './measure.ts';
import { drawn, engine, printed } from './scan.ts';

/** The digits of some text, in the script in which they are written. */
const numbersIn = (text: string): string[] => text.match(/[0-9\u0e50-\u0e59][0-9\u0e50-\u0e59,.]*(?<![,.])/gu) ?? [];

const written = [
  'ประจำปีงบประมาณ พ.ศ. ๒๕๖๗',
  'เป็นเงินทั้งสิ้น ๔,๙๗๘,๖๐๐ บาท',
  'ตั้งแต่วันที่ ๑๔ มกราคม ๒๕๖๔ ถึงวันที่ ๓๐ กันยายน ๒๕๖๙',
  'Fiscal year 2568 total 1,250,000 baht',
  'ดำเนินการแล้วเสร็จเมื่อปี 2547',
  'เทศบาลตำบลสมมุติไม่มีตัวเลขในบรรทัดนี้',
];

describe.skipIf(!engine)('numbers in lines of print', () => {
  let picture: Picture;
  let before: WrittenLine[];
  let after: WrittenLine[];
  let doubts: DoubtfulNumber[];
  beforeAll(async () => {
    const [file] = await printed([
      `<div style="line-height:2">${written.map((line) => `<p>${line}</p>`).join('')}</div>`,
    ]);
    const [page] = await drawn(file as Buffer, 200);
    picture = cropped(page as Picture, [100, 100, 1600, 1100]);
    const [lines = []] = await (engine as OcrEngine).recognise([picture], 'thai-latin', 'block');
    before = structuredClone(lines);
    after = lines;
    doubts = (await settleNumbers(picture, after, engine as OcrEngine)).doubts;
  });

  it('are not what the stock model makes of them', () => {
    expect(before.map(textOfLine).flatMap(numbersIn)).not.toEqual(written.flatMap(numbersIn));
  });
  it('are read, in the script in which they are printed', () => {
    expect(after.map(textOfLine).flatMap(numbersIn)).toEqual(written.flatMap(numbersIn));
    expect(after.flatMap((line) => yearsIn(textOfLine(line)))).toEqual(['2567', '2564', '2569', '2568', '2547']);
  });
  it('are trusted where the readings agree', () => expect(doubts).toEqual([]));
  it('leave the letters as they are', () => {
    const letters = (lines: readonly WrittenLine[]): string =>
      lines
        .map(textOfLine)
        .join('\n')
        .replace(/[^\u0e01-\u0e4e]/gu, '');
    expect(letters(after)).toBe(letters(before));
  });
  it('keep their places', () => {
    for (const { words } of after) {
      for (const { box } of words) {
        expect(box[0]).toBeLessThan(box[2]);
        expect(box[1]).toBeLessThan(box[3]);
      }
    }
  });
});

describe.skipIf(!engine)('a year that nobody can read', () => {
  it('is not given as another one', async () => {
    const [file] = await printed([
      '<p>ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ เทศบาลตำบล</p><p>เสนอ ณ วันที่ ๑ ตุลาคม ๒๕๖๖ ต่อสภาเทศบาล</p>',
    ]);
    const [page] = await drawn(file as Buffer, 200);
    const picture = cropped(page as Picture, [100, 100, 1600, 500]);
    const [lines = []] = await (engine as OcrEngine).recognise([picture], 'thai-latin', 'block');
    // A blot over the last digit of the year in the first line.
    const year = lines[0]?.words.filter(({ text }) => /[0-9\u0e50-\u0e59]/u.test(text)).at(-1);
    const [, top = 0, right = 0, bottom = 0] = year?.box ?? [];
    for (let y = top - 4; y < bottom + 4; y++)
      for (let x = right - 22; x < right + 2; x++)
        if ((x * 7 + y * 13) % 5 < 3) picture.data[y * picture.width + x] = 0;
    const [again = []] = await (engine as OcrEngine).recognise([picture], 'thai-latin', 'block');
    const { doubts } = await settleNumbers(picture, again, engine as OcrEngine);
    const years = yearsIn(again.map(textOfLine).join('\n'));
    expect(years.filter((one) => one !== '2567' && one !== '2566')).toEqual([]);
    expect(years).toContain('2566');
    expect(years.includes('2567') || doubts.some(({ isYear }) => isYear)).toBe(true);
  });
  it('is none where our model of digits is missing', async () => {
    const [file] = await printed(['<p>ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ และ 2568 เทศบาลตำบล</p>']);
    const [page] = await drawn(file as Buffer, 200);
    const picture = cropped(page as Picture, [100, 100, 1600, 500]);
    const without: OcrEngine = { ...(engine as OcrEngine), digits: false };
    const [lines = []] = await without.recognise([picture], 'thai-latin', 'block');
    const { doubts } = await settleNumbers(picture, lines, without);
    expect(yearsIn(lines.map(textOfLine).join('\n'))).toEqual(['2568']);
    expect(doubts.map(({ isYear }) => isYear)).toEqual([true]);
  });
});
