import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Io } from '../../src/commands/io.ts';
import {
  eventLine,
  liveLines,
  type Progress,
  plainLine,
  secondsLeft,
  showProgress,
  startOfProgress,
  summaryLine,
  takeEvent,
  visitsOf,
} from '../../src/commands/progress.ts';
import { commandWords } from '../../src/commands/words.ts';
import type { GatherEvent } from '../../src/gather/index.ts';
import { type FaultKind, makeFault } from '../../src/model/fault.ts';
import { displayWidth } from '../../src/thai/text.ts';

const site = 'https://www.nongsaeng.go.th';

const ended = (
  url: string,
  { how = 'fetched', fault }: { how?: 'fetched' | 'unchanged' | 'resumed'; fault?: FaultKind } = {},
): GatherEvent => ({
  kind: 'visit-end',
  how,
  visit: {
    url,
    finalUrl: url,
    redirects: [],
    status: fault ? 404 : 200,
    mediaType: 'text/html',
    bytes: 1234,
    artifactId: null,
    fault: fault ? makeFault(fault, url) : null,
    method: 'http',
    escalation: null,
    fetchedAt: '2025-01-01T00:00:00.000Z',
  },
});
const started = (url: string): GatherEvent => ({ kind: 'visit-start', url });
const item = (itemId: string, done: number, planned: number): GatherEvent => ({
  kind: 'item-progress',
  itemId,
  done,
  planned,
});

/** What is known after events that come one after the other, so many milliseconds apart. */
const known = (events: readonly GatherEvent[], apart = 1000): { progress: Progress; now: number } => {
  const progress = startOfProgress(0);
  let now = 0;
  for (const event of events) {
    now += apart;
    takeEvent(progress, event, now);
  }
  return { progress, now };
};

/** Forty visits a second apart, some of them faults and some unchanged, while two items are in work. */
const inTheMiddle: GatherEvent[] = [
  { kind: 'phase', phase: 'items' },
  item('o7', 12, 90),
  item('o9', 3, 45),
  item('o1', 1, 1),
  ...Array.from({ length: 40 }, (_, n) =>
    ended(`${site}/${n}`, n % 20 === 0 ? { fault: 'not-found' } : { how: n % 4 === 1 ? 'unchanged' : 'fetched' }),
  ),
  { kind: 'reading', done: 3, total: 8 },
  started(`${site}/${encodeURI('แผนพัฒนาท้องถิ่น/แผนการจัดหาพัสดุประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ฉบับแก้ไข.pdf')}`),
  started(`${site}/next`),
];

