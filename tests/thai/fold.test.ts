import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arabicDigits } from '../../src/thai/digits.ts';
import { clean, fold, foldMapped, skeleton } from '../../src/thai/fold.ts';
import { DAMAGES, damaged, hostile, thaiDigits, WORDS } from './arbitrary.ts';

describe('fold', () => {
  test.each([
    ['ตำบล', ['ตาบล', 'ต าบล', 'ตําบล', 'ตํ าบล', 'ตำาบล', 'ต ำบล', 'ตำ\u200bบล', 'ตำ บล']],
    ['บริหาร', ['บริหำร', 'บริห าร', 'บรหิาร'.replace('หิ', 'ิห')]],
    ['ประจำปี', ['ประจาปี', 'ประจ าปี', 'ประจําปี', 'ประ\u00adจำปี']],
    ['น้ำ', ['น้า', 'นำ้', 'น้ํา', 'นํ้า', 'น ้า', 'น้้ำ', 'น\uf70b\uf711า']],
    ['จัดจ้าง', ['จัดจ้ำง', 'จ ัดจ ้าง']],
    ['แผนปฏิบัติการ', ['เเผนปฏิบัติการ', 'แผนปฎิบัติการ', 'แผน ปฏิบัติการ']],
    ['กำแพง', ['ก าแพง', 'กําเเพง']],
    ['อัตรากำลัง', ['อำตรากำลัง'.replace('อำ', 'อั'), 'อัตรำกำลัง']],
    ['ประจำปี ๒๕๖๗', ['ประจำปี 2567', 'ประจำปี2567', 'ประจําปี\u00a0๒๕๖๗']],
    ['Official Line', ['official  line', 'OFFICIAL\nLINE']],
    ['“ก”–๑', ['"ก"-1', '«ก»—1']],
    ['café', ['cafe\u0301', 'CAFE\u0301', 'CAFÉ']],
  ])('%s folds as its damaged spellings do', (right, spellings) => {
    for (const spelling of spellings) expect(fold(spelling)).toBe(fold(right));
  });

  test.each([
    ['2567 2568', '2567 2568'],
    ['a\t\r\n b', 'a b'],
    ['ปี 2567 ก', 'ปี2567ก'],
    ['ข้อ 1', 'ข้อ1'],
    ['ไม้ ไม่', 'ไม้ไม่'],
    ['', ''],
  ])('%j folds to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each([
    ['ตำบล', 'ตบล'],
    ['ใกล้', 'ไกล'],
    ['ขาว', 'ข่าว'],
    ['2567 2568', '25672568'],
  ])('%s and %s stay apart', (a, b) => {
    expect(fold(a)).not.toBe(fold(b));
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(Object.entries(DAMAGES))('undoes: %s', (_name, damage) => {
    for (const word of WORDS) expect(fold(damage(word))).toBe(fold(word));
  });

  it('undoes damage upon damage', () => {
    fc.assert(
      fc.property(damaged, ({ words, damages }) => {
        const text = words.join('');
        expect(fold(damages.reduce((sofar, damage) => damage(sofar), text))).toBe(fold(text));
      }),
    );
  });

  it('does not depend on the length of the text', () => {
    const long = 'ต าบล '.repeat(5000);
    expect(fold(long)).toBe('ตาบล'.repeat(5000));
  });
});

describe('foldMapped', () => {
  it('folds as fold does, and maps in order, within the source', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const folded = foldMapped(text);
        expect(folded.text).toBe(fold(text));
        let before = 0;
        for (let i = 0; i < folded.text.length; i++) {
          expect(folded.start(i)).toBeGreaterThanOrEqual(before);
          expect(folded.end(i + 1)).toBeGreaterThan(folded.start(i));
          expect(folded.end(i + 1)).toBeLessThanOrEqual(text.length);
          before = folded.start(i);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('quotes what folds to the same text', () => {
    fc.assert(
      fc.property(damaged, fc.nat(), fc.nat(), ({ words, damages }, a, b) => {
        const source = damages.reduce((sofar, damage) => damage(sofar), words.join(' '));
        const folded = foldMapped(source);
        const joins = /[ัา-ฺ็-๎]/;
        const bounds = Array.from({ length: folded.text.length + 1 }, (_, i) => i).filter(
          (i) => !joins.test(folded.text[i] ?? ''),
        );
        const [i = 0, j = 0] = [bounds[a % bounds.length] ?? 0, bounds[b % bounds.length] ?? 0].sort((x, y) => x - y);
        fc.pre(i < j);
        expect(fold(source.slice(folded.start(i), folded.end(j)))).toBe(folded.text.slice(i, j));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['ที่ ต าบล สายใย', 'ตำบล', 'ต าบล'],
    ['เรื่อง น้ำ ดื่ม', 'น้ำ', 'น้ำ'],
    ['ของ เเผน\u200bงาน ปี', 'แผนงาน', 'เเผน\u200bงาน'],
    ['ใน วั นที่ นี้', 'วันที', 'วั นที่'],
    ['ปี ๒๕๖๗  ๒๕๖๘', '2567 2568', '๒๕๖๗  ๒๕๖๘'],
  ])('in %s quotes %s as %s', (source, phrase, quote) => {
    const folded = foldMapped(source);
    const at = folded.text.indexOf(fold(phrase));
    expect(source.slice(folded.start(at), folded.end(at + fold(phrase).length))).toBe(quote);
  });
});

test('skeleton drops tone marks and the thanthakhat too', () => {
  expect(skeleton('แผ่นปฏิบัติการ')).toBe(skeleton('แผนปฏิบัติการ'));
  expect(skeleton('สิทธิ์ ผู้ ที่ ได้')).toBe(skeleton('สิทธิ ผู ที ได'));
});

test('clean keeps the spelling', () => {
  expect(clean('  ต าบล\u200b \n\t สายใย\u0001 ')).toBe('ต าบล สายใย');
});

test('arabicDigits keeps the length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, number) => {
      expect(arabicDigits(text)).toHaveLength(text.length);
      expect(arabicDigits(thaiDigits(String(number)))).toBe(String(number));
    }),
  );
});
