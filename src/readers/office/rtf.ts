import type { Block, Link } from '../../model/evidence.ts';
import { canonical } from '../address.ts';
import { emptyReading, type Facts, gapOf, oneLine, type Reader } from '../reading.ts';
import { gapsOfMatter, tableBlocks, titleOf, withTabs } from './office.ts';
import { codePage, decoderFor, fontCharsets } from './rtf-charset.ts';
import { type CellShape, mostColumns, placesOf, type Row } from './rtf-table.ts';

export const rtfReader = 'rtf/1';

/** Real files nest some dozens of groups. */
const deepest = 2000;

/** Groups whose content is not shown in the text. */
const unseen: ReadonlySet<string> = new Set(
  (
    'sp colortbl info pict object filetbl listtable listoverridetable revtbl rsidtbl generator xmlnstbl ' +
    'themedata colorschememapping datastore latentstyles fontemb annotation atnid atnauthor atnref atnicn bkmkstart ' +
    'bkmkend nonshppict datafield formfield xe tc template ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn private panose ' +
    'falt fname mmathPr pgptbl headerf footerf headerl footerl'
  ).split(' '),
);

/** Groups that old programs may skip and whose text is shown all the same. */
const shownAll: ReadonlySet<string> = new Set([
  'shptxt',
  'shpinst',
  'shp',
  'listtext',
  'pntext',
  'fldinst',
  'footnote',
]);

const signs: Record<string, string> = {
  tab: '\t',
  line: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  '~': ' ',
  _: '-',
};

type Group = {
  hidden: boolean;
  /** The group collects fonts, styles, the address of a field or nothing but text. */
  role: 'text' | 'fonts' | 'styles' | 'field' | 'address' | 'header' | 'footer';
  font: number;
  /** How many fallback letters follow a `\u`. */
  fallback: number;
  deleted: boolean;
  /** Properties of the paragraph: heading level (0: none), and whether it stands in a table. */
  level: number;
  inTable: boolean;
};

type Margins = { header: string; footer: string };
type Document = { blocks: Block[]; links: Link[]; margins: Margins; hasPicture: boolean; tooDeep: boolean };

/** The file's tokens: group marks, control words with their number, hex bytes, and plain text. */
const token = /([{}])|\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([^\\{}\r\n]+)|[\r\n]+|\\/giu;

