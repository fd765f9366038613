import { describe, expect, test } from 'vitest';
import { type GatherEvent, gather } from '../../src/gather/index.ts';
import { allOf } from '../support/readings.ts';
import {
  at,
  type Handler,
  html,
  item,
  memoryStore,
  options,
  type Pages,
  plan,
  prose,
  serve,
  timeless,
} from './site.ts';

const menu = (count: number) =>
  `<nav>${Array.from({ length: count }, (_, n) => `<a href="/menu/${n}">เมนู ${n}</a>`).join('')}</nav>`;
const page = (title: string, links: [string, string][] = [], more = '') =>
  html(
    title,
    `${menu(12)}<main><h1>${title}</h1>${prose(title)}<ul>${links.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul>${more}</main>`,
  );

/** Gathers against a site that is there only for this. */
async function look(
  pages: Pages,
  items: Parameters<typeof plan>[0],
  more: Parameters<typeof plan>[1] = {},
  extra = {},
) {
  const site = await serve(pages);
  try {
    return { gathered: await gather(plan(items, more), options(site, extra)), site };
  } finally {
    await site.close();
  }
}

describe('home', () => {
  test('is behind the splash page', async () => {
    const { gathered } = await look(
      {
        '/': html('ถวายพระพร', '<a href="/index.php"><img src="x.jpg" alt=""> เข้าสู่เว็บไซต์</a>'),
        '/index.php': page('หน้าหลัก'),
      },
      [],
      { home: at('/') },
    );
    expect(gathered.home).toBe(at('/index.php'));
  });

  test('is itself when the enter link stands among many others', async () => {
    const { gathered } = await look(
      { '/': page('หน้าหลัก', [['/index.php', 'เข้าสู่เว็บไซต์']]), '/index.php': page('อื่น') },
      [],
      { home: at('/') },
    );
    expect(gathered.home).toBe(at('/'));
  });

  test('two splash pages that point at each other end', async () => {
    const splash = (to: string) => html('', `<a href="${to}">เข้าสู่เว็บไซต์</a>`);
    const { gathered } = await look({ '/': splash('/b'), '/b': splash('/') }, [], { home: at('/') });
    expect(gathered.home).toBe(at('/b'));
  });

  test('shows the first pages of its navigation in any case, which belong to no item', async () => {
    const menus = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/menu/${n}`, page(`เมนู ${n}`)]));
    const { gathered } = await look(
      { '/': page('หน้าหลัก', [['/a', 'ก']]), '/a': page('ก'), ...menus },
      [item('o1', ['/a'])],
      { home: at('/') },
    );
    expect(gathered.visits.filter(({ url }) => url.includes('/menu/'))).toHaveLength(8);
    expect(gathered.items[0]?.reached).toEqual([at('/a')]);
  });
});

describe('the way from the home page', () => {
  const deep = {
    '/': page('หน้าหลัก', [['/ita', 'ITA']]),
    '/ita': page('ITA', [['/ita/2568', 'ปี 2568']]),
    '/ita/2568': page('ปี 2568', [['/o7', 'ข้อ 7']]),
    '/o7': page('ข้อ 7'),
    ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`/menu/${n}`, page(`เมนู ${n}`)])),
  };
  const visited = ({ visits }: { visits: { url: string }[] }) => visits.map(({ url }) => new URL(url).pathname);

  test('is walked until every submitted page was met, three clicks deep', async () => {
    const { gathered } = await look(deep, [item('o7', ['/o7'])], { home: at('/') });
    expect(visited(gathered)).toEqual(expect.arrayContaining(['/ita', '/ita/2568']));
  });

  test('goes through frames without a click', async () => {
    const framed = {
      ...deep,
      '/': html('หน้าหลัก', '<iframe src="/frame"></iframe>'),
      '/frame': page('เมนู', [['/ita', 'ITA']]),
    };
    const { gathered } = await look(framed, [item('o7', ['/o7'])], { home: at('/') });
    expect(visited(gathered)).toEqual(expect.arrayContaining(['/frame', '/ita', '/ita/2568']));
  });

  test('ends with its budget, which counts pages that an item leads to as well', async () => {
    const { gathered } = await look(deep, [item('o7', ['/o7'])], { home: at('/') }, { budget: { sitePages: 3 } });
    expect(visited(gathered)).toEqual(['/', '/menu/0', '/menu/1', '/menu/2', '/o7']);
  });
});

describe('lists that are shown in parts', () => {
  const entries = (month: string, year: number) =>
    `<ul>${Array.from({ length: 5 }, (_, n) => `<li>${n + 1} ${month} ${year} ข่าวเทศบาล</li>`).join('')}</ul>`;
  const part = (n: number, month: string, year: number, next = '') =>
    html(`ข่าว หน้า ${n}`, `<main><h1>ข่าว</h1>${prose(`ข่าว ${n}`)}${entries(month, year)}${next}</main>`);
  const news: Pages = {
    '/news': part(1, 'กันยายน', 2568, '<a href="/news?page=2">ถัดไป »</a>'),
    '/news?page=2': part(2, 'ธันวาคม', 2567, '<a href="/news?page=1">1</a> <a href="/news?page=3">๓</a>'),
    '/news?page=3': part(3, 'สิงหาคม', 2567, '<a href="/news?page=4">ถัดไป</a>'),
    '/news?page=4': part(4, 'มกราคม', 2566),
  };

  test('are followed by "next" or by number, until they come to entries from before the period', async () => {
    const { gathered } = await look(news, [item('o4', ['/news'], { years: [2568] })]);
    expect(gathered.items[0]?.reached).toEqual([at('/news'), at('/news?page=2'), at('/news?page=3')]);
    expect(gathered.items[0]?.gaps).toEqual([]);
  });

  test('that the budget cuts off are named', async () => {
    const { gathered } = await look(news, [item('o4', ['/news'], { years: [2568] })], {}, { budget: { listPages: 1 } });
    expect(gathered.items[0]?.reached).toEqual([at('/news'), at('/news?page=2')]);
    expect(gathered.items[0]?.gaps).toEqual([
      { code: 'over-budget', url: at('/news?page=3'), label: 'ข่าว | ข่าว หน้า 2', detail: 'list' },
    ]);
  });

  test('are told from an article that leads to the next one elsewhere', async () => {
    const { gathered } = await look(
      { '/article/first': page('ข่าว', [['/other/second', 'ถัดไป']]), '/other/second': page('ข่าวอื่น') },
      [item('o4', ['/article/first'], { years: [2568] })],
      {},
      { budget: { pages: 1 } },
    );
    expect(gathered.items[0]?.gaps).toEqual([{ code: 'over-budget', url: at('/other/second'), label: 'ถัดไป' }]);
  });
});

describe('robots.txt', () => {
  const robots: Handler = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /private');
  test('is obeyed below, and a submitted address that it forbids is visited all the same and named', async () => {
    const { gathered, site } = await look(
      { '/robots.txt': robots, '/private/a': page('ก', [['/private/b', 'ข']]), '/private/b': page('ข') },
      [item('o1', ['/private/a'])],
    );
    const [a, b] = gathered.visits;
    expect([a?.fault, a?.againstRobots]).toEqual([null, true]);
    expect(b?.fault).toMatchObject({ kind: 'robots-forbidden', nature: 'ours' });
    expect(gathered.items[0]?.gaps).toEqual([
      { code: 'not-fetched', url: at('/private/b'), label: 'ข', detail: 'robots-forbidden' },
    ]);
    expect([site.hits.get('/private/a'), site.hits.get('/private/b')]).toEqual([1, undefined]);
  });
});

test('follows one level of the own site, documents anywhere, frames first, and documents behind wanted pages', async () => {
  const pages: Pages = {
    '/o7': page(
      'แผน',
      [
        ['/plan.php', 'แผนดำเนินงาน 2568'],
        ['/other.php', 'อื่น ๆ'],
        ['http://elsewhere.example/page', 'เว็บอื่น'],
        ['http://files.example/x.pdf', 'ไฟล์'],
      ],
      '<iframe src="/frame.php"></iframe>',
    ),
    '/frame.php': html('กรอบ', prose('ในกรอบ')),
    '/plan.php': page('แผนดำเนินงาน', [
      ['/plan.pdf', 'ดาวน์โหลด'],
      ['/deep.php', 'ลึกลงไป'],
    ]),
    '/other.php': page('อื่น', [['/other.pdf', 'ดาวน์โหลด']]),
    '/plan.pdf': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ข้อความ'),
    '/x.pdf': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ไฟล์'),
  };
  const site = await serve(pages);
  const base = options(site);
  const gathered = await gather(plan([item('o7', ['/o7'], { wanted: ['แผนดำเนินงาน'], years: [2568] })]), {
    ...base,
    resolve: { ...base.resolve, 'files.example': `127.0.0.1:${site.port}` },
  });
  await site.close();
  expect(gathered.items[0]).toEqual({
    itemId: 'o7',
    submitted: [at('/o7')],
    reached: [
      at('/o7'),
      at('/frame.php'),
      at('/plan.php'),
      at('/other.php'),
      'http://files.example/x.pdf',
      at('/plan.pdf'),
    ],
    gaps: [],
  });
});

describe('the pictures that hold the matter of a page', () => {
  const show = (title: string, ...names: string[]): string =>
    html(title, `<main><h1>${title}</h1>${names.map((name) => `<img src="/img/${name}">`).join('')}</main>`);
  const picture: Handler = (_, response) =>
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const pictures = (...names: string[]): Pages => Object.fromEntries(names.map((name) => [`/img/${name}`, picture]));

  test('are looked at as part of it, also below where it is called like the document', async () => {
    const { gathered, site } = await look(
      {
        '/a': show('ผู้บริหาร', 'mayor.svg', 'deputy.svg', 'logo.svg'),
        '/b': page('แผน', [
          ['/plan', 'แผนดำเนินงาน'],
          ['/news', 'ภาพกิจกรรม'],
        ]),
        '/plan': show('แผน', 'plan.svg'),
        '/news': show('กิจกรรม', 'party.svg'),
        ...pictures('mayor.svg', 'deputy.svg', 'logo.svg', 'plan.svg', 'party.svg'),
      },
      [item('o1', ['/a']), item('o2', ['/b'], { wanted: ['แผนดำเนินงาน'] })],
    );
    expect(gathered.items.map(({ reached }) => reached)).toEqual([
      [at('/a'), at('/img/mayor.svg'), at('/img/deputy.svg')],
      [at('/b'), at('/plan'), at('/news'), at('/img/plan.svg')],
    ]);
    expect(gathered.items.flatMap(({ gaps }) => gaps)).toEqual([]);
    expect([site.hits.get('/img/logo.svg'), site.hits.get('/img/party.svg')]).toEqual([undefined, undefined]);
  });

  test('have a budget of their own', async () => {
    const names = Array.from({ length: 9 }, (_, n) => `${n}.svg`);
    const { gathered } = await look(
      {
        '/a': show('ก', ...names.slice(0, 3)),
        '/b': show('ข', ...names.slice(3)),
        ...pictures(...names),
      },
      [item('o1', ['/a', '/b'])],
      {},
      { budget: { pages: 2, pictures: 4 } },
    );
    expect(gathered.items[0]?.reached).toEqual([
      at('/a'),
      at('/b'),
      ...['0', '1', '2', '3'].map((name) => at(`/img/${name}.svg`)),
    ]);
    expect(gathered.items[0]?.gaps).toEqual([]);
  });
});

test('the budget keeps what fits the item best, and names what it left out', async () => {
  const links: [string, string][] = Array.from({ length: 30 }, (_, n) => [`/n${n}`, `ข่าว ${n}`]);
  links.push(['/right', 'แผน ปี 2568'], ['/wrong', 'แผน ปี 2560']);
  const pages = Object.fromEntries(links.map(([href, text]) => [href, page(text)]));
  const { gathered, site } = await look(
    { '/a': page('ก', links), ...pages },
    [item('o1', ['/a'], { wanted: ['แผน'], years: [2568] })],
    {},
    { budget: { pages: 4 } },
  );
  const [reach] = gathered.items;
  expect(reach?.reached).toEqual([at('/a'), at('/n0'), at('/right'), at('/wrong')]);
  expect(reach?.gaps).toHaveLength(29);
  expect(reach?.gaps[0]).toEqual({ code: 'over-budget', url: at('/n1'), label: 'ข่าว 1' });
  expect(site.hits.get('/n1')).toBeUndefined();
});

test('bytes beyond the budget become gaps, the same ones every time', async () => {
  const links: [string, string][] = Array.from({ length: 60 }, (_, n) => [`/d${n}`, `เอกสาร ${n}`]);
  const pages: Pages = {
    '/a': page('ก', links),
    ...Object.fromEntries(links.map(([href, text]) => [href, page(text)])),
  };
  const run = () => look(pages, [item('o1', ['/a'])], {}, { budget: { pages: 100, bytes: 30_000 } });
  const first = (await run()).gathered;
  expect(first.items[0]?.gaps.length).toBeGreaterThan(10);
  expect(first.items[0]?.reached.length).toBeGreaterThan(15);
  expect(timeless((await run()).gathered)).toEqual(timeless(first));
});

test('time that is up leaves gaps below, and faults on what was submitted', async () => {
  let clock = 0;
  const { gathered } = await look(
    { '/a': page('ก', [['/b', 'ข']]), '/b': page('ข') },
    [item('o1', ['/a'])],
    {},
    {
      budget: { seconds: 1 },
      now: () => new Date(clock),
      onEvent: (event: GatherEvent) => {
        if (event.kind === 'visit-end') clock = 2000;
      },
    },
  );
  expect(gathered.items[0]?.gaps).toMatchObject([{ code: 'over-budget', url: at('/b') }]);
});

test('below a submitted page a passing failure is a gap, a dead link is not', async () => {
  const { gathered } = await look(
    {
      '/a': page('ก', [
        ['/gone', 'หายไป'],
        ['/broken', 'เสีย'],
        ['http://localhost/', 'ทดสอบ'],
      ]),
      '/broken': (_, response) => response.writeHead(500).end(),
    },
    [item('o1', ['/a'])],
  );
  expect(gathered.items[0]?.gaps).toEqual([
    { code: 'not-fetched', url: at('/broken'), label: 'เสีย', detail: 'server-error' },
  ]);
  expect(gathered.visits.find(({ url }) => url === at('/gone'))?.fault?.kind).toBe('not-found');
});

test('what fails for the moment and answers at the end of the run leads further', async () => {
  let asked = 0;
  const { gathered } = await look(
    {
      '/a': (_, response) =>
        ++asked < 3
          ? response.writeHead(503).end()
          : response.writeHead(200, { 'content-type': 'text/html' }).end(page('ก', [['/b', 'ข']])),
      '/b': page('ข'),
    },
    [item('o1', ['/a'])],
  );
  expect(gathered.items[0]?.reached).toEqual([at('/a'), at('/b')]);
  expect(gathered.visits.every(({ fault }) => fault === null)).toBe(true);
});

test('links to the file system are never followed, nor is anything that only changes the site', async () => {
  const { gathered, site } = await look(
    {
      '/a': page('ก', [
        ['file:///etc/passwd', 'แฟ้ม'],
        ['/logout', 'ออก'],
        ['/x?action=delete&id=1', 'ลบ'],
      ]),
    },
    [item('o1', ['/a'])],
  );
  expect(gathered.visits.map(({ url }) => url)).toEqual([at('/a')]);
  expect([...site.hits.keys()]).toEqual(['/robots.txt', '/a']);
});

test('windows-874 in the header alone is read, also after an interruption', async () => {
  const thai = Uint8Array.from('เทศบาลเมืองตัวอย่าง', (letter) => letter.charCodeAt(0) - 0x0e00 + 0xa0);
  const body = Buffer.concat([Buffer.from('<html><body><main><h1>'), thai, Buffer.from('</h1></main></body></html>')]);
  const site = await serve({
    '/a': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=tis-620' }).end(body),
  });
  const store = memoryStore();
  const first = await gather(plan([item('o1', ['/a'])]), options(site, { store }));
  expect(JSON.stringify(allOf(first.readings))).toContain('เทศบาลเมืองตัวอย่าง');
  expect(timeless(await gather(plan([item('o1', ['/a'])]), options(site, { store })))).toEqual(timeless(first));
  expect(site.hits.get('/a')).toBe(1);
  await site.close();
});

test('every address is asked once, however many items lead to it and however it is spelt', async () => {
  const { site, gathered } = await look({ '/%E0%B8%81': page('ก') }, [
    item('o1', ['/ก']),
    item('o2', ['/%e0%b8%81', '/%E0%B8%81#top']),
  ]);
  expect(site.hits.get('/%E0%B8%81')).toBe(1);
  expect(gathered.items.map(({ submitted }) => submitted)).toEqual([[at('/%E0%B8%81')], [at('/%E0%B8%81')]]);
});

/** A site of some depth, with faults, frames, duplicates and more links than the budget allows. */
function town(): Pages {
  const pages: Pages = { '/': page('หน้าหลัก') };
  for (let n = 0; n < 12; n++) pages[`/menu/${n}`] = page(`เมนู ${n}`);
  for (let i = 0; i < 6; i++) {
    const links: [string, string][] = Array.from({ length: 9 }, (_, n) => [
      `/i${(i + n) % 6}/p${n}`,
      `แผน ${n} ปี 256${n}`,
    ]);
    pages[`/i${i}`] = page(`ข้อ ${i}`, links, `<iframe src="/i${i}/frame"></iframe>`);
    pages[`/i${i}/frame`] = page('กรอบเดียวกัน', [['file.txt', 'แผน']]);
    for (let n = 0; n < 9; n++)
      if (n % 4 === 3) pages[`/i${i}/p${n}`] = (_, response) => response.writeHead(500).end();
      else if (n % 4 !== 2) pages[`/i${i}/p${n}`] = page('แผนเดียวกัน', [[`same.txt`, 'แผน']]);
  }
  return pages;
}
const townPlan = plan(
  Array.from({ length: 6 }, (_, i) => item(`o${i}`, [`/i${i}`], { wanted: ['แผน'], years: [2567, 2568] })),
  { home: at('/') },
);

const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * 15;
  };
};

test('the result does not depend on the order in which answers arrive; two requests at most stand at a host', async () => {
  const results: unknown[] = [];
  for (const delay of [() => 0, seeded(1), seeded(2), seeded(3), seeded(4)]) {
    const site = await serve(town(), delay);
    const gathered = await gather(townPlan, options(site, { budget: { pages: 8 } }));
    await site.close();
    expect(site.most()).toBe(2);
    const urls = gathered.visits.map(({ url }) => url);
    expect(urls).toEqual([...urls].sort());
    results.push(JSON.parse(JSON.stringify(timeless(gathered)).replaceAll(`:${site.port}`, ':port')));
  }
  for (const result of results.slice(1)) expect(result).toEqual(results[0]);
});

test('an interrupted gather goes on without asking again for what it had', async () => {
  const site = await serve(town());
  const whole = await gather(townPlan, options(site));
  const store = memoryStore();
  const stop = new AbortController();
  let done = 0;
  const interrupted = gather(
    townPlan,
    options(site, {
      store,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'visit-end' && ++done === 20) stop.abort(new Error('stopped by hand'));
      },
    }),
  );
  await expect(interrupted).rejects.toThrow('stopped by hand');
  const kept = [...store.finished.keys()].map((url) => new URL(url).pathname);
  expect(kept.length).toBeGreaterThan(10);
  site.hits.clear();
  const resumed = await gather(townPlan, options(site, { store }));
  await site.close();
  expect(kept.filter((path) => site.hits.has(path))).toEqual([]);
  expect(timeless(resumed)).toEqual(timeless(whole));
});

test('a host that says Retry-After is left alone meanwhile', async () => {
  const times: number[] = [];
  let asked = 0;
  const { gathered } = await look(
    {
      '/a': (_, response) => {
        times.push(performance.now());
        if (++asked === 1) response.writeHead(429, { 'retry-after': '1' }).end();
        else response.writeHead(200, { 'content-type': 'text/html' }).end(page('ก'));
      },
    },
    [item('o1', ['/a'])],
  );
  expect(gathered.visits[0]?.fault).toBeNull();
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
});

test('an error of the store ends the run with that error', async () => {
  const site = await serve({ '/a': page('ก') });
  const store = { ...memoryStore(), save: () => Promise.reject(new Error('the disk is full')) };
  await expect(gather(plan([item('o1', ['/a'])]), options(site, { store }))).rejects.toThrow('the disk is full');
  await site.close();
});
