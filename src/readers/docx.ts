import mammoth from 'mammoth';
import { parseTree } from './html-tree.ts';
import { walk } from './html-walk.ts';
import { emptyReading, gapOf, letters, type Reader } from './reading.ts';
import { largestUnpacked, unpackedSize } from './zip-size.ts';

export const docxReader = 'docx/1';

const fewLetters = 120;

/** Reads DOCX: mammoth turns it into markup, which is walked like a page. Word files have no better place than "whole". */
export const readDocx: Reader = async ({ bytes, facts }) => {
  const reading = emptyReading(docxReader);
  if (unpackedSize(bytes) > largestUnpacked) return { ...reading, gaps: [gapOf(facts, 'too-large')] };
  let markup: string;
  try {
    markup = (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value;
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ...reading, gaps: [gapOf(facts, 'damaged', { detail })] };
  }
  const base = facts.url;
  const found = walk(parseTree(markup), { base, encoding: 'utf-8', locate: () => ({ in: 'whole' }) });
  const text = found.blocks.map((block) =>
    block.kind === 'table' ? block.rows.flatMap((row) => row.map((cell) => cell.text)).join(' ') : block.text,
  );
  const first = found.blocks.find((block) => block.kind === 'heading') ?? found.blocks[0];
  const title = first && first.kind !== 'table' ? first.text : '';
  const few = letters(text.join(' ')) < fewLetters;
  const gaps = few && found.images.length > 0 ? [gapOf(facts, 'picture-only', { label: title })] : [];
  if (text.length === 0 && found.images.length === 0) gaps.push(gapOf(facts, 'empty-file'));
  return { ...reading, title, ...found, gaps };
};
