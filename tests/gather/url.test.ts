import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downloadAddress, fileNameOf, looksLikeDocument, normaliseUrl, sameSite } from '../../src/gather/url.ts';

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
    ['file:///etc/passwd', null],
    ['javascript:alert(1)', null],
    ['mailto:a@baan.example', null],
    ['not an address', null],
    ['', null],
  ])('%s', (raw, expected) => {
    expect(normaliseUrl(raw)).toBe(expected);
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

test.each([
  ['http://a.example/x.PDF', true],
  ['http://a.example/%E0%B8%81.xlsx', true],
  ['http://a.example/get.php?file=plan.docx', true],
  ['https://drive.google.com/file/d/1AbC/view', true],
  ['http://a.example/x.php', false],
])('looksLikeDocument(%s)', (url, expected) => {
  expect(looksLikeDocument(url)).toBe(expected);
});

test.each([
  ['https://drive.google.com/file/d/1Ab-C_/view?usp=sharing', 'https://drive.google.com/uc?export=download&id=1Ab-C_'],
  ['https://drive.google.com/open?id=1AbC', 'https://drive.google.com/uc?export=download&id=1AbC'],
  [
    'https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0',
    'https://docs.google.com/spreadsheets/d/1AbC/export?format=xlsx',
  ],
  ['https://docs.google.com/document/d/e/2PACX/pub', 'https://docs.google.com/document/d/e/2PACX/pub'],
  ['http://a.example/file/d/1/view', 'http://a.example/file/d/1/view'],
])('downloadAddress(%s)', (url, expected) => {
  expect(downloadAddress(url)).toBe(expected);
});

test('fileNameOf decodes, and survives what cannot be decoded', () => {
  expect(fileNameOf('http://a.example/x/%E0%B8%81.pdf')).toBe('ก.pdf');
  expect(fileNameOf('http://a.example/%A1.pdf')).toBe('%A1.pdf');
});
