import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BrowserSource,
  createRenderer,
  type FoundBrowser,
  findBrowser,
  type Renderer,
} from '../../src/gather/browser.ts';
import { ensureBrowser } from '../../src/gather/ensure-browser.ts';
import { createFetcher, defaultLimits, type Limits } from '../../src/gather/fetch.ts';
import { createGuard } from '../../src/gather/guard.ts';
import { at, type Handler, host, html, type Pages, prose, type Site, serve } from './site.ts';

const hasChromium = existsSync('/usr/bin/chromium');

type Shown = { site: Site; renderer: Renderer; close(): Promise<void> };

/** A site, and a renderer that reaches it by its name and nothing else. */
const show = async (
  pages: Pages,
  { source = findBrowser, ...limits }: Partial<Limits> & { source?: BrowserSource } = {},
): Promise<Shown> => {
  const site = await serve(pages);
  const all = { ...defaultLimits, ...limits };
  const fetcher = createFetcher({
    guard: createGuard({ resolve: { [host]: `127.0.0.1:${site.port}` } }),
    limits: all,
    userAgent: 'test',
    signal: new AbortController().signal,
    turn: (_, task) => task(),
  });
  const renderer = createRenderer({ source, fetcher, userAgent: 'test', limits: all });
  return {
    site,
    renderer,
    close: async () => {
      await renderer.close();
      await fetcher.close();
      await site.close();
    },
  };
};

const shell = (script: string, body = '') => html('แอป', `<div id="app"></div>${body}<script>${script}</script>`);
const json =
  (data: unknown): Handler =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data));
const part =
  (text: string): Handler =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);

/** A page's text without its scripts. */
const textOf = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? [])
    .toString('utf8')
    .replace(/<script[\s\S]*?<\/script>/g, '');

