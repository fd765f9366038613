import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAgainstRules, itemsNotListed } from '../../src/manifest/check.ts';
import { manifestExamples, officialExamples, planExamples } from '../../src/manifest/examples.ts';
import { loadManifest, loadOfficial, loadPlan, openManifest } from '../../src/manifest/load.ts';
import { UserError } from '../../src/model/errors.ts';
import { manifest as manifestSchema } from '../../src/model/manifest.ts';
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
  - id: strategy
    name: กองยุทธศาสตร์และงบประมาณ
items:
  o3:
    urls:
      - https://rimnam.example/contact
    division: palad
  o4:
    urls: []
    explanation: ไม่มี
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oit-รายการ-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

/** What a user reads, with the folder of the test taken out. */
const messageOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as Error).message.replaceAll(`${folder}/`, '');
};

describe('reading a manifest', () => {
  test('a file or its folder, with Thai names', async () => {
    const place = join(folder, 'เทศบาลตำบลริมน้ำ ปี ๒๕๖๘');
    await mkdir(place);
    await writeFile(join(place, 'manifest.yaml'), good);
    const fromFolder = await loadManifest(place);
    expect(fromFolder).toEqual(await loadManifest(join(place, 'manifest.yaml')));
    expect(fromFolder.agency.name).toBe('เทศบาลตำบลริมน้ำ');
    expect(fromFolder.items).toEqual({
      o3: { urls: ['https://rimnam.example/contact'], division: 'palad' },
      o4: { urls: [], explanation: 'ไม่มี' },
    });
  });

  test('its places are kept for later mistakes', async () => {
    const file = await write('places.yaml', good);
    const { placeOf, ...rest } = await openManifest(file);
    expect(rest.file).toBe(file);
    expect(placeOf(['items', 'o4'], 'key')).toEqual({ file, line: 18, column: 3 });
  });

  test('what is not there is said so', async () => {
    expect(await messageOf(loadManifest(join(folder, 'ไม่มี.yaml')))).toBe(
      'Cannot read ไม่มี.yaml: there is no such file.',
    );
    const empty = join(folder, 'empty');
    await mkdir(empty);
    expect(await messageOf(loadManifest(empty))).toBe('Cannot read empty/manifest.yaml: there is no such file.');
    expect(await messageOf(loadOfficial(empty))).toBe('Cannot read empty: it is a folder, not a file.');
  });

  test('a file in windows-874', async () => {
    const bytes = Uint8Array.from([...Buffer.from('agency:\n  name: '), 0xe0, 0xb7, 0xc8, 0xba, 0xd2, 0xc5, 10]);
    expect(
      await messageOf(loadManifest(await write('ansi.yaml', bytes))),
    ).toBe(`The manifest ansi.yaml cannot be used: 1 mistake.
ansi.yaml:2:9
    the file is not saved as UTF-8, so its Thai text cannot be read. Save it again as "UTF-8"`);
  });

  test('mistakes of the schema carry a correct example', async () => {
    const file = await write('schema.yaml', good.replace('https://rimnam.example/contact', 'rimnam.example'));
    expect(await messageOf(loadManifest(file))).toBe(`The manifest schema.yaml cannot be used: 1 mistake.
schema.yaml:16:9
    entry 1 of "urls": expected an address starts with http:// or https:// and holds no spaces; found "rimnam.example"
    e.g. - https://www.example.go.th/structure`);
  });
});

describe('what a schema cannot say', () => {
  const cases: [name: string, from: string | RegExp, to: string, mistakes: string][] = [
    [
      'a division that is not listed, nearly right',
      'division: palad',
      'division: paladd',
      `17:15
    "paladd" is not the id of a division; did you mean "palad"?
    e.g. division: palad`,
    ],
    [
      'a division that is not listed at all',
      'division: palad',
      'division: กองช่าง',
      `17:15
    "กองช่าง" is not the id of a division; the divisions are palad, strategy
    e.g. division: palad`,
    ],
    [
      'a division id used twice',
      'id: strategy',
      'id: palad',
      `11:9
    the division id "palad" is already used in line 9; every division needs its own id
    e.g. id: palad-2`,
    ],
    [
      'no items',
      /items:[\s\S]*/u,
      'items: {}\n',
      `13:1
    the manifest lists no items, so there is nothing to check; add every item that was submitted
    e.g. ${(manifestExamples.items ?? '').replaceAll('\n', '\n         ')}`,
    ],
    [
      'the same address twice within an item, in another spelling',
      '    division: palad',
      '      - https://RIMNAM.example:443/contact\n    division: palad',
      `17:9
    "o3" lists the same address twice, first in line 16: https://RIMNAM.example:443/contact; take one out`,
    ],
    [
      'an address that cannot be one',
      'https://rimnam.example/contact',
      'https://[rimnam',
      `16:9
    "https://[rimnam" is not a valid address
    e.g. website: https://www.example.go.th/`,
    ],
    [
      'a host written as an address',
      'fiscalYear',
      '  alsoOwn: ["https://eservice.rimnam.example/"]\nfiscalYear',
      `7:13
    "https://eservice.rimnam.example/": write only the name of the host, without https:// and without a path
    e.g. - eservice.example.go.th`,
    ],
  ];
  test.each(cases)('%s', async (_, from, to, mistakes) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    expect(await messageOf(loadManifest(await write('more.yaml', text)))).toBe(
      `The manifest more.yaml cannot be used: 1 mistake.\nmore.yaml:${mistakes}`,
    );
  });

  test('the same address in two items is fine', async () => {
    const text = good.replace('urls: []', 'urls: [https://rimnam.example/contact]');
    await expect(loadManifest(await write('twice.yaml', text))).resolves.toBeDefined();
  });

  test('all of them together', async () => {
    const text = good.replace('id: strategy', 'id: palad').replace('division: palad', 'division: nobody');
    expect(await messageOf(loadManifest(await write('both.yaml', text)))).toContain('cannot be used: 2 mistakes.');
  });
});

