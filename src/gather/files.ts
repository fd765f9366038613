import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../model/errors.ts';
import type { Gap, Reading } from '../model/evidence.ts';
import { type Gathered, readingsOf, type Visit } from '../model/gathered.ts';
import { createReadings } from './readings.ts';
import type { ArtifactStore, ReadFile } from './types.ts';
import { fileNameOf, looksLikeDocument } from './url.ts';

const largestFile = 60e6;

const refused = (path: string, { code }: NodeJS.ErrnoException): UserError =>
  new UserError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);

/** Throws a UserError unless the path names a file that is small enough to be read. */
export const checkFile = async (path: string): Promise<void> => {
  const facts = await stat(path).catch((error) => {
    throw refused(path, error);
  });
  if (facts.isDirectory()) throw new UserError(`${path} is a folder; name the files in it.`);
  if (facts.size > largestFile) throw new UserError(`${path} is larger than ${largestFile / 1e6} MB.`);
};

/** The bytes of a file that a person named. Throws a UserError where they cannot be had. */
export const bytesOf = async (path: string): Promise<Uint8Array> => {
  await checkFile(path);
  return readFile(path).catch((error) => {
    throw refused(path, error);
  });
};

/** The documents that a local page links to: they lie elsewhere and were not looked at. */
export const documentsLinkedFrom = (reading: Reading): Gap[] => {
  const gaps = reading.links
    .filter((link) => link.region === 'main' && /^(?:https?|file):/iu.test(link.url))
    // A link beside the page leads to a file of this machine; as an address it is judged by its name alike.
    .filter((link) => looksLikeDocument(link.url.replace(/^file:\/\//iu, 'http://local')))
    .map(({ url, text }): Gap => ({ code: 'not-fetched', url, label: text.trim() || fileNameOf(url) || url }));
  return [...new Map(gaps.map((gap) => [gap.url, gap])).values()];
};

const visitOf = (url: string, artifactId: string, bytes: number, now: Date): Visit => ({
  url,
  finalUrl: url,
  redirects: [],
  status: null,
  mediaType: '',
  bytes,
  artifactId,
  fault: null,
  method: 'file',
  escalation: null,
  fetchedAt: now.toISOString(),
});

/** Reads local files that a person named, as if they were what an item leads to. Throws a UserError naming the path. */
export async function gatherFiles(
  paths: readonly string[],
  store: Pick<ArtifactStore, 'save' | 'reading' | 'saveReading'>,
  now: () => Date,
  read?: ReadFile,
): Promise<Gathered> {
  const made = createReadings({ store, read });
  const seen = await Promise.all(
    [...new Set(paths.map((one) => resolve(one)))].map(async (path) => {
      const bytes = await bytesOf(path);
      const url = pathToFileURL(path).href;
      const artifactId = await store.save(bytes);
      const reading = await made.of(bytes, { url, fileName: basename(path) });
      return { visit: visitOf(url, artifactId, bytes.byteLength, now()), artifactId, reading };
    }),
  );
  const visits = seen.map(({ visit }) => visit);
  const readings: Record<string, Reading> = {};
  for (const { artifactId, reading } of seen) readings[artifactId] ??= reading;
  const urls = visits.map(({ url }) => url);
  const gaps = Object.values(readings)
    .flatMap(documentsLinkedFrom)
    .filter(({ url }) => !urls.includes(url));
  return {
    home: null,
    ownHosts: [],
    budget: null,
    visits: visits.sort((a, b) => (a.url < b.url ? -1 : 1)),
    readings: readingsOf(readings),
    items: [{ itemId: '', submitted: urls, reached: urls, gaps }],
    counters: {
      visits: visits.length,
      bytes: visits.reduce((sum, { bytes }) => sum + bytes, 0),
      faults: 0,
      ...made.counts(),
    },
  };
}
