import type { Gap, GapCode } from '../model/evidence.ts';
import type { ItemReach } from '../model/gathered.ts';
import {
  type Candidate,
  documentsBelow,
  entrance,
  framesOf,
  type Interest,
  interestOf,
  isWanted,
  linksBelow,
  navigationOf,
  picturesOf,
} from './rank.ts';
import type { Budget, GatherPlan, PlannedItem } from './types.ts';
import { fileNameOf, looksLikeDocument, normaliseUrl } from './url.ts';
import type { Seen } from './visitor.ts';

export type Crawled = { home: string | null; items: ItemReach[]; seen: Map<string, Seen> };

type See = (url: string) => Promise<Seen>;
type Target = { url: string; label: string };
/** A page of an item, and how the link that led there called it. */
type Reached = Target & { seen: Seen };

const splashHops = 2;
const frameDepth = 3;
/** How far visits may run ahead of the count of bytes. */
const ahead = 32;
const gapsListed = 1000;

/** Places the candidates of one page behind those of the pages before it, as they stand in the page. */
const inPage = (page: number, candidates: readonly Candidate[]): (Candidate & { order: number })[] =>
  candidates.map((candidate) => ({ ...candidate, order: page * 1e7 + candidate.position }));

/** The address that all parts use: normalised where it can be, else as it was given. */
export const addressOf = (raw: string): string => normaliseUrl(raw) ?? raw.trim();

/** One item's way through its levels: what it reached, in order, and what was left out. */
class ItemWalk {
  readonly item: PlannedItem;
  readonly interest: Interest;
  readonly submitted: string[];
  readonly reached = new Map<string, Reached>();
  readonly gaps: Gap[] = [];
  private left: number;
  private picturesLeft: number;
  private unlisted = 0;

  constructor(item: PlannedItem, { perItem, pictures }: Budget) {
    this.item = item;
    this.interest = interestOf(item);
    this.submitted = [...new Set(item.urls.map(addressOf))];
    this.left = Math.max(0, perItem - this.submitted.length);
    this.picturesLeft = pictures;
  }

  gap(code: GapCode, { url, label }: Target, detail?: string): void {
    if (this.gaps.length < gapsListed) this.gaps.push({ code, url, label, ...(detail ? { detail } : {}) });
    else this.unlisted++;
  }

  /** Takes what the budget allows, best first; the rest becomes gaps. */
  choose(ranked: readonly (Target & { rank: number; order: number })[]): (Target & { order: number })[] {
    const chosen = new Map<string, Target & { order: number }>();
    const sorted = [...ranked].sort((a, b) => b.rank - a.rank || a.order - b.order);
    const left = new Map<string, Target>();
    for (const target of sorted) {
      if (this.reached.has(target.url) || chosen.has(target.url) || left.has(target.url)) continue;
      if (this.left > 0) {
        this.left--;
        chosen.set(target.url, target);
      } else left.set(target.url, target);
    }
    for (const target of left.values()) this.gap('over-budget', target);
    return [...chosen.values()].sort((a, b) => a.order - b.order);
  }

  /** Takes the first pictures that their own budget allows. The others need no gap: the page that shows them has one. */
  choosePictures(shown: readonly Target[]): Target[] {
    const chosen = new Map<string, Target>();
    for (const target of shown) {
      if (this.picturesLeft === 0 || this.reached.has(target.url) || chosen.has(target.url)) continue;
      this.picturesLeft--;
      chosen.set(target.url, target);
    }
    return [...chosen.values()];
  }

  /** Adds a visited address below a submitted one; a fault that says nothing about the site becomes a gap. */
  add({ url, label }: Target, seen: Seen): void {
    this.reached.set(url, { url, label, seen });
    const fault = seen.visit.fault;
    if (!fault || fault.nature === 'definitive' || fault.kind === 'address-refused') return;
    const code =
      fault.kind === 'too-large' ? 'too-large' : fault.kind === 'not-visited' ? 'over-budget' : 'not-fetched';
    this.gap(code, { url, label }, fault.kind);
  }

  result(): ItemReach {
    const gaps = [...this.gaps];
    const last = this.gaps.at(-1);
    if (last && this.unlisted > 0)
      gaps.push({ code: 'over-budget', url: last.url, label: '', detail: `${this.unlisted} more` });
    return { itemId: this.item.itemId, submitted: this.submitted, reached: [...this.reached.keys()], gaps };
  }
}

/**
 * Walks the plan level by level: every level is complete before the next is chosen, so the result depends only on what
 * the addresses answer, never on when. Asking `see` twice for an address is free.
 */
