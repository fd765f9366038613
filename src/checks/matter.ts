import type { EvidenceRef, Locator, Reading, Source, TableBlock } from '../model/evidence.ts';
import { clean, fold, skeleton, skeletonMapped } from '../thai/fold.ts';
import { isNumbering, partNumber } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import { isSameCell } from './table.ts';

/**
 * The smallest piece of a source that can be quoted: a line, a paragraph, a cell, or one column of a printed line.
 * `start` is its place in the folded text of its matter.
 */
export type Unit = {
  /** Its place among the units of its matter. */
  index: number;
  text: string;
  at: Locator;
  path: string;
  kind: 'heading' | 'paragraph' | 'item' | 'line' | 'cell';
  /** Of a heading, where the source tells it: 1 is the highest. */
  level?: number;
  start: number;
  end: number;
  /** The whole unit is the text of a link: it names something that lies elsewhere. */
  link: boolean;
  table: { block: TableBlock; row: number; column: number } | null;
};

/** A place in a matter where a phrase stands. */
export type Hit = { phrase: number; unit: Unit; start: number; end: number };

/** One source prepared for searching: its main content folded once, with the way back to the quotes. */
export type Matter = {
  source: Source;
  units: readonly Unit[];
  /**
   * All units in the form in which texts are compared: folded and without tone marks, which printed files lose. Units
   * end with a line feed, except printed lines, whose sentences run on.
   */
  text: string;
};

type Content = Omit<Matter, 'source'>;
const prepared = new WeakMap<Reading['blocks'], Content>();

const linkKey = (path: string, text: string): string => `${path}\n${fold(text)}`;

function* pieces(reading: Reading): Generator<Omit<Unit, 'index' | 'start' | 'end'>> {
  const links = new Set(reading.links.map((link) => linkKey(link.path, link.text)));
  const isLink = (path: string, text: string): boolean => {
    if (links.has(linkKey(path, text))) return true;
    const folded = fold(text);
    return folded !== '' && linkTextsUnder(reading, path) === folded;
  };
  for (const block of reading.blocks) {
    if (block.region === 'template') continue;
    if (block.kind === 'table') {
      for (const [row, cells] of block.rows.entries()) {
        for (const [column, cell] of cells.entries()) {
          // A merged cell is repeated in the rows and columns that it covers: quote it once.
          if (isSameCell(cells[column - 1], cell) || isSameCell(block.rows[row - 1]?.[column], cell)) continue;
          if (cell.text.trim() === '') continue;
          yield {
            text: cell.text,
            at: cell.at,
            path: cell.path,
            kind: 'cell',
            link: isLink(cell.path, cell.text),
            table: { block, row, column },
          };
        }
      }
      continue;
    }
    const link = isLink(block.path, block.text);
    for (const text of block.text.split('\t')) {
      if (text.trim() !== '')
        yield { text, at: block.at, path: block.path, kind: block.kind, level: block.level, link, table: null };
    }
  }
}

const linkTexts = new WeakMap<Reading, Map<string, string>>();
/** The folded texts of all links that stand in a container, put together. */
function linkTextsUnder(reading: Reading, path: string): string {
  let texts = linkTexts.get(reading);
  if (!texts) {
    texts = new Map();
    for (const link of reading.links) {
      const parts = link.path.split('.');
      // A link is at most a few elements below the block that shows it.
      for (let length = parts.length; length > Math.max(0, parts.length - 4); length--) {
        const key = parts.slice(0, length).join('.');
        texts.set(key, (texts.get(key) ?? '') + fold(link.text));
      }
    }
    linkTexts.set(reading, texts);
  }
  return texts.get(path) ?? '';
}

const prepare = (source: Source): Content => {
  const units: Unit[] = [];
  const parts: string[] = [];
  let length = 0;
  let before: { unit: Unit; last: string } | null = null;
  for (const piece of pieces(source)) {
    const folded = skeleton(piece.text);
    if (folded === '') continue;
    const runsOn = before?.unit.kind === 'line' && piece.kind === 'line';
    const apart = runsOn && /[a-z0-9]$/u.test(before?.last ?? '') && /^[a-z0-9]/u.test(folded);
    const separator = before === null ? '' : runsOn ? (apart ? ' ' : '') : '\n';
    parts.push(separator, folded);
    length += separator.length;
    const unit: Unit = { ...piece, index: units.length, start: length, end: length + folded.length };
    length = unit.end;
    units.push(unit);
    before = { unit, last: folded };
  }
  return { units, text: parts.join('') };
};

/** Prepares a source for searching. Repeated calls with the same reading cost nothing. */
export const matterOf = (source: Source): Matter => {
  let content = prepared.get(source.blocks);
  if (!content) {
    content = prepare(source);
    prepared.set(source.blocks, content);
  }
  return { source, ...content };
};

