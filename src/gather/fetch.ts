import { createHash } from 'node:crypto';
import type { LookupFunction, Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher, request } from 'undici';
import { type Collected, collect } from './body.ts';
import { createCertificates, isCertificateError } from './certificate.ts';
import { causeOf, errorFacts, FetchError, isOwnRefusal, late, type Stage } from './failure.ts';
import type { Guard, Route } from './guard.ts';
import { decodeHeader, locationOf, redirectInBody, refreshTarget } from './redirect.ts';
import { hostOf, normaliseUrl } from './url.ts';

export { FetchError } from './failure.ts';

export type Limits = {
  /** Bytes of a body, packed and unpacked. */
  bodyBytes: number;
  headerBytes: number;
  connectMs: number;
  firstByteMs: number;
  /** Milliseconds for one answer with its body, however slowly it drips. */
  totalMs: number;
  redirects: number;
  /** Milliseconds for one page in the browser, whatever its scripts do. */
  renderMs: number;
};

export const defaultLimits: Limits = {
  bodyBytes: 60e6,
  headerBytes: 65_536,
  connectMs: 10_000,
  firstByteMs: 30_000,
  totalMs: 120_000,
  redirects: 10,
  renderMs: 45_000,
};

export type Headers = Record<string, string | string[] | undefined>;
export type Answer = {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** Bytes of the body as they came over the network, packed; of an arrival, those of every address on the way. */
  transferred: number;
};
/** Where a visitor ends. `redirects` holds the addresses that sent it on. */
export type Arrival = Answer & { finalUrl: string; redirects: string[] };
export type Ask = { method?: string; headers?: Record<string, string>; body?: Uint8Array };

export type Follow = {
  /** False leaves redirects that the body asks for to whoever shows it. */
  inBody?: boolean;
  ask?: Ask;
  /** Headers for the GET of one address on the way: whether what it sent before still holds. An arrival may be a 304. */
  conditional?: (url: string) => Record<string, string>;
};

export type Fetcher = {
  /** One request, no redirects followed. Throws an error with a code that `classify` knows, or the signal's reason. */
  ask(url: string, ask?: Ask): Promise<Answer>;
  /** Follows redirects by header, meta refresh and bare script. Throws a FetchError, or the signal's reason. */
  fetch(url: string, how?: Follow): Promise<Arrival>;
  close(): Promise<void>;
};

const firstOf = (headers: Headers, name: string): string => [headers[name] ?? []].flat()[0] ?? '';

export const headerOf = (headers: Headers, name: string): string => {
  return decodeHeader(firstOf(headers, name));
};

const isHtml = (headers: Headers): boolean => /html|^$/i.test(headerOf(headers, 'content-type'));

/** Where the headers send a visitor: a redirect with its Location, or a Refresh. */
const headerRedirect = ({ status, headers }: Answer): string | null => {
  if ([301, 302, 303, 307, 308].includes(status)) return locationOf(firstOf(headers, 'location')) || null;
  return status < 300 ? refreshTarget(locationOf(firstOf(headers, 'refresh'))) : null;
};

/** The cookies of one chain of redirects: some sites send a visitor round until the cookie comes back. */
function cookieJar() {
  const hosts = new Map<string, Map<string, string>>();
  return {
    take(url: string, headers: Headers) {
      const jar = hosts.get(hostOf(url)) ?? new Map<string, string>();
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const pair = /^([^=;\s]+)=([^;]*)/.exec(line);
        if (pair?.[1] && jar.size < 50) jar.set(pair[1], (pair[2] ?? '').slice(0, 4096));
      }
      hosts.set(hostOf(url), jar);
    },
    header: (url: string): string => Array.from(hosts.get(hostOf(url)) ?? [], ([k, v]) => `${k}=${v}`).join('; '),
  };
}

/** Settles as the promise does, or rejects with the signal's reason when that comes first. */
const unlessAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    const stop = (): void => fail(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
  });

/**
 * A connection that is reset is no end of a body, also where the body ends with its connection: undici takes the one
 * for the other where it finds the code ECONNRESET.
 */
const tellResets = (socket: Socket): void =>
  void socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') error.code = 'UND_ERR_SOCKET';
  });

/** Connects to vetted addresses only: the name is not looked up again. */
const connectorFor =
  (guard: Guard, timeout: number): buildConnector.connector =>
  (target, done) => {
    const to = ({ addresses, port }: Route): void => {
      const lookup: LookupFunction = (_host, { all }, found) => {
        const [first] = addresses;
        if (all) found(null, addresses);
        else found(null, first?.address ?? '', first?.family);
      };
      const [only] = addresses;
      buildConnector({ timeout, lookup })(
        {
          ...target,
          ...(addresses.length === 1 && only ? { hostname: only.address } : {}),
          ...(port === null ? {} : { port: String(port) }),
        },
        (...made) => {
          if (made[1]) tellResets(made[1]);
          done(...made);
        },
      );
    };
    guard.route(target.hostname).then(to, (error: Error) => done(error, null));
  };

