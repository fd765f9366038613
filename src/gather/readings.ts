import { createHash } from 'node:crypto';
import type { Reading } from '../model/evidence.ts';
import { type Facts, isLasting, keysOf, readerVersion, readUnplaced, rebase } from '../readers/index.ts';
import type { ArtifactStore, ReadFile } from './types.ts';

export type Readings = {
  /** The reading of some bytes at the address of the facts: kept from before where it can be. */
  of(bytes: Uint8Array, facts: Facts): Promise<Reading>;
  /** Readings that readers made, and those that were there already. */
  counts(): { read: number; reused: number };
};

/**
 * Readings out of a store. The same bytes are read once, however many addresses, agencies and runs lead to them; a
 * reading whose gaps are of the moment serves this run only.
 */
export const createReadings = ({
  store,
  read = readUnplaced,
  signal,
}: {
  store: Pick<ArtifactStore, 'reading' | 'saveReading'>;
  read?: ReadFile;
  signal?: AbortSignal;
}): Readings => {
  const counts = { read: 0, reused: 0 };
  /** The last that is being done for the bytes of an id: who comes second finds what the first one has made. */
  const busy = new Map<string, Promise<unknown>>();
  const ofThisRun = new Map<string, Reading>();
  const nameIn = (id: string, key: string): string => `${id} ${key}`;

  const kept = async (id: string, keys: readonly string[]): Promise<Reading | null> => {
    for (const key of keys) {
      const known = ofThisRun.get(nameIn(id, key)) ?? (await store.reading(id, readerVersion, key));
      if (known) return known;
    }
    return null;
  };

  const find = async (id: string, bytes: Uint8Array, facts: Facts): Promise<Reading> => {
    const keys = keysOf(facts);
    const known = await kept(id, [keys.bytes, keys.hints, keys.address]);
    if (known) {
      counts.reused++;
      return known;
    }
    const { reading, scope } = await read(bytes, facts, signal ? { signal } : {});
    // What a stop has cut short says nothing about the bytes.
    signal?.throwIfAborted();
    counts.read++;
    if (isLasting(reading)) await store.saveReading(id, readerVersion, keys[scope], reading);
    else ofThisRun.set(nameIn(id, keys[scope]), reading);
    return reading;
  };

  return {
    async of(bytes, facts) {
      const id = createHash('sha256').update(bytes).digest('hex');
      const before = busy.get(id) ?? Promise.resolve();
      const found = before.catch(() => {}).then(() => find(id, bytes, facts));
      busy.set(id, found);
      try {
        return rebase(await found, facts);
      } finally {
        if (busy.get(id) === found) busy.delete(id);
      }
    },
    counts: () => ({ ...counts }),
  };
};
