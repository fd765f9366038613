import WordExtractor from 'word-extractor';
import { decodeText } from '../charset.ts';
import { holdsPicture } from '../pictures.ts';
import { emptyReading, gapOf, type Reader } from '../reading.ts';
import { linesToBlocks } from '../text.ts';
import { bareCompound, streamOf } from './compound.ts';
import { gapsOfMatter, titleOf, unopened } from './office.ts';

export const docReader = 'doc/2';

/** Marks of Word's own inside the text: cell ends, fields, pictures, notes. */
const plain = (text: string): string =>
  text
    .replace(/\x07/gu, '\t')
    .replace(/[\x01-\x06\x08\x13-\x15]/gu, '')
    .replace(/\x0b/gu, '\n');

/** Whether Word asks for a password: a bit in the file's first block ([MS-DOC] 2.5.2, fEncrypted). */
const isEncrypted = (main: Buffer): boolean => main.readUInt16LE(0) === 0xa5ec && (main.readUInt8(0x0b) & 1) === 1;

const streams = ['WordDocument', '0Table', '1Table', 'Data'] as const;

/** Files of the oldest Thai versions hold text in code page 874, which the library takes for Western letters. */
const thaiAgain = (line: string): string => {
  if (!/[\xa1-\xfb]/u.test(line) || /[^\0-\xff]/u.test(line)) return line;
  const { text, encoding } = decodeText(Buffer.from(line, 'latin1'));
  return encoding === 'windows-874' ? text : line;
};

/** Reads DOC, old Word files. word-extractor gives the text in lines; cells of one table row share a line. */
export const readDoc: Reader = async ({ bytes, facts }) => {
  const reading = emptyReading(docReader);
  let body: string;
  let text: string;
  try {
    const main = streamOf(bytes, 'WordDocument');
    if (main && isEncrypted(main)) return { ...reading, gaps: [gapOf(facts, 'encrypted', { detail: 'Word' })] };
    const document = await new WordExtractor().extract(bareCompound(bytes, streams));
    body = document.getBody();
    const before = document.getHeaders({ includeFooters: false });
    const after = [document.getTextboxes(), document.getFootnotes(), document.getFooters()];
    text = [before, body, ...after].join('\n\n');
  } catch (error) {
    return unopened(docReader, facts, error);
  }
  const blocksOf = (from: string) => linesToBlocks(plain(from).split('\n').map(thaiAgain).join('\n'));
  const blocks = blocksOf(text);
  const title = titleOf(blocksOf(body)) || titleOf(blocks);
  return { ...reading, title, blocks, gaps: gapsOfMatter(facts, title, blocks, holdsPicture(bytes)) };
};
