// The frames that pages stand in. Each product that municipalities use looks different, but all of them repeat the
// whole menu, the sidebar, the address and a visitor counter on every page.
import { agency, mayor } from '../content/agency.mjs';
import { menu } from '../content/menu.mjs';

const counter = 'ผู้เยี่ยมชมวันนี้ 143 คน | เดือนนี้ 3,817 คน | ทั้งหมด 482,096 คน | เริ่มนับ 1 ต.ค. 2561';

const anchor = ({ title, href }) => `<a href="${href}">${title}</a>`;

function menuList(className) {
  const entry = (item) =>
    item.entries
      ? `<li><a href="#">${item.title}</a><ul>${item.entries.map((each) => `<li>${anchor(each)}</li>`).join('')}</ul></li>`
      : `<li>${anchor(item)}</li>`;
  return `<ul class="${className}">\n${menu.map(entry).join('\n')}\n</ul>`;
}

function charsetTag(declares) {
  return declares ? `<meta http-equiv="Content-Type" content="text/html; charset=${declares}">\n` : '';
}

/** A vendor's content management system: header, drop-down menu, sidebar, content, footer. */
function cms({ title, body, updated, declares }) {
  return `<!DOCTYPE html>
<html lang="th">
<head>
${charsetTag(declares)}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${agency.name}</title>
<link rel="stylesheet" href="/css/cms.css">
</head>
<body>
<div id="header"><img src="/images/logo.png" alt="ตราเทศบาล" width="90" height="90"><div class="name">${agency.name}<br><small>${agency.english}</small></div></div>
<div id="nav">${menuList('menu')}</div>
<div id="wrap">
<div id="sidebar">
<div class="widget hotline"><div class="widget-head">สายตรงนายก</div><p>${mayor.name}</p><p>${mayor.post}</p><p>โทร. ${agency.phone}</p></div>
<div class="widget"><div class="widget-head">บริการออนไลน์</div><a href="/eservice/">E-Service ยื่นคำร้องออนไลน์</a><a href="/complaint/general/">ร้องเรียน/ร้องทุกข์ทั่วไป</a><a href="/complaint/corruption/">แจ้งเรื่องร้องเรียนการทุจริต</a><a href="/webboard/">กระดานถาม-ตอบ (Q&amp;A)</a></div>
<div class="widget"><div class="widget-head">สถิติผู้เข้าชม</div><p class="counter">${counter}</p></div>
</div>
<div id="content">
<div class="breadcrumb"><a href="/home.html">หน้าแรก</a> &raquo; ${title}</div>
<h2 class="page-title">${title}</h2>
<div class="page-body">
${body}
</div>
<div class="stamp">ปรับปรุงล่าสุด ${updated}</div>
</div>
</div>
<div id="footer"><p>${agency.name} ${agency.address}</p><p>โทรศัพท์ ${agency.phone} โทรสาร ${agency.fax}</p><p>สงวนลิขสิทธิ์ พ.ศ. 2561 ตามพระราชบัญญัติลิขสิทธิ์ พ.ศ. 2537</p></div>
</body>
</html>
`;
}

/** A WordPress theme. */
function wordpress({ title, body, updated, declares }) {
  return `<!DOCTYPE html>
<html lang="th" class="no-js">
<head>
${charsetTag(declares)}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="WordPress 6.4.3">
<title>${title} &#8211; ${agency.name}</title>
<link rel="stylesheet" href="/wp-content/themes/tessaban/style.css">
</head>
<body class="page-template-default page wp-custom-logo">
<div id="page" class="site">
<header id="masthead" class="site-header"><a class="custom-logo-link" href="/home.html"><img class="custom-logo" src="/images/logo.png" alt="${agency.name}" width="70" height="70"></a><p class="site-title">${agency.name}</p>
<nav id="site-navigation" class="main-navigation">${menuList('menu nav-menu')}</nav></header>
<div id="primary" class="content-area"><main id="main" class="site-main">
<article class="page type-page status-publish hentry">
<header class="entry-header"><h1 class="entry-title">${title}</h1><div class="entry-meta">โพสต์โดย ผู้ดูแลระบบ | ปรับปรุงล่าสุด ${updated}</div></header>
<div class="entry-content">
${body}
</div>
</article>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">สายตรงนายก</h2><p>${mayor.name} ${mayor.post} โทร. ${agency.phone}</p></section><section class="widget"><h2 class="widget-title">หมวดหมู่</h2><ul><li><a href="/news/">ข่าวประชาสัมพันธ์</a></li><li><a href="/ita/">ITA</a></li></ul></section></aside>
<footer id="colophon" class="site-footer"><p>${agency.name} ${agency.address} โทรศัพท์ ${agency.phone}</p><p class="counter">${counter}</p><p>Proudly powered by WordPress</p></footer>
</div>
</body>
</html>
`;
}

/** Tables inside tables, fonts and background colours: pages from the years when the site was first built. */
function tables({ title, body, updated, declares }) {
  return `<html>
<head>
${charsetTag(declares)}<title>${title} :: ${agency.name}</title>
</head>
<body bgcolor="#e8f0d8" leftmargin="0" topmargin="0">
<table width="960" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#ffffff">
<tr><td colspan="2" bgcolor="#2e6b34" height="80"><font face="Tahoma" size="5" color="#ffffff"><b>${agency.name}</b></font></td></tr>
<tr><td width="230" valign="top" bgcolor="#f3f7ea"><font face="Tahoma" size="2">${menuList('leftmenu')}<hr><b>สายตรงนายก</b><br>${mayor.name}<br>โทร. ${agency.phone}</font></td>
<td valign="top"><table width="100%" border="0" cellpadding="10" cellspacing="0"><tr><td><font face="Tahoma" size="3">
<b>${title}</b><br><br>
${body}
<br><font size="1" color="#888888">ปรับปรุงล่าสุด ${updated}</font>
</font></td></tr></table></td></tr>
<tr><td colspan="2" bgcolor="#2e6b34" align="center"><font face="Tahoma" size="1" color="#ffffff">${agency.name} ${agency.address} โทรศัพท์ ${agency.phone}<br>${counter}</font></td></tr>
</table>
</body>
</html>
`;
}

/** No frame at all: the page is written out in its content file. */
function bare({ body }) {
  return body;
}

export const layouts = { cms, wordpress, tables, bare };
