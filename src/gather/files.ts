import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../model/errors.ts';
import type { Gap, Reading } from '../model/evidence.ts';
import type { Gathered, Visit } from '../model/gathered.ts';
import { readerVersion } from '../readers/index.ts';
import type { ArtifactStore } from './types.ts';
import { fileNameOf, looksLikeDocument } from './url.ts';
import { readSafely } from './visitor.ts';

const largestFile = 60e6;

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) throw new UserError(`${path} is a folder; name the files in it.`);
    if (facts.size > largestFile) throw new UserError(`${path} is larger than ${largestFile / 1e6} MB.`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UserError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);
  }
}

/** The documents that a local page links to: they lie elsewhere and were not looked at. */
export const documentsLinkedFrom = (reading: Reading): Gap[] => {
  const gaps = reading.links
    .filter((link) => link.region === 'main' && /^(?:https?|file):/iu.test(link.url))
    // A link beside the page leads to a file of this machine; as an address it is judged by its name alike.
    .filter((link) => looksLikeDocument(link.url.replace(/^file:\/\//iu, 'http://local')))
    .map(({ url, text }): Gap => ({ code: 'not-fetched', url, label: text.trim() || fileNameOf(url) || url }));
  return [...new Map(gaps.map((gap) => [gap.url, gap])).values()];
};

/** Reads local files that a person named, as if they were what an item leads to. Throws a UserError naming the path. */
export async function gatherFiles(paths: readonly string[], store: ArtifactStore, now: () => Date): Promise<Gathered> {
  const visits: Visit[] = [];
  const readings: Record<string, Reading> = {};
  for (const path of [...new Set(paths.map((one) => resolve(one)))]) {
    const bytes = await bytesOf(path);
    const url = pathToFileURL(path).href;
    const artifactId = await store.save(bytes);
    const reading = await readSafely(bytes, { url, fileName: basename(path) });
    await store.saveReading(artifactId, readerVersion, reading);
    readings[artifactId] ??= reading;
    visits.push({
      url,
      finalUrl: url,
      redirects: [],
      status: null,
      mediaType: '',
      bytes: bytes.byteLength,
      artifactId,
      fault: null,
      method: 'file',
      escalation: null,
      fetchedAt: now().toISOString(),
    });
  }
  const urls = visits.map(({ url }) => url);
  const gaps = Object.values(readings)
    .flatMap(documentsLinkedFrom)
    .filter(({ url }) => !urls.includes(url));
  return {
    home: null,
    visits: visits.sort((a, b) => (a.url < b.url ? -1 : 1)),
    readings,
    items: [{ itemId: '', submitted: urls, reached: urls, gaps }],
    counters: { visits: visits.length, bytes: visits.reduce((sum, { bytes }) => sum + bytes, 0), faults: 0 },
  };
}
