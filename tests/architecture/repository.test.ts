import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesBelow, root, textOf } from '../support/source-tree.ts';

/** What stands at the top: design.md section 3, and the files that tools look for only there. */
const main = ['package.json', 'tsconfig.json', 'src', 'rules', 'reports', 'tests', 'seeds', 'README.md'];
const ofTools = [
  '.ci',
  '.github',
  '.gitattributes',
  '.gitignore',
  'LICENSE',
  'NOTICE',
  'README.th.md',
  'biome.json',
  'package-lock.json',
  'tsconfig.build.json',
  'vitest.config.ts',
];
/** What git does not keep. */
const passing = /^(?:\.git|node_modules|dist.*|coverage|.*\.tsbuildinfo)$/u;

test('nothing else stands at the top', () => {
  const names = readdirSync(root).filter((name) => !passing.test(name));
  expect(names.filter((name) => ![...main, ...ofTools].includes(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(main.filter((name) => name !== 'README.md')));
});

test('the lock file names no registry, so that it fits every one', () => {
  const lock = textOf('package-lock.json');
  expect(lock).not.toMatch(/"resolved"/u);
  expect(lock).not.toMatch(/https?:\/\/[^"]*\.tgz/u);
  expect(Object.keys(JSON.parse(lock).packages).length).toBeGreaterThan(50);
});

test('no file tells where it was written', () => {
  const places = /(?:^|[\s'"`(=])\/(?:home|root|Users|work|tmp)\/[\w.-]+/mu;
  const texts = [...['src', 'tests', 'rules', 'seeds'].flatMap((folder) => filesBelow(folder)), 'package.json'].filter(
    (file) => /\.(?:tsx?|mjs|json|ya?ml|md)$/u.test(file),
  );
  expect(texts.length).toBeGreaterThan(150);
  expect(texts.filter((file) => places.test(textOf(file)))).toEqual([]);
});