describe.skipIf(!hasChromium)('a page in the browser', () => {
  const load = (id: string, from: string) =>
    `fetch('${from}').then((r) => r.text()).then((t) => { document.getElementById('${id}').innerHTML = t; });`;
  const tab = (n: number, attributes = '') => `<a role="tab" href="#y${n}" id="t${n}" ${attributes}>${n}</a>`;
  const onTab = (action: string) => `
    for (const tab of document.querySelectorAll('[role=tab], .year'))
      tab.addEventListener('click', (event) => { event.preventDefault(); const id = tab.dataset.y; ${action} });`;

  const pages: Pages = {
    '/lazy': shell(`
      let shown = 0;
      const more = () => { for (let i = 0; i < 10; i++) document.getElementById('app').insertAdjacentHTML('beforeend', '<p style="height:300px">row ' + ++shown + '</p>'); };
      more();
      addEventListener('scroll', () => { if (shown < 40 && innerHeight + scrollY > document.body.scrollHeight - 50) more(); });`),
    '/endless': shell(`
      let shown = 0;
      const more = () => { for (let i = 0; i < 10; i++) document.getElementById('app').insertAdjacentHTML('beforeend', '<p style="height:300px">row ' + ++shown + '</p>'); };
      more();
      addEventListener('scroll', more);`),
    '/tabs': shell(
      onTab(
        `fetch('/year/' + id).then((r) => r.text()).then((t) => { document.getElementById('y' + id).innerHTML = t; });`,
      ),
      `${tab(2568, 'data-y="2568"')}${tab(2567, 'data-y="2567"')}
       <div role="tabpanel" id="y2568">${prose('ปีนี้')}</div><div role="tabpanel" id="y2567" style="display:none"></div>`,
    ),
    '/one-panel': shell(
      onTab(
        `fetch('/year/' + id).then((r) => r.text()).then((t) => { document.getElementById('list').innerHTML = t; });`,
      ),
      `<button class="year" role="tab" aria-selected="true" data-y="2568">2568</button>
       <button class="year" role="tab" data-y="2567">2567</button><button class="year" role="tab" data-y="2566">2566</button>
       <div id="list"><p>รายการของปี 2568 ทั้งหมด</p></div>`,
    ),
    '/inline-hidden': shell(
      onTab(`for (const y of document.querySelectorAll('.of-year')) y.style.display = y.id === 'of' + id ? '' : 'none';
        fetch('/year/' + id).then((r) => r.text()).then((t) => { document.getElementById('of' + id).innerHTML = t; });`),
      `<button role="tab" data-y="2567" aria-controls="of2567">2567</button>
       <div class="of-year" id="of2568">${prose('ปีนี้')}</div><div class="of-year" id="of2567" style="display:none"></div>`,
    ),
    '/year/2568': part('<p>เอกสารของปี 2568 อยู่ที่นี่</p>'),
    '/year/2567': part('<p>เอกสารของปี 2567 อยู่ที่นี่</p>'),
    '/year/2566': part('<p>เอกสารของปี 2566 อยู่ที่นี่</p>'),
    '/many-tabs': shell(
      onTab(`document.getElementById('y' + id).textContent = 'the content of ' + id;`),
      Array.from({ length: 15 }, (_, n) => `${tab(n, `data-y="${n}"`)}<div id="y${n}"></div>`).join(''),
    ),
    '/dead-more': shell(
      `let n = 0; document.querySelector('button').onclick = () => fetch('/press/' + ++n);`,
      '<button class="load-more">x</button>',
    ),
    '/fold': shell(
      `document.querySelector('details').addEventListener('toggle', () => { ${load('inside', '/year/2567')} });`,
      '<details><summary>ย้อนหลัง</summary><div id="inside"></div></details>',
    ),
    '/more': shell(
      `let page = 0; document.querySelector('.load-more').onclick = (event) => {
         document.getElementById('app').insertAdjacentHTML('beforeend', '<p>page ' + ++page + '</p>');
         if (page === 4) event.target.remove(); };`,
      '<button class="load-more">เพิ่มเติม</button>',
    ),
    '/leads-away': shell(
      `document.getElementById('app').textContent = 'stays here';
       document.getElementById('go').onclick = () => { location.href = '/elsewhere'; };
       document.getElementById('send').onclick = () => document.forms[0].submit();
       document.forms[1].onsubmit = (event) => { event.preventDefault(); fetch('/sent-by-script', { method: 'POST' }); };
       document.getElementById('in-form').onclick = () => { document.getElementById('app').append(' and opens'); };`,
      `<button role="tab" id="go">ไป</button><button role="tab" id="send">ส่ง</button>
       <form action="/sent" method="post"><button role="tab">ส่งแบบ</button></form>
       <form action="/sent" method="post"><button role="tab" id="in-form">แท็บในแบบ</button></form>
       <a role="tab" href="/other">หน้าอื่น</a>`,
    ),
    '/frames': shell(
      `document.getElementById('blank').contentDocument.body.innerHTML = '<p>อยู่ในกรอบที่ไม่มีที่อยู่</p>';
       document.getElementById('app').attachShadow({ mode: 'open' }).innerHTML = '<p>อยู่ในเงาของหน้าเว็บนี้</p>';`,
      '<iframe id="blank"></iframe><iframe srcdoc="<p>อยู่ในกรอบที่มีหน้าเอง</p>"></iframe>',
    ),
    '/counts': shell(
      `const n = Number(localStorage.n ?? 0) + 1; localStorage.n = n;
       const c = Number(/c=(\\d+)/.exec(document.cookie)?.[1] ?? 0) + 1; document.cookie = 'c=' + c;
       document.getElementById('app').textContent = 'visit ' + n + ' cookie ' + c;`,
    ),
    '/cookie': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'session=abc' })
        .end(
          shell(`fetch('/who').then((r) => r.text()).then((t) => { document.getElementById('app').textContent = t; })`),
        ),
    '/who': (request, response) => response.end(`cookie: ${request.headers.cookie}`),
    '/shared-1': shell('', '<script src="/shared.js"></script>'),
    '/shared-2': shell('', '<script src="/shared.js"></script>'),
    '/shared.js': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`document.getElementById('app').textContent = 'by script';`),
    '/loud': shell(
      `alert('1'); confirm('2'); window.open('/popup'); document.getElementById('app').textContent = 'past all';`,
    ),
    '/hang': shell('setTimeout(() => { for (;;); }, 50)'),
    '/hang-on-click': shell(
      `document.getElementById('app').textContent = 'was here'; document.querySelector('button').onclick = () => { for (;;); };`,
      '<button role="tab">x</button>',
    ),
    '/plain': html('ธรรมดา', prose('มีข้อความ')),
    '/moved': (_, response) => response.writeHead(302, { location: '/deep/plain' }).end(),
    '/deep/plain': shell(
      `fetch('near').then((r) => r.text()).then((t) => { document.getElementById('app').textContent = t; })`,
    ),
    '/deep/near': 'near by',
    '/long': html('ยาว', '<div style="height:30000px;background:#070">สูง</div>'),
    '/pictured': html(
      'ภาพ',
      '<img src="/dot.svg" style="display:block;width:1280px;height:900px">',
      '<style>body{margin:0}</style>',
    ),
    '/dot.svg': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'image/svg+xml' })
        .end(
          '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="#f00"/></svg>',
        ),
    '/gone': (_, response) =>
      response
        .writeHead(404, { 'content-type': 'text/html' })
        .end('<body style="margin:0;background:#00f"><h1>gone</h1>'),
    '/file': Buffer.from('%PDF-1.4'),
  };

  let shown: Shown;
  beforeAll(async () => {
    shown = await show(pages, { renderMs: 15_000 });
  });
  afterAll(() => shown.close());
  const render = async (path: string) => textOf((await shown.renderer.render(at(path)))?.html);

  test('is scrolled until it grows no more', async () => {
    const page = await shown.renderer.render(at('/lazy'));
    const text = textOf(page?.html);
    expect(page?.isWhole).toBe(true);
    expect(text).toContain('row 40');
    expect(text).not.toContain('row 41');
  });

  test('is not scrolled for ever, and tells that it goes on', async () => {
    const page = await shown.renderer.render(at('/endless'));
    const rows = textOf(page?.html).match(/row \d+/g) ?? [];
    expect(page?.isWhole).toBe(false);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(400);
  });

  test('has its empty tabs opened', async () => {
    const text = await render('/tabs');
    expect(text).toContain('ปีนี้');
    expect(text).toContain('เอกสารของปี 2567');
    expect(shown.site.hits.get('/year/2568')).toBeUndefined();
  });

  test('keeps what a tab puts its content in the place of', async () => {
    const text = await render('/one-panel');
    for (const year of [2568, 2567, 2566]) expect(text.split(`ปี ${year}`)).toHaveLength(2);
  });

  test('shows again what a tab has hidden', async () => {
    const text = await render('/inline-hidden');
    expect(text).toContain('เอกสารของปี 2567');
    expect(text).not.toMatch(/display:\s*none/);
  });

  test('has its folds and the rest of its lists opened', async () => {
    expect(await render('/fold')).toContain('เอกสารของปี 2567');
    const text = await render('/more');
    for (const page of [1, 2, 3, 4]) expect(text).toContain(`page ${page}<`);
  });

  test('is not opened for ever, and tells what is left', async () => {
    const page = await shown.renderer.render(at('/many-tabs'));
    expect(textOf(page?.html).match(/the content of/g)).toHaveLength(12);
    expect(page?.isWhole).toBe(false);
    expect((await shown.renderer.render(at('/dead-more')))?.isWhole).toBe(true);
    expect(shown.site.hits.has('/press/2')).toBe(false);
  });

  test('is never left, and sends no form', async () => {
    const page = await shown.renderer.render(at('/leads-away'));
    expect(page?.finalUrl).toBe(at('/leads-away'));
    expect(textOf(page?.html)).toContain('stays here and opens');
    for (const path of ['/elsewhere', '/sent', '/sent-by-script', '/other'])
      expect(shown.site.hits.has(path)).toBe(false);
  });

  test('shows what stands in its frames without an address and in its shadow', async () => {
    const text = await render('/frames');
    expect(text).toContain('อยู่ในกรอบที่ไม่มีที่อยู่');
    expect(text).toContain('<div><p>อยู่ในกรอบที่มีหน้าเอง');
    expect(text).toContain('อยู่ในเงาของหน้าเว็บนี้');
  });

  test('shows the same, however often and in whatever company', async () => {
    const paths = ['/counts', '/tabs', '/one-panel', '/frames', '/lazy'];
    const once = await Promise.all(paths.map(render));
    const again = await Promise.all([...paths].reverse().map(render));
    expect(again.reverse()).toEqual(once);
    expect(once[0]).toContain('visit 1 cookie 1');
  });

  test('has the cookies of its own visit', async () => {
    expect(await render('/cookie')).toContain('cookie: session=abc');
  });

  test('shares its scripts with the other pages of the site', async () => {
    expect(await render('/shared-1')).toContain('by script');
    expect(await render('/shared-2')).toContain('by script');
    expect(shown.site.hits.get('/shared.js')).toBe(1);
  });

  test('is not held up by dialogs and windows', async () => {
    expect(await render('/loud')).toContain('past all');
  });

  test('is read where it is, behind redirects', async () => {
    const page = await shown.renderer.render(at('/moved'));
    expect(page).toMatchObject({ finalUrl: at('/deep/plain'), status: 200 });
    expect(textOf(page?.html)).toContain('near by');
    expect(shown.site.hits.get('/deep/plain')).toBe(1);
  });

  test('is nothing where there is no page', async () => {
    expect(await shown.renderer.render(at('/gone'))).toBeNull();
    expect(await shown.renderer.render(at('/file'))).toBeNull();
    expect(await shown.renderer.render('http://127.0.0.1:1/')).toBeNull();
  });

  describe('as a picture', () => {
    const colour = async (picture: Uint8Array, top = 0) => {
      const area = sharp(picture).extract({ left: 600, top, width: 10, height: 10 });
      const { channels } = await area.stats();
      return channels.slice(0, 3).map(({ mean }) => Math.round(mean / 64));
    };

    test('has its images, which a page that is only read does not load', async () => {
      await shown.renderer.render(at('/pictured'));
      expect(shown.site.hits.has('/dot.svg')).toBe(false);
      const shot = await shown.renderer.screenshot(at('/pictured'));
      expect(shot).toMatchObject({ finalUrl: at('/pictured'), status: 200 });
      expect(await sharp(shot?.picture).metadata()).toMatchObject({ format: 'jpeg', width: 1280, height: 900 });
      expect(await colour(shot?.picture ?? Buffer.alloc(0))).toEqual([4, 0, 0]);
    });

    test('is no taller than a person looks', async () => {
      const shot = await shown.renderer.screenshot(at('/long'));
      expect(await sharp(shot?.picture).metadata()).toMatchObject({ width: 1280, height: 10_000 });
      expect(await colour(shot?.picture ?? Buffer.alloc(0), 9_900)).toEqual([0, 2, 0]);
    });

    test('shows failures too', async () => {
      const shot = await shown.renderer.screenshot(at('/gone'));
      expect(shot).toMatchObject({ finalUrl: at('/gone'), status: 404 });
      expect(await colour(shot?.picture ?? Buffer.alloc(0), 500)).toEqual([0, 0, 4]);
    });

    test('is nothing where there is nothing to see', async () => {
      expect(await shown.renderer.screenshot(at('/file'))).toBeNull();
      expect(await shown.renderer.screenshot('http://127.0.0.1:1/')).toBeNull();
    });
  });
});

