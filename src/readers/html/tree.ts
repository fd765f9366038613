import { type CheerioAPI, load } from 'cheerio';
import { letters } from '../../thai/letters.ts';

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

/**
 * Makes short selectors. `parents` holds each element's parent as a place in `all`, which is in document order.
 * Every tail of steps ("div:nth-of-type(2) > p:nth-of-type(1)") gets a number, built from that of the parent's
 * shorter tail, so that looking up whether a tail is the only one of its kind costs no text.
 */
const selectors = (all: readonly Element[], parents: readonly number[]): ((element: Element) => string) => {
  const places = new Map<Element, number>();
  const ids = new Map<string, number>();
  const stepNumbers = new Map<string, number>();
  const steps: string[] = [];
  const names = new Map<string, number>();
  const nth = new Map<number, number>();
  const tails = new Int32Array(all.length * longestTail).fill(-1);
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  all.forEach((element, place) => {
    places.set(element, place);
    if (element.attribs.id) ids.set(element.attribs.id, (ids.get(element.attribs.id) ?? 0) + 1);
    const parent = parents[place] ?? -1;
    const nameNumber = names.get(element.name) ?? names.size;
    names.set(element.name, nameNumber);
    const sibling = (parent + 1) * 2 ** 20 + nameNumber;
    const position = (nth.get(sibling) ?? 0) + 1;
    nth.set(sibling, position);
    const step = `${element.name}:nth-of-type(${position})`;
    const stepNumber = stepNumbers.get(step) ?? stepNumbers.size;
    stepNumbers.set(step, stepNumber);
    steps.push(step);
    for (let length = 0; length < longestTail; length++) {
      const above = length === 0 ? 0 : parent < 0 ? -1 : (tails[parent * longestTail + length - 1] ?? -1) + 1;
      if (length > 0 && above <= 0) break;
      const key = above * 2 ** 22 + stepNumber;
      const number = numbers.get(key) ?? counts.length;
      if (number === counts.length) {
        numbers.set(key, number);
        counts.push(0);
      }
      counts[number] = (counts[number] ?? 0) + 1;
      tails[place * longestTail + length] = number;
    }
  });
  const find = (start: number): string => {
    const path: string[] = [];
    for (let place = start; place >= 0; place = parents[place] ?? -1) {
      const { name, attribs } = all[place] as Element;
      if (attribs.id && ids.get(attribs.id) === 1 && /^[\w\u0e00-\u0e7f-]+$/u.test(attribs.id)) {
        path.push(`#${escapeName(attribs.id)}`);
        break;
      }
      const isTop = name === 'html' || name === 'body';
      path.push(isTop ? name : (steps[place] ?? '').replace(name, () => escapeName(name)));
      const tail = path.length <= longestTail ? (tails[start * longestTail + path.length - 1] ?? -1) : -1;
      if (isTop || (tail >= 0 && counts[tail] === 1)) break;
    }
    return path.reverse().join(' > ');
  };
  const known = new Map<number, string>();
  return (element) => {
    const place = places.get(element) ?? -1;
    const css = known.get(place) ?? find(place);
    known.set(place, css);
    return css;
  };
};

const openedIds = (all: readonly Element[]): Set<string> => {
  const ids = new Set<string>();
  for (const element of all) {
    const { href, onclick } = element.attribs;
    if (href?.startsWith('#') && href.length > 1) ids.add(href.slice(1));
    for (const name of [
      'aria-controls',
      'data-target',
      'data-bs-target',
      'data-mdb-target',
      'data-tab',
      'data-toggle-target',
    ]) {
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
        const count = letters(node.data);
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
    css: selectors(all, parents),
    opened: openedIds(all),
  };
};
