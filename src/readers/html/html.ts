import { isContentImage } from '../../model/content-image.ts';
import type { Block, Gap, Reading } from '../../model/evidence.ts';
import { letters } from '../../thai/letters.ts';
import { canonical } from '../address.ts';
import { decodeText } from '../charset.ts';
import { emptyReading, type Facts, gapOf, oneLine, type Reader, type ReadOptions } from '../reading.ts';
import { withInlinePictures } from './pictures.ts';
import { attribute, parseTree, type Tree, tooDeep } from './tree.ts';
import { type Walked, walk } from './walk.ts';

export const htmlReader = 'html/4';

/** Longer pages are cut: they are dumps, not pages. */
const longestPage = 20_000_000;
/** Fewer letters of main content than this, beside a picture, mean that the matter stands in the picture. */
const fewLetters = 120;
/** Fewer letters on a whole page than this come from a shell that script fills. */
const shellLetters = 60;

const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.flatMap((row) => row.map(({ text }) => text)).join(' ') : block.text;

const countLetters = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + letters(textOf(block)), 0);

/** The page's own heading before the title that all pages of a site share. */
const titleOf = ({ $ }: Tree, blocks: readonly Block[]): string => {
  const headings = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const own = headings.filter(({ region }) => region === 'main');
  const heading = own.length === 1 && own[0] ? textOf(own[0]) : '';
  const declared = oneLine($('head > title').first().text() || $('title').not('svg title').first().text());
  const site =
    declared ||
    oneLine($('meta[property="og:title"]').first().attr('content') ?? '') ||
    textOf(headings[0] ?? blocks[0] ?? empty);
  return [...new Set([heading, site])].filter(Boolean).join(' | ');
};
const empty: Block = { kind: 'line', text: '', region: 'main', at: { in: 'whole' }, path: '' };

const appRoot = '#app, #root, #__next, #__nuxt, #q-app, #app-root, app-root, [data-reactroot], [ng-app], [ng-version]';

/** Whether script makes the page: next to no text, and an application's root or nothing but scripts. */
const isShell = (tree: Tree, { blocks, links, images }: Walked): boolean => {
  const main = countLetters(blocks.filter(({ region }) => region === 'main'));
  if (main >= shellLetters) return false;
  const roots = tree.$(appRoot).get();
  if (roots.some((root) => tree.facets(root).letters < shellLetters))
    return images.every(({ region }) => region !== 'main');
  return (
    tree.$('script').length > 0 && countLetters(blocks) < shellLetters && links.length === 0 && images.length === 0
  );
};

const gapsOf = (tree: Tree, walked: Walked, facts: Facts, title: string): Gap[] => {
  if (isShell(tree, walked)) return [gapOf(facts, 'not-rendered', { label: title })];
  const main = countLetters(walked.blocks.filter(({ region }) => region === 'main'));
  const pictures = walked.images.filter(isContentImage).length;
  return main < fewLetters && pictures > 0
    ? [gapOf(facts, 'picture-only', { label: title, detail: `${main} letters, ${pictures} pictures` })]
    : [];
};

/** Puts the content of noscript elements in their place, as a visitor without script sees it. */
const openNoscript = ({ $ }: Tree): string => {
  $('body noscript').each((_, element) => {
    $(element).replaceWith($(element).text());
  });
  return $.html();
};

const refreshTarget = ({ $ }: Tree): { element: ReturnType<Tree['$']>; href: string } | undefined => {
  const element = $('meta[http-equiv="refresh" i]').first();
  const href = /url\s*=\s*["']?([^"']+)/iu.exec(element.attr('content') ?? '')?.[1];
  return href ? { element, href } : undefined;
};

/** Reads a page from text. `encoding` is that of the bytes it came from. */
const readMarkup = async (markup: string, facts: Facts, encoding: string, options: ReadOptions): Promise<Reading> => {
  const reading = emptyReading(htmlReader);
  const cut = markup.length > longestPage;
  const html = cut ? markup.slice(0, longestPage) : markup;
  if (tooDeep(html)) {
    return { ...reading, gaps: [gapOf(facts, 'reader-failed', { detail: 'elements are nested too deeply' })] };
  }
  let tree = parseTree(html);
  const inline = new Map<string, string>();
  const look = (): Walked => {
    const base = canonical(tree.$('base[href]').first().attr('href') ?? '', facts.url) ?? facts.url;
    return walk(tree, {
      base,
      encoding,
      locate: (element) => ({ in: 'selector', css: tree.css(element) }),
      onInline: (address, dataUrl) => inline.set(address, dataUrl),
    });
  };
  let walked = look();
  const shell = isShell(tree, walked);
  const title = titleOf(tree, walked.blocks);
  const gaps = gapsOf(tree, walked, facts, title);
  if (shell && walked.blocks.length === 0 && tree.$('body noscript').length > 0) {
    tree = parseTree(openNoscript(tree));
    walked = look();
  }
  const refresh = refreshTarget(tree);
  const target = refresh ? canonical(refresh.href, facts.url) : undefined;
  const meta = refresh?.element.get(0);
  if (target && meta && 'attribs' in meta) {
    const at = { in: 'selector', css: tree.css(meta) } as const;
    walked.links.unshift({
      region: 'main',
      at,
      path: tree.facets(meta).path,
      url: target,
      text: attribute(meta, 'title'),
      embedded: false,
    });
  }
  if (cut) gaps.push(gapOf(facts, 'too-large', { label: title }));
  return withInlinePictures({ ...reading, title, ...walked, gaps }, inline, facts, options);
};

/** Reads an HTML page. The type of the bytes has been found out before; the encoding is found out here. */
export const readHtml: Reader = ({ bytes, facts, options }) => {
  const { text, encoding } = decodeText(bytes, facts.contentType);
  return readMarkup(text, facts, encoding, options);
};
