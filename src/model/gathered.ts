import { z } from 'zod';
import type { Gap, Reading, Source } from './evidence.ts';
import type { Fault } from './fault.ts';

const count = z.number().int().min(0);

/** Where the look ends. What lies behind it is a gap, never absent. The first five hold for every item by itself. */
export const budget = z.strictObject({
  /** Pages, the submitted ones included. */
  pages: count,
  documents: count,
  /** Pictures that hold the matter of a page: each takes the recogniser seconds. */
  pictures: count,
  /** Further pages of one list that is shown in parts. */
  listPages: count,
  bytes: count,
  /** Pages of the walk from the home page. */
  sitePages: count,
  /** Seconds of the whole run. */
  seconds: count,
});
export type Budget = z.infer<typeof budget>;

/** Readings by artifact id, each loaded when it is asked for: a site may have more of them than memory holds. */
export type Readings = {
  /** Artifact ids, in order. */
  readonly ids: readonly string[];
  get(id: string): Reading | undefined;
  /** Their names in the evidence, where they are kept there. */
  readonly names?: Readonly<Record<string, string>>;
};

/** Readings that are all in memory. */
export const readingsOf = (record: Readonly<Record<string, Reading>>): Readings => ({
  ids: Object.keys(record).sort(),
  get: (id) => record[id],
});

/** One address that was visited, once in a run, however many items lead to it. */
export type Visit = {
  /** As it was asked for, normalised. */
  url: string;
  /** Where it ended. */
  finalUrl: string;
  redirects: string[];
  status: number | null;
  mediaType: string;
  bytes: number;
  /** sha256 of the bytes, hex; null where nothing came. */
  artifactId: string | null;
  fault: Fault | null;
  method: 'http' | 'browser' | 'file';
  /** Why the browser was needed. */
  escalation: string | null;
  /** ISO time in UTC. Never part of a verdict. */
  fetchedAt: string;
  /** Set where robots.txt forbids the address: it was visited all the same, because it was submitted. */
  againstRobots?: true | undefined;
};

/** What one item leads to: its submitted addresses and what lies one level below, in deterministic order. */
export type ItemReach = {
  itemId: string;
  submitted: string[];
  /** Visited addresses in the order in which a visitor meets them, the submitted ones first. */
  reached: string[];
  /** What the budget left out or could not be fetched below the submitted pages. */
  gaps: Gap[];
};

/** Everything that was seen, enough to judge again without network or clock. */
export type Gathered = {
  /** Home page of the main website, after its splash page; null when files alone are judged. */
  home: string | null;
  /** Hosts of the agency; subdomains and `www.` count as the same site. */
  ownHosts: string[];
  visits: Visit[];
  readings: Readings;
  items: ItemReach[];
  budget: Budget | null;
  counters: Record<string, number>;
};

/** What is judged for one item. */
export type ItemEvidence = {
  itemId: string;
  submitted: string[];
  sources: Source[];
  /** Everything relevant that could not be looked at, readers' gaps included. */
  gaps: Gap[];
  faults: Fault[];
  /** Links below the submitted pages that lead nowhere for anybody, with what they are called. */
  broken: { fault: Fault; label: string }[];
};
