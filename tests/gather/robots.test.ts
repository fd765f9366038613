import { describe, expect, test } from 'vitest';
import { createRobots } from '../../src/gather/robots.ts';

const site = 'https://www.nongsaeng.go.th';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The rules of a site whose robots.txt reads so. */
const rulesOf = (body: string | Uint8Array, status = 200) =>
  createRobots({
    ask: async () => ({ status, body: typeof body === 'string' ? bytes(body) : body }),
    product: 'oit-audit',
  });

const allows = async (body: string | Uint8Array, path: string, status = 200): Promise<boolean> =>
  (await rulesOf(body, status).rulesFor(site + path)).allowed;

describe('groups', () => {
  test.each([
    ['the group for everybody', 'User-agent: *\nDisallow: /admin', { '/admin/x': false, '/o1': true }],
    ['a group for others alone', 'User-agent: GPTBot\nDisallow: /', { '/o1': true }],
    [
      'its own group wins',
      'User-agent: *\nDisallow: /\n\nUser-agent: oit-audit\nDisallow: /b',
      { '/a': true, '/b': false },
    ],
    ['its own group forbids', 'User-agent: oit-audit\nDisallow: /\n\nUser-agent: *\nAllow: /', { '/a': false }],
    ['in any case, with a version', 'user-AGENT: OIT-Audit/1.0 (x)\nDISALLOW: /b', { '/b': false }],
    ['with words behind it', 'User-agent: oit-audit (night)\nDisallow: /b', { '/b': false }],
    ['everybody, with words behind it', 'User-agent: * all\nDisallow: /b', { '/b': false }],
    ['a longer name is another one', 'User-agent: oit-auditor\nDisallow: /', { '/a': true }],
    [
      'several names for one group',
      'User-agent: bot\nUser-agent: oit-audit\nDisallow: /b',
      { '/b': false, '/a': true },
    ],
    [
      'a group in two places',
      'User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /b',
      { '/a': false, '/b': false },
    ],
    [
      'other lines between names',
      'User-agent: oit-audit\nSitemap: /s.xml\nUser-agent: bot\nDisallow: /',
      { '/a': false },
    ],
    ['an empty rule allows all', 'User-agent: *\nDisallow:', { '/a': true }],
    ['rules before any group mean nothing', 'Disallow: /\nUser-agent: bot\nDisallow: /', { '/a': true }],
    ['the longest rule wins', 'User-agent: *\nDisallow: /d\nAllow: /d/open', { '/d/x': false, '/d/open/x': true }],
    ['of two as long the allowing one', 'User-agent: *\nDisallow: /d\nAllow: /d', { '/d': true }],
    ['comments', '# all\nUser-agent: * # bots\nDisallow: /b # not this', { '/b': false }],
  ])('%s', async (_, file, expected) => {
    for (const [path, allowed] of Object.entries(expected))
      expect([path, await allows(file, path)]).toEqual([path, allowed]);
  });
});

describe('paths', () => {
  const thai = encodeURI('/เอกสาร/แผน');
  test.each([
    ['Thai as it is', 'Disallow: /เอกสาร', thai, false],
    ['Thai as codes', `Disallow: ${encodeURI('/เอกสาร')}`, thai, false],
    ['Thai as lower-case codes', `Disallow: ${encodeURI('/เอกสาร').toLowerCase()}`, thai, false],
    ['Thai in the address', 'Disallow: /เอกสาร', '/เอกสาร/แผน', false],
    ['other Thai', 'Disallow: /เอกสาร', encodeURI('/ข่าว'), true],
    ['codes that are not needed', 'Disallow: /%7Eitaa/%61', '/~itaa/a', false],
    ['codes that are not needed in the address', 'Disallow: /~itaa/a', '/%7eitaa/%61', false],
    ['a coded slash is not a slash', 'Disallow: /a%2Fb', '/a/b', true],
    ['a coded percent sign', 'Disallow: /100%25', '/100%25', false],
    ['a space', 'Disallow: /my file', '/my%20file.pdf', false],
    ['brackets', 'Disallow: /x?a[0]=1', '/x?a[0]=1', false],
    ['a star', 'Disallow: /*.pdf', '/files/a.pdf?x', false],
    ['an end', 'Disallow: /*.pdf$', '/files/a.pdf?x', true],
    ['an end that is met', 'Disallow: /*.pdf$', '/files/a.pdf', false],
    ['a dollar in the middle', 'Disallow: /a$b', '/a$b', false],
    ['a star that is meant', 'Disallow: /a%2Ab', '/a*b', false],
    ['a star that is meant is no wildcard', 'Disallow: /a%2Ab', '/axxb', true],
    ['a query', 'Disallow: /*?print=', '/o1?print=1', false],
    ['case counts', 'Disallow: /Admin', '/admin', true],
  ])('%s', async (_, rule, path, allowed) => {
    expect(await allows(`User-agent: *\n${rule}`, path)).toBe(allowed);
  });
});

