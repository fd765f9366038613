import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** All files below a folder of the repository, as paths from its root with forward slashes, sorted. */
export const filesBelow = (folder: string, ending = /./u): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .sort();

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A source text without its comments, line for line. A `//` inside a text, as in an address, is no comment. */
export const withoutComments = (source: string): string =>
  source
    .replaceAll(/(?<![^\s(,{;])\/\*[\s\S]*?\*\//gu, (comment) => comment.replaceAll(/[^\n]/gu, ''))
    .replaceAll(/^(\s*)\/\/.*$/gmu, '$1')
    .replaceAll(/([;,{}\])]\s+)\/\/.*$/gmu, '$1');

/** What a source text imports, in any of the ways that the language has, types included. */
export const importsIn = (source: string): string[] => {
  const text = withoutComments(source);
  const named = text.matchAll(/(?:^|[;\n])\s*(?:import|export)\b(?:[^'"`;()]*?\bfrom)?\s*(['"])(.+?)\1/gu);
  const called = text.matchAll(/\b(?:import|require|import\.meta\.resolve)\s*\(\s*(['"`])(.+?)\1/gu);
  return [...new Set([...named, ...called].map((match) => match[2] as string))];
};

/** Every source file with what it imports: files of ours as paths from the root, everything else as written. */
export const sourceImports = (): Map<string, string[]> =>
  new Map(
    filesBelow('src', /\.tsx?$/u).map((file) => [
      file,
      importsIn(textOf(file)).map((name) =>
        name.startsWith('.') ? join(dirname(file), name).replaceAll('\\', '/') : name,
      ),
    ]),
  );

/** The package that an import names: "@scope/name/part" is of "@scope/name". Null for our files and for Node's. */
export const packageOf = (name: string): string | null => {
  if (name.startsWith('src/') || name.startsWith('node:') || name === 'package.json') return null;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
};
