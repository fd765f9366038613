import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ruleset } from '../model/ruleset.ts';
import { loadRuleset, rulesFolder } from './load.ts';

const textsIn = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => `${name}\0${await readFile(join(folder, name), 'utf8')}\0`));
};

/**
 * The rules of a fiscal year as `loadRuleset` makes them, kept as JSON for the next time: checking them takes longer
 * than all else in a night in which nothing has changed. Other texts or other code make them anew; a copy that cannot
 * be read or written costs time only.
 * @param keepIn folder of the copies
 * @param code names the code that makes rules of the texts
 * @throws UserError as `loadRuleset` does
 */
export const loadKeptRuleset = async (fiscalYear: number, keepIn: string, code: string): Promise<Ruleset> => {
  const texts = await textsIn(join(rulesFolder, `${fiscalYear}`)).catch(() => null);
  if (texts === null) return loadRuleset(fiscalYear);
  const hash = createHash('sha256').update(code);
  for (const text of texts) hash.update(text);
  const path = join(keepIn, `rules-${fiscalYear}-${hash.digest('hex').slice(0, 16)}.json`);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Ruleset;
  } catch {
    const ruleset = await loadRuleset(fiscalYear);
    const half = `${path}.${process.pid}.tmp`;
    await mkdir(keepIn, { recursive: true })
      .then(() => writeFile(half, JSON.stringify(ruleset)))
      .then(() => rename(half, path))
      .catch(() => {});
    return ruleset;
  }
};
