import type { Gap, GapCode, Reading } from '../model/evidence.ts';
import type { Budget, ItemReach } from '../model/gathered.ts';
import { isBefore, nextPart, turnsList } from './lists.ts';
import {
  type Candidate,
  documentsBelow,
  framesOf,
  type Interest,
  interestOf,
  isWanted,
  linksBelow,
  picturesOf,
} from './rank.ts';
import type { GatherPlan, PlannedItem } from './types.ts';
import { fileNameOf, looksLikeDocument, normaliseUrl } from './url.ts';
import type { Seen, Visitor } from './visitor.ts';

type Target = { url: string; label: string };
/** A page of an item, and how the link that led there called it. */
type Reached = Target & { seen: Seen };

const frameDepth = 3;
/** How far the visits of one item may run ahead of the count of its bytes. */
const ahead = 8;
const gapsListed = 1000;

/** The address that all parts use: normalised where it can be, else as it was given. */
export const addressOf = (raw: string): string => normaliseUrl(raw) ?? raw.trim();

/** Places the candidates of one page behind those of the pages before it, as they stand in the page. */
const inPage = (page: number, candidates: readonly Candidate[]): (Candidate & { order: number })[] =>
  candidates.map((candidate) => ({ ...candidate, order: page * 1e7 + candidate.position }));

export type WalkOptions = {
  visitor: Pick<Visitor, 'see' | 'read'>;
  budget: Budget;
  /** Home pages, once they are known: they are no evidence below another page. */
  homes: Promise<ReadonlySet<string>>;
  onProgress(done: number, planned: number): void;
};

/** One item's way through its levels: what it reached, in order, and what was left out. */
class ItemWalk {
  private readonly item: PlannedItem;
  private readonly plan: GatherPlan;
  private readonly options: WalkOptions;
  private readonly interest: Interest;
  private readonly submitted: string[];
  private readonly reached = new Map<string, Reached>();
  private readonly gaps: Gap[] = [];
  private readonly left: { pages: number; documents: number; pictures: number };
  private bytes = 0;
  private unlisted = 0;
  private planned = 0;
  private done = 0;

  constructor(item: PlannedItem, plan: GatherPlan, options: WalkOptions) {
    this.item = item;
    this.plan = plan;
    this.options = options;
    this.interest = interestOf(item);
    this.submitted = [...new Set(item.urls.map(addressOf))];
    const { pages, documents, pictures } = options.budget;
    const files = this.submitted.filter(looksLikeDocument).length;
    this.left = {
      pages: Math.max(0, pages - (this.submitted.length - files)),
      documents: Math.max(0, documents - files),
      pictures,
    };
  }

  private gap(code: GapCode, { url, label }: Target, detail?: string): void {
    if (this.gaps.length < gapsListed) this.gaps.push({ code, url, label, ...(detail ? { detail } : {}) });
    else this.unlisted++;
  }

  /** Takes what the budget allows, best first; the rest becomes gaps. */
  private choose(ranked: readonly (Target & { rank: number; order: number })[]): (Target & { order: number })[] {
    const chosen = new Map<string, Target & { order: number }>();
    const left = new Map<string, Target>();
    for (const target of [...ranked].sort((a, b) => b.rank - a.rank || a.order - b.order)) {
      if (this.reached.has(target.url) || chosen.has(target.url) || left.has(target.url)) continue;
      const kind = looksLikeDocument(target.url) ? 'documents' : 'pages';
      if (this.left[kind] > 0) {
        this.left[kind]--;
        chosen.set(target.url, target);
      } else left.set(target.url, target);
    }
    for (const target of left.values()) this.gap('over-budget', target);
    return [...chosen.values()].sort((a, b) => a.order - b.order);
  }

  /** Takes the first pictures that their own budget allows. The others need no gap: the page that shows them has one. */
  private choosePictures(shown: readonly Target[]): Target[] {
    const chosen = new Map<string, Target>();
    for (const target of shown) {
      if (this.left.pictures === 0 || this.reached.has(target.url) || chosen.has(target.url)) continue;
      this.left.pictures--;
      chosen.set(target.url, target);
    }
    return [...chosen.values()];
  }

  /** Adds a visited address below a submitted one; a fault that says nothing about the site becomes a gap. */
  private add(target: Target, seen: Seen): Reached {
    const reached = { url: target.url, label: target.label, seen };
    this.reached.set(target.url, reached);
    const { fault } = seen.visit;
    if (!fault || fault.nature === 'definitive' || fault.kind === 'address-refused') return reached;
    const code =
      fault.kind === 'too-large' ? 'too-large' : fault.kind === 'not-visited' ? 'over-budget' : 'not-fetched';
    this.gap(code, target, fault.kind);
    return reached;
  }

  /**
   * Visits in order; an address is let in when the bytes up to `ahead` places before it are within the budget, so that
   * the choice does not depend on which answer comes first.
   */
  private async visit(targets: readonly Target[]): Promise<Reached[]> {
    const { visitor, budget, onProgress } = this.options;
    const started: (Promise<Seen> | null)[] = [];
    let counted = 0;
    this.planned += targets.length;
    onProgress(this.done, this.planned);
    const count = async (): Promise<void> => {
      const seen = await started[counted++];
      this.bytes += seen?.visit.bytes ?? 0;
    };
    for (const target of targets) {
      while (counted < started.length - ahead) await count();
      if (this.bytes > budget.bytes) {
        started.push(null);
        continue;
      }
      const going = visitor.see(target.url);
      going.then(
        () => onProgress(++this.done, this.planned),
        () => {},
      );
      started.push(going);
    }
    while (counted < started.length) await count();
    const added: Reached[] = [];
    for (const [index, target] of targets.entries()) {
      const seen = await started[index];
      if (seen) added.push(this.add(target, seen));
      else this.gap('over-budget', target, 'bytes');
    }
    return added;
  }

