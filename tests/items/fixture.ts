import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { utils, write } from '@e965/xlsx';
import { auditItem } from '../../src/audit/index.ts';
import { documentsLinkedFrom } from '../../src/gather/files.ts';
import { type Gathered, readingsOf, type Visit } from '../../src/model/gathered.ts';
import { type Outcome, outcomes } from '../../src/model/outcome.ts';
import type { Ruleset } from '../../src/model/ruleset.ts';
import type { ItemResult } from '../../src/model/run.ts';
import { readHere } from '../../src/readers/read.ts';

/** What a fixture says of one element: its outcome, and the code of the reason where it names one. */
export type ElementExpectation = { id: string; outcome: Outcome; reason: string | null };
export type Fixture = {
  itemId: string;
  name: string;
  outcome: Outcome;
  elements: ElementExpectation[];
  bytes: Uint8Array;
  /** The name that the artifact has for the reader. */
  fileName: string;
};

const folderOf = (fiscalYear: number): string => fileURLToPath(new URL(`./${fiscalYear}/`, import.meta.url));

const isOutcome = (text: string): text is Outcome => (outcomes as readonly string[]).includes(text);

/** Reads "o2.7 failed person-field-missing; o2.6 passed". */
const readExpectations = (text: string, where: string): ElementExpectation[] =>
  text
    .split(/[;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [id = '', outcome = '', reason = null] = part.split(/\s+/u);
      if (!/^o\d+\.\d+$/u.test(id) || !isOutcome(outcome)) throw new Error(`${where}: cannot read "${part}"`);
      return { id, outcome, reason };
    });

type SheetFixture = { expect?: string; sheets: { name: string; rows: (string | number)[][]; merges?: string[] }[] };

/** A spreadsheet written down as rows in JSON, so that it can be read and compared in a diff. */
const toWorkbook = ({ sheets }: SheetFixture): Uint8Array => {
  const book = utils.book_new();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = utils.aoa_to_sheet(rows);
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(book, sheet, name);
  }
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
};

const readFixture = (folder: string, itemId: string, file: string): Fixture => {
  const path = join(folder, file);
  const name = file.split('.')[0] ?? '';
  const outcome = name.split('--')[0] ?? '';
  if (!isOutcome(outcome)) throw new Error(`${path}: the name does not begin with an outcome and "--"`);
  const raw = new Uint8Array(readFileSync(path));
  if (file.endsWith('.sheet.json')) {
    const sheet = JSON.parse(Buffer.from(raw).toString('utf8')) as SheetFixture;
    const elements = readExpectations(sheet.expect ?? '', path);
    return { itemId, name, outcome, elements, bytes: toWorkbook(sheet), fileName: `${name}.xlsx` };
  }
  const beside = join(folder, `${name}.expect`);
  const comment = /<!--\s*expect:([\s\S]*?)-->/u.exec(file.endsWith('.html') ? Buffer.from(raw).toString('utf8') : '');
  const expectations = existsSync(beside) ? readFileSync(beside, 'utf8') : (comment?.[1] ?? '');
  return {
    itemId,
    name,
    outcome,
    elements: readExpectations(expectations, path),
    bytes: raw,
    fileName: file,
  };
};

/**
 * Every fixture of a fiscal year: tests/items/2568/o02/failed--no-phones.html and so on. Spreadsheets may be written
 * as `….sheet.json`; other files say what they expect of single elements in a file `….expect` beside them.
 */
export const fixturesOf = (fiscalYear: number): Fixture[] => {
  const root = folderOf(fiscalYear);
  return readdirSync(root)
    .filter((folder) => /^o\d\d$/u.test(folder))
    .sort()
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => !file.endsWith('.expect') && !file.startsWith('.'))
        .sort()
        .map((file) => readFixture(join(root, folder), `o${Number(folder.slice(1))}`, basename(file))),
    );
};

/** What is gathered when one file is judged alone, as `oit check` does it. */
export const gatheredFrom = async (itemId: string, bytes: Uint8Array, fileName: string): Promise<Gathered> => {
  const url = `file:///${fileName}`;
  const artifactId = createHash('sha256').update(bytes).digest('hex');
  const reading = await readHere(bytes, { url, fileName });
  const visit: Visit = {
    url,
    finalUrl: url,
    redirects: [],
    status: null,
    mediaType: '',
    bytes: bytes.byteLength,
    artifactId,
    fault: null,
    method: 'file',
    escalation: null,
    fetchedAt: '2025-04-01T00:00:00.000Z',
  };
  return {
    home: null,
    visits: [visit],
    ownHosts: [],
    readings: readingsOf({ [artifactId]: reading }),
    budget: null,
    items: [{ itemId, submitted: [url], reached: [url], gaps: documentsLinkedFrom(reading) }],
    counters: {},
  };
};

export const judgeFixture = async (ruleset: Ruleset, { itemId, bytes, fileName }: Fixture): Promise<ItemResult> =>
  auditItem(ruleset, itemId, await gatheredFrom(itemId, bytes, fileName));
