import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Gap, Link, Reading } from '../../src/model/evidence.ts';
import { canonical, nowhere } from '../../src/readers/address.ts';
import { readDocx } from '../../src/readers/office/docx.ts';
import { readSheet } from '../../src/readers/office/sheet.ts';
import { readPdf } from '../../src/readers/pdf/pdf.ts';
import { readUnplaced } from '../../src/readers/read.ts';
import { emptyReading, type Facts, gapOf, type Reader } from '../../src/readers/reading.ts';
import { keysOf, rebase, withoutPlace } from '../../src/readers/rebase.ts';
import { docx, fixture, wordParagraph, zip } from './helpers.ts';

const at: Link = { region: 'main', at: { in: 'whole' }, path: '0', url: '', text: 'x', embedded: false };

/** What a reader makes of one reference that stands in a document. */
const readingOf = (href: string, facts: Facts): Reading => {
  const url = canonical(href, facts.url);
  return {
    ...emptyReading('pdf/1'),
    links: url === undefined ? [] : [{ ...at, url }],
    gaps: [gapOf(facts, 'damaged')],
  };
};

const addresses = fc
  .tuple(
    fc.constantFrom('https://baan.example', 'http://www.town.go.th:8080', 'file://'),
    fc.webPath(),
    fc.webQueryParameters(),
  )
  .map(([origin, path, query]) => `${origin}/ก${path}${query === '' ? '' : `?${query}`}`);
const facts: fc.Arbitrary<Facts> = fc
  .record({
    url: addresses,
    fileName: fc.constantFrom('', 'แผน.pdf'),
    contentType: fc.constantFrom('', 'application/pdf'),
  })
  .map(({ fileName, ...rest }) => (fileName === '' ? rest : { ...rest, fileName }));

const step = fc.constantFrom('..', '.', 'a', 'ข้อมูล', '%e0%b8%81', 'b.pdf', '', 'x y', 'c:d');
const references = fc.oneof(
  fc.array(step, { maxLength: 6 }).map((steps) => steps.join('/')),
  fc
    .tuple(fc.constantFrom('/', '//other.example/', '?q=', '#', './', '\\', '\\\\h\\'), step)
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(
        'http:',
        'https:',
        'https://',
        'HTTP://e.example/',
        'file:',
        'ftp:/',
        'tel:',
        'mailto:',
        'javascript:',
        'c:',
      ),
      step,
    )
    .map((parts) => parts.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string(),
);

describe('a document that is read for no address and then given one', () => {
  test('is the document as it is read there, whatever it refers to', () => {
    fc.assert(
      fc.property(references, facts, (href, there) => {
        const placed = rebase(readingOf(href, withoutPlace(there)), there);
        expect(placed).toEqual(readingOf(href, there));
        expect(rebase(placed, there)).toEqual(placed);
        expect(rebase(placed, { url: 'http://else.example/' })).toEqual(placed);
      }),
      { numRuns: 2_000 },
    );
  });

  const sheet = zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
  });
  test.each<[string, Reader, Uint8Array]>([
    ['a scanned PDF', readPdf, fixture('scan.pdf')],
    ['a damaged PDF', readPdf, Buffer.from('%PDF-1.4\n')],
    ['a Word file', readDocx, docx(wordParagraph('แผน'))],
    ['an empty Word file', readDocx, docx('')],
    ['a damaged spreadsheet', readSheet, sheet],
  ])('%s', async (_, reader, bytes) => {
    for (const there of [
      { url: 'http://a.example/d/แผน.pdf?x=1' },
      { url: 'https://b.example/', fileName: 'แผน.pdf' },
    ]) {
      const direct = await reader({ bytes, facts: there, options: { ocr: 'off' } });
      const apart = await reader({ bytes, facts: withoutPlace(there), options: { ocr: 'off' } });
      expect(JSON.stringify(apart)).not.toMatch(/example/);
      expect(rebase(apart, there)).toEqual(direct);
    }
  });

  test('names the gaps of files inside it by their own names', () => {
    const there = { url: 'http://a.example/d.zip', fileName: 'd.zip' };
    const gaps: Gap[] = [
      { code: 'damaged', url: nowhere, label: 'ใน.pdf' },
      { code: 'damaged', url: `${nowhere}#p`, label: nowhere },
    ];
    expect(rebase({ ...emptyReading('archive/1'), gaps }, there).gaps).toEqual([
      { code: 'damaged', url: there.url, label: 'ใน.pdf' },
      { code: 'damaged', url: `${there.url}#p`, label: 'd.zip' },
    ]);
  });
});

