import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Budget, Gathered, ItemReach } from '../model/gathered.ts';
import type { Finished } from '../model/visited.ts';
import { readerVersion } from '../readers/index.ts';
import { addressOf, walkItem } from './crawl.ts';
import { openNetwork } from './network.ts';
import { createReadings } from './readings.ts';
import { findHome, walkSite } from './site-walk.ts';
import { defaultBudget, type GatherEvent, type GatherOptions, type GatherPlan } from './types.ts';
import { createVisitor, type Seen, type Visitor } from './visitor.ts';

export { type BrowserSource, type FoundBrowser, findBrowser } from './browser.ts';
export { type EnsuredBrowser, ensureBrowser } from './ensure-browser.ts';
export { defaultLimits, type Limits } from './fetch.ts';
export { bytesOf, checkFile, gatherFiles } from './files.ts';
export { readMore } from './more.ts';
export { createReadings, type Readings } from './readings.ts';
export { takeScreenshots } from './screenshots.ts';
export {
  type ArtifactStore,
  defaultBudget,
  type GatherEvent,
  type GatherOptions,
  type GatherPhase,
  type GatherPlan,
  type PlannedItem,
  type ReadFile,
} from './types.ts';
export { fileNameOf, hostOf, normaliseUrl, sameSite } from './url.ts';

const defaultRetryDelay = 20_000;

/** Names a plan: an interrupted gather goes on only with the same one. */
export const planFingerprint = (plan: GatherPlan, budget: Partial<Budget> = {}): string =>
  createHash('sha256')
    .update(JSON.stringify([plan, { ...defaultBudget, ...budget }]))
    .update(readerVersion)
    .digest('hex');

/** Names all that makes a reading out of the same bytes: what was read under another name is read again. */
export const evidenceVersion = ({ notFoundTexts, maintenanceTexts, loginTexts }: Partial<GatherPlan> = {}): string =>
  createHash('sha256')
    .update(readerVersion)
    .update(JSON.stringify([notFoundTexts, maintenanceTexts, loginTexts]))
    .digest('hex');

const byAddress = (a: Seen, b: Seen): number => (a.visit.url < b.visit.url ? -1 : a.visit.url > b.visit.url ? 1 : 0);

/** What the visits cost and brought, against the last run. */
const effortOf = (finished: readonly Finished[]): Record<string, number> => {
  const good = finished.filter(({ visit }) => visit.artifactId !== null);
  const of = (change: Finished['change']): number => good.filter((one) => one.change === change).length;
  return {
    requests: finished.reduce((sum, { requests }) => sum + requests, 0),
    transferred: finished.reduce((sum, { transferred }) => sum + transferred, 0),
    new: of('new'),
    changed: of('changed'),
    same: of('same'),
    unchanged: of('unchanged'),
  };
};

/** Addresses that were touched by the walks: all that were asked for, each once. */
const collecting = (visitor: Visitor) => {
  const touched = new Map<string, Seen>();
  return {
    touched,
    see: async (url: string): Promise<Seen> => {
      const seen = await visitor.see(url);
      touched.set(url, seen);
      return seen;
    },
    read: visitor.read,
  };
};

type Walked = { home: string | null; items: ItemReach[]; seen: Map<string, Seen> };

