import type { Reading } from '../model/evidence.ts';
import type { Budget, Readings as LoadedReadings, Visit } from '../model/gathered.ts';
import type { Finished, KeptArrival } from '../model/visited.ts';
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
  /** The same of pages under maintenance, and of those that ask for an account. */
  maintenanceTexts?: string[];
  loginTexts?: string[];
  /** Link texts that lead to the next part of a list. */
  nextTexts?: string[];
};

export type PlannedItem = {
  itemId: string;
  urls: string[];
  /** Phrases that title the item's documents: they rank links. */
  wanted: string[];
  /** Buddhist years that the item is about. */
  years: number[];
};

export const defaultBudget: Budget = {
  pages: 30,
  documents: 30,
  pictures: 12,
  listPages: 10,
  bytes: 150e6,
  sitePages: 120,
  seconds: 40 * 60,
};

/** How bytes are read; the result stands at no address. Implemented by the readers. */
export type ReadFile = (bytes: Uint8Array, facts: Facts, options?: ArtifactOptions) => Promise<Unplaced>;

/** Keeps bytes, readings, what was seen before and the journal of an unfinished gather. Implemented by the store. */
export interface ArtifactStore {
  /** Returns the artifact's id, the sha256 of the bytes in hex. */
  save(bytes: Uint8Array): Promise<string>;
  load(id: string): Promise<Uint8Array>;
  has(id: string): Promise<boolean>;
  /** What a reader made of an artifact. `told` is what that depends on besides the bytes. */
  reading(id: string, readerVersion: string, told: string): Promise<Reading | null>;
  saveReading(id: string, readerVersion: string, told: string, reading: Reading): Promise<unknown>;
  /** Keeps a reading as evidence and returns its name there. */
  keep(reading: Reading): Promise<string>;
  /** The evidence of a name; null where it is missing or damaged. */
  kept(name: string): Reading | null;
  holds(name: string): Promise<boolean>;
  /** Readings by artifact id, out of the evidence by their names. */
  readings(names: Readonly<Record<string, string>>): LoadedReadings;
  /** A visit that an interrupted run with the same plan had finished. */
  recall(url: string): Finished | null;
  /** What an address showed in an earlier run. */
  before(url: string): Finished | null;
  record(finished: Finished): Promise<void>;
  /** The same of an answer that the interrupted run had kept. */
  recallArrival(url: string): KeptArrival | null;
  recordArrival(arrival: KeptArrival): Promise<void>;
  /** Records that more was read of an artifact than when it was visited. */
  improve(artifactId: string, reading: string): Promise<void>;
}

export type GatherPhase = 'items' | 'site' | 'retry' | 'reading';

export type GatherEvent =
  | { kind: 'phase'; phase: GatherPhase }
  | { kind: 'visit-start'; url: string }
  /** `unchanged`: the server says so, or the bytes are those of the last run. `resumed`: kept from an interrupted run. */
  | { kind: 'visit-end'; visit: Visit; how: 'fetched' | 'unchanged' | 'resumed' }
  /** Addresses of an item that are finished, and known so far. */
  | { kind: 'item-progress'; itemId: string; done: number; planned: number }
  | { kind: 'item-done'; itemId: string; reached: number; gaps: number }
  /** Documents that are read while visits go on. */
  | { kind: 'reading'; done: number; total: number }
  /** A host that asked for time. */
  | { kind: 'waiting'; host: string; ms: number };

export type GatherOptions = {
  store: ArtifactStore;
  now(): Date;
  signal?: AbortSignal;
  budget?: Partial<Budget>;
  limits?: Partial<Limits>;
  /** Requests at a time to one host (default 2). */
  perHost?: number;
  /** Milliseconds between the starts of two requests to one host (default 25). */
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
  /** Whom the webmaster of a site can ask about the visits: an e-mail or web address. */
  contact?: string;
  onEvent?(event: GatherEvent): void;
};
