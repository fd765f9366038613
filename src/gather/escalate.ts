import type { Reading } from '../model/evidence.ts';
import { leadsAway, type Outline, type Outlined, outline } from './outline.ts';

/** What the bytes say about a page beside its reading. */
export type PageFacts = { mediaType: string; markup: string };

/** Why the bytes of a page do not show what a visitor sees. */
export const escalationReasons = [
  /** Next to nothing but scripts. */
  'script-only',
  /** A page with menus, but nothing in its middle. */
  'no-text',
  /** The root element of an application stands empty. */
  'empty-root',
  /** A frame without an address, which script fills. */
  'empty-frame',
  /** Tabs or folds whose content comes when they are opened. */
  'hidden-tabs',
  /** A list that is loaded after the page, or as it is scrolled. */
  'lazy-list',
] as const;
export type EscalationReason = (typeof escalationReasons)[number];

type Page = { reading: Reading; outline: Outline };

/** Letters of a whole page that may be a shell around what is loaded. */
const fewLetters = 200;
/** Letters in the middle of a page that are only its heading. */
const headingLetters = 60;
/** Letters of markup that only say "loading": Thai ones count threefold there. */
const placeholderLetters = 45;

type Blocks = Reading['blocks'];

const lettersOf = (blocks: Blocks): number =>
  blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === 'table' ? block.rows.flat().reduce((n, { text }) => n + text.length, 0) : block.text.length),
    0,
  );

const nameOf = ({ attributes }: Outlined): string => `${attributes.get('id') ?? ''} ${attributes.get('class') ?? ''}`;
const tokensOf = (element: Outlined): string[] => nameOf(element).toLowerCase().split(/\s+/).filter(Boolean);
const isEmpty = ({ letters, things }: Outlined): boolean => letters === 0 && things === 0;
/** Empty, but for a word or a wheel that asks for patience. */
const isWaiting = ({ letters, things }: Outlined): boolean => letters < placeholderLetters && things === 0;

const rootId = /^(?:root|app|__next|__nuxt|q-app|main-app|application|wrapper)$/i;

const hasEmptyRoot = ({ reading, outline: { elements, hasScript } }: Page): boolean =>
  hasScript &&
  lettersOf(reading.blocks) < fewLetters &&
  elements.some(
    (element) =>
      (element.name === 'app-root' || rootId.test(element.attributes.get('id') ?? '')) &&
      element.name !== 'body' &&
      isWaiting(element),
  );

/** A frame whose address the bytes do not tell. */
const isBlankFrame = ({ name, attributes }: Outlined): boolean =>
  (name === 'iframe' || name === 'frame') &&
  !attributes.get('data-src') &&
  /^(?:$|about:|javascript:)/i.test(attributes.get('src') ?? '');

const hasEmptyFrame = ({ reading, outline: { elements, hasScript } }: Page): boolean =>
  lettersOf(reading.blocks) < fewLetters &&
  !reading.links.some(({ embedded }) => embedded) &&
  elements.some((element) => isBlankFrame(element) && (hasScript || element.attributes.has('srcdoc')));

const panelToken =
  /^(?:tab-?pane|tab-?panel|tabs?-content|accordion-(?:collapse|body|content)|panel-collapse|collapse)$/;
const isPanel = (element: Outlined): boolean =>
  element.attributes.get('role') === 'tabpanel' || tokensOf(element).some((token) => panelToken.test(token));

const toggles = /^(?:tab|pill|collapse)$/;
const isTab = ({ attributes }: Outlined): boolean =>
  attributes.get('role') === 'tab' ||
  ['data-toggle', 'data-bs-toggle', 'data-mdb-toggle'].some((name) => toggles.test(attributes.get(name) ?? ''));

