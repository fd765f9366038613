import { accessSync, constants } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Browser, BrowserContext, BrowserType, JSHandle, LaunchOptions, Page, Request, Route } from 'playwright';
import { type Arrival, type Fetcher, headerOf, type Limits } from './fetch.ts';
import { type Explorer, explorer } from './in-page.ts';
import { normaliseUrl } from './url.ts';

/** Where a browser comes from: a path that a person set, an installed one, the system's packages, Playwright's own. */
export type BrowserOrigin = 'configured' | 'installed' | 'distribution' | 'own';
export type Attempt = { how: string; why: string; origin?: BrowserOrigin };
/** A started browser, or null with the reasons of every way that was tried. */
export type FoundBrowser = {
  how: string;
  origin?: BrowserOrigin;
  version: string;
  browser: Browser | null;
  tried: Attempt[];
};
export type BrowserSource = () => Promise<FoundBrowser>;

export type RenderedPage = {
  html: Uint8Array;
  finalUrl: string;
  status: number;
  /** False where the page had more to load, to scroll to or to open than it was given time and steps for. */
  isWhole: boolean;
};
export type Screenshot = { picture: Uint8Array; finalUrl: string; status: number };
export type Renderer = {
  /** The page after its scripts, with what a visitor opens by hand; null when no browser starts or it does not load. */
  render(url: string): Promise<RenderedPage | null>;
  /** How a page looks, as a JPEG, whatever its status; null when no browser starts or there is nothing to see. */
  screenshot(url: string): Promise<Screenshot | null>;
  /** Which browser was used, and what was tried before; null when none was needed. */
  found(): Promise<FoundBrowser> | null;
  close(): Promise<void>;
};

const startMs = 20_000;
const pagesAtOnce = 2;
/** A browser that dies is started again, but not for a page that kills each one. */
const mostRestarts = 2;

/** Chromium reaches nothing by itself: every request of a page is answered through the guarded fetcher. */
const cutOff = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
];
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isRoot = (): boolean => process.getuid?.() === 0;
const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Playwright throws where it has no build for the system. */
const ownPath = (chromium: BrowserType): string => {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
};

type Environment = Readonly<Record<string, string | undefined>>;
type Way = { how: string; origin: BrowserOrigin; launch: LaunchOptions };

const atPaths = (origin: BrowserOrigin, paths: readonly string[]): Way[] =>
  paths.filter(isExecutable).map((path) => ({ how: path, origin, launch: { executablePath: path } }));

/** The ways to a browser, in the order in which they are tried. */
function ways(environment: Environment, own: string): Way[] {
  const linux = process.platform === 'linux';
  const configured = environment.OIT_BROWSER;
  const channels = linux ? ['chrome', 'msedge'] : ['msedge', 'chrome'];
  return [
    ...(configured
      ? [{ how: `OIT_BROWSER=${configured}`, origin: 'configured' as const, launch: { executablePath: configured } }]
      : []),
    ...channels.map((channel): Way => ({ how: `channel ${channel}`, origin: 'installed', launch: { channel } })),
    ...(linux
      ? [
          ...atPaths('installed', [
            '/usr/bin/google-chrome-stable',
            '/usr/bin/google-chrome',
            '/usr/bin/microsoft-edge-stable',
            '/usr/bin/microsoft-edge',
          ]),
          ...atPaths('distribution', ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium']),
        ]
      : []),
    ...(own && isExecutable(own) ? [{ how: 'playwright', origin: 'own' as const, launch: {} }] : []),
  ];
}

/** What went wrong, without the call that it went wrong in and without the log of the browser. */
const reasonOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .replace(/^browserType\.launch: /, '')
    .replace(/\n.*/s, '');

/**
 * The first browser that really starts: the path in OIT_BROWSER, an installed Chrome or Edge, the distribution's
 * Chromium, Playwright's own. The caller closes it.
 */
export async function findBrowser(environment: Environment = process.env): Promise<FoundBrowser> {
  // Loading it takes as long as a whole night of which nothing needs a browser.
  const { chromium } = await import('playwright');
  const tried: Attempt[] = [];
  for (const { how, origin, launch } of ways(environment, ownPath(chromium))) {
    try {
      const browser = await chromium.launch({
        ...launch,
        args: [...quiet, ...cutOff],
        chromiumSandbox: !isRoot(),
        timeout: startMs,
      });
      return { how, origin, version: browser.version(), browser, tried };
    } catch (error) {
      tried.push({ how, origin, why: reasonOf(error) });
    }
  }
  return { how: 'none', version: '', browser: null, tried };
}

const ownToTheConnection = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);
const notPassedOn = new Set(['host', 'connection', 'accept-encoding', 'content-length', 'user-agent']);

