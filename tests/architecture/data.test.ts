import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/checks/index.ts';
import { type CheckSpec, checkSpec } from '../../src/model/check-spec.ts';
import { doubtReason, failReason } from '../../src/model/outcome.ts';
import { type Element, type LexiconPart, lexiconPart, type Subject } from '../../src/model/ruleset.ts';
import { loadRuleset, schemaFiles } from '../../src/ruleset/index.ts';
import { filesBelow, root, textOf, withoutComments } from '../support/source-tree.ts';

const sources = filesBelow('src', /\.tsx?$/u);
const linesOf = (file: string): [string, string][] =>
  withoutComments(textOf(file))
    .split('\n')
    .map((line, index) => [`${file}:${index + 1}`, line]);
const matching = (files: readonly string[], pattern: RegExp): string[] =>
  files.flatMap(linesOf).flatMap(([place, line]) => (pattern.test(line) ? [`${place} ${line.trim()}`] : []));

describe('rules are data', () => {
  test('no Thai letters in code but for language facts, sentences and examples', () => {
    const speaking =
      /^src\/(?:thai\/|report\/messages\/|commands\/|cli\.ts$|manifest\/examples\.ts$|ruleset\/examples\.ts$)/u;
    const found = matching(
      sources.filter((file) => !speaking.test(file)),
      /[\u0e00-\u0e7f]/u,
    );
    // What the schemas say of their keys is shown to people who write the files.
    const descriptions = found.filter((line) => line.startsWith('src/model/') && line.includes('.describe('));
    expect(found.filter((line) => !descriptions.includes(line))).toEqual([]);
  });

  test('no item or element number in code but in examples', () => {
    const examples: readonly RegExp[] = [
      /^src\/(?:manifest|ruleset)\/examples\.ts:/u,
      /^src\/cli\.ts:\d+ \.(?:argument|option)\(/u,
      /^src\/model\/ruleset\.ts:\d+ .*(?:'an (?:item|element) id such as |\.describe\()/u,
      /^src\/report\/messages\/(?:th|en)\.ts:\d+ placeholder:/u,
    ];
    const found = matching(sources, /(?<![\w.])o\d{1,2}(?:\.\d{1,2})?(?![\w.])/u);
    expect(found.filter((line) => !examples.some((example) => example.test(line)))).toEqual([]);
  });

  test('no fiscal year in code that judges', () => {
    const judging = sources.filter((file) => /^src\/(?:checks|audit|score|gather|readers|store)\//u.test(file));
    expect(matching(judging, /(?<!\d)25[5-9]\d(?!\d)/u)).toEqual([]);
  });
});

const specsOf = ({ all = [], any = [], none = [] }: Element): CheckSpec[] => [...all, ...any, ...none];
const named = (names: readonly (string | undefined)[]): string[] => names.filter((name) => name !== undefined);

/** Options of checks that name a word list. */
const wordLists = new Set(['words', 'none', 'before', 'doubt', 'not', 'unless', 'besides', 'at']);
const wordListsOf = (specs: readonly CheckSpec[], subjects: readonly Subject[]): string[] => [
  ...specs.flatMap((spec) =>
    Object.entries(spec).flatMap(([key, value]) => (wordLists.has(key) && typeof value === 'string' ? [value] : [])),
  ),
  ...named(subjects.flatMap(({ titles, not, others }) => [titles, not, others])),
];
const fieldsOf = (specs: readonly CheckSpec[]): string[] =>
  named(
    specs.flatMap((spec) => [
      ...('fields' in spec ? spec.fields : []),
      ...('besides' in spec && Array.isArray(spec.besides) ? spec.besides : []),
      ...('named' in spec ? [spec.named] : []),
      ...(spec.check === 'each-complete' ? [spec.field, ...(spec.among ?? [])] : []),
    ]),
  );

/** What the lists of a part take in from others; of one word list or field only, where it is named. */
const takenIn = ({ words = {}, fields = {} }: LexiconPart, name?: string): string[] =>
  [...Object.entries(words), ...Object.entries(fields)]
    .filter(([key]) => name === undefined || key === name)
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value.labels, value.not ?? [], value.hints ?? []].flat()))
    .flatMap((entry) => (typeof entry === 'string' ? [] : [entry['all of']]));

