import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EscalationReason, escalate, escalationReasons } from '../../src/gather/escalate.ts';
import { outline } from '../../src/gather/outline.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { html, prose } from './site.ts';

const url = 'http://www.baan.example/page';

const reasonOf = async (body: string, mediaType = 'text/html'): Promise<EscalationReason | null> => {
  const page = html('หน้า', body);
  const bytes = Buffer.from(page);
  const { reading } = await readUnplaced(bytes, { url, contentType: `${mediaType}; charset=utf-8` });
  return escalate(reading, { mediaType, markup: bytes.toString('latin1') });
};

const text = prose('เนื้อหา');
const some = `<p>${'ข้อความ '.repeat(14)}</p>`;
const script = '<script src="/app.js"></script>';
const menu = '<nav><ul><li><a href="/a">หน้าแรก</a></li><li><a href="/b">ข้อมูลหน่วยงาน</a></li></ul></nav>';
const tabs = (panel: string, link = '<a data-toggle="tab" href="#y68">2568</a>') =>
  `${text}<ul>${link}</ul><div class="tab-content"><div class="tab-pane" id="y67">${text}</div>${panel}</div>${script}`;

describe('is shown in a browser', () => {
  test.each<[string, EscalationReason, string]>([
    ['nothing but a script', 'script-only', script],
    ['an application', 'script-only', `<div id="app"></div>${script}`],
    ['an application with a menu around it', 'empty-root', `${menu}${some}<div id="app"></div>${script}`],
    ['an application that loads', 'empty-root', `${menu}${some}<div id=root>Loading…</div>${script}`],
    ['a frame without an address', 'empty-frame', `${some}<iframe id="f"></iframe>${script}`],
    ['a frame that holds its page itself', 'empty-frame', `${some}<iframe srcdoc="&lt;p&gt;a"></iframe>`],
    ['a tab without content', 'hidden-tabs', tabs('<div class="tab-pane fade" id="y68"></div>')],
    ['a tab that loads', 'hidden-tabs', tabs('<div role="tabpanel" id="y68"><i class="spin"></i> กำลังโหลด</div>')],
    ['a fold without content', 'hidden-tabs', `${text}<div class="accordion-collapse collapse"> </div>${script}`],
    [
      'a tab that says where its content lies',
      'hidden-tabs',
      tabs('', '<a role="tab" data-url="/ajax/2568" href="#none">2568</a>'),
    ],
    ['a tab that asks by itself', 'hidden-tabs', tabs('', '<button role="tab" hx-get="/y/2568">2568</button>')],
    ['a list that says where it comes from', 'lazy-list', `${text}<ul data-url="/api/files?page=1"></ul>${script}`],
    ['a list that loads', 'lazy-list', `${text}<div data-ajax-url="/list.php"><img src="/loading.gif"></div>${script}`],
    ['a list that comes with the page', 'lazy-list', `${text}<div hx-get="/l" hx-trigger="load"></div>${script}`],
    ['a table without rows', 'lazy-list', `${text}<table><tr><th>ที่<th>เรื่อง</table>${script}`],
    [
      'a table whose rows are to come',
      'lazy-list',
      `${text}<table><thead><tr><th>ที่<th>เรื่อง<tbody><tr><td>กำลังโหลด</table>${script}`,
    ],
    ['a list by its name', 'lazy-list', `${text}<div id="load_data"></div>${script}`],
    ['a list that goes on', 'lazy-list', `${text}<div class="infinite-scroll">${text}</div>${script}`],
    ['a button for more', 'lazy-list', `${text}<button class="btn btn-load-more">เพิ่มเติม</button>${script}`],
    ['a link for more', 'lazy-list', `${text}<a class="load-more" href="#">เพิ่มเติม</a>${script}`],
    [
      'a container that a script fills',
      'lazy-list',
      `${text}<div id="document-list"></div><script>$.getJSON('/d', (d) => $('#document-list').html(d))</script>`,
    ],
    ['a menu around nothing', 'no-text', `${menu}<h1>แผนพัฒนา</h1><div id="c"></div>${script}`],
  ])('%s', async (_, reason, body) => {
    expect(await reasonOf(body)).toBe(reason);
  });

  test('every reason has an example above', () => {
    expect(escalationReasons).toHaveLength(6);
  });
});