/** What a request of a page is answered with: headers of the site, without those of the connection to it. */
const asAnswer = ({ status, headers, body }: Arrival): Parameters<Route['fulfill']>[0] => ({
  status,
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ownToTheConnection.has(name) ? [] : [[name, [value].flat().join('\n')]],
    ),
  ),
  body: Buffer.from(body),
});

/** Asks the guarded fetcher for what a page asks for, with the cookies of that page. */
async function pass(request: Request, url: string, context: BrowserContext, fetcher: Fetcher): Promise<Arrival> {
  const cookies = await context.cookies(url);
  const headers = Object.fromEntries(
    Object.entries(request.headers()).filter(([name]) => !notPassedOn.has(name) && !name.startsWith(':')),
  );
  const body = request.postDataBuffer();
  return fetcher.fetch(url, {
    inBody: false,
    ask: {
      method: request.method(),
      headers: {
        ...headers,
        ...(cookies.length > 0 ? { cookie: cookies.map((c) => `${c.name}=${c.value}`).join('; ') } : {}),
      },
      ...(body ? { body } : {}),
    },
  });
}

type Rest = { still: number; longest: number };

/** What a page keeps open for ever, or does not wait for itself. */
const isAwaited = (type: string): boolean => !['eventsource', 'ping', 'websocket'].includes(type.toLowerCase());

/**
 * Counts the open requests of a page, so that one can wait until it has what it asked for. The page's own word counts
 * (it tells a request in the moment in which its script makes it) beside what is answered for it: on a busy machine,
 * either alone may come late.
 */
class Traffic {
  private answering = 0;
  private readonly asked = new Set<string>();
  private changed = performance.now();

  async during<T>(task: () => Promise<T>): Promise<T> {
    this.answering++;
    this.touch();
    try {
      return await task();
    } finally {
      this.answering--;
      this.touch();
    }
  }

  /** Hears from now on what the page asks for and what has come to it. */
  async hear(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    session.on('Network.requestWillBeSent', ({ requestId, type }) => {
      if (isAwaited(type ?? '')) this.asked.add(requestId);
      this.touch();
    });
    for (const event of ['Network.loadingFinished', 'Network.loadingFailed'] as const)
      session.on(event, ({ requestId }) => {
        this.asked.delete(requestId);
        this.touch();
      });
    await session.send('Network.enable');
  }

  /** Waits until nothing has been under way for `still` milliseconds; false when that takes longer than `longest`. */
  async rest(page: Page, { still, longest }: Rest): Promise<boolean> {
    const end = performance.now() + longest;
    const isStill = () => this.answering + this.asked.size === 0 && performance.now() - this.changed >= still;
    this.touch();
    while (performance.now() <= end) {
      if (isStill()) await turnOf(page);
      if (isStill()) return true;
      await sleep(25);
    }
    return false;
  }

  private touch(): void {
    this.changed = performance.now();
  }
}

/** A page that is kept from working asks for nothing either: waits until its scripts have had their turn. */
const turnOf = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => setTimeout(() => setTimeout(done)))').catch(() => null);

/** How long a page is waited for after it has come, and after each step in it. */
const arrivalRest: Rest = { still: 500, longest: 10_000 };
const stepRest: Rest = { still: 150, longest: 5_000 };
const exploreMs = 20_000;
const mostScrolls = 12;
const mostClicks = 12;

/** A page in a browser, loaded; it goes nowhere else any more. */
type Shown = { page: Page; traffic: Traffic };
type Loaded = Shown & { arrival: Arrival; isSettled: boolean };