describe('the live block', () => {
  const lines = (columns: number, language: 'th' | 'en', events = inTheMiddle) => {
    const { progress, now } = known(events);
    return liveLines(progress, now, columns, commandWords[language]);
  };

  test('in Thai, 80 columns', () => {
    expect(lines(80, 'th')).toEqual([
      'หน้าและเอกสารของแต่ละข้อ 40/160 · เหลือประมาณ 2 นาที · เปิดไม่ได้ 2 · เหมือนครั้งก่อน 10',
      'o7 12/90 · o9 3/45',
      'https://www.nongsaeng.go.th/แผนพัฒนาท้องถิ่น/แผนการจัดหาพัสดุประจำปีงบประมาณ พ.ศ. ๒๕๖๘ …',
    ]);
  });

  test('in English, 80 columns', () => {
    expect(lines(80, 'en').slice(0, 2)).toEqual([
      'Pages and documents 40/160 · about 2 min left · 2 not opened · 10 as last time',
      'o7 12/90 · o9 3/45',
    ]);
  });

  test('in 60 columns what matters most stays', () => {
    expect(lines(60, 'th')).toEqual([
      'หน้าและเอกสารของแต่ละข้อ 40/160 · เหลือประมาณ 2 นาที · เปิดไม่ได้ 2',
      'o7 12/90 · o9 3/45',
      'https://www.nongsaeng.go.th/แผนพัฒนาท้องถิ่น/แผนการจัดหาพัสดุประจำ…',
    ]);
  });

  test('as many items as fit, and a sign that there are more', () => {
    const many = Array.from({ length: 28 }, (_, n) => item(`o${n + 1}`, n, 40));
    const [, second = ''] = lines(60, 'th', [{ kind: 'phase', phase: 'items' }, ...many]);
    expect(second).toBe('o1 0/40 · o2 1/40 · o3 2/40 · o4 3/40 · o5 4/40 · o6 5/40 …');
  });

  test.each([80, 60, 40, 20, 8, 1])('never wider than %i columns, and three lines', (columns) => {
    const many = Array.from({ length: 28 }, (_, n) => item(`o${n + 1}`, n, 40));
    const drawn = lines(columns, 'th', [...inTheMiddle, ...many]);
    expect(drawn).toHaveLength(3);
    for (const line of drawn) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  test('an item that is done, or that waits for nothing, has no place', () => {
    const events: GatherEvent[] = [
      item('o1', 1, 4),
      item('o2', 2, 2),
      { kind: 'item-done', itemId: 'o1', reached: 4, gaps: 0 },
    ];
    expect(lines(80, 'en', events)).toEqual(['Pages and documents 0/0']);
  });

  test('documents that are read count on their own, and alone once the visits are done', () => {
    const reading: GatherEvent = { kind: 'reading', done: 3, total: 8 };
    expect(lines(80, 'en', [ended(`${site}/a`), reading])).toEqual(['Pages and documents 1/1 · 3/8 documents read']);
    expect(lines(80, 'th', [ended(`${site}/a`), { kind: 'phase', phase: 'reading' }, reading])).toEqual([
      'อ่านเอกสาร 3/8',
    ]);
  });

  test('the address that is under way for the longest time stands there', () => {
    const events = [started(`${site}/a`), started(`${site}/b`), ended(`${site}/a`), started(`${site}/c`)];
    expect(lines(80, 'en', events).at(-1)).toBe(`${site}/b`);
  });

  test('a host that asked for time: what others are asked for, else that all wait', () => {
    const waiting: GatherEvent = { kind: 'waiting', host: 'nongsaeng.go.th', ms: 30_000 };
    const other = 'https://www.facebook.com/nongsaeng';
    expect(lines(80, 'th', [started(`${site}/a`), started(other), waiting]).at(-1)).toBe(other);
    expect(lines(80, 'th', [started(`${site}/a`), waiting]).at(-1)).toBe('nongsaeng.go.th ขอให้รออีก 30 วินาที');
    expect(lines(80, 'en', [started(`${site}/a`), waiting]).at(-1)).toBe('nongsaeng.go.th asks to wait 30 s more');
    const over = known([started(`${site}/a`), waiting]);
    expect(liveLines(over.progress, over.now + 30_000, 80, commandWords.th).at(-1)).toBe(`${site}/a`);
  });

  test.each([
    ['escape sequences', `${site}/\u001b[2J\u001b]0;x\u0007`],
    ['escape sequences as codes', `${site}/%1B[2J%1B]0;x%07`],
    ['C1 controls', `${site}/\u009b2J`],
    ['C1 controls as codes', `${site}/%C2%9B2J`],
    ['line ends', `${site}/a\r\nb\nc\u2028d`],
    ['line ends as codes', `${site}/a%0D%0Ab%E2%80%A8c`],
    ['writing that is turned round', `${site}/\u202efdp.exe\u2066`],
    ['writing that is turned round, as codes', `${site}/%E2%80%AEfdp.exe`],
    ['codes that are none', `${site}/%1B%CD%zz\u001b[2J`],
  ])('hostile: %s', (_, url) => {
    const drawn = lines(80, 'th', [
      started(url),
      item(`o1\u001b[2J\n`, 1, 3),
      { kind: 'waiting', host: `x\u001b[2J\n`, ms: 9000 },
    ]);
    expect(drawn).toHaveLength(3);
    for (const line of drawn) expect(line).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
    const alone = lines(80, 'th', [{ kind: 'waiting', host: `x\u001b[2J\n`, ms: 9000 }]);
    for (const line of alone) expect(line).not.toMatch(/\p{Cc}/u);
  });
});

describe('what is counted', () => {
  test('an address that is tried again counts once, as it ended', () => {
    const { progress } = known([ended(`${site}/a`, { fault: 'timeout' }), started(`${site}/a`), ended(`${site}/a`)]);
    expect(visitsOf(progress)).toEqual({ done: 1, planned: 1 });
    expect(summaryLine(progress, 3000, commandWords.en)).toBe('1 opened, 0 could not be opened · took 3 s');
  });

  test('addresses that no item waits for are those under way', () => {
    const { progress } = known([ended(`${site}/a`), started(`${site}/b`), started(`${site}/c`), item('o1', 0, 1)]);
    expect(visitsOf(progress)).toEqual({ done: 1, planned: 3 });
  });

  const visits = (count: number, how: 'fetched' | 'resumed' = 'fetched') =>
    Array.from({ length: count }, (_, n) => ended(`${site}/${n}`, { how }));

  test('the time left comes from the last visits', () => {
    const { progress, now } = known([item('o1', 0, 30), ...visits(10)], 2000);
    expect(secondsLeft(progress, now)).toBe(60);
    // The pace falls while nothing comes.
    expect(secondsLeft(progress, now + 18_000)).toBe(120);
    const slow = known([item('o1', 0, 30), ...visits(60)], 2000);
    for (let n = 0; n < 60; n++) takeEvent(slow.progress, ended(`${site}/fast/${n}`), slow.now + n * 100);
    expect(secondsLeft(slow.progress, slow.now + 5900)).toBe(3);
  });

  test('few visits, kept ones, or nothing left say nothing of the time', () => {
    for (const events of [visits(9), visits(30, 'resumed')]) {
      const { progress, now } = known([item('o1', 0, 30), ...events]);
      expect(secondsLeft(progress, now)).toBe(null);
    }
    const { progress, now } = known(visits(30));
    expect(secondsLeft(progress, now)).toBe(null);
  });

  test('documents that are still to be read take time too', () => {
    const reading = Array.from({ length: 10 }, (_, n): GatherEvent => ({ kind: 'reading', done: n + 1, total: 50 }));
    const { progress, now } = known(reading, 3000);
    expect(secondsLeft(progress, now)).toBe(120);
  });

  test.each([
    [9, ''],
    [11, ' · about 20 s left'],
    [49, ' · about 50 s left'],
    [51, ' · about 1 min left'],
    [89, ' · about 2 min left'],
    [60 * 42, ' · about 42 min left'],
  ])('%i seconds left', (seconds, said) => {
    const { progress, now } = known([item('o1', 0, seconds), ...visits(11)]);
    expect(plainLine(progress, now, commandWords.en)).toBe(`Pages and documents 11/${11 + seconds}${said}`);
  });
});

describe('shown', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const shown = (more: Partial<Io>) => {
    const said: string[] = [];
    const io = {
      err: (text: string) => said.push(text),
      out: () => expect.unreachable('standard output belongs to the result'),
      language: 'en',
      json: false,
      quiet: false,
      live: false,
      columns: 80,
      now: () => new Date(),
      ...more,
    };
    return { said, ...showProgress(io as unknown as Io) };
  };

  /** The screen after all that was written: the lines of a terminal that knows the few signs that are used. */
  const screenOf = (written: string): string[] => {
    const screen: string[] = [''];
    let row = 0;
    for (const [, up, rest, text] of written.matchAll(/\r(?:\u001b\[(\d+)A)?(\u001b\[J)|([^\r\u001b]+)/gu)) {
      if (rest) {
        row -= Number(up ?? 0);
        expect(row).toBeGreaterThanOrEqual(0);
        screen.splice(row, screen.length, '');
        continue;
      }
      for (const [index, part] of (text ?? '').split('\n').entries()) {
        if (index > 0) row++;
        screen[row] = (screen[row] ?? '') + part;
      }
    }
    return screen;
  };

  test('on a terminal: a block that is drawn in place, and one line in the end', async () => {
    const { said, onEvent, done } = shown({ live: true });
    onEvent({ kind: 'phase', phase: 'items' });
    await vi.advanceTimersByTimeAsync(150);
    onEvent(item('o7', 0, 3));
    onEvent(started(`${site}/a`));
    await vi.advanceTimersByTimeAsync(150);
    expect(screenOf(said.join(''))).toEqual(['Pages and documents 0/3', 'o7 0/3', `${site}/a`]);
    onEvent(ended(`${site}/a`));
    onEvent(item('o7', 1, 3));
    await vi.advanceTimersByTimeAsync(2000);
    expect(screenOf(said.join(''))).toEqual(['Pages and documents 1/3', 'o7 1/3']);
    onEvent(started(`${site}/b`));
    onEvent(started(`${site}/c`));
    done();
    expect(screenOf(said.join(''))).toEqual(['1 opened, 0 could not be opened · took 2 s', '']);
    const all = said.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toHaveLength(all);
  });

  test('not drawn more than ten times a second, and yet to the last event', async () => {
    const { said, onEvent } = shown({ live: true });
    for (let n = 0; n < 1000; n++) {
      onEvent(ended(`${site}/${n}`));
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(said.length).toBeGreaterThan(5);
    expect(said.length).toBeLessThanOrEqual(1 + 10);
    await vi.advanceTimersByTimeAsync(100);
    expect(screenOf(said.join(''))[0]).toBe('Pages and documents 1000/1000');
  });

  test('a terminal keeps its last column free, so that nothing wraps', async () => {
    const { said, onEvent } = shown({ live: true, columns: 40 });
    onEvent(started(`${site}/${'long/'.repeat(50)}`));
    expect(Math.max(...screenOf(said.join('')).map(displayWidth))).toBe(39);
  });

  test('elsewhere: a plain line every 25 visits, after 20 seconds, at each phase and in the end', async () => {
    const { said, onEvent, done } = shown({});
    onEvent({ kind: 'phase', phase: 'items' });
    for (let n = 0; n < 60; n++) {
      onEvent(started(`${site}/${n}`));
      onEvent(ended(`${site}/${n}`, n === 7 ? { fault: 'not-found' } : {}));
    }
    await vi.advanceTimersByTimeAsync(19_000);
    onEvent(started(`${site}/x`));
    await vi.advanceTimersByTimeAsync(1000);
    onEvent(ended(`${site}/x`));
    onEvent({ kind: 'phase', phase: 'site' });
    done();
    expect(said).toEqual([
      'Pages and documents 0/0\n',
      'Pages and documents 25/25 · 1 not opened\n',
      'Pages and documents 50/50 · 1 not opened\n',
      'Pages and documents 61/61 · 1 not opened\n',
      'Other pages of the site 61/61 · 1 not opened\n',
      '60 opened, 1 could not be opened · took 20 s\n',
    ]);
  });

  test('with --json: every event is one line of JSON, and nothing else', async () => {
    const { said, onEvent, done } = shown({ json: true, live: true });
    const events: GatherEvent[] = [
      { kind: 'phase', phase: 'items' },
      item('o7', 0, 2),
      started(`${site}/a`),
      ended(`${site}/a`, { fault: 'not-found' }),
      ended(`${site}/b`, { how: 'resumed' }),
      { kind: 'waiting', host: 'a.go.th', ms: 5000 },
      { kind: 'reading', done: 1, total: 2 },
      { kind: 'item-done', itemId: 'o7', reached: 2, gaps: 1 },
    ];
    for (const event of events) onEvent(event);
    done();
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(said.map((line) => JSON.parse(line))).toEqual([
      { event: 'phase', phase: 'items' },
      { event: 'item-progress', itemId: 'o7', done: 0, planned: 2 },
      { event: 'visit-start', url: `${site}/a` },
      {
        event: 'visit-end',
        url: `${site}/a`,
        status: 404,
        fault: 'not-found',
        bytes: 1234,
        how: 'fetched',
        done: 1,
        planned: 3,
        eta: null,
      },
      {
        event: 'visit-end',
        url: `${site}/b`,
        status: 200,
        fault: null,
        bytes: 1234,
        how: 'resumed',
        done: 2,
        planned: 4,
        eta: null,
      },
      { event: 'waiting', host: 'a.go.th', ms: 5000 },
      { event: 'reading', done: 1, total: 2 },
      { event: 'item-done', itemId: 'o7', reached: 2, gaps: 1 },
    ]);
  });

  test('an event of a hostile address is the same address, in letters that do nothing', () => {
    const url = `${site}/\u001b[2J\u009b2J\n\u202e\u2066\u2028\u007fก`;
    for (const event of [started(url), ended(url)]) {
      const line = eventLine(startOfProgress(0), event, 0);
      expect(line).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
      expect(JSON.parse(line).url).toBe(url);
    }
  });

  test.each([{ live: true }, { live: false }, { json: true }])(
    'nothing where silence was asked for: %o',
    async (more) => {
      const { said, onEvent, done } = shown({ ...more, quiet: true });
      for (const event of inTheMiddle) onEvent(event);
      await vi.advanceTimersByTimeAsync(30_000);
      done();
      expect(said).toEqual([]);
    },
  );
});
