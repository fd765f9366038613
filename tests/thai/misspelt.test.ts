import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skeleton } from '../../src/thai/fold.ts';
import { misspeltLength } from '../../src/thai/misspelt.ts';

describe('a misspelt word', () => {
  it.each<[string, string, boolean]>([
    ['ยุทธศาตร์ที่ 1', 'ยุทธศาสตร์', true],
    ['ปฎิบัติการ', 'ปฏิบัติการ', true],
    ['มาตราการป้องกัน', 'มาตรการ', true],
    ['อุปสรรค์', 'อุปสรรค', true],
    ['งบประมาน', 'งบประมาณ', true],
    ['ผู้รับผิดชอป', 'ผู้รับผิดชอบ', true],
    ['ข้อเสนอแนะ', 'ข้อเสนอแนะ', true],
    ['ผลการดำเนินงาน', 'ผลการดำเนินการ', false],
    ['ปัญหา', 'บัญหา', false],
    ['เวลา', 'เวที', false],
    ['', 'ข้อเสนอแนะ', false],
  ])('%s for %s: %s', (text, word, expected) => {
    expect(misspeltLength(skeleton(text), skeleton(word)) > 0).toBe(expected);
  });

  const letter = fc.constantFrom(...'กขคงจชดตนบปผพมยรลวสหอ');
  const word = fc.array(letter, { minLength: 7, maxLength: 14 }).map((letters) => letters.join(''));
  it('is found with any one letter after the first wrong, missing or too many', () => {
    fc.assert(
      fc.property(word, fc.nat(), letter, fc.constantFrom('wrong', 'missing', 'surplus'), (text, place, other, how) => {
        const at = 1 + (place % (text.length - 1));
        const spoilt =
          text.slice(0, at) + (how === 'missing' ? '' : other) + text.slice(how === 'surplus' ? at : at + 1);
        expect(misspeltLength(`${spoilt} ต่อ`, text)).toBeGreaterThan(0);
      }),
    );
  });
});
