import { createHash } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { Agent, buildConnector, request } from 'undici';
import type { Guard } from './guard.ts';
import { decodeHeader, locationOf, redirectInBody, refreshTarget } from './redirect.ts';
import { hostOf, normaliseUrl } from './url.ts';

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
export type Answer = { status: number; headers: Headers; body: Uint8Array };
export type Arrival = Answer & { finalUrl: string; redirects: string[] };
export type Ask = { method?: string; headers?: Record<string, string>; body?: Uint8Array };

/** `inBody: false` leaves redirects that the body asks for to whoever shows it. */
export type Follow = { inBody?: boolean; ask?: Ask };

export type Fetcher = {
  /** One request, no redirects followed. Throws an error with a code; `classify` knows them. */
  ask(url: string, ask?: Ask): Promise<Answer>;
  /** Follows redirects by header, meta refresh and bare script. `redirects` holds the addresses that sent it on. */
  fetch(url: string, how?: Follow): Promise<Arrival>;
  close(): Promise<void>;
};

/** A failure of the program's own making, with a code that `classify` knows. */
export class FetchError extends Error {
  readonly code: string;
  /** Addresses that had sent the visitor on before. */
  readonly redirects: string[];
  constructor(code: string, message: string, redirects: string[] = []) {
    super(message);
    this.code = code;
    this.redirects = redirects;
  }
}

const firstOf = (headers: Headers, name: string): string => [headers[name] ?? []].flat()[0] ?? '';

export const headerOf = (headers: Headers, name: string): string => {
  return decodeHeader(firstOf(headers, name));
};

/** A page of zeros packs a thousandfold; honest text about tenfold, at most a hundredfold. */
const ratioCap = 200;
const ratioFrom = 5e6;

function unpacker(encoding: string): Transform | null {
  if (encoding === 'br') return zlib.createBrotliDecompress();
  const tolerant = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
  return encoding === 'gzip' || encoding === 'x-gzip' || encoding === 'deflate' ? zlib.createUnzip(tolerant) : null;
}

/** Collects a body within the limits; a packed one is unpacked as it comes. */
async function collect(body: Readable, encoding: string, limit: number): Promise<Uint8Array> {
  const unpack = unpacker(encoding);
  const chunks: Buffer[] = [];
  let packed = 0;
  let size = 0;
  let refusal: FetchError | null = null;
  const refuse = (why: string): FetchError => {
    refusal ??= new FetchError('TOO_LARGE', why);
    return refusal;
  };
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed += chunk.byteLength;
      done(packed > limit ? refuse(`more than ${limit} bytes`) : null, chunk);
    },
  });
  const gather = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > limit) throw refuse(`more than ${limit} bytes`);
      if (size > ratioFrom && size > packed * ratioCap) throw refuse(`unpacks more than ${ratioCap}-fold`);
      chunks.push(chunk);
    }
  };
  try {
    if (unpack) await pipeline(body, count, unpack, gather);
    else await pipeline(body, count, gather);
  } catch (error) {
    // The streams that are torn down report their own end; what counts is why.
    throw refusal ?? error;
  }
  return Buffer.concat(chunks);
}

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

export function createFetcher(options: {
  guard: Guard;
  limits: Limits;
  userAgent: string;
  signal: AbortSignal;
  /** Waits for a turn at the host. */
  turn<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Called with every answer, so that a host that asks for patience gets it. */
  answered?(host: string, answer: { status: number; headers: Headers }): void;
}): Fetcher {
  const { guard, limits, signal } = options;

  const connect: buildConnector.connector = (target, done) => {
    guard.route(target.hostname).then(
      ({ addresses, port }) => {
        // The vetted addresses are the only ones that the socket can reach: the name is not looked up again.
        const lookup: LookupFunction = (_host, { all }, found) => {
          const [first] = addresses;
          if (all) found(null, addresses);
          else found(null, first?.address ?? '', first?.family);
        };
        const [only] = addresses;
        buildConnector({ timeout: limits.connectMs, lookup })(
          {
            ...target,
            ...(addresses.length === 1 && only ? { hostname: only.address } : {}),
            ...(port === null ? {} : { port: String(port) }),
          },
          done,
        );
      },
      (error: Error) => done(error, null),
    );
  };

  const agent = new Agent({
    connect,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.firstByteMs,
    pipelining: 1,
  });

  const ask = async (url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> => {
    const host = hostOf(url);
    return options.turn(host, async () => {
      signal.throwIfAborted();
      const limit = AbortSignal.timeout(limits.totalMs);
      try {
        await guard.route(host);
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
          signal: AbortSignal.any([signal, limit]),
        });
        options.answered?.(host, { status: answer.statusCode, headers: answer.headers });
        const encoding = headerOf(answer.headers, 'content-encoding').trim().toLowerCase();
        const bytes = await collect(answer.body, encoding, limits.bodyBytes);
        return { status: answer.statusCode, headers: answer.headers, body: bytes };
      } catch (error) {
        signal.throwIfAborted();
        if (limit.aborted) throw new FetchError('TIMEOUT', `no whole answer within ${limits.totalMs} ms`);
        throw error;
      }
    });
  };

  const follow = async (first: string, redirects: string[], how: Follow): Promise<Arrival> => {
    const cookies = cookieJar();
    const seen = new Set<string>();
    let url = first;
    for (;;) {
      const cookie = cookies.header(url);
      const key = createHash('sha256').update(`${url}\n${cookie}`).digest('hex');
      if (seen.has(key)) throw new FetchError('REDIRECT_LOOP', url);
      if (redirects.length > limits.redirects) throw new FetchError('REDIRECT_LOOP', `more than ${limits.redirects}`);
      seen.add(key);
      const { cookie: _, ...passedOn } = how.ask?.headers ?? {};
      const own: Ask | undefined = redirects.length === 0 ? how.ask : { headers: passedOn };
      const answer = await ask(url, { ...own, headers: { ...own?.headers, ...(cookie ? { cookie } : {}) } });
      cookies.take(url, answer.headers);
      const byHeader = headerRedirect(answer);
      const looks = how.inBody !== false && answer.status < 300 && isHtml(answer.headers);
      const target = byHeader ?? (looks ? redirectInBody(answer.body) : null);
      if (!target) return { ...answer, finalUrl: url, redirects };
      const next = normaliseUrl(target, url);
      if (next === null) throw new FetchError('UNSUPPORTED_SCHEME', `redirect to ${target.slice(0, 200)}`);
      // A page that only reloads itself has arrived.
      if (answer.status < 300 && next === url) return { ...answer, finalUrl: url, redirects };
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

/** The code and message of whatever was thrown, the first of several tried addresses included. */
export function errorFacts(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return errorFacts(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return { code, message: error.message };
  if (error.cause !== undefined) return errorFacts(error.cause);
  return { code: '', message: error.message };
}
