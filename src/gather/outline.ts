/** An element of a page's markup with what lies below it, as far as that can be told without building the page. */
export type Outlined = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Letters of text below it, in the unit of the markup. */
  letters: number;
  /** Links, pictures, frames, cells and fields below it. */
  things: number;
  /** Header cells below it. */
  heads: number;
};

export type Outline = {
  /** Every element, in the order in which they end. */
  elements: Outlined[];
  /** What stands in the page's own scripts. */
  scripts: string[];
  /** Whether any script, its own or another's, runs on the page. */
  hasScript: boolean;
};

type Open = Outlined & { lettersBefore: number; thingsBefore: number; headsBefore: number };

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawText = new Set(['script', 'style', 'textarea', 'title', 'template', 'noscript']);
const spinner = /spin|loading|loader|preload/i;
const attributePattern = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
// A tag ends before the next angle bracket, so that no attempt reads further than the next one begins.
const tagPattern = /<(\/?)([a-z][a-z0-9-]*)([^<>]*)>|<!--/gi;

const attributesOf = (text: string): Map<string, string> => {
  const attributes = new Map<string, string>();
  for (const [, name = '', ...values] of text.matchAll(attributePattern)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, values.find((value) => value !== undefined)?.trim() ?? '');
  }
  return attributes;
};

/** Whether a link leads anywhere but to a place or a script of its own page. */
export const leadsAway = (href: string | undefined): boolean =>
  href !== undefined && href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);

/** Whether an element is something to see or to follow by itself. */
const isThing = (name: string, attributes: ReadonlyMap<string, string>): boolean => {
  if (name === 'a') return leadsAway(attributes.get('href'));
  if (name === 'img') return !spinner.test(`${attributes.get('src')} ${attributes.get('class')}`);
  if (name === 'input') return attributes.get('type')?.toLowerCase() !== 'hidden';
  return /^(?:iframe|frame|embed|object|video|audio|td|select|textarea)$/.test(name);
};

/** Outlines a page in one pass; what the markup leaves open has no end and is left out. */
export function outline(markup: string): Outline {
  const found: Outline = { elements: [], scripts: [], hasScript: false };
  const lower = markup.toLowerCase();
  const open: Open[] = [];
  const openOf = new Map<string, number>();
  let letters = 0;
  let things = 0;
  let heads = 0;

  const close = (): void => {
    const { lettersBefore, thingsBefore, headsBefore, name, attributes } = open.pop() as Open;
    openOf.set(name, (openOf.get(name) ?? 1) - 1);
    found.elements.push({
      name,
      attributes,
      letters: letters - lettersBefore,
      things: things - thingsBefore,
      heads: heads - headsBefore,
    });
  };
  const closeThrough = (name: string): void => {
    if ((openOf.get(name) ?? 0) === 0) return;
    while (open.at(-1)?.name !== name) close();
    close();
  };
  const begin = (name: string, attributes: ReadonlyMap<string, string>): void => {
    const before = { lettersBefore: letters, thingsBefore: things, headsBefore: heads };
    if (isThing(name, attributes)) things++;
    if (name === 'th') heads++;
    open.push({ name, attributes, letters: 0, things: 0, heads: 0, ...before });
    openOf.set(name, (openOf.get(name) ?? 0) + 1);
    if (voids.has(name)) closeThrough(name);
  };
  const countText = (from: number, to: number): void => {
    if (to > from) letters += markup.slice(from, to).replace(/&nbsp;|\s+/gi, '').length;
  };

  let at = 0;
  tagPattern.lastIndex = 0;
  for (let tag = tagPattern.exec(markup); tag; tag = tagPattern.exec(markup)) {
    countText(at, tag.index);
    at = tagPattern.lastIndex;
    const [, slash, raw, rest = ''] = tag;
    const name = raw?.toLowerCase();
    if (name === undefined) {
      const end = lower.indexOf('-->', at);
      at = end < 0 ? markup.length : end + 3;
    } else if (slash) closeThrough(name);
    else {
      begin(name, attributesOf(rest));
      if (rawText.has(name)) {
        const end = lower.indexOf(`</${name}`, at);
        const text = markup.slice(at, end < 0 ? markup.length : end);
        if (name === 'script') {
          found.hasScript = true;
          found.scripts.push(text);
        }
        at = end < 0 ? markup.length : end;
      }
    }
    tagPattern.lastIndex = at;
  }
  return found;
}
