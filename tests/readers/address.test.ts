import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, documentBehind, scriptedAddress } from '../../src/readers/address.ts';

const base = 'https://town.example.go.th/a/b?x=1';

describe('canonical', () => {
  it.each([
    ['c.pdf#page=2', 'https://town.example.go.th/a/c.pdf'],
    ['/แผน 2568.pdf', 'https://town.example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202568.pdf'],
    ['/%e0%b9%81%e0%b8%9c%e0%b8%99%202568.pdf', 'https://town.example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202568.pdf'],
    ['/%E0%B9%81%e0%b8%9C%E0%B8%99 2568.pdf', 'https://town.example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202568.pdf'],
    ['/x%2fy%41', 'https://town.example.go.th/x%2FyA'],
    ['/%e1%bc', 'https://town.example.go.th/%E1%BC'],
    ['//OTHER.example/', 'https://other.example/'],
    ['TEL:053-000000', 'tel:053-000000'],
    ['mailto:a@example.go.th', 'mailto:a@example.go.th'],
    ['?id=ก', 'https://town.example.go.th/a/b?id=%E0%B8%81'],
  ])('%s', (href, expected) => expect(canonical(href, base)).toBe(expected));
  it.each(['', '#', '#top', 'javascript:void(0)', ' JavaScript:x', 'data:text/html,x', 'about:blank', 'http://[bad'])(
    'drops %j',
    (href) => expect(canonical(href, base)).toBeUndefined(),
  );
  it('encodes a query like the page', () => {
    expect(canonical('?id=กา', base, 'windows-874')).toBe('https://town.example.go.th/a/b?id=%A1%D2');
  });
  it('is a fixed point', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, extra) => {
        const once = canonical(`https://e.example${path}/${extra}`, base);
        if (once !== undefined) expect(canonical(once, base)).toBe(once);
      }),
    );
  });
});

describe('documentBehind', () => {
  it.each([
    ['https://docs.google.com/viewer?url=https%3A%2F%2Fx.go.th%2Fa.pdf&embedded=true', 'https://x.go.th/a.pdf'],
    ['https://docs.google.com/gview?embedded=1&url=https://x.go.th/dl%3Fid=5', 'https://x.go.th/dl?id=5'],
    ['https://view.officeapps.live.com/op/embed.aspx?src=https://x.go.th/a.xlsx', 'https://x.go.th/a.xlsx'],
    ['https://x.go.th/pdfjs/web/viewer.html?file=/files/%E0%B8%81.pdf', 'https://x.go.th/files/%E0%B8%81.pdf'],
    ['https://x.go.th/flowpaper/?pdf=../up/a.pdf', 'https://x.go.th/up/a.pdf'],
  ])('%s', (href, expected) => expect(documentBehind(href)).toBe(expected));
  it.each([
    'https://x.go.th/page?file=12',
    'https://www.facebook.com/sharer.php?u=https://x.go.th/a.pdf',
    'https://x.go.th/a.pdf',
    'mailto:a@b.c',
  ])('leaves %s', (href) => expect(documentBehind(href)).toBe(href));
});

it.each([
  ["window.open('a.pdf','_blank')", 'a.pdf'],
  ['location.href="/x"', '/x'],
  ["window.location = '/y'", '/y'],
  ["document.location.assign('/z')", '/z'],
  ["alert('x')", undefined],
])('scriptedAddress %s', (script, expected) => expect(scriptedAddress(script)).toBe(expected));