/** Attributes by which pages tell their scripts where the rest comes from. */
const sources = [
  'data-url',
  'data-ajax',
  'data-ajax-url',
  'data-src',
  'data-source',
  'data-remote',
  'data-endpoint',
  'data-api',
  'data-load',
  'data-pane-content-url',
  'data-infinite-content-href',
  'hx-get',
];
const isAddress = /[/?.]/;
const isMedia = /\.(?:jpe?g|png|gif|webp|svg|avif|bmp|mp4|webm|mp3|json\.gz)(?:[?#]|$)/i;
/** Buttons and boxes of other services carry addresses too: those of the page that they stand on. */
const ofOthers =
  /(?:^|\s)(?:fb|g|line|twitter|share|addthis|sharethis|st|disqus|instagram|tiktok)[-_]|https?:\/\/(?:[\w-]+\.)*(?:facebook|line|twitter|youtube|google|instagram|tiktok)\./i;

const sourceOf = (element: Outlined): string | undefined =>
  sources
    .map((name) => element.attributes.get(name))
    .find(
      (value) =>
        value && isAddress.test(value) && !isMedia.test(value) && !ofOthers.test(`${nameOf(element)} ${value}`),
    );

const targetOf = ({ attributes }: Outlined): string =>
  (
    ['data-bs-target', 'data-target', 'aria-controls', 'href']
      .map((name) => attributes.get(name))
      .find((value) => value && (!leadsAway(value) || !isAddress.test(value))) ?? ''
  ).replace(/^#/, '');

const hasHiddenTabs = ({ outline: { elements, hasScript } }: Page): boolean => {
  if (!hasScript) return false;
  if (elements.some((element) => isPanel(element) && isWaiting(element))) return true;
  const filled = new Set(elements.filter((one) => !isWaiting(one)).map(({ attributes }) => attributes.get('id') ?? ''));
  filled.delete('');
  return elements.some(
    (element) => isTab(element) && sourceOf(element) !== undefined && !filled.has(targetOf(element)),
  );
};

const containers = new Set(['div', 'section', 'article', 'main', 'ul', 'ol', 'dl', 'table', 'tbody', 'span']);
const isContainer = ({ name }: Outlined): boolean => containers.has(name);

/** Names of containers that are filled or go on as the page is scrolled. */
const lazyName =
  /(?:^|\s)(?:js-)?(?:infinite[-_]?(?:scroll|list|container|content)[\w-]*|load[-_]?(?:data|list)|ajax[-_]?(?:content|list|data|load|container|table|result)s?|lazy[-_]?(?:load[-_]?)?(?:list|content|container))(?=\s|$)/i;
const scrollsOn = /(?:^|\s)(?:js-)?(?:infinite[-_]?scroll(?:[-_]container|[-_]component)?|jscroll)(?=\s|$)/i;
/** Names of containers that hold the matter of a page. */
const matterName =
  /(?:^|[\s_-])(?:list|data|content|table|results?|news|posts?|files?|documents?|docs?|downloads?|items?|rows?|show|details?)(?:$|[\s_-])/i;
const asks = /\.ajax\s*\(|\.getJSON\s*\(|\.load\s*\(|\$\.(?:get|post)\s*\(|\bfetch\s*\(|XMLHttpRequest|\baxios\b/;

/** As many empty containers are looked up in the scripts. */
const lookedUp = 20;

/** Whether a script of the page that asks the server names one of its empty containers. */
const isFilledByScript = ({ elements, scripts }: Outline): boolean => {
  const asking = scripts.filter((script) => asks.test(script));
  if (asking.length === 0) return false;
  return elements
    .filter(
      (element) => isContainer(element) && isWaiting(element) && matterName.test(element.attributes.get('id') ?? ''),
    )
    .slice(0, lookedUp)
    .some(({ attributes }) => asking.some((script) => script.includes(attributes.get('id') ?? '')));
};

/** A table that has its header cells, and at most one cell which says that the rows are to come. */
const isHeadOnly = ({ name, heads, things }: Outlined): boolean => name === 'table' && heads > 1 && things <= 1;

const isLazyContainer = (element: Outlined): boolean =>
  isContainer(element) &&
  ((isWaiting(element) && sourceOf(element) !== undefined) || (isEmpty(element) && lazyName.test(nameOf(element))));

const goesOn = (element: Outlined): boolean =>
  scrollsOn.test(nameOf(element)) ||
  element.attributes.has('data-infinite-scroll') ||
  (element.attributes.has('hx-get') &&
    /\b(?:load|revealed|intersect)\b/.test(element.attributes.get('hx-trigger') ?? ''));

const moreToken = /^(?:js-)?(?:btn-?)?(?:load|show|view)[-_]?more(?:[-_]?(?:btn|button|link|posts?|news|items?))?$/;
const isMoreButton = (element: Outlined): boolean =>
  (element.name === 'button' || element.name === 'a') &&
  !leadsAway(element.attributes.get('href')) &&
  tokensOf(element).some((token) => moreToken.test(token));

const hasLazyList = ({ outline: page }: Page): boolean =>
  page.hasScript &&
  (page.elements.some(
    (element) => isHeadOnly(element) || isLazyContainer(element) || goesOn(element) || isMoreButton(element),
  ) ||
    isFilledByScript(page));

/** Menus around nothing: what the page is about must come by script, unless it is a picture, a frame or a file. */
const hasNoText = ({ reading: { blocks, images, links }, outline: { hasScript } }: Page): boolean =>
  hasScript &&
  lettersOf(blocks.filter(({ region }) => region === 'main')) < headingLetters &&
  ![...images, ...links].some(({ region }) => region === 'main');

const tests: [EscalationReason, (page: Page) => boolean][] = [
  ['script-only', ({ reading }) => reading.gaps.some(({ code }) => code === 'not-rendered')],
  ['empty-root', hasEmptyRoot],
  ['empty-frame', hasEmptyFrame],
  ['hidden-tabs', hasHiddenTabs],
  ['lazy-list', hasLazyList],
  ['no-text', hasNoText],
];

/** Why a page needs a browser to show what a visitor sees; null when its bytes are enough. */
export function escalate(reading: Reading, facts: PageFacts): EscalationReason | null {
  if (!/html/i.test(facts.mediaType) && !reading.reader.startsWith('html')) return null;
  const page = { reading, outline: outline(facts.markup) };
  return tests.find(([, holds]) => holds(page))?.[0] ?? null;
}
