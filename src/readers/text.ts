import type { Block, Cell } from '../model/evidence.ts';
import { decodeText } from './charset.ts';
import { emptyReading, type Reader } from './reading.ts';

export const textReader = 'text/1';

const at = { in: 'whole' } as const;
const placed = (path: string) => ({ region: 'main' as const, at, path });

/** Lines of text to blocks; the path counts lines, and blank lines part the paragraphs that lines belong to. */
export const linesToBlocks = (text: string): Block[] => {
  const blocks: Block[] = [];
  let paragraph = 0;
  let line = 0;
  for (const raw of text.split(/\r\n|[\n\r\u2028\u2029\f]/u)) {
    const trimmed = raw
      .replace(/\t+| {4,}/gu, '\t')
      .replace(/[^\S\t]+/gu, ' ')
      .trim();
    if (trimmed === '') {
      paragraph++;
      line = 0;
    } else blocks.push({ kind: 'line', text: trimmed, ...placed(`${paragraph}.${line++}`) });
  }
  return blocks;
};

const isPipeRow = (text: string): boolean => /^\|.*\|$/u.test(text);
const isRule = (text: string): boolean => /^\|(?:\s*:?-+:?\s*\|)+$/u.test(text);
const pipeCells = (text: string): string[] =>
  text
    .slice(1, -1)
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.replaceAll('\\|', '|').trim());

/** Markdown marks within plain lines: `#` headings, `-` items and pipe tables. Everything else stays a line. */
export const markdownBlocks = (lines: readonly Block[]): Block[] => {
  const blocks: Block[] = [];
  let caption = '';
  for (let i = 0; i < lines.length; i++) {
    const block = lines[i];
    const next = lines[i + 1];
    if (!block || block.kind === 'table') continue;
    const heading = /^(#{1,6})\s+(.+?)\s*#*$/u.exec(block.text);
    const item = /^[-*+]\s+(.+)$/u.exec(block.text);
    if (isPipeRow(block.text) && next && next.kind !== 'table' && isRule(next.text)) {
      const rows: Cell[][] = [];
      for (let row = i; ; row++) {
        const line = lines[row];
        if (!line || line.kind === 'table' || !isPipeRow(line.text)) break;
        i = row;
        if (isRule(line.text)) continue;
        rows.push(pipeCells(line.text).map((text, column) => ({ text, at, path: `${line.path}.${column}` })));
      }
      blocks.push({ kind: 'table', caption, rows, ...placed(block.path) });
    } else if (heading) {
      caption = heading[2] ?? '';
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: caption, ...placed(block.path) });
    } else if (item) blocks.push({ kind: 'item', text: item[1] ?? '', ...placed(block.path) });
    else blocks.push(block);
  }
  return blocks;
};

/** Reads plain text and Markdown. */
export const readText: Reader = ({ bytes, facts }) => {
  const blocks = markdownBlocks(linesToBlocks(decodeText(bytes, facts.contentType).text));
  const heading = blocks.find((block) => block.kind === 'heading');
  return { ...emptyReading(textReader), title: heading?.kind === 'heading' ? heading.text : '', blocks };
};
