import { isContentImage, isInline } from '../model/content-image.ts';
import type { Image, Link, Reading } from '../model/evidence.ts';
import { arabicDigits } from '../thai/digits.ts';
import { fold } from '../thai/fold.ts';
import type { PlannedItem } from './types.ts';
import { fileNameOf, hostOf, isSharedFolder, looksLikeDocument, normaliseUrl, sameSite } from './url.ts';

/** An address to follow: how it is called, and how well that fits the item. */
export type Candidate = { url: string; label: string; rank: number; position: number };

export type Interest = { wanted: readonly string[]; years: ReadonlySet<number> };

export const interestOf = (item: PlannedItem): Interest => ({
  wanted: item.wanted.map(fold).filter((phrase) => phrase !== ''),
  years: new Set(item.years),
});

const buddhistYear = /(?<!\d)25[4-9]\d(?!\d)/g;
const shortYear = /(?<!\d)[4-9]\d(?!\d)/g;

export const isWanted = (text: string, { wanted }: Interest): boolean => {
  const folded = fold(text);
  return wanted.some((phrase) => folded.includes(phrase));
};

/** How well a name fits: its title counts most, then the right year, then being a document; a wrong year counts against. */
export function rankOf(text: string, url: string, interest: Interest): number {
  const digits = arabicDigits(text);
  const years = (digits.match(buddhistYear) ?? []).map(Number);
  const short = (digits.match(shortYear) ?? []).map((year) => 2500 + Number(year));
  const right = [...years, ...short].some((year) => interest.years.has(year));
  const wrong = years.length > 0 && !right;
  return (
    (isWanted(text, interest) ? 4 : 0) +
    (right ? 2 : 0) -
    (wrong && interest.years.size > 0 ? 2 : 0) +
    (looksLikeDocument(url) ? 1 : 0)
  );
}

/** Links that change something or lead out of the public site: no visitor who only reads follows them. */
const neverFollowed =
  /\/(?:wp-admin|wp-login\.php|administrator|logout|log-out|signout|login|signin|xmlrpc\.php)(?:[/?]|$)|[?&](?:action|task|do)=(?:delete|remove|logout|edit)|[?&](?:replytocom|share)=|\/feed\/?$/i;

const labelOf = (link: Link, url: string): string => link.text.trim() || fileNameOf(url) || url;

const nameOf = (link: Link, url: string): string => `${link.text} ${fileNameOf(url)}`;

/** All distinct links of a page that pass, ranked: best first, then as they stand in the page. */
function candidates(reading: Reading, interest: Interest, passes: (link: Link, url: string) => boolean): Candidate[] {
  const best = new Map<string, Candidate>();
  reading.links.forEach((link, position) => {
    const url = normaliseUrl(link.url);
    if (url === null || neverFollowed.test(url) || !passes(link, url)) return;
    const rank = rankOf(nameOf(link, url), url, interest);
    const known = best.get(url);
    if (!known) best.set(url, { url, label: labelOf(link, url), rank, position });
    else if (rank > known.rank) best.set(url, { ...known, label: labelOf(link, url), rank });
  });
  return [...best.values()].sort((a, b) => b.rank - a.rank || a.position - b.position);
}

/** What one level below a submitted page is: links of its content on the own site, documents on any host. */
export const linksBelow = (reading: Reading, interest: Interest, ownHosts: readonly string[]): Candidate[] =>
  candidates(
    reading,
    interest,
    (link, url) =>
      link.region === 'main' &&
      !link.embedded &&
      (sameSite(hostOf(url), ownHosts) || looksLikeDocument(url) || isSharedFolder(url)),
  );

export const documentsBelow = (reading: Reading, interest: Interest): Candidate[] =>
  candidates(reading, interest, (link, url) => link.region === 'main' && !link.embedded && looksLikeDocument(url));

/** Players, maps and buttons of others: they are no content of the agency. */
const widget =
  /^https?:\/\/(?:[\w-]+\.)*(?:facebook\.com|fbcdn\.net|youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|line\.me|instagram\.com|tiktok\.com|googletagmanager\.com|doubleclick\.net|recaptcha\.net|maps\.google\.[\w.]+|google\.[\w.]+\/(?:maps|recaptcha)|addthis\.com|sharethis\.com)(?:[/:?]|$)/i;

/** Frames and viewers of a page, in page order; of a page without content of its own, also those of the template. */
export function framesOf(reading: Reading): Candidate[] {
  const bare = !reading.blocks.some(({ region }) => region === 'main');
  return candidates(
    reading,
    { wanted: [], years: new Set() },
    (link, url) => link.embedded && (link.region === 'main' || bare) && !widget.test(url),
  ).sort((a, b) => a.position - b.position);
}

/** Pictures of one page that are looked at. */
const picturesOfPage = 6;
/** What a side that is not declared counts for, in pixels: more than a thumbnail, less than a poster. */
const usualSide = 400;

const declaredArea = ({ width = usualSide, height = usualSide }: Image): number => width * height;

/**
 * The pictures that hold the matter of a page which hardly says anything itself: the largest of them, in page order.
 * None of a page that speaks for itself.
 */
export function picturesOf(reading: Reading): Candidate[] {
  if (!reading.gaps.some(({ code }) => code === 'picture-only')) return [];
  const found = new Map<string, Candidate & { area: number }>();
  reading.images.forEach((image, position) => {
    const url = isContentImage(image) && !isInline(image) ? normaliseUrl(image.src) : null;
    if (url === null || widget.test(url) || found.has(url)) return;
    const label = image.alt || fileNameOf(url) || url;
    found.set(url, { url, label, rank: 0, position, area: declaredArea(image) });
  });
  return [...found.values()]
    .sort((a, b) => b.area - a.area || a.position - b.position)
    .slice(0, picturesOfPage)
    .sort((a, b) => a.position - b.position)
    .map(({ area: _, ...candidate }) => candidate);
}

/** Pages that the navigation of the home page leads to, in its order. */
export const navigationOf = (reading: Reading, ownHosts: readonly string[]): string[] => {
  const own = (template: boolean) =>
    candidates(
      reading,
      { wanted: [], years: new Set() },
      (link, url) =>
        !link.embedded &&
        (link.region === 'template') === template &&
        sameSite(hostOf(url), ownHosts) &&
        !looksLikeDocument(url),
    )
      .sort((a, b) => a.position - b.position)
      .map(({ url }) => url);
  return [...new Set([...own(true), ...own(false)])];
};

const splashLinks = 12;
const splashLetters = 600;

/** The link that leads from a splash page into the site, or null when the page is no splash page. */
export function entrance(reading: Reading, enterTexts: readonly string[]): string | null {
  const letters = reading.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? 100 : block.text.length), 0);
  if (reading.links.length > splashLinks || letters > splashLetters) return null;
  const phrases = enterTexts.map(fold).filter((text) => text !== '');
  const enter = reading.links.find(({ text }) => {
    const folded = fold(text);
    return phrases.some((phrase) => folded.includes(phrase));
  });
  return enter ? normaliseUrl(enter.url) : null;
}