describe.skipIf(!hasChromium)('a page that ends badly', () => {
  const fill = shell(`document.getElementById('app').textContent = 'filled';`);

  /** A source that counts its browsers, and gives the last one away. */
  const counting = () => {
    const started: FoundBrowser[] = [];
    const source = async () => {
      const found = await findBrowser();
      started.push(found);
      return found;
    };
    return { started, source };
  };

  test('costs its own rendering, not that of the others, and leaves nothing behind', async () => {
    const { started, source } = counting();
    const { renderer, close } = await show(
      {
        '/hang': shell('setTimeout(() => { for (;;); }, 50)'),
        '/late': shell(
          `document.getElementById('app').textContent = 'was here'; document.querySelector('button').onclick = () => { for (;;); };`,
          '<button role="tab">x</button>',
        ),
        '/fill': fill,
      },
      { source, renderMs: 4000 },
    );
    const [hang, late, ...others] = await Promise.all(
      ['/hang', '/late', '/fill', '/fill', '/fill'].map((path) => renderer.render(at(path))),
    );
    expect(started[0]?.browser?.contexts()).toEqual([]);
    await close();
    expect(hang).toBeNull();
    expect(textOf(late?.html)).toContain('was here');
    expect(late?.isWhole).toBe(false);
    expect(others.map((page) => textOf(page?.html).includes('filled'))).toEqual([true, true, true]);
  });

  test('may take its process with it', async () => {
    const { started, source } = counting();
    const { renderer, close } = await show(
      {
        '/crash': (_, response) => {
          response.writeHead(200, { 'content-type': 'text/html' }).end(shell(`fetch('/now')`));
        },
        '/now': (_, response) => {
          const [page] = started[0]?.browser?.contexts().flatMap((context) => context.pages()) ?? [];
          page
            ?.context()
            .newCDPSession(page)
            .then((session) => session.send('Page.crash'))
            .catch(() => {});
          setTimeout(() => response.end(), 500);
        },
        '/fill': fill,
      },
      { source, renderMs: 8000 },
    );
    expect(await renderer.render(at('/crash'))).toBeNull();
    expect(textOf((await renderer.render(at('/fill')))?.html)).toContain('filled');
    await close();
    expect(started).toHaveLength(1);
  });

  test('may take the browser with it: another one starts, twice at most', async () => {
    const { started, source } = counting();
    const { renderer, close } = await show({ '/fill': fill }, { source });
    const shown: (boolean | null)[] = [];
    for (let round = 0; round < 4; round++) {
      const pages = await Promise.all([renderer.render(at('/fill')), renderer.render(at('/fill'))]);
      shown.push(...pages.map((page) => page && textOf(page.html).includes('filled')));
      await started.at(-1)?.browser?.close();
    }
    await close();
    expect(shown).toEqual([true, true, true, true, true, true, null, null]);
    expect(started).toHaveLength(3);
  });

  test('the browser starts only when a page needs it, and is closed even while pages load', async () => {
    const { started, source } = counting();
    const { renderer, site, close } = await show({ '/slow': shell(`fetch('/never')`), '/never': () => {} }, { source });
    expect(renderer.found()).toBeNull();
    expect(started).toHaveLength(0);
    const slow = renderer.render(at('/slow'));
    const waiting = [renderer.render(at('/slow')), renderer.render(at('/slow'))];
    while (!site.hits.has('/never')) await new Promise((done) => setTimeout(done, 20));
    await close();
    expect(await slow).toBeNull();
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(started.map(({ browser }) => browser?.isConnected())).toEqual([false]);
  });
});

