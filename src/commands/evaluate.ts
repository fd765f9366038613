import { readFile, writeFile } from 'node:fs/promises';
import { compare, evaluate, type Judged } from '../evaluate/index.ts';
import { UserError } from '../model/errors.ts';
import { type Evaluation, evaluation } from '../model/evaluation.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { type CorpusCase, corpusAt, judgeCase } from './corpus.ts';
import { comparisonText, evaluationText } from './evaluate-view.ts';
import { type Exit, exits, type Io } from './io.ts';
import { keptReadings } from './read-kept.ts';

export type EvaluateOptions = {
  fiscalYear: number;
  /** The folder of reports, whose kept readings serve here too. */
  out: string;
  /** An evaluation to hold this one against. */
  baseline?: string;
  /** Writes the evaluation there, as the next baseline. */
  save?: string;
};

const casesAtOnce = 8;

const readBaseline = async (path: string): Promise<Evaluation> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UserError(`There is no baseline ${path}. Write one with --save ${path}.`);
  });
  try {
    return evaluation.parse(JSON.parse(text));
  } catch {
    throw new UserError(`${path} is no baseline of this version. Write a new one with --save ${path}.`);
  }
};

const judgeAll = async (
  cases: readonly CorpusCase[],
  judge: (one: CorpusCase) => Promise<Judged>,
): Promise<Judged[]> => {
  const judged: Judged[] = [];
  for (let from = 0; from < cases.length; from += casesAtOnce)
    judged.push(...(await Promise.all(cases.slice(from, from + casesAtOnce).map(judge))));
  return judged;
};

/**
 * `oit evaluate <corpus>`: how often the verdicts on labelled pages and documents are right. Ends with `notMet` where a
 * precision is lower than in the baseline.
 */
export const evaluateCommand = async (folder: string, options: EvaluateOptions, io: Io): Promise<Exit> => {
  const ruleset = await loadRuleset(options.fiscalYear);
  const before = options.baseline === undefined ? null : await readBaseline(options.baseline);
  const cases = await corpusAt(folder);
  const known = new Set(ruleset.items.map(({ id }) => id));
  const strange = cases.find(({ itemId }) => !known.has(itemId));
  if (strange)
    throw new UserError(`${strange.path}: the rules of ${options.fiscalYear} have no item ${strange.itemId}.`);
  const store = keptReadings(options.out, undefined);
  const now = evaluate(ruleset, await judgeAll(cases, (one) => judgeCase(one, ruleset, store, io.now)));
  if (options.save !== undefined) await writeFile(options.save, `${JSON.stringify(now, null, 1)}\n`);
  const comparison = before && compare(before, now);
  if (io.json) io.out(`${JSON.stringify({ ...now, comparison }, null, 2)}\n`);
  else if (!io.quiet) io.out(evaluationText(now, io) + (comparison ? comparisonText(comparison, io) : ''));
  return comparison?.isWorse ? exits.notMet : exits.fine;
};
