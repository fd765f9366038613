import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { Reading } from '../model/evidence.ts';
import { isMissing, readError, readText, writeWhole } from './disk.ts';

const sha256 = /^[0-9a-f]{64}$/;

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Ids come from hashes alone, so nothing from the web ever becomes a path. */
const checked = (id: string): string => {
  if (!sha256.test(id)) throw new UserError(`"${id.slice(0, 80)}" is no artifact id (sha256 in hex).`);
  return id;
};

export type Artifacts = {
  save(bytes: Uint8Array): Promise<string>;
  load(id: string): Promise<Uint8Array>;
  reading(id: string, readerVersion: string): Promise<Reading | null>;
  /** Keeps the first reading of an artifact; returns the one that is kept. */
  saveReading(id: string, readerVersion: string, reading: Reading): Promise<Reading>;
};

const readingAt = async (path: string): Promise<Reading | null> => {
  const text = await readText(path);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Reading;
  } catch {
    return null;
  }
};

export function openArtifacts(folder: string): Artifacts {
  const pathOf = (id: string) => join(folder, 'artifacts', checked(id).slice(0, 2), id);
  // A reader's version is free text; its hash is a safe name.
  const readingPath = (id: string, version: string) =>
    join(folder, 'readings', hashOf(version).slice(0, 16), `${checked(id)}.json`);
  return {
    async save(bytes) {
      const id = hashOf(bytes);
      const path = pathOf(id);
      // Same name, same bytes: what is there is never written again.
      const there = await access(path).then(
        () => true,
        () => false,
      );
      if (!there) await writeWhole(path, bytes);
      return id;
    },
    async load(id) {
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (isMissing(error)) throw new UserError(`${pathOf(id)} is missing: the saved evidence is not complete.`);
        throw readError(pathOf(id), error);
      }
    },
    reading: (id, version) => readingAt(readingPath(id, version)),
    async saveReading(id, version, reading) {
      const path = readingPath(id, version);
      // The first one stays: finished runs lean on it.
      const kept = await readingAt(path);
      if (kept) return kept;
      await writeWhole(path, JSON.stringify(reading));
      return reading;
    },
  };
}
