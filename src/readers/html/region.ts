import { attribute, type Element, type Facets } from './tree.ts';

const templateElements: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'menu', 'dialog']);
const templateRoles: ReadonlySet<string> = new Set(
  'navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar'.split(' '),
);

/**
 * Class names and ids of menus, sidebars, footers and the like, as whole tokens: "has-sidebar" stands on the content,
 * and page builders call every piece of content some kind of widget ("elementor-widget-container").
 */
const hint =
  /^(?:(?:main|top|left|right|side|mobile|primary|secondary|site|page|sub|header|footer|mega|bottom|desktop|global|user|social|float(?:ing)?|off-?canvas|fixed|the|my|wp|cookie)[-_]?)*(?:menu|menubar|nav|navbar|navigation|sidebar|sidenav|footer|breadcrumbs?|topbar|cookies?|consent|skip(?:-?links?)?|widget|widgets|widget-area|pagination|site-?header|masthead|colophon|copyright)(?:[-_]?(?:wrapper|wrap|container|area|bar|list|inner|box|block|section|panel|content|nav|menu|items?|left|right|top|bottom|main|sticky|fixed|default|expand|light|dark|collapse|banner|notice|policy|text|widgets?|\d))*$/iu;
const headerHint =
  /^(?:(?:site|main|top|page-top|global)[-_]?)?header(?:[-_]?(?:wrapper|wrap|container|area|inner|top|main))?$/iu;

/** How much text outside links makes an element the page's content in spite of its name. */
const contentLetters = 100;
const sureContentLetters = 600;

/** What opens over a page and is no part of its matter. */
const overlay = /cookie|consent|search|login|menu|nav|share|popup/iu;

/** A window over the page that a control of the page opens: one click away, as a closed tab is. */
const isOpenedWindow = (element: Element, opened: ReadonlySet<string>): boolean => {
  const id = attribute(element, 'id');
  return id !== '' && opened.has(id) && !overlay.test(`${attribute(element, 'class')} ${id}`);
};

/** Longer class names are made by machines and say nothing. */
const longestToken = 60;

const tokens = (element: Element): string[] =>
  `${attribute(element, 'class')} ${attribute(element, 'id')}`
    .split(/\s+/u)
    .filter((token) => token !== '' && token.length <= longestToken);

/**
 * Whether an element belongs to the site's template (menu, header, footer, sidebar).
 * @param insideContent it stands inside an article or main element, where a header is part of the matter
 * @param page letters of the whole page outside links, and the ids that its controls open
 */
export const isTemplate = (
  element: Element,
  facets: Facets,
  insideContent: boolean,
  page: { letters: number; opened: ReadonlySet<string> },
): boolean => {
  if (element.name === 'body' || element.name === 'main' || element.name === 'article') return false;
  const role = attribute(element, 'role').toLowerCase();
  const isWindow = element.name === 'dialog' || role === 'dialog';
  if (isWindow && isOpenedWindow(element, page.opened)) return false;
  const byNature = templateElements.has(element.name) || templateRoles.has(role);
  const isHeader = element.name === 'header' && !insideContent;
  const byName =
    !byNature &&
    !isHeader &&
    tokens(element).some((token) => hint.test(token) || (!insideContent && headerHint.test(token)));
  if (!byNature && !isHeader && !byName) return false;
  if (facets.holdsMain && facets.plainLetters >= contentLetters) return false;
  const share = page.letters === 0 ? 0 : facets.plainLetters / page.letters;
  return !(share > 0.5 && facets.plainLetters >= (byName ? contentLetters : sureContentLetters));
};

const panel =
  /(?:^|[-_\s])(?:tabs?|tab-?pane|tab-?panel|tab-?content|accordion|collaps(?:e|ible)|toggle|panel|spoiler)(?:[-_\s]|$|\d|content|panel|pane|body)/iu;
const screenReader = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)/iu;

const switchedOff = (element: Element): boolean =>
  'hidden' in element.attribs || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(attribute(element, 'style'));

/** What the parts of one family are called alike: their first class, or their id but for its number. */
const familyOf = (element: Element): string => {
  const [first = ''] = attribute(element, 'class').trim().split(/\s+/u);
  return first || attribute(element, 'id').replace(/\d+/gu, '');
};

const neverPanels = /carousel|slide|swiper|modal|popup|lightbox|dropdown|tooltip|loading|spinner/iu;
/** Neighbours that are looked at, on either side. */
const neighbours = 24;

/**
 * Whether an element that is switched off is one of a family of which another one is shown, as the years of a list are
 * where a click shows one in the place of the other.
 */
const isOneOfFamily = (element: Element): boolean => {
  const family = familyOf(element);
  if (family === '' || neverPanels.test(`${attribute(element, 'class')} ${attribute(element, 'id')}`)) return false;
  for (const way of ['prev', 'next'] as const) {
    let near = element[way];
    for (let seen = 0; near && seen < neighbours; near = near[way]) {
      if (near.type !== 'tag') continue;
      seen++;
      if (near.name === element.name && familyOf(near) === family && !switchedOff(near)) return true;
    }
  }
  return false;
};

/**
 * Whether a visitor cannot see an element. Closed tabs and accordions are one click away, so they count as seen;
 * what style sheets hide is not known here.
 */
export const isHidden = (element: Element, opened: ReadonlySet<string>): boolean => {
  const name = `${attribute(element, 'class')} ${attribute(element, 'id')}`;
  if (switchedOff(element)) {
    const opens =
      opened.has(attribute(element, 'id')) ||
      attribute(element, 'role') === 'tabpanel' ||
      (element.name !== 'input' && (panel.test(name) || isOneOfFamily(element)));
    return !opens;
  }
  if (screenReader.test(attribute(element, 'class'))) return true;
  if (attribute(element, 'aria-hidden') !== 'true') return false;
  if (/modal|dialog/iu.test(name) && isOpenedWindow(element, opened)) return false;
  return /menu|nav|modal|dialog|clone|off-?canvas/iu.test(name) || element.name === 'nav' || element.name === 'i';
};
