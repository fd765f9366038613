import { expect, test } from 'vitest';
import { importsIn, packageOf, withoutComments } from '../support/source-tree.ts';

test.each([
  ["import { a } from './a.ts';", ['./a.ts']],
  ["import type { A } from './a.ts';", ['./a.ts']],
  ["import {\n  a,\n  type B,\n} from './a.ts';", ['./a.ts']],
  ["import 'side-effect';", ['side-effect']],
  ['import * as a from "./a.ts";\nimport b, { c } from \'./b.ts\';', ['./a.ts', './b.ts']],
  ["export { a } from './a.ts';\nexport * from './b.ts';", ['./a.ts', './b.ts']],
  ["export {\n  type A,\n  b,\n} from './a.ts';", ['./a.ts']],
  ["const { a } = await import('./a.ts');", ['./a.ts']],
  ["type A = import('./a.ts').A;", ['./a.ts']],
  ["const a = require('a');", ['a']],
  ["export const from = 'somewhere';\nconst text = 'import x';", []],
  ["// import './a.ts';\n/** import { b } from './b.ts'; */\nimport './c.ts';", ['./c.ts']],
  ["import './a.ts'; import './b.ts';", ['./a.ts', './b.ts']],
])('%j', (source, expected) => {
  expect(importsIn(source).sort()).toEqual(expected);
});

test('comments are left out, addresses are not', () => {
  expect(withoutComments("const a = 'http://b'; // c\n/* d\n e */ const f = /x/;")).toBe(
    "const a = 'http://b'; \n\n const f = /x/;",
  );
});

test.each([
  ['zod', 'zod'],
  ['@hyzyla/pdfium/browser', '@hyzyla/pdfium'],
  ['preact/jsx-runtime', 'preact'],
  ['node:fs', null],
  ['src/model/run.ts', null],
])('the package of %s', (name, expected) => expect(packageOf(name)).toBe(expected));
