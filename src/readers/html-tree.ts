import { type CheerioAPI, load } from 'cheerio';

export type Node = ReturnType<CheerioAPI['root']>[number]['children'][number];
export type Element = Extract<Node, { attribs: unknown }>;

/** What is known of an element before the page is walked. */
export type Facets = {
  /** Child positions from the root, joined with dots. */
  path: string;
  /** Letters that a visitor sees below it, and those of them outside links. */
  letters: number;
  plainLetters: number;
  /** Whether it holds elements that start a new line. */
  hasBlocks: boolean;
  /** Whether it holds the page's declared main content or its only heading of level 1. */
  holdsMain: boolean;
};

export type Tree = {
  $: CheerioAPI;
  body: Element[];
  facets: (element: Element) => Facets;
  /** A short selector that finds this element and no other. */
  css: (element: Element) => string;
  /** Ids that a link or button on the page opens (tabs, accordions). */
  opened: ReadonlySet<string>;
};

export const isElement = (node: Node): node is Element => 'attribs' in node;
export const isText = (node: Node): node is Extract<Node, { data: string }> => node.type === 'text';
export const attribute = (element: Element, name: string): string => element.attribs[name]?.trim() ?? '';
export const childElements = (element: Element): Element[] => element.children.filter(isElement);

/** Elements whose content is never shown. */
export const unseen: ReadonlySet<string> = new Set(
  'script style template noscript head title meta link base datalist noembed noframes param source track'.split(' '),
);

/** Elements that stand inside a line; everything else ends it. */
const inline: ReadonlySet<string> = new Set(
  (
    'a abbr acronym audio b bdi bdo big blink button canvas cite code data del dfn em embed font i iframe img input ins ' +
    'kbd label map area mark meter nobr object output picture progress q ruby rp rt s samp select small span strike strong ' +
    'sub sup svg textarea time tt u var video wbr script style template noscript link meta br'
  ).split(' '),
);
export const isInline = (element: Element): boolean => inline.has(element.name);

/** Deeper pages do not exist in earnest; browsers themselves stop nesting at 512. */
const deepest = 20_000;
const unclosed = /^(?:p|li|td|tr|th|dt|dd|option|br|img|input|meta|link|hr|area|col|base|embed|param|source|wbr)$/iu;

/** Whether a page nests so deeply that only an attack explains it: scope searches would take quadratic time. */
export const tooDeep = (html: string): boolean => {
  let depth = 0;
  for (const tag of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/giu)) {
    if (unclosed.test(tag[2] ?? '')) continue;
    depth = tag[1] ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) return true;
  }
  return false;
};

const escapeName = (name: string): string =>
  name.replace(/[^\w\u0080-\uffff-]/gu, (char) => `\\${char}`).replace(/^(-?)(\d)/u, '$1\\3$2 ');

/** The longest tail of steps whose uniqueness is looked up; longer selectors climb to an id or to the body. */
const longestTail = 6;

const selectors = (all: readonly Element[]): ((element: Element) => string) => {
  const steps = new Map<Element, string>();
  const tails = new Map<string, number>();
  const ids = new Map<string, number>();
  for (const element of all) {
    const id = element.attribs.id;
    if (id) ids.set(id, (ids.get(id) ?? 0) + 1);
  }
  const numbered = (siblings: readonly Node[]): void => {
    const nth = new Map<string, number>();
    for (const child of siblings) {
      if (!isElement(child)) continue;
      const position = (nth.get(child.name) ?? 0) + 1;
      nth.set(child.name, position);
      steps.set(child, `${escapeName(child.name)}:nth-of-type(${position})`);
    }
  };
  for (const element of all) {
    if (!steps.has(element)) numbered(element.parent && 'children' in element.parent ? element.parent.children : []);
    numbered(element.children);
  }
  for (const element of all) {
    let tail = '';
    let at: Element | null = element;
    for (let length = 0; length < longestTail && at; length++) {
      tail = tail ? `${steps.get(at)} > ${tail}` : (steps.get(at) ?? '');
      tails.set(tail, (tails.get(tail) ?? 0) + 1);
      at = at.parent && isElement(at.parent as Node) ? (at.parent as Element) : null;
    }
  }
  const cache = new Map<Element, string>();
  const find = (element: Element): string => {
    let tail = '';
    let at: Element | null = element;
    for (let length = 0; at; length++) {
      const id: string | undefined = at.attribs.id;
      if (id && ids.get(id) === 1 && /^[\w\u0e00-\u0e7f-]+$/u.test(id)) {
        return tail ? `#${escapeName(id)} > ${tail}` : `#${escapeName(id)}`;
      }
      const step: string = at.name === 'html' || at.name === 'body' ? at.name : (steps.get(at) ?? '');
      tail = tail ? `${step} > ${tail}` : step;
      if (at.name === 'body' || at.name === 'html') return tail;
      if (length < longestTail && tails.get(tail) === 1) return tail;
      at = at.parent && isElement(at.parent as Node) ? (at.parent as Element) : null;
    }
    return tail;
  };
  return (element) => {
    const known = cache.get(element) ?? find(element);
    cache.set(element, known);
    return known;
  };
};

