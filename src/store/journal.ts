import { appendFile, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fault } from '../model/fault.ts';
import { diskError, readText, writeWhole } from './disk.ts';

const header = z.object({ fingerprint: z.string(), startedAt: z.string() });
const visit = z.object({
  url: z.string(),
  finalUrl: z.string(),
  redirects: z.array(z.string()),
  status: z.number().nullable(),
  mediaType: z.string(),
  bytes: z.number(),
  artifactId: z.string().nullable(),
  fault: fault.nullable(),
  method: z.enum(['http', 'browser', 'file']),
  escalation: z.string().nullable(),
  fetchedAt: z.string(),
});
export const visits = z.array(visit);
const finished = z.object({ visit, contentType: z.string(), fileName: z.string() });
type Finished = z.infer<typeof finished>;

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
  /** Visits of the interrupted gather that need not be made again. */
  resumed: number;
  recall(url: string): Finished | null;
  record(finished: Finished): Promise<void>;
};

const pathIn = (folder: string) => join(folder, 'pending.jsonl');

/**
 * The visits of an unfinished gather, one a line. A journal of another plan, or an old one, is begun anew; a line that
 * was torn by a crash is left out, and the next one starts on a line of its own.
 */
export async function openJournal(folder: string, fingerprint: string, now: Date): Promise<Journal> {
  const path = pathIn(folder);
  const [first = '', ...lines] = ((await readText(path)) ?? '').split('\n');
  const head = parsed(header, first);
  const age = head ? now.getTime() - Date.parse(head.startedAt) : Number.NaN;
  const known = new Map<string, Finished>();
  if (head?.fingerprint === fingerprint && age >= 0 && age < fresh) {
    for (const line of lines) {
      const one = line === '' ? null : parsed(finished, line);
      if (one) known.set(one.visit.url, one);
    }
    if (lines.at(-1) !== '') await append(path, '\n');
  } else await writeWhole(path, `${JSON.stringify({ fingerprint, startedAt: now.toISOString() })}\n`);
  return {
    resumed: known.size,
    recall: (url) => known.get(url) ?? null,
    record: (one) => append(path, `${JSON.stringify(one)}\n`),
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
