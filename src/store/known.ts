import { join } from 'node:path';
import { z } from 'zod';
import { type Finished, finished } from '../model/visited.ts';
import { readText, writeWhole } from './disk.ts';

/** Addresses that no run has led to for so long are forgotten, in milliseconds. */
const forgottenAfter = 60 * 24 * 60 * 60_000;

const file = z.object({ readerVersion: z.string(), visits: z.array(z.unknown()) });

const pathIn = (folder: string): string => join(folder, 'visited.json');

/**
 * What the agency's addresses showed when they were last seen, by address: tonight's run asks whether that has changed.
 * A damaged file is as none: everything is fetched whole then. The names of readings count for the same readers only.
 */
export async function readKnown(folder: string, readerVersion: string): Promise<Map<string, Finished>> {
  let data: unknown;
  try {
    data = JSON.parse((await readText(pathIn(folder))) ?? 'null');
  } catch {
    return new Map();
  }
  const whole = file.safeParse(data).data;
  const known = new Map<string, Finished>();
  for (const one of whole?.visits ?? []) {
    const seen = finished.safeParse(one).data;
    if (seen) known.set(seen.visit.url, whole?.readerVersion === readerVersion ? seen : { ...seen, reading: null });
  }
  return known;
}

/** Keeps what a run saw for the next one, and what earlier ones saw where this one did not get to look. */
export async function writeKnown(
  folder: string,
  readerVersion: string,
  before: ReadonlyMap<string, Finished>,
  seen: readonly Finished[],
  now: Date,
): Promise<void> {
  const all = new Map<string, Finished>();
  for (const one of before.values())
    if (now.getTime() - Date.parse(one.visit.fetchedAt) < forgottenAfter) all.set(one.visit.url, one);
  for (const one of seen) if (one.visit.artifactId !== null) all.set(one.visit.url, one);
  const sorted = [...all.values()].sort((a, b) => (a.visit.url < b.visit.url ? -1 : 1));
  await writeWhole(pathIn(folder), `${JSON.stringify({ readerVersion, visits: sorted })}\n`);
}