/** Does one thing after another in a page; false unless it comes to see that nothing is left to do. */
async function exhaust(
  step: () => Promise<boolean>,
  most: number,
  { page, traffic }: Shown,
  end: number,
): Promise<boolean> {
  let isSettled = true;
  for (let count = 0; count < most && performance.now() < end; count++) {
    if (!(await step())) return isSettled;
    isSettled = (await traffic.rest(page, stepRest)) && isSettled;
  }
  return false;
}

const scrollThrough = (hand: JSHandle<Explorer>, shown: Shown, end: number): Promise<boolean> =>
  exhaust(() => hand.evaluate((page) => page.scroll()), mostScrolls, shown, end);

const openAll = (hand: JSHandle<Explorer>, shown: Shown, end: number): Promise<boolean> =>
  exhaust(() => hand.evaluate((page) => page.open()), mostClicks, shown, end);

type Explored = { html: string; isWhole: boolean };

/** The page with everything that a visitor brings out by scrolling and opening. */
async function explored(loaded: Loaded): Promise<Explored> {
  const end = performance.now() + exploreMs;
  const hand = await loaded.page.evaluateHandle<Explorer>(explorer);
  const isScrolled = await scrollThrough(hand, loaded, end);
  const isOpened = await openAll(hand, loaded, end);
  const html = await hand.evaluate((within) => within.collect());
  return { html, isWhole: loaded.isSettled && isScrolled && isOpened };
}

/** Much of a list comes at once in a tall window; a picture is taken in one as people have it. */
const windows = { read: { width: 1280, height: 2000 }, pictured: { width: 1280, height: 900 } };
const tallestPicture = 10_000;
/** Readable on paper at a tenth of the bytes of a PNG. */
const pictureQuality = 70;

async function pictured(loaded: Loaded): Promise<Screenshot> {
  const { page, traffic, arrival } = loaded;
  const hand = await page.evaluateHandle<Explorer>(explorer);
  await scrollThrough(hand, loaded, performance.now() + exploreMs);
  await hand.evaluate((within) => within.toTop());
  await traffic.rest(page, stepRest);
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const picture = await page.screenshot({
    type: 'jpeg',
    quality: pictureQuality,
    fullPage: true,
    clip: { x: 0, y: 0, width: windows.pictured.width, height: Math.min(Math.max(height, 1), tallestPicture) },
    animations: 'disabled',
  });
  return { picture, finalUrl: arrival.finalUrl, status: arrival.status };
}

const isShowable = ({ headers }: Arrival): boolean =>
  /^(?:$|text\/|image\/|application\/xhtml)/i.test(headerOf(headers, 'content-type'));

/** Bytes of scripts and style sheets that are kept for the next page of the site. */
const assetBytes = 30e6;

const isAsset = (request: Request): boolean =>
  request.method() === 'GET' && ['script', 'stylesheet'].includes(request.resourceType());

