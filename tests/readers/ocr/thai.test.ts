import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairOcr } from '../../../src/readers/ocr/thai.ts';

describe('repairOcr', () => {
  it.each([
    ['ประจํา จํานวน', 'ประจำ จำนวน'],
    ['นํ้า น้ํา น\u0e33\u0e49', 'น้ำ น้ำ น้ำ'],
    ['เเผนงาน', 'แผนงาน'],
    ['ท\u0e48\u0e35', 'ที่'],
    ['ที\u0e48\u0e48 ผู\u0e39้', 'ที่ ผู้'],
    ['ต\u0e48\u0e49อ', 'ต่อ'],
    ['ก \u0e48ข', 'ก ข'],
    ['  ปี   2568 \t บาท ', 'ปี 2568 บาท'],
    ['สองบรรทัด\nที่สอง', 'สองบรรทัด\nที่สอง'],
    ['ทั้งสิ้น ๑,๒๓๔ บาท (No Gift Policy)', 'ทั้งสิ้น ๑,๒๓๔ บาท (No Gift Policy)'],
  ])('%j is %j', (read, written) => expect(repairOcr(read)).toBe(written));
  it('changes no letter, digit or sign', () => {
    const unit = fc.constantFrom(...'กขนาำเแ่้ีํ็ 25ab.,\n');
    const kept = (text: string): string =>
      text.replace(/เเ/gu, 'แ').replace(/[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0e32\s]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(kept(repairOcr(text))).toBe(kept(text));
      }),
    );
  });
});
