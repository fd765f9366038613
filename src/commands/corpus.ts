import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { auditItem } from '../audit/index.ts';
import { type Expectation, type Judged, readExpectation } from '../evaluate/index.ts';
import { type ArtifactStore, gatherFiles } from '../gather/index.ts';
import { UserError } from '../model/errors.ts';
import type { Ruleset } from '../model/ruleset.ts';

/** One page or document of a corpus, with what a person says of it. */
export type CorpusCase = { name: string; itemId: string; path: string; expectation: Expectation };

const itemFolder = /^o(\d{1,2})$/u;
const inComment = /<!--\s*expect:([\s\S]*?)-->/u;

const expectationOf = async (path: string): Promise<Expectation | null> => {
  const beside = `${path.replace(/\.[^./]+$/u, '')}.expect`;
  if (existsSync(beside)) return readExpectation(await readFile(beside, 'utf8'), beside);
  const comment = /\.html?$/iu.test(path) ? inComment.exec(await readFile(path, 'utf8')) : null;
  return comment?.[1] === undefined ? null : readExpectation(comment[1], path);
};

/**
 * The cases of a corpus: the files in folders that are called like items, with two digits or one, wherever in it these lie. What is
 * expected stands in a file "….expect" beside the case, or in a comment "expect:" of a page; files without are no cases.
 */
export const corpusAt = async (folder: string): Promise<CorpusCase[]> => {
  const names = await readdir(folder, { recursive: true }).catch(() => {
    throw new UserError(`${folder} is not a folder that can be read.`);
  });
  const cases: CorpusCase[] = [];
  for (const name of names.sort()) {
    const item = itemFolder.exec(basename(dirname(name)));
    if (!item || name.endsWith('.expect')) continue;
    const path = join(folder, name);
    const expectation = await expectationOf(path);
    if (expectation) cases.push({ name: relative(folder, path), itemId: `o${Number(item[1])}`, path, expectation });
  }
  if (cases.length === 0)
    throw new UserError(
      `${folder} holds no cases: folders called like items with pages in them, and a file "….expect" beside each.`,
    );
  return cases;
};

/** What reading the files of a corpus asks of a store. */
export type CorpusStore = Pick<ArtifactStore, 'reading' | 'saveReading'>;

const hashed = async (bytes: Uint8Array): Promise<string> => createHash('sha256').update(bytes).digest('hex');

/** Judges a case by itself, as `oit check` does. */
export const judgeCase = async (
  { name, itemId, path, expectation }: CorpusCase,
  ruleset: Ruleset,
  store: CorpusStore,
  now: () => Date,
): Promise<Judged> => {
  const gathered = await gatherFiles([path], { ...store, save: hashed }, now);
  const items = gathered.items.map((item) => ({ ...item, itemId }));
  const { style = '', mutation = '', agency = null } = expectation.facts;
  return {
    name,
    style,
    mutation: mutation.split(' ')[0] ?? '',
    labels: new Map(expectation.expected.map(({ element, label }) => [element, label])),
    result: auditItem(ruleset, itemId, { ...gathered, items }, agency),
  };
};