const walk = (source: string, facts: Facts): Document => {
  const found: Document = {
    blocks: [],
    links: [],
    margins: { header: '', footer: '' },
    hasPicture: false,
    tooDeep: false,
  };
  const stack: Group[] = [];
  const fonts = new Map<number, string>();
  let group: Group = { hidden: false, role: 'text', font: -1, fallback: 1, deleted: false, level: 0, inTable: false };
  let charset = 'windows-1252';
  let defaultFont = 0;
  let definedFont = 0;
  let definedStyle = 0;
  /** Heading level of each paragraph style. */
  const levels = new Map<number, number>();
  let bytes: number[] = [];
  let run = '';
  let address = '';
  let linkStart = -1;
  let toSkip = 0;
  let optional = false;
  let place = 0;
  let shapes: CellShape[] = [];
  let shape = { fromLeft: false, fromAbove: false };
  let cells: string[] = [];
  let rows: Row[] = [];

  const at = { in: 'whole' } as const;

  const write = (text: string): void => {
    if (group.hidden || group.deleted) return;
    if (group.role === 'address') address += text;
    else if (group.role === 'header' || group.role === 'footer') found.margins[group.role] += text;
    else if (group.role === 'text') run += text;
  };
  const flushBytes = (): void => {
    if (bytes.length === 0) return;
    const font = fonts.get(group.font < 0 ? defaultFont : group.font);
    // A Western font over a Thai code page is what programs write for Latin letters; its high bytes are Thai.
    const label = font === undefined || font === 'windows-1252' ? charset : font;
    write(decoderFor(label).decode(Uint8Array.from(bytes)));
    bytes = [];
  };
  const closeTable = (): void => {
    if (rows.length === 0) return;
    place++;
    found.blocks.push(...tableBlocks(placesOf(rows), at, String(place), ''));
    rows = [];
  };
  const closeParagraph = (): void => {
    flushBytes();
    if (group.role !== 'text') {
      write('\n');
      return;
    }
    if (group.inTable) {
      run += '\n';
      return;
    }
    closeTable();
    const text = withTabs(run);
    run = '';
    if (text === '') return;
    place++;
    text.split('\n').forEach((part, i) => {
      const shown =
        group.level > 0 ? ({ kind: 'heading', level: group.level } as const) : ({ kind: 'paragraph' } as const);
      found.blocks.push({ ...shown, text: part, region: 'main', at, path: `${place}.${i}` });
    });
  };
  const closeMargin = (): void => {
    if (group.role === 'header' || group.role === 'footer') write('\n');
  };
  const closeCell = (): void => {
    flushBytes();
    if (cells.length < mostColumns) cells.push(withTabs(run));
    run = '';
  };
  const closeRow = (): void => {
    if (cells.length > 0) rows.push({ shapes: [...shapes], cells });
    cells = [];
  };
  const closeLink = (): void => {
    const target = /HYPERLINK\s+(?:\\\w\s+)*"([^"]+)"/iu.exec(address)?.[1];
    const url = target ? canonical(target, facts.url) : undefined;
    if (url) {
      const text = oneLine(run.slice(linkStart < 0 ? run.length : linkStart));
      found.links.push({ url, text, embedded: false, region: 'main', at, path: String(place + 1) });
    }
    address = '';
    linkStart = -1;
  };

  const beginGroup = (word: string): void => {
    if (word === 'fonttbl') group.role = 'fonts';
    else if (word === 'field') group.role = 'field';
    else if (word === 'fldinst') group.role = 'address';
    else if (word === 'fldrslt') {
      group.role = 'text';
      linkStart = run.length;
    } else if (word === 'stylesheet') group.role = 'styles';
    else if (/^(?:header|footer)r?$/u.test(word)) group.role = word.startsWith('h') ? 'header' : 'footer';
  };

  const control = (word: string, value: number | undefined): void => {
    if (word === 'pict') found.hasPicture = true;
    if (unseen.has(word) || (optional && !shownAll.has(word))) group.hidden = true;
    optional = false;
    if (word === 'bin' || group.hidden) return;
    beginGroup(word);
    const sign = signs[word];
    if (sign !== undefined) {
      flushBytes();
      write(sign);
    } else if (word === 'ansicpg') charset = codePage(value ?? 1252);
    else if (word === 'deff') defaultFont = value ?? 0;
    else if (word === 'f') {
      flushBytes();
      if (group.role === 'fonts') definedFont = value ?? 0;
      else group.font = value ?? 0;
    } else if (word === 'fcharset') {
      const label = fontCharsets[value ?? 0];
      if (label) fonts.set(definedFont, label);
    } else if (word === 'uc') group.fallback = value ?? 1;
    else if (word === 'u') {
      flushBytes();
      write(String.fromCharCode((value ?? 0) & 0xffff));
      toSkip = group.fallback;
    } else if (word === 'par' || word === 'sect' || word === 'page') closeParagraph();
    else if (word === 'pard') {
      group.inTable = false;
      group.level = 0;
    } else if (word === 'intbl') group.inTable = true;
    else if (word === 's') {
      if (group.role === 'styles') definedStyle = value ?? 0;
      else group.level = levels.get(value ?? 0) ?? 0;
    } else if (word === 'outlinelevel') {
      const outline = (value ?? 9) < 6 ? (value ?? 0) + 1 : 0;
      if (group.role === 'styles') levels.set(definedStyle, outline);
      else group.level = outline;
    } else if (word === 'cell') closeCell();
    else if (word === 'nestcell') write('\t');
    else if (word === 'row') closeRow();
    else if (word === 'trowd') shapes = [];
    else if (word === 'clmrg') shape.fromLeft = true;
    else if (word === 'clvmrg') shape.fromAbove = true;
    else if (word === 'cellx') {
      if (shapes.length < mostColumns) shapes.push({ right: value ?? 0, ...shape });
      shape = { fromLeft: false, fromAbove: false };
    } else if (word === 'v' || word === 'deleted') group.deleted = value !== 0;
    else if (word === 'plain') group.deleted = false;
  };

  token.lastIndex = 0;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [, brace, word, value, hex, symbol, text] = match;
    if (brace === '{') {
      flushBytes();
      stack.push(group);
      if (stack.length > deepest) return { ...found, tooDeep: true };
      group = { ...group };
      toSkip = 0;
      optional = false;
    } else if (brace === '}') {
      flushBytes();
      const before = stack.pop();
      if (!before) break;
      if (group.role === 'field' && before.role !== 'field') closeLink();
      if (group.role !== before.role) closeMargin();
      group = before;
      toSkip = 0;
    } else if (word !== undefined) {
      if (word === 'bin') token.lastIndex += Math.max(0, Number(value ?? 0));
      control(word, value === undefined ? undefined : Number(value));
    } else if (hex !== undefined) {
      if (toSkip > 0) toSkip--;
      else bytes.push(Number.parseInt(hex, 16));
    } else if (symbol !== undefined) {
      if (symbol === '*') optional = true;
      else if (symbol === '\n' || symbol === '\r') closeParagraph();
      else if (toSkip > 0) toSkip--;
      else if (signs[symbol] !== undefined) {
        flushBytes();
        write(signs[symbol] ?? '');
      } else if (/[\\{}]/u.test(symbol)) bytes.push(symbol.charCodeAt(0));
    } else if (text !== undefined && !group.hidden) {
      // Pictures are megabytes of such text in hidden groups.
      const shown = text.slice(toSkip);
      toSkip = Math.max(0, toSkip - text.length);
      for (let i = 0; i < shown.length; i++) bytes.push(shown.charCodeAt(i));
    }
  }
  closeParagraph();
  if (group.inTable && run.trim() !== '') closeCell();
  closeRow();
  closeTable();
  return found;
};

/** Lines of the margins of all pages; sections repeat them. */
const marginBlocks = (text: string, path: string): Block[] =>
  [...new Set(text.split('\n').map(oneLine))]
    .filter((line) => line !== '')
    .map((line, i) => ({ kind: 'line', text: line, region: 'main', at: { in: 'whole' }, path: `${path}.${i}` }));

/** Reads RTF: paragraphs, headings by outline level, tables, links, with the header in front and the footer behind. */
export const readRtf: Reader = ({ bytes, facts }) => {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = walk(source, facts);
  const title = titleOf(found.blocks);
  const { header, footer } = found.margins;
  const blocks = [
    ...marginBlocks(header, '0'),
    ...found.blocks,
    ...marginBlocks(footer, String(found.blocks.length + 1)),
  ];
  const gaps = found.tooDeep
    ? [gapOf(facts, 'reader-failed', { label: title, detail: 'groups are nested too deeply' })]
    : gapsOfMatter(facts, title, blocks, found.hasPicture);
  return { ...emptyReading(rtfReader), title: title || titleOf(blocks), blocks, links: found.links, gaps };
};
