import { type ArtifactStore, type GatherOptions, type GatherPlan, gather } from '../gather/index.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Io } from './io.ts';
import { showProgress } from './progress.ts';

/** What a user or a test may say about how the visits are made. */
export type VisitOptions = Pick<GatherOptions, 'allowHosts' | 'resolve' | 'browser' | 'retryDelayMs' | 'pictures'>;

/** Makes the visits of a plan and shows them at work. */
export const visit = async (
  plan: GatherPlan,
  store: ArtifactStore,
  options: VisitOptions,
  io: Io,
): Promise<Gathered> => {
  const { allowHosts, resolve, browser, retryDelayMs, pictures } = options;
  const { now, signal } = io;
  const progress = showProgress(io);
  const gathered = await gather(plan, {
    store,
    now,
    signal,
    onEvent: progress.onEvent,
    allowHosts,
    resolve,
    browser,
    retryDelayMs,
    pictures,
  });
  progress.done();
  return gathered;
};
