import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkSpec } from '../../src/model/check-spec.ts';
import { manifest } from '../../src/model/manifest.ts';
import { element } from '../../src/model/ruleset.ts';
import { readYaml } from '../../src/yaml/read.ts';

const good = `agency:
  id: rim-nam
  name: เทศบาลตำบลริมน้ำ
  type: subdistrict-municipality
  province: เลย
  website: https://rimnam.example/
fiscalYear: 2568
divisions:
  - id: palad
    name: สำนักปลัดเทศบาล
items:
  o3:
    urls:
      - https://rimnam.example/contact
`;

/** All mistakes as a person sees them: place, words, and the example below. */
const shown = (text: string, schema: z.ZodType = manifest, examples: Record<string, string> = {}): string => {
  const reading = readYaml(text, 'm.yaml', schema, examples);
  if (!('mistakes' in reading)) return 'fine';
  return reading.mistakes
    .map(({ file, line, column, message, example }) => {
      const below = example === undefined ? '' : `\n  > ${example.replaceAll('\n', '\n  > ')}`;
      return `${file}:${line}:${column} ${message}${below}`;
    })
    .join('\n');
};

const mistakes: [name: string, from: string | RegExp, to: string, output: string][] = [
  [
    'a tab',
    '  name: เท',
    '\tname: เท',
    `m.yaml:3:1 this line is indented with a tab; YAML allows only spaces. Replace the tab by two spaces
  >   name: เทศบาลตำบลริมน้ำ`,
  ],
  [
    'no space behind the colon, within a group',
    'province: เลย',
    'province:เลย',
    `m.yaml:5:3 a colon after a key needs a space behind it
  > province: เลย`,
  ],
  [
    'no space behind the colon, at the top',
    'fiscalYear: 2568',
    'fiscalYear:2568',
    `m.yaml:7:1 a colon after a key needs a space behind it
  > fiscalYear: 2568`,
  ],
  [
    'a key that stands twice',
    /$/,
    'fiscalYear: 2569\n',
    'm.yaml:15:1 the key fiscalYear stands twice in the same group; keep one',
  ],
  [
    'a quotation mark never closed',
    'name: เท',
    'name: "เท',
    `m.yaml:3:9 the quotation mark opened here is never closed
  > name: "…"`,
  ],
  [
    'one line too far left',
    '  type:',
    ' type:',
    `m.yaml:4:1 this line is not indented like the lines it belongs to; keys of one group start in the same column
  > agency:
  >   id: example
  >   name: "…"`,
  ],
  [
    'a colon in a text',
    'name: เทศบาลตำบลริมน้ำ',
    'name: เทศบาล: ริมน้ำ',
    `m.yaml:3:9 a text that holds a colon and a space must be written in quotes
  > name: "เทศบาล: ริมน้ำ"`,
  ],
  [
    'a text that begins with *',
    'เลย',
    '*เลย',
    `m.yaml:5:13 a text that begins with * must be written in quotes
  > province: "*เลย"`,
  ],
  [
    'a text that begins with @',
    'เลย',
    '@เลย',
    `m.yaml:5:13 a text that begins with a special character must be written in quotes
  > province: "@เลย"`,
  ],
  [
    'a misspelled key is one mistake, not an unknown and a missing one',
    'province',
    'provnce',
    `m.yaml:5:3 "provnce" is not a key of "agency"; did you mean "province"?
  > province: "…"`,
  ],
  [
    'a key that is like none',
    /$/,
    'remarks: none\n',
    'm.yaml:15:1 "remarks" is not a key of the file; the keys are agency, fiscalYear, divisions, instruments, official, measures, reviews, contact, items',
  ],
  [
    'a value that is none of the allowed ones',
    'subdistrict-municipality',
    'sub-district-municipality',
    `m.yaml:4:9 "type": expected one of city-municipality, town-municipality, subdistrict-municipality, subdistrict-organisation, provincial-organisation, found the text "sub-district-municipality"; did you mean "subdistrict-municipality"?
  > type: subdistrict-municipality`,
  ],
  [
    'a number where text is meant',
    'id: palad',
    'id: 0123',
    `m.yaml:9:9 "id": expected text, found the number 0123; write it in quotes (without quotes 0123 is read as 123)
  > id: "0123"`,
  ],
  [
    'a number in quotes',
    '2568',
    '"2568"',
    `m.yaml:7:13 "fiscalYear": expected a whole number, found the text "2568"; write it without quotes
  > fiscalYear: 2568`,
  ],
  [
    'Thai digits',
    '2568',
    '๒๕๖๘',
    `m.yaml:7:13 "fiscalYear": expected a whole number, found the text "๒๕๖๘"; write it with the digits 0-9
  > fiscalYear: 2568`,
  ],
  [
    'a year of the common era',
    '2568',
    '2025',
    `m.yaml:7:13 "fiscalYear": expected at least 2560, found 2025 (Buddhist year of the assessment)
  > fiscalYear: 2560 # Buddhist year of the assessment`,
  ],
  [
    'an address without https://',
    'https://rimnam.example/contact',
    'www.rimnam.example',
    `m.yaml:14:9 entry 1 of "urls": expected an address starts with http:// or https:// and holds no spaces; found "www.rimnam.example"
  > - "…" # Full address, as submitted to the assessors`,
  ],
  [
    'no space behind a dash',
    '- https',
    '-https',
    `m.yaml:14:7 "urls": expected a list, each entry on its own line after "- ", found the text "-https://rimnam.example/contact"; put a space behind every dash
  > urls: # Every address submitted for this item; empty when the item was answered ไม่มี
  >   - "…"`,
  ],
  [
    'a list written as a group',
    '  - id: palad\n    name',
    '  id: palad\n  name',
    `m.yaml:9:3 "divisions": expected a list, each entry on its own line after "- ", found a group with id, name
  > divisions:
  >   - id: "…"
  >     name: "…" # กอง / สำนัก / หน่วย as officials write it`,
  ],
  [
    'a key without a value',
    'name: เทศบาลตำบลริมน้ำ',
    'name:',
    `m.yaml:3:3 "name" is empty; expected text (Official name, e.g. เทศบาลเมืองวังสะพุง)
  > name: "…" # Official name, e.g. เทศบาลเมืองวังสะพุง`,
  ],
  [
    'a key left out',
    /items:[\s\S]*/u,
    '',
    `m.yaml:1:1 "items" is missing in the file; expected a group of "key: value" lines (What was submitted, by item id)
  > items: # What was submitted, by item id
  >   name:
  >     urls: [] # Every address submitted for this item; empty when the item was answered ไม่มี`,
  ],
  [
    'a second document',
    /$/,
    '---\nagency: x\n',
    'm.yaml:15:1 a line of three hyphens begins a second document; a file holds one. Take that line out',
  ],
  [
    'another encoding than UTF-8',
    'เลย',
    '\ufffd\ufffd\ufffd',
    'm.yaml:5:13 the file is not saved as UTF-8, so its Thai text cannot be read. Save it again as "UTF-8"',
  ],
];

