import type { Reading } from '../model/evidence.ts';
import { addressOf } from './crawl.ts';
import { entrance, framesOf, navigationOf } from './rank.ts';
import type { GatherPlan } from './types.ts';
import { hostOf, normaliseUrl, sameSite } from './url.ts';
import type { Seen, Visitor } from './visitor.ts';

type See = Pick<Visitor, 'see' | 'read'>;

const splashHops = 2;
/** Pages whose links are looked at: a visitor who has made two clicks sees what a third one leads to. */
const clicks = 2;
/** Pages that are opened together, between two looks at what is still to be met. */
const batch = 8;

/** The home page of the main website, behind its splash page. Null where the plan names none. */
export async function findHome(plan: GatherPlan, { see, read }: See): Promise<string | null> {
  if (plan.home === null) return null;
  let url = addressOf(plan.home);
  const been = new Set<string>();
  for (let hop = 0; ; hop++) {
    been.add(url);
    const reading = await read(await see(url));
    const next = reading && hop < splashHops ? entrance(reading, plan.enterTexts) : null;
    if (next === null || been.has(next)) return url;
    url = next;
  }
}

/** An address as all parts spell it, of a link that may lead anywhere. */
const spelled = (url: string): string => normaliseUrl(url) ?? url;

/** Submitted addresses of the own site that no page has led to so far, each with its final address. */
const wantedOf = async (plan: GatherPlan, { see }: See): Promise<Map<string, Set<string>>> => {
  const wanted = new Map<string, Set<string>>();
  for (const url of plan.items.flatMap((item) => item.urls.map(addressOf))) {
    if (!sameSite(hostOf(url), plan.ownHosts)) continue;
    const { visit } = await see(url);
    wanted.set(url, new Set([url, visit.finalUrl]));
  }
  return wanted;
};

/**
 * Walks the main website from its home page as a visitor clicks: breadth first, menus before content, until every
 * submitted page of the site was met, three clicks are exhausted, or the budget is. Pages in frames take no click.
 * @param most pages at most, those that were visited before included
 */
export async function walkSite(plan: GatherPlan, home: string, most: number, visitor: See): Promise<void> {
  const { see, read } = visitor;
  const wanted = await wantedOf(plan, visitor);
  const known = new Set([home, addressOf(plan.home ?? home)]);
  let left = most;

  const linksOf = async (pages: readonly Seen[], take: (reading: Reading) => string[]): Promise<string[]> => {
    const urls: string[] = [];
    for (const page of pages) {
      const reading = await read(page);
      if (reading) urls.push(...take(reading));
    }
    return urls;
  };
  const open = async (urls: readonly string[]): Promise<Seen[]> => {
    for (const url of urls) known.add(url);
    left -= urls.length;
    return Promise.all(urls.map(see));
  };
  const fresh = (urls: readonly string[]): string[] => [...new Set(urls)].filter((url) => !known.has(url));

  /** Pages with those in their frames; what they link to is met. */
  const whole = async (pages: readonly Seen[]): Promise<Seen[]> => {
    const frames = fresh(await linksOf(pages, (reading) => framesOf(reading).map(({ url }) => url)));
    const shown = [...pages, ...(await open(frames.slice(0, left)))];
    const met = new Set(await linksOf(shown, (reading) => reading.links.map(({ url }) => spelled(url))));
    for (const [url, spellings] of wanted) if ([...spellings].some((one) => met.has(one))) wanted.delete(url);
    return shown;
  };

  let level = await whole([await see(home)]);
  for (let depth = 0; depth < clicks; depth++) {
    const next = fresh(await linksOf(level, (reading) => navigationOf(reading, plan.ownHosts)));
    level = [];
    for (let at = 0; at < next.length && left > 0; at += batch) {
      // The first pages are opened in any case: what repeats on them is the template of the site.
      if (wanted.size === 0 && (depth > 0 || at > 0)) return;
      level.push(...(await whole(await open(next.slice(at, at + Math.min(batch, left))))));
    }
  }
}
