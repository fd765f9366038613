import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageList, parsePages } from '../../src/commands/page-range.ts';

describe('a list of pages', () => {
  test.each([
    ['3', [3]],
    ['1-3', [1, 2, 3]],
    ['1-3,7', [1, 2, 3, 7]],
    ['7, 1-2, 2-3', [1, 2, 3, 7]],
    ['5-5', [5]],
  ])('%s', (list, pages) => expect(parsePages(list)).toEqual(pages));

  test.each(['', '0', '0-3', '3-1', '-2', '2-', '1,,2', '1;2', 'a', '1.5', '1-2-3', '999999', '๑'])(
    '"%s" is none',
    (list) => expect(parsePages(list)).toBeNull(),
  );

  test('is written as it is read', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (pages) => {
        expect(parsePages(pageList(pages))).toEqual(pages.toSorted((a, b) => a - b));
      }),
    ));

  test('is short', () => expect(pageList([9, 1, 2, 3, 2, 7, 8])).toBe('1-3,7-9'));
});