describe('one mistake, one plain explanation', () => {
  test.each(mistakes)('%s', (_, from, to, output) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    expect(shown(text)).toBe(output);
  });

  test('a file with nothing in it', () => {
    expect(shown('')).toBe('m.yaml:1:1 the file is empty');
    expect(shown('# only a comment\n')).toBe('m.yaml:1:1 the file is empty');
  });

  test('a file that is no group at all', () => {
    expect(shown('hello')).toBe('m.yaml:1:1 the file: expected a group of "key: value" lines, found the text "hello"');
  });
});

test('all mistakes come together, in the order of the file', () => {
  const text = good.replace('province', 'provnce').replace('2568', 'soon').replace('palad', 'Palad');
  expect(shown(text)).toBe(`m.yaml:5:3 "provnce" is not a key of "agency"; did you mean "province"?
  > province: "…"
m.yaml:7:13 "fiscalYear": expected a whole number, found the text "soon"
  > fiscalYear: 2560 # Buddhist year of the assessment
m.yaml:9:9 "id": expected lower-case letters, digits and hyphens; found "Palad"
  > id: "…"`);
});

test('a mistake of meaning above a slip of writing is shown with it; what the parser guessed below is not', () => {
  const text = good.replace('rim-nam', 'Rim Nam').replace('items:\n', 'items: "\n');
  expect(
    shown(text),
  ).toBe(`m.yaml:2:7 "id": expected lower-case letters, digits and hyphens; names the folder of the reports; found "Rim Nam"
  > id: "…"
m.yaml:11:8 the quotation mark opened here is never closed
  > name: "…"`);
});

test('a stray * hides no other mistake', () => {
  expect(
    shown(good.replace('เลย', '*เลย').replace('palad', 'Palad')),
  ).toBe(`m.yaml:5:13 a text that begins with * must be written in quotes
  > province: "*เลย"
m.yaml:9:9 "id": expected lower-case letters, digits and hyphens; found "Palad"
  > id: "…"`);
});

test('a part may be named once and repeated', () => {
  const text = good
    .replace('website: https', 'website: &home https')
    .replace('https://rimnam.example/contact', '*home');
  expect(shown(text)).toBe('fine');
});

