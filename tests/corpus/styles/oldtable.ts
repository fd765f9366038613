import { type Content, ownName, type People } from '../content.ts';
import { anchor, type Dress, dressed, escaped, formOf, frameOf, portrait, tableOfCells } from './html.ts';
import { besideOf, footerOf, menuOf } from './site.ts';
import type { Around, Style } from './style.ts';

const perRow = 3;

/** A row of pictures over a row of names, and so on, each person in the same column of all of them. */
const peopleRows = ({ people }: People): string => {
  const rows: string[] = [];
  for (let at = 0; at < people.length; at += perRow) {
    const group = people.slice(at, at + perRow);
    const row = (cellOf: (person: People['people'][number]) => string): void => {
      rows.push(`<tr>${group.map((person) => `<td align="center">${cellOf(person)}</td>`).join('')}</tr>`);
    };
    row(({ photo }) => portrait(photo, 'width="120" height="150" border="1"') || '&nbsp;');
    row(({ name }) => `<font size="3">${escaped(name)}</font>`);
    row(({ posts }) => posts.map(escaped).join('<br>'));
    if (group.some(({ phone }) => phone !== undefined))
      row(({ phone }) => (phone === undefined ? '&nbsp;' : `โทร. ${escaped(phone)}`));
    if (group.some(({ email }) => email !== undefined))
      row(({ email }) => (email === undefined ? '&nbsp;' : escaped(email)));
  }
  return `<table width="100%" border="0" align="center">\n${rows.join('\n')}\n</table>`;
};

const line = (html: string): string => `<font size="2">${html}</font><br><br>`;

const dress: Dress = {
  heading: (text, level) => `<b><font size="${level <= 2 ? 3 : 2}" color="#003399">${escaped(text)}</font></b><br>`,
  paragraph: (text) => line(`&nbsp;&nbsp;&nbsp;&nbsp;${escaped(text)}`),
  list: ({ items, ordered = false }) =>
    line(items.map((item, index) => `${ordered ? `${index + 1}.` : '-'} ${escaped(item)}`).join('<br>\n')),
  table: (table) =>
    `${table.caption === undefined ? '' : `<b>${escaped(table.caption)}</b><br>\n`}${tableOfCells(table, 'width="100%" border="1" cellspacing="0" cellpadding="3"')}<br>`,
  section: ({ title }, level, inside) => `${dress.heading(title, level)}\n${inside}`,
  people: peopleRows,
  link: (link) => line(`<img src="images/bullet.gif" width="9" height="9"> ${anchor(link, ' target="_blank"')}`),
  form: (form) => formOf(form, (field) => `${field}<br>`),
  frame: (frame) => frameOf(frame),
};

const firstThai = 0x0e01;
const lastThai = 0x0e5b;
/** Code page 874 has Thai at a fixed distance, and a few signs of its own. */
const thaiOffset = 0x0e01 - 0xa1;
const signs = new Map([
  ['…', 0x85],
  ['‘', 0x91],
  ['’', 0x92],
  ['“', 0x93],
  ['”', 0x94],
  ['•', 0x95],
  ['–', 0x96],
  ['—', 0x97],
  ['\u00a0', 0xa0],
]);

/** Text in windows-874; what it has no code for becomes a numeric entity, as old editors wrote it. */
export const in874 = (html: string): Uint8Array =>
  Uint8Array.from(
    [...html].flatMap((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      if (code >= firstThai && code <= lastThai) return [code - thaiOffset];
      const sign = signs.get(letter);
      return sign === undefined ? [...Buffer.from(`&#${code};`, 'latin1')] : [sign];
    }),
  );

const render = (content: Content, around: Around): Uint8Array => {
  const title = escaped(content.title);
  const menu = menuOf(content, around).map(
    ({ text, url }) =>
      `<tr><td bgcolor="#E6F2FF"><img src="images/arrow.gif"> <a href="${url}"><font size="2">${escaped(text)}</font></a></td></tr>`,
  );
  const beside = besideOf(content, 'ข่าวที่ผ่านมา');
  const news = beside.entries.map(
    ({ text, date }) => `<tr><td><font size="1"><a href="news_old.php">${text}</a> [${date}]</font></td></tr>`,
  );
  return in874(`<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-874">
<title>${ownName} - ${title}</title>
</head>
<body bgcolor="#FFFFFF" topmargin="0">
<table width="960" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan="2"><img src="images/banner.jpg" width="960" height="200"></td></tr>
<tr>
<td width="200" valign="top" bgcolor="#F0F8FF">
<table width="100%" border="0" cellpadding="4">
<tr><td bgcolor="#0066CC"><font color="#FFFFFF"><b>เมนูหลัก</b></font></td></tr>
${menu.join('\n')}
<tr><td bgcolor="#0066CC"><font color="#FFFFFF"><b>${beside.title}</b></font></td></tr>
${news.join('\n')}
<tr><td align="center"><font size="1">ผู้เยี่ยมชมคนที่ 0091847</font></td></tr>
</table>
</td>
<td width="760" valign="top">
<table width="100%" border="0" cellpadding="8">
<tr><td><b><font size="4" color="#CC0000">${title}</font></b></td></tr>
<tr><td>
${dressed(dress, content.parts)}
</td></tr>
</table>
</td>
</tr>
<tr><td colspan="2" align="center" bgcolor="#0066CC"><font size="1" color="#FFFFFF">${footerOf(content).join('<br>')}</font></td></tr>
</table>
</body>
</html>
`);
};

export const oldtable: Style = { name: 'oldtable', medium: 'page', extension: 'html', render };
