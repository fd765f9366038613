import { createHash } from 'node:crypto';
import type { Block, Cell, Form, Image, Link, Locator, Region, TextBlock } from '../../model/evidence.ts';
import { letters } from '../../thai/letters.ts';
import { canonical, documentBehind, scriptedAddress } from '../address.ts';
import { oneLine } from '../reading.ts';
import { isHidden, isTemplate } from './region.ts';
import { gridOf, isDataTable } from './table.ts';
import {
  attribute,
  childElements,
  type Element,
  isElement,
  isInline,
  isText,
  type Node,
  type Tree,
  unseen,
} from './tree.ts';

export type Walked = { blocks: Block[]; links: Link[]; images: Image[]; forms: Form[] };

export type WalkOptions = {
  base: string;
  /** Encoding of the page, in which browsers send the letters of a query. */
  encoding: string;
  /** How a person finds an element again. */
  locate: (element: Element) => Locator;
  /** Told of each picture that stands in the markup itself: the address that stands for it, and its data URL. */
  onInline?: (address: string, dataUrl: string) => void;
};

/** As deep as browsers build a page; what lies deeper is taken as plain text. */
const deepest = 512;
const longestLinkText = 500;

type OpenForm = { element: Element; fields: Set<string>; search: boolean; inTemplate: boolean; labels: string[] };
type Context = {
  region: Region;
  insideContent: boolean;
  kind: TextBlock['kind'];
  level: number;
  pre: boolean;
  bold: boolean;
  form: OpenForm | undefined;
  depth: number;
};

const notFields: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'reset', 'image']);
const searchName = /^(?:q|s|k|search|keyword|keywords|kw|query|searchword|search_query|txtsearch)$/iu;
const noFallback: ReadonlySet<string> = new Set(
  'iframe object embed frame video audio canvas textarea select svg img'.split(' '),
);

const withTabs = (text: string): string =>
  text
    .replace(/[^\S\t]+/gu, ' ')
    .replace(/ ?\t[\t ]*/gu, '\t')
    .trim();

const boldStyle = /(?:^|[;\s])font-weight\s*:\s*(?:bold|[6-9]00)/iu;

const isBoldElement = (element: Element): boolean =>
  element.name === 'b' || element.name === 'strong' || boldStyle.test(attribute(element, 'style'));

const lowestLevel = 6;
const longestTitle = 100;
const fewestLetters = 4;

/** Whether a bold line titles what follows: it is short, says a word, and gives no value behind a colon. */
const isShortTitle = (text: string): boolean =>
  text.length <= longestTitle && letters(text) >= fewestLetters && !/[:：]\s*\S|\t/u.test(text);