  private readonly read = (reached: Reached): Promise<Reading | null> => this.options.visitor.read(reached.seen);

  /** Goes through pages one after the other: their readings need not all be in memory. */
  private async fromEach<T>(pages: readonly Reached[], take: (reading: Reading, page: number) => T[]): Promise<T[]> {
    const taken: T[] = [];
    for (const [index, page] of pages.entries()) {
      const reading = await this.read(page);
      if (reading) taken.push(...take(reading, index));
    }
    return taken;
  }

  private finals(): Set<string> {
    return new Set([...this.reached.values()].map(({ seen }) => seen.visit.finalUrl));
  }

  /** The pages themselves, with the frames in them and the frames in these. */
  private async withFrames(pages: readonly Reached[]): Promise<Reached[]> {
    const whole = [...pages];
    let latest = pages;
    for (let depth = 0; depth < frameDepth && latest.length > 0; depth++) {
      const known = this.finals();
      const frames = await this.fromEach(latest, (reading, page) => inPage(page, framesOf(reading)));
      latest = await this.visit(this.choose(frames.filter(({ url }) => !known.has(url))));
      whole.push(...latest);
    }
    return whole;
  }

  /** Follows a list that is shown in parts, until it comes to entries from before the period that is asked for. */
  private async restOfList(first: Reached): Promise<Reached[]> {
    const parts: Reached[] = [];
    const since = Math.min(...this.item.years);
    for (let last = first; ; ) {
      const reading = looksLikeDocument(last.url) ? null : await this.read(last);
      const part = parts.length + 1;
      const next = reading && nextPart(reading, last.seen.visit.finalUrl, part, this.plan.nextTexts ?? []);
      if (!reading || !next || this.reached.has(next)) return parts;
      if (Number.isFinite(since) && isBefore(reading, since)) return parts;
      const target = { url: next, label: first.label };
      if (parts.length >= this.options.budget.listPages || this.left.pages === 0) {
        this.gap('over-budget', { ...target, label: reading.title || first.label }, 'list');
        return parts;
      }
      this.left.pages--;
      const [reached] = await this.visit([target]);
      if (!reached) return parts;
      parts.push(reached);
      last = reached;
    }
  }

  private async withLists(pages: readonly Reached[]): Promise<Reached[]> {
    const whole = [...pages];
    for (const page of pages) whole.push(...(await this.restOfList(page)));
    return whole;
  }

  /** Looks at the pictures that hold the matter of pages: a visitor sees them as part of the page. */
  private async lookAtPictures(pages: readonly Reached[]): Promise<void> {
    await this.visit(this.choosePictures(await this.fromEach(pages, picturesOf)));
  }

  private async submittedPages(): Promise<Reached[]> {
    const targets = this.submitted.map((url) => ({ url, label: fileNameOf(url) || url }));
    const { visitor, onProgress } = this.options;
    this.planned = targets.length;
    const seen = await Promise.all(
      targets.map(async ({ url }) => {
        const one = await visitor.see(url);
        onProgress(++this.done, this.planned);
        return one;
      }),
    );
    return targets.map((target, index) => {
      const reached = { ...target, seen: seen[index] as Seen };
      this.bytes += reached.seen.visit.bytes;
      this.reached.set(target.url, reached);
      return reached;
    });
  }

  private async children(pages: readonly Reached[]): Promise<Reached[]> {
    const known = this.finals();
    const homes = await this.options.homes;
    const { nextTexts = [], ownHosts } = this.plan;
    const links = await this.fromEach(pages, (reading, page) => {
      const { finalUrl } = (pages[page] as Reached).seen.visit;
      const below = linksBelow(reading, this.interest, ownHosts);
      return inPage(
        page,
        below.filter(({ label, url }) => !turnsList(label, url, finalUrl, nextTexts)),
      );
    });
    return this.visit(this.choose(links.filter(({ url }) => !homes.has(url) && !known.has(url))));
  }

  /** Child pages that are called like the item's document: often they only hold the link to the file, or its picture. */
  private async called(children: readonly Reached[]): Promise<Reached[]> {
    const called: Reached[] = [];
    for (const child of children) {
      if (looksLikeDocument(child.url)) continue;
      const isCalled =
        isWanted(child.label, this.interest) || isWanted((await this.read(child))?.title ?? '', this.interest);
      if (isCalled) called.push(child);
    }
    return called;
  }

  async run(): Promise<ItemReach> {
    const submitted = await this.withFrames(await this.withLists(await this.submittedPages()));
    await this.lookAtPictures(submitted);
    const children = await this.withFrames(await this.children(submitted));
    const called = await this.withLists(await this.called(children));
    const known = this.finals();
    const files = await this.fromEach(called, (reading, page) => inPage(page, documentsBelow(reading, this.interest)));
    await this.visit(this.choose(files.filter(({ url }) => !known.has(url))));
    await this.lookAtPictures(called);
    return this.result();
  }

  private result(): ItemReach {
    const gaps = [...this.gaps];
    const last = this.gaps.at(-1);
    if (last && this.unlisted > 0)
      gaps.push({ code: 'over-budget', url: last.url, label: '', detail: `${this.unlisted} more` });
    return { itemId: this.item.itemId, submitted: this.submitted, reached: [...this.reached.keys()], gaps };
  }
}

/**
 * Visits what one item leads to, level by level: every level is complete before the next is chosen, so that the result
 * depends only on what the addresses answer, never on when, nor on what else is visited. Asking for an address twice is
 * free.
 */
export const walkItem = (item: PlannedItem, plan: GatherPlan, options: WalkOptions): Promise<ItemReach> =>
  new ItemWalk(item, plan, options).run();
