import { expect, test } from 'vitest';
import { createTurns } from '../../src/gather/polite.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('never more at a time than a host and all together may have', async () => {
  const turns = createTurns({ perHost: 2, total: 5 });
  const open = new Map<string, number>();
  let all = 0;
  let most = 0;
  let mostAtHost = 0;
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => {
      const host = `h${n % 6}`;
      return turns.run(host, async () => {
        open.set(host, (open.get(host) ?? 0) + 1);
        most = Math.max(most, ++all);
        mostAtHost = Math.max(mostAtHost, open.get(host) ?? 0);
        await pause(n % 4);
        open.set(host, (open.get(host) ?? 0) - 1);
        all--;
      });
    }),
  );
  turns.close();
  expect(most).toBe(5);
  expect(mostAtHost).toBe(2);
});

test('a slowed host waits while others go on; a shorter wait does not cut a longer one', async () => {
  const turns = createTurns({});
  const order: string[] = [];
  turns.slow('tired', 1500);
  turns.slow('tired', 1);
  const tired = turns.run('tired', async () => order.push('tired'));
  await turns.run('fresh', async () => order.push('fresh'));
  await pause(30);
  expect(order).toEqual(['fresh']);
  await tired;
  expect(order).toEqual(['fresh', 'tired']);
  turns.close();
});

test('one task that fails stops no other', async () => {
  const turns = createTurns({ perHost: 1 });
  const failing = turns.run('h', () => Promise.reject(new Error('no')));
  const next = turns.run('h', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
  turns.close();
});
