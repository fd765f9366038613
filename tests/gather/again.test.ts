import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { gather } from '../../src/gather/index.ts';
import type { Finished } from '../../src/model/visited.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { allOf } from '../support/readings.ts';
import {
  type Handler,
  html,
  item,
  type MemoryStore,
  memoryStore,
  options,
  type Pages,
  plan,
  prose,
  serve,
} from './site.ts';

/** The second night: what is asked, transferred and read again of a site that was seen before. */

const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`;
const conditional =
  (body: () => string, more: Record<string, string> = {}): Handler =>
  (request, response) => {
    const etag = etagOf(body());
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag, ...more }).end(body());
  };
const dated =
  (body: string, date: string): Handler =>
  (request, response) =>
    request.headers['if-modified-since'] === date
      ? response.writeHead(304).end()
      : response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'last-modified': date }).end(body);
const page = (title: string, more = ''): string => html(title, `<main><h1>${title}</h1>${prose(title)}${more}</main>`);

/** Nights one after the other on one disk, with a clock of their own. */
const nights = (pages: Pages) => {
  const disk: { store: MemoryStore } = { store: memoryStore() };
  let read = 0;
  return async (day: number) => {
    const site = await serve(pages);
    const before = new Map<string, Finished>(disk.store.finished);
    const { finished: _, ...kept } = disk.store;
    disk.store = memoryStore(before, kept);
    read = 0;
    try {
      const gathered = await gather(
        plan([item('o1', ['/a', '/b', '/c'])]),
        options(site, {
          store: disk.store,
          now: () => new Date(Date.UTC(2026, 10, day, 2)),
          read: (...given) => {
            read++;
            return readUnplaced(...given);
          },
        }),
      );
      return { gathered, read, hits: site.hits };
    } finally {
      await site.close();
    }
  };
};

const date = 'Mon, 02 Nov 2026 02:00:00 GMT';

describe('the second night', () => {
  test('asks whether pages have changed, believes the server, and sees the same', async () => {
    const night = nights({
      '/a': conditional(() => page('ก')),
      '/b': dated(page('ข'), date),
      '/c': page('ค'),
    });
    const first = await night(1);
    expect(first.gathered.counters).toMatchObject({ new: 3, unchanged: 0, same: 0, changed: 0, requests: 3 });
    expect(first.read).toBe(3);
    const second = await night(2);
    expect(second.gathered.counters).toMatchObject({ new: 0, unchanged: 2, same: 1, changed: 0, requests: 3 });
    expect(second.gathered.counters.transferred).toBe(Buffer.byteLength(page('ค')));
    expect(second.read).toBe(0);
    expect(allOf(second.gathered.readings)).toEqual(allOf(first.gathered.readings));
    const timed = ({ fetchedAt: _, ...visit }: (typeof first.gathered.visits)[number]) => visit;
    expect(second.gathered.visits.map(timed)).toEqual(first.gathered.visits.map(timed));
    expect(second.gathered.visits[0]?.fetchedAt).toBe('2026-11-02T02:00:00.000Z');
  });

  test('reads what has changed, and nothing else', async () => {
    let body = page('ก');
    const night = nights({ '/a': conditional(() => body), '/b': page('ข'), '/c': page('ค') });
    const first = await night(1);
    body = page('ก ใหม่');
    const second = await night(2);
    expect(second.gathered.counters).toMatchObject({ changed: 1, same: 2, unchanged: 0 });
    expect(second.read).toBe(1);
    expect(second.gathered.visits[0]?.artifactId).not.toBe(first.gathered.visits[0]?.artifactId);
    expect(JSON.stringify(allOf(second.gathered.readings))).toContain('ก ใหม่');
  });

  test('does not ask a redirect whether its target has changed', async () => {
    const night = nights({
      '/a': (request, response) =>
        request.headers['if-none-match']
          ? response.writeHead(400).end()
          : response.writeHead(302, { location: '/moved' }).end(),
      '/moved': conditional(() => page('ย้าย')),
      '/b': page('ข'),
      '/c': page('ค'),
    });
    await night(1);
    const { gathered } = await night(2);
    expect(gathered.visits[0]).toMatchObject({ fault: null, status: 200 });
    expect(gathered.counters).toMatchObject({ unchanged: 1, same: 2 });
  });

  test('asks for everything whole once a week, whatever a server says', async () => {
    let asked = 0;
    const night = nights({
      // A server that always says that nothing has changed.
      '/a': (request, response) => {
        asked++;
        if (request.headers['if-none-match']) response.writeHead(304).end();
        else response.writeHead(200, { 'content-type': 'text/html', etag: '"x"' }).end(page(`ก ${asked}`));
      },
      '/b': page('ข'),
      '/c': page('ค'),
    });
    await night(1);
    for (const day of [2, 5, 7]) expect((await night(day)).gathered.counters.unchanged).toBe(1);
    const week = await night(8);
    expect(week.gathered.counters).toMatchObject({ changed: 1, unchanged: 0 });
    expect((await night(9)).gathered.counters.unchanged).toBe(1);
  });

  test('sees what fails, although it was good before, and remembers that for the next night', async () => {
    let broken = false;
    const night = nights({
      '/a': (request, response) =>
        broken ? response.writeHead(404).end() : conditional(() => page('ก'))(request, response),
      '/b': page('ข'),
      '/c': page('ค'),
    });
    await night(1);
    broken = true;
    expect((await night(2)).gathered.visits[0]?.fault?.kind).toBe('not-found');
  });

  test('an unasked 304 is no page', async () => {
    const night = nights({ '/a': (_, response) => response.writeHead(304).end(), '/b': page('ข'), '/c': page('ค') });
    expect((await night(1)).gathered.visits[0]?.fault?.kind).toBe('protocol-error');
  });
});
