import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reading } from '../model/evidence.ts';
import type { Gathered } from '../model/gathered.ts';
import { readerVersion } from '../readers/index.ts';
import { createRenderer, findBrowser } from './browser.ts';
import { crawl } from './crawl.ts';
import { createFetcher, defaultLimits, headerOf } from './fetch.ts';
import { createGuard } from './guard.ts';
import { createTurns } from './polite.ts';
import { createReadings } from './readings.ts';
import { defaultBudget, type GatherOptions, type GatherPlan } from './types.ts';
import { createVisitor, type Seen } from './visitor.ts';

export { type BrowserSource, type FoundBrowser, findBrowser } from './browser.ts';
export { type EnsuredBrowser, ensureBrowser } from './ensure-browser.ts';
export { defaultLimits, type Limits } from './fetch.ts';
export { bytesOf, checkFile, gatherFiles } from './files.ts';
export { readMore } from './more.ts';
export { createReadings, type Readings } from './readings.ts';
export {
  type ArtifactStore,
  type Budget,
  defaultBudget,
  type Finished,
  type GatherEvent,
  type GatherOptions,
  type GatherPlan,
  type PlannedItem,
  type ReadFile,
} from './types.ts';
export { fileNameOf, hostOf, normaliseUrl, sameSite } from './url.ts';

/** Honest about what it is, in the form that servers expect of a browser. */
const defaultUserAgent = 'Mozilla/5.0 (compatible; oit-audit/1; public disclosure check)';
const defaultRetryDelay = 20_000;
const patience = 5_000;

/** Names a plan: an interrupted gather goes on only with the same one. */
export const planFingerprint = (plan: GatherPlan): string =>
  createHash('sha256').update(JSON.stringify(plan)).update(readerVersion).digest('hex');

const retryAfter = (header: string, now: Date): number => {
  const seconds = Number(header);
  const ms = header !== '' && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms >= 0 ? ms : patience;
};

const byAddress = (a: Seen, b: Seen): number => (a.visit.url < b.visit.url ? -1 : a.visit.url > b.visit.url ? 1 : 0);

/**
 * Visits everything that the plan leads to and returns what was seen. The result depends only on what the addresses
 * answer, not on when (`fetchedAt` apart). Failing addresses are faults in the result; it throws only the signal's
 * reason, or a UserError when the store cannot write.
 */
export async function gather(plan: GatherPlan, options: GatherOptions): Promise<Gathered> {
  const { store, now } = options;
  const budget = { ...defaultBudget, ...options.budget };
  const userAgent = options.userAgent ?? defaultUserAgent;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  signal.throwIfAborted();
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  stopped.catch(() => {});
  const limits = { ...defaultLimits, ...options.limits };
  const guard = createGuard({ allowHosts: options.allowHosts, resolve: options.resolve });
  const turns = createTurns({ perHost: options.perHost, spacingMs: options.spacingMs });
  const fetcher = createFetcher({
    guard,
    limits,
    userAgent,
    signal,
    turn: turns.run,
    answered: (host, { status, headers }) => {
      const wait = headerOf(headers, 'retry-after');
      if (status === 429 || (status === 503 && wait !== '')) turns.slow(host, retryAfter(wait, now()));
    },
  });
  const source = options.browser === undefined ? findBrowser : options.browser;
  const renderer = source === null ? null : createRenderer({ source, fetcher, userAgent, limits });
  const end = now().getTime() + budget.ms;
  const onEvent = options.onEvent ?? (() => {});
  const made = createReadings({ store, read: options.read, signal, pictures: options.pictures });
  const visitor = createVisitor({
    store,
    readings: made,
    fetcher,
    renderer,
    notFoundTexts: plan.notFoundTexts ?? [],
    now,
    onEvent,
    inTime: () => now().getTime() < end,
  });
  const walk = () => crawl(plan, budget, visitor.see, (phase) => onEvent({ kind: 'phase', phase }));

  try {
    let crawled = await Promise.race([walk(), stopped]);
    const failing = [...crawled.seen.values()].some(({ visit }) => visit.fault?.nature === 'transient');
    if (failing) {
      onEvent({ kind: 'phase', phase: 'retry' });
      await sleep(options.retryDelayMs ?? defaultRetryDelay, undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
      await Promise.race([visitor.retry(), stopped]);
      // Walked again from the start: an address that answers now may lead further. What was seen is not asked again.
      crawled = await Promise.race([walk(), stopped]);
    }
    signal.throwIfAborted();
    for (const { itemId, reached, gaps } of crawled.items)
      onEvent({ kind: 'item-done', itemId, reached: reached.length, gaps: gaps.length });

    const seen = [...crawled.seen.values()].sort(byAddress);
    const readings: Record<string, Reading> = {};
    // Two addresses may show the same bytes: the reading of the first one stands for both.
    for (const { visit, reading } of seen)
      if (visit.artifactId !== null && reading) readings[visit.artifactId] ??= reading;
    const visits = seen.map(({ visit }) => visit);
    return {
      home: crawled.home,
      visits,
      readings,
      items: crawled.items,
      counters: {
        visits: visits.length,
        bytes: visits.reduce((sum, { bytes }) => sum + bytes, 0),
        artifacts: Object.keys(readings).length,
        faults: visits.filter(({ fault }) => fault !== null).length,
        rendered: visits.filter(({ method }) => method === 'browser').length,
        gaps: crawled.items.reduce((sum, { gaps }) => sum + gaps.length, 0),
        ...made.counts(),
      },
    };
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    turns.close();
    await renderer?.close();
    await fetcher.close();
  }
}
