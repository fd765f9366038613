import { drawn, qualities, scanned, scanPdf } from '../../readers/ocr/scan.ts';
import type { Content, Person } from '../content.ts';
import { partsIn } from '../parts.ts';
import { withoutRings } from '../spoil.ts';
import { type Dress, dressed, escaped, formOf, listOf, numberOf, tableWithHead } from './html.ts';
import { print } from './printer.ts';
import type { Style } from './style.ts';

/** As many columns fit on a page that stands upright. */
const upright = 8;
const fonts = ['Sarabun', 'Laksaman', 'Garuda', 'Noto Serif Thai'] as const;

/** No site is there to send a portrait: each person gets a drawn one. */
const drawing = (index: number): string =>
  `<svg width="90" height="110" viewBox="0 0 90 110"><rect width="90" height="110" fill="hsl(${(index * 67) % 360} 30% 85%)"/><circle cx="45" cy="${38 + (index % 3) * 3}" r="20" fill="#444"/><path d="M8 110c4-40 70-40 74 0z" fill="#444"/></svg>`;

const personOf = ({ name, posts, photo, phone, email }: Person, index: number): string =>
  `<div class="person">${photo === null ? '' : `${drawing(index)}<br>`}${[name, ...posts, phone, email]
    .filter((text) => text !== undefined)
    .map(escaped)
    .join('<br>')}</div>`;

const dress: Dress = {
  heading: (text, level) => `<h${level}>${escaped(text)}</h${level}>`,
  paragraph: (text) => `<p>${escaped(text)}</p>`,
  list: (list) => listOf(list),
  table: (table) => tableWithHead(table, 'data'),
  section: ({ title }, level, inside) => `${dress.heading(title, level)}\n${inside}`,
  people: ({ people }) => people.map(personOf).join('\n'),
  link: ({ text, url }) => `<p><a href="${escaped(url)}">${escaped(text)}</a></p>`,
  form: (form) => formOf(form, (field) => `<p>${field}</p>`),
  frame: ({ title, url }) => `<p><a href="${escaped(url)}">${escaped(title)}</a></p>`,
};

/** A content as an office prints it, with nothing of a site around it. */
const sheetOf = (content: Content): string => {
  const widest = Math.max(
    0,
    ...partsIn(content.parts).map(({ part }) => (part.kind === 'table' ? part.columns.length : 0)),
  );
  const isWide = widest > upright;
  const font = fonts[numberOf(content, fonts.length)] ?? fonts[0];
  return `<!doctype html><html lang="th"><meta charset="utf-8"><title>${escaped(content.title)}</title>
<style>@page{size:A4${isWide ? ' landscape' : ''};margin:${isWide ? '1.2cm' : '2cm'}}
body{font-family:"${font}";font-size:14pt;line-height:1.45;margin:0}
h1{font-size:18pt;text-align:center;margin:0 0 12px}h2{font-size:16pt;margin:12px 0 4px}h3{font-size:14pt;margin:8px 0 4px}
p{margin:0 0 8px;text-indent:2em}ul,ol{margin:0 0 8px}
table.data{border-collapse:collapse;width:100%;font-size:${isWide ? 8 : 12}pt;line-height:1.3;margin:0 0 10px}
caption{font-weight:bold;text-align:left}td,th{border:1px solid #000;padding:2px 5px;vertical-align:top}
tr{break-inside:avoid}.person{display:inline-block;width:30%;text-align:center;margin:0 0 14px;vertical-align:top}</style>
<h1>${escaped(content.title)}</h1>
${dressed(dress, content.parts)}`;
};

const printed = async (content: Content): Promise<Uint8Array> => new Uint8Array(await print(sheetOf(content)));

/** What the scanner of an office makes of the printed pages: 200 dots an inch, a little askew, and no text layer. */
const scan = async (content: Content): Promise<Uint8Array> => {
  const pages = await drawn(await printed(content), qualities.office.dpi);
  const scans = await Promise.all(pages.map((page, index) => scanned(page, qualities.office, index + 1)));
  return new Uint8Array(scanPdf(scans));
};

export const pdf: Style = { name: 'pdf', medium: 'print', extension: 'pdf', render: printed };
export const pdfLostAm: Style = {
  name: 'pdf-lost-am',
  medium: 'print',
  extension: 'pdf',
  render: (content) => printed(withoutRings(content)),
};
export const scanStyle: Style = { name: 'scan', medium: 'print', extension: 'pdf', render: scan };
