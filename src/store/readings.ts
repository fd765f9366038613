import { join } from 'node:path';
import type { Reading } from '../model/evidence.ts';
import { checkedId, hashOf } from './artifacts.ts';
import { readText, writeWhole } from './disk.ts';

/** What readers made of bytes, for every agency and every run. It may be deleted at any time: runs do not lean on it. */
export type Readings = {
  /** `told` is what the reading depends on besides the bytes; empty where nothing else matters. */
  reading(id: string, readerVersion: string, told: string): Promise<Reading | null>;
  /** Keeps a reading of an artifact under these words, until one comes that leaves less of it out. */
  saveReading(id: string, readerVersion: string, told: string, reading: Reading): Promise<void>;
};

/** What runs saw: their readings as they were judged, named by their content and so kept once for all runs. */
export type Evidence = {
  /** Returns the name by which `load` finds it. */
  keep(reading: Reading): Promise<string>;
  /** Null where it is missing or damaged. */
  load(name: string): Promise<Reading | null>;
};

const lists = ['pageNotes', 'blocks', 'links', 'images', 'forms', 'doubts', 'gaps'] as const;

const parsed = (text: string | null): Reading | null => {
  try {
    const data = JSON.parse(text ?? 'null') as Reading | null;
    return typeof data?.reader === 'string' && lists.every((list) => Array.isArray(data[list])) ? data : null;
  } catch {
    return null;
  }
};

const pagesMissing = ({ gaps }: Reading): number => gaps.reduce((sum, { pages }) => sum + (pages?.length ?? 0), 0);

const shortHash = (text: string): string => hashOf(text).slice(0, 16);

export function openReadings(folder: string): Readings {
  // Versions and words are free text, from the web even; their hashes are safe names.
  const pathOf = (id: string, version: string, told: string): string =>
    join(
      folder,
      shortHash(version),
      checkedId(id).slice(0, 2),
      told === '' ? `${id}.json` : `${id}.${shortHash(told)}.json`,
    );
  const reading = async (path: string): Promise<Reading | null> => parsed(await readText(path));
  return {
    reading: async (id, version, told) => reading(pathOf(id, version, told)),
    async saveReading(id, version, told, made) {
      const path = pathOf(id, version, told);
      // One that a power cut damages is read again, so nobody waits for the disk.
      const kept = await reading(path);
      if (kept === null || pagesMissing(made) < pagesMissing(kept))
        await writeWhole(path, JSON.stringify(made), { durable: false });
    },
  };
}

export function openEvidence(folder: string): Evidence {
  const pathOf = (name: string): string => join(folder, checkedId(name).slice(0, 2), `${name}.json`);
  const textOf = async (name: string): Promise<string | null> => {
    const text = await readText(pathOf(name));
    return text !== null && hashOf(text) === name ? text : null;
  };
  return {
    async keep(reading) {
      const text = JSON.stringify(reading);
      const name = hashOf(text);
      if ((await textOf(name)) === null) await writeWhole(pathOf(name), text);
      return name;
    },
    load: async (name) => parsed(await textOf(name)),
  };
}
