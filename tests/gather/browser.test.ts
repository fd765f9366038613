import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ensureBrowser } from '../../src/gather/ensure-browser.ts';
import { findBrowser, gather } from '../../src/gather/index.ts';
import { at, html, item, options, plan, prose, serve } from './site.ts';

const shell = (script: string) => html('แอป', `<div id="app"></div><script>${script}</script>`);
const hasChromium = existsSync('/usr/bin/chromium');

describe.skipIf(!hasChromium)('a page that only its scripts fill', () => {
  test('is rendered; what its scripts ask of the machine itself is refused, images are not loaded', async () => {
    const secret = await serve({ '/secret': '<p>secret</p>', '/hop': '<p>secret</p>' });
    const site = await serve({
      '/app': shell(`
        const show = (text) => { const p = document.createElement('p'); p.textContent = text; document.getElementById('app').append(p); };
        const get = (url) => fetch(url).then((r) => r.text(), () => 'refused');
        Promise.all([get('/data.json'), get('http://127.0.0.1:${secret.port}/secret'), get('/hop'), get('http://localhost:${secret.port}/secret')])
          .then((all) => all.forEach(show));
        new Image().src = '/picture.png';
        const link = document.createElement('link'); link.rel = 'preconnect'; link.href = 'http://127.0.0.1:${secret.port}/'; document.head.append(link);
        new WebSocket('ws://127.0.0.1:${secret.port}/socket');
        new EventSource('http://127.0.0.1:${secret.port}/events');
        navigator.sendBeacon('http://127.0.0.1:${secret.port}/beacon', 'x');
        document.body.insertAdjacentHTML('beforeend', '<iframe src="http://127.0.0.1:${secret.port}/frame"></iframe>');`),
      '/data.json': (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(prose('ข้อมูลจริง'))),
      '/hop': (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${secret.port}/hop` }).end(),
    });
    const { browser: _, ...rest } = options(site);
    const gathered = await gather(plan([item('o1', ['/app'])]), rest);
    await site.close();
    await secret.close();
    const visit = gathered.visits.find(({ url }) => url === at('/app'));
    expect(gathered.visits.find(({ url }) => url.endsWith('/frame'))?.fault?.kind).toBe('address-refused');
    expect(visit).toMatchObject({ method: 'browser', fault: null, finalUrl: at('/app') });
    const text = JSON.stringify(gathered.readings[visit?.artifactId ?? '']?.blocks);
    expect(text).toContain('ข้อมูลจริง');
    expect(text.match(/refused/g)).toHaveLength(3);
    expect(secret.connections()).toBe(0);
    expect(site.hits.has('/picture.png')).toBe(false);
  });

  test('a script that never ends costs the page its rendering, not the run', async () => {
    const site = await serve({
      '/app': shell('setTimeout(() => { for (;;); }, 50)'),
      '/b': html('ข', prose('มีข้อความ')),
    });
    const { browser: _, ...rest } = options(site, { limits: { renderMs: 4000 } });
    const gathered = await gather(plan([item('o1', ['/app', '/b'])]), rest);
    await site.close();
    const app = gathered.visits.find(({ url }) => url === at('/app'));
    expect(app).toMatchObject({ method: 'http', fault: null });
    expect(gathered.readings[app?.artifactId ?? '']?.gaps.map(({ code }) => code)).toContain('not-rendered');
  });

  test('the browser starts only when a page needs it, once, and is closed', async () => {
    let starts = 0;
    let open = () => true;
    const source = async () => {
      starts++;
      const found = await findBrowser();
      open = () => found.browser?.isConnected() ?? false;
      return found;
    };
    const fill = shell(`document.getElementById('app').innerHTML = ${JSON.stringify(prose('เติม'))}`);
    const site = await serve({ '/plain': html('ธรรมดา', prose('มีข้อความ')), '/a': fill, '/b': fill });
    await gather(plan([item('o1', ['/plain'])]), options(site, { browser: source }));
    expect(starts).toBe(0);
    const gathered = await gather(plan([item('o1', ['/a', '/b'])]), options(site, { browser: source }));
    await site.close();
    expect(gathered.counters.rendered).toBe(2);
    expect(starts).toBe(1);
    expect(open()).toBe(false);
  });
});

test('without a browser the page keeps its gap and the run goes on', async () => {
  const site = await serve({ '/app': shell('1'), '/b': html('ข', prose('มีข้อความ')) });
  const gathered = await gather(
    plan([item('o1', ['/app', '/b'])]),
    options(site, { browser: async () => ({ how: 'none', version: '', browser: null, tried: [] }) }),
  );
  await site.close();
  const app = gathered.visits.find(({ url }) => url === at('/app'));
  expect(app).toMatchObject({ method: 'http', fault: null });
  expect(app?.escalation).not.toBeNull();
  expect(gathered.readings[app?.artifactId ?? '']?.gaps.map(({ code }) => code)).toContain('not-rendered');
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

  test.skipIf(!hasChromium)('a wrong OIT_BROWSER is reported and the next way taken', async () => {
    const found = await findBrowser({ OIT_BROWSER: '/nowhere/chromium' });
    await found.browser?.close();
    expect(found.tried[0]?.how).toBe('OIT_BROWSER');
    expect(found.how).not.toBe('none');
  });
});
