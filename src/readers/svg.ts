import type { Block, Link } from '../model/evidence.ts';
import { canonical } from './address.ts';
import { decodeText } from './charset.ts';
import { titleOf } from './office/office.ts';
import { scanXml } from './office/xml.ts';
import { emptyReading, gapOf, oneLine, type Reader } from './reading.ts';

export const svgReader = 'svg/1';

/** Elements whose text is not drawn. */
const unseen: ReadonlySet<string> = new Set(['style', 'script', 'metadata', 'title', 'desc', 'defs']);

/** Reads the text elements of a drawing. Scripts in it are text of no interest here. */
export const readSvg: Reader = ({ bytes, facts }) => {
  const blocks: Block[] = [];
  const links: Link[] = [];
  const at = { in: 'whole' } as const;
  let hidden: { name: string; depth: number } | undefined;
  let depth = 0;
  let run = '';
  let link = '';
  const flush = (): void => {
    const text = oneLine(run);
    run = '';
    if (text === '') return;
    const placed = { region: 'main', at, path: String(blocks.length) } as const;
    blocks.push({ kind: 'line', text, ...placed });
    const url = link ? canonical(link, facts.url) : undefined;
    if (url) links.push({ url, text, embedded: false, ...placed });
  };
  scanXml(decodeText(bytes, facts.contentType).text, {
    open: (qualified, attribute) => {
      const name = qualified.replace(/^svg:/u, '');
      if (hidden) {
        if (name === hidden.name) hidden.depth++;
        return;
      }
      const isInvisible = attribute('display') === 'none' || attribute('visibility') === 'hidden';
      if (unseen.has(name) || isInvisible) hidden = { name, depth: 1 };
      else if (name === 'a') link = attribute('xlink:href') || attribute('href');
      else if (name === 'text' || name === 'foreignObject') depth++;
      // A piece with a place of its own starts a line of its own.
      else if (name === 'tspan' && (attribute('y') !== '' || attribute('dy') !== '')) flush();
    },
    text: (text) => {
      if (!hidden && depth > 0) run += text;
    },
    close: (qualified) => {
      const name = qualified.replace(/^svg:/u, '');
      if (hidden) {
        if (name === hidden.name && --hidden.depth === 0) hidden = undefined;
        return;
      }
      if (name === 'text' || name === 'foreignObject') {
        flush();
        depth--;
      } else if (name === 'a') link = '';
    },
  });
  const gaps = blocks.length === 0 ? [gapOf(facts, 'picture-only')] : [];
  return { ...emptyReading(svgReader), title: titleOf(blocks), blocks, links, gaps };
};