test.skipIf(!hasChromium)('what its scripts ask of the machine itself is refused', async () => {
  const secret = await serve({ '/secret': '<p>secret</p>', '/hop': '<p>secret</p>' });
  const own = `127.0.0.1:${secret.port}`;
  const { renderer, close } = await show({
    '/app': shell(`
      const say = (text) => { const p = document.createElement('p'); p.textContent = text; document.getElementById('app').append(p); };
      const get = (url) => fetch(url).then((r) => r.text(), () => 'refused');
      Promise.all([get('/data.json'), get('http://${own}/secret'), get('/hop'), get('http://localhost:${secret.port}/secret')])
        .then((all) => all.forEach(say));
      const link = document.createElement('link'); link.rel = 'preconnect'; link.href = 'http://${own}/'; document.head.append(link);
      new WebSocket('ws://${own}/socket');
      new EventSource('http://${own}/events');
      navigator.sendBeacon('http://${own}/beacon', 'x');
      navigator.serviceWorker?.register('/worker.js').catch(() => {});
      document.body.insertAdjacentHTML('beforeend', '<iframe src="http://${own}/frame"></iframe>');`),
    '/data.json': json('real data'),
    '/hop': (_, response) => response.writeHead(302, { location: `http://${own}/hop` }).end(),
  });
  const page = await renderer.render(at('/app'));
  await renderer.screenshot(at('/app'));
  await close();
  await secret.close();
  const text = textOf(page?.html);
  expect(text).toContain('real data');
  expect(text.match(/<p>refused/g)).toHaveLength(3);
  expect(secret.connections()).toBe(0);
});

