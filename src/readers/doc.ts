import WordExtractor from 'word-extractor';
import { emptyReading, gapOf, type Reader } from './reading.ts';
import { linesToBlocks } from './text.ts';

export const docReader = 'doc/1';

/** Marks of Word's own inside the text: cell ends, fields, pictures, notes. */
const plain = (text: string): string =>
  text
    .replace(/\x07/gu, '\t')
    .replace(/[\x01-\x06\x08\x13-\x15]/gu, '')
    .replace(/\x0b/gu, '\n');

/** Reads DOC, old Word files. word-extractor gives the text in lines; cells of one table row share a line. */
export const readDoc: Reader = async ({ bytes, facts }) => {
  const reading = emptyReading(docReader);
  let text: string;
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes));
    text = [document.getBody(), document.getTextboxes()].join('\n\n');
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ...reading, gaps: [gapOf(facts, 'damaged', { detail })] };
  }
  const blocks = linesToBlocks(plain(text));
  const first = blocks[0];
  const title = first && first.kind !== 'table' ? first.text : '';
  return { ...reading, title, blocks, gaps: blocks.length === 0 ? [gapOf(facts, 'empty-file')] : [] };
};
