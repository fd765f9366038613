import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { knownYears, loadRuleset, rulesFolder } from '../../src/ruleset/index.ts';

let folder: string;
let rules: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-rules-'));
  rules = join(folder, 'rules');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Change = readonly [file: string, from: string | RegExp, to: string];

/** Copies the rules, spoils them and returns what the loader says; null when it finds nothing wrong. */
const spoiled = async (changes: readonly Change[], missing: readonly string[] = []): Promise<UserError | null> => {
  await rm(rules, { recursive: true, force: true });
  await cp(join(rulesFolder, '2568'), join(rules, '2568'), { recursive: true });
  for (const name of missing) await rm(join(rules, '2568', name), { recursive: true });
  for (const [name, from, to] of changes) {
    const path = join(rules, '2568', name);
    const text = await readFile(path, 'utf8');
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`${name} holds no ${from}: mend this test`);
    await writeFile(path, changed);
  }
  return loadRuleset(2568, rules).then(
    () => null,
    (error) => {
      if (error instanceof UserError) return error;
      throw error;
    },
  );
};

/** Where a text stands in the spoiled rules: "line:column", both from 1. */
const placeIn = async (name: string, text: string): Promise<string> => {
  const before = (await readFile(join(rules, '2568', name), 'utf8')).split(text)[0]?.split('\n') ?? [];
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

const one = 'The rules for 2568 cannot be used: 1 mistake.';

test('the rules as they are have no mistake', async () => {
  expect(await spoiled([])).toBeNull();
});

describe('one slip, one message that says where, what and how it is right', () => {
  test.each<{
    name: string;
    file: string;
    from: string | RegExp;
    to: string;
    at: string;
    says: string;
    example?: string;
  }>([
    {
      name: 'a word list that is not there',
      file: 'items/o07.yaml',
      from: 'not: not-annual-report',
      to: 'not: not-anual-report',
      at: 'not-anual-report',
      says: 'there is no word list "not-anual-report"; did you mean "not-annual-report"?',
    },
    {
      name: 'a field that is not there',
      file: 'items/o07.yaml',
      from: '- year-problems\n',
      to: '- year-problem\n',
      at: 'year-problem\n',
      says: 'there is no field "year-problem"; did you mean "year-problems"?',
    },
    {
      name: 'a word list that is not there, in an option',
      file: 'items/o05.yaml',
      from: 'unless: longer-plan-signs',
      to: 'unless: longer-plan-sign',
      at: 'longer-plan-sign\n',
      says: 'there is no word list "longer-plan-sign"; did you mean "longer-plan-signs"?',
    },
    {
      name: 'a field that is not there, in an option',
      file: 'items/o17.yaml',
      from: 'named: complaint-how',
      to: 'named: complaint-hows',
      at: 'complaint-hows\n',
      says: 'there is no field "complaint-hows"; did you mean "complaint-how"?',
    },
    {
      name: 'a document that the item does not have',
      file: 'items/o07.yaml',
      from: 'of: report',
      to: 'of: brochure',
      at: 'brochure',
      says: 'there is no document "brochure"; known are report',
    },
    {
      name: 'an element of another item',
      file: 'items/o07.yaml',
      from: 'id: o7.3\n',
      to: 'id: o8.3\n',
      at: 'o8.3\n',
      says: '"o8.3" is not an element of o7',
      example: 'id: o7.3',
    },
    {
      name: 'an element id that stands twice',
      file: 'items/o09.yaml',
      from: 'id: o9.2\n',
      to: 'id: o9.1\n',
      at: 'o9.1\n  title:\n    th: วิธีการ',
      says: '"o9.1" is already used above; every element needs its own id',
    },
    {
      name: 'an id that is none',
      file: 'items/o09.yaml',
      from: 'id: o9.2\n',
      to: 'id: 9-2\n',
      at: '9-2\n',
      says: '"id": expected an element id such as o7.3; found "9-2"',
      example: 'id: o7.3',
    },
    {
      name: 'a check that is not there',
      file: 'items/o07.yaml',
      from: 'check: covers-fiscal-year',
      to: 'check: covers-fiscal-years',
      at: 'covers-fiscal-years\n',
      says: '"check": expected one of text-present, document-present, fields-present, each-complete, same-things, people-listed, posts-covered, contact-present, covers-fiscal-year, covers-period, entries-at-least, form-filled, channel-link, linked-from-home, manual, found the text "covers-fiscal-years"; did you mean "covers-fiscal-year"?',
      example: 'check: covers-fiscal-year',
    },
    {
      name: 'an option that the check does not have',
      file: 'items/o07.yaml',
      from: '- check: covers-fiscal-year\n',
      to: '- check: covers-fiscal-year\n    fiscalYaer: 2567\n',
      at: 'fiscalYaer: 2567',
      says: '"fiscalYaer" is not a key of entry 1 of "all"; did you mean "fiscalYears"?',
      example:
        'fiscalYears: # Buddhist years, one of which is enough; default: the year of the document that the element is about\n  - 1',
    },
    {
      name: 'an element without checks',
      file: 'items/o07.yaml',
      from: '  all:\n  - check: covers-fiscal-year\n',
      to: '',
      at: 'id: o7.5',
      says: 'o7.5 has no checks; name at least one under "all", "any" or "none"',
      example: 'all:\n- check: document-present',
    },
    {
      name: 'a year that no document gives',
      file: 'items/o07.yaml',
      from: '    fiscalYear: 2567\n',
      to: '',
      at: 'check: covers-fiscal-year',
      says: 'covers-fiscal-year needs a document with a fiscalYear; name it with "of" in the element',
      example: 'of: report   # and in documents:\nreport: { titles: annual-report-titles, fiscalYear: 2567 }',
    },
    {
      name: 'a sub-indicator read as a number',
      file: 'items/o21.yaml',
      from: "subIndicator: '10.1'",
      to: 'subIndicator: 10.10',
      at: '10.10',
      says: '"subIndicator": expected text, found the number 10.10; write it in quotes (without quotes 10.10 is read as 10.1)',
      example: 'subIndicator: "10.10"',
    },
    {
      name: 'a part mark for an element that is not there',
      file: 'items/o07.yaml',
      from: '  - o7.5\n  certainty',
      to: '  - o7.9\n  certainty',
      at: 'o7.9\n  certainty',
      says: 'there is no element "o7.9"; did you mean "o7.1"?',
    },
    {
      name: 'an item in the file of another',
      file: 'items/o04.yaml',
      from: 'id: o4\n',
      to: 'id: o29\n',
      at: 'o29\n',
      says: 'item o29 must stand in a file called o29.yaml',
    },
    {
      name: 'shares that do not add up',
      file: 'ruleset.yaml',
      from: '    iit: 30\n    eit: 30\n    oit: 40',
      to: '    iit: 30\n    eit: 30\n    oit: 39',
      at: 'iit: 30',
      says: 'these shares add up to 99, not to 100',
    },
    {
      name: 'a key without quotes that YAML shortens',
      file: 'ruleset.yaml',
      from: "      '9.1': 10\n",
      to: '      9.10: 10\n',
      at: '9.10: 10',
      says: 'the key 9.10 is read as 9.1; write it in quotes',
      example: '"9.10": …',
    },
    {
      name: 'a post that is not there',
      file: 'lexicon/people.yaml',
      from: 'postGroups:\n  executives:\n  - mayor\n',
      to: 'postGroups:\n  executives:\n  - mayr\n',
      at: 'mayr\n',
      says: 'there is no post "mayr"; did you mean "mayor"?',
    },
    {
      name: 'a list that takes in one that is not there',
      file: 'lexicon/o07.yaml',
      from: '- all of: spent-amounts',
      to: '- all of: spent-amount',
      at: 'spent-amount\n',
      says: 'there is no word list "spent-amount"; did you mean "spent-amounts"?',
    },
    {
      name: 'a word list that takes in a field',
      file: 'lexicon/o07.yaml',
      from: '- all of: spent-amounts',
      to: '- all of: spending',
      at: 'spending\n',
      says: 'there is no word list "spending"',
    },
    {
      name: 'a field that takes in what another does not have',
      file: 'lexicon/o07.yaml',
      from: 'hints:\n    - all of: recommendations',
      to: 'not:\n    - all of: recommendations',
      at: 'recommendations\n    - ปีหน้า',
      says: 'the field "recommendations" has no "not"',
    },
    {
      name: 'a misspelled "all of"',
      file: 'lexicon/o07.yaml',
      from: '- all of: spent-amounts',
      to: '- all off: spent-amounts',
      at: 'all off: spent-amounts',
      says: '"all off" is not a key of entry 1 of "year-spent-amounts"; did you mean "all of"?',
      example: 'all of: "…" # Word list; within a field also another field, whose labels, not or hints are meant',
    },
    {
      name: 'a number among the words',
      file: 'lexicon/o07.yaml',
      from: '- all of: spent-amounts',
      to: '- 4711',
      at: '4711\n',
      says: 'entry 1 of "year-spent-amounts": expected text, found the number 4711; write it in quotes',
      example: '- "4711"',
    },
    {
      name: 'an empty word list',
      file: 'lexicon/common.yaml',
      from: /^fiscalYearColumns:\n(?:- .*\n)+/mu,
      to: 'fiscalYearColumns: []\n',
      at: '[]',
      says: '"fiscalYearColumns": expected at least 1 entry, found none (Column titles whose cells name the fiscal year of a row)',
      example: 'fiscalYearColumns: # Column titles whose cells name the fiscal year of a row\n  - "…"',
    },
    {
      name: 'a line in the wrong column',
      file: 'items/o04.yaml',
      from: "subIndicator: '9.1'",
      to: " subIndicator: '9.1'",
      at: " subIndicator: '9.1'",
      says: 'this line is not indented like the lines it belongs to; keys of one group start in the same column',
      example: 'agency:\n  id: example\n  name: "…"',
    },
  ])('$name', async ({ file, from, to, at, says, example }) => {
    const error = await spoiled([[file, from, to]]);
    const name = `rules/2568/${file}`;
    const [mistake, ...more] = error?.mistakes ?? [];
    expect(more).toEqual([]);
    expect({ ...mistake, column: undefined }).toMatchObject({
      file: name,
      message: says,
      ...(example ? { example } : {}),
    });
    const [line = '', column] = (await placeIn(file, at)).split(':');
    expect([mistake?.line, mistake?.column]).toEqual([Number(line), Number(column)]);
    const shown = example === undefined ? '' : `\n    e.g. ${example.replaceAll('\n', '\n         ')}`;
    expect(error?.message).toBe(`${one}\n${name}:${line}:${column}\n    ${says}${shown}`);
  });
});

test('ruleset.yaml is missing', async () => {
  const error = await spoiled([], ['ruleset.yaml']);
  expect(error?.message).toBe(
    `${one}\nrules/2568/ruleset.yaml\n    this file of the ruleset is missing or cannot be read`,
  );
});

test('the folder of the lexicon is missing', async () => {
  const error = await spoiled([], ['lexicon']);
  expect(error?.message).toBe(`${one}\nrules/2568/lexicon\n    this folder of the ruleset is missing or empty`);
});

test('a part of the lexicon that every check needs is in none of its files', async () => {
  const error = await spoiled([], ['lexicon/channels.yaml']);
  expect(error?.message).toBe(`${one}\nrules/2568/lexicon\n    "channels" stands in no file of this folder`);
});

test.each([
  ['a word list', 'words:\n', 'words:\n  spent-amounts:\n  - บาท\n', 'spent-amounts'],
  ['a list for all checks', 'words:\n', 'addressParts:\n- ถนน\nwords:\n', 'addressParts'],
])('%s that stands in two files', async (_, from, to, name) => {
  const error = await spoiled([['lexicon/o07.yaml', from, to]]);
  const [first] = (await placeIn('lexicon/common.yaml', `${name}:`)).split(':');
  expect(error?.message).toBe(
    `${one}\nrules/2568/lexicon/o07.yaml:${await placeIn('lexicon/o07.yaml', `${name}:`)}\n` +
      `    "${name}" stands in rules/2568/lexicon/common.yaml already (line ${first}); it must stand in one file only`,
  );
});

test('a list that takes in itself by way of another', async () => {
  const error = await spoiled([
    ['lexicon/common.yaml', '  spent-amounts:\n', '  spent-amounts:\n  - all of: year-spent-amounts\n'],
  ]);
  expect(error?.message).toBe(
    `${one}\nrules/2568/lexicon/o07.yaml:${await placeIn('lexicon/o07.yaml', 'spent-amounts\n')}\n` +
      '    this list would hold itself: spent-amounts < year-spent-amounts < spent-amounts',
  );
});

test('a field that is called like a word list', async () => {
  const error = await spoiled([
    ['lexicon/o07.yaml', 'fields:\n', 'fields:\n  spent-amounts:\n    title: { th: ก, en: a }\n    labels: [ก]\n'],
  ]);
  const [line] = (await placeIn('lexicon/common.yaml', 'spent-amounts:')).split(':');
  expect(error?.mistakes.map(({ file, message }) => [file, message])).toEqual([
    [
      'rules/2568/lexicon/o07.yaml',
      `"spent-amounts" is the name of a word list too (rules/2568/lexicon/common.yaml, line ${line}), so "all of" could mean both`,
    ],
  ]);
});

test('an item of the weights has no file', async () => {
  const error = await spoiled([], ['items/o12.yaml']);
  expect(error?.mistakes).toHaveLength(1);
  expect(error?.message).toContain('there is no item of 9.3 o12');
  expect(error?.mistakes[0]).toMatchObject({ file: 'rules/2568/ruleset.yaml', line: expect.any(Number) });
});

test('a form that a rule asks for has no file', async () => {
  const error = await spoiled([], ['forms/ITA-o13.yaml']);
  expect(error?.mistakes.map(({ message }) => message)).toEqual([
    'there is no form "ITA-o13"; did you mean "ITA-o12"?',
  ]);
});

test('every mistake of every file is told at once', async () => {
  const error = await spoiled([
    ['ruleset.yaml', '    iit: 30\n    eit: 30\n    oit: 40', '    iit: 30\n    eit: 30\n    oit: 39'],
    ['lexicon/o01.yaml', '  structure-titles:', '  structure-title:'],
    ['lexicon/o07.yaml', '- all of: spent-amounts', '- all of: spent-amount'],
    ['items/o04.yaml', 'effort: small', 'effort: tiny'],
    ['items/o07.yaml', 'id: o7.1\n', 'id: o8.1\n'],
    ['items/o07.yaml', 'fields:\n    - year-problems', 'fields:\n    - year-problem'],
    ['forms/ITA-o12.yaml', 'confidence:', 'confidense:'],
  ]);
  const files = new Set(error?.mistakes.map(({ file }) => file.replace('rules/2568/', '')));
  expect([...files].sort()).toEqual([
    'forms/ITA-o12.yaml',
    'items/o01.yaml',
    'items/o04.yaml',
    'items/o07.yaml',
    'lexicon/o07.yaml',
    'ruleset.yaml',
  ]);
  expect(error?.message.split('\n')[0]).toBe(`The rules for 2568 cannot be used: ${error?.mistakes.length} mistakes.`);
  for (const { line, message } of error?.mistakes ?? []) {
    expect(line, message).toBeGreaterThan(0);
    // The form could not be read, but it is there: its use is no second mistake.
    expect(message).not.toContain('no form');
    // Shares of items are compared only when every item could be read.
    expect(message).not.toContain('there is no item of');
  }
});

test('the same year twice is the same ruleset; a changed word is another', async () => {
  const before = (await loadRuleset(2568)).fingerprint;
  expect(await spoiled([])).toBeNull();
  expect((await loadRuleset(2568, rules)).fingerprint).toBe(before);
  expect(await spoiled([['items/o04.yaml', 'effort: small', 'effort: medium']])).toBeNull();
  expect((await loadRuleset(2568, rules)).fingerprint).not.toBe(before);
});

test('line endings of another system make no other ruleset and no mistake', async () => {
  expect(await spoiled([])).toBeNull();
  const path = join(rules, '2568/items/o04.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'));
  expect((await loadRuleset(2568, rules)).fingerprint).toBe((await loadRuleset(2568)).fingerprint);
});

test('a year without rules', async () => {
  expect(await knownYears()).toEqual([2568]);
  await expect(loadRuleset(2560)).rejects.toThrow(
    new UserError('There are no rules for fiscal year 2560: there are rules for 2568.'),
  );
  const empty = join(folder, 'empty');
  await expect(loadRuleset(2568, empty)).rejects.toThrow(
    new UserError(`There are no rules for fiscal year 2568: there are no rules in ${empty}.`),
  );
});
