import type { Step } from '../checks/index.ts';
import { fold } from '../thai/fold.ts';
import type { Site } from './sources.ts';

const mostClicks = 3;

/**
 * The pages that a visitor reaches from the home page within three clicks, nearest first, as far as they were visited.
 * `complete` tells whether every page within that distance was. Null when the home page itself was not read.
 */
export const pagesFromHome = (site: Site): { steps: Step[]; complete: boolean } | null => {
  const { home } = site.gathered;
  const start = home === null ? undefined : site.visits.get(home);
  if (!start || start.artifactId === null || start.fault !== null) return null;
  const host = new URL(start.finalUrl).host;
  const steps: Step[] = [];
  const seen = new Set<string>([start.url, start.finalUrl]);
  let level = [start];
  let complete = true;
  for (let clicks = 0; clicks < mostClicks && level.length > 0; clicks++) {
    const next: typeof level = [];
    for (const visit of level) {
      const reading = visit.artifactId === null ? undefined : site.readings[visit.artifactId];
      if (!reading || visit.artifactId === null) continue;
      steps.push({
        url: visit.finalUrl,
        title: reading.title,
        artifactId: visit.artifactId,
        clicks,
        links: reading.links,
      });
      for (const link of reading.links) {
        if (seen.has(link.url) || !/^https?:/u.test(link.url)) continue;
        seen.add(link.url);
        const target = site.visits.get(link.url);
        if (target && target.fault === null) next.push(target);
        else if (!target && new URL(link.url).host === host && fold(link.text) !== '') complete = false;
      }
    }
    level = next.sort((a, b) => (a.url < b.url ? -1 : 1));
  }
  return { steps, complete };
};
