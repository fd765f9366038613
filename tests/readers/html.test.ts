import { describe, expect, it } from 'vitest';
import { codes, filler, page, read, rowsOf, tables, textOf, texts } from './helpers.ts';

const main = async (body: string) => (await page(body)).blocks.filter(({ region }) => region === 'main');
const shape = async (body: string) => (await main(body)).map((block) => [block.kind, textOf(block)]);

describe('blocks', () => {
  it('come in reading order with their kinds', async () => {
    expect(await shape('<h2>หัว</h2><p>ก <b>ข</b>ค</p><ul><li>หนึ่ง<li>สอง</ul><div>ท้าย</div>')).toEqual([
      ['heading', 'หัว'],
      ['paragraph', 'ก ขค'],
      ['item', 'หนึ่ง'],
      ['item', 'สอง'],
      ['line', 'ท้าย'],
    ]);
  });
  it('end at line breaks and block boundaries, inline elements join', async () => {
    expect(await shape('<div>ก<br>ข<span> ค</span><div>ง</div>จ<a href=x><div>ฉ</div></a></div>')).toEqual(
      ['ก', 'ข ค', 'ง', 'จ', 'ฉ'].map((text) => ['line', text]),
    );
  });
  it('keep a broken heading together, with its level', async () => {
    const [heading] = await main('<h3>แผน<br>2568</h3>');
    expect(heading).toMatchObject({ kind: 'heading', level: 3, text: 'แผน 2568' });
  });
  it('keep lines and gaps of preformatted text', async () => {
    expect(await shape('<pre>ก      ข\nค</pre>')).toEqual([
      ['line', 'ก\tข'],
      ['line', 'ค'],
    ]);
  });
  it.each([
    '<script>ซ่อน</script>',
    '<style>ซ่อน</style>',
    '<template>ซ่อน</template>',
    '<noscript>ซ่อน</noscript>',
    '<div hidden>ซ่อน</div>',
    '<div class="carousel-item" hidden>ซ่อน</div>',
    '<div class="a"></div><div class="b" style="display:none">ซ่อน</div>',
    '<div style="color:red; display : none">ซ่อน</div>',
    '<div aria-hidden="true" class="mobile-menu">ซ่อน</div>',
    '<span class="sr-only">ซ่อน</span>',
    '<select><option>ซ่อน</select>',
    '<textarea>ซ่อน</textarea>',
    '<!-- ซ่อน -->',
  ])('leave out what a visitor cannot see: %s', async (hidden) => {
    expect(texts(await page(`<p>เห็น</p>${hidden}`))).toEqual(['เห็น']);
  });
  it.each([
    '<a href="#y67">2567</a><div id="y67" style="display:none">ในแท็บ</div>',
    '<button onclick="show(event, \'y67\')">2567</button><div id="y67" style="display:none">ในแท็บ</div>',
    '<button data-bs-target="#y67">2567</button><div id="y67" hidden>ในแท็บ</div>',
    '2567<div class="tabcontent" style="display:none">ในแท็บ</div>',
    '2567<div role="tabpanel" hidden>ในแท็บ</div>',
    '<div class="year">2567</div><div class="year" id="plan2567" style="display:none">ในแท็บ</div>',
    '<table><tr id="row1"><td>2567</td></tr><tr id="row2" style="display:none"><td>ในแท็บ</td></tr></table>',
  ])('keep closed tabs, which a click opens: %s', async (body) => {
    expect(texts(await page(body))).toEqual(['2567', 'ในแท็บ']);
  });
  it('take noscript text where there is nothing else', async () => {
    const reading = await page(
      '<div id="app"></div><noscript><p>ต้องเปิด JavaScript</p></noscript><script src=a.js></script>',
    );
    expect(texts(reading)).toEqual(['ต้องเปิด JavaScript']);
    expect(codes(reading)).toEqual(['not-rendered']);
  });
});