describe('what a reading depends on', () => {
  const pdf = readFileSync(new URL('./fixtures/scan.pdf', import.meta.url));
  const page = Buffer.from('<!doctype html><title>a</title><body><a href="b">c</a></body>');
  const csv = Buffer.from('a,b\n1,2\n');
  const places: Facts[] = [
    { url: 'http://a.example/x/one.pdf', contentType: 'application/pdf' },
    { url: 'http://b.example/download?id=5', contentType: 'application/octet-stream', fileName: 'สอง.PDF' },
    { url: 'http://c.example/y', contentType: 'text/csv; header=present; charset=TIS-620' },
  ];

  test.each([
    ['a document: the bytes alone', pdf, 'bytes', 1],
    ['text: what was told about the bytes', csv, 'hints', 3],
    ['a page: its address', page, 'address', 3],
  ] as const)('%s', async (_, bytes, scope, different) => {
    const read = await Promise.all(places.map((facts) => readUnplaced(bytes, facts, { ocr: 'off' })));
    expect(read.map((one) => one.scope)).toEqual([scope, scope, scope]);
    expect(new Set(places.map((facts) => keysOf(facts)[scope])).size).toBe(different);
    if (scope === 'bytes') expect(new Set(read.map((one) => JSON.stringify(one.reading))).size).toBe(1);
  });

  test('hints are the ending of the name, the media type and the charset, however they are written', () => {
    const key = (contentType: string, fileName: string, url = 'http://a.example/x') =>
      keysOf({ url, contentType, fileName }).hints;
    expect(key('Text/CSV;charset=UTF-8', 'ก.CSV')).toBe(
      key('text/csv; x=1; charset=utf-8', 'b.csv', 'http://b.example/'),
    );
    expect(key('', '', 'http://a.example/c.csv?d=e')).toBe(key('', 'c.csv'));
    expect(key('text/csv', 'a.csv')).not.toBe(key('text/csv', 'a.txt'));
    expect(key('text/csv', 'a.csv')).not.toBe(key('text/csv; charset=tis-620', 'a.csv'));
  });

  test('equal hints give equal readings', async () => {
    const type = fc.constantFrom(
      '',
      'text/csv',
      'text/html',
      'text/plain; charset=tis-620',
      'Text/Plain;x=1;charset=TIS-620',
    );
    const name = fc.constantFrom('a.csv', 'B.CSV', 'c.tsv', 'ง.txt', 'e.html', 'f');
    const bytes = fc.oneof(
      fc.string({ maxLength: 60 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 60 }).map((raw) => Buffer.from(raw)),
      fc.constantFrom(csv, page, Buffer.from('{\\rtf1 x}')),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.tuple(type, name), fc.tuple(type, name), async (content, ...told) => {
        const [a, b] = told.map(([contentType, fileName], n) => ({
          url: `http://${n}.example/`,
          contentType,
          fileName,
        }));
        if (!a || !b || keysOf(a).hints !== keysOf(b).hints) return;
        const [one, two] = [await readUnplaced(content, a), await readUnplaced(content, b)];
        expect(two.scope).toBe(one.scope);
        if (one.scope !== 'address') expect(two.reading).toEqual(one.reading);
      }),
    );
  });
});
