import { type Content, ownName } from '../content.ts';
import {
  anchor,
  type Dress,
  dressed,
  escaped,
  formOf,
  frameOf,
  listOf,
  portrait,
  tableWithHead,
  utf8,
} from './html.ts';
import { besideOf, footerOf, menuOf } from './site.ts';
import type { Around, Style } from './style.ts';

/** Headings are bold lines below the first rank, as editors of articles make them. */
const dress: Dress = {
  heading: (text, level) =>
    level <= 2 ? `<h3>${escaped(text)}</h3>` : `<p><strong><span>${escaped(text)}</span></strong></p>`,
  paragraph: (text) => `<p style="text-align: justify;">${escaped(text)}</p>`,
  list: (list) => listOf(list),
  table: (table) => `<div class="table-responsive">${tableWithHead(table, 'table table-bordered')}</div>`,
  section: ({ title }, level, inside) => `${dress.heading(title, level)}\n${inside}`,
  people: ({ people }) =>
    `<ul class="personnel">${people
      .map(({ name, posts, photo, phone, email }) => {
        const lines = [
          `<strong>${escaped(name)}</strong>`,
          ...posts.map(escaped),
          ...(phone === undefined ? [] : [`โทรศัพท์ ${escaped(phone)}`]),
          ...(email === undefined ? [] : [`E-mail : ${escaped(email)}`]),
        ];
        return `<li>${portrait(photo, 'class="pull-left" alt="" width="110"')}${lines.join('<br />')}</li>`;
      })
      .join('\n')}</ul>`,
  link: (link) => `<p>${anchor(link)}</p>`,
  form: (form) => formOf(form, (field) => `<div class="control-group">${field}</div>`),
  frame: (frame) => `<p>${frameOf(frame)}</p>`,
};

const render = (content: Content, around: Around): Uint8Array => {
  const title = escaped(content.title);
  const menu = menuOf(content, around).map((entry, index) => `<li class="item-${101 + index}">${anchor(entry)}</li>`);
  const beside = besideOf(content, 'ข่าวย้อนหลัง');
  const news = beside.entries.map(
    ({ text, date }) => `<li>${anchor({ text: `${text} (${date})`, url: '/index.php/old' })}</li>`,
  );
  return utf8(`<!DOCTYPE html>
<html xml:lang="th-th" lang="th-th">
<head><meta charset="utf-8" /><meta name="generator" content="Joomla! - Open Source Content Management" />
<title>${title} - ${ownName}</title></head>
<body class="site com_content view-article layout-blog">
<div class="body"><div class="container">
<header class="header" role="banner"><a class="brand" href="/"><span class="site-title">${ownName}</span></a></header>
<nav class="navigation" role="navigation"><ul class="nav menu">${menu.join('\n')}</ul></nav>
<div class="row-fluid">
<main id="content" role="main" class="span9">
<div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="headline">${title}</h2></div>
<div itemprop="articleBody">
${dressed(dress, content.parts)}
</div>
</div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">${beside.title}</h3><ul class="latestnews">${news.join('\n')}</ul></div>
<div class="well"><h3 class="page-header">สถิติผู้เข้าชม</h3><table><tr><td>วันนี้</td><td>58</td></tr><tr><td>ทั้งหมด</td><td>184213</td></tr></table></div></div>
</div></div></div>
<footer class="footer" role="contentinfo"><div class="container">${footerOf(content)
    .map((line) => `<p>${line}</p>`)
    .join('')}</div></footer>
</body></html>
`);
};

export const joomla: Style = { name: 'joomla', medium: 'page', extension: 'html', render };
