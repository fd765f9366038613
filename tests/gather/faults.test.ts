import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../src/gather/classify.ts';
import { createFetcher, FetchError } from '../../src/gather/fetch.ts';
import { createGuard, type Lookup } from '../../src/gather/guard.ts';
import { defaultLimits, gather } from '../../src/gather/index.ts';
import { type Fault, type FaultKind, faultKinds } from '../../src/model/fault.ts';
import type { Visit } from '../../src/model/gathered.ts';
import { closedPort, type Deed, identities, raw, type Stage, secure, stage, trust } from './scripted.ts';
import { at, type Handler, host, html, item, options, type Pages, plan, prose, serve } from './site.ts';

const long = html('หน้าหลัก', prose('เนื้อหา'));
const gzipped = gzipSync(long);
const brotlied = brotliCompressSync(Buffer.from(long));
const limits = { totalMs: 2500, firstByteMs: 1000, connectMs: 1000, bodyBytes: 8_000_000 };

const redirect =
  (location: string): Handler =>
  (_, response) =>
    response.writeHead(302, { location }).end();
const answer =
  (status: number, body: string | Uint8Array = '<p>x</p>', headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
const packed = (encoding: string, body: Uint8Array): Handler => answer(200, body, { 'content-encoding': encoding });
const chain = (n: number): Pages =>
  Object.fromEntries(Array.from({ length: n }, (_, step) => [`/chain/${step}`, redirect(`/chain/${step + 1}`)]));

const page = (how: string | Handler): Deed => ({ page: how });
const bytes = (...parts: (string | Uint8Array)[]): Deed => ({
  bytes: (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  },
});
const url = (address: string): Deed => ({ url: address });
const head = (...lines: string[]): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${lines.join('\r\n')}\r\n\r\n`;

/** A behaviour, its fault, and how the fault tells it from others of its kind. */
type Row = [name: string, kind: FaultKind | null, deed: Deed, detail?: string];

const rows: Row[] = [
  ['good', null, page(long)],
  ['packed', null, page(packed('gzip', gzipped))],
  ['packed by brotli', null, page(packed('br', brotlied))],
  ['packed twice', null, page(packed('gzip, br', brotliCompressSync(gzipped)))],
  ['said to be packed, but of no bytes', null, page(packed('gzip', new Uint8Array()))],
  ['with the name of a charset as encoding', null, page(packed('utf-8', Buffer.from(long)))],
  ['redirected by meta', null, page(html('', '', `<meta http-equiv="refresh" content="0; url=${at('/good')}">`))],
  ['redirected by script', null, page(`<html><script>window.location.href = "${at('/good')}";</script></html>`)],

  ['unknown host', 'host-unknown', url('http://nowhere.invalid/'), 'ENOTFOUND'],
  ['nobody listening', 'connection-refused', url('http://refused.example/'), 'ECONNREFUSED'],
  ['hanging up', 'connection-reset', page((request) => request.socket.destroy())],
  ['hanging up amid the headers', 'connection-reset', bytes('HTTP/1.1 200 OK\r\nContent-')],

  ['never answering a handshake', 'timeout', url('https://deaf.example/'), 'no connection within 1000 ms'],
  ['never answering a request', 'timeout', page(() => {}), 'no first byte within 1000 ms'],
  [
    'stopping amid the body',
    'timeout',
    page((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<p>')),
    'the body stood still for 1000 ms',
  ],
  [
    'dripping',
    'timeout',
    page((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    }),
    'no whole body within 2500 ms',
  ],
  ['408', 'timeout', page(answer(408)), 'status 408'],

  ['a short body', 'incomplete-body', bytes(head('Content-Length: 9000'), long.slice(0, 100))],
  [
    'a short body, not to be kept alive',
    'incomplete-body',
    bytes(head('Content-Length: 9000', 'Connection: close'), 'x'),
  ],
  ['chunks without an end', 'incomplete-body', bytes(head('Transfer-Encoding: chunked'), '5\r\nhello\r\n')],
  [
    'a last chunk that is cut, not to be kept alive',
    'incomplete-body',
    bytes(head('Transfer-Encoding: chunked', 'Connection: close'), '50\r\nhello'),
  ],
  [
    'a reset amid a body that ends with its connection',
    'incomplete-body',
    {
      bytes: (socket) => {
        socket.write(head('Connection: close') + long.slice(0, 500));
        setTimeout(() => socket.resetAndDestroy(), 100);
      },
    },
  ],
  ['a body that ends with its connection', null, bytes(head('Connection: close'), long)],
  ['half a gzip', 'incomplete-body', page(packed('gzip', gzipped.subarray(0, gzipped.length / 2)))],
  ['a gzip without its check', 'incomplete-body', page(packed('gzip', gzipped.subarray(0, -8)))],
  ['half a brotli', 'incomplete-body', page(packed('br', brotlied.subarray(0, brotlied.length / 2)))],

  ['a loop', 'redirect-loop', page(redirect('http://back.example/back'))],
  ['too many redirects', 'redirect-loop', page(redirect(at('/chain/0'))), 'more than 10'],
  ['a redirect to a file', 'unsupported-scheme', page(redirect('file:///etc/passwd'))],
  ['a file', 'unsupported-scheme', url('file:///etc/passwd')],
  ['a redirect to loopback', 'address-refused', page(redirect('http://127.0.0.1/'))],
  ['loopback', 'address-refused', url('http://localhost/')],

  ['a huge body', 'too-large', page(answer(200, 'x'.repeat(9_000_000))), 'more than 8000000 bytes'],
  ['a bomb', 'too-large', page(packed('gzip', gzipSync(Buffer.alloc(7_000_000)))), 'unpacks more than 200-fold'],

  ['401', 'forbidden', page(answer(401))],
  ['403', 'forbidden', page(answer(403))],
  ['404', 'not-found', page(answer(404))],
  ['410', 'gone', page(answer(410))],
  ['418', 'client-error', page(answer(418))],
  ['429', 'too-many-requests', page(answer(429, 'slow down', { 'retry-after': '0' }))],
  ['500', 'server-error', page(answer(500))],
  ['503', 'server-error', page(answer(503, '<title>503 Service Unavailable</title>', { 'retry-after': '0' }))],

  [
    '503 for maintenance',
    'maintenance',
    page(answer(503, html('เทศบาล - ปิดปรับปรุง', ''), { 'retry-after': '0' })),
    'ปิดปรับปรุง',
  ],
  ['503 of a content system', 'maintenance', page(answer(503, '<title>Maintenance</title>', { 'retry-after': '0' }))],
  ['maintenance with a good status', 'maintenance', page(html('เทศบาล', '<h1>ปิดปรับปรุงชั่วคราว</h1>'))],
  ['news of a road that is closed', null, page(html('ปิดปรับปรุงถนน', prose('ประกาศปิดปรับปรุงถนนสายตลาด')))],

  ['a challenge', 'challenge', page(answer(403, '<title>Just a moment...</title>'))],
  ['a redirect to a login', 'login-wall', page(redirect('/login'))],
  ['a password form', 'login-wall', page(html('สมาชิก', '<form><input type="password" name="p"></form>'))],
  ['a form that asks for access', 'login-wall', page(html('ขอสิทธิ์เข้าถึง', '<p>ขอสิทธิ์จากเจ้าของ</p>'))],
  ['a refusal in which access may be asked for', 'login-wall', page(answer(403, html('You need access', '')))],
  ['a missing page with a good status', 'soft-not-found', page(html('ไม่พบหน้าที่ต้องการ', '<h1>ขออภัย</h1>'))],

  ['another protocol', 'protocol-error', bytes('SSH-2.0-x\r\n\r\n')],
  ['endless headers', 'protocol-error', bytes(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(80_000)}\r\n\r\n`)],
  ['304 unasked', 'protocol-error', page(answer(304, '')), 'status 304'],
  ['a redirect to nowhere', 'protocol-error', page(answer(302)), 'status 302'],
  ['no such packing', 'protocol-error', page(packed('zstd', gzipped)), 'content-encoding zstd'],
  ['not packed at all', 'protocol-error', page(packed('gzip', Buffer.from(long)))],

  ['https without TLS', 'tls-failure', url('https://plain.example/'), 'wrong version number'],
];

