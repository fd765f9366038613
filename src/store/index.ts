import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { gap } from '../model/evidence.ts';
import { budget, type Gathered, type Readings as LoadedReadings } from '../model/gathered.ts';
import { type Run, run as runSchema } from '../model/run.ts';
import { type Finished, type KeptArrival, visits } from '../model/visited.ts';
import { type Artifacts, openArtifacts } from './artifacts.ts';
import { claimRun, sweepClaims } from './claim.ts';
import { isThere, makeFolder, readText, writeWhole } from './disk.ts';
import { closeJournal, openJournal } from './journal.ts';
import { readKnown, writeKnown } from './known.ts';
import { type Pruned, prune } from './prune.ts';
import { type Evidence, evidencePath, openEvidence, openReadings, type Readings } from './readings.ts';
import { addRun, entryOf, listRuns, type RunEntry } from './runs-index.ts';

export type { RunEntry } from './runs-index.ts';
export { openScreenshots } from './screenshots.ts';

/** What a gather needs: bytes, readings, what was seen before, and the journal of its own plan. */
export type GatherStore = Artifacts &
  Readings &
  Evidence & {
    /** When the gather began, before the interruption that it goes on from. */
    startedAt: Date;
    /** How many visits an interrupted gather of the same plan left done. */
    resumed: number;
    /** A visit that the interrupted gather had finished. */
    recall(url: string): Finished | null;
    /** What an address showed in an earlier run. */
    before(url: string): Finished | null;
    record(finished: Finished): Promise<void>;
    recallArrival(url: string): KeptArrival | null;
    recordArrival(arrival: KeptArrival): Promise<void>;
    /** Records that more was read of an artifact than when it was visited. */
    improve(artifactId: string, reading: string): Promise<void>;
    /** Readings by artifact id, out of the evidence by their names. */
    readings(names: Readonly<Record<string, string>>): LoadedReadings;
  };

export type Store = Artifacts &
  Readings & {
    /** The agency's folder. */
    folder: string;
    /** Begins a gather, or goes on with the one of the same plan that was interrupted in the last 12 hours. */
    begin(planFingerprint: string, now: Date): Promise<GatherStore>;
    /** Keeps a finished run; returns the run's folder. */
    finish(run: Run, gathered: Gathered, exit?: number): Promise<string>;
    /** Forgets the journal of a plan whose run is finished and reported: until then a crash goes on with the same run. */
    conclude(planFingerprint: string): Promise<void>;
    /** Finished runs, oldest first. */
    runs(): Promise<RunEntry[]>;
    /** Deletes all but the last runs, and what only they referred to. */
    prune(keep: number, now: Date): Promise<Pruned>;
    loadRun(id: string): Promise<Run>;
    /** A run if it was made from just these inputs, which name the code that wrote it too; else null. */
    loadRunOf(id: string, inputs: string): Promise<Run | null>;
    loadGathered(id: string): Promise<Gathered>;
    runFolder(id: string): string;
  };

const runText = (run: Run): string => `${JSON.stringify(run, null, 2)}\n`;

const runId = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(?:-\d{1,4})?$/;
export const isRunId = (text: string): boolean => runId.test(text);

/** The id of a run that started at an ISO time: 2026-11-23T02-15-00Z. */
const idOf = (startedAt: string): string => new Date(startedAt).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');

/** The folder of an agency that holds the readings which its runs judged. */
const evidenceIn = (agencyFolder: string): string => join(agencyFolder, 'evidence');
const evidenceOf = (agencyFolder: string): Evidence => openEvidence(evidenceIn(agencyFolder));

const savedGathered = z.object({
  readerVersion: z.string(),
  home: z.string().nullable(),
  ownHosts: z.array(z.string()),
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
  budget: budget.nullable(),
  counters: z.record(z.string(), z.number()),
});