describe('tables', () => {
  it('repeat merged cells so that columns line up', async () => {
    const [table] = tables(
      await page(
        '<table><caption>ชื่อตาราง</caption><tr><th rowspan=2>ที่<th colspan=2>งบ</tr><tr><td>ก<td>ข</tr><tr><td>1<td>2<td>3</table>',
      ),
    );
    expect(table?.caption).toBe('ชื่อตาราง');
    expect(rowsOf(table)).toEqual([
      ['ที่', 'งบ', 'งบ'],
      ['ที่', 'ก', 'ข'],
      ['1', '2', '3'],
    ]);
  });
  it('are called by the nearest heading before them', async () => {
    const [table] = tables(await page('<h1>ก</h1><h2>ข</h2><table><tr><td>1<td>2<tr><td>3<td>4</table>'));
    expect(table?.caption).toBe('ข');
  });
  it('keep lines within a cell', async () => {
    const [table] = tables(await page('<table><tr><th>ชื่อ<th>โทร<tr><td>นาย ก<br>นายก<td><p>1</p><p>2</p></table>'));
    expect(rowsOf(table)[1]).toEqual(['นาย ก\nนายก', '1\n2']);
  });
  it.each([
    ['nested tables', '<table><tr><td>ก<td><table><tr><td>ข<td>ค<tr><td>ง<td>จ</table></table>', 1],
    ['headings in cells', '<table><tr><td><h2>ก</h2>ข<td>ค<tr><td>ง<td>จ</table>', 0],
    ['lists in cells', '<table><tr><td><ul><li>ก</ul><td>ค<tr><td>ง<td>จ</table>', 0],
    ['whole texts in cells', `<table><tr><td>${'<p>ก</p>'.repeat(9)}<td>ค<tr><td>ง<td>จ</table>`, 0],
    ['one column', '<table><tr><td>ก<tr><td>ข</table>', 0],
    ['presentation', '<table role=presentation><tr><td>ก<td>ข<tr><td>ค<td>ง</table>', 0],
    [
      'cards',
      `<table>${'<tr><td><img src=p.jpg><br>นาย ก<br>นายก<td><img src=q.jpg><br>นาง ข<br>ปลัด</tr>'.repeat(2)}</table>`,
      0,
    ],
    ['header cells with lists below', '<table><tr><th>ก<th>ข<tr><td><ul><li>ค</ul><td>ง</table>', 1],
  ])('or layout: %s', async (_, html, expected) => expect(tables(await page(html))).toHaveLength(expected));
  it('place pictures and links inside the cells', async () => {
    const reading = await page('<table><tr><th>รูป<th>ไฟล์<tr><td><img src=a.jpg><td><a href=b.pdf>อ่าน</a></table>');
    const cells = tables(reading)[0]?.rows[1];
    expect(reading.images[0]?.path.startsWith(`${cells?.[0]?.path}.`)).toBe(true);
    expect(reading.links[0]?.path.startsWith(`${cells?.[1]?.path}.`)).toBe(true);
    expect(cells?.[1]?.text).toBe('อ่าน');
  });
  it('survive absurd spans', async () => {
    const [table] = tables(await page('<table><tr><td rowspan=99999 colspan=99999>ก<td>ข<tr><td>ค</table>'));
    expect(table?.rows).toHaveLength(2);
    expect(table?.rows[0]?.length).toBeLessThan(200);
  });
});

describe('region', () => {
  it.each([
    '<nav>X</nav>',
    '<header>X</header>',
    '<footer>X</footer>',
    '<aside>X</aside>',
    '<div role="navigation">X</div>',
    '<div class="main-menu">X</div>',
    '<div id="sidebar-left">X</div>',
    '<ul class="breadcrumb"><li>X</ul>',
    '<div class="widget">X</div>',
    '<div class="cookie-consent">X</div>',
    '<div id="footer">X</div>',
    '<div class="site-header">X</div>',
  ])('template: %s', async (html) => {
    const reading = await page(`${html}<div class="content">${filler}</div>`);
    expect(texts(reading, 'template')).toEqual(['X']);
  });
  it.each([
    '<article><header>X</header></article>',
    '<div class="page-header">X</div>',
    '<div class="elementor-widget-container">X</div>',
    '<div class="has-sidebar">X</div>',
    '<div class="menu-price-table-of-the-canteen">X</div>',
    '<div class="card-header">X</div>',
  ])('main: %s', async (html) => {
    const reading = await page(`${html}${filler}`);
    expect(texts(reading, 'template')).toEqual([]);
  });
  it('is main where the element holds most of the text', async () => {
    const reading = await page(`<div class="sidebar">${filler}</div><p>สั้น</p>`);
    expect(texts(reading, 'template')).toEqual([]);
  });
  it('stays template for a long menu on a page without text', async () => {
    const menu = Array.from({ length: 40 }, (_, i) => `<li><a href="/${i}">เมนูยาวของเว็บไซต์ ${i}</a></li>`).join('');
    expect(texts(await page(`<div class="menu"><ul>${menu}</ul></div><p>สั้น</p>`), 'main')).toEqual(['สั้น']);
  });
  it('stays template for a footer that is all the text of a page of pictures', async () => {
    const reading = await page(`<img src=p.jpg><footer>${'ที่อยู่สำนักงานเทศบาล '.repeat(12)}</footer>`);
    expect(texts(reading, 'main')).toEqual([]);
    expect(codes(reading)).toEqual(['picture-only']);
  });
});