/** Scripts and style sheets are asked for once: all pages of a site have the same ones. */
function createAssets() {
  const kept = new Map<string, Promise<Arrival>>();
  let bytes = 0;
  return async (request: Request, ask: () => Promise<Arrival>): Promise<Arrival> => {
    // Other hosts answer to the origin that asks.
    const key = `${request.headers().origin ?? ''} ${request.url()}`;
    const known = kept.get(key);
    if (known) return known;
    const asked = ask();
    if (bytes < assetBytes) kept.set(key, asked);
    try {
      const arrival = await asked;
      bytes += arrival.body.byteLength;
      if (arrival.status !== 200) kept.delete(key);
      return arrival;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

/**
 * Shows pages in one browser, which starts when the first page needs it. Each page has a context of its own: its
 * cookies and storage, its end and its fall are its own, so that no page depends on which were shown before.
 */
export function createRenderer(options: {
  source: BrowserSource;
  fetcher: Fetcher;
  userAgent: string;
  limits: Pick<Limits, 'renderMs' | 'bodyBytes'>;
}): Renderer {
  const { fetcher, limits } = options;
  const queue = new PQueue({ concurrency: pagesAtOnce });
  const asset = createAssets();
  let found: Promise<FoundBrowser> | null = null;
  let restarts = 0;
  let closed = false;

  /** The running browser; a new one in the place of one that died. */
  const running = async (): Promise<Browser | null> => {
    while (!closed) {
      found ??= options.source();
      const current = found;
      const { browser } = await current;
      if (!browser || browser.isConnected()) return browser;
      // Of two pages that find it dead, the first starts the next.
      if (current !== found) continue;
      if (restarts >= mostRestarts) return null;
      restarts++;
      found = null;
    }
    return null;
  };

  const load = async (context: BrowserContext, arrival: Arrival, pictures: boolean): Promise<Loaded> => {
    const traffic = new Traffic();
    const unseen = new Set(pictures ? ['media'] : ['media', 'image', 'font']);
    let first: Arrival | null = arrival;
    let stays = false;
    const answer = async (route: Route): Promise<void> => {
      const request = route.request();
      const url = normaliseUrl(request.url());
      const type = request.resourceType();
      if (url === null || unseen.has(type)) return route.abort('blockedbyclient');
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
        if (stays) return route.abort('aborted');
        if (first && url === first.finalUrl) {
          const answered = first;
          first = null;
          return route.fulfill(asAnswer(answered));
        }
      }
      const ask = () => pass(request, url, context, fetcher);
      const answered = () => (isAsset(request) ? asset(request, ask) : ask());
      return route.fulfill(asAnswer(await (isAwaited(type) ? traffic.during(answered) : answered())));
    };
    await context.route('**/*', (route) =>
      answer(route).catch(() => route.abort('addressunreachable').catch(() => {})),
    );
    await context.routeWebSocket('**/*', (socket) => socket.close());
    const page = await context.newPage();
    await traffic.hear(page);
    context.on('page', (other) => void other.close().catch(() => {}));
    await page.goto(arrival.finalUrl, { waitUntil: 'domcontentloaded', timeout: limits.renderMs });
    const isSettled = await traffic.rest(page, arrivalRest);
    stays = true;
    return { page, traffic, arrival, isSettled };
  };

  const show = async <T>(url: string, pictures: boolean, look: (loaded: Loaded) => Promise<T>): Promise<T | null> => {
    const browser = await running();
    if (!browser) return null;
    const arrival = await fetcher.fetch(normaliseUrl(url) ?? url);
    if (!isShowable(arrival)) return null;
    const context = await browser.newContext({
      userAgent: options.userAgent,
      locale: 'th-TH',
      timezoneId: 'Asia/Bangkok',
      viewport: pictures ? windows.pictured : windows.read,
      serviceWorkers: 'block',
      acceptDownloads: false,
    });
    // A page whose script never ends answers nothing any more: closing it is what ends every wait below.
    const limit = setTimeout(() => void context.close().catch(() => {}), limits.renderMs);
    try {
      return await look(await load(context, arrival, pictures));
    } finally {
      clearTimeout(limit);
      await context.close().catch(() => {});
    }
  };

  const queued = <T>(url: string, pictures: boolean, look: (loaded: Loaded) => Promise<T | null>): Promise<T | null> =>
    queue.add(() => show(url, pictures, look).catch(() => null));

  const rendered = async (loaded: Loaded): Promise<RenderedPage | null> => {
    const { page, arrival } = loaded;
    if (arrival.status < 200 || arrival.status >= 300) return null;
    const finalUrl = page.url();
    const asItCame = { html: await page.content(), isWhole: false };
    // A page that cannot be explored still shows what it showed at first.
    const { html, isWhole } = await explored(loaded).catch(() => asItCame);
    const bytes = Buffer.from(html, 'utf8');
    return bytes.byteLength > limits.bodyBytes ? null : { html: bytes, finalUrl, status: arrival.status, isWhole };
  };

  return {
    found: () => found,
    render: (url) => queued(url, false, rendered),
    screenshot: (url) => queued(url, true, pictured),
    async close() {
      closed = true;
      const started = await found?.catch(() => null);
      await started?.browser?.close().catch(() => {});
    },
  };
}
