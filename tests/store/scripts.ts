import { type GatherPlan, gather, planFingerprint } from '../../src/gather/index.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { openStore } from '../../src/store/index.ts';
import { sampleGathered, sampleRun } from './sample.ts';

const now = () => new Date('2026-11-23T02:15:00Z');

/** Gathers into a folder until somebody kills it. */
export async function gatherInto({
  folder,
  plan,
  resolve,
}: {
  folder: string;
  plan: GatherPlan;
  resolve: Record<string, string>;
}) {
  const store = await openStore(folder);
  await gather(plan, {
    store: await store.begin(planFingerprint(plan), now()),
    now,
    resolve,
    read: readUnplaced,
    browser: null,
    retryDelayMs: 20,
  });
}

/** Finishes some runs, and saves the same bytes again and again. */
export async function finishMany({ folder, count }: { folder: string; count: number }) {
  const store = await openStore(folder);
  for (let n = 0; n < count; n++) {
    const artifact = await store.save(Buffer.from(`artifact ${n}`));
    await store.finish(sampleRun(), sampleGathered(artifact), 0);
  }
}
