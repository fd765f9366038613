import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../src/gather/index.ts';
import type { FaultKind } from '../../src/model/fault.ts';
import type { Visit } from '../../src/model/gathered.ts';
import { at, host, html, item, options, plan, prose, type Site, serve } from './site.ts';

const redirect = (location: string) => (_: unknown, response: import('node:http').ServerResponse) =>
  response.writeHead(302, { location }).end();
const status =
  (code: number, body = '<p>x</p>', headers = {}) =>
  (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(body);

let site: Site;
let visits: Map<string, Visit>;
let gapsOf: (url: string) => string[];
const rawServers: import('node:net').Server[] = [];

/** A server that speaks bytes, for what no HTTP library sends. */
const raw = async (answer: (socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  rawServers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as import('node:net').AddressInfo).port;
};

const long = html('หน้าหลัก', prose('เนื้อหา'));
const rows: [string, FaultKind | null][] = [
  ['/good', null],
  ['/404', 'not-found'],
  ['/410', 'gone'],
  ['/401', 'forbidden'],
  ['/403', 'forbidden'],
  ['/418', 'client-error'],
  ['/429', 'too-many-requests'],
  ['/500', 'server-error'],
  ['/challenge', 'challenge'],
  ['/loop', 'redirect-loop'],
  ['/chain/0', 'redirect-loop'],
  ['/to-file', 'unsupported-scheme'],
  ['/to-loopback', 'address-refused'],
  ['/to-metadata', 'address-refused'],
  ['/soft', 'soft-not-found'],
  ['/login-wall', 'login-wall'],
  ['/password', 'login-wall'],
  ['/reset', 'connection-reset'],
  ['/silent', 'timeout'],
  ['/drip', 'timeout'],
  ['/big', 'too-large'],
  ['/bomb', 'too-large'],
  ['/meta', null],
  ['/script', null],
  ['/refresh', null],
  ['/cookie', null],
  ['/packed', null],
  ['http://nowhere.invalid/', 'host-unknown'],
  ['http://refused.example/', 'connection-refused'],
  ['http://garbage.example/', 'protocol-error'],
  ['http://headers.example/', 'protocol-error'],
  ['http://thai.example/', null],
  ['http://localhost/', 'address-refused'],
  ['http://[::ffff:127.0.0.1]/', 'address-refused'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['https://untrusted.example/', 'protocol-error'],
];

beforeAll(async () => {
  site = await serve({
    '/good': long,
    '/410': status(410),
    '/401': status(401),
    '/403': status(403),
    '/418': status(418),
    '/429': status(429, 'slow down', { 'retry-after': '0' }),
    '/500': status(500),
    '/challenge': status(403, '<title>Just a moment...</title>'),
    '/loop': redirect('/loop2'),
    '/loop2': redirect('/loop'),
    ...Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`/chain/${n}`, redirect(`/chain/${n + 1}`)])),
    '/to-file': redirect('file:///etc/passwd'),
    '/to-loopback': (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${site.port}/good` }).end(),
    '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
    '/soft': html('ไม่พบหน้าที่ต้องการ', '<h1>ขออภัย</h1>'),
    '/login-wall': redirect('/login?next=1'),
    '/login?next=1': long,
    '/password': html('สมาชิก', '<form><input name="u"><input type="password" name="p"></form>'),
    '/reset': (request) => request.socket.destroy(),
    '/silent': () => {},
    '/drip': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    },
    '/big': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(9_000_000)),
    '/bomb': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(7_000_000))),
    '/meta': html('', '', '<meta http-equiv="refresh" content="0; url=good?from=meta&amp;x=1">'),
    '/good?from=meta&x=1': long,
    '/script': '<html><script>window.location.href = "/good";</script></html>',
    '/refresh': (_, response) => response.writeHead(200, { refresh: '1; url=/good' }).end('x'),
    '/cookie': (request, response) =>
      request.headers.cookie === 'seen=1'
        ? response.writeHead(200, { 'content-type': 'text/html' }).end(long)
        : response.writeHead(302, { 'set-cookie': 'seen=1; path=/', location: '/cookie' }).end(),
    '/packed': (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(long)),
  });
  const garbage = await raw((socket) => socket.end('SSH-2.0-x\r\n\r\n'));
  const headers = await raw((socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(80_000)}\r\n\r\n`));
  const thai = await raw((socket) =>
    socket.end(
      Buffer.from(
        'HTTP/1.1 302 Found\r\nLocation: http://www.baan.example/หน้า/หลัก\r\nContent-Length: 0\r\n\r\n',
        'utf8',
      ),
    ),
  );
  const closed = await raw(() => {});
  await new Promise((done) => rawServers.at(-1)?.close(done));
  const base = options(site);
  const gathered = await gather(plan(rows.map(([address]) => item(address, [address]))), {
    ...base,
    perHost: 8,
    limits: { totalMs: 2000, firstByteMs: 1000, connectMs: 1000, bodyBytes: 8_000_000 },
    resolve: {
      ...base.resolve,
      'garbage.example': `127.0.0.1:${garbage}`,
      'headers.example': `127.0.0.1:${headers}`,
      'thai.example': `127.0.0.1:${thai}`,
      'refused.example': `127.0.0.1:${closed}`,
      'untrusted.example': `127.0.0.1:${garbage}`,
    },
  });
  visits = new Map(gathered.visits.map((visit) => [visit.url, visit]));
  gapsOf = (id) => gathered.items.find(({ itemId }) => itemId === id)?.gaps.map(({ code }) => code) ?? [];
});

afterAll(async () => {
  await site.close();
  for (const server of rawServers) server.close();
});

describe('each behaviour of a server has its named fault', () => {
  test.each(rows)('%s: %s', (address, kind) => {
    const visit = visits.get(
      address.includes(':') ? address.replace('[::ffff:127.0.0.1]', '[::ffff:7f00:1]') : at(address),
    );
    if (address !== 'http://thai.example/') expect(visit?.fault?.kind ?? null).toBe(kind);
    expect(visit?.artifactId === null).toBe(visit?.fault !== null);
    expect(gapsOf(address)).toEqual([]);
  });
});

test('redirects of every kind are followed and recorded', () => {
  expect(visits.get(at('/meta'))).toMatchObject({ finalUrl: at('/good?from=meta&x=1'), redirects: [at('/meta')] });
  expect(visits.get(at('/script'))).toMatchObject({ finalUrl: at('/good') });
  expect(visits.get(at('/refresh'))).toMatchObject({ finalUrl: at('/good') });
  expect(visits.get(at('/cookie'))).toMatchObject({ finalUrl: at('/cookie'), redirects: [at('/cookie')] });
});

test('a raw Thai Location is understood', () => {
  expect(visits.get('http://thai.example/')?.redirects).toEqual(['http://thai.example/']);
  expect([...site.hits.keys()]).toContain('/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2/%E0%B8%AB%E0%B8%A5%E0%B8%B1%E0%B8%81');
});

test('transient faults are asked again fast and once more at the end, definitive ones never', () => {
  expect(site.hits.get('/500')).toBe(4);
  expect(site.hits.get('/404')).toBe(1);
  expect(site.hits.get('/403')).toBe(1);
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
