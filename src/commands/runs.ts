import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Audited, audit } from '../audit/index.ts';
import { withReviews } from '../audit/review.ts';
import { UserError } from '../model/errors.ts';
import { buddhistDayOf } from '../model/review.ts';
import type { Run } from '../model/run.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { isRunId, loadGathered, loadRun, openStore } from '../store/index.ts';
import { tool } from './about.ts';
import { readCalibration, taught } from './calibration-file.ts';
import { dayInBangkok } from './day.ts';
import { withEvidenceHashes } from './evidence-hash.ts';
import { exitOf } from './exit-of.ts';
import { inputsOf } from './inputs.ts';
import { instrumentsIn } from './instruments-in.ts';
import { type Exit, exits, type Io } from './io.ts';
import { present, writeReports } from './reports.ts';
import { loadReviews, reviewsOf } from './reviews-file.ts';

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );

/**
 * The folder of a run that a user names: the folder itself, its run.json, or an agency's id for its latest run.
 * @throws UserError when there is none
 */
export const runFolderOf = async (named: string, out: string): Promise<string> => {
  if (named.endsWith('run.json')) return dirname(named);
  if (await isFolder(join(named, 'runs'))) return latestIn(named);
  if (await isFolder(named)) return named;
  if (/^[a-z][a-z0-9-]*$/u.test(named) && (await isFolder(join(out, named, 'runs')))) return latestIn(join(out, named));
  if (isRunId(named))
    throw new UserError(`There is no run ${named} here; name its folder, e.g. ${join(out, '<agency>', 'runs', named)}`);
  throw new UserError(
    `There is no run ${named}; name the folder of a run, e.g. ${join(out, '<agency>', 'runs', '<run>')}, or an agency to take its latest`,
  );
};

const latestIn = async (folder: string): Promise<string> => {
  const store = await openStore(folder);
  const latest = (await store.runs()).at(-1);
  if (!latest) throw new UserError(`There is no finished run in ${folder}.`);
  return store.runFolder(latest.id);
};

/** What the manifest said when the run was made, as far as judging needs it. */
const submittedIn = (run: Run): Audited => {
  const { ita } = run.prediction;
  return {
    agency: run.agency,
    divisions: run.divisions,
    items: Object.fromEntries(
      run.items
        .filter((item) => item.submitted.length > 0 || item.division !== null)
        .map(({ id, submitted, explanation, division }) => [
          id,
          {
            urls: submitted,
            ...(explanation === null ? {} : { explanation }),
            ...(division === null ? {} : { division }),
          },
        ]),
    ),
    instruments: ita ? instrumentsIn(ita) : null,
  };
};

/** `oit replay <run>`: judges saved evidence again under today's rules, without network. Writes nothing. */
export const replayCommand = async (
  named: string,
  options: { out: string; fiscalYear?: number },
  io: Io,
): Promise<Exit> => {
  const folder = await runFolderOf(named, options.out);
  const before = await loadRun(folder);
  const gathered = await loadGathered(folder);
  const rules = await loadRuleset(options.fiscalYear ?? before.ruleset.fiscalYear);
  const ruleset = taught(rules, await readCalibration(options.out));
  const { startedAt, finishedAt } = before;
  const manifest = submittedIn(before);
  const inputs = inputsOf(manifest, ruleset, gathered);
  const judged = audit({ ruleset, manifest, gathered }, { tool, inputs, startedAt, finishedAt });
  const file = await reviewsOf(folder);
  const reviews = file === null ? [] : await loadReviews(file, before.agency.id, ruleset);
  const day = buddhistDayOf(dayInBangkok(io.now()));
  const run = withReviews(withEvidenceHashes(judged, gathered), ruleset, reviews, day, manifest.instruments ?? null);
  present(run, [], io);
  return exitOf(run, {});
};

/** `oit report <run>`: makes the reports of a kept run again. */
export const reportCommand = async (named: string, options: { out: string }, io: Io): Promise<Exit> => {
  const folder = await runFolderOf(named, options.out);
  const run = await loadRun(folder);
  present(run, [...(await writeReports(run, folder, io)), join(folder, 'run.json')], io);
  return exits.fine;
};