const fromEvidence = (evidence: Evidence, names: Readonly<Record<string, string>>): LoadedReadings => ({
  ids: Object.keys(names).sort(),
  names,
  get(id) {
    const name = names[id];
    if (name === undefined) return undefined;
    const reading = evidence.kept(name);
    if (!reading) throw new UserError(`The saved evidence is not complete: reading ${name} is missing or damaged.`);
    return reading;
  },
});

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(folder, name);
  const text = await readText(path);
  if (text === null)
    throw new UserError(
      (await isThere(folder)) ? `${folder} is not a run: it holds no ${name}.` : `There is no run ${folder}.`,
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

/** Keeps a run anew in its folder: the same evidence and outcomes, with other manual verdicts beside them. */
export async function amendRun(folder: string, run: Run): Promise<void> {
  await writeWhole(join(folder, 'run.json'), runText(run));
  const [id, runs] = [basename(folder), dirname(folder)];
  if (!isRunId(id) || basename(runs) !== 'runs') return;
  const readRun = (other: string): Promise<Run> => loadRun(join(runs, other));
  const known = (await listRuns(dirname(runs), readRun)).find((one) => one.id === id);
  await addRun(dirname(runs), entryOf(id, run, known?.exit ?? null), readRun);
}

/**
 * What a run in `<agency>/runs/<id>` saw. Its readings are loaded as they are asked for, and throw where one is damaged.
 * @throws UserError when something is missing
 */
export async function loadGathered(folder: string): Promise<Gathered> {
  const { readerVersion: _, readings: names, ...saved } = await readJson(folder, 'gathered.json', savedGathered);
  const agency = join(folder, '..', '..');
  const there = await Promise.all(Object.values(names).map((name) => isThere(evidencePath(evidenceIn(agency), name))));
  if (there.includes(false))
    throw new UserError(
      `${folder} is not complete: ${there.filter((one) => !one).length} of its readings are missing.`,
    );
  return { ...saved, readings: fromEvidence(evidenceOf(agency), names) };
}

export type StoreOptions = {
  /** Holds what readers made of bytes; agencies may share it. */
  readingsFolder?: string;
  /** Names the readers: what others have read is read again. */
  readerVersion?: string;
};

/**
 * Opens (and makes) the folder of one agency.
 * @throws UserError when the folder cannot be written
 */
export async function openStore(
  folder: string,
  { readingsFolder = join(folder, 'readings'), readerVersion = '' }: StoreOptions = {},
): Promise<Store> {
  await makeFolder(join(folder, 'runs'));
  const kept = { ...openArtifacts(folder), ...openReadings(readingsFolder) };
  const evidence = evidenceOf(folder);
  const runFolder = (id: string): string => {
    if (!isRunId(id)) throw new UserError(`"${id.slice(0, 80)}" is no run id, such as 2026-11-23T02-15-00Z.`);
    return join(folder, 'runs', id);
  };
  const readRun = async (id: string): Promise<Run> => loadRun(runFolder(id));

  let known: Map<string, Finished> = new Map();
  let journal: Awaited<ReturnType<typeof openJournal>> | null = null;
  /** Lets go of run folders that are written and not yet reported. */
  const unreported: (() => Promise<void>)[] = [];

  return {
    ...kept,
    folder,
    runFolder,
    async begin(planFingerprint, now) {
      const opened = await openJournal(folder, planFingerprint, now);
      journal = opened;
      known = await readKnown(folder, readerVersion);
      return {
        ...kept,
        ...evidence,
        startedAt: opened.startedAt,
        resumed: opened.resumed,
        recall: opened.recall,
        record: opened.record,
        recallArrival: opened.recallArrival,
        recordArrival: opened.recordArrival,
        async improve(artifactId, reading) {
          for (const one of opened.all())
            if (one.visit.artifactId === artifactId) await opened.record({ ...one, reading });
        },
        before: (url) => known.get(url) ?? null,
        readings: (names) => fromEvidence(evidence, names),
      };
    },
    async finish(run, gathered, exit) {
      const claimed = await claimRun(join(folder, 'runs'), idOf(run.startedAt));
      const { home, ownHosts, visits: seen, readings, items, budget: spent, counters } = gathered;
      const names = readings.names ?? (await keepAll(readings, evidence));
      const saved = { readerVersion, home, ownHosts, visits: seen, readings: names, items, budget: spent, counters };
      await writeWhole(join(claimed.folder, 'gathered.json'), `${JSON.stringify(saved, null, 1)}\n`);
      // Last, because a folder with run.json is a finished run.
      await writeWhole(join(claimed.folder, 'run.json'), runText(run));
      await addRun(folder, entryOf(claimed.id, run, exit ?? null), readRun);
      if (journal) await writeKnown(folder, readerVersion, known, journal.all(), new Date(run.finishedAt));
      if (journal) unreported.push(claimed.release);
      else await claimed.release();
      return claimed.folder;
    },
    async conclude(planFingerprint) {
      await closeJournal(folder, planFingerprint);
      for (const release of unreported.splice(0)) await release();
    },
    runs: () => listRuns(folder, readRun),
    async prune(keep, now) {
      await sweepClaims(join(folder, 'runs'));
      return prune(folder, keep, isRunId, now);
    },
    loadRun: readRun,
    async loadRunOf(id, inputs) {
      const text = inputs === '' ? null : await readText(join(runFolder(id), 'run.json'));
      if (!text?.includes(inputs)) return null;
      try {
        const run = JSON.parse(text) as Run;
        return run.inputs === inputs ? run : null;
      } catch {
        return null;
      }
    },
    loadGathered: async (id) => loadGathered(runFolder(id)),
  };
}

const keepAll = async (readings: LoadedReadings, evidence: Evidence): Promise<Record<string, string>> => {
  const names: Record<string, string> = {};
  for (const id of readings.ids) {
    const reading = readings.get(id);
    if (reading) names[id] = await evidence.keep(reading);
  }
  return names;
};
