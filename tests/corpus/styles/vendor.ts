import { type Content, ownName } from '../content.ts';
import {
  anchor,
  type Dress,
  dressed,
  escaped,
  formOf,
  frameOf,
  listOf,
  numberOf,
  portrait,
  tableWithHead,
  utf8,
} from './html.ts';
import { besideOf, footerOf, menuOf } from './site.ts';
import type { Around, Style } from './style.ts';

const dress: Dress = {
  heading: (text, level) => `<h${level + 2} class="text-primary">${escaped(text)}</h${level + 2}>`,
  paragraph: (text) => `<p class="card-text">${escaped(text)}</p>`,
  list: (list) => listOf(list, 'list-unstyled'),
  table: (table) => `<div class="table-responsive">${tableWithHead(table, 'table table-striped table-hover')}</div>`,
  section: ({ title }, level, inside) =>
    level <= 2
      ? `<div class="card mb-3"><div class="card-header"><h5 class="mb-0">${escaped(title)}</h5></div><div class="card-body">${inside}</div></div>`
      : `${dress.heading(title, level)}\n${inside}`,
  people: ({ people }) =>
    `<div class="row">${people
      .map(({ name, posts, photo, phone, email }) => {
        const lines = [
          name,
          ...posts,
          ...(phone === undefined ? [] : [`โทร. ${phone}`]),
          ...(email === undefined ? [] : [`อีเมล ${email}`]),
        ];
        return `<div class="col-md-4 text-center">${portrait(photo, 'class="img-fluid"')}<p>${lines.map(escaped).join('<br>')}</p></div>`;
      })
      .join('\n')}</div>`,
  link: (link) => `<p class="card-text">${anchor(link, ' class="btn btn-outline-primary"')}</p>`,
  form: (form) => formOf(form, (field) => `<div class="form-group">${field}</div>`),
  frame: (frame) => `<div class="embed-responsive">${frameOf(frame)}</div>`,
};

const render = (content: Content, around: Around): Uint8Array => {
  const title = escaped(content.title);
  const menu = menuOf(content, around).map(
    ({ text, url }) => `<li class="nav-item"><a class="nav-link" href="${url}">${escaped(text)}</a></li>`,
  );
  const beside = besideOf(content, 'ข่าวเก่า');
  const news = beside.entries.map(
    ({ text, date }) =>
      `<a class="list-group-item" href="/news/detail/9"><span class="badge badge-danger">${date}</span> ${text}</a>`,
  );
  const visits = 20_000 + numberOf(content, 9000);
  return utf8(`<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>${ownName} : ${title}</title>
<link rel="stylesheet" href="/assets/bootstrap.min.css"></head>
<body>
<div class="container-fluid top-bar"><span class="clock">วันพุธที่ 30 เมษายน พ.ศ. 2568 เวลา 09:41:07 น.</span> <a href="#" class="font-size">ก</a> <a href="#" class="font-size">ก+</a></div>
<nav class="navbar navbar-expand-lg navbar-light bg-light"><a class="navbar-brand" href="/">${ownName}</a>
<ul class="navbar-nav">${menu.join('\n')}</ul></nav>
<ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">หน้าแรก</a></li><li class="breadcrumb-item active">รายละเอียด</li></ol>
<div class="container"><div class="row">
<div class="col-lg-9 content">
<div class="card"><div class="card-header bg-primary text-white"><h4>${title}</h4></div>
<div class="card-body">
${dressed(dress, content.parts)}
</div></div>
</div>
<div class="col-lg-3 sidebar">
<div class="card"><div class="card-header">${beside.title}</div><div class="list-group">${news.join('\n')}</div></div>
<div class="card counter"><div class="card-header">จำนวนผู้เข้าชม</div><div class="card-body">ออนไลน์ 3 คน<br>วันนี้ ${numberOf(content, 300) + 12} คน<br>ทั้งหมด ${visits} คน</div></div>
</div>
</div></div>
<footer class="footer bg-dark text-white"><div class="container">${footerOf(content).join('<br>')}<br>ปรับปรุงล่าสุด 25 เมษายน 2568 | พัฒนาระบบโดย บริษัท ตัวอย่างเว็บท้องถิ่น จำกัด</div></footer>
</body></html>
`);
};

export const vendor: Style = { name: 'vendor', medium: 'page', extension: 'html', render };