test('without a browser there is nothing to show', async () => {
  const none: BrowserSource = async () => ({ how: 'none', version: '', browser: null, tried: [] });
  const { renderer, close } = await show({ '/app': shell('1') }, { source: none });
  expect(await renderer.render(at('/app'))).toBeNull();
  expect(await renderer.screenshot(at('/app'))).toBeNull();
  await close();
});

describe('findBrowser', () => {
  const order = ['configured', 'installed', 'distribution', 'own'];

  test.skipIf(!hasChromium)('tries what is installed before what it brought along, and says what failed', async () => {
    const found = await findBrowser({});
    await found.browser?.close();
    const origins = [...found.tried, found].map(({ origin }) => order.indexOf(origin ?? ''));
    expect(origins).toEqual([...origins].sort());
    expect(origins).not.toContain(-1);
    expect(found.tried.every(({ why }) => why !== '')).toBe(true);
    expect(found.tried.some(({ origin }) => origin === 'installed') || found.origin === 'installed').toBe(true);
  });

  test.skipIf(!hasChromium)('takes the configured one first', async () => {
    const found = await findBrowser({ OIT_BROWSER: '/usr/bin/chromium' });
    await found.browser?.close();
    expect(found).toMatchObject({ how: 'OIT_BROWSER=/usr/bin/chromium', origin: 'configured', tried: [] });
  });

  test.skipIf(!hasChromium)('goes on from a configured one that does not start, and says so', async () => {
    const found = await findBrowser({ OIT_BROWSER: '/nowhere/chromium' });
    await found.browser?.close();
    expect(found.tried[0]).toMatchObject({ how: 'OIT_BROWSER=/nowhere/chromium', origin: 'configured' });
    expect(found.tried[0]?.why).toMatch(/exist/);
    expect(found.browser).not.toBeNull();
    expect(found.origin).not.toBe('configured');
  });
});

describe('ensureBrowser', () => {
  const none = async () => ({
    how: 'none',
    version: '',
    browser: null,
    tried: [{ how: 'channel chrome', why: 'is not found' }],
  });

  test('says what was tried and what a person can do', async () => {
    const ran: string[] = [];
    const result = await ensureBrowser({
      find: none,
      run: async (command, args) => {
        ran.push([command, ...args].join(' '));
        return 'exit 1: no network';
      },
    });
    expect(result.how).toBeNull();
    expect(result.steps[0]).toBe('channel chrome: is not found');
    expect(result.steps.at(-1)).toMatch(/^Install Chromium/);
    expect(ran.at(-1)).toMatch(/cli\.js install chromium$/);
  });

  test.skipIf(!hasChromium)('installs nothing where a browser starts', async () => {
    const result = await ensureBrowser({ run: () => Promise.reject(new Error('must not run')) });
    expect(result.how).not.toBeNull();
    expect(result.version).toMatch(/^\d+\./);
  });
});
