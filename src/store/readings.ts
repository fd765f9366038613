import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../model/evidence.ts';
import { checkedId, hashOf } from './artifacts.ts';
import { isMissing, isThere, readError, readText, writeWhole } from './disk.ts';

/** What readers made of bytes, for every agency and every run. It may be deleted at any time: runs do not lean on it. */
export type Readings = {
  /** `told` is what the reading depends on besides the bytes; empty where nothing else matters. */
  reading(id: string, readerVersion: string, told: string): Promise<Reading | null>;
  /** Keeps a reading of an artifact under these words, until one comes that leaves less of it out. */
  saveReading(id: string, readerVersion: string, told: string, reading: Reading): Promise<void>;
};

/** What runs saw: their readings as they were judged, named by their content and so kept once for all runs. */
export type Evidence = {
  /** Returns the name by which `kept` finds it. */
  keep(reading: Reading): Promise<string>;
  /** Null where it is missing or damaged. It does not wait: judging is one pass that holds few readings at a time. */
  kept(name: string): Reading | null;
  /** Whether it is there; that it is whole is seen when it is loaded. */
  holds(name: string): Promise<boolean>;
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

/** Characters of JSON of the readings that stay in memory: about the pages that one item leads to. */
const mostRemembered = 4e6;

/** The readings that were asked for last, as far as they fit. */
const lastOnes = (most: number) => {
  const held = new Map<string, { reading: Reading; size: number }>();
  let size = 0;
  const drop = (name: string): void => {
    size -= held.get(name)?.size ?? 0;
    held.delete(name);
  };
  return {
    get(name: string): Reading | undefined {
      const found = held.get(name);
      if (!found) return undefined;
      held.delete(name);
      held.set(name, found);
      return found.reading;
    },
    set(name: string, reading: Reading, letters: number): void {
      drop(name);
      held.set(name, { reading, size: letters });
      size += letters;
      for (const oldest of held.keys()) {
        if (size <= most || oldest === name) break;
        drop(oldest);
      }
    },
  };
};

export const evidencePath = (folder: string, name: string): string =>
  join(folder, checkedId(name).slice(0, 2), `${name}.json`);

export function openEvidence(folder: string): Evidence {
  const pathOf = (name: string): string => evidencePath(folder, name);
  const remembered = lastOnes(mostRemembered);
  const wholeText = (name: string): string | null => {
    try {
      const text = readFileSync(pathOf(name), 'utf8');
      return hashOf(text) === name ? text : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw readError(pathOf(name), error);
    }
  };
  return {
    async keep(reading) {
      const text = JSON.stringify(reading);
      const name = hashOf(text);
      if (wholeText(name) === null) await writeWhole(pathOf(name), text);
      remembered.set(name, reading, text.length);
      return name;
    },
    holds: async (name) => remembered.get(name) !== undefined || isThere(pathOf(name)),
    kept(name) {
      const known = remembered.get(name);
      if (known) return known;
      const text = wholeText(name);
      const reading = parsed(text);
      if (reading && text) remembered.set(name, reading, text.length);
      return reading;
    },
  };
}