describe('compared with the rules of a year', () => {
  const known = ['o1', 'o2', 'o3', 'o4', 'o13'];
  const against = (text: string, fiscalYear = 2568) => {
    const reading = readYaml(text, 'm.yaml', manifestSchema);
    if ('mistakes' in reading) throw new Error(JSON.stringify(reading.mistakes));
    return checkAgainstRules(reading.value, known, fiscalYear, reading.placeOf);
  };

  test('what fits', () => {
    expect(against(good)).toEqual([]);
  });

  test.each([
    ['O3', 'o3'],
    ['o03', 'o3'],
    ['"3"', 'o3'],
    ['"๐3"', 'o3'],
    ['ข้อ ๑๓', 'o13'],
  ])('%s is meant as %s', (written, meant) => {
    const [mistake, ...others] = against(good.replace('o3:', `${written}:`));
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({ file: 'm.yaml', line: 14, column: 3 });
    expect(mistake?.message).toBe(
      `there is no item "${written.replaceAll('"', '')}": fiscal year 2568 has 5 items, o1 to o13; did you mean "${meant}"?`,
    );
    expect(mistake?.example).toMatch(new RegExp(`^${meant}:\n`, 'u'));
  });

  test('an item of another year is not mistaken for a slip', () => {
    expect(against(good.replace('o4:', 'o35:'))).toEqual([
      {
        file: 'm.yaml',
        line: 18,
        column: 3,
        message: 'there is no item "o35": fiscal year 2568 has 5 items, o1 to o13; it may belong to another year',
        example: 'o1:\n  urls:\n    - https://www.example.go.th/structure',
      },
    ]);
  });

  test('a manifest of another year is one mistake, not one for every item', () => {
    expect(against(good.replace('o4:', 'o35:'), 2569)).toEqual([
      {
        file: 'm.yaml',
        line: 7,
        column: 13,
        message:
          'the manifest is for fiscal year 2568, the rules are for 2569; the same item number means something else in another year',
        example: 'fiscalYear: 2569',
      },
    ]);
  });

  test('items left out are no mistake; they are listed in the order of the rules', async () => {
    const manifest = await loadManifest(await write('left-out.yaml', good));
    expect(itemsNotListed(manifest, known)).toEqual(['o1', 'o2', 'o13']);
  });
});

describe('results and plans', () => {
  test('an unquoted 9.10 does not become 9.1', async () => {
    const file = await write('official.yaml', 'subIndicators:\n  9.10: 75.00\n');
    expect(await messageOf(loadOfficial(file))).toContain(
      'official.yaml:2:3\n    the key 9.10 is read as 9.1; write it in quotes',
    );
  });

  test('a plan row without steps', async () => {
    const file = await write(
      'plan.yaml',
      `agency: rim-nam
fiscalYear: 2569
source: made up
measures:
  - indicator: 1
    indicatorTitle: การปฏิบัติหน้าที่
    measures: [มาตรการ]
    analysis: "…"
    steps: []
    period: { from: 2568-10, to: 2569-09, text: "…" }
    responsible: ทุกกอง
`,
    );
    expect(await messageOf(loadPlan(file))).toBe(`The improvement plan plan.yaml cannot be used: 2 mistakes.
plan.yaml:5:16
    "indicator": expected text, found the number 1; write it in quotes
    e.g. indicator: "1"
plan.yaml:9:12
    "steps": expected at least 1 entry, found none
    e.g. steps:
           - "…"`);
  });
});

test('every example is itself readable and right', () => {
  expect(readYaml(manifestExamples[''] ?? '', 'example', manifestSchema)).toHaveProperty('value');
  for (const examples of [manifestExamples, officialExamples, planExamples]) {
    for (const [path, example] of Object.entries(examples)) {
      const key = path.split('.').at(-1);
      if (path !== '' && key !== '*') expect(example, path).toMatch(new RegExp(`^${key}:`, 'u'));
    }
  }
});
