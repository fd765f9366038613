import type { Column, Content, Form, Frame, Link, List, Part, People, Section, Table } from '../content.ts';
import { levelOf } from '../parts.ts';

/** How each kind of part looks in the HTML of a style. */
export type Dress = {
  heading(text: string, level: number): string;
  paragraph(text: string): string;
  list(list: List): string;
  table(table: Table): string;
  section(section: Section, level: number, inside: string): string;
  people(people: People): string;
  link(link: Link): string;
  form(form: Form): string;
  frame(frame: Frame): string;
};

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const partOf = (dress: Dress, part: Part, depth: number): string => {
  switch (part.kind) {
    case 'heading':
      return dress.heading(part.text, levelOf(part.level, depth));
    case 'paragraph':
      return dress.paragraph(part.text);
    case 'list':
      return dress.list(part);
    case 'table':
      return dress.table(part);
    case 'section':
      return dress.section(part, levelOf(part.level, depth), dressed(dress, part.parts, depth + 1));
    case 'people':
      return dress.people(part);
    case 'link':
      return dress.link(part);
    case 'form':
      return dress.form(part);
    case 'frame':
      return dress.frame(part);
  }
};

/** The parts of a content as HTML. */
export const dressed = (dress: Dress, parts: readonly Part[], depth = 0): string =>
  parts.map((part) => partOf(dress, part, depth)).join('\n');

const rowOf = (cells: readonly string[], tag: 'td' | 'th', attributes = ''): string =>
  `<tr>${cells.map((cell) => `<${tag}${attributes}>${escaped(cell)}</${tag}>`).join('')}</tr>`;

const titlesOf = (columns: readonly Column[]): string[] => columns.map(({ title }) => title);

/** A table as editors make it: its titles in a head of their own. */
export const tableWithHead = ({ caption, columns, rows }: Table, className: string): string =>
  [
    `<table class="${className}">`,
    caption === undefined ? '' : `<caption>${escaped(caption)}</caption>`,
    `<thead>${rowOf(titlesOf(columns), 'th')}</thead>`,
    `<tbody>${rows.map((row) => rowOf(row, 'td')).join('\n')}</tbody></table>`,
  ].join('');

/** A table whose titles are a row like the others, but for their weight. */
export const tableOfCells = ({ columns, rows }: Table, attributes: string): string => {
  const titles = titlesOf(columns).map((title) => `<td align="center"><b>${escaped(title)}</b></td>`);
  return [
    `<table ${attributes}>`,
    `<tr bgcolor="#FFE4B5">${titles.join('')}</tr>`,
    ...rows.map((row) => rowOf(row, 'td', ' valign="top"')),
    '</table>',
  ].join('\n');
};

export const listOf = ({ items, ordered = false }: List, className = ''): string => {
  const tag = ordered ? 'ol' : 'ul';
  const named = className === '' ? '' : ` class="${className}"`;
  return `<${tag}${named}>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${tag}>`;
};

/** A form that is filled in on the page: long answers in a field of their own. */
export const formOf = ({ title, action, fields, button }: Form, wrap: (field: string) => string): string => {
  const inputs = fields.map((field, index) => {
    const input = /รายละเอียด|ข้อความ|ข้อเท็จจริง|เรื่องราว/u.test(field)
      ? `<textarea name="f${index}" rows="5"></textarea>`
      : `<input type="text" name="f${index}">`;
    return wrap(`<label>${escaped(field)}</label> ${input}`);
  });
  return [
    `<form action="${escaped(action)}" method="post">`,
    `<h4>${escaped(title)}</h4>`,
    ...inputs,
    `<button type="submit">${escaped(button)}</button></form>`,
  ].join('\n');
};

export const frameOf = ({ url, title }: Frame): string =>
  `<iframe src="${escaped(url)}" title="${escaped(title)}" width="100%" height="450"></iframe>`;

export const anchor = ({ text, url }: Pick<Link, 'text' | 'url'>, attributes = ''): string =>
  `<a href="${escaped(url)}"${attributes}>${escaped(text)}</a>`;

/** A person's portrait, where the page has one. */
export const portrait = (photo: string | null, attributes: string): string =>
  photo === null ? '' : `<img src="${escaped(photo)}" ${attributes}>`;

export const utf8 = (html: string): Uint8Array => new Uint8Array(Buffer.from(html, 'utf8'));

/** Something that stays the same for a content, to vary what may vary. */
export const numberOf = ({ itemId, name }: Content, below: number): number =>
  [...`${itemId}${name}`].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % below;
