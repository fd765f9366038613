import { appendFile, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Finished, finished, type KeptArrival, keptArrival } from '../model/visited.ts';
import { diskError, readText, writeWhole } from './disk.ts';

const header = z.object({ fingerprint: z.string(), startedAt: z.string() });
const arrivalLine = z.object({ arrival: keptArrival });

/** An interrupted gather is worth going on with for this long, in milliseconds. */
const fresh = 12 * 60 * 60_000;

const parsed = <T>(schema: z.ZodType<T>, line: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

export type Journal = {
  /** When the gather began, which may be before the interruption. */
  startedAt: Date;
  /** Visits of the interrupted gather that need not be made again. */
  resumed: number;
  recall(url: string): Finished | null;
  record(finished: Finished): Promise<void>;
  recallArrival(url: string): KeptArrival | null;
  recordArrival(arrival: KeptArrival): Promise<void>;
  /** All visits that were recorded, those before the interruption included. */
  all(): Finished[];
};

const pathIn = (folder: string) => join(folder, 'pending.jsonl');

/**
 * The visits of an unfinished gather, one a line, and before each the answer that it is made from. A journal of another plan, or an old one, is begun anew; a line that
 * was torn by a crash is left out, and the next one starts on a line of its own.
 */
export async function openJournal(folder: string, fingerprint: string, now: Date): Promise<Journal> {
  const path = pathIn(folder);
  const [first = '', ...lines] = ((await readText(path)) ?? '').split('\n');
  const head = parsed(header, first);
  const age = head ? now.getTime() - Date.parse(head.startedAt) : Number.NaN;
  const known = new Map<string, Finished>();
  const arrivals = new Map<string, KeptArrival>();
  const goesOn = head?.fingerprint === fingerprint && age >= 0 && age < fresh;
  if (goesOn) {
    for (const line of lines) {
      if (line === '') continue;
      const one = parsed(finished, line);
      const arrival = one ? null : parsed(arrivalLine, line)?.arrival;
      if (one) known.set(one.visit.url, one);
      if (arrival) arrivals.set(arrival.url, arrival);
    }
    if (lines.at(-1) !== '') await append(path, '\n');
  } else await writeWhole(path, `${JSON.stringify({ fingerprint, startedAt: now.toISOString() })}\n`);
  const resumed = new Map(known);
  return {
    startedAt: goesOn ? new Date(head.startedAt) : now,
    resumed: new Set([...resumed.keys(), ...arrivals.keys()]).size,
    recall: (url) => resumed.get(url) ?? null,
    async record(one) {
      known.set(one.visit.url, one);
      await append(path, `${JSON.stringify(one)}\n`);
    },
    recallArrival: (url) => arrivals.get(url) ?? null,
    recordArrival: (arrival) => append(path, `${JSON.stringify({ arrival })}\n`),
    all: () => [...known.values()],
  };
}

async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw diskError(path, error);
  }
}

/** Forgets the journal when its run is finished; one of another plan stays. */
export async function closeJournal(folder: string, fingerprint: string): Promise<void> {
  const path = pathIn(folder);
  const file = await open(path, 'r').catch(() => null);
  if (!file) return;
  let mine = false;
  for await (const line of file.readLines()) {
    mine = parsed(header, line)?.fingerprint === fingerprint;
    break;
  }
  await file.close().catch(() => {});
  if (mine) await rm(path, { force: true });
}
