import { beforeAll, expect, test } from 'vitest';
import { surviveKills } from './kills.ts';
import { ensureBuilt } from './program.ts';

beforeAll(ensureBuilt, 120_000);

const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

test('an audit that is killed at any moment, again and again, ends in the same run as an undisturbed one', async () => {
  const { kills, runs, different, refetched } = await surviveKills(12, seeded(7));
  expect(kills).toBeGreaterThanOrEqual(12);
  expect(runs).toBeGreaterThan(0);
  expect(different).toEqual([]);
  // Two visits are under way at a time, and as many may wait to be recorded.
  expect(refetched).toBeLessThanOrEqual(4 * kills);
}, 180_000);
