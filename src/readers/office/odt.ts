import type { Block, Link, Locator, TextBlock } from '../../model/evidence.ts';
import { canonical } from '../address.ts';
import { emptyReading, type Facts, oneLine, type Reader } from '../reading.ts';
import { gapsOfMatter, type Place, tableBlocks, titleOf, unopened, withTabs } from './office.ts';
import { withPictures } from './office-pictures.ts';
import { hasDrawings, hasPictures, openPackage, type Package } from './package.ts';
import { type SlidePictures, withSlidePictures } from './slides.ts';
import { scanXml } from './xml.ts';

export const odtReader = 'odt/2';

/** What a reader of the printed document does not see, or sees twice. */
const unseen: ReadonlySet<string> = new Set([
  'office:annotation',
  'office:forms',
  'office:automatic-styles',
  'office:font-face-decls',
  'text:tracked-changes',
  'text:note-citation',
  'text:ruby-text',
  'presentation:notes',
  'svg:title',
  'svg:desc',
]);

const mostRepeats = 400;
const times = (value: string, most = mostRepeats): number =>
  Math.min(most, Math.max(1, Number.parseInt(value, 10) || 1));

type Paragraph = { kind: TextBlock['kind']; level: number; text: string; links: { url: string; text: string }[] };
type Table = { name: string; rows: Place[][]; rowTimes: number; cell: Place | undefined; cellTimes: number };

type Walked = { blocks: Block[]; links: Link[]; pages: number; pictures: SlidePictures };

/** Walks the content of an OpenDocument text (one run) or presentation (page by page). */
const walkContent = (xml: string, facts: Facts): Walked => {
  const found: Walked = { blocks: [], links: [], pages: 0, pictures: new Map() };
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  let hidden: { name: string; depth: number } | undefined;
  let lists = 0;
  let place = 0;
  let item = 0;
  let isTitle = false;
  let link: { url: string; text: string } | undefined;

  const at = (): Locator => (found.pages === 0 ? { in: 'whole' } : { in: 'page', page: found.pages });
  const path = (): string => `${found.pages}.${place}${lists > 0 ? `.${item}` : ''}`;

  const addLinks = (links: Paragraph['links'], container: string): void => {
    for (const { url, text } of links) {
      const target = canonical(url, facts.url);
      const placed = { region: 'main', at: at(), path: container } as const;
      if (target) found.links.push({ url: target, text: oneLine(text), embedded: false, ...placed });
    }
  };

  const emit = ({ kind, level, text, links }: Paragraph): void => {
    const line = withTabs(text);
    if (line === '') return;
    const cell = tables.at(-1)?.cell;
    if (cell) {
      cell.text += `${cell.text === '' ? '' : '\n'}${line}`;
      const rows = tables[0]?.rows ?? [];
      addLinks(links, `${found.pages}.${place + 1}.${rows.length - 1}.${rows.at(-1)?.length ?? 0}`);
      return;
    }
    if (lists > 0) item++;
    else place++;
    addLinks(links, path());
    const shape = kind === 'heading' ? ({ kind, level } as const) : { kind };
    for (const part of line.split('\n'))
      found.blocks.push({ ...shape, text: part, region: 'main', at: at(), path: path() });
  };

  const addText = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
    if (link) link.text += text;
  };

  const closeTable = (table: Table): void => {
    const outer = tables.at(-1)?.cell;
    if (outer) {
      const lines = table.rows.map((row) => row.map(({ text }) => text).join('\t'));
      outer.text = withTabs([outer.text, ...lines].join('\n'));
      return;
    }
    place++;
    found.blocks.push(...tableBlocks(table.rows, at(), path(), table.name));
  };

  scanXml(xml, {
    open: (name, attribute) => {
      if (hidden) {
        if (name === hidden.name) hidden.depth++;
        return;
      }
      if (unseen.has(name) || (name === 'text:section' && attribute('text:display') === 'none')) {
        hidden = { name, depth: 1 };
        return;
      }
      const table = tables.at(-1);
      if (name === 'draw:page') {
        found.pages++;
        place = 0;
      } else if (name === 'draw:frame') isTitle = /title$/u.test(attribute('presentation:class'));
      else if (name === 'draw:image' || name === 'draw:object') {
        const part = name === 'draw:image' ? attribute('xlink:href').replace(/^\.\//u, '') : '';
        found.pictures.set(found.pages, [...(found.pictures.get(found.pages) ?? []), part]);
      } else if (name === 'text:h')
        paragraphs.push({ kind: 'heading', level: times(attribute('text:outline-level'), 6), text: '', links: [] });
      else if (name === 'text:p') {
        const kind = isTitle ? 'heading' : lists > 0 ? 'item' : 'paragraph';
        paragraphs.push({ kind, level: 1, text: '', links: [] });
      } else if (name === 'text:list') {
        if (lists++ === 0) {
          place++;
          item = 0;
        }
      } else if (name === 'text:s') addText(' '.repeat(times(attribute('text:c'))));
      else if (name === 'text:tab') addText('\t');
      else if (name === 'text:line-break') addText('\n');
      else if (name === 'text:a') link = { url: attribute('xlink:href'), text: '' };
      else if (name === 'table:table') tables.push({ name: '', rows: [], rowTimes: 1, cell: undefined, cellTimes: 1 });
      else if (name === 'table:table-row' && table) {
        table.rows.push([]);
        table.rowTimes = times(attribute('table:number-rows-repeated'));
      } else if ((name === 'table:table-cell' || name === 'table:covered-table-cell') && table) {
        const across = times(attribute('table:number-columns-spanned'));
        const down = times(attribute('table:number-rows-spanned'), 10_000);
        table.cell = { text: '', across, down };
        table.cellTimes = times(attribute('table:number-columns-repeated'));
      }
    },
    text: (text) => {
      if (!hidden) addText(text.replace(/[\t\n\r]+/gu, ' '));
    },
    close: (name) => {
      if (hidden) {
        if (name === hidden.name && --hidden.depth === 0) hidden = undefined;
        return;
      }
      const table = tables.at(-1);
      if (name === 'text:p' || name === 'text:h') {
        const paragraph = paragraphs.pop();
        if (paragraph) emit(paragraph);
      } else if (name === 'text:list') lists--;
      else if (name === 'draw:frame') isTitle = false;
      else if (name === 'text:a' && link) {
        paragraphs.at(-1)?.links.push(link);
        link = undefined;
      } else if ((name === 'table:table-cell' || name === 'table:covered-table-cell') && table?.cell) {
        const { cell } = table;
        const row = table.rows.at(-1);
        for (let i = 0; i < table.cellTimes && (row?.length ?? 0) < mostRepeats; i++) row?.push({ ...cell });
        table.cell = undefined;
      } else if (name === 'table:table-row' && table) {
        const row = table.rows.at(-1) ?? [];
        for (let i = 1; i < table.rowTimes; i++) table.rows.push(row.map((cell) => ({ ...cell })));
      } else if (name === 'table:table') {
        tables.pop();
        if (table) closeTable(table);
      }
    },
  });
  return found;
};