describe('files that are not as they should be', () => {
  const rule = 'User-agent: *\nDisallow: /b';
  const page = '<!doctype html><title>404</title><pre>\nUser-agent: *\nDisallow: /\n</pre>';
  test.each([
    ['CRLF', rule.replaceAll('\n', '\r\n'), false],
    ['CR alone', rule.replaceAll('\n', '\r'), false],
    ['BOM', `\ufeff${rule}`, false],
    ['spaces around', ' User-agent :  * \n\t Disallow : /b ', false],
    ['empty', '', true],
    ['words of no meaning', 'hello\n:\nfoo: bar\n\u0000', true],
    ['a page in its place', page, true],
    ['a page after blank lines', `\n\ufeff\n  ${page}`, true],
  ])('%s', async (_, file, allowed) => {
    expect(await allows(file, '/b')).toBe(allowed);
  });

  test('Thai of another encoding in one rule spoils no other', async () => {
    const file = Uint8Array.of(...bytes('User-agent: *\nDisallow: /'), 0xa2, 0xe8, 0xd2, ...bytes('\nDisallow: /b'));
    expect(await allows(file, '/b')).toBe(false);
  });

  test.each([404, 410, 401, 403, 429, 500, 503, 304])('status %i allows all, whatever it sends', async (status) => {
    expect(await allows('User-agent: *\nDisallow: /', '/a', status)).toBe(true);
  });

  test('a file that is too long is read up to 512 kB, and not up to half a line', async () => {
    const head = 'User-agent: *\nDisallow: /early\n';
    const cut = 'Disallow: /cut';
    const filler = '#'.repeat(512 * 1024 - head.length - cut.length - 1);
    const file = `${head}${filler}\n${cut}-here-only\nDisallow: /late`;
    expect(await allows(file, '/early')).toBe(false);
    expect(await allows(file, '/cut')).toBe(true);
    expect(await allows(file, '/late')).toBe(true);
    expect(await allows('Disallow: /'.padEnd(600_000, 'x'), '/')).toBe(true);
  });

  test('rules that are longer than any address are left out', async () => {
    expect(await allows(`User-agent: *\nDisallow: /${'*'.repeat(4000)}`, '/b')).toBe(false);
    expect(await allows(`User-agent: *\nDisallow: /${'*'.repeat(400_000)}`, '/b')).toBe(true);
  });
});

describe('delays', () => {
  test.each([
    ['Crawl-delay: 2', 2000],
    ['Crawl-delay: 0.5', 500],
    ['Crawl-delay: 3600', 5000],
    ['Crawl-delay: 1e99', 5000],
    ['Crawl-delay: 0', null],
    ['Crawl-delay: -1', null],
    ['Crawl-delay: soon', null],
    ['Crawl-delay:', null],
    ['Disallow: /b', null],
  ])('%s', async (line, delayMs) => {
    expect(await rulesOf(`User-agent: *\n${line}`).rulesFor(`${site}/a`)).toEqual({ allowed: true, delayMs });
  });

  test('those of its own group hold, not those for everybody', async () => {
    const file = 'User-agent: *\nCrawl-delay: 4\n\nUser-agent: oit-audit\nCrawl-delay: 1';
    expect((await rulesOf(file).rulesFor(site)).delayMs).toBe(1000);
    expect((await rulesOf(`${file.slice(0, -14)}Disallow: /b`).rulesFor(site)).delayMs).toBe(null);
  });
});

describe('asking', () => {
  const asking = (answer: (url: string) => Promise<{ status: number; body: Uint8Array }>) => {
    const asked: string[] = [];
    const ask = (url: string) => {
      asked.push(url);
      return answer(url);
    };
    return { asked, robots: createRobots({ ask, product: 'oit-audit' }) };
  };

  test('once per origin, however many want to know', async () => {
    const { asked, robots } = asking(async () => ({ status: 200, body: bytes('User-agent: *\nDisallow: /b') }));
    const urls = ['/a', '/b', '/c?d#e'].map((path) => site + path);
    const rules = await Promise.all(urls.map((url) => robots.rulesFor(url)));
    expect(rules.map(({ allowed }) => allowed)).toEqual([true, false, true]);
    await robots.rulesFor('http://www.nongsaeng.go.th/b');
    await robots.rulesFor('https://www.nongsaeng.go.th:8443/b');
    expect(asked).toEqual([
      'https://www.nongsaeng.go.th/robots.txt',
      'http://www.nongsaeng.go.th/robots.txt',
      'https://www.nongsaeng.go.th:8443/robots.txt',
    ]);
    expect((await robots.rulesFor('https://www.nongsaeng.go.th:8443/b')).allowed).toBe(false);
  });

  test('a host that cannot be reached allows all, and is not asked again', async () => {
    const { asked, robots } = asking(async () => {
      throw new Error('ECONNREFUSED');
    });
    expect(await robots.rulesFor(`${site}/a`)).toEqual({ allowed: true, delayMs: null });
    expect(await robots.rulesFor(`${site}/b`)).toEqual({ allowed: true, delayMs: null });
    expect(asked).toHaveLength(1);
  });

  test('what throws at once is no different', async () => {
    const { robots } = asking(() => {
      throw new Error('at once');
    });
    expect((await robots.rulesFor(`${site}/a`)).allowed).toBe(true);
  });

  test.each(['', 'nowhere', 'ftp://a.go.th/x', 'mailto:a@b.go.th', 'http://'])(
    '%j is no address to ask about',
    async (url) => {
      const { asked, robots } = asking(async () => ({ status: 200, body: bytes('User-agent: *\nDisallow: /') }));
      expect(await robots.rulesFor(url)).toEqual({ allowed: true, delayMs: null });
      expect(asked).toEqual([]);
    },
  );
});
