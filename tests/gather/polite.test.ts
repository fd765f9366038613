import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTurns, type Turns, type TurnsOptions } from '../../src/gather/polite.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const good = { status: 200, retryAfterMs: null, ms: 100 };
const refusal = { status: 503, retryAfterMs: null, ms: 100 };

/** Requests that take so long each; when each one started and how many were open at its start, in milliseconds. */
const asking = (turns: Turns, takesMs = 100) => {
  const starts: number[] = [];
  const open: number[] = [];
  let now = 0;
  return {
    starts,
    open,
    /** All the requests at once; settles with the last one. */
    many: (host: string, count: number) =>
      Promise.all(
        Array.from({ length: count }, () =>
          turns.run(host, async () => {
            starts.push(performance.now());
            open.push(++now);
            await pause(takesMs);
            now--;
          }),
        ),
      ),
  };
};

const gapsOf = (starts: readonly number[]): number[] => starts.slice(1).map((start, n) => start - (starts[n] ?? 0));

/** Lets the clock run until the work is done. */
const finish = async (work: Promise<unknown>): Promise<void> => {
  let done = false;
  work.then(() => {
    done = true;
  });
  for (let minute = 0; minute < 60 && !done; minute++) await vi.advanceTimersByTimeAsync(60_000);
  expect(done).toBe(true);
};

const tellGood = (turns: Turns, host: string, times: number): void => {
  for (let n = 0; n < times; n++) turns.answered(host, good);
};