describe('check kinds', async () => {
  const ruleset = await loadRuleset(2568);
  const elements = ruleset.items.flatMap((item) => item.elements);
  const specs = elements.flatMap(specsOf);
  const kinds = checkSpec.options.map((option) => [...option.shape.check.values][0] as string).sort();

  test('each has a function, a file of its name and a rule that uses it', () => {
    expect(Object.keys(checks).sort()).toEqual(kinds);
    expect(readdirSync(join(root, 'src/checks/kinds')).sort()).toEqual(kinds.map((kind) => `${kind}.ts`));
    expect([...new Set(specs.map(({ check }) => check))].sort()).toEqual(kinds);
  });

  const folder = 'rules/2568/lexicon';
  const parts = new Map<string, LexiconPart>(
    readdirSync(join(root, folder)).map((file) => [file, lexiconPart.parse(parse(textOf(`${folder}/${file}`)))]),
  );

  /** Names of the lexicon that the rules ask for. */
  const values = (pick: (spec: (typeof specs)[number]) => readonly (string | undefined)[]): Set<string> =>
    new Set(specs.flatMap(pick).filter((name) => name !== undefined));
  const subjects = ruleset.items.flatMap((item) => Object.values(item.documents));
  const { lexicon } = ruleset;
  const groups = values((spec) => (spec.check === 'people-listed' ? [spec.posts] : []));

  test.each([
    [
      'word list',
      Object.keys(lexicon.words),
      new Set([...wordListsOf(specs, subjects), ...[...parts.values()].flatMap((part) => takenIn(part))]),
    ],
    ['field', Object.keys(lexicon.fields), new Set(fieldsOf(specs))],
    [
      'post',
      Object.keys(lexicon.posts),
      new Set([
        ...values((spec) => (spec.check === 'posts-covered' ? spec.posts : [])),
        ...[...groups].flatMap((group) => lexicon.postGroups[group]),
      ]),
    ],
    ['group of posts', Object.keys(lexicon.postGroups), groups],
    ['channel', Object.keys(lexicon.channels), values((spec) => ('channels' in spec ? spec.channels : []))],
    ['form', Object.keys(ruleset.forms), values((spec) => (spec.check === 'form-filled' ? [spec.form] : []))],
    [
      'document',
      ruleset.items.flatMap((item) => Object.keys(item.documents).map((name) => `${item.id} ${name}`)),
      new Set(
        ruleset.items.flatMap((item) => {
          const named = item.elements.flatMap(({ of }) => (of === undefined ? [] : [of]));
          // Where no element names one, the documents tell what is worth following and what a gap could hold.
          return (named.length === 0 ? Object.keys(item.documents) : named).map((name) => `${item.id} ${name}`);
        }),
      ),
    ],
  ])('every %s is used', (_, known, used) => {
    expect(known.length).toBeGreaterThan(0);
    expect(known.filter((name) => !used.has(name))).toEqual([]);
  });

  test('what only one item makes use of stands in the file of its name, all else in common.yaml', () => {
    const users = new Map<string, Set<string>>();
    for (const { id, documents, elements } of ruleset.items) {
      const specs = elements.flatMap(specsOf);
      const file = `o${id.slice(1).padStart(2, '0')}.yaml`;
      const use = (name: string): void => {
        users.set(name, (users.get(name) ?? new Set()).add(file));
        for (const part of parts.values()) takenIn(part, name).forEach(use);
      };
      for (const name of [...wordListsOf(specs, Object.values(documents)), ...fieldsOf(specs)]) use(name);
    }
    for (const [file, { words = {}, fields = {} }] of parts) {
      for (const name of [...Object.keys(words), ...Object.keys(fields)]) {
        const [user, ...others] = users.get(name) ?? [];
        expect(file, name).toBe(others.length === 0 ? user : 'common.yaml');
      }
    }
  });

  test('no list says anything twice', () => {
    const repeated = (list: unknown): unknown[] =>
      !Array.isArray(list)
        ? Object.values(list ?? {}).flatMap((inner) => (typeof inner === 'object' ? repeated(inner) : []))
        : list.filter((entry, index) => list.indexOf(entry) !== index);
    for (const [file, part] of parts) expect(repeated(part), file).toEqual([]);
  });

  test('every source that an element names is one of the ruleset', () => {
    expect(Object.keys(ruleset.sources).length).toBeGreaterThan(5);
    for (const { id, source } of elements) expect(source, id).not.toBe('');
  });

  test('every item has a counted element, so that its points mean something', () => {
    for (const item of ruleset.items)
      expect(
        item.elements.some(({ counts }) => counts),
        item.id,
      ).toBe(true);
  });
});

test('every reason code is given by code that is there', () => {
  const code = sources
    .filter((file) => /^src\/(?:checks|audit)\//u.test(file))
    .map((file) => withoutComments(textOf(file)))
    .join('\n');
  const codes = [...failReason.options, ...doubtReason.options].map((one) => [...one.shape.code.values][0] as string);

  expect(codes.filter((one) => !code.includes(`'${one}'`))).toEqual([]);
});

test('the JSON Schemas beside the rules are those of the program (oit rules schemas)', () => {
  const files = schemaFiles();
  expect(filesBelow('rules/schema')).toEqual(
    Object.keys(files)
      .map((name) => `rules/schema/${name}`)
      .sort(),
  );
  for (const [name, content] of Object.entries(files)) {
    expect(textOf(`rules/schema/${name}`).replaceAll('\r\n', '\n'), name).toBe(content);
  }
});

test('every rule file names the schema that editors check it by', () => {
  for (const file of filesBelow('rules', /\.yaml$/u)) {
    const [, schema] =
      /^# yaml-language-server: \$schema=((?:\.\.\/)+schema\/\w+\.schema\.json)\n/u.exec(textOf(file)) ?? [];
    expect(schema, file).toBeDefined();
    expect(filesBelow('rules/schema')).toContain(join(file, '..', schema ?? '').replaceAll('\\', '/'));
  }
});
