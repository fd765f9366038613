import { accessSync, constants } from 'node:fs';
import PQueue from 'p-queue';
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Route } from 'playwright';
import type { Fetcher, Limits } from './fetch.ts';
import { normaliseUrl } from './url.ts';

export type Attempt = { how: string; why: string };
/** A started browser, or null with the reasons of every way that was tried. */
export type FoundBrowser = { how: string; version: string; browser: Browser | null; tried: Attempt[] };
export type BrowserSource = () => Promise<FoundBrowser>;

export type RenderedPage = { html: Uint8Array; finalUrl: string; status: number };
export type Renderer = {
  /** The page after its scripts; null when no browser starts or the page does not load. */
  render(url: string): Promise<RenderedPage | null>;
  /** Which browser was used, and what was tried before; null when none was needed. */
  found(): Promise<FoundBrowser> | null;
  close(): Promise<void>;
};

const startMs = 20_000;
const idleMs = 5_000;
const pagesAtOnce = 2;

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
const ownPath = (): string => {
  try {
    return chromium.executablePath();
  } catch {
    return '';
  }
};

type Way = { how: string; launch: LaunchOptions };

/** The ways to a browser, in the order in which they are tried. */
function ways(environment: Readonly<Record<string, string | undefined>>): Way[] {
  const named = environment.OIT_BROWSER;
  const own = ownPath();
  const channels = process.platform === 'linux' ? ['chrome', 'msedge'] : ['msedge', 'chrome'];
  const paths =
    process.platform === 'linux'
      ? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/snap/bin/chromium']
      : [];
  return [
    ...(named ? [{ how: 'OIT_BROWSER', launch: { executablePath: named } }] : []),
    ...(own && isExecutable(own) ? [{ how: 'playwright', launch: {} }] : []),
    ...channels.map((channel) => ({ how: `channel ${channel}`, launch: { channel } })),
    ...paths.filter(isExecutable).map((path) => ({ how: path, launch: { executablePath: path } })),
  ];
}

/**
 * The first browser that really starts: the path in OIT_BROWSER, Playwright's own, an installed Chrome or Edge, the
 * distribution's Chromium. The caller closes it.
 */
export async function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<FoundBrowser> {
  const tried: Attempt[] = [];
  for (const { how, launch } of ways(environment)) {
    try {
      const browser = await chromium.launch({
        ...launch,
        args: [...quiet, ...cutOff],
        chromiumSandbox: !isRoot(),
        timeout: startMs,
      });
      return { how, version: browser.version(), browser, tried };
    } catch (error) {
      tried.push({ how, why: String(error instanceof Error ? error.message : error).split('\n')[0] ?? '' });
    }
  }
  return { how: 'none', version: '', browser: null, tried };
}

const unseen = new Set(['image', 'font', 'media']);
const ownToTheConnection = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);
const notPassedOn = new Set(['host', 'connection', 'accept-encoding', 'content-length', 'user-agent']);

/** Answers a request of the page through the guarded fetcher, or refuses it. */
async function answer(route: Route, fetcher: Fetcher, context: BrowserContext): Promise<void> {
  const request = route.request();
  const url = normaliseUrl(request.url());
  if (url === null || unseen.has(request.resourceType())) return route.abort('blockedbyclient');
  const cookies = await context.cookies(url);
  const headers = Object.fromEntries(
    Object.entries(request.headers()).filter(([name]) => !notPassedOn.has(name) && !name.startsWith(':')),
  );
  const body = request.postDataBuffer();
  const arrival = await fetcher.fetch(url, {
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
  await route.fulfill({
    status: arrival.status,
    headers: Object.fromEntries(
      Object.entries(arrival.headers).flatMap(([name, value]) =>
        value === undefined || ownToTheConnection.has(name) ? [] : [[name, [value].flat().join('\n')]],
      ),
    ),
    body: Buffer.from(arrival.body),
  });
}

/** Renders pages in one browser, which starts when the first page needs it. */
export function createRenderer(options: {
  source: BrowserSource;
  fetcher: Fetcher;
  userAgent: string;
  limits: Pick<Limits, 'renderMs' | 'bodyBytes'>;
}): Renderer {
  const { renderMs, bodyBytes } = options.limits;
  const queue = new PQueue({ concurrency: pagesAtOnce });
  let found: Promise<FoundBrowser> | null = null;
  let closed = false;

  const load = async (browser: Browser, url: string): Promise<RenderedPage> => {
    const context = await browser.newContext({
      userAgent: options.userAgent,
      locale: 'th-TH',
      serviceWorkers: 'block',
      acceptDownloads: false,
    });
    // A page whose script never ends answers nothing any more: closing it is what ends every wait below.
    const limit = setTimeout(() => void context.close().catch(() => {}), renderMs);
    try {
      await context.route('**/*', (route) =>
        answer(route, options.fetcher, context).catch(() => route.abort('addressunreachable').catch(() => {})),
      );
      await context.routeWebSocket('**/*', (socket) => socket.close());
      const page = await context.newPage();
      context.on('page', (other) => void other.close().catch(() => {}));
      const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: renderMs });
      await page.waitForLoadState('networkidle', { timeout: idleMs }).catch(() => {});
      const html = Buffer.from(await page.content(), 'utf8');
      if (html.byteLength > bodyBytes) throw new Error(`more than ${bodyBytes} bytes`);
      return { html, finalUrl: page.url(), status: response?.status() ?? 0 };
    } finally {
      clearTimeout(limit);
      await context.close().catch(() => {});
    }
  };

  return {
    found: () => found,
    render: (url) =>
      queue.add(async () => {
        if (closed) return null;
        found ??= options.source();
        const { browser } = await found;
        if (!browser) return null;
        try {
          const page = await load(browser, url);
          return page.status >= 200 && page.status < 300 ? page : null;
        } catch {
          return null;
        }
      }),
    async close() {
      closed = true;
      const started = await found?.catch(() => null);
      await started?.browser?.close().catch(() => {});
    },
  };
}