/** The body of an answer of at most `limit` bytes. */
const bodyOf = async (answer: Dispatcher.ResponseData, limit: number): Promise<Collected> => {
  const { statusCode, headers, body } = answer;
  if (statusCode === 204 || statusCode === 304) {
    // None comes. Its length is perhaps told all the same, and undici then misses it.
    body.on('error', () => {}).resume();
    return { body: new Uint8Array(), transferred: 0 };
  }
  return collect(body, [headers['content-encoding'] ?? []].flat().join(','), limit);
};

export type FetcherOptions = {
  guard: Guard;
  limits: Limits;
  userAgent: string;
  /** Ends the run: what is under way then throws its reason. */
  signal: AbortSignal;
  /** Waits for a turn at the host. */
  turn<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Called with every answer, so that a host that asks for patience gets it. `ms`: until its headers were there. */
  answered?(host: string, answer: { status: number; headers: Headers; ms: number }): void;
  /** Called when a request failed at the network or the server, with the code of the cause. */
  failed?(host: string, code: string): void;
};

/** Fetches within the limits, from the hosts that the guard lets through. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { guard, limits, signal } = options;
  const certificates = createCertificates(guard, { ms: limits.connectMs, signal });
  const agent = new Agent({
    connect: connectorFor(guard, limits.connectMs),
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.firstByteMs,
    pipelining: 1,
  });

  /** What failed, and why. A certificate that was refused is looked at once more for its facts. */
  const failureOf = async (error: unknown, url: string, stage: Stage): Promise<FetchError> => {
    const cause = causeOf(error, stage, limits);
    const facts = isCertificateError(cause.code) ? await certificates.describe(cause.code, new URL(url)) : null;
    return facts === null ? cause : new FetchError(cause.code, facts);
  };

  const askNow = async (url: string, { method = 'GET', headers = {}, body }: Ask): Promise<Answer> => {
    const host = hostOf(url);
    const limit = AbortSignal.timeout(limits.totalMs);
    const either = AbortSignal.any([signal, limit]);
    let stage: Stage = 'name';
    try {
      await unlessAborted(guard.route(host), either);
      stage = 'answer';
      const start = performance.now();
      const answer = await request(url, {
        dispatcher: agent,
        method: method as 'GET',
        headers: {
          'user-agent': options.userAgent,
          accept: 'text/html,application/xhtml+xml,application/pdf,*/*;q=0.8',
          'accept-language': 'th,en;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
          ...headers,
        },
        ...(body ? { body: Buffer.from(body) } : {}),
        signal: either,
      });
      stage = 'body';
      const { statusCode: status, headers: told } = answer;
      options.answered?.(host, { status, headers: told, ms: performance.now() - start });
      return { status, headers: told, ...(await bodyOf(answer, limits.bodyBytes)) };
    } catch (error) {
      signal.throwIfAborted();
      const failure = limit.aborted ? late(stage, limits.totalMs) : await failureOf(error, url, stage);
      signal.throwIfAborted();
      if (!isOwnRefusal(failure.code)) options.failed?.(host, failure.code);
      throw failure;
    }
  };

  const ask = (url: string, how: Ask = {}): Promise<Answer> =>
    options.turn(hostOf(url), async () => {
      signal.throwIfAborted();
      return askNow(url, how);
    });

  const follow = async (first: string, redirects: string[], how: Follow): Promise<Arrival> => {
    const cookies = cookieJar();
    const seen = new Set<string>();
    let url = first;
    let transferred = 0;
    for (;;) {
      const cookie = cookies.header(url);
      const key = createHash('sha256').update(`${url}\n${cookie}`).digest('hex');
      if (seen.has(key)) throw new FetchError('REDIRECT_LOOP', url);
      if (redirects.length > limits.redirects) throw new FetchError('REDIRECT_LOOP', `more than ${limits.redirects}`);
      seen.add(key);
      const { cookie: _, authorization: __, ...passedOn } = how.ask?.headers ?? {};
      const own: Ask | undefined = redirects.length === 0 ? how.ask : { headers: passedOn };
      const asked = (own?.method ?? 'GET') === 'GET' ? how.conditional?.(url) : undefined;
      const answer = await ask(url, { ...own, headers: { ...own?.headers, ...asked, ...(cookie ? { cookie } : {}) } });
      transferred += answer.transferred;
      cookies.take(url, answer.headers);
      const byHeader = headerRedirect(answer);
      const looks = how.inBody !== false && answer.status < 300 && isHtml(answer.headers);
      const target = byHeader ?? (looks ? redirectInBody(answer.body) : null);
      if (!target) return { ...answer, transferred, finalUrl: url, redirects };
      const next = normaliseUrl(target, url);
      if (next === null) throw new FetchError('UNSUPPORTED_SCHEME', `redirect to ${target.slice(0, 200)}`);
      // A page that only reloads itself has arrived.
      if (answer.status < 300 && next === url) return { ...answer, transferred, finalUrl: url, redirects };
      redirects.push(url);
      url = next;
    }
  };

  return {
    ask,
    async fetch(url, how = {}) {
      const redirects: string[] = [];
      try {
        return await follow(url, redirects, how);
      } catch (error) {
        signal.throwIfAborted();
        const { code, message } = errorFacts(error);
        throw new FetchError(code, message, redirects);
      }
    },
    close: () => agent.destroy(),
  };
}
