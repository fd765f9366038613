import { type ArtifactStore, type GatherOptions, type GatherPlan, gather } from '../gather/index.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Io } from './io.ts';
import { showProgress } from './progress.ts';

/** What a user or a test may say about how the visits are made. */
export type VisitOptions = Pick<
  GatherOptions,
  'allowHosts' | 'resolve' | 'browser' | 'retryDelayMs' | 'pictures' | 'contact' | 'spacingMs' | 'budget'
>;

const chosen = (options: VisitOptions): VisitOptions => {
  const { allowHosts, resolve, browser, retryDelayMs, pictures, contact, spacingMs, budget } = options;
  return { allowHosts, resolve, browser, retryDelayMs, pictures, contact, spacingMs, budget };
};

/** Makes the visits of a plan and shows them at work. */
export const visit = async (
  plan: GatherPlan,
  store: ArtifactStore,
  options: VisitOptions,
  io: Io,
): Promise<Gathered> => {
  const { now, signal } = io;
  const progress = showProgress(io);
  try {
    return await gather(plan, { store, now, signal, onEvent: progress.onEvent, ...chosen(options) });
  } finally {
    progress.done();
  }
};
