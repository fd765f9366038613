import { type CellObject, utils, write } from '@e965/xlsx';
import type { Content, Part } from '../content.ts';
import { levelOf } from '../parts.ts';
import type { Style } from './style.ts';

type Row = readonly (string | CellObject)[];

const isAmount = /^\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?$/u;

/** Amounts are numbers that the sheet shows with their commas; all else is text. */
const cellOf = (text: string): string | CellObject => {
  if (!isAmount.test(text) || text.length > 15) return text;
  return { t: 'n', v: Number(text.replaceAll(',', '')), z: text.includes('.') ? '#,##0.00' : '#,##0' };
};

const rowsOf = (part: Part, depth: number): Row[] => {
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
      return [[part.text]];
    case 'list':
      return part.items.map((item, index) => [part.ordered ? `${index + 1}. ${item}` : `- ${item}`]);
    case 'table':
      return [
        ...(part.caption === undefined ? [] : [[part.caption]]),
        part.columns.map(({ title }) => title),
        ...part.rows.map((row) => row.map(cellOf)),
        [],
      ];
    case 'section':
      return [
        ...(levelOf(part.level, depth) <= 2 ? [[]] : []),
        [part.title],
        ...part.parts.flatMap((inner) => rowsOf(inner, depth + 1)),
      ];
    case 'people':
      return part.people.map(({ name, posts, phone = '', email = '' }) => [name, posts.join(' '), phone, email]);
    case 'link':
      return [[part.text, part.url]];
    case 'form':
      return [[part.title], ...part.fields.map((field) => [field, ''])];
    case 'frame':
      return [[part.title, part.url]];
  }
};

const render = (content: Content): Uint8Array => {
  const rows = [[content.title], [], ...content.parts.flatMap((part) => rowsOf(part, 0))];
  const sheet = utils.aoa_to_sheet(rows as (string | CellObject)[][]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Sheet1');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
};

export const xlsx: Style = { name: 'xlsx', medium: 'sheet', extension: 'xlsx', render };
