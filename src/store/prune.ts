import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, readError, readText } from './disk.ts';

/** Files that are younger may belong to a run that is being made, in milliseconds. */
const grace = 24 * 60 * 60_000;
/** Runs go in batches of this share of those that are kept: finding out what is still needed reads all that stay. */
const batch = 0.1;
const anId = /[0-9a-f]{64}/gu;

export type Pruned = { runs: number; files: number; bytes: number };

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw readError(folder, error);
  }
};

/** Everything that the kept runs, the next run and one that is being made refer to. */
const neededIn = async (folder: string, runs: readonly string[]): Promise<Set<string>> => {
  const needed = new Set<string>();
  // Pictures of places in documents are named in the report alone.
  const ofRuns = runs.flatMap((id) => ['gathered.json', 'report.html'].map((name) => join('runs', id, name)));
  const files = [...ofRuns, 'visited.json', 'pending.jsonl'];
  for (const file of files)
    for (const [id] of ((await readText(join(folder, file))) ?? '').matchAll(anId)) needed.add(id);
  return needed;
};

/** Files of a folder and of those in it, with their paths. */
const filesBelow = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/**
 * Deletes the oldest runs of an agency and what no other run refers to. Runs that are kept lose nothing: their
 * artifacts, readings and screenshots stay, however old they are.
 * @param keep runs that stay at least; a tenth more may, since runs are deleted in batches
 */
export async function prune(
  folder: string,
  keep: number,
  isRunId: (name: string) => boolean,
  now: Date,
): Promise<Pruned> {
  const pruned: Pruned = { runs: 0, files: 0, bytes: 0 };
  const runs = (await namesIn(join(folder, 'runs'))).filter(isRunId).sort();
  if (runs.length <= keep + Math.floor(keep * batch)) return pruned;
  const [gone, kept] = [runs.slice(0, runs.length - keep), runs.slice(runs.length - keep)];
  for (const id of gone) await rm(join(folder, 'runs', id), { recursive: true, force: true });
  pruned.runs = gone.length;
  const needed = await neededIn(folder, kept);
  for (const part of ['artifacts', 'evidence', 'screenshots']) {
    for (const path of await filesBelow(join(folder, part))) {
      const [id] = /[0-9a-f]{64}/u.exec(path.slice(folder.length)) ?? [];
      const isHalf = path.endsWith('.tmp');
      if (id !== undefined && needed.has(id) && !isHalf) continue;
      const facts = await stat(path).catch(() => null);
      if (!facts || now.getTime() - facts.mtimeMs < grace) continue;
      await rm(path, { force: true });
      pruned.files++;
      pruned.bytes += facts.size;
    }
  }
  return pruned;
}
