import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadManifest, loadOfficial, loadPlan, manifestFileName } from '../manifest/index.ts';
import { UserError } from '../model/errors.ts';
import type { Manifest } from '../model/manifest.ts';
import type { ImprovementPlan, OfficialResult } from '../model/official.ts';
import type { Run } from '../model/run.ts';
import { loadRun } from '../store/index.ts';
import { runFolderOf } from './runs.ts';

/** What a plan is made from: a run, or a published result with what lies beside it. */
export type PlanSource = {
  run: Run | null;
  official: OfficialResult | null;
  manifest: Manifest | null;
  measures: ImprovementPlan | null;
};

/** The file of a kind with the latest year in its name, such as official-2568.yaml. */
const latestOf = async (folder: string, kind: string): Promise<string | null> => {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.yaml')).sort();
  const last = found.at(-1);
  return last === undefined ? null : join(folder, last);
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );

const officialFileOf = async (named: string): Promise<string | null> => {
  if (/\.ya?ml$/u.test(named) && basename(named) !== manifestFileName) return named;
  const folder = basename(named) === manifestFileName ? dirname(named) : named;
  return (await isFolder(folder)) ? latestOf(folder, 'official') : null;
};

const measuresAt = async (given: string | undefined, folder: string | null): Promise<ImprovementPlan | null> => {
  const file = given ?? (folder === null ? null : await latestOf(folder, 'improvement-plan'));
  return file === null ? null : loadPlan(file);
};

/**
 * Opens what a user names: a run or an agency's id, an official result, or a folder that holds one with the manifest and
 * the improvement plan.
 * @throws UserError when there is nothing of the kind
 */
export const planSourceOf = async (
  named: string,
  options: { out: string; official?: string; measures?: string },
): Promise<PlanSource> => {
  const file = await officialFileOf(named);
  if (file !== null) {
    const folder = dirname(file);
    const manifest = existsSync(join(folder, manifestFileName)) ? await loadManifest(folder) : null;
    return {
      run: null,
      official: await loadOfficial(options.official ?? file),
      manifest,
      measures: await measuresAt(options.measures, folder),
    };
  }
  if (basename(named) === manifestFileName)
    throw new UserError(
      `There is no official result beside ${named}. Audit it, and plan from the run: oit plan <agency>`,
    );
  const run = await loadRun(await runFolderOf(named, options.out));
  return {
    run,
    official: options.official === undefined ? null : await loadOfficial(options.official),
    manifest: null,
    measures: await measuresAt(options.measures, options.official === undefined ? null : dirname(options.official)),
  };
};
