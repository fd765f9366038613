import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../src/gather/crawl.ts';
import { createFetcher, defaultLimits } from '../../src/gather/fetch.ts';
import { createGuard } from '../../src/gather/guard.ts';
import { gather } from '../../src/gather/index.ts';
import type { FaultKind } from '../../src/model/fault.ts';
import type { Gathered, Visit } from '../../src/model/gathered.ts';
import { type Deed, eager, flood, listenAt, raw, type Scripted, type Stage, stage, zip } from './scripted.ts';
import { at, type Handler, host, html, item, type MemoryStore, memoryStore, options, plan, prose } from './site.ts';

const limits = { totalMs: 1500, firstByteMs: 800, connectMs: 800, bodyBytes: 6_000_000 };

/** Nobody may ever come here: a server of the machine's own network. */
let canary: Scripted;
beforeAll(async () => {
  canary = await eager((socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret'));
});
afterAll(() => canary.close());

type Seen = { staged: Stage; store: MemoryStore; gathered: Gathered; visitAt(index: number): Visit | undefined };

/** Visits what the deeds lead to, each for an item of its own. */
const visitAll = async (deeds: readonly Deed[]): Promise<Seen> => {
  const staged = await stage(deeds);
  const store = memoryStore();
  const items = staged.addresses.map((address, index) => item(`row ${index}`, [address]));
  const { resolve, site } = staged;
  const gathered = await gather(plan(items), {
    ...options(site),
    store,
    resolve,
    limits,
    budget: { pages: 2, documents: 2 },
  });
  const visits = new Map(gathered.visits.map((visit) => [visit.url, visit]));
  return { staged, store, gathered, visitAt: (index) => visits.get(addressOf(staged.addresses[index] ?? '')) };
};

const redirect =
  (location: string): Handler =>
  // As bytes: no library would send some of these.
  ({ socket }) =>
    void socket?.end(Buffer.from(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`));

/** The ways in which a page can send its visitor somewhere, and that of whoever submits an address. */
const ways: [string, (target: string) => Deed][] = [
  ['by Location', (target) => ({ page: redirect(target) })],
  ['by meta refresh', (target) => ({ page: `<meta http-equiv="refresh" content="0;url=${target}">` })],
  ['by script', (target) => ({ page: `<script>location.replace("${target}")</script>` })],
  ['by who submits it', (target) => ({ url: target })],
];

describe('an address inside the network is never connected to', () => {
  const spellings = [
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://LocalHost.:PORT/',
    'http://any.localhost:PORT/',
    'http://[::1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://10.0.0.1:PORT/',
    'http://100.64.0.1:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://2130706433:PORT/',
    'http://017700000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0x7f.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://127.1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://127。0。0。1:PORT/',
    'http://１２７.０.０.１:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://%31%32%37.0.0.1:PORT/',
    'http://good@127.0.0.1:PORT/',
    `http://${host}:80@127.0.0.1:PORT/`,
    `http://127.0.0.1:PORT\\@${host}/`,
    'http:\\\\127.0.0.1:PORT\\',
    '  http://127.0.0.1:PORT/',
    'https:127.0.0.1:PORT/',
  ];
  const cases = spellings.flatMap((spelling) =>
    ways.map(([way, deed]) => ({ name: `${spelling} ${way}`, spelling, deed })),
  );
  let seen: Seen;
  beforeAll(async () => {
    seen = await visitAll(cases.map(({ spelling, deed }) => deed(spelling.replace('PORT', String(canary.port)))));
  });
  afterAll(() => seen?.staged.close());

  test.each(cases.map(({ name }, index) => [name, index] as const))('%s', (_, index) => {
    expect(seen.visitAt(index)?.fault?.kind).toBe('address-refused');
  });

  test('the machine heard nothing', () => {
    expect(canary.connections()).toBe(0);
    expect(seen.store.artifacts.size).toBe(0);
  });
});

describe('an address that is no web address leads nowhere', () => {
  const targets = [
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'ftp://127.0.0.1:PORT/',
    'gopher://127.0.0.1:PORT/_GET',
    'data:text/html,hello',
    'javascript:alert(1)',
    'ws://127.0.0.1:PORT/',
    'view-source:http://127.0.0.1:PORT/',
    'blob:http://127.0.0.1:PORT/1',
    'http://',
    'http://[::1',
    'http://127.0.0.1:99999/',
  ];
  const cases = targets.flatMap((target) => ways.map(([way, deed]) => ({ name: `${target} ${way}`, target, deed })));
  let seen: Seen;
  beforeAll(async () => {
    seen = await visitAll(cases.map(({ target, deed }) => deed(target.replace('PORT', String(canary.port)))));
  });
  afterAll(() => seen?.staged.close());

  test.each(cases.map(({ name }, index) => [name, index] as const))('%s', (_, index) => {
    expect(seen.visitAt(index)?.fault?.kind).toBe('unsupported-scheme');
  });

  test('the machine heard nothing', () => {
    expect(canary.connections()).toBe(0);
  });
});

const text = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const good = (...lines: string[]): string => text('HTTP/1.1 200 OK', 'Content-Type: text/html', ...lines);
const long = html('หน้าหลัก', prose('เนื้อหา'));
const whole = good(`Content-Length: ${Buffer.byteLength(long)}`) + long;

const bytes = (...parts: (string | Uint8Array)[]): Deed => ({
  bytes: (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  },
});
const open = (...parts: (string | Uint8Array)[]): Deed => ({
  bytes: (socket) => {
    for (const part of parts) socket.write(part);
  },
});
const flooding = (start: string, piece: string | Buffer): Deed => ({
  bytes: (socket) => {
    socket.write(start);
    flood(socket, piece);
  },
});
const packed = (encoding: string, body: Uint8Array): Deed =>
  bytes(good(`Content-Encoding: ${encoding}`, `Content-Length: ${body.byteLength}`), body);
const zeros = Buffer.alloc(60_000_000);
const bomb = gzipSync(zeros);
const many = (count: number, line: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => line(n));

describe('bytes that no honest server sends end in their named fault', () => {
  const rows: [string, FaultKind | null, Deed][] = [
    ['a gzip bomb', 'too-large', packed('gzip', bomb)],
    ['a gzip bomb in a gzip', 'too-large', packed('gzip, gzip', gzipSync(bomb))],
    [
      'a gzip bomb in a brotli, in two headers',
      'too-large',
      bytes(good('Content-Encoding: gzip', 'Content-Encoding: br'), brotliCompressSync(bomb)),
    ],
    ['a brotli bomb', 'too-large', packed('br', brotliCompressSync(zeros))],
    ['a deflate bomb', 'too-large', packed('deflate', deflateSync(zeros))],
    ['more layers than anybody needs', 'protocol-error', packed('gzip, gzip, gzip, gzip', bomb)],
    ['an endless body', 'too-large', flooding(good(), Buffer.alloc(200_000, 'x'))],
    [
      'an endless body in chunks',
      'too-large',
      flooding(good('Transfer-Encoding: chunked'), `ffff\r\n${'x'.repeat(0xffff)}\r\n`),
    ],
    ['a body whose end never comes', 'timeout', open(good('Connection: keep-alive'), '<p>')],
    ['a body that is larger than any disk', 'incomplete-body', bytes(good('Content-Length: 9007199254740000'), '<p>')],

    ['endless headers', 'protocol-error', flooding('HTTP/1.1 200 OK\r\n', 'X-More: and more\r\n'.repeat(100))],
    ['an endless header', 'protocol-error', flooding('HTTP/1.1 200 OK\r\nX-More: ', 'x'.repeat(5000))],
    ['an endless status', 'timeout', flooding('HTTP/1.1 200 ', 'OK'.repeat(1000))],
    ['more headers than fit', 'protocol-error', bytes(good(...many(5000, (n) => `X-${n}: ${n} of many headers`)))],
    [
      'many headers that fit',
      null,
      bytes(
        text('HTTP/1.1 200 OK', 'Connection: close', 'Content-Type: text/html', ...many(1500, (n) => `X-${n}: ${n}`)),
        long,
      ),
    ],
    ['a flood of cookies that fit', null, bytes(good(...many(1200, (n) => `Set-Cookie: c${n}=${n}; path=/`)), long)],
    [
      'a flood of cookies',
      'protocol-error',
      bytes(good(...many(1200, (n) => `Set-Cookie: c${n}=${'x'.repeat(100)}`)), long),
    ],
    [
      'a Location of a megabyte',
      'protocol-error',
      bytes(text('HTTP/1.1 302 Found', `Location: http://${host}/${'x'.repeat(1e6)}`)),
    ],
    ['a flood of early hints', 'timeout', flooding('', text('HTTP/1.1 103 Early Hints', 'Link: </x>').repeat(20))],
    ['leave to go on that nobody asked for', 'protocol-error', bytes(text('HTTP/1.1 100 Continue'), whole)],
    [
      'another protocol that nobody asked for',
      'protocol-error',
      bytes(text('HTTP/1.1 101 Switching Protocols', 'Upgrade: x', 'Connection: Upgrade')),
    ],
    ['an early hint and then the page', null, bytes(text('HTTP/1.1 103 Early Hints', 'Link: </x>'), whole)],
    [
      'endless words in a chunk',
      'timeout',
      flooding(`${good('Transfer-Encoding: chunked')}5;more`, 'more'.repeat(1000)),
    ],
    ['a chunk of no size', 'protocol-error', bytes(good('Transfer-Encoding: chunked'), 'nine\r\nxxxxxxxxx\r\n')],
    ['a chunk of a negative size', 'protocol-error', bytes(good('Transfer-Encoding: chunked'), '-1\r\nx\r\n0\r\n\r\n')],
    [
      'a chunk larger than any number',
      'protocol-error',
      bytes(good('Transfer-Encoding: chunked'), `${'f'.repeat(40)}\r\nx\r\n`),
    ],

    ['a negative length', 'protocol-error', bytes(good('Content-Length: -5'), 'hello')],
    ['a length that is no number', 'protocol-error', bytes(good('Content-Length: many'), 'hello')],
    ['a length larger than any number', 'protocol-error', bytes(good(`Content-Length: ${'9'.repeat(40)}`), 'hello')],
    ['two lengths', 'protocol-error', bytes(good('Content-Length: 5', 'Content-Length: 6'), 'hello!')],
    [
      'a length and chunks',
      'protocol-error',
      bytes(good('Content-Length: 5', 'Transfer-Encoding: chunked'), '5\r\nhello\r\n0\r\n\r\n'),
    ],

    ['status 999', 'protocol-error', bytes(text('HTTP/1.1 999 Denied', 'Content-Length: 0'))],
    ['status 000', 'protocol-error', bytes(text('HTTP/1.1 000 Nothing', 'Content-Length: 0'))],
    ['status 42', 'protocol-error', bytes(text('HTTP/1.1 42 Few', 'Content-Length: 0'))],
    ['a status of letters', 'protocol-error', bytes(text('HTTP/1.1 abc Letters', 'Content-Length: 0'))],
    ['status 204 with a body', null, bytes(text('HTTP/1.1 204 No Content', 'Content-Length: 5'), 'hello')],
    ['HTTP/0.9', 'protocol-error', bytes(long)],
    ['another version', 'protocol-error', bytes(text('HTTP/3.7 200 OK', 'Content-Length: 0'))],
    ['nothing at all', 'connection-reset', bytes()],
    ['noise', 'protocol-error', bytes(Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)))],
    ['NUL in a header', 'protocol-error', bytes(good('X-Odd: a\0b', 'Content-Length: 5'), 'hello')],
    ['NUL in the name of a header', 'protocol-error', bytes(good('X-\0dd: a', 'Content-Length: 5'), 'hello')],
    ['lines that end in LF alone', 'protocol-error', bytes(whole.replaceAll('\r\n', '\n'))],
    ['a header without a name', 'protocol-error', bytes(good(': nobody', 'Content-Length: 5'), 'hello')],
    [
      'a cookie with letters of control',
      'protocol-error',
      bytes(text('HTTP/1.1 302 Found', 'Set-Cookie: a=\x01', `Location: ${at('/')}`)),
    ],
  ];
  let seen: Seen;
  beforeAll(async () => {
    seen = await visitAll(rows.map(([, , deed]) => deed));
  });
  afterAll(() => seen?.staged.close());

  test.each(rows.map(([name, kind], index) => [name, kind, index] as const))('%s: %s', (_, kind, index) => {
    const visit = seen.visitAt(index);
    expect(visit?.fault?.kind ?? null).toBe(kind);
    expect(visit?.artifactId === null).toBe(visit?.fault !== null);
    expect(visit?.fault?.detail ?? '').not.toMatch(/[\r\n\0]/);
    expect((visit?.fault?.detail ?? '').length).toBeLessThan(300);
  });
});