describe('links', () => {
  const links = async (body: string, head = '') =>
    (await read(`<html><head>${head}</head><body>${body}${filler}</body></html>`)).links.map(
      ({ url, text, embedded }) => [url, text, embedded],
    );
  it.each([
    ['<a href="a.pdf">ก <b>ข</b></a>', 'https://town.example.go.th/news/a.pdf', 'ก ข', false],
    ['<a href="a.pdf"><img src=i.png alt="แผน"></a>', 'https://town.example.go.th/news/a.pdf', 'แผน', false],
    ['<a href="a.pdf" aria-label="แผน"></a>', 'https://town.example.go.th/news/a.pdf', 'แผน', false],
    ['<a href="tel:0530000000">โทร</a>', 'tel:0530000000', 'โทร', false],
    [
      '<iframe src="https://docs.google.com/viewer?url=https%3A%2F%2Fx.go.th%2Fa.pdf"></iframe>',
      'https://x.go.th/a.pdf',
      '',
      true,
    ],
    ['<embed src="b.pdf">', 'https://town.example.go.th/news/b.pdf', '', true],
    ['<object data="b.pdf"><p>ไม่เห็น</p></object>', 'https://town.example.go.th/news/b.pdf', '', true],
    ['<iframe data-src="/pdfjs/web/viewer.html?file=/x.pdf"></iframe>', 'https://town.example.go.th/x.pdf', '', true],
    [`<button onclick="window.open('c.pdf')">เปิด</button>`, 'https://town.example.go.th/news/c.pdf', 'เปิด', false],
    [`<a href="javascript:void(0)" onclick="location.href='/d'">ไป</a>`, 'https://town.example.go.th/d', 'ไป', false],
    ['<map><area href="/e" alt="แผนที่"></map>', 'https://town.example.go.th/e', 'แผนที่', false],
  ])('%s', async (html, url, text, embedded) => expect(await links(html)).toEqual([[url, text, embedded]]));
  it('drop addresses that lead nowhere', async () => {
    expect(
      await links(
        '<a href="#">ก</a><a href="">ข</a><a href="javascript:x()">ค</a><a>ง</a><iframe src="about:blank"></iframe>',
      ),
    ).toEqual([]);
  });
  it('honour the base element', async () => {
    expect(await links('<a href="a.pdf">ก</a>', '<base href="/files/">')).toEqual([
      ['https://town.example.go.th/files/a.pdf', 'ก', false],
    ]);
  });
  it('follow a refresh', async () => {
    expect((await links('', '<meta http-equiv="refresh" content="0; url=/index">'))[0]).toEqual([
      'https://town.example.go.th/index',
      '',
      false,
    ]);
  });
  it('of frames are embedded', async () => {
    const reading = await read('<html><frameset><frame src="menu.html"><frame src="main.html"></frameset></html>');
    expect(reading.links.map(({ url, embedded }) => [url, embedded])).toEqual([
      ['https://town.example.go.th/news/menu.html', true],
      ['https://town.example.go.th/news/main.html', true],
    ]);
  });
});

describe('images', () => {
  const images = async (body: string) =>
    (await page(body + filler)).images.map(({ at: _, path: __, region: ___, ...rest }) => rest);
  it.each([
    [
      '<img src="a.jpg" alt=" รูป " width="120" height="80px">',
      { src: 'https://town.example.go.th/news/a.jpg', alt: 'รูป', width: 120, height: 80 },
    ],
    [
      '<img src="data:image/gif;base64,R0" data-src="b.jpg">',
      { src: 'https://town.example.go.th/news/b.jpg', alt: '' },
    ],
    [
      '<div style="background-image:url(\'c.jpg\');width:300px"></div>',
      { src: 'https://town.example.go.th/news/c.jpg', alt: '', width: 300 },
    ],
    ['<img srcset="d.jpg 1x, e.jpg 2x">', { src: 'https://town.example.go.th/news/d.jpg', alt: '' }],
  ])('%s', async (html, expected) => expect(await images(html)).toEqual([expected]));
  it('shorten data addresses to a hash', async () => {
    expect(await images('<img src="data:image/png;base64,AAAA">')).toEqual([
      { src: 'data:image/png;sha256,63c1dd951ffedf6f', alt: '' },
    ]);
  });
  it('leave out backgrounds behind text', async () => {
    expect(await images('<div style="background:url(bg.jpg)">ข้อความ</div>')).toEqual([]);
  });
});