const made = identities();
/** What needs certificates, and so openssl. */
const tlsRows: Row[] = made
  ? [
      ['an old protocol', 'tls-failure', url('https://old.example/'), 'tlsv1 alert protocol version'],
      ['a redirect to Google accounts', 'login-wall', url(at('/google'))],
      ['a certificate of nobody', 'certificate-warning', url('https://warned.example/'), 'self-signed'],
    ]
  : [];
const all = [...rows, ...tlsRows];

const faultOf = async (lookup: Lookup): Promise<Fault | null> => {
  const fetcher = createFetcher({
    guard: createGuard({ lookup }),
    limits: { ...defaultLimits, totalMs: 300 },
    userAgent: 'test',
    signal: new AbortController().signal,
    turn: (_, task) => task(),
  });
  try {
    await fetcher.fetch(at('/'));
    return null;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return classify(at('/'), { error });
  } finally {
    await fetcher.close();
  }
};
/** Faults of a name server, which no web server can bring about. */
const lookups: [string, Lookup, FaultKind, string][] = [
  ['that cannot answer now', () => fail('EAI_AGAIN'), 'dns-failure', 'EAI_AGAIN'],
  ['that fails', () => fail('ESERVFAIL'), 'dns-failure', 'ESERVFAIL'],
  ['that never answers', () => new Promise(() => {}), 'dns-failure', 'no address for the name within 300 ms'],
  ['that knows no such name', () => fail('ENOTFOUND'), 'host-unknown', 'ENOTFOUND'],
  ['that names no address', async () => [], 'address-refused', 'ADDRESS_REFUSED'],
];
const fail = (code: string): Promise<never> => Promise.reject(Object.assign(new Error('getaddrinfo'), { code }));

