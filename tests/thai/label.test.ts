import { describe, expect, it } from 'vitest';
import { skeleton } from '../../src/thai/fold.ts';
import { isNumbering, partNumber } from '../../src/thai/label.ts';

describe('what stands before a label', () => {
  it.each(['', '1.', '๑.', '(2) ', '- ', '• ', 'ข้อ 3 ', 'ลำดับที่ 4', '(ก) ', '1.2.3 '])(
    '"%s" is only numbering',
    (text) => {
      expect(isNumbering(skeleton(text))).toBe(true);
    },
  );

  it.each(['งบประมาณ', 'ข้อเสนอ', '1. ก่อสร้าง', 'พ.ศ. 2568 จำนวน'])('"%s" says more', (text) => {
    expect(isNumbering(skeleton(text))).toBe(false);
  });
});

describe('the number of a part', () => {
  it.each<[string, number, string]>([
    ['1. ความเป็นมา', 1, '.'],
    ['๑๒. สรุป', 12, '.'],
    ['(3) ตลาด', 3, ')'],
    ['ข้อ 4 กำหนดเวลา', 4, 'ข้อ'],
    ['ข้อที่ ๕ ผลงาน', 5, 'ข้อที่'],
    ['ส่วนที่ 2 แผนงาน', 2, 'ส่วนที่'],
    ['หมวด 1 บททั่วไป', 1, 'หมวด'],
  ])('%s', (text, number, mark) => {
    expect(partNumber(text)).toEqual({ number, mark });
  });

  it('counts letters in the order of the alphabet, without those that are never used', () => {
    const numbers = ['ก.', 'ข.', 'ค.', 'ง.', '(จ)', 'ฉ)'].map((letter) => partNumber(`${letter} งาน`)?.number);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
    expect(partNumber('ก. งาน')?.mark).not.toBe(partNumber('1. งาน')?.mark);
  });

  it.each(['', 'งบประมาณ', '2.1 งานย่อย', '250,000 บาท', '2568. ปี', 'นายก. ', 'ข้อเสนอแนะ', 'ต.ค. 67', 'ฮ. ไม่นับ'])(
    '"%s" has none',
    (text) => {
      expect(partNumber(text)).toBeNull();
    },
  );
});
