import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { z } from 'zod';
import type { Run } from '../model/run.ts';
import { diskError, isMissing, readError, readText } from './disk.ts';
import { locked } from './lock.ts';

const entry = z.strictObject({
  id: z.string(),
  finishedAt: z.string(),
  fiscalYear: z.number().int(),
  /** The expected OIT score; null when nothing could be verified. */
  oit: z.number().nullable(),
  /** Exit code of the run; null when it is not known. */
  exit: z.number().int().nullable(),
});
/** One finished run in the list of runs. */
export type RunEntry = z.infer<typeof entry>;
const index = z.strictObject({ runs: z.array(entry) });

export const entryOf = (id: string, run: Run, exit: number | null): RunEntry => ({
  id,
  finishedAt: run.finishedAt,
  fiscalYear: run.ruleset.fiscalYear,
  oit: run.prediction.oit.expected,
  exit,
});

const byTime = (a: RunEntry, b: RunEntry): number =>
  a.finishedAt < b.finishedAt ? -1 : a.finishedAt > b.finishedAt ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

async function readIndex(folder: string): Promise<RunEntry[] | null> {
  const text = await readText(join(folder, 'index.json'));
  if (text === null) return null;
  try {
    return index.safeParse(JSON.parse(text)).data?.runs ?? null;
  } catch {
    return null;
  }
}

const runNames = (folder: string): Promise<string[]> =>
  readdir(join(folder, 'runs')).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw readError(join(folder, 'runs'), error);
  });

/**
 * Finished runs, oldest first. The index is only a short cut: what counts are the run folders, so a run that it lacks
 * is read, one that is gone is left out, and a damaged index is made again.
 */
export async function listRuns(folder: string, readRun: (id: string) => Promise<Run>): Promise<RunEntry[]> {
  const [indexed, names] = [new Map((await readIndex(folder))?.map((one) => [one.id, one])), await runNames(folder)];
  const entries: RunEntry[] = [];
  for (const id of names) {
    const known = indexed.get(id);
    const run = known ? null : await readRun(id).catch(() => null);
    if (known) entries.push(known);
    else if (run) entries.push(entryOf(id, run, null));
  }
  return entries.sort(byTime);
}

export async function addRun(folder: string, added: RunEntry, readRun: (id: string) => Promise<Run>): Promise<void> {
  const path = join(folder, 'index.json');
  await locked(join(folder, 'index.lock'), async () => {
    const runs = await listRuns(folder, readRun);
    const db = new Low(new JSONFile<z.infer<typeof index>>(path), { runs: [] });
    db.data = { runs: [...runs.filter(({ id }) => id !== added.id), added].sort(byTime) };
    try {
      await db.write();
    } catch (error) {
      throw diskError(path, error);
    }
  });
}