/** Headers or footers of all pages, which stand among the styles. */
const marginBlocks = (styles: string, margin: 'header' | 'footer', facts: Facts): Block[] => {
  const parts = styles.match(new RegExp(`<style:${margin}[\\s>][\\s\\S]*?</style:${margin}>`, 'gu')) ?? [];
  const blocks = walkContent(parts.join(''), facts).blocks;
  const seen = new Set<string>();
  return blocks.flatMap((block, i): Block[] => {
    if (block.kind === 'table' || seen.has(block.text)) return block.kind === 'table' ? [block] : [];
    seen.add(block.text);
    return [
      {
        kind: 'line',
        text: block.text,
        region: 'main',
        at: { in: 'whole' },
        path: `${margin === 'header' ? '0.0' : '1'}.${i}`,
      },
    ];
  });
};

/** Reads OpenDocument texts, and presentations and drawings page by page. */
export const readOdt: Reader = async (input) => {
  const { bytes, facts } = input;
  let pack: Package;
  let content: string;
  try {
    pack = await openPackage(bytes);
    content = pack.text('content.xml');
    if (!content.includes('<office:document-content')) throw new Error('no content');
  } catch (error) {
    return unopened(odtReader, facts, error);
  }
  const { blocks: body, links, pages, pictures } = walkContent(content, facts);
  const reading = { ...emptyReading(odtReader), title: titleOf(body), links };
  if (pages > 0) return withSlidePictures({ ...reading, pages, blocks: body }, input, pictures);
  const styles = pack.text('styles.xml');
  const blocks = [...marginBlocks(styles, 'header', facts), ...body, ...marginBlocks(styles, 'footer', facts)];
  const gaps = gapsOfMatter(facts, reading.title, blocks, pictures.size > 0 || hasPictures(pack));
  return withPictures({ ...reading, blocks, gaps }, input, '2', hasDrawings(pack));
};
