import type { Gap, Reading, Source } from './evidence.ts';
import type { Fault } from './fault.ts';

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
  visits: Visit[];
  /** By artifact id. */
  readings: Record<string, Reading>;
  items: ItemReach[];
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
