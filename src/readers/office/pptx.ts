import type { Block, Link, TextBlock } from '../../model/evidence.ts';
import { canonical } from '../address.ts';
import { emptyReading, type Facts, oneLine, type Reader } from '../reading.ts';
import { officeLines, type Place, tableBlocks, titleOf, unopened, withTabs } from './office.ts';
import { openPackage, type Package, relationsOf } from './package.ts';
import { type SlidePictures, withSlidePictures } from './slides.ts';
import { scanXml } from './xml.ts';

export const pptxReader = 'pptx/2';

const mostSlides = 2000;

/** The parts of the slides in the order of the show. */
const slideParts = (pack: Package): string[] => {
  const main = 'ppt/presentation.xml';
  const relations = relationsOf(pack, main);
  const parts: string[] = [];
  scanXml(pack.text(main), {
    open: (name, attribute) => {
      const target = name === 'p:sldId' ? relations.get(attribute('r:id'))?.target : undefined;
      if (target) parts.push(target);
    },
  });
  return parts;
};

const number = (value: string): number => Math.min(1000, Math.max(1, Number.parseInt(value, 10) || 1));

/** `pictures` holds the parts of the pictures that it shows; an empty name stands for one that has none. */
type Slide = { blocks: Block[]; links: Link[]; pictures: string[] };

/** Walks one slide: its shapes in their order, the title as a heading, tables as tables. */
const readSlide = (pack: Package, part: string, page: number, facts: Facts): Slide => {
  const relations = relationsOf(pack, part);
  const slide: Slide = { blocks: [], links: [], pictures: [] };
  const placed = { region: 'main', at: { in: 'page', page } } as const;
  let isHidden = false;
  let fallbacks = 0;
  let shape = -1;
  let line = 0;
  let kind: TextBlock['kind'] = 'line';
  let run = '';
  let isText = false;
  let target = '';
  let rows: Place[][] | undefined;
  let cell: Place | undefined;

  const closeParagraph = (): void => {
    const text = withTabs(run);
    run = '';
    if (text === '') return;
    const path = cell
      ? `${page}.${shape}.${(rows?.length ?? 1) - 1}.${rows?.at(-1)?.length ?? 0}`
      : `${page}.${shape}.${line++}`;
    const url = target ? canonical(target, facts.url) : undefined;
    if (url) slide.links.push({ url, text: oneLine(text), embedded: false, ...placed, path });
    target = '';
    if (cell) {
      cell.text += `${cell.text === '' ? '' : '\n'}${text}`;
      return;
    }
    const shown = kind === 'heading' ? ({ kind, level: 1 } as const) : { kind };
    for (const part of text.split('\n')) slide.blocks.push({ ...shown, text: part, ...placed, path });
  };

  scanXml(pack.text(part), {
    open: (name, attribute) => {
      // Shapes that old programs do not know are stored once more for them.
      if (name === 'mc:Fallback') fallbacks++;
      if (fallbacks > 0) return;
      if (name === 'p:sld') isHidden = attribute('show') === '0' || attribute('show') === 'false';
      else if (name === 'p:sp' || name === 'p:graphicFrame') {
        shape++;
        line = 0;
        kind = 'line';
      } else if (name === 'p:pic' || name === 'p:oleObj') slide.pictures.push('');
      else if (name === 'a:blip') {
        // The picture itself, whose frame has been met just before.
        if (slide.pictures.at(-1) === '') slide.pictures.pop();
        slide.pictures.push(relations.get(attribute('r:embed'))?.target ?? '');
      } else if (name === 'p:ph') {
        const type = attribute('type');
        kind = /^(?:title|ctrTitle)$/u.test(type) ? 'heading' : /^(?:body|obj|)$/u.test(type) ? 'item' : 'line';
      } else if (name === 'a:t') isText = true;
      else if (name === 'a:br') run += '\n';
      else if (name === 'a:hlinkClick') target = relations.get(attribute('r:id'))?.target ?? '';
      else if (name === 'a:tbl') rows = [];
      else if (name === 'a:tr') rows?.push([]);
      else if (name === 'a:tc')
        cell = { text: '', across: number(attribute('gridSpan')), down: number(attribute('rowSpan')) };
    },
    text: (text) => {
      if (isText && fallbacks === 0) run += text;
    },
    close: (name) => {
      if (name === 'mc:Fallback') fallbacks--;
      if (fallbacks > 0) return;
      if (name === 'a:t') isText = false;
      else if (name === 'a:p') closeParagraph();
      else if (name === 'a:tc' && cell) {
        rows?.at(-1)?.push(cell);
        cell = undefined;
      } else if (name === 'a:tbl' && rows) {
        slide.blocks.push(...tableBlocks(rows, placed.at, `${page}.${shape}`, ''));
        rows = undefined;
      }
    },
  });
  if (isHidden) return { blocks: [], links: [], pictures: [] };
  // Charts of posts and other drawn lists are parts of their own.
  for (const { type, target: diagram } of relations.values()) {
    if (type !== 'diagramData') continue;
    officeLines(pack.text(diagram), 'a').forEach((text, i) => {
      slide.blocks.push({ kind: 'item', text, ...placed, path: `${page}.${shape + 1}.${i}` });
    });
  }
  return slide;
};

/** Reads the slides of a presentation, each as a page. */
export const readPptx: Reader = async (input) => {
  const { bytes, facts } = input;
  const reading = emptyReading(pptxReader);
  const pictures: SlidePictures = new Map();
  let pages: number;
  try {
    const pack = await openPackage(bytes);
    const parts = slideParts(pack).slice(0, mostSlides);
    if (parts.length === 0) throw new Error('no slides');
    pages = parts.length;
    parts.forEach((part, i) => {
      const slide = readSlide(pack, part, i + 1, facts);
      reading.blocks.push(...slide.blocks);
      reading.links.push(...slide.links);
      if (slide.pictures.length > 0) pictures.set(i + 1, slide.pictures);
    });
  } catch (error) {
    return unopened(pptxReader, facts, error);
  }
  return withSlidePictures({ ...reading, title: titleOf(reading.blocks), pages }, input, pictures);
};