describe('bodies that are meant to break their reader are read, or have a gap', () => {
  const as = (type: string, body: string | Uint8Array, more: Record<string, string> = {}): Deed => ({
    page: (_, response) => response.writeHead(200, { 'content-type': type, ...more }).end(body),
  });
  const page = (body: string | Uint8Array): Deed => as('text/html; charset=utf-8', body);
  const named = (disposition: string): Deed => as('text/plain', 'ข้อความ', { 'content-disposition': disposition });
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const rows: [string, Deed, gap: string | null][] = [
    ['tags in tags, a hundred thousand deep', page(`${'<div>'.repeat(100_000)}deep`), null],
    ['tables in tables', page(`${'<table><tr><td>'.repeat(5000)}deep`), null],
    ['five megabytes of <', page('<'.repeat(5_000_000)), null],
    ['a tag that never ends', page(`<p ${'a="'.repeat(300_000)}`), null],
    [
      'a hundred thousand links',
      page(many(100_000, (n) => `<a href="/${n}.pdf">แผน ${n}</a>`).join('')),
      'over-budget',
    ],
    [
      'a drawing with a script',
      as('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'),
      null,
    ],
    ['a page of NUL', page(new Uint8Array(1_000_000)), null],
    [
      'a zip bomb that calls itself a spreadsheet',
      as(
        sheet,
        zip({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/workbook.xml': Buffer.alloc(400_000_000, ' ') }),
      ),
      'unsafe-archive',
    ],
    ['a file name that climbs', named('attachment; filename="../../../etc/passwd"'), null],
    ['a file name with NUL', named("attachment; filename*=utf-8''a%00b%2F..%2Fc.pdf"), null],
    ['a file name that is no code', named("attachment; filename*=utf-8''%E0%B8%ZZ"), null],
    ['a file name in old Thai letters', named('attachment; filename="\xe1\xbc\xb9.pdf"'), null],
  ];
  let seen: Seen;
  beforeAll(async () => {
    seen = await visitAll(rows.map(([, deed]) => deed));
  }, 120_000);
  afterAll(() => seen?.staged.close());

  test.each(rows.map(([name, , gap], index) => [name, gap, index] as const))('%s', (_, gap, index) => {
    const visit = seen.visitAt(index);
    expect(visit?.fault).toBeNull();
    const reading = seen.gathered.readings.get(visit?.artifactId ?? '');
    const reach = seen.gathered.items[index];
    expect(reading).toBeDefined();
    const gaps = [...(reading?.gaps ?? []), ...(reach?.gaps ?? [])].map(({ code }) => code);
    if (gap !== null) expect(gaps).toContain(gap);
  });

  test('nothing is kept under a name that a server chose', () => {
    for (const name of seen.store.artifacts.keys()) expect(name).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a server cannot make the visitor ask where it did not mean to', () => {
  const fetcherFor = (guard: ReturnType<typeof createGuard>) =>
    createFetcher({
      guard,
      limits: { ...defaultLimits, ...limits },
      userAgent: 'test',
      signal: new AbortController().signal,
      turn: (_, task) => task(),
    });
  const said = (body: Uint8Array): string => Buffer.from(body).toString('utf8');
  const answering = (body: string) => (socket: Socket) =>
    socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);

  test('a name that leads elsewhere when it is asked for again is not asked for again', async (context) => {
    const other = await listenAt('127.0.0.2', 0, answering('first')).catch(() => null);
    // Not every system gives a machine a second loopback address.
    if (!other) return context.skip();
    const bait = await listenAt('127.0.0.1', other.port, answering('second'));
    const asked: string[] = [];
    const lookup = async (name: string) => [{ address: asked.push(name) === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    const fetcher = fetcherFor(createGuard({ lookup, allowHosts: ['rebind.example'] }));
    for (let time = 0; time < 3; time++)
      expect(said((await fetcher.ask(`http://rebind.example:${other.port}/${time}`)).body)).toBe('first');
    expect(asked).toEqual(['rebind.example']);
    expect(bait.connections()).toBe(0);
    await Promise.all([fetcher.close(), other.close(), bait.close()]);
  });

  test('of a public and a private address only the public one is tried', async () => {
    const lookup = async () => ['127.0.0.1', '10.0.0.1'].map((address) => ({ address, family: 4 }));
    const fetcher = fetcherFor(createGuard({ lookup }));
    await expect(fetcher.ask(`http://mixed.example:${canary.port}/`)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    expect(canary.connections()).toBe(0);
    await fetcher.close();
  });

  test('an answer that nobody asked for answers no later request', async () => {
    const one = (body: string): string => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const server = await raw((socket) => {
      socket.write(one('asked') + one('poison'));
      socket.on('data', () => socket.write(one('asked')));
    });
    const fetcher = fetcherFor(createGuard({ resolve: { [host]: `127.0.0.1:${server.port}` } }));
    for (const path of ['/a', '/b', '/c']) expect(said((await fetcher.ask(at(path))).body)).toBe('asked');
    await Promise.all([fetcher.close(), server.close()]);
  });

  test('an answer that comes before its request is none, or is only an answer', async () => {
    const server = await eager((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly'));
    const fetcher = fetcherFor(createGuard({ resolve: { [host]: `127.0.0.1:${server.port}` } }));
    const came = await fetcher.ask(at('/')).then(
      ({ body }) => said(body),
      ({ code }: { code: string }) => code,
    );
    expect(['early', 'NO_HTTP', 'TIMEOUT', 'UND_ERR_SOCKET']).toContain(came);
    await Promise.all([fetcher.close(), server.close()]);
  });

  test('what was told to one host is not told to another', async () => {
    const heard: string[] = [];
    const telling = await stage([
      {
        page: (request, response) => {
          heard.push(`${request.headers.host} ${request.headers.cookie ?? '-'}`);
          const to = request.headers.host === 'other.example' ? at('/done') : 'http://other.example/0';
          response.writeHead(302, { 'set-cookie': 'secret=1', location: to }).end();
        },
      },
    ]);
    const there = telling.resolve[host] ?? '';
    const fetcher = fetcherFor(createGuard({ resolve: { [host]: there, 'other.example': there } }));
    await fetcher.fetch(at('/0'), { ask: { headers: { cookie: 'own=1', accept: 'text/html' } } });
    expect(heard).toEqual([`${host} own=1`, 'other.example -']);
    await Promise.all([fetcher.close(), telling.close()]);
  });
});
