import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckSpec } from '../model/check-spec.ts';
import type { Element, Item, Ruleset } from '../model/ruleset.ts';
import { loadRuleset, rulesFolder, schemaFiles } from '../ruleset/index.ts';
import { itemWeight } from '../score/scheme.ts';
import { displayWidth, padEnd, wrap } from '../thai/text.ts';
import { findItem } from './find-item.ts';
import { type Exit, exits, type Io } from './io.ts';
import { commandWords } from './words.ts';

/** `oit rules list` */
export const rulesListCommand = async (fiscalYear: number, io: Io): Promise<Exit> => {
  const ruleset = await loadRuleset(fiscalYear);
  const weight = (item: Item): number => itemWeight(ruleset, item.id);
  if (io.json) {
    const items = ruleset.items.map((item) => ({
      id: item.id,
      title: item.title,
      subIndicator: item.subIndicator,
      weight: weight(item),
      elements: item.elements.length,
      counted: item.elements.filter((element) => element.counts).length,
      reviewed: item.reviewed,
      continues: item.continues,
    }));
    io.out(
      `${JSON.stringify({ fiscalYear, status: ruleset.status, fingerprint: ruleset.fingerprint, items }, null, 2)}\n`,
    );
    return exits.fine;
  }
  const { title, elements, points } = commandWords[io.language].listHead;
  const width = io.columns - 30;
  const right = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
  const row = (id: string, name: string, count: string, share: string): string =>
    `${id.padEnd(4)} ${padEnd(name, width)} ${right(count, 12)} ${right(share, 7)}\n`;
  io.out(`  ${row('', title, elements, points)}`);
  for (const sub of ruleset.subIndicators) {
    io.out(`\n${sub.id} ${sub.title[io.language]}\n`);
    for (const item of ruleset.items.filter((one) => one.subIndicator === sub.id)) {
      const counted = item.elements.filter((element) => element.counts).length;
      const [first = '', ...rest] = wrap(item.title[io.language], width);
      io.out(`  ${row(item.id, first, `${counted}`, weight(item).toFixed(2))}`);
      for (const line of rest) io.out(`       ${line}\n`);
    }
  }
  io.out(`\n${paragraph(ruleset.reconstruction[io.language], io.columns, '')}`);
  return exits.fine;
};

const paragraph = (text: string, columns: number, indent: string): string =>
  wrap(text, columns - indent.length)
    .map((line) => `${indent}${line}\n`)
    .join('');

const optionsOf = (spec: CheckSpec): string =>
  Object.entries(spec)
    .filter(([key]) => key !== 'check')
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : value}`)
    .join('; ');

const specLines = (element: Element): string[] =>
  (['all', 'any', 'none'] as const).flatMap((key) =>
    (element[key] ?? []).map((spec) => [key, spec.check, optionsOf(spec)].filter((part) => part !== '').join('  ')),
  );

const explain = (item: Item, ruleset: Ruleset, io: Io): string => {
  const words = commandWords[io.language];
  const { columns, language } = io;
  const lines = [
    `${item.id}  ${item.title[language]}\n`,
    `${words.period}: ${item.period}\n`,
    `${words.points}: ${itemWeight(ruleset, item.id).toFixed(2)}   ${words.continues}: ${item.continues.join(', ')}\n`,
    ...(item.reviewed ? [] : [`${words.notReviewed}\n`]),
    ...Object.entries(item.documents).map(([name, { titles, fiscalYear }]) =>
      paragraph(
        `${words.documents} [${name}${fiscalYear === undefined ? '' : ` ${fiscalYear}`}]: ${(ruleset.lexicon.words[titles] ?? []).slice(0, 5).join(' / ')}`,
        columns,
        '  ',
      ),
    ),
    ...item.elements.flatMap((element) => [
      `\n${paragraph(`${element.id}  ${element.title[language]}`, columns, '')}`,
      `  [${element.kind}; ${element.certainty}, ${element.confidence}; ${element.source}]${element.counts ? '' : ` (${words.notCounted})`}\n`,
      ...(element.of === undefined ? [] : [`  of ${element.of}\n`]),
      ...specLines(element).map((line) => paragraph(line, columns, '  ')),
      paragraph(`${words.question}: ${element.question}`, columns, '  '),
      paragraph(`${words.remedy}: ${element.remedy}`, columns, '  '),
    ]),
    ...(item.levels ?? []).map(
      (level) =>
        `\n${words.levels}: ${level.points} = ${level.requires.join(' + ')} [${level.certainty}, ${level.confidence}]\n`,
    ),
    ...item.notes.map((note) => paragraph(`- ${note}`, columns, '')),
  ];
  return lines.join('');
};

/** `oit rules explain <item>` */
export const rulesExplainCommand = async (itemId: string, fiscalYear: number, io: Io): Promise<Exit> => {
  const ruleset = await loadRuleset(fiscalYear);
  const item = findItem(ruleset, itemId);
  io.out(io.json ? `${JSON.stringify(item, null, 2)}\n` : explain(item, ruleset, io));
  return exits.fine;
};

/** `oit rules check`: a broken rule ends as a UserError with every mistake and its line. */
export const rulesCheckCommand = async (fiscalYear: number, io: Io): Promise<Exit> => {
  const ruleset = await loadRuleset(fiscalYear);
  const elements = ruleset.items.reduce((sum, item) => sum + item.elements.length, 0);
  const { fingerprint } = ruleset;
  if (io.json)
    io.out(`${JSON.stringify({ fiscalYear, items: ruleset.items.length, elements, fingerprint }, null, 2)}\n`);
  else io.out(`${commandWords[io.language].rulesFine(fiscalYear, ruleset.items.length, elements)}\n`);
  return exits.fine;
};

/** `oit rules schemas`: writes the JSON Schemas that editors use, beside the rules. */
export const rulesSchemasCommand = async (io: Io): Promise<Exit> => {
  const folder = join(rulesFolder, 'schema');
  await mkdir(folder, { recursive: true });
  const files = Object.entries(schemaFiles());
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  io.err(`${commandWords[io.language].wroteSchemas(folder, files.length)}\n`);
  return exits.fine;
};
