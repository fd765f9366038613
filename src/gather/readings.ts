import { createHash } from 'node:crypto';
import type { Reading } from '../model/evidence.ts';
import {
  type ArtifactOptions,
  type Facts,
  isLasting,
  keysOf,
  picturesLeft,
  picturesRead,
  readerVersion,
  readUnplaced,
  rebase,
} from '../readers/index.ts';
import type { ArtifactStore, ReadFile } from './types.ts';

/** Whether as many pages were read from their pictures as are asked for, or all of them. */
const isEnough = (reading: Reading, pictures = 0): boolean =>
  picturesLeft(reading) === 0 || picturesRead(reading) >= pictures;

export type How = Pick<ArtifactOptions, 'soon'>;

export type Readings = {
  /** The reading of some bytes at the address of the facts: kept from before where it can be. */
  /** `soon`: something waits for it, so it goes before the files that are read meanwhile. */
  of(bytes: Uint8Array, facts: Facts, how?: How): Promise<Reading>;
  /** The same with so many more pages read from their pictures, where it left any out. */
  more(bytes: Uint8Array, facts: Facts, pages: number): Promise<Reading>;
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
  pictures,
}: {
  store: Pick<ArtifactStore, 'reading' | 'saveReading'>;
  read?: ReadFile;
  signal?: AbortSignal;
  /** Pages of a file that are read from their picture at first; as many as the readers see fit where it is left out. */
  pictures?: number;
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

  const find = async (id: string, bytes: Uint8Array, facts: Facts, how: How = {}): Promise<Reading> => {
    const keys = keysOf(facts);
    const known = await kept(id, [keys.bytes, keys.hints, keys.address]);
    if (known && isEnough(known, pictures)) {
      counts.reused++;
      return known;
    }
    return make(id, bytes, facts, {
      ...how,
      ...(known && { before: known }),
      ...(pictures === undefined ? {} : { pictures }),
    });
  };

  const make = async (id: string, bytes: Uint8Array, facts: Facts, options: ArtifactOptions): Promise<Reading> => {
    const { reading, scope } = await read(bytes, facts, { ...options, ...(signal ? { signal } : {}) });
    // What a stop has cut short says nothing about the bytes.
    signal?.throwIfAborted();
    counts.read++;
    const key = keysOf(facts)[scope];
    if (isLasting(reading)) await store.saveReading(id, readerVersion, key, reading);
    else ofThisRun.set(nameIn(id, key), reading);
    return reading;
  };

  const extend = async (id: string, bytes: Uint8Array, facts: Facts, pages: number): Promise<Reading> => {
    const before = await find(id, bytes, facts);
    if (picturesLeft(before) === 0) return before;
    return make(id, bytes, facts, { before, pictures: picturesRead(before) + pages });
  };

  /** Work on the same bytes waits for its turn, and finds what was made before it. */
  const inTurn = async (bytes: Uint8Array, work: (id: string) => Promise<Reading>): Promise<Reading> => {
    const id = createHash('sha256').update(bytes).digest('hex');
    const before = busy.get(id) ?? Promise.resolve();
    const found = before.catch(() => {}).then(() => work(id));
    busy.set(id, found);
    try {
      return await found;
    } finally {
      if (busy.get(id) === found) busy.delete(id);
    }
  };

  return {
    of: async (bytes, facts, how) => rebase(await inTurn(bytes, (id) => find(id, bytes, facts, how)), facts),
    more: async (bytes, facts, pages) => rebase(await inTurn(bytes, (id) => extend(id, bytes, facts, pages)), facts),
    counts: () => ({ ...counts }),
  };
};
