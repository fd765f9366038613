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

const cardOf = ({ name, posts, photo, phone, email }: Parameters<Dress['people']>[0]['people'][number]): string =>
  [
    '<div class="wp-block-column team-card">',
    photo === null
      ? ''
      : `<figure class="wp-block-image">${portrait(photo, 'alt="" width="180" height="220"')}</figure>`,
    `<h4>${escaped(name)}</h4>`,
    ...posts.map((post) => `<p class="team-position">${escaped(post)}</p>`),
    phone === undefined ? '' : `<p class="team-phone">โทร. ${escaped(phone)}</p>`,
    email === undefined ? '' : `<p class="team-mail"><a href="mailto:${escaped(email)}">${escaped(email)}</a></p>`,
    '</div>',
  ].join('\n');

const dress: Dress = {
  heading: (text, level) => `<h${level} class="wp-block-heading">${escaped(text)}</h${level}>`,
  paragraph: (text) => `<p>${escaped(text)}</p>`,
  list: (list) => listOf(list, 'wp-block-list'),
  table: (table) => `<figure class="wp-block-table">${tableWithHead(table, 'has-fixed-layout')}</figure>`,
  section: ({ title }, level, inside) => `${dress.heading(title, level)}\n${inside}`,
  people: ({ people }) => `<div class="wp-block-columns">${people.map(cardOf).join('\n')}</div>`,
  link: (link) => `<p>${anchor(link, ' target="_blank" rel="noopener"')}</p>`,
  form: (form) => `<div class="wpcf7">${formOf(form, (field) => `<p>${field}</p>`)}</div>`,
  frame: (frame) => `<figure class="wp-block-embed">${frameOf(frame)}</figure>`,
};

const render = (content: Content, around: Around): Uint8Array => {
  const title = escaped(content.title);
  const menu = menuOf(content, around).map((entry) => `<li class="menu-item">${anchor(entry)}</li>`);
  const beside = besideOf(content, 'เรื่องล่าสุด');
  const news = beside.entries.map(
    ({ text, date }) => `<li>${anchor({ text, url: '/archive' })} <span class="post-date">${date}</span></li>`,
  );
  return utf8(`<!DOCTYPE html>
<html lang="th">
<head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} &#8211; ${ownName}</title></head>
<body class="page-template-default page wp-custom-logo">
<a class="skip-link screen-reader-text" href="#content">ข้ามไปยังเนื้อหา</a>
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/">${ownName}</a></p>
<p class="site-description">เมืองน่าอยู่ ชุมชนเข้มแข็ง</p></div>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu">${menu.join('\n')}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article class="post type-page">
<header class="entry-header"><h1 class="entry-title">${title}</h1></header>
<div class="entry-content">
${dressed(dress, content.parts)}
</div></article></main>
<aside id="secondary" class="widget-area">
<section class="widget widget_search"><form role="search" action="/"><input type="search" name="s"><button>ค้นหา</button></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">${beside.title}</h2><ul>${news.join('\n')}</ul></section>
</aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">${footerOf(content).join('<br>')}</div></footer>
</body></html>
`);
};

export const wordpress: Style = { name: 'wordpress', medium: 'page', extension: 'html', render };