/** The unit that holds a place of the folded text. */
export const unitAt = (matter: Matter, place: number): Unit => {
  let low = 0;
  let high = matter.units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((matter.units[middle] as Unit).start <= place) low = middle;
    else high = middle - 1;
  }
  return matter.units[low] as Unit;
};

const shortPhrase = 8;

/**
 * Short words differ by their tone marks alone, so for them the marks must be there; long ones are told without. A unit
 * is folded once, however often the words stand in it.
 */
const spellingTest = (wanted: Phrases): ((hit: Hit) => boolean) => {
  let unit: Unit | null = null;
  let folded = '';
  const spelt = new Map<number, boolean>();
  return (hit) => {
    const phrase = wanted.list[hit.phrase] ?? '';
    if (hit.end - hit.start >= shortPhrase || /[*…#]/u.test(phrase)) return true;
    if (unit !== hit.unit) {
      unit = hit.unit;
      folded = fold(unit.text);
      spelt.clear();
    }
    const known = spelt.get(hit.phrase) ?? folded.includes(fold(phrase));
    spelt.set(hit.phrase, known);
    return known;
  };
};

/** Every place where one of the phrases stands in the main content, in reading order; texts of links say nothing. */
export const findAll = (matter: Matter, wanted: Phrases): Hit[] => {
  const hits: Hit[] = [];
  const isSpelt = spellingTest(wanted);
  for (const { phrase, start, end } of wanted.all(matter.text)) {
    const unit = unitAt(matter, start);
    const hit = { phrase, unit, start, end };
    if (!unit.link && isSpelt(hit)) hits.push(hit);
  }
  return hits;
};

/** What stands in a unit before and after a hit, folded. A hit may run on into the next printed line. */
export const around = (matter: Matter, hit: Hit): { before: string; after: string } => ({
  before: matter.text.slice(hit.unit.start, hit.start),
  after: matter.text.slice(hit.end, Math.max(hit.end, hit.unit.end)),
});

/** Folded letters of a unit that is short enough to be a label or a heading. */
export const shortUnit = 50;

/** The folded text of a unit. */
export const foldedOf = (matter: Matter, unit: Unit): string => matter.text.slice(unit.start, unit.end);

const nearStart = 300;

/** Whether a letter follows a hit near the start of its unit without a space, so that the hit may end inside a word. */
export const letterAfter = (hit: Hit): boolean => {
  if (hit.end >= hit.unit.end) return false;
  const { text } = hit.unit;
  const map = skeletonMapped(text.slice(0, nearStart));
  return /^\p{L}/u.test(text.slice(map.end(hit.end - hit.unit.start)));
};

/** Whether a hit stands where a label stands: at the start of its unit, in a heading or short line, or before a colon. */
export const isLabel = (matter: Matter, hit: Hit): boolean => {
  const { before, after } = around(matter, hit);
  return (
    hit.unit.kind === 'heading' ||
    isNumbering(before) ||
    hit.unit.end - hit.unit.start <= shortUnit ||
    /^\s*[:：]/u.test(after)
  );
};

/** Whether two units are numbered one after the other, as the parts of a document or the entries of a list are. */
export const isNextNumber = (unit: Unit, next: Unit | undefined): boolean => {
  const [from, to] = [partNumber(unit.text), next ? partNumber(next.text) : null];
  return from !== null && to !== null && from.mark === to.mark && to.number === from.number + 1;
};

/**
 * Where the headings that a source opens with end: they say how the whole is called, not one part of it.
 * @param heads whether a unit heads something
 */
export const endOfOpening = (units: readonly Unit[], heads: (unit: Unit) => boolean): number => {
  const first = units.findIndex(heads);
  return units.findIndex((unit, index) => index > first && !heads(unit));
};

const quoteLength = 240;

/** The quote and place of a unit; a long unit is cut around the hit. */
export const refTo = (matter: Matter, unit: Unit, hit?: { start: number; end: number }): EvidenceRef => {
  const { artifactId, url } = matter.source;
  let quote = clean(unit.text);
  if (quote.length > quoteLength && hit) {
    const map = skeletonMapped(unit.text);
    const length = map.text.length;
    const from = map.start(Math.min(Math.max(0, hit.start - unit.start - 60), Math.max(0, length - 1)));
    const to = map.end(Math.min(length, hit.end - unit.start + 140));
    quote = `${from > 0 ? '…' : ''}${clean(unit.text.slice(from, to))}${to < unit.text.length ? '…' : ''}`;
  }
  if (quote.length > quoteLength * 2) quote = `${quote.slice(0, quoteLength * 2)}…`;
  return { artifactId, url, at: unit.at, quote };
};

/** A reference to a source as a whole, quoting its name. */
export const refToWhole = (source: Source): EvidenceRef => ({
  artifactId: source.artifactId,
  url: source.url,
  at: { in: 'whole' },
  quote: clean(source.title || source.calledBy[0] || source.fileName || source.url),
});
