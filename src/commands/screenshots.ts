import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { takeScreenshots } from '../gather/index.ts';
import type { Fault, FaultKind } from '../model/fault.ts';
import type { Gathered, Visit } from '../model/gathered.ts';
import type { Run } from '../model/run.ts';
import { openScreenshots } from '../store/index.ts';
import { type Io, tell } from './io.ts';
import type { VisitOptions } from './visit.ts';
import { commandWords } from './words.ts';

/** Pictures of one run; the others are taken in the next ones. */
const most = 60;

/** Faults that a visitor sees as a page. */
const shown: ReadonlySet<FaultKind> = new Set([
  'not-found',
  'gone',
  'forbidden',
  'login-wall',
  'client-error',
  'soft-not-found',
  'server-error',
  'challenge',
  'maintenance',
]);

/** The name of a picture: the artifact that it shows, or the fault and where it was met. */
const nameOf = ({ artifactId, fault, url }: Pick<Visit, 'artifactId' | 'fault' | 'url'>): string =>
  artifactId ?? createHash('sha256').update(`${fault?.kind} ${url}`).digest('hex');

const isPage = ({ mediaType, method }: Visit): boolean => method === 'browser' || /html/iu.test(mediaType);
const canBeShown = (fault: Fault | null): boolean => fault === null || shown.has(fault.kind);

/** Pages that a verdict rests on, and submitted addresses that failed, in the order of the rules. */
const worthShowing = (run: Run, { visits }: Gathered): Visit[] => {
  const byArtifact = new Map(visits.flatMap((visit) => (visit.artifactId ? [[visit.artifactId, visit] as const] : [])));
  const byUrl = new Map(visits.map((visit) => [visit.url, visit]));
  const chosen = new Set<Visit>();
  for (const item of run.items) {
    for (const element of item.elements) {
      const evidence = 'evidence' in element ? element.evidence : [];
      for (const { artifactId } of evidence) {
        const visit = byArtifact.get(artifactId);
        if (visit && isPage(visit)) chosen.add(visit);
      }
    }
    for (const { url } of item.reach) {
      const visit = byUrl.get(url);
      if (visit?.fault && canBeShown(visit.fault)) chosen.add(visit);
    }
  }
  return [...chosen];
};

/**
 * Keeps pictures of the pages that the verdicts of a run rest on, and of those that failed, in the agency's folder. A
 * page that has not changed since it was taken is not taken again.
 */
export const keepScreenshots = async (
  run: Run,
  gathered: Gathered,
  folder: string,
  options: VisitOptions,
  io: Io,
): Promise<void> => {
  if (options.browser === null) return;
  const screenshots = openScreenshots(join(folder, 'screenshots'));
  const wanted = new Map<string, string>();
  for (const visit of worthShowing(run, gathered)) {
    const url = visit.fault ? visit.url : visit.finalUrl;
    if (wanted.size < most && !(await screenshots.has(nameOf(visit)))) wanted.set(url, nameOf(visit));
  }
  if (wanted.size === 0) return;
  tell(io, commandWords[io.language].screenshots(wanted.size));
  await takeScreenshots([...wanted.keys()], { ...options, now: io.now, signal: io.signal }, (url, picture) =>
    screenshots.save(wanted.get(url) ?? '', picture),
  );
};
