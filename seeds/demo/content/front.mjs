// The splash page, the home page and what is not an item: history and style sheets.
import { agency } from './agency.mjs';
import { newsList } from './news.mjs';

export const pages = [
  {
    path: '/',
    layout: 'bare',
    body: `<!DOCTYPE html>
<html lang="th"><head><meta charset="utf-8"><title>ยินดีต้อนรับสู่ ${agency.name}</title><link rel="stylesheet" href="/css/cms.css"></head>
<body class="splash"><div class="splash-box"><img src="/images/logo.png" alt="ตราเทศบาล" width="120" height="120">
<h1>${agency.name}</h1><p>ขอต้อนรับทุกท่านสู่เว็บไซต์ของเทศบาล</p>
<p><a class="enter" href="/home.html">เข้าสู่เว็บไซต์</a></p></div></body></html>
`,
  },
  {
    path: '/home.html',
    layout: 'cms',
    title: 'หน้าแรก',
    updated: '29 เมษายน 2568',
    body: `<div class="banner"><b>วิสัยทัศน์</b> เมืองน่าอยู่ คู่ทุ่งเขียว ท่องเที่ยวชุมชน ประชาชนมีส่วนร่วม</div>
<h3>บริการประชาชนออนไลน์</h3>
<div class="tiles">
<a href="/eservice/">E-Service ยื่นคำร้องออนไลน์</a>
<a href="/complaint/corruption/">ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ</a>
<a href="/complaint/general/">ร้องเรียน ร้องทุกข์ทั่วไป</a>
<a href="/webboard/">กระดานถาม-ตอบ (Q&amp;A)</a>
<a href="https://line.me/R/ti/p/@thungsathit">Line Official Account @thungsathit</a>
<a href="/index/contact.html">ข้อมูลการติดต่อ</a>
<a href="/ita/">การประเมิน ITA</a>
</div>
<h3>ข่าวประชาสัมพันธ์ล่าสุด</h3>
${newsList(6)}
<p><a href="/news/">อ่านข่าวทั้งหมด</a></p>`,
  },
  {
    path: '/index/history.html',
    layout: 'tables',
    charset: 'windows-874',
    declares: 'windows-874',
    title: 'ประวัติความเป็นมา',
    updated: '22/10/2561',
    body: `<p>บ้านทุ่งสาธิตเดิมเป็นชุมชนเกษตรกรรมริมลำน้ำสาธิต ได้รับการยกฐานะเป็นสุขาภิบาลเมื่อ พ.ศ. 2509 และเปลี่ยนแปลงฐานะเป็นเทศบาลตำบลเมื่อวันที่ 25 พฤษภาคม พ.ศ. 2542 ตามพระราชบัญญัติเปลี่ยนแปลงฐานะของสุขาภิบาลเป็นเทศบาล พ.ศ. 2542</p>
<p>ต่อมาได้รับการจัดตั้งเป็นเทศบาลเมืองทุ่งสาธิตเมื่อวันที่ ๑๔ กุมภาพันธ์ ๒๕๕๖ มีพื้นที่ 28.4 ตารางกิโลเมตร แบ่งเป็น 17 ชุมชน ประชากร 16,482 คน</p>`,
  },
];

export const files = [
  {
    path: '/css/cms.css',
    text: `body{margin:0;font-family:Tahoma,Loma,sans-serif;font-size:15px;background:#eef2e6;color:#222}
a{color:#1d5c2a}
#header{display:flex;align-items:center;gap:18px;padding:14px 40px;background:linear-gradient(90deg,#2e6b34,#7cab3f);color:#fff}
#header .name{font-size:26px;font-weight:bold}
#nav{background:#1f4d26}
#nav ul.menu{display:flex;flex-wrap:wrap;margin:0;padding:0 30px;list-style:none}
#nav ul.menu>li{position:relative}
#nav a{display:block;padding:10px 12px;color:#fff;text-decoration:none;font-size:13px}
#nav li ul{display:none;position:absolute;z-index:9;margin:0;padding:0;list-style:none;background:#2e6b34;width:340px}
#nav li:hover ul{display:block}
#wrap{display:flex;gap:20px;max-width:1180px;margin:18px auto}
#sidebar{width:240px;flex:none}
.widget{background:#fff;border:1px solid #cdd8bd;margin-bottom:14px;padding-bottom:8px}
.widget-head{background:#7cab3f;color:#fff;padding:6px 10px;font-weight:bold}
.widget p,.widget a{display:block;margin:6px 10px}
#content{flex:1;background:#fff;border:1px solid #cdd8bd;padding:16px 24px}
.breadcrumb,.stamp{color:#777;font-size:12px}
.page-title{border-bottom:3px solid #7cab3f;padding-bottom:6px;color:#1f4d26;font-size:20px}
table.data{border-collapse:collapse;width:100%;margin:10px 0}
table.data th{background:#dfead0}
.doc-row{display:flex;gap:12px;padding:8px;border-bottom:1px dotted #b9c7a5}
.doc-title{flex:1}
.doc-date,.doc-read{font-size:12px;color:#777}
.people{display:flex;flex-wrap:wrap;gap:18px}
.person{width:190px;text-align:center;border:1px solid #dde5d0;padding:10px}
.person img{width:140px;height:175px}
.tiles{display:flex;flex-wrap:wrap;gap:10px}
.tiles a{background:#e9f1dd;border:1px solid #b9c7a5;padding:12px;width:200px}
.banner{background:#f7f3d7;border-left:6px solid #c79a1d;padding:18px;margin-bottom:10px}
.tab-pane.hidden{display:none}
.tabs{display:flex;gap:6px;list-style:none;padding:0}
.tabs li{padding:6px 14px;background:#dfead0}
form.request label{display:block;margin:8px 0}
form.request input,form.request textarea,form.request select{width:100%;max-width:460px;padding:5px}
#footer{background:#1f4d26;color:#dfe9d3;text-align:center;padding:16px;font-size:13px}
body.splash{display:flex;justify-content:center;align-items:center;height:100vh;text-align:center}
a.enter{background:#2e6b34;color:#fff;padding:10px 30px;text-decoration:none}
`,
  },
  {
    path: '/wp-content/themes/tessaban/style.css',
    text: `body{margin:0;font-family:Loma,sans-serif;color:#333}
#page{max-width:1100px;margin:auto}
.site-header{border-bottom:4px solid #31557f;padding:16px}
.site-title{font-size:24px;color:#31557f;display:inline-block;margin:0 14px}
.nav-menu{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;font-size:13px}
.nav-menu ul{display:none}
#primary{float:left;width:72%}
#secondary{float:right;width:24%;font-size:14px}
.entry-meta{color:#888;font-size:12px}
table.data{border-collapse:collapse;width:100%}
table.data th{background:#e2eaf4}
img{max-width:100%}
.site-footer{clear:both;border-top:1px solid #ccc;padding:16px;font-size:13px;color:#666}
`,
  },
];
