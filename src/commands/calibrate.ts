import { loadOfficial } from '../manifest/index.ts';
import { type CalibrationRecord, comparisons } from '../model/calibration.ts';
import { UserError } from '../model/errors.ts';
import type { OfficialResult } from '../model/official.ts';
import type { Run } from '../model/run.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { assessorsFrom, brierOf, compareWith, countComparisons, partedItems, withRecord } from '../score/calibrate.ts';
import { knownPoints } from '../score/item.ts';
import { predict } from '../score/predict.ts';
import { schemeOf } from '../score/scheme.ts';
import { loadRun } from '../store/index.ts';
import { wrap } from '../thai/text.ts';
import { calibrateWords } from './calibrate-words.ts';
import { calibrationFile, readCalibration, writeCalibration } from './calibration-file.ts';
import { type Exit, exits, type Io } from './io.ts';
import { runFolderOf } from './runs.ts';
import { tableLines } from './text-table.ts';

type Pair = { official: OfficialResult; run: Run };
type Bounds = { low: number; expected: number | null; high: number };
/** One official result beside its run. `isSame`: both are of one agency, so that it may teach. */
type Compared = { record: CalibrationRecord; isSame: boolean; official: string; predicted: Bounds; made: number };

const isResult = (named: string): boolean => /\.ya?ml$/u.test(named);

/** Every official result with the run of its agency and year; a single result goes with a single run, whosever it is. */
const pairsOf = (results: readonly OfficialResult[], runs: readonly Run[]): Pair[] => {
  const [first, run] = [results[0], runs[0]];
  if (first && run && results.length === 1 && runs.length === 1) return [{ official: first, run }];
  return results.map((official) => {
    const own = runs.find((one) => one.agency.id === official.agency && one.ruleset.fiscalYear === official.fiscalYear);
    if (own) return { official, run: own };
    throw new UserError(
      `There is no run of ${official.agency} for ${official.fiscalYear} among ${runs.map(({ agency }) => agency.id).join(', ')}`,
    );
  });
};

const compared = async ({ official, run }: Pair): Promise<Compared> => {
  if (run.ruleset.fiscalYear !== official.fiscalYear)
    throw new UserError(
      `The official result is of ${official.fiscalYear}, the run of ${run.ruleset.fiscalYear}: their items are not the same.`,
    );
  const ruleset = await loadRuleset(run.ruleset.fiscalYear);
  const scheme = schemeOf(ruleset);
  const record = compareWith(official, run, scheme, ruleset.reliability);
  const points = Object.fromEntries(record.items.map((item) => [item.id, knownPoints(item.official)]));
  const { oit } = run.prediction;
  return {
    record,
    isSame: run.agency.id === official.agency,
    official: official.agency,
    predicted: oit.calibrated ?? oit,
    made: predict(scheme, points, 1).oit.expected ?? 0,
  };
};

const two = (value: number): string => value.toFixed(2);
const percent = (share: number): string => (share * 100).toFixed(1);

const textOf = ({ record, isSame, official, predicted, made }: Compared, io: Io): string[] => {
  const words = calibrateWords[io.language];
  const lines = (text: string): string[] => wrap(text, io.columns);
  const { columns } = words;
  const span = (low: number, high: number): string => (low === high ? `${low}` : `${low}–${high}`);
  const rows = record.items.map(({ id, low, high, official: given, comparison }) => [
    id,
    span(low, high),
    `${given}`,
    words.comparisons[comparison],
  ]);
  const manual = record.items.flatMap(({ id, official: given, manual: one }) =>
    one ? [`  ${words.manualItem(id, span(one.low, one.high), `${given}`, words.byPerson[one.comparison])}`] : [],
  );
  const settled = Object.values(record.settled ?? {});
  const sumOf = (key: 'said' | 'met'): number => settled.reduce((sum, trials) => sum + trials[key], 0);
  const counts = countComparisons(record.items);
  const { low, expected, high } = predicted;
  return [
    ...lines(words.title(record.agency, record.fiscalYear)),
    ...tableLines([[columns.item, columns.said, columns.official, columns.comparison], ...rows], io.columns),
    '',
    ...comparisons.flatMap((one) => lines(`${counts[one]} · ${words.comparisons[one]}`)),
    ...lines(words.brier((brierOf(record.items) ?? 0).toFixed(3))),
    ...lines(
      words.oit(
        expected === null ? '–' : two(expected),
        two(low),
        two(high),
        two(made),
        made >= low - 0.005 && made <= high + 0.005,
      ),
    ),
    ...(manual.length > 0 ? [...lines(words.manual), ...manual] : []),
    ...(settled.length > 0 ? lines(words.settled(sumOf('said'), sumOf('met'))) : []),
    ...(isSame ? [] : lines(words.other(official, record.agency))),
    '',
  ];
};

/**
 * `oit calibrate <official.yaml...> <run...>`: verdicts beside what the assessors gave, item by item, kept in a file that
 * later forecasts of the same folder of reports learn from.
 */
export const calibrateCommand = async (
  named: readonly string[],
  { out, save }: { out: string; save: boolean },
  io: Io,
): Promise<Exit> => {
  const results = await Promise.all(named.filter(isResult).map((path) => loadOfficial(path)));
  const folders = await Promise.all(named.filter((name) => !isResult(name)).map((name) => runFolderOf(name, out)));
  const runs = await Promise.all(folders.map((folder) => loadRun(folder)));
  if (results.length === 0 || runs.length === 0)
    throw new UserError(
      'Name at least one official result (a .yaml file) and one run: oit calibrate official.yaml <run>',
    );
  const all: Compared[] = [];
  for (const pair of pairsOf(results, runs)) all.push(await compared(pair));
  const own = all.filter(({ isSame }) => isSame).map(({ record }) => record);
  const learned = own.reduce(withRecord, await readCalibration(out));
  const isKept = save && own.length > 0;
  if (isKept) await writeCalibration(out, learned);
  const assessors = assessorsFrom(learned);
  if (io.json) {
    const document = {
      schemaVersion: 1,
      comparisons: all.map(({ record, isSame, predicted, made }) => ({
        ...record,
        isSame,
        counts: countComparisons(record.items),
        brier: brierOf(record.items),
        predicted,
        official: made,
      })),
      kept: isKept ? calibrationFile(out) : null,
      records: learned.records.length,
      parted: partedItems(learned),
      assessors,
    };
    io.out(`${JSON.stringify(document, null, 2)}\n`);
    return exits.fine;
  }
  if (io.quiet) return exits.fine;
  const words = calibrateWords[io.language];
  const parted = partedItems(learned);
  const items = learned.records.reduce((sum, record) => sum + record.items.length, 0);
  io.out(
    `${[
      ...all.flatMap((one) => textOf(one, io)),
      ...(isKept
        ? wrap(words.kept(learned.records.length, items, calibrationFile(out)), io.columns)
        : all.some(({ isSame }) => isSame)
          ? [words.notKept]
          : []),
      ...(learned.records.length > 0
        ? wrap(words.learned(percent(assessors.stricter), percent(assessors.milder)), io.columns)
        : []),
      ...(parted.length > 0 ? wrap(words.parted, io.columns) : []),
      ...parted.map(({ id, stricter, milder }) => `  ${words.partedItem(id, stricter, milder)}`),
    ].join('\n')}\n`,
  );
  return exits.fine;
};
