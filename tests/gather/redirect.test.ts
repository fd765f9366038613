import { describe, expect, test } from 'vitest';
import { decodeHeader, locationOf, redirectInBody } from '../../src/gather/redirect.ts';

const latin1 = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('latin1');

test('headers are read as UTF-8, else as windows-874', () => {
  expect(decodeHeader('plain')).toBe('plain');
  expect(decodeHeader(latin1('attachment; filename="แผน.pdf"'))).toBe('attachment; filename="แผน.pdf"');
  expect(decodeHeader('\xe0\xb7\xe8\xa1')).toBe('เท่ก');
});

test('a Location keeps its bytes', () => {
  expect(new URL(locationOf(latin1('/หน้า')), 'http://a.example').pathname).toBe(
    '/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2',
  );
  expect(locationOf('/\xe1\xbc\xb9')).toBe('/%E1%BC%B9');
});

describe('redirectInBody', () => {
  test.each<[string, string | null]>([
    ['<meta http-equiv="refresh" content="0;url=/a">', '/a'],
    ['<META CONTENT=\'3; URL="/a"\' HTTP-EQUIV=Refresh>', '/a'],
    ['<meta http-equiv=refresh content="0; url=/a?b=1&amp;c=2">', '/a?b=1&c=2'],
    ['<meta http-equiv="refresh" content="0; url=/หน้า">', '/หน้า'],
    ['<meta http-equiv="refresh" content="6;url=/a">', null],
    ['<meta http-equiv="refresh" content="0">', null],
    ['<!-- <meta http-equiv="refresh" content="0;url=/a"> -->', null],
    ['<noscript><meta http-equiv="refresh" content="0;url=/a"></noscript>', null],
    ['<script>location.href="/a"</script>', '/a'],
    ["<script>window.location = '/a';</script>", '/a'],
    ['<script>top.location.replace("/a")</script>', '/a'],
    ['<title>ไป</title><script>setTimeout(function(){document.location.assign("/a")}, 500)</script>', '/a'],
    ['<script>location.href="/ภาพ/รวม"</script>', '/ภาพ/รวม'],
    ['<meta http-equiv="refresh" content="0; url=/แผนภ ">', '/แผนภ'],
    ['<script>if (screen.width < 700) location="/mobile"</script>', null],
    ['<script>location.href="/a"</script><iframe src="/b"></iframe>', null],
    [`<script>location.href="/a"</script>${'text '.repeat(60)}`, null],
    ['<p>location.href="/a"</p>', null],
    ['', null],
  ])('%s', (markup, target) => {
    expect(redirectInBody(Buffer.from(markup))).toBe(target);
  });

  test('hostile text of any kind ends', () => {
    for (const piece of [
      '<!--',
      '<meta ',
      '<script',
      '<noscript>',
      'location=',
      '<meta http-equiv=refresh content="',
      '<',
    ])
      expect(redirectInBody(Buffer.from(piece.repeat(20_000)))).toBeNull();
  });
});
