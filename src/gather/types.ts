import type { Reading } from '../model/evidence.ts';
import type { Visit } from '../model/gathered.ts';
import type { ArtifactOptions, Facts, Unplaced } from '../readers/index.ts';
import type { BrowserSource } from './browser.ts';
import type { Limits } from './fetch.ts';

/** What to visit. Word lists come from the year's lexicon: the code knows no site's language. */
export type GatherPlan = {
  home: string | null;
  /** Hosts of the agency; subdomains and `www.` count as the same site. */
  ownHosts: string[];
  items: PlannedItem[];
  /** Link texts that lead from a splash page into the site. */
  enterTexts: string[];
  /** Titles and headings of pages that say "not found" with status 200. */
  notFoundTexts?: string[];
};

export type PlannedItem = {
  itemId: string;
  urls: string[];
  /** Phrases that title the item's documents: they rank links. */
  wanted: string[];
  /** Buddhist years that the item is about. */
  years: number[];
};

/** Where the look ends. What lies behind it is recorded as a gap. */
export type Budget = {
  /** Addresses for one item, its submitted ones included. */
  perItem: number;
  /** Pictures for one item that hold the matter of its pages: each takes the recogniser seconds. */
  pictures: number;
  /** Pages of the home navigation. */
  sitePages: number;
  /** Bytes of the whole run. */
  bytes: number;
  /** Milliseconds of the whole run. */
  ms: number;
};

export const defaultBudget: Budget = { perItem: 40, pictures: 12, sitePages: 8, bytes: 300e6, ms: 20 * 60_000 };

/** A visit that is done, with what its reader was told beside the bytes. */
export type Finished = { visit: Visit; contentType: string; fileName: string };

/** How bytes are read; the result stands at no address. Implemented by the readers. */
export type ReadFile = (bytes: Uint8Array, facts: Facts, options?: ArtifactOptions) => Promise<Unplaced>;

/** Keeps bytes, readings and the journal of an unfinished gather. Implemented by the store. */
export interface ArtifactStore {
  /** Returns the artifact's id, the sha256 of the bytes in hex. */
  save(bytes: Uint8Array): Promise<string>;
  load(id: string): Promise<Uint8Array>;
  /** What a reader made of an artifact. `told` is what that depends on besides the bytes. */
  reading(id: string, readerVersion: string, told: string): Promise<Reading | null>;
  saveReading(id: string, readerVersion: string, told: string, reading: Reading): Promise<unknown>;
  /** A visit that an interrupted run with the same plan had finished. */
  recall(url: string): Promise<Finished | null>;
  record(finished: Finished): Promise<void>;
}

export type GatherEvent =
  | { kind: 'phase'; phase: 'submitted' | 'below' | 'site' | 'retry' }
  | { kind: 'visit-start'; url: string }
  | { kind: 'visit-end'; visit: Visit }
  | { kind: 'item-done'; itemId: string; reached: number; gaps: number };

export type GatherOptions = {
  store: ArtifactStore;
  now(): Date;
  signal?: AbortSignal;
  budget?: Partial<Budget>;
  limits?: Partial<Limits>;
  /** Requests at a time to one host (default 2). */
  perHost?: number;
  /** Milliseconds between the starts of two requests to one host (default 0). */
  spacingMs?: number;
  /** Hosts whose loopback or private address is allowed. */
  allowHosts?: string[];
  /** Host to address or address:port, as `curl --resolve`. */
  resolve?: Record<string, string>;
  /** How bytes are read that the store knows no reading of; in processes of their own where it is left out. */
  read?: ReadFile;
  /** Pages of a file that are read from their picture; as many as the readers see fit where it is left out. */
  pictures?: number;
  /** How to get a browser; null: go without. */
  browser?: BrowserSource | null;
  /** Milliseconds before addresses that failed for the moment are asked again (default 20,000). */
  retryDelayMs?: number;
  userAgent?: string;
  onEvent?(event: GatherEvent): void;
};