test('a check spec is judged by the kind that it names', () => {
  const rule = `id: o7.3
title: { th: ก, en: a }
kind: field
certainty: official
confidence: high
source: handbook
question: q
remedy: r
all:
  - check: text-presnt
    words: x
  - check: text-present
    word: x
    atLeast: "2"
  - words: y
  - check: people-listed
    each: nmae
    posts: 9.10
`;
  const kinds = checkSpec.options.map(({ shape }) => shape.check.value).join(', ');
  expect(shown(rule, element)).toBe(
    `m.yaml:10:12 "check": expected one of ${kinds}, found the text "text-presnt"; did you mean "text-present"?
  > check: text-present
m.yaml:13:5 "word" is not a key of entry 2 of "all"; did you mean "words"?
  > words: "…" # Word list of the lexicon
m.yaml:14:14 "atLeast": expected a whole number, found the text "2"; write it without quotes
  > atLeast: 2
m.yaml:15:5 "check" is missing in entry 3 of "all"; expected one of ${kinds}
m.yaml:17:11 "each": expected one of name, post, photo, contact, found the text "nmae"; did you mean "name"?
  > each: name
m.yaml:18:12 "posts": expected text, found the number 9.10; write it in quotes (without quotes 9.10 is read as 9.1)
  > posts: "9.10"`,
  );
});

test('a key must mean what is written', () => {
  expect(
    shown('9.10: 4\n9.2: 3\n', z.record(z.string(), z.number())),
  ).toBe(`m.yaml:1:1 the key 9.10 is read as 9.1; write it in quotes
  > "9.10": …`);
  expect(shown('"9.10": 4\n9.2: 3\n', z.record(z.string(), z.number()))).toBe('fine');
});

test('the given example that fits best is shown', () => {
  const examples = { 'items.*.urls.*': '- https://a.example/', 'items.o3.urls.*': '- https://b.example/contact' };
  const text = good.replace('https://rimnam.example/contact', 'none');
  expect(shown(text, manifest, examples)).toContain('\n  > - https://b.example/contact');
  expect(shown(text.replace('o3', 'o4'), manifest, examples)).toContain('\n  > - https://a.example/');
});

test('a byte order mark and Windows line ends change nothing', () => {
  for (const text of [`\ufeff${good}`, good.replaceAll('\n', '\r\n')]) {
    const reading = readYaml(text, 'm.yaml', manifest);
    expect('value' in reading && reading.placeOf(['items', 'o3', 'urls', 0])).toEqual({
      file: 'm.yaml',
      line: 14,
      column: 9,
    });
  }
});

test('places: value, key, and the nearest group where nothing stands', () => {
  const reading = readYaml(good, 'm.yaml', manifest);
  if ('mistakes' in reading) throw new Error(shown(good));
  expect(reading.placeOf(['items', 'o3'])).toMatchObject({ line: 13, column: 5 });
  expect(reading.placeOf(['items', 'o3'], 'key')).toMatchObject({ line: 12, column: 3 });
  expect(reading.placeOf(['divisions', 0, 'contact'])).toMatchObject({ line: 9, column: 5 });
  expect(reading.placeOf([])).toMatchObject({ line: 1, column: 1 });
});

describe('files made to break the reader', () => {
  test('repetition that grows without end', () => {
    const bomb = [
      'a: &a [1, 1]',
      ...[...'bcdefghij'].map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]}, `.repeat(9)}]`),
    ];
    expect(shown(bomb.join('\n'), z.unknown())).toBe(
      'm.yaml:1:1 parts of the file repeat each other (& and *) too often',
    );
  });

  test('deep nesting', () => {
    expect(shown('['.repeat(100_000), z.unknown())).toBe('m.yaml:1:1 lists or groups are nested too deeply');
  });

  test('a list as a key', () => {
    expect(shown('name: {{ name }}\n', z.unknown())).toBe(
      'm.yaml:1:8 a key must be a word; a text that begins with [ or { must be written in quotes',
    );
  });

  test('names of the language itself are ordinary keys', () => {
    const output = shown('__proto__: 1\nconstructor: 2\n', z.strictObject({ name: z.string().optional() }));
    expect(output).toBe(`m.yaml:1:1 "__proto__" is not a key of the file; the keys are name
m.yaml:2:1 "constructor" is not a key of the file; the keys are name`);
  });

  test('any text gives a value or mistakes with places, never an exception', () => {
    const piece = fc.constantFrom(
      'agency',
      ':',
      ' ',
      '\n',
      '- ',
      '\t',
      '"',
      "'",
      '*',
      '&a',
      '[',
      '}',
      '#',
      '๑',
      'ำ',
      '---',
      '!',
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const reading = readYaml(text, 'm.yaml', manifest);
        if (!('mistakes' in reading)) return;
        const lines = text.split('\n').length;
        expect(reading.mistakes.length).toBeGreaterThan(0);
        for (const { line = 0, column = 0, message } of reading.mistakes) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toMatch(/undefined|\[object/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