/** Every item's way and that through the site, side by side: none depends on what another one meets. */
const walkAll = async (
  plan: GatherPlan,
  budget: Budget,
  visitor: Visitor,
  onEvent: (event: GatherEvent) => void,
): Promise<Walked> => {
  const { touched, see, read } = collecting(visitor);
  onEvent({ kind: 'phase', phase: 'items' });
  const homeFound = findHome(plan, { see, read });
  const homes = homeFound.then(
    (home) => new Set([home, plan.home === null ? null : addressOf(plan.home)].filter((url) => url !== null)),
  );
  homes.catch(() => {});
  const items = Promise.all(
    plan.items.map(async (item) => {
      const { itemId } = item;
      const onProgress = (done: number, planned: number): void =>
        onEvent({ kind: 'item-progress', itemId, done, planned });
      const reach = await walkItem(item, plan, { visitor: { see, read }, budget, homes, onProgress });
      onEvent({ kind: 'item-done', itemId, reached: reach.reached.length, gaps: reach.gaps.length });
      return reach;
    }),
  );
  const site = homeFound.then((home) => (home === null ? null : walkSite(plan, home, budget.sitePages, { see, read })));
  site.catch(() => {});
  const reached = await items;
  onEvent({ kind: 'phase', phase: 'site' });
  await site;
  return { home: await homeFound, items: reached, seen: touched };
};

/**
 * Visits everything that the plan leads to and returns what was seen. The result depends only on what the addresses
 * answer, not on when (`fetchedAt` apart). Failing addresses are faults in the result; it throws only the signal's
 * reason, or a UserError when the store cannot write.
 */
export async function gather(plan: GatherPlan, options: GatherOptions): Promise<Gathered> {
  const { store, now } = options;
  const budget = { ...defaultBudget, ...options.budget };
  const onEvent = options.onEvent ?? (() => {});
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  signal.throwIfAborted();
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  const network = openNetwork({ ...options, signal, onWait: (host, ms) => onEvent({ kind: 'waiting', host, ms }) });
  const end = now().getTime() + budget.seconds * 1000;
  const made = createReadings({ store, read: options.read, signal, pictures: options.pictures });
  const readers = new PQueue({ concurrency: availableParallelism() });
  let [read, toRead] = [0, 0];
  const visitor = createVisitor({
    store,
    readings: made,
    ...network,
    submitted: new Set([plan.home ?? '', ...plan.items.flatMap((item) => item.urls)].map(addressOf)),
    texts: plan,
    now,
    onEvent,
    inTime: () => now().getTime() < end,
    later: async (work) => {
      toRead++;
      const result = await readers.add(work);
      onEvent({ kind: 'reading', done: ++read, total: toRead });
      return result;
    },
  });
  const walk = (): Promise<Walked> => Promise.race([walkAll(plan, budget, visitor, onEvent), stopped]);

  try {
    let walked = await walk();
    if ([...walked.seen.values()].some(({ visit }) => visit.fault?.nature === 'transient')) {
      onEvent({ kind: 'phase', phase: 'retry' });
      await sleep(options.retryDelayMs ?? defaultRetryDelay, undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
      const changed = await Promise.race([visitor.retry(), stopped]);
      // Walked again from the start: an address that answers now may lead further. What was seen is not asked again.
      if (changed > 0) walked = await walk();
    }
    onEvent({ kind: 'phase', phase: 'reading' });
    const seen = [...walked.seen.values()].sort(byAddress);
    const names: Record<string, string> = {};
    for (const { visit, evidence } of seen) {
      const name = await Promise.race([evidence, stopped]);
      // Two addresses may show the same bytes: the reading of the first one stands for both.
      if (visit.artifactId !== null && name !== null) names[visit.artifactId] ??= name;
    }
    signal.throwIfAborted();
    const visits = seen.map(({ visit }) => visit);
    const touched = new Set(visits.map(({ url }) => url));
    return {
      home: walked.home,
      ownHosts: plan.ownHosts,
      visits,
      readings: store.readings(names),
      items: walked.items,
      budget,
      counters: {
        visits: visits.length,
        bytes: visits.reduce((sum, { bytes }) => sum + bytes, 0),
        artifacts: Object.keys(names).length,
        faults: visits.filter(({ fault }) => fault !== null).length,
        rendered: visits.filter(({ method }) => method === 'browser').length,
        gaps: walked.items.reduce((sum, { gaps }) => sum + gaps.length, 0),
        ...effortOf(visitor.finished().filter((one) => touched.has(one.visit.url))),
      },
    };
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    readers.clear();
    await network.close();
  }
}