export async function crawl(
  plan: GatherPlan,
  budget: Budget,
  see: See,
  phase: (name: 'submitted' | 'below' | 'site') => void,
): Promise<Crawled> {
  const touched = new Map<string, Seen>();
  let spent = 0;
  const visit = async (url: string): Promise<Seen> => {
    const seen = await see(url);
    if (!touched.has(url)) {
      touched.set(url, seen);
      spent += seen.visit.bytes;
    }
    return seen;
  };

  /** Visits in order; an address is let in when the bytes up to `ahead` places before it are within the budget. */
  const visitAll = async (targets: readonly string[], refused: (index: number) => void): Promise<(Seen | null)[]> => {
    const running: Promise<Seen>[] = [];
    const started: (Promise<Seen> | null)[] = [];
    const counted = new Set(touched.keys());
    let known = spent;
    let settled = 0;
    for (const [index, url] of targets.entries()) {
      while (settled < started.length - ahead) {
        const seen = await started[settled];
        if (seen && !counted.has(seen.visit.url)) {
          counted.add(seen.visit.url);
          known += seen.visit.bytes;
        }
        settled++;
      }
      if (known > budget.bytes && !counted.has(url)) {
        refused(index);
        started.push(null);
        continue;
      }
      const going = see(url);
      running.push(going);
      started.push(going);
    }
    await Promise.all(running);
    return Promise.all(started.map((going, index) => (going ? visit(targets[index] ?? '') : null)));
  };

  const findHome = async (): Promise<string | null> => {
    if (plan.home === null) return null;
    let url = addressOf(plan.home);
    const been = new Set<string>();
    for (let hop = 0; ; hop++) {
      been.add(url);
      const { reading } = await visit(url);
      const next = reading && hop < splashHops ? entrance(reading, plan.enterTexts) : null;
      if (next === null || been.has(next)) return url;
      url = next;
    }
  };

  phase('submitted');
  const walks = plan.items.map((item) => new ItemWalk(item, budget));
  const [home] = await Promise.all([
    findHome(),
    ...walks.map(async (walk) => {
      const seen = await Promise.all(walk.submitted.map(visit));
      walk.submitted.forEach((url, index) => {
        const one = seen[index];
        if (one) walk.reached.set(url, { url, label: fileNameOf(url) || url, seen: one });
      });
    }),
  ]);

  /** Lets every item follow its chosen links at once, then adds what came in each item's own order. */
  const level = async (choose: (walk: ItemWalk) => Target[]): Promise<Map<ItemWalk, Reached[]>> => {
    const wishes = walks.flatMap((walk) => choose(walk).map((target) => ({ walk, target })));
    const seen = await visitAll(
      wishes.map(({ target }) => target.url),
      (index) => {
        const wish = wishes[index];
        wish?.walk.gap('over-budget', wish.target, 'bytes');
      },
    );
    const added = new Map<ItemWalk, Reached[]>(walks.map((walk) => [walk, []]));
    wishes.forEach(({ walk, target }, index) => {
      const one = seen[index];
      if (!one) return;
      walk.add(target, one);
      added.get(walk)?.push({ ...target, seen: one });
    });
    return added;
  };

  /** The pages themselves, with the frames in them and the frames in these. */
  const withFrames = async (pages: Map<ItemWalk, Reached[]>): Promise<Map<ItemWalk, Reached[]>> => {
    const whole = new Map([...pages].map(([walk, reached]) => [walk, [...reached]]));
    let latest = pages;
    for (let depth = 0; depth < frameDepth; depth++) {
      const parents = latest;
      latest = await level((walk) =>
        walk.choose(
          (parents.get(walk) ?? []).flatMap(({ seen: { reading, visit } }, page) =>
            reading ? inPage(page, framesOf(reading)).filter(({ url }) => url !== visit.finalUrl) : [],
          ),
        ),
      );
      for (const [walk, reached] of latest) whole.get(walk)?.push(...reached);
      if ([...latest.values()].every((reached) => reached.length === 0)) break;
    }
    return whole;
  };

  /** Looks at the pictures that hold the matter of pages: a visitor sees them as part of the page. */
  const lookAtPictures = async (pages: Map<ItemWalk, Reached[]>): Promise<void> => {
    await level((walk) =>
      walk.choosePictures(
        (pages.get(walk) ?? []).flatMap(({ seen: { reading } }) => (reading ? picturesOf(reading) : [])),
      ),
    );
  };

  phase('below');
  const submitted = await withFrames(new Map(walks.map((walk) => [walk, [...walk.reached.values()]])));
  await lookAtPictures(submitted);
  const homes = new Set([home, plan.home === null ? null : addressOf(plan.home)]);
  const finals = (walk: ItemWalk) => new Set([...walk.reached.values()].map(({ seen }) => seen.visit.finalUrl));

  const children = await withFrames(
    await level((walk) => {
      const known = finals(walk);
      return walk.choose(
        (submitted.get(walk) ?? [])
          .flatMap(({ seen: { reading } }, page) =>
            reading ? inPage(page, linksBelow(reading, walk.interest, plan.ownHosts)) : [],
          )
          .filter(({ url }) => !homes.has(url) && !known.has(url)),
      );
    }),
  );

  // A child page that is called like the item's document often only holds the link to the file, or its picture.
  const called = new Map(
    [...children].map(([walk, pages]) => [
      walk,
      pages.filter(
        ({ label, seen: { reading } }) =>
          isWanted(label, walk.interest) || isWanted(reading?.title ?? '', walk.interest),
      ),
    ]),
  );
  await level((walk) => {
    const known = finals(walk);
    return walk.choose(
      (called.get(walk) ?? [])
        .flatMap((child, page) =>
          child.seen.reading && !looksLikeDocument(child.url)
            ? inPage(page, documentsBelow(child.seen.reading, walk.interest))
            : [],
        )
        .filter(({ url }) => !known.has(url)),
    );
  });
  await lookAtPictures(called);

  phase('site');
  const homeReading = home === null ? null : (touched.get(home)?.reading ?? null);
  if (homeReading) {
    const pages = navigationOf(homeReading, plan.ownHosts).filter((url) => !homes.has(url));
    await visitAll(pages.slice(0, budget.sitePages), () => {});
  }
  return { home, items: walks.map((walk) => walk.result()), seen: touched };
}
