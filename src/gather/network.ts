import { createRenderer, findBrowser, type Renderer } from './browser.ts';
import { createFetcher, defaultLimits, type Fetcher, headerOf } from './fetch.ts';
import { createGuard } from './guard.ts';
import { createTurns } from './polite.ts';
import { createRobots, type Robots } from './robots.ts';
import type { GatherOptions } from './types.ts';
import { hostOf } from './url.ts';

/** The ways to a site: every request goes through one guard, and waits for its turn at its host. */
export type Network = {
  fetcher: Fetcher;
  /** Null where no browser is to be used. */
  renderer: Renderer | null;
  robots: Robots;
  close(): Promise<void>;
};

export type NetworkOptions = Pick<
  GatherOptions,
  'now' | 'limits' | 'perHost' | 'spacingMs' | 'allowHosts' | 'resolve' | 'browser' | 'contact'
> & {
  signal: AbortSignal;
  onWait?(host: string, ms: number): void;
};

/** The name by which robots.txt and webmasters know the program. */
const product = 'oit-audit';

/** Honest about what it is and whom to ask, in the form that servers expect of a browser. */
const userAgentFor = (contact: string | undefined): string =>
  `Mozilla/5.0 (compatible; ${product}/1; public disclosure check${contact ? `; +${contact}` : ''})`;

/** Milliseconds to wait that a Retry-After asks for, in seconds or as a date; null where it says nothing. */
const retryAfter = (header: string, now: Date): number | null => {
  const seconds = Number(header);
  const ms = header !== '' && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
};

export function openNetwork(options: NetworkOptions): Network {
  const { now, signal } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const userAgent = userAgentFor(options.contact);
  const turns = createTurns({
    perHost: options.perHost,
    spacingMs: options.spacingMs,
    ...(options.onWait ? { onWait: options.onWait } : {}),
  });
  const fetcher = createFetcher({
    guard: createGuard({ allowHosts: options.allowHosts, resolve: options.resolve }),
    limits,
    userAgent,
    signal,
    turn: turns.run,
    answered: (host, { status, headers, ms }) =>
      turns.answered(host, { status, ms, retryAfterMs: retryAfter(headerOf(headers, 'retry-after'), now()) }),
    failed: turns.failed,
  });
  const robots = createRobots({ ask: (url) => fetcher.fetch(url), product });
  const source = options.browser === undefined ? findBrowser : options.browser;
  const renderer = source === null ? null : createRenderer({ source, fetcher, userAgent, limits });
  return {
    fetcher,
    renderer,
    robots: {
      async rulesFor(url) {
        const rules = await robots.rulesFor(url);
        if (rules.delayMs !== null) turns.spaced(hostOf(url), rules.delayMs);
        return rules;
      },
    },
    async close() {
      turns.close();
      await renderer?.close();
      await fetcher.close();
    },
  };
}
