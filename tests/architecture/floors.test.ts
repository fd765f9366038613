import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageOf, root, sourceImports, textOf, withoutComments } from '../support/source-tree.ts';

/** design.md section 2: who stands on which floor. */
const floors: Record<string, number> = {
  model: 0,
  thai: 0,
  yaml: 0,
  checks: 1,
  evaluate: 1,
  score: 1,
  history: 1,
  report: 1,
  ruleset: 1,
  manifest: 1,
  gather: 1,
  readers: 1,
  store: 1,
  notify: 1,
  audit: 2,
  commands: 3,
  'cli.ts': 4,
};

/** Neighbours that may know each other all the same. */
const allowed = new Set(['gather -> readers', 'yaml -> model']);

const imports = sourceImports();
const partOf = (file: string): string => file.split('/')[1] ?? '';
const ours = (file: string): string[] => (imports.get(file) ?? []).filter((name) => name.startsWith('src/'));
const files = [...imports.keys()];

test('there is something to look at', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(ours).length).toBeGreaterThan(300);
});

test('every folder of src stands on a floor', () => {
  expect(files.filter((file) => floors[partOf(file)] === undefined)).toEqual([]);
});

test('every file that is imported is there, and is named with its ending', () => {
  const lost = files.flatMap((file) =>
    ours(file)
      .filter((name) => !/\.tsx?$/u.test(name) || !existsSync(join(root, name)))
      .map((name) => `${file} -> ${name}`),
  );
  expect(lost).toEqual([]);
});

test('imports go down only; neighbours do not know each other', () => {
  const wrong = files.flatMap((file) =>
    ours(file).flatMap((name) => {
      const [from, to] = [partOf(file), partOf(name)];
      const down = (floors[to] ?? Number.POSITIVE_INFINITY) < (floors[from] ?? Number.NEGATIVE_INFINITY);
      return from === to || down || allowed.has(`${from} -> ${to}`) ? [] : [`${file} -> ${name}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('no file leads back to itself', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const before = way.indexOf(file);
    if (before >= 0) circles.push([...way.slice(before), file].join(' -> '));
    if (before >= 0 || done.has(file)) return;
    for (const next of ours(file)) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

describe('pure folders', () => {
  const pure = ['model', 'thai', 'yaml', 'checks', 'evaluate', 'score', 'history', 'report', 'audit'];
  const impure =
    /\bDate\.now\(|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random|\bprocess\.|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\.|\bcrypto\.|\brandomUUID\b/u;
  const inPure = files.filter((file) => pure.includes(partOf(file)));

  test.each([
    'Date.now()',
    'new Date()',
    'new Date( )',
    'Math.random()',
    'process.env.X',
    'fetch(url)',
    'setTimeout(f)',
    'performance.now()',
  ])('%s would be seen', (text) => expect(text).toMatch(impure));
  test.each(['new Date(instant)', 'Date.UTC(2568, 1, 1)', 'prefetch(url)', 'subprocess'])('%s is fine', (text) =>
    expect(text).not.toMatch(impure),
  );

  test('know nothing of Node', () => {
    const node = inPure.flatMap((file) =>
      (imports.get(file) ?? []).filter((name) => name.startsWith('node:')).map((name) => `${file} -> ${name}`),
    );
    expect(node).toEqual([]);
  });

  // The script of the report runs in the reader's browser, not in the program.
  const inBrowser = ['src/report/html/script.ts'];

  test('hold no clock, chance, network or environment', () => {
    const found = inPure
      .filter((file) => !inBrowser.includes(file))
      .flatMap((file) =>
        withoutComments(textOf(file))
          .split('\n')
          .flatMap((line, index) => (impure.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
      );
    expect(found).toEqual([]);
  });
});

describe('packages', () => {
  /** The one folder that a package belongs to. Schemas are parsed wherever data comes in, so zod has several. */
  const owners: Record<string, readonly string[]> = {
    '@e965/xlsx': ['readers'],
    '@hyzyla/pdfium': ['readers'],
    cheerio: ['readers'],
    commander: ['cli.ts'],
    'file-type': ['readers'],
    lowdb: ['store'],
    mammoth: ['readers'],
    'p-queue': ['gather'],
    playwright: ['gather'],
    'postal-mime': ['readers'],
    preact: ['report'],
    'preact-render-to-string': ['report'],
    'robots-parser': ['gather'],
    sharp: ['readers'],
    'tesseract.js': ['readers'],
    undici: ['gather'],
    'word-extractor': ['readers'],
    yaml: ['yaml'],
    yauzl: ['readers'],
    zod: ['model', 'yaml', 'manifest', 'ruleset', 'store', 'commands'],
  };
  const declared = Object.keys((JSON.parse(textOf('package.json')) as { dependencies: object }).dependencies);
  const used = files.flatMap((file) => {
    // What the compiler adds to every file with markup.
    const names = [...(imports.get(file) ?? []), ...(file.endsWith('.tsx') ? ['preact/jsx-runtime'] : [])];
    return names.flatMap((imported) => {
      const name = packageOf(imported);
      return name === null ? [] : [{ file, name }];
    });
  });

  test('every package has an owner, and every owner uses it', () => {
    const inUse = [...new Set(used.map(({ file, name }) => `${name} in ${partOf(file)}`))].sort();
    const owned = Object.entries(owners).flatMap(([name, folders]) => folders.map((folder) => `${name} in ${folder}`));
    expect(inUse).toEqual(owned.sort());
  });

  test('what is used is declared, and what is declared is used', () => {
    expect([...new Set(used.map(({ name }) => name))].sort()).toEqual(declared.sort());
  });
});
