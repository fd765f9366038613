import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { type Mistake, UserError } from '../model/errors.ts';
import { form, item, lexiconPart, type Ruleset, rulesetFile } from '../model/ruleset.ts';
import { readYaml } from '../yaml/read.ts';
import { examples } from './examples.ts';
import { joinLexicon } from './lexicon.ts';
import type { Opened } from './opened.ts';
import { mistakesAcross } from './references.ts';

/** The folder of all years, beside the program. */
export const rulesFolder = fileURLToPath(new URL('../../rules', import.meta.url));

/** The years for which there are rules, oldest first. */
export const knownYears = async (folder = rulesFolder): Promise<number[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^\d{4}$/u.test(name))
    .map(Number)
    .sort((a, b) => a - b);
};

type Read<T> = { opened: Opened<T> | null; mistakes: Mistake[]; text: string };

const read = async <T>(
  file: string,
  schema: z.ZodType<T>,
  which: keyof typeof examples,
  root: string,
): Promise<Read<T>> => {
  const shown = relative(root, file);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    return {
      opened: null,
      mistakes: [{ file: shown, message: 'this file of the ruleset is missing or cannot be read' }],
      text: '',
    };
  const reading = readYaml(text, shown, schema, examples[which]);
  if ('mistakes' in reading) return { opened: null, mistakes: reading.mistakes, text };
  return { opened: { file: shown, ...reading }, mistakes: [], text };
};

const yamlFiles = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
};

const whole = <T>(reads: readonly Read<T>[]): Opened<T>[] => reads.flatMap((one) => one.opened ?? []);

/**
 * Reads and checks all rules of a fiscal year.
 * @param fiscalYear Buddhist year
 * @throws UserError with every mistake of every file, each with its line and a correct example
 */
export const loadRuleset = async (fiscalYear: number, folder = rulesFolder): Promise<Ruleset> => {
  const years = await knownYears(folder);
  if (!years.includes(fiscalYear)) {
    const known = years.length > 0 ? `there are rules for ${years.join(', ')}` : `there are no rules in ${folder}`;
    throw new UserError(`There are no rules for fiscal year ${fiscalYear}: ${known}.`);
  }
  const here = join(folder, `${fiscalYear}`);
  const root = join(folder, '..');
  const ruleset = await read(join(here, 'ruleset.yaml'), rulesetFile, 'ruleset', root);
  const wordFiles = await yamlFiles(join(here, 'lexicon'));
  const words = await Promise.all(wordFiles.map((file) => read(file, lexiconPart, 'lexicon', root)));
  const items = await Promise.all((await yamlFiles(join(here, 'items'))).map((file) => read(file, item, 'item', root)));
  const formFiles = await yamlFiles(join(here, 'forms'));
  const forms = await Promise.all(formFiles.map((file) => read(file, form, 'form', root)));
  const reads: Read<unknown>[] = [ruleset, ...words, ...items, ...forms];
  const mistakes = reads.flatMap((one) => one.mistakes);
  // What a file that cannot be read would have held is no further mistake.
  const joined = words.every((one) => one.opened !== null)
    ? joinLexicon(whole(words), relative(root, join(here, 'lexicon')))
    : null;
  mistakes.push(...(joined?.mistakes ?? []));
  if (ruleset.opened && joined?.opened) {
    const opened = {
      ruleset: ruleset.opened,
      lexicon: joined.opened,
      items: whole(items),
      formNames: formFiles.map((file) => basename(file, '.yaml')),
    };
    mistakes.push(...mistakesAcross(opened, { complete: items.every((one) => one.opened !== null) }));
  }
  if (mistakes.length > 0 || !ruleset.opened || !joined?.opened) {
    throw new UserError(
      `The rules for ${fiscalYear} cannot be used: ${mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`}.`,
      mistakes,
    );
  }
  const fingerprint = createHash('sha256');
  // Line endings differ between checkouts of the same rules and must not make them different rules.
  for (const one of reads) fingerprint.update(one.text.replaceAll('\r\n', '\n')).update('\0');
  const number = (id: string): number => Number(id.replace(/\D/gu, ''));
  return {
    ...ruleset.opened.value,
    fingerprint: fingerprint.digest('hex'),
    lexicon: joined.opened.value,
    items: whole(items)
      .map(({ value }) => value)
      .sort((a, b) => number(a.id) - number(b.id)),
    forms: Object.fromEntries(whole(forms).map(({ file, value }) => [basename(file, '.yaml'), value])),
  };
};
