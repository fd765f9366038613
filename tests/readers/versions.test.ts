import { expect, test } from 'vitest';
import { readerVersion } from '../../src/readers/index.ts';
import { filesBelow, textOf } from '../support/source-tree.ts';

/** What the readers say of themselves: they hold their own version, so that its change stands beside theirs. */
const declared = filesBelow('src/readers', /\.ts$/u).flatMap((file) =>
  [...textOf(file).matchAll(/export const \w+Reader = '(\w+\/\d+)';/gu)].map(([, version]) => version),
);

test('the version that readings are kept under names every reader as it is today', () => {
  expect(declared.length).toBeGreaterThan(6);
  const listed = readerVersion.split(' ');
  expect(declared.filter((version) => !listed.includes(version ?? ''))).toEqual([]);
  const others = listed.filter((version) => !declared.includes(version));
  expect(others.map((version) => version.replace(/\/\d+$/u, ''))).toEqual(['sniff', 'none']);
});
