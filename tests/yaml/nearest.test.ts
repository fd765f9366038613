import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/yaml/nearest.ts';

describe('nearest', () => {
  test.each([
    ['provnce', ['district', 'province'], 'province'],
    ['ursl', ['urls', 'division'], 'urls'],
    ['URLS', ['urls'], 'urls'],
    ['divsion', ['division', 'divisions'], 'division'],
    ['remarks', ['agency', 'items'], undefined],
    ['x', [], undefined],
  ])('%s', (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  test('a candidate itself is always the nearest', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (words) => {
        for (const word of words) expect(nearest(word, words)).toBe(word);
      }),
    );
  });

  test('one letter left out of a word of four or more is still understood', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,20}$/), fc.nat(), (word, n) => {
        const at = n % word.length;
        expect(nearest(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word);
      }),
    );
  });
});
