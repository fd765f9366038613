import type { Step } from '../checks/index.ts';
import type { SubmittedReach } from '../model/run.ts';
import { sameSite } from '../model/site.ts';
import { clean, fold } from '../thai/fold.ts';
import type { Site } from './sources.ts';

const mostClicks = 3;

/** A link on the way: the page that shows it, and what it says there. */
type Way = { from: string; text: string; clicks: number };

/**
 * The pages that a visitor reaches from the home page within three clicks, nearest first, as far as they were visited.
 * `complete` tells whether every page within that distance was. `ways` holds, for each address that one of them links
 * to, the first link that leads there.
 */
export type FromHomeWalk = { steps: Step[]; complete: boolean; ways: ReadonlyMap<string, Way> };

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host.replace(/^www\./u, '') : '');

/** Null when the home page itself was not read. */
export const pagesFromHome = (site: Site): FromHomeWalk | null => {
  const { home } = site.gathered;
  const start = home === null ? undefined : site.visits.get(home);
  if (!start || start.artifactId === null || start.fault !== null) return null;
  const host = hostOf(start.finalUrl);
  const steps: Step[] = [];
  const ways = new Map<string, Way>();
  const seen = new Set<string>([start.url, start.finalUrl]);
  let level = [start];
  let complete = true;
  for (let clicks = 0; clicks < mostClicks && level.length > 0; clicks++) {
    const next: typeof level = [];
    // What a page shows in frames is seen without a click: the level grows while it is gone through.
    for (const visit of level) {
      const reading = visit.artifactId === null ? undefined : site.reading(visit.artifactId);
      if (!reading || visit.artifactId === null) continue;
      const { title, links } = reading;
      steps.push({ url: visit.finalUrl, title, artifactId: visit.artifactId, clicks, links });
      for (const link of links) {
        if (seen.has(link.url) || !/^https?:/u.test(link.url)) continue;
        seen.add(link.url);
        const takes = link.embedded ? 0 : 1;
        const target = site.visits.get(link.url);
        const way: Way = { from: visit.url, text: clean(link.text), clicks: clicks + takes };
        for (const url of [link.url, ...(target ? [target.url, target.finalUrl] : [])])
          if (!ways.has(url)) ways.set(url, way);
        if (target && target.fault === null) (link.embedded ? level : next).push(target);
        else if (!target && hostOf(link.url) === host && fold(link.text) !== '') complete = false;
      }
    }
    level = next.sort((a, b) => (a.url < b.url ? -1 : 1));
  }
  return { steps, complete, ways };
};

/** The clicks from the home page to an address, each with the page on which it is made. */
const pathTo = (url: string, { ways }: FromHomeWalk): SubmittedReach['path'] => {
  const path: { on: string; text: string }[] = [];
  for (let way = ways.get(url); way && path.length <= 2 * mostClicks; way = ways.get(way.from))
    path.unshift({ on: way.from, text: way.text });
  return path;
};

/** Where a submitted address stands: on the main website or not, and how a visitor of its home page gets there. */
export const reachOf = (url: string, site: Site, fromHome: FromHomeWalk | null): SubmittedReach => {
  const { home, ownHosts } = site.gathered;
  const visit = site.visits.get(url);
  const finalUrl = visit?.finalUrl ?? url;
  const host = hostOf(finalUrl);
  const isMain = home !== null && hostOf(home) === host;
  const isHome = home !== null && (url === home || finalUrl === (site.visits.get(home)?.finalUrl ?? home));
  const way = fromHome?.ways.get(url) ?? fromHome?.ways.get(finalUrl);
  return {
    url,
    finalUrl,
    site: isMain ? 'main' : sameSite(host, ownHosts) ? 'own' : 'other',
    clicks: isHome ? 0 : (way?.clicks ?? null),
    path: isHome || !fromHome || !way ? [] : pathTo(fromHome.ways.has(url) ? url : finalUrl, fromHome),
    complete: fromHome?.complete ?? false,
    ...(visit?.againstRobots ? { againstRobots: true } : {}),
  };
};