describe('the usual pace', () => {
  test('never more at a time than a host and all together may have', async () => {
    const turns = createTurns({ perHost: 2, total: 5 });
    const open = new Map<string, number>();
    let all = 0;
    let most = 0;
    let mostAtHost = 0;
    const work = Promise.all(
      Array.from({ length: 60 }, (_, n) => {
        const host = `h${n % 3}`;
        return turns.run(host, async () => {
          open.set(host, (open.get(host) ?? 0) + 1);
          most = Math.max(most, ++all);
          mostAtHost = Math.max(mostAtHost, open.get(host) ?? 0);
          await pause(50 + (n % 4));
          open.set(host, (open.get(host) ?? 0) - 1);
          all--;
        });
      }),
    );
    await finish(work);
    expect(most).toBe(5);
    expect(mostAtHost).toBe(2);
  });

  test('two at a time as soon as the spacing lets them, and no gap where a slot is free', async () => {
    const turns = createTurns({});
    const { starts, many } = asking(turns, 50);
    await finish(many('h', 40));
    // 2 requests per 50 ms, but for the first gap.
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThanOrEqual(39 * 25 * 1.02);
  });

  test('a very fast host is not flooded', async () => {
    const turns = createTurns({ spacingMs: 40 });
    const { starts, many } = asking(turns, 1);
    await finish(many('h', 50));
    // A late timer may bring two starts 4 ms closer, never the whole row.
    expect(Math.min(...gapsOf(starts))).toBeGreaterThanOrEqual(36);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(49 * 40 - 4);
  });

  test('the spacing counts from the start, also where a request waits for all the others', async () => {
    const turns = createTurns({ spacingMs: 40, total: 1 });
    const starts: number[] = [];
    const blocker = turns.run('other', () => pause(500));
    const work = [1, 2].map(() => turns.run('h', async () => starts.push(performance.now())));
    await finish(Promise.all([blocker, ...work]));
    expect(gapsOf(starts)[0]).toBeGreaterThanOrEqual(36);
  });

  test('with and without www. it is one host', async () => {
    const turns = createTurns({ perHost: 1, spacingMs: 0 });
    const order: string[] = [];
    const work = ['www.a.go.th', 'a.go.th', 'A.go.th', 'www2.a.go.th'].map((host) =>
      turns.run(host, async () => {
        order.push(host);
        await pause(100);
      }),
    );
    await vi.advanceTimersByTimeAsync(50);
    expect(order).toEqual(['www.a.go.th', 'www2.a.go.th']);
    await finish(Promise.all(work));
    expect(order).toHaveLength(4);
  });

  test('a host with much to ask does not keep the others waiting', async () => {
    const turns = createTurns({ total: 2, spacingMs: 0 });
    const order: string[] = [];
    const ask = (host: string) =>
      turns.run(host, async () => {
        order.push(host);
        await pause(100);
      });
    const work = [...Array.from({ length: 50 }, () => ask('big')), ...['b', 'c', 'd'].map(ask)];
    await finish(Promise.all(work));
    for (const host of ['b', 'c', 'd']) expect(order.indexOf(host)).toBeLessThan(8);
  });

  test('one task that fails stops no other', async () => {
    const turns = createTurns({ perHost: 1 });
    const failing = turns.run('h', () => Promise.reject(new Error('no')));
    const refused = expect(failing).rejects.toThrow('no');
    const next = turns.run('h', async () => 'yes');
    await finish(refused);
    await finish(next);
    expect(await next).toBe('yes');
  });

  test('a task that throws at once is a task that fails', async () => {
    const turns = createTurns({ perHost: 1 });
    const failing = turns.run('h', () => {
      throw new Error('at once');
    });
    await expect(failing).rejects.toThrow('at once');
  });

  test('what robots.txt asks for keeps starts apart, counted from the request for it', async () => {
    const turns = createTurns({});
    const { starts, many } = asking(turns, 10);
    const robots = many('h', 1);
    await vi.advanceTimersByTimeAsync(20);
    await robots;
    turns.spaced('www.h', 3000);
    turns.spaced('h', 1000);
    await finish(many('h', 3));
    for (const gap of gapsOf(starts)) expect(gap).toBeGreaterThanOrEqual(2996);
    expect(turns.slowed()).toEqual([]);
  });

  test('what robots.txt asks for holds nobody up who comes much later', async () => {
    const turns = createTurns({});
    turns.spaced('h', 5000);
    const { starts, many } = asking(turns, 10);
    const from = performance.now();
    await finish(many('h', 1));
    expect(starts).toEqual([from]);
  });

  test('who waits when the turns are closed never starts, and no timer stays', async () => {
    const turns = createTurns({ perHost: 1, total: 2 });
    const started: string[] = [];
    const ask = (host: string) =>
      turns.run(host, async () => {
        started.push(host);
        await pause(10);
      });
    for (const host of ['a', 'a', 'b', 'c']) void ask(host);
    turns.answered('a', { ...refusal, retryAfterMs: 5000 });
    turns.close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(started).toEqual(['a', 'b']);
    turns.answered('a', { ...refusal, retryAfterMs: 5000 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('closing leaves no timer of those who waited', () => {
    const turns = createTurns({});
    turns.answered('a', { ...refusal, retryAfterMs: 5000 });
    void turns.run('a', async () => {});
    expect(vi.getTimerCount()).toBe(1);
    turns.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a host that asks for patience', () => {
  const slowedBy = (act: (turns: Turns) => void, options: TurnsOptions = {}): Turns => {
    const turns = createTurns(options);
    act(turns);
    return turns;
  };
  /** So many refusals, each of a request that began after the one before. */
  const refuse = async (turns: Turns, times: number, answer = refusal): Promise<void> => {
    for (let n = 0; n < times; n++) {
      await vi.advanceTimersByTimeAsync(answer.ms);
      turns.answered('h', answer);
    }
  };

  test.each([429, 503])('%i: one at a time, half a second apart; others go on', async (status) => {
    const turns = slowedBy((some) => some.answered('www.h', { status, retryAfterMs: null, ms: 100 }));
    expect(turns.slowed()).toEqual([{ host: 'h', spacingMs: 500, perHost: 1 }]);
    const tired = asking(turns, 2000);
    const fresh = asking(turns, 2000);
    await finish(Promise.all([tired.many('h', 3), fresh.many('other', 3)]));
    expect(tired.open).toEqual([1, 1, 1]);
    expect(Math.max(...fresh.open)).toBe(2);
  });

  test.each([200, 301, 404, 403, 500, 502])('%i does not slow down, whatever it says of time', (status) => {
    expect(slowedBy((turns) => turns.answered('h', { status, retryAfterMs: 9000, ms: 10 })).slowed()).toEqual([]);
  });

  test('more refusals double the spacing, up to half a minute', async () => {
    const turns = createTurns({});
    const spacings: number[] = [];
    for (let n = 0; n < 8; n++) {
      await refuse(turns, 1);
      spacings.push(turns.slowed()[0]?.spacingMs ?? 0);
    }
    expect(spacings).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  test('two refusals of requests that were under way together slow down once', () => {
    const turns = createTurns({});
    turns.answered('h', refusal);
    turns.answered('h', refusal);
    expect(turns.slowed()).toEqual([{ host: 'h', spacingMs: 500, perHost: 1 }]);
  });

  test('a refusal slows down a host with a long crawl delay further, never less', async () => {
    const turns = createTurns({});
    turns.spaced('h', 5000);
    await refuse(turns, 1);
    expect(turns.slowed()).toEqual([{ host: 'h', spacingMs: 10_000, perHost: 1 }]);
    await refuse(turns, 2);
    const spacings = [0, 1, 2, 3].map(() => {
      const [pace] = turns.slowed();
      tellGood(turns, 'h', 10);
      return pace?.spacingMs;
    });
    expect(spacings).toEqual([30_000, 15_000, 7500, 5000]);
    expect(turns.slowed()).toEqual([]);
  });

  test.each([
    ['what it asks for', 7000, 7000],
    ['a minute at most', 86_400_000, 60_000],
    ['half a second where it asks for nothing', 0, 500],
  ])('nobody new goes there for %s', async (_, retryAfterMs, least) => {
    const turns = createTurns({});
    const { starts, many } = asking(turns);
    const from = performance.now();
    turns.answered('h', { ...refusal, retryAfterMs });
    await finish(many('h', 1));
    expect((starts[0] ?? 0) - from).toBeGreaterThanOrEqual(least);
    expect((starts[0] ?? 0) - from).toBeLessThan(least + 5);
  });

  test('a shorter wait does not cut a longer one, also for those who already wait', async () => {
    const turns = createTurns({});
    const { starts, many } = asking(turns);
    const from = performance.now();
    turns.answered('h', { ...refusal, retryAfterMs: 9000 });
    const work = many('h', 2);
    await vi.advanceTimersByTimeAsync(100);
    turns.answered('h', { ...refusal, retryAfterMs: 1000 });
    await finish(work);
    expect((starts[0] ?? 0) - from).toBeGreaterThanOrEqual(9000);
  });

  test('it holds up those too whose turn was next', async () => {
    const turns = createTurns({});
    const { starts, many } = asking(turns, 300);
    const from = performance.now();
    const work = many('h', 4);
    await vi.advanceTimersByTimeAsync(200);
    expect(starts).toHaveLength(2);
    turns.answered('h', { ...refusal, retryAfterMs: 9000 });
    await finish(work);
    expect((starts[2] ?? 0) - from).toBeGreaterThanOrEqual(9200);
    expect((starts[3] ?? 0) - (starts[2] ?? 0)).toBeGreaterThanOrEqual(496);
  });

  test('those who wait are told of once, and only where it is worth it', async () => {
    const told: [string, number][] = [];
    const turns = createTurns({ onWait: (host, ms) => told.push([host, ms]) });
    const { many } = asking(turns);
    await finish(many('h', 20));
    expect(told).toEqual([]);
    turns.answered('www.h', { ...refusal, retryAfterMs: 8000 });
    expect(told).toEqual([]);
    const work = many('h', 4);
    expect(told).toEqual([['h', 8000]]);
    await finish(work);
    expect(told).toEqual([['h', 8000]]);
  });

  test('it recovers step by step: the spacing first, then two at a time', async () => {
    const turns = createTurns({});
    await refuse(turns, 3);
    const paces = [];
    for (let step = 0; step < 4; step++) {
      tellGood(turns, 'h', 9);
      paces.push(turns.slowed()[0]);
      tellGood(turns, 'h', 1);
    }
    expect(paces.map((pace) => pace?.spacingMs)).toEqual([2000, 1000, 500, 25]);
    expect(paces.map((pace) => pace?.perHost)).toEqual([1, 1, 1, 1]);
    expect(turns.slowed()).toEqual([]);
    const { open, many } = asking(turns);
    await finish(many('h', 4));
    expect(Math.max(...open)).toBe(2);
  });

  test('a refusal in between starts the counting anew; server errors count for nothing', async () => {
    const turns = createTurns({});
    await refuse(turns, 1);
    tellGood(turns, 'h', 9);
    await refuse(turns, 1);
    tellGood(turns, 'h', 9);
    expect(turns.slowed()[0]?.spacingMs).toBe(1000);
    for (let n = 0; n < 20; n++) turns.answered('h', { ...good, status: 500 });
    expect(turns.slowed()[0]?.spacingMs).toBe(1000);
    tellGood(turns, 'h', 1);
    expect(turns.slowed()[0]?.spacingMs).toBe(500);
  });
});

describe('a host that shows that it is tired', () => {
  const tired = [{ host: 'h', spacingMs: 500, perHost: 1 }];
  const fail = (turns: Turns, codes: readonly string[]): void => {
    for (const code of codes) turns.failed('h', code);
  };

  test.each(['TIMEOUT', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])('by %s, three times', (code) => {
    const turns = createTurns({});
    tellGood(turns, 'h', 1);
    fail(turns, [code, code]);
    expect(turns.slowed()).toEqual([]);
    fail(turns, [code]);
    expect(turns.slowed()).toEqual(tired);
    fail(turns, [code, code, code]);
    expect(turns.slowed()[0]?.spacingMs).toBe(1000);
  });

  test('not by failures with good answers between them', () => {
    const turns = createTurns({});
    for (let n = 0; n < 5; n++) {
      tellGood(turns, 'h', 1);
      fail(turns, ['TIMEOUT', 'TIMEOUT']);
    }
    expect(turns.slowed()).toEqual([]);
  });

  test.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'REDIRECT_LOOP', 'TOO_LARGE', 'ADDRESS_REFUSED'])('not by %s', (code) => {
    const turns = createTurns({});
    tellGood(turns, 'h', 1);
    fail(
      turns,
      Array.from({ length: 9 }, () => code),
    );
    expect(turns.slowed()).toEqual([]);
  });

  test('not where it has never answered: it is away', () => {
    const turns = createTurns({});
    fail(
      turns,
      Array.from({ length: 9 }, () => 'TIMEOUT'),
    );
    expect(turns.slowed()).toEqual([]);
  });

  test('by answers much slower than its first ones; it recovers with them', () => {
    const turns = createTurns({});
    const answer = (ms: number, times: number): void => {
      for (let n = 0; n < times; n++) turns.answered('h', { ...good, ms });
    };
    answer(700, 10);
    answer(2700, 20);
    expect(turns.slowed()).toEqual([]);
    answer(9000, 2);
    expect(turns.slowed()).toEqual([]);
    answer(9000, 1);
    expect(turns.slowed()).toEqual([{ host: 'h', spacingMs: 25, perHost: 1 }]);
    answer(700, 2);
    answer(9000, 1);
    answer(700, 9);
    expect(turns.slowed()).toHaveLength(1);
    answer(700, 1);
    expect(turns.slowed()).toEqual([]);
  });

  test('not by answers that are slow from the start, nor by few', () => {
    const slow = createTurns({});
    for (let n = 0; n < 40; n++) slow.answered('h', { ...good, ms: 20_000 });
    expect(slow.slowed()).toEqual([]);
    const quick = createTurns({});
    for (let n = 0; n < 40; n++) quick.answered('h', { ...good, ms: n < 10 ? 20 : 1900 });
    expect(quick.slowed()).toEqual([]);
  });
});