describe('is enough as it came', () => {
  test.each([
    ['text', text],
    ['text with scripts', text + script],
    ['pictures that load late', `${text}<img loading="lazy" data-src="/a.jpg" class="lazyload">${script}`],
    ['an empty ornament', `${text}<div class="clearfix"></div><div id="particles"></div>${script}`],
    ['an application that came with its content', `<div id="app">${text}</div>${script}`],
    ['an empty root that no script fills', `${menu}${some}<div id="app"></div>`],
    ['a frame with its address', `${some}<iframe src="/f.html"></iframe>${script}`],
    ['a frame that loads late', `${some}<iframe data-src="/f.html"></iframe>${script}`],
    ['an invisible frame of a counter', `${text}<iframe style="display:none"></iframe>${script}`],
    ['tabs with their content', tabs(`<div class="tab-pane" id="y68">${text}</div>`)],
    ['tabs with a picture', tabs('<div class="tab-pane" id="y68"><img src="/chart.png"></div>')],
    ['tabs with a file', tabs('<div class="tab-pane" id="y68"><a href="/a.pdf">1</a></div>')],
    [
      'a tab that would load again what is there',
      tabs(`<div class="tab-pane" id="y68">${text}</div>`, '<a role="tab" data-url="/ajax" href="#y68">2568</a>'),
    ],
    ['an empty tab that no script fills', `${text}<div class="tab-pane"></div>`],
    ['a filled list', `${text}<ul data-url="/api/files"><li><a href="/a.pdf">a</a></ul>${script}`],
    ['a button of another service', `${text}<div class="fb-like" data-src="https://a.example/p"></div>${script}`],
    ['a box of another service', `${text}<div data-url="https://www.facebook.com/baan"></div>${script}`],
    ['a background that loads late', `${text}<div class="hero" data-src="/bg.jpg"></div>${script}`],
    ['a setting that is no address', `${text}<div data-source="auto"></div>${script}`],
    ['a table with rows', `${text}<table><tr><th>ที่<th>เรื่อง<tr><td>1<td>แผน</table>${script}`],
    ['a link to more', `${text}<a class="load-more" href="/news?page=2">เพิ่มเติม</a>${script}`],
    [
      'a counter that a script fills',
      `${text}<div id="visitors"></div><script>$.get('/c', (d) => $('#visitors').html(d))</script>`,
    ],
    [
      'a container that a script only moves',
      `${text}<div id="news-list"></div><script>$('#news-list').hide()</script>`,
    ],
    ['a picture with a menu', `${menu}<h1>แผน</h1><img src="/plan.jpg">${script}`],
    ['a file with a menu', `${menu}<h1>แผน</h1><a href="/plan.pdf">แผน</a>${script}`],
    ['a short page without scripts', `${menu}<h1>แผนพัฒนา</h1>`],
    ['markup in a script', `${text}<script>var a = '<div class="tab-pane"></div><table><th>a<th>b</table>'</script>`],
    ['markup in a comment', `${text}<!-- <div class="tab-pane"></div> -->${script}`],
  ])('%s', async (_, body) => {
    expect(await reasonOf(body)).toBeNull();
  });

  test('what is no page', async () => {
    const { reading } = await readUnplaced(Buffer.from('a,b\n1,2'), { url, contentType: 'text/csv' });
    expect(escalate(reading, { mediaType: 'text/csv', markup: '<div id="app"></div><script></script>' })).toBeNull();
  });
});

describe('the outline of a page', () => {
  test('counts text, things and header cells below each element', () => {
    const { elements } = outline('<DIV ID="a" class=x><p>ab c<br>d</p><a href="/b">e</a><a href="#">f</a><th>g</DIV>');
    const [div] = elements.filter(({ name }) => name === 'div');
    expect(div).toMatchObject({ letters: 7, things: 1, heads: 1 });
    expect(Object.fromEntries(div?.attributes ?? [])).toEqual({ id: 'a', class: 'x' });
  });

  test('keeps the text of scripts out of the text of the page', () => {
    expect(outline('<div><script>a < b</script></div>')).toMatchObject({ scripts: ['a < b'], hasScript: true });
    expect(outline('<div><script>a</script></div>').elements.at(-1)).toMatchObject({ name: 'div', letters: 0 });
  });

  test('takes any markup', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '</',
      '<div',
      ' id="',
      "'",
      '=',
      '<!--',
      '-->',
      '<script>',
      '</script',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (all) => {
        for (const { letters, things, heads } of outline(all.join('')).elements)
          expect(Math.min(letters, things, heads)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  const many = 66_000;
  test.each([
    ['tags that do not end', '<a'.repeat(many), 1],
    ['elements that do not end', '<b>'.repeat(many), 1],
    ['ends without a beginning', `${'<i>'.repeat(many)}${'</u>'.repeat(many)}`, 1],
    ['comments that do not end', '<!--'.repeat(many), 0],
    ['scripts that do not end', '<script>'.repeat(many), 0],
    ['quotes that do not end', `<p ${'a="\' '.repeat(many)}`, 1],
    ['spaces', `<p a${' '.repeat(many)}b${' '.repeat(many)}>`, 1],
  ])('is made in one pass over %s', (_, markup, ended) => {
    // In quadratic time these would be billions of steps, and the test would not end.
    expect(outline(`${markup}<hr>`).elements).toHaveLength(ended);
  });
});
