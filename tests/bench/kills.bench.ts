/**
 * Kills an audit of a small town 200 times at random moments and compares every run that came of it in the end with an
 * undisturbed one. `npx vitest bench --run tests/bench/kills.bench.ts`
 */
import { bench } from 'vitest';
import { surviveKills } from '../e2e/kills.ts';
import { once, say } from './processes.ts';

bench(
  '200 kills',
  async () => {
    const { kills, runs, different, refetched } = await surviveKills(200, Math.random);
    say(
      `${kills} kills in ${runs} runs: ${different.length} ended in another document; ${refetched} pages were fetched again`,
    );
    for (const one of different.slice(0, 3)) say(JSON.stringify(one).slice(0, 2000));
  },
  once,
);
