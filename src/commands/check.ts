import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditItem } from '../audit/index.ts';
import { type GatherOptions, gather, gatherFiles, planFingerprint } from '../gather/index.ts';
import { UserError } from '../model/errors.ts';
import type { Gathered } from '../model/gathered.ts';
import type { ItemResult } from '../model/run.ts';
import type { Item, Ruleset } from '../model/ruleset.ts';
import { itemSummary } from '../report/index.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { openStore } from '../store/index.ts';
import { nearest } from '../yaml/nearest.ts';
import { type Exit, exits, type Io } from './io.ts';
import { planForItem } from './plan.ts';
import { showProgress } from './progress.ts';

export type CheckOptions = Pick<GatherOptions, 'allowHosts' | 'resolve' | 'browser' | 'retryDelayMs'> & {
  fiscalYear: number;
  failOn?: 'failed' | 'cantTell';
};

/** The item that a user means; case does not matter. */
export const findItem = (ruleset: Ruleset, id: string): Item => {
  const found = ruleset.items.find((item) => item.id === id.toLowerCase());
  if (found) return found;
  const ids = ruleset.items.map((item) => item.id);
  const meant = nearest(id.toLowerCase(), ids);
  throw new UserError(
    `There is no item ${id} in the rules of ${ruleset.fiscalYear}${meant ? `; did you mean ${meant}?` : `; they have ${ids[0]} to ${ids.at(-1)}`}`,
  );
};

const isAddress = (text: string): boolean => /^https?:\/\//iu.test(text);

const join2 = (a: Gathered, b: Gathered, itemId: string): Gathered => ({
  home: a.home ?? b.home,
  visits: [...a.visits, ...b.visits],
  readings: { ...a.readings, ...b.readings },
  items: [
    {
      itemId,
      submitted: [...a.items, ...b.items].flatMap((item) => item.submitted),
      reached: [...a.items, ...b.items].flatMap((item) => item.reached),
      gaps: [...a.items, ...b.items].flatMap((item) => item.gaps),
    },
  ],
  counters: b.counters,
});

const nothing: Gathered = { home: null, visits: [], readings: {}, items: [], counters: {} };

/** Reads what was named, pages and files alike, and judges one item by it. Keeps nothing. */
const look = async (item: Item, ruleset: Ruleset, places: readonly string[], options: CheckOptions, io: Io): Promise<ItemResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'oit-check-'));
  try {
    const store = await openStore(folder);
    const urls = places.filter(isAddress);
    const files = places.filter((place) => !isAddress(place)).map((place) => (place.startsWith('file://') ? new URL(place).pathname : place));
    const strange = urls.find((url) => !URL.canParse(url)) ?? files.find((file) => /^[a-z][a-z0-9+.-]*:\/\//iu.test(file));
    if (strange !== undefined) throw new UserError(`${strange} is neither a file nor an address that starts with http:// or https://.`);
    const fromFiles = files.length === 0 ? nothing : await gatherFiles(files, await store.begin('files', io.now()), io.now);
    if (urls.length === 0) return auditItem(ruleset, item.id, join2(fromFiles, nothing, item.id));
    const plan = planForItem(item, urls, ruleset);
    const progress = showProgress(io);
    const kept = await store.begin(planFingerprint(plan), io.now());
    const { allowHosts, resolve, browser, retryDelayMs } = options;
    const fromSite = await gather(plan, { store: kept, now: io.now, signal: io.signal, onEvent: progress.onEvent, allowHosts, resolve, browser, retryDelayMs });
    progress.done();
    return auditItem(ruleset, item.id, join2(fromFiles, fromSite, item.id));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** `oit check <item> <url-or-file>...`: one item from any pages or files, also a draft before it is published. */
export const checkCommand = async (itemId: string, places: readonly string[], options: CheckOptions, io: Io): Promise<Exit> => {
  const ruleset = await loadRuleset(options.fiscalYear);
  const item = findItem(ruleset, itemId);
  const result = await look(item, ruleset, places, options, io);
  if (io.json) io.out(`${JSON.stringify(result, null, 2)}\n`);
  else if (!io.quiet) io.out(itemSummary(result, io));
  const { failOn } = options;
  if (result.elements.every((element) => element.outcome === 'untested')) return exits.incomplete;
  if (failOn !== undefined && (result.outcome === 'failed' || (failOn === 'cantTell' && result.outcome === 'cantTell'))) return exits.notMet;
  return exits.fine;
};
