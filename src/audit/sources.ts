import { isContentImage } from '../model/content-image.ts';
import type { Gap, Link, Reading, Source } from '../model/evidence.ts';
import type { Gathered, ItemEvidence, ItemReach, Visit } from '../model/gathered.ts';
import { clean, fold } from '../thai/fold.ts';
import { letters } from '../thai/letters.ts';
import type { Phrases } from '../thai/phrases.ts';
import { findTemplate, isPage, textOf } from './template.ts';

/** All that was gathered, prepared once for every item: readings with the site's template marked, and who links where. */
export type Site = {
  gathered: Gathered;
  /** The reading of an artifact; loaded when it is asked for. */
  reading(artifactId: string): Reading | undefined;
  visits: ReadonlyMap<string, Visit>;
  calledBy: ReadonlyMap<string, readonly string[]>;
};

const longestContext = 200;

/** What stands beside a link that says only "click here": the other cells of its row, the other text of its list item. */
const contextOf = (reading: Reading, link: Link): string => {
  const parts = link.path.split('.');
  for (let length = parts.length - 1; length >= Math.max(1, parts.length - 3); length--) {
    const container = `${parts.slice(0, length).join('.')}.`;
    const texts = reading.blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flatMap((row) => row.filter((cell) => cell.path.startsWith(container)).map((cell) => cell.text))
        : block.path.startsWith(container)
          ? [block.text]
          : [],
    );
    const text = clean([...new Set(texts)].join(' '));
    if (text.length > longestContext) return '';
    if (text.length > clean(link.text).length + 3) return text;
  }
  return '';
};

const saysNothing = (text: string, follow: Phrases): boolean => {
  const folded = fold(text);
  const hit = follow.first(folded);
  return !/\p{L}/u.test(folded) || (hit !== null && hit.start === 0 && folded.length - hit.end <= 4);
};

/** Letters that pictures say together at least, where they and not the page hold its matter. */
const fewestLetters = 120;

const lettersIn = (reading: Reading | undefined): number =>
  (reading?.blocks ?? []).reduce((sum, block) => sum + letters(textOf(block)), 0);

type Pictured = Pick<Site, 'visits' | 'reading'>;

const hasPictures = ({ gaps }: Reading): boolean => gaps.some(({ code }) => code === 'picture-only');

/** The artifacts of the pictures that hold the matter of a page; null where not each was fetched, or they say little. */
const picturesOf = ({ visits, reading }: Pictured, page: Reading): { visit: Visit; alt: string }[] | null => {
  if (!hasPictures(page)) return null;
  const content = page.images.filter(isContentImage);
  const shown = content.flatMap(({ src, alt }) => {
    const visit = visits.get(src);
    return visit?.artifactId ? [{ visit, alt }] : [];
  });
  const ids = new Set(shown.flatMap(({ visit }) => visit.artifactId ?? []));
  const letters = [...ids].reduce((sum, id) => sum + lettersIn(reading(id)), 0);
  return shown.length === content.length && letters >= fewestLetters ? shown : null;
};

/** Makes a gathered site ready to be judged. `follow` are the link texts that name nothing. */
export const siteOf = (gathered: Gathered, follow: Phrases): Site => {
  const visits = new Map<string, Visit>();
  for (const visit of gathered.visits) {
    visits.set(visit.url, visit);
    if (!visits.has(visit.finalUrl)) visits.set(visit.finalUrl, visit);
  }
  const calledBy = new Map<string, string[]>();
  const call = (url: string, text: string): void => {
    const texts = calledBy.get(url) ?? [];
    if (text !== '' && !texts.includes(text)) calledBy.set(url, [...texts, text]);
  };
  const counting = findTemplate();
  const pictured = new Set<string>();
  const seen = new Set<string>();
  for (const { artifactId } of gathered.visits) {
    if (artifactId === null || seen.has(artifactId)) continue;
    seen.add(artifactId);
    const reading = gathered.readings.get(artifactId);
    if (!reading) continue;
    counting.count(reading);
    if (hasPictures(reading)) pictured.add(artifactId);
    for (const link of reading.links) {
      const target = visits.get(link.url)?.url;
      if (target !== undefined)
        call(target, saysNothing(link.text, follow) ? contextOf(reading, link) : clean(link.text));
    }
  }
  const template = counting.template();
  const reading = (artifactId: string): Reading | undefined => {
    const found = gathered.readings.get(artifactId);
    return found && template(found);
  };
  for (const artifactId of pictured) {
    const page = reading(artifactId);
    // A picture in the place of a page's text is what the page is called.
    for (const { visit: picture, alt } of (page && picturesOf({ visits, reading }, page)) ?? []) {
      call(picture.url, clean(alt));
      call(picture.url, clean(page?.title ?? ''));
    }
  }
  return { gathered, reading, visits, calledBy };
};

