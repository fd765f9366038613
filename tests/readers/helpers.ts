import { readFileSync } from 'node:fs';
import { CFB } from '@e965/xlsx';
import type { Block, GapCode, Reading, TableBlock } from '../../src/model/evidence.ts';
import { readHere } from '../../src/readers/read.ts';

export const url = 'https://town.example.go.th/news/1';
export const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
export const read = (
  content: string | Uint8Array,
  facts: { url?: string; contentType?: string; fileName?: string } = {},
) => readHere(typeof content === 'string' ? Buffer.from(content) : content, { url, ...facts });
/** A page whose body is given, long enough not to be taken for a picture or a shell. */
export const filler = `<p>${'ข้อความประกอบหน้านี้มีความยาวพอสมควร '.repeat(8)}</p>`;
export const page = (body: string, facts = {}): Promise<Reading> =>
  read(`<!doctype html><html><head><title>T</title></head><body>${body}</body></html>`, facts);
export const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text).join('|')).join('/') : block.text;
export const texts = (reading: Reading, region?: 'main' | 'template'): string[] =>
  reading.blocks.filter((block) => region === undefined || block.region === region).map(textOf);
export const codes = (reading: Reading): GapCode[] => reading.gaps.map(({ code }) => code);
export const tables = (reading: Reading): TableBlock[] =>
  reading.blocks.filter((block): block is TableBlock => block.kind === 'table');
export const rowsOf = (table: TableBlock | undefined): string[][] =>
  table?.rows.map((row) => row.map(({ text }) => text)) ?? [];
/** A zip container with the given files. */
export const zip = (files: Record<string, string>): Buffer => {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(files)) CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content));
  return Buffer.from(CFB.write(container, { fileType: 'zip', type: 'buffer' }) as Buffer);
};
const wordXml = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
/** A Word file with the given body. */
export const docx = (body: string): Buffer =>
  zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${wordXml}"><w:body>${body}</w:body></w:document>`,
  });
export const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
/** Thai text in windows-874. */
export const thai874 = (text: string): Buffer =>
  Buffer.from([...text].map((char) => (char > '\u0e00' ? char.charCodeAt(0) - 0xd60 : char.charCodeAt(0))));
