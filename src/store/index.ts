import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { gap, type Reading } from '../model/evidence.ts';
import type { Gathered } from '../model/gathered.ts';
import { type Run, run as runSchema } from '../model/run.ts';
import { type Artifacts, openArtifacts } from './artifacts.ts';
import { diskError, makeFolder, readText, writeWhole } from './disk.ts';
import { closeJournal, openJournal, visits } from './journal.ts';
import { openEvidence, openReadings, type Readings } from './readings.ts';
import { addRun, entryOf, listRuns, type RunEntry } from './runs-index.ts';

export type { RunEntry } from './runs-index.ts';

type Finished = Parameters<Awaited<ReturnType<typeof openJournal>>['record']>[0];

/** What a gather needs: bytes, readings, and the journal of its own plan. */
export type GatherStore = Artifacts &
  Readings & {
    /** How many visits an interrupted gather of the same plan left done. */
    resumed: number;
    recall(url: string): Promise<Finished | null>;
    record(finished: Finished): Promise<void>;
  };

export type Store = Artifacts &
  Readings & {
    /** The agency's folder. */
    folder: string;
    /** Begins a gather, or goes on with the one of the same plan that was interrupted in the last 12 hours. */
    begin(planFingerprint: string, now: Date): Promise<GatherStore>;
    /** Keeps a finished run and forgets its journal; returns the run's folder. */
    finish(run: Run, gathered: Gathered, more: FinishOptions): Promise<string>;
    /** Finished runs, oldest first. */
    runs(): Promise<RunEntry[]>;
    loadRun(id: string): Promise<Run>;
    loadGathered(id: string): Promise<Gathered>;
    runFolder(id: string): string;
  };

export type FinishOptions = {
  readerVersion: string;
  planFingerprint?: string;
  exit?: number;
};

const runId = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(?:-\d{1,4})?$/;
export const isRunId = (text: string): boolean => runId.test(text);

/** The id of a run that started at an ISO time: 2026-11-23T02-15-00Z. */
const idOf = (startedAt: string): string => new Date(startedAt).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The folder of an agency that holds the readings which its runs judged. */
const evidenceOf = (agencyFolder: string) => openEvidence(join(agencyFolder, 'evidence'));

const savedGathered = z.object({
  readerVersion: z.string(),
  home: z.string().nullable(),
  visits,
  /** By artifact id, the name of what was read, in the agency's evidence. */
  readings: z.record(z.string(), z.string()),
  items: z.array(
    z.object({
      itemId: z.string(),
      submitted: z.array(z.string()),
      reached: z.array(z.string()),
      gaps: z.array(gap),
    }),
  ),
  counters: z.record(z.string(), z.number()),
});

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(folder, name);
  const text = await readText(path);
  if (text === null)
    throw new UserError(
      (await exists(folder)) ? `${folder} is not a run: it holds no ${name}.` : `There is no run ${folder}.`,
    );
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new UserError(`${path} is damaged: it is not whole JSON.`);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError(`${path} is damaged or of another version: ${issue?.path.join('.')} ${issue?.message}`);
}

/** The run that a folder holds. Throws a UserError when there is none, or a damaged one. */
export const loadRun = (folder: string): Promise<Run> => readJson(folder, 'run.json', runSchema);

/** What a run in `<agency>/runs/<id>` saw, with its readings. Throws a UserError when something is missing. */
export async function loadGathered(folder: string): Promise<Gathered> {
  const saved = await readJson(folder, 'gathered.json', savedGathered);
  const evidence = evidenceOf(join(folder, '..', '..'));
  const readings: Record<string, Reading> = {};
  for (const [id, name] of Object.entries(saved.readings)) {
    const reading = await evidence.load(name);
    if (!reading)
      throw new UserError(`${folder} is not complete: the reading of artifact ${id} is missing or damaged.`);
    readings[id] = reading;
  }
  const { home, visits: seen, items, counters } = saved;
  return { home, visits: seen, readings, items, counters };
}

/**
 * Opens (and makes) the folder of one agency. `readingsFolder` holds what readers made of bytes; agencies may share it.
 * @throws UserError when the folder cannot be written
 */
export async function openStore(folder: string, readingsFolder = join(folder, 'readings')): Promise<Store> {
  await makeFolder(join(folder, 'runs'));
  const kept = { ...openArtifacts(folder), ...openReadings(readingsFolder) };
  const evidence = evidenceOf(folder);
  const runFolder = (id: string): string => {
    if (!isRunId(id)) throw new UserError(`"${id.slice(0, 80)}" is no run id, such as 2026-11-23T02-15-00Z.`);
    return join(folder, 'runs', id);
  };
  const readRun = async (id: string): Promise<Run> => loadRun(runFolder(id));

  /** Takes a free run id: making the folder is what no two processes can both do. */
  const claim = async (startedAt: string): Promise<string> => {
    const base = idOf(startedAt);
    for (let number = 1; ; number++) {
      const id = number === 1 ? base : `${base}-${number}`;
      try {
        await mkdir(runFolder(id));
        return id;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw diskError(runFolder(id), error);
      }
    }
  };

  return {
    ...kept,
    folder,
    runFolder,
    async begin(planFingerprint, now) {
      const journal = await openJournal(folder, planFingerprint, now);
      return {
        ...kept,
        resumed: journal.resumed,
        recall: async (url) => journal.recall(url),
        record: journal.record,
      };
    },
    async finish(run, gathered, { readerVersion, planFingerprint, exit }) {
      const id = await claim(run.startedAt);
      const { home, visits: seen, readings, items, counters } = gathered;
      const named = await Promise.all(
        Object.entries(readings).map(async ([artifact, reading]) => [artifact, await evidence.keep(reading)] as const),
      );
      const names = Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
      const saved = { readerVersion, home, visits: seen, readings: names, items, counters };
      await writeWhole(join(runFolder(id), 'gathered.json'), `${JSON.stringify(saved, null, 1)}\n`);
      // Last, because a folder with run.json is a finished run.
      await writeWhole(join(runFolder(id), 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
      await addRun(folder, entryOf(id, run, exit ?? null), readRun);
      if (planFingerprint !== undefined) await closeJournal(folder, planFingerprint);
      return runFolder(id);
    },
    runs: () => listRuns(folder, readRun),
    loadRun: readRun,
    loadGathered: async (id) => loadGathered(runFolder(id)),
  };
}