const fileNameOf = (visit: Visit): string => {
  const last = new URL(visit.finalUrl).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
};

const sourceOf = (site: Site, visit: Visit): Source | null => {
  const reading = visit.fault === null && visit.artifactId !== null ? site.reading(visit.artifactId) : undefined;
  if (!reading || visit.artifactId === null) return null;
  const page = isPage(reading);
  return {
    ...reading,
    artifactId: visit.artifactId,
    url: visit.finalUrl,
    medium: page ? 'page' : 'document',
    calledBy: [...(site.calledBy.get(visit.url) ?? [])],
    fileName: page ? '' : fileNameOf(visit),
  };
};

/** Reached addresses of which nothing is there to look at, and no fault tells why: unread, never absent. */
const lostOf = (site: Site, reach: ItemReach): Gap[] =>
  reach.reached.flatMap((url): Gap[] => {
    const visit = site.visits.get(url);
    return visit && (visit.fault !== null || sourceOf(site, visit) !== null)
      ? []
      : [{ code: 'not-fetched', url, label: url }];
  });

/** Whether all that a page shows in pictures was read: each as a source of its own, with nothing left open. */
const picturesRead = (site: Site, page: Source, sources: readonly Source[]): boolean =>
  picturesOf(site, page)?.every(({ visit }) =>
    sources.some(({ artifactId, gaps }) => artifactId === visit.artifactId && gaps.length === 0),
  ) ?? false;

/** What of a source could not be looked at. A page whose pictures were read themselves was looked at. */
const openGaps = (site: Site, source: Source, sources: readonly Source[]): Gap[] =>
  source.medium === 'page' && picturesRead(site, source, sources)
    ? source.gaps.filter(({ code }) => code !== 'picture-only')
    : source.gaps;

/** Everything reached from the submitted addresses of one item, in the order in which a visitor meets it. */
export const evidenceFor = (site: Site, reach: ItemReach): ItemEvidence => {
  const visits = [...new Set(reach.reached.flatMap((url) => site.visits.get(url) ?? []))];
  const sources: Source[] = [];
  const seen = new Set<string>();
  for (const visit of visits) {
    const source = sourceOf(site, visit);
    if (source && !seen.has(source.artifactId)) {
      seen.add(source.artifactId);
      sources.push(source);
    }
  }
  const named = (url: string, label: string): string =>
    [label, ...(site.calledBy.get(site.visits.get(url)?.url ?? url) ?? [])].join(' | ');
  return {
    itemId: reach.itemId,
    // A submitted page is the same page under the address to which it redirects.
    submitted: [
      ...new Set([...reach.submitted, ...reach.submitted.flatMap((url) => site.visits.get(url)?.finalUrl ?? [])]),
    ],
    sources,
    gaps: [
      ...sources.flatMap((source) =>
        openGaps(site, source, sources).map((gap) => ({
          ...gap,
          url: source.url,
          label: [source.fileName, gap.label, ...source.calledBy].filter((part) => part !== '').join(' | '),
        })),
      ),
      ...reach.gaps.map((gap) => ({ ...gap, label: named(gap.url, gap.label) })),
      ...lostOf(site, reach),
    ],
    faults: visits.flatMap((visit) => visit.fault ?? []),
    broken: visits.flatMap(({ url, fault }) =>
      fault?.nature === 'definitive' && !reach.submitted.includes(url) ? [{ fault, label: named(url, '') }] : [],
    ),
  };
};