const openedIds = (all: readonly Element[]): Set<string> => {
  const ids = new Set<string>();
  for (const element of all) {
    const { href, onclick } = element.attribs;
    if (href?.startsWith('#') && href.length > 1) ids.add(href.slice(1));
    for (const name of ['aria-controls', 'data-target', 'data-bs-target', 'data-tab', 'data-toggle-target']) {
      const value = element.attribs[name]?.trim();
      if (value) ids.add(value.replace(/^#/u, ''));
    }
    for (const quoted of onclick?.matchAll(/["']#?([\w\u0e00-\u0e7f-]+)["']/gu) ?? []) ids.add(quoted[1] ?? '');
  }
  return ids;
};

/**
 * Parses a page. parse5 and not the faster htmlparser2: it builds the tree that browsers build (implied tbody,
 * misnested tables and forms), without which the selectors shown to people would not find their element.
 */
export const parseTree = (html: string): Tree => {
  const $ = load(html);
  // Elements in document order, each with its parent's place in the list; a list of its own instead of recursion.
  const all: Element[] = [];
  const parents: number[] = [];
  const facets = new Map<Element, Facets>();
  const stack: [Node, string, number, number][] = [];
  const push = (children: readonly Node[], path: string, parent: number, state: number): void => {
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push([child, path ? `${path}.${i}` : String(i), parent, state]);
    }
  };
  push($.root()[0]?.children ?? [], '', -1, 0);
  const seen: Facets[] = [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, path, parent, state] = next;
    const above = seen[parent];
    if (isText(node)) {
      if (above && state < 2) {
        const count = node.data.match(/\p{L}/gu)?.length ?? 0;
        above.letters += count;
        if (state === 0) above.plainLetters += count;
      }
    } else if (isElement(node)) {
      const own: Facets = { path, letters: 0, plainLetters: 0, hasBlocks: false, holdsMain: false };
      all.push(node);
      parents.push(parent);
      seen.push(own);
      facets.set(node, own);
      push(node.children, path, all.length - 1, unseen.has(node.name) ? 2 : Math.max(state, node.name === 'a' ? 1 : 0));
    }
  }
  const h1 = all.filter((element) => element.name === 'h1');
  for (let i = all.length - 1; i >= 0; i--) {
    const element = all[i];
    const own = seen[i];
    const above = seen[parents[i] ?? -1];
    if (!element || !own || !above) continue;
    above.letters += own.letters;
    above.plainLetters += own.plainLetters;
    above.hasBlocks ||= own.hasBlocks || !isInline(element);
    const isMain = element.name === 'main' || element.attribs.role === 'main' || element.name === 'article';
    above.holdsMain ||= own.holdsMain || isMain || (h1.length === 1 && h1[0] === element);
  }
  const html_ = all.find((element) => element.name === 'html');
  return {
    $,
    body: html_ ? childElements(html_).filter(({ name }) => name !== 'head') : [],
    facets: (element) =>
      facets.get(element) ?? { path: '', letters: 0, plainLetters: 0, hasBlocks: false, holdsMain: false },
    css: selectors(all),
    opened: openedIds(all),
  };
};
