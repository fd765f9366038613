import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileNameOf, normaliseUrl, sameSite } from '../../src/gather/url.ts';

describe('normaliseUrl', () => {
  test.each([
    ['HTTP://WWW.Baan.Example:80/a', 'http://www.baan.example/a'],
    ['https://baan.example:443', 'https://baan.example/'],
    ['http://baan.example./a', 'http://baan.example/a'],
    ['http://baan.example/ก', 'http://baan.example/%E0%B8%81'],
    ['http://baan.example/%e0%b8%81', 'http://baan.example/%E0%B8%81'],
    ['http://baan.example/%41%7Eb%2fc', 'http://baan.example/A~b%2Fc'],
    ['http://baan.example/a b.pdf', 'http://baan.example/a%20b.pdf'],
    [' http://baan.example/a#top ', 'http://baan.example/a'],
    ['http://user:secret@baan.example/', 'http://baan.example/'],
    ['http://baan.example/?q=ก&r=%e0%b8%81', 'http://baan.example/?q=%E0%B8%81&r=%E0%B8%81'],
    ['http://baan.example/%E0%B8%81%e0%b8%B2', 'http://baan.example/%E0%B8%81%E0%B8%B2'],
    ['http://baan.example../a', 'http://baan.example/a'],
    ['http://baan.example.:8080/a', 'http://baan.example:8080/a'],
    ['http:/baan.example/a', 'http://baan.example/a'],
    ['http:\\\\baan.example\\a\\b', 'http://baan.example/a/b'],
    ['http://baan.example/a\tb\n.pdf', 'http://baan.example/ab.pdf'],
    ['http://baan.example/a|b{c}^d', 'http://baan.example/a%7Cb%7Bc%7D%5Ed'],
    ['http://baan.example/a%7cb', 'http://baan.example/a%7Cb'],
    ['http://baan.example/%%341', 'http://baan.example/%%341'],
    ['http://baan.example/100%', 'http://baan.example/100%'],
    ['http://baan.example/?q=%u0E01', 'http://baan.example/?q=%u0E01'],
    ['http://baan.example/?q=a+b%20c', 'http://baan.example/?q=a+b%20c'],
    ['http://เทศบาล.ไทย/', 'http://xn--o3cg7ak5c9d.xn--o3cw4h/'],
    ['file:///etc/passwd', null],
    ['javascript:alert(1)', null],
    ['data:text/html,a', null],
    ['mailto:a@baan.example', null],
    ['tel:042841393', null],
    ['//baan.example/a', null],
    ['not an address', null],
    ['', null],
  ])('%s', (raw, expected) => {
    expect(normaliseUrl(raw)).toBe(expected);
  });

  test.each([
    ['//other.example/a', 'http://other.example/a'],
    ['http:b', 'http://baan.example/x/b'],
    ['../ก ข.pdf', 'http://baan.example/%E0%B8%81%20%E0%B8%82.pdf'],
    ['\\\\other.example\\a', 'http://other.example/a'],
    ['?p=2#top', 'http://baan.example/x/y?p=2'],
    ['tel:042841393', null],
    ['javascript:void(0)', null],
  ])('%s on a page', (raw, expected) => {
    expect(normaliseUrl(raw, 'http://baan.example/x/y?p=1')).toBe(expected);
  });

  test('composed and decomposed ำ are two addresses, as they are to a server', () => {
    expect(normaliseUrl('http://baan.example/\u0e33')).not.toBe(normaliseUrl('http://baan.example/\u0e4d\u0e32'));
  });

  test('is idempotent, whatever the percent signs', () => {
    const codes = fc.array(fc.constantFrom('%', '4', '1', '2', '5', 'e', 'E', '.', '/', '?', 'ก', ' ', '|'), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(codes, (letters) => {
        const once = normaliseUrl(`http://baan.example/${letters.join('')}`);
        expect(normaliseUrl(once ?? '')).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        const once = normaliseUrl(url);
        expect(once).not.toBeNull();
        expect(normaliseUrl(once ?? '')).toBe(once);
      }),
    );
  });

  test('never lets another scheme through', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom('file:', 'ftp:', 'data:').chain((s) => fc.string().map((t) => s + t)),
        ),
        (raw) => {
          expect(normaliseUrl(raw) ?? 'http://').toMatch(/^https?:\/\//);
        },
      ),
    );
  });
});

test.each([
  ['www.baan.example', ['baan.example'], true],
  ['baan.example', ['www.baan.example'], true],
  ['2020.baan.example', ['www.baan.example'], true],
  ['evilbaan.example', ['baan.example'], false],
  ['baan.example.evil.example', ['baan.example'], false],
  ['xn--12c.example', ['ก.example'], true],
  ['baan.example', [], false],
])('sameSite(%s, %j)', (host, own, expected) => {
  expect(sameSite(host, own)).toBe(expected);
});

test('fileNameOf decodes, and survives what cannot be decoded', () => {
  expect(fileNameOf('http://a.example/x/%E0%B8%81.pdf')).toBe('ก.pdf');
  expect(fileNameOf('http://a.example/%A1.pdf')).toBe('%A1.pdf');
});
