import { createHash } from 'node:crypto';
import mammoth from 'mammoth';
import type { Block } from '../../model/evidence.ts';
import { parseTree } from '../html/tree.ts';
import { walk } from '../html/walk.ts';
import { emptyReading, type Reader } from '../reading.ts';
import { blockText, gapsOfMatter, officeLines, titleOf, unopened } from './office.ts';
import { withPictures } from './office-pictures.ts';
import { hasDrawings, hasPictures, openPackage, type Package } from './package.ts';

export const docxReader = 'docx/3';

/** The bytes of a picture would only bloat the markup: their hash stands for them. */
const convertImage = mammoth.images.imgElement(async (image) => ({
  src: `data:${image.contentType},${createHash('sha256')
    .update(await image.readAsBuffer())
    .digest('hex')}`,
}));

const squeezed = (text: string): string => text.replace(/\s+/gu, '');

/** What stands in text boxes and drawn charts of posts, which mammoth passes over in some of their forms. */
const boxLines = (pack: Package): string[] => [
  ...officeLines(pack.text('word/document.xml'), 'w', 'w:txbxContent'),
  ...pack.names
    .filter((name) => /^word\/diagrams\/data\d*\.xml$/u.test(name))
    .flatMap((name) => officeLines(pack.text(name), 'a')),
];

/** Lines of the margins of all pages; the same margin is often stored several times. */
const marginLines = (pack: Package, margin: 'header' | 'footer'): string[] => [
  ...new Set(
    pack.names
      .filter((name) => new RegExp(`^word/${margin}\\d*\\.xml$`, 'u').test(name))
      .flatMap((name) => officeLines(pack.text(name), 'w')),
  ),
];

const linesAs = (lines: readonly string[], path: string): Block[] =>
  lines.map((text, i) => ({ kind: 'line', text, region: 'main', at: { in: 'whole' }, path: `${path}.${i}` }));

/** Reads DOCX: mammoth turns it into markup, which is walked like a page. Word files have no better place than "whole". */
export const readDocx: Reader = async (input) => {
  const { bytes, facts } = input;
  let pack: Package;
  let markup: string;
  try {
    pack = await openPackage(bytes);
    markup = (await mammoth.convertToHtml({ buffer: pack.safe() }, { convertImage })).value;
  } catch (error) {
    return unopened(docxReader, facts, error);
  }
  const found = walk(parseTree(markup), { base: facts.url, encoding: 'utf-8', locate: () => ({ in: 'whole' }) });
  const known = squeezed(found.blocks.map(blockText).join(' '));
  const lost = boxLines(pack).filter((line) => !known.includes(squeezed(line)));
  const title = titleOf(found.blocks);
  // The body's markup has the paths from 0.1 on.
  const blocks = [
    ...linesAs(marginLines(pack, 'header'), '0.0'),
    ...found.blocks,
    ...linesAs(lost, '1'),
    ...linesAs(marginLines(pack, 'footer'), '2'),
  ];
  const pictures = found.images.length > 0 || hasPictures(pack);
  const reading = {
    ...emptyReading(docxReader),
    ...found,
    title: title || titleOf(blocks),
    blocks,
    gaps: gapsOfMatter(facts, title, blocks, pictures),
  };
  return withPictures(reading, input, '3', hasDrawings(pack));
};
