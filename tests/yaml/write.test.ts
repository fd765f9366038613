import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withEntry } from '../../src/yaml/write.ts';

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('a: b', '# no comment', '*x', '- y', 'true', '2569-01-01', "it's", '"', 'ผ่าน\nครบ', '9.10', '~', ''),
);
const entry = fc.record({ element: fc.constantFrom('a', 'b', 'c', 'd'), year: fc.nat({ max: 3 }), reason: text });
const same = (a: object) => (b: object) =>
  'element' in a && 'element' in b && 'year' in a && 'year' in b && a.element === b.element && a.year === b.year;

test('what is written is read again: the last entry of each kind, in the place of the first', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const written = entries.reduce((file, one) => withEntry(file, 'list', one, same(one)), 'of: x\n');
      const expected: (typeof entries)[number][] = [];
      for (const one of entries) {
        const at = expected.findIndex(same(one));
        if (at < 0) expected.push(one);
        else expected[at] = one;
      }
      expect(parse(written)).toEqual(entries.length === 0 ? { of: 'x' } : { of: 'x', list: expected });
    }),
  );
});

test('comments and the order of the file stay', () => {
  const before = '# ours\nof: x # the agency\nlist:\n  # a word about it\n  - element: a\n    year: 1\n';
  const after = withEntry(before, 'list', { element: 'b', year: 1 }, () => false);
  expect(after).toBe(`${before}  - element: b\n    year: 1\n`);
  expect(withEntry('of: x\nlist: []\n', 'list', { element: 'b', year: 1 }, () => false)).toBe(
    'of: x\nlist:\n  - element: b\n    year: 1\n',
  );
});