/** Faults that lie with the program alone. */
const ofTheProgram: Partial<Record<FaultKind, string>> = {
  'browser-missing': 'this machine has no browser',
  'file-missing': 'a file of this machine was to be read',
  'not-visited': 'the time of the run was up',
  'robots-forbidden': 'the program obeys robots.txt for what nobody submitted',
};

let staged: Stage;
let visits: Map<string, Visit>;
let gaps: Map<string, string[]>;
let distrust = (): void => {};

beforeAll(async () => {
  staged = await stage(
    all.map(([, , deed]) => deed),
    {
      ...chain(14),
      '/good': long,
      '/login': long,
      '/back': redirect('http://back.example/forth'),
      '/forth': redirect('http://back.example/back'),
      '/google': redirect('https://accounts.google.com/v3/signin/identifier'),
    },
  );
  const { site, resolve, add, addresses } = staged;
  resolve['back.example'] = `127.0.0.1:${site.port}`;
  resolve['refused.example'] = `127.0.0.1:${await closedPort()}`;
  await add(
    'deaf.example',
    raw(() => {}),
  );
  await add(
    'plain.example',
    raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  if (made) {
    distrust = trust(made.root);
    const oldest = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    await add('accounts.google.com', secure(made.good, long));
    await add('warned.example', secure(made.selfSigned));
    await add('old.example', secure({ ...made.good, ...oldest }));
  }
  const items = addresses.map((address, index) => item(`row ${index}`, [address]));
  const gathered = await gather(plan(items), { ...options(site), limits, resolve });
  visits = new Map(gathered.visits.map((visit) => [visit.url, visit]));
  gaps = new Map(gathered.items.map(({ itemId, gaps: met }) => [itemId, met.map(({ code }) => code)]));
});

afterAll(async () => {
  distrust();
  await staged?.close();
});

describe('each behaviour of a server has its named fault', () => {
  test.each(all.map((row, index) => [row[0], row[1], row, index] as const))('%s: %s', (_, kind, row, index) => {
    const address = staged.addresses[index] ?? '';
    const visit = visits.get(address);
    expect(visit?.fault?.kind ?? null).toBe(kind);
    if (kind !== null)
      expect(visit?.fault).toMatchObject({
        nature: faultKinds[kind],
        url: address,
        ...(row[3] === undefined ? {} : { detail: expect.stringContaining(row[3]) }),
      });
    expect(visit?.artifactId === null).toBe(visit?.fault !== null);
    expect(gaps.get(`row ${index}`)).toEqual([]);
  });

  test.each(lookups)('a name server %s', async (_, lookup, kind, detail) => {
    expect(await faultOf(lookup)).toMatchObject({ kind, detail: expect.stringContaining(detail) });
  });

  test.skipIf(!made)('no fault is without a row that meets it', () => {
    const met = new Set([...all.map(([, kind]) => kind), ...lookups.map(([, , kind]) => kind)]);
    const unmet = Object.keys(faultKinds).filter((kind) => !met.has(kind as FaultKind));
    expect(unmet.toSorted()).toEqual(Object.keys(ofTheProgram).toSorted());
  });
});

test('what a fault tells holds for every run: no times, no addresses in memory', () => {
  for (const { fault } of visits.values()) expect(fault?.detail ?? '').not.toMatch(/\b[0-9A-F]{12}:error|openssl/);
});

test('redirects of every kind are followed and recorded', async () => {
  const moving = await serve({
    '/meta': html('', '', '<meta http-equiv="refresh" content="0; url=good?from=meta&amp;x=1">'),
    '/good?from=meta&x=1': long,
    '/script': '<html><script>window.location.href = "/good";</script></html>',
    '/refresh': (_, response) => response.writeHead(200, { refresh: '1; url=/good' }).end('x'),
    '/cookie': (request, response) =>
      request.headers.cookie === 'seen=1'
        ? response.writeHead(200, { 'content-type': 'text/html' }).end(long)
        : response.writeHead(302, { 'set-cookie': 'seen=1; path=/', location: '/cookie' }).end(),
    '/good': long,
  });
  const seen = await gather(plan([item('o1', ['/meta', '/script', '/refresh', '/cookie'])]), options(moving));
  await moving.close();
  const ends = Object.fromEntries(
    seen.visits.map(({ url: from, finalUrl, redirects }) => [from, { finalUrl, redirects }]),
  );
  expect(ends).toMatchObject({
    [at('/meta')]: { finalUrl: at('/good?from=meta&x=1'), redirects: [at('/meta')] },
    [at('/script')]: { finalUrl: at('/good'), redirects: [at('/script')] },
    [at('/refresh')]: { finalUrl: at('/good'), redirects: [at('/refresh')] },
    [at('/cookie')]: { finalUrl: at('/cookie'), redirects: [at('/cookie')] },
  });
});

test('a raw Thai Location is understood', async () => {
  const target = await serve({});
  const lines = ['HTTP/1.1 302 Found', `Location: ${at('/หน้า/หลัก')}`, 'Content-Length: 0', '', ''];
  const thai = await raw((socket) => socket.end(Buffer.from(lines.join('\r\n'), 'utf8')));
  const base = options(target);
  await gather(plan([item('o1', ['http://thai.example/'])]), {
    ...base,
    resolve: { ...base.resolve, 'thai.example': `127.0.0.1:${thai.port}` },
  });
  await Promise.all([target.close(), thai.close()]);
  expect([...target.hits.keys()]).toContain(
    '/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2/%E0%B8%AB%E0%B8%A5%E0%B8%B1%E0%B8%81',
  );
});

test('transient faults are asked again fast and once more at the end, definitive ones never', () => {
  const hitsOf = (name: string): number | undefined =>
    staged.site.hits.get(`/${all.findIndex(([one]) => one === name)}`);
  expect(hitsOf('500')).toBe(4);
  expect(hitsOf('half a gzip')).toBe(4);
  expect(hitsOf('404')).toBe(1);
  expect(hitsOf('403')).toBe(1);
});

test('the host header names the site, not the address it was pinned to', async () => {
  let seen = '';
  const named = await serve({
    '/': (request, response) => {
      seen = request.headers.host ?? '';
      response.end();
    },
  });
  await gather(plan([item('o1', ['/'])]), options(named));
  await named.close();
  expect(seen).toBe(host);
});

describe('the fetcher tells what a request cost and how it went', () => {
  const open = async (pages: Pages) => {
    const served = await serve(pages);
    const told: unknown[] = [];
    const fetcher = createFetcher({
      guard: createGuard({
        resolve: { [host]: `127.0.0.1:${served.port}`, 'closed.example': `127.0.0.1:${await closedPort()}` },
      }),
      limits: defaultLimits,
      userAgent: 'test',
      signal: new AbortController().signal,
      turn: (_, task) => task(),
      answered: (name, { status, ms }) => told.push([name, status, ms >= 0]),
      failed: (name, code) => told.push([name, code]),
    });
    return { fetcher, told, close: () => Promise.all([fetcher.close(), served.close()]) };
  };

  test('bytes as they were transferred, packed, those on the way included', async () => {
    const { fetcher, close } = await open({
      '/packed': packed('gzip', gzipped),
      '/empty': answer(200, ''),
      '/moved': (_, response) => response.writeHead(302, { location: '/packed' }).end('moved'),
    });
    const { transferred, body } = await fetcher.ask(at('/packed'));
    expect([transferred, body.byteLength]).toEqual([gzipped.byteLength, Buffer.byteLength(long)]);
    expect((await fetcher.ask(at('/empty'))).transferred).toBe(0);
    expect((await fetcher.fetch(at('/moved'))).transferred).toBe(gzipped.byteLength + 'moved'.length);
    await close();
  });

  test('answers and failures, but not what the program itself refuses', async () => {
    const { fetcher, told, close } = await open({
      '/a': long,
      '/big': packed('gzip', gzipSync(Buffer.alloc(7_000_000))),
    });
    await fetcher.ask(at('/a'));
    await expect(fetcher.ask('http://closed.example/')).rejects.toThrow(FetchError);
    await expect(fetcher.ask(at('/big'))).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(fetcher.ask('http://127.0.0.1/')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(told).toEqual([
      [host, 200, true],
      ['closed.example', 'ECONNREFUSED'],
      [host, 200, true],
    ]);
    await close();
  });

  test('a conditional request asks only the address that it is about, and may arrive at "not changed"', async () => {
    const asked: (string | undefined)[] = [];
    const { fetcher, close } = await open({
      '/moved': (request, response) => {
        asked.push(request.headers['if-none-match']);
        response.writeHead(302, { location: '/kept' }).end();
      },
      '/kept': (request, response) => {
        asked.push(request.headers['if-none-match']);
        // As some servers do: with the headers of the body that does not come.
        response.writeHead(304, { etag: '"1"', 'content-encoding': 'gzip', 'content-length': '500' }).end();
      },
    });
    const conditional = (one: string): Record<string, string> =>
      one === at('/kept') ? { 'if-none-match': '"1"' } : {};
    const arrival = await fetcher.fetch(at('/moved'), { conditional });
    expect(arrival).toMatchObject({ status: 304, transferred: 0, finalUrl: at('/kept') });
    expect(arrival.body.byteLength).toBe(0);
    expect(asked).toEqual([undefined, '"1"']);
    await close();
  });

  test('when the run ends, its reason is thrown and nobody is blamed', async () => {
    const stop = new AbortController();
    const served = await serve({ '/': () => stop.abort(new Error('enough')) });
    const blamed: string[] = [];
    const fetcher = createFetcher({
      guard: createGuard({ resolve: { [host]: `127.0.0.1:${served.port}` } }),
      limits: defaultLimits,
      userAgent: 'test',
      signal: stop.signal,
      turn: (_, task) => task(),
      failed: (name) => blamed.push(name),
    });
    await expect(fetcher.fetch(at('/'))).rejects.toThrow('enough');
    expect(blamed).toEqual([]);
    await Promise.all([fetcher.close(), served.close()]);
  });
});
