import type { Gathered } from '../model/gathered.ts';
import { createReadings } from './readings.ts';
import type { ArtifactStore, ReadFile } from './types.ts';
import { fileNameOf } from './url.ts';

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
  const readings = { ...gathered.readings };
  let left = pages.all;
  for (const url of urls) {
    const visit = gathered.visits.find(({ finalUrl }) => finalUrl === url);
    const id = visit?.artifactId;
    const before = id ? readings[id] : undefined;
    if (!visit || !id || !before || left <= 0) continue;
    options.onFile?.(url);
    const facts = { url, contentType: visit.mediaType, fileName: fileNameOf(url) };
    const most = Math.min(left, pages.perFile);
    const reading = await made.more(await store.load(id), facts, most);
    readings[id] = reading;
    left -= most;
  }
  const { read: more, reused } = made.counts();
  const { counters } = gathered;
  return {
    ...gathered,
    readings,
    counters: { ...counters, read: (counters.read ?? 0) + more, reused: counters.reused ?? reused },
  };
};
