import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareThai, displayWidth, padEnd, truncate, wrap } from '../../src/thai/text.ts';
import { WORDS } from './arbitrary.ts';

const text = fc.array(fc.constantFrom(...WORDS, ' ', 'OIT', '2568')).map((parts) => parts.join(''));

describe('display', () => {
  test.each([
    ['ที่', 1],
    ['น้ำ', 2],
    ['ผู้ใหญ่', 4],
    ['abc', 3],
    ['a\u200bb', 2],
    ['', 0],
  ])('%s is %d columns wide', (written, width) => {
    expect(displayWidth(written)).toBe(width);
  });

  it('pads to the width', () => {
    fc.assert(
      fc.property(text, fc.nat(80), (written, width) => {
        expect(displayWidth(padEnd(written, width))).toBe(Math.max(width, displayWidth(written)));
      }),
    );
  });

  it('truncates within the width, never inside a cluster', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (written, width) => {
        const cut = truncate(written, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        const kept = cut.replace('…', '');
        expect(written.startsWith(kept)).toBe(true);
        if (cut !== written && cut !== '') expect(written.slice(kept.length)).not.toMatch(/^[\p{M}]/u);
      }),
    );
  });

  it('wraps within the width and loses nothing but spaces', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (written, width) => {
        const lines = wrap(written, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(written.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps the lines it is given', () => {
    expect(wrap('ก\n\nข', 10)).toEqual(['ก', '', 'ข']);
  });
});

test('compareThai orders as a dictionary does, numbers by value', () => {
  expect(['แก', 'ขา', 'กา', 'o10', 'o2'].sort(compareThai)).toEqual(['กา', 'แก', 'ขา', 'o2', 'o10']);
});
