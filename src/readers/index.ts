import type { Reading } from '../model/evidence.ts';
import { type Crops, createCrops } from './crops.ts';
import { type ArtifactOptions, createPool, type Pool } from './pool.ts';
import type { Facts, Unplaced } from './reading.ts';
import { rebase } from './rebase.ts';
import { isPage } from './versions.ts';
import { workerPath } from './worker-path.ts';

export type { Crops } from './crops.ts';
export type { PagePlace } from './messages.ts';
export type { ArtifactOptions } from './pool.ts';
export { emptyReading, type Facts, type ReadOptions, type ReadProgress, type Scope, type Unplaced } from './reading.ts';
export { keysOf, rebase } from './rebase.ts';
export { isPage, isPdf, noReader, readerVersion } from './versions.ts';

let pool: Pool | undefined;
/** One process for what somebody waits for. */
let express: Pool | undefined;

/**
 * Reads one artifact in a process of its own kind, which is ended when it takes too long or too much. Name and media
 * type are hints only; the bytes decide. Bad content never throws: what could not be read is named in the reading's
 * gaps. A document's reading stands at no address, so that it can be kept for every place where its bytes lie.
 * @throws Error when no such process can be started
 */
export const readUnplaced = async (
  bytes: Uint8Array,
  facts: Facts,
  options: ArtifactOptions = {},
): Promise<Unplaced> => {
  if (options.soon) {
    express ??= createPool({ entry: workerPath(), size: 1 });
    return express.read(bytes, facts, options);
  }
  pool ??= createPool({ entry: workerPath(), background: true });
  return pool.read(bytes, facts, options);
};

/** As `readUnplaced`, at the address of the facts. The same bytes and facts give the same reading. */
export const readArtifact = async (bytes: Uint8Array, facts: Facts, options: ArtifactOptions = {}): Promise<Reading> =>
  rebase((await readUnplaced(bytes, facts, options)).reading, facts);

/** Ends the processes that read. A program need not call it to end, only to free their memory before. */
export const closeReaders = (): void => {
  pool?.close();
  express?.close();
  pool = undefined;
  express = undefined;
};

/**
 * Draws places of PDF files in one process of its own, which starts with the first picture; whoever opens it closes it.
 * @throws Error when the installation lacks the code of that process
 */
export const openCrops = (): Crops => createCrops({ entry: workerPath() });

/** Gaps of the moment: another try may read what is behind them, so such a reading is not kept for other runs. */
const passing: ReadonlySet<string> = new Set(['out-of-time', 'out-of-memory', 'reader-failed', 'no-ocr']);
export const isLasting = (reading: Reading): boolean => !reading.gaps.some(({ code }) => passing.has(code));

/** Pages of a file whose pictures were left out, and those that were looked at. */
export const picturesLeft = ({ gaps }: Reading): number =>
  gaps.reduce((sum, { code, pages }) => sum + (code === 'over-budget' ? (pages?.length ?? 0) : 0), 0);
export const picturesRead = ({ pageNotes, gaps }: Reading): number =>
  new Set([
    ...pageNotes.filter(({ method }) => method === 'ocr').map(({ page }) => page),
    ...gaps.flatMap(({ code, pages }) => (code === 'over-budget' ? [] : (pages ?? []))),
  ]).size;

/** Pages are what a browser shows as HTML; every other artifact is a document. */
export const mediumOf = (reading: Reading): 'page' | 'document' => (isPage(reading) ? 'page' : 'document');
