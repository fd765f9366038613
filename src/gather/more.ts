import type { Reading } from '../model/evidence.ts';
import type { Gathered, Readings } from '../model/gathered.ts';
import { isLasting } from '../readers/index.ts';
import { createReadings } from './readings.ts';
import type { ArtifactStore, ReadFile } from './types.ts';
import { fileNameOf } from './url.ts';

/** Readings of which some are replaced. All are kept as evidence, so that they need not be in memory. */
const withBetter = async (
  readings: Readings,
  better: ReadonlyMap<string, Reading>,
  store: ArtifactStore,
): Promise<Readings> => {
  const names: Record<string, string> = {};
  for (const [id, reading] of better) {
    const name = await store.keep(reading);
    names[id] = name;
    if (isLasting(reading)) await store.improve(id, name);
  }
  return store.readings({ ...readings.names, ...names });
};

/**
 * Reads more pages of some files from their pictures, as far as a number of pages goes: the files in the order in which
 * they are named. Everything else stays as it was gathered.
 * @param urls final addresses of the files
 * @param pages pages that may be read altogether, and of one file
 */
export const readMore = async (
  gathered: Gathered,
  urls: readonly string[],
  store: ArtifactStore,
  pages: { all: number; perFile: number },
  options: { read?: ReadFile; signal?: AbortSignal; onFile?(url: string): void } = {},
): Promise<Gathered> => {
  const { read, signal } = options;
  const made = createReadings({ store, ...(read ? { read } : {}), ...(signal ? { signal } : {}) });
  const better = new Map<string, Reading>();
  let left = pages.all;
  for (const url of urls) {
    const visit = gathered.visits.find(({ finalUrl }) => finalUrl === url);
    const id = visit?.artifactId;
    const before = id ? (better.get(id) ?? gathered.readings.get(id)) : undefined;
    if (!visit || !id || !before || left <= 0) continue;
    options.onFile?.(url);
    const facts = { url, contentType: visit.mediaType, fileName: fileNameOf(url) };
    const most = Math.min(left, pages.perFile);
    const reading = await made.more(await store.load(id), facts, most);
    better.set(id, reading);
    left -= most;
  }
  return {
    ...gathered,
    readings: await withBetter(gathered.readings, better, store),
  };
};