const size = (element: Element, name: 'width' | 'height'): number | undefined => {
  const declared = /^\d+/u.exec(attribute(element, name))?.[0];
  const styled = new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*(\\d+)px`, 'iu').exec(attribute(element, 'style'))?.[1];
  return declared && !attribute(element, name).endsWith('%') ? Number(declared) : styled ? Number(styled) : undefined;
};

/** The face of a button to press: it says what the button does, and shows nothing of the matter. */
const isOnButton = ({ parent }: Element): boolean =>
  parent !== null && 'name' in parent && parent.name === 'button' && !('data-toggle' in parent.attribs);

/** A data URL holds the picture itself: its hash stands for it. */
const shortData = (src: string): string => {
  const comma = src.indexOf(',');
  const mediaType = src.slice('data:'.length, comma).split(';')[0] || 'text/plain';
  const hash = createHash('sha256')
    .update(src.slice(comma + 1))
    .digest('hex');
  return `data:${mediaType};sha256,${hash.slice(0, 16)}`;
};

/** The address of the picture that is shown in the end: pages that load late put a stand-in into `src`. */
const pictureOf = (element: Element): string => {
  const late = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-url'].map((name) =>
    attribute(element, name),
  );
  const sets = ['srcset', 'data-srcset'].map((name) => attribute(element, name).split(/[\s,]+/u)[0] ?? '');
  return [...late, attribute(element, 'src'), ...sets].find((value) => value !== '') ?? '';
};

/**
 * Walks a page in reading order and takes down what a visitor sees: text, tables, links, pictures and forms, each
 * with its region and place.
 */
export const walk = (tree: Tree, options: WalkOptions): Walked => {
  const found: Walked = { blocks: [], links: [], images: [], forms: [] };
  const letters = tree.body.reduce((sum, element) => sum + tree.facets(element).plainLetters, 0);
  const page = { letters, opened: tree.opened };
  let run = '';
  /** Whether every letter of the run is bold. */
  let isBold = true;
  /** Where the run begins, and the smallest element that holds all of it so far. */
  let runStart: { element: Element; path: string } | undefined;
  /** Lines of the table cell that is being read; undefined outside of data tables. */
  let cellLines: string[] | undefined;
  let lastHeading = '';
  const orphans = new Map<string, Element>();

  const shown = (element: Element): boolean => !unseen.has(element.name) && !isHidden(element, tree.opened);

  const visibleText = (element: Element, longest = longestLinkText): string => {
    let text = '';
    const stack: Node[] = [element];
    for (let node = stack.pop(); node && text.length < longest; node = stack.pop()) {
      if (isText(node)) text += node.data;
      else if (isElement(node) && (node === element || shown(node)) && node.name !== 'select') {
        if ((!isInline(node) || node.name === 'br') && !text.endsWith(' ')) text += ' ';
        stack.push(...[...node.children].reverse());
      }
    }
    return oneLine(text);
  };

  const placed = (element: Element, region: Region) => ({
    region,
    at: options.locate(element),
    path: tree.facets(element).path,
  });

  const flush = (context: Context, owner?: Element): void => {
    const text = withTabs(run);
    const start = owner ? { element: owner, path: tree.facets(owner).path } : runStart;
    const isTitle = isBold && context.kind !== 'item' && isShortTitle(text);
    run = '';
    isBold = true;
    runStart = undefined;
    if (text === '' || !start) return;
    if (cellLines) {
      cellLines.push(text);
      return;
    }
    const level = context.kind === 'heading' ? context.level : isTitle ? lowestLevel : null;
    found.blocks.push({
      kind: level === null ? context.kind : 'heading',
      text,
      ...(level === null ? {} : { level }),
      region: context.region,
      at: options.locate(start.element),
      path: start.path,
    });
    if (context.kind === 'heading') lastHeading = text;
  };

  const holds = (element: Element, path: string): boolean => `${path}.`.startsWith(`${tree.facets(element).path}.`);

  const beginOrWiden = (parent: Element, path: string): void => {
    runStart ??= { element: parent, path };
    while (!holds(runStart.element, path) && runStart.element.parent && 'attribs' in runStart.element.parent) {
      runStart.element = runStart.element.parent as Element;
    }
  };

  const addText = (data: string, parent: Element, index: number, context: Context): void => {
    const path = `${tree.facets(parent).path}.${index}`;
    if (data.trim() !== '') isBold &&= context.bold;
    if (!context.pre) {
      if (data.trim() !== '') beginOrWiden(parent, path);
      run += data.replace(/[\t\n\r\f]+/gu, ' ');
      return;
    }
    data.split(/\r?\n/u).forEach((line, i) => {
      if (i > 0) flush(context);
      if (line.trim() !== '') beginOrWiden(parent, i === 0 ? path : `${path}.${i}`);
      run += line.replace(/\t+| {3,}/gu, '\t');
    });
  };

  const addLink = (element: Element, href: string, embedded: boolean, region: Region): void => {
    const address = canonical(href, options.base, options.encoding);
    if (address === undefined) return;
    const name = (): string => {
      const pictures = childElements(element).filter(({ name: tag }) => tag === 'img' || tag === 'picture');
      const alts = pictures.flatMap((picture) => [attribute(picture, 'alt'), attribute(picture, 'title')]);
      return (
        [...alts, ...['aria-label', 'title', 'alt'].map((key) => attribute(element, key))].find(
          (text) => text !== '',
        ) ?? ''
      );
    };
    const text = (embedded ? '' : visibleText(element)) || oneLine(name());
    found.links.push({ ...placed(element, region), url: documentBehind(address), text, embedded });
  };

  const addImage = (element: Element, src: string, region: Region): void => {
    const address = src.startsWith('data:') ? shortData(src) : canonical(src, options.base, options.encoding);
    if (!address || isOnButton(element)) return;
    if (src.startsWith('data:')) options.onInline?.(address, src);
    const width = size(element, 'width');
    const height = size(element, 'height');
    found.images.push({
      ...placed(element, region),
      src: address,
      alt: oneLine(attribute(element, 'alt')),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
  };

  const addField = (element: Element, context: Context): void => {
    const type = element.name === 'input' ? attribute(element, 'type').toLowerCase() || 'text' : element.name;
    if (notFields.has(type)) return;
    const name = attribute(element, 'name');
    const grouped = type === 'radio' || type === 'checkbox';
    const key = grouped && name ? `${type}:${name}` : tree.facets(element).path;
    if (!context.form) {
      if (context.region === 'main' && !orphans.has(key)) orphans.set(key, element);
      return;
    }
    context.form.fields.add(key);
    context.form.inTemplate &&= context.region === 'template';
    context.form.search ||= type === 'search' || searchName.test(name);
    const label = attribute(element, 'placeholder') || attribute(element, 'aria-label');
    if (label) context.form.labels.push(oneLine(label));
  };

  const closeForm = (form: OpenForm, context: Context): void => {
    const isSearch =
      form.fields.size === 1 && (form.search || form.inTemplate || attribute(form.element, 'role') === 'search');
    if (form.fields.size === 0 || isSearch) return;
    found.forms.push({
      ...placed(form.element, form.inTemplate ? 'template' : context.region),
      action: canonical(attribute(form.element, 'action'), options.base, options.encoding) ?? options.base,
      fields: form.fields.size,
      text: [...new Set(form.labels)].join(' ') || visibleText(form.element),
    });
  };

  const addTable = (table: Element, context: Context): void => {
    const caption = childElements(table).find(({ name }) => name === 'caption');
    const texts = new Map<Element, string>();
    const grid = gridOf(table, tree);
    const inCell: Context = { ...context, kind: 'line' };
    const captionText = caption ? visibleText(caption) : lastHeading;
    if (caption) {
      cellLines = [];
      children(caption, inCell);
      flush(inCell);
    }
    for (const row of grid) {
      for (const { cell } of row) {
        if (texts.has(cell)) continue;
        cellLines = [];
        if (shown(cell)) children(cell, inCell);
        flush(inCell);
        texts.set(cell, cellLines.join('\n'));
      }
    }
    cellLines = undefined;
    const rows = grid.map((row): Cell[] =>
      row.map(({ cell, path }) => ({ text: texts.get(cell) ?? '', at: options.locate(cell), path })),
    );
    if (rows.some((row) => row.some(({ text }) => text !== ''))) {
      found.blocks.push({ kind: 'table', caption: captionText, rows, ...placed(table, context.region) });
    }
  };

  const contextOf = (element: Element, above: Context): Context => {
    const context: Context = { ...above, depth: above.depth + 1 };
    if (above.region === 'main') {
      const template = isTemplate(element, tree.facets(element), above.insideContent, page);
      if (template) context.region = 'template';
    }
    const { name } = element;
    const role = attribute(element, 'role');
    if (name === 'main' || name === 'article' || role === 'main') context.insideContent = true;
    if (/^h[1-6]$/u.test(name) || role === 'heading') {
      context.kind = 'heading';
      context.level = /^h[1-6]$/u.test(name) ? Number(name[1]) : Number(attribute(element, 'aria-level')) || 2;
    } else if (name === 'p')
      context.kind = above.kind === 'heading' || above.kind === 'item' ? above.kind : 'paragraph';
    else if (name === 'li') context.kind = 'item';
    else if (!isInline(element) && above.kind !== 'heading' && !(above.kind === 'item' && name === 'div'))
      context.kind = 'line';
    if (isBoldElement(element)) context.bold = true;
    if (name === 'pre' || name === 'xmp' || name === 'listing') context.pre = true;
    return context;
  };

  /** Links, pictures, frames and fields that an element is by itself. */
  const takeDown = (element: Element, context: Context): void => {
    const { region } = context;
    const { name } = element;
    const href = name === 'a' || name === 'area' ? attribute(element, 'href') : '';
    const scripted = scriptedAddress(attribute(element, 'onclick')) ?? scriptedAddress(href);
    if (canonical(href, options.base) !== undefined) addLink(element, href, false, region);
    else if (scripted) addLink(element, scripted, false, region);
    if (name === 'iframe' || name === 'frame' || name === 'embed')
      addLink(element, attribute(element, 'src') || attribute(element, 'data-src'), true, region);
    else if (name === 'object') addLink(element, attribute(element, 'data'), true, region);
    else if (name === 'img' || (name === 'input' && attribute(element, 'type') === 'image'))
      addImage(element, pictureOf(element), region);
    else if (name === 'input' || name === 'select' || name === 'textarea') addField(element, context);
    else if (name === 'label' || name === 'legend') context.form?.labels.push(visibleText(element));
    const background = /background(?:-image)?\s*:[^;]{0,200}?url\(\s*["']?([^"')]+)/iu.exec(
      attribute(element, 'style'),
    )?.[1];
    if (background && tree.facets(element).letters === 0 && name !== 'body') addImage(element, background, region);
  };

  const visit = (element: Element, above: Context): void => {
    if (!shown(element)) return;
    if (element.name === 'br') {
      if (above.kind === 'heading') run += ' ';
      else flush(above);
      return;
    }
    if (above.depth > deepest) {
      addText(visibleText(element, Number.POSITIVE_INFINITY), element, 0, above);
      return;
    }
    const context = contextOf(element, above);
    takeDown(element, context);
    if (noFallback.has(element.name) && (element.name !== 'object' || attribute(element, 'data') !== '')) return;
    const ownLine = !isInline(element) || tree.facets(element).hasBlocks;
    if (!ownLine) {
      children(element, context);
      return;
    }
    flush(above);
    if (element.name === 'table' && !cellLines && isDataTable(element)) {
      addTable(element, context);
      return;
    }
    const before = found.blocks.length;
    const form: OpenForm | undefined =
      element.name === 'form' ? { element, fields: new Set(), search: false, inTemplate: true, labels: [] } : undefined;
    if (form) context.form = form;
    children(element, context);
    flush(context, found.blocks.length === before && !cellLines && run.trim() !== '' ? element : undefined);
    if (form) closeForm(form, above);
  };

  const children = (element: Element, context: Context): void => {
    element.children.forEach((child, index) => {
      if (isText(child)) addText(child.data, element, index, context);
      else if (isElement(child)) visit(child, context);
    });
  };

  const top: Context = {
    region: 'main',
    insideContent: false,
    kind: 'line',
    level: 0,
    pre: false,
    bold: false,
    form: undefined,
    depth: 0,
  };
  for (const element of tree.body) visit(element, top);
  flush(top);

  // Fields outside of any form element, as pages built by script have them, make one form together.
  const [first] = orphans.values();
  if (first && orphans.size > 1) {
    found.forms.push({ ...placed(first, 'main'), action: options.base, fields: orphans.size, text: '' });
  }
  return found;
};