describe('forms', () => {
  const forms = async (body: string) =>
    (await page(body + filler)).forms.map(({ action, fields, text }) => ({ action, fields, text }));
  it('count visible fields, radio groups once', async () => {
    const html =
      '<form action="/send"><label>ชื่อ</label><input name=a><textarea></textarea><select></select><input type=file>' +
      '<input type=radio name=r><input type=radio name=r><input type=hidden><input type=submit></form>';
    expect(await forms(html)).toEqual([{ action: 'https://town.example.go.th/send', fields: 5, text: 'ชื่อ' }]);
  });
  it.each([
    '<form><input type=search name=x></form>',
    '<form><input name=q></form>',
    '<nav><form><input name=anything></form></nav>',
    '<form><input type=hidden></form>',
  ])('leave out search boxes and empty forms: %s', async (html) => expect(await forms(html)).toEqual([]));
  it('gather fields outside of form elements', async () => {
    expect(await forms('<div><input placeholder=ชื่อ><textarea></textarea></div>')).toMatchObject([{ fields: 2 }]);
  });
});

describe('title', () => {
  it.each([
    ['<title>เว็บ</title>', '<h1>แผน</h1>', 'แผน | เว็บ'],
    ['<title>แผน</title>', '<h1>แผน</h1>', 'แผน'],
    ['<title>เว็บ</title>', '<h1>ก</h1><h1>ข</h1>', 'เว็บ'],
    ['<title>เว็บ</title>', '<header><h1>ป้าย</h1></header>', 'เว็บ'],
    ['<meta property="og:title" content="โอจี">', '', 'โอจี'],
    ['', '<p>บรรทัดแรก</p>', 'บรรทัดแรก'],
  ])('%s %s', async (head, body, title) => {
    expect((await read(`<html><head>${head}</head><body>${body}${filler}</body></html>`)).title).toBe(title);
  });
});

describe('gaps', () => {
  it.each([
    ['<h1>ผู้บริหาร</h1><img src="org.jpg">', ['picture-only']],
    ['<h1>ผู้บริหาร</h1><img src="logo.png"><img src=a.jpg width=50 height=50>', []],
    [`<img src="org.jpg">${filler}`, []],
    ['<div id="root"></div><script src="/main.js"></script>', ['not-rendered']],
    ['<app-root>กำลังโหลด</app-root>', ['not-rendered']],
    [`<div id="root">${filler}</div><script src="/main.js"></script>`, []],
    ['<script>location="/x"</script>', ['not-rendered']],
    ['<a href="/index"><img src="splash.jpg"></a><script src=a.js></script>', ['picture-only']],
  ])('%s', async (body, expected) => expect(codes(await page(body))).toEqual(expected));
  it('name a page nested like an attack', async () => {
    expect(codes(await page('<div>'.repeat(200_000)))).toEqual(['reader-failed']);
  });
  it('read deep pages without overflow', async () => {
    expect(texts(await page(`${'<div>'.repeat(5000)}ลึก`))).toEqual(['ลึก']);
  });
});

describe('hostile pages are read within the time of a test', () => {
  it.each([
    ['class names', `<div class="menu${'1'.repeat(5000)}x">ก</div>`],
    ['comments', `${'<!-- -->'.repeat(2000)}ก`],
    ['open comments', '<!--'.repeat(20_000)],
    ['styles', `<div style="${'background:'.repeat(50_000)}">ก</div>`],
    ['fields', '<input>'.repeat(20_000)],
    ['rows of wide cells', `<table>${`<tr>${'<td colspan=1000>x'.repeat(50)}`.repeat(100)}</table>`],
    ['click handlers', `<a onclick="${`window.open("`.replaceAll('"', '&quot;').repeat(20_000)}">ก</a>`],
  ])(
    '%s',
    async (_, html) => {
      expect((await page(html)).reader).toBe('html/4');
    },
    20_000,
  );
});

it('classes for small screens do not hide content', async () => {
  expect(texts(await page('<div class="d-none d-md-block">ก</div>'))).toEqual(['ก']);
});
