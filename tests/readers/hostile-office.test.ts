import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../src/readers/zip.ts';
import { codes, docx, fixture, read, rowsOf, tables, textOf, wordParagraph } from './helpers.ts';
import { openDocument, pptx, rawZip, xlsx, zipOf } from './zips.ts';

/** Every attack ends within seconds; what a test has to say of it is its named gap. */
const seconds = 10_000;
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1_000_000);

describe('zip bombs', () => {
  it.each([
    ['one file that shrinks a thousand times', () => zipOf({ 'a.txt': zeros(300) }), ['unsafe-archive']],
    [
      'a file that lies about its size',
      () => rawZip([{ name: 'a.txt', content: zeros(60), size: 10 }]),
      ['unsafe-archive'],
    ],
    [
      'files that share one body',
      () =>
        rawZip([
          { name: '0.txt', content: zeros(15) },
          ...Array.from({ length: 5000 }, (_, i) => ({ name: `${i + 1}.txt`, content: '', sameAs: 0 })),
        ]),
      ['unsafe-archive'],
    ],
    [
      'many files below every limit of one file',
      () => rawZip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.bin`, content: zeros(15) }))),
      [...Array.from({ length: 13 }, () => 'unsupported-format'), ...Array.from({ length: 7 }, () => 'too-large')],
    ],
    [
      'bombs in bombs',
      () =>
        zipOf(
          Object.fromEntries(['a', 'b'].map((name) => [`${name}.zip`, zipOf({ 'x.zip': zipOf({ x: zeros(1) }) })])),
        ),
      ['unsafe-archive', 'unsafe-archive'],
    ],
    ['a Word file', () => zipOf({ 'word/document.xml': zeros(400) }), ['unsafe-archive']],
    ['a workbook', () => xlsx('', { 'xl/sharedStrings.xml': zeros(60) }), ['unsafe-archive']],
    ['a presentation', () => pptx([' '.repeat(60_000_000)]), ['unsafe-archive']],
    ['an OpenDocument text', () => openDocument('text', ' '.repeat(60_000_000)), ['unsafe-archive']],
    [
      'an OpenDocument spreadsheet',
      () =>
        rawZip([
          { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
          { name: 'content.xml', content: ' '.repeat(60_000_000) },
        ]),
      ['unsafe-archive'],
    ],
  ])('%s', async (_, make, expected) => expect(codes(await read(make()))).toEqual(expected), seconds);
});

describe('names that lead out of the folder', () => {
  it.each(['../../etc/cron.d/x.txt', '/etc/passwd', 'C:\\Windows\\x.txt', 'a/../../b.txt', '..\\..\\x.txt', 'a\0.txt'])(
    '%j is refused, and the rest is read',
    async (name) => {
      const reading = await read(zipOf({ [name]: 'ข้อความอันตราย', 'b.txt': 'ข้อความ' }));
      expect(reading.gaps).toMatchObject([{ code: 'unsafe-archive', detail: 'the name leads out of the folder' }]);
      expect(reading.gaps[0]?.label).not.toContain('\0');
      expect(reading.blocks.map(textOf).slice(1)).toEqual(['b.txt', 'ข้อความ']);
    },
  );
  it('a name that is turned around is shown as it is', async () => {
    const reading = await read(zipOf({ 'แผน\u202egpj.exe.txt': 'ข้อความ', '\x1b[31mก.txt': 'ข' }));
    expect(reading.blocks.map(textOf)).toEqual(['แผนgpj.exe.txt', 'ข้อความ', '[31mก.txt', 'ข']);
  });
});

describe('entities that swell or fetch', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">${Array.from(
    { length: 20 },
    (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`,
  ).join('')}]>`;
  const bomb = 'ข้อความ &a20; &f;';
  it.each([
    [
      'Word',
      () =>
        docx('').length &&
        zipOf({
          '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
          'word/document.xml': `<?xml version="1.0"?>${laughs}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${wordParagraph(bomb)}</w:body></w:document>`,
        }),
    ],
    [
      'Excel',
      () =>
        xlsx(`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${bomb}</t></is></c></row></sheetData>`, {
          'xl/sharedStrings.xml': `<?xml version="1.0"?>${laughs}<sst><si><t>&a20;</t></si></sst>`,
        }),
    ],
    ['OpenDocument', () => openDocument('text', `<office:text><text:p>${bomb}</text:p></office:text>`, laughs)],
    ['PowerPoint', () => pptx([`${laughs}<p:sld><p:sp><a:p><a:r><a:t>${bomb}</a:t></a:r></a:p></p:sp></p:sld>`])],
    ['SVG', () => Buffer.from(`<?xml version="1.0"?>${laughs}<svg><text>${bomb}</text></svg>`)],
  ])(
    'in %s are neither expanded nor followed',
    async (_, make) => {
      const reading = await read(make() as Buffer);
      const all = JSON.stringify(reading);
      expect(all.length).toBeLessThan(5000);
      expect(all).not.toContain('haha');
      expect(all).not.toContain('root:');
      expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
    },
    seconds,
  );
});

describe('sizes that nobody fills', () => {
  it(
    'a sheet that declares 17 billion cells',
    async () => {
      const reading = await read(
        xlsx(
          '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>8</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
      );
      expect(rowsOf(tables(reading)[0])).toEqual([['7']]);
    },
    seconds,
  );
  it(
    'a table of OpenDocument with a million repeated rows',
    async () => {
      const cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>ก</text:p></table:table-cell>';
      const row = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`;
      const reading = await read(openDocument('text', `<office:text><table:table>${row}</table:table></office:text>`));
      expect(tables(reading)[0]?.rows).toHaveLength(400);
    },
    seconds,
  );
  it(
    'a line of a million columns',
    async () => {
      const reading = await read('ก,'.repeat(1_000_000), { fileName: 'a.csv' });
      expect(tables(reading)[0]?.rows[0]).toHaveLength(400);
      expect(codes(reading)).toEqual(['too-large']);
    },
    seconds,
  );
  it(
    'a quote that is never closed',
    async () => {
      const reading = await read(`ก,"${'ข\n,'.repeat(500_000)}`, { fileName: 'a.csv' });
      expect(tables(reading)[0]?.rows).toHaveLength(1);
    },
    seconds,
  );
  it(
    'a hundred thousand groups of RTF',
    async () => {
      const reading = await read(`{\\rtf1 ก${'{\\b '.repeat(100_000)}x${'}'.repeat(100_000)}}`);
      expect(reading.gaps).toMatchObject([{ code: 'reader-failed', detail: 'groups are nested too deeply' }]);
    },
    seconds,
  );
  it.each([
    ['OpenDocument', (deep: number) => openDocument('text', `<office:text>${'<text:section><text:p>'.repeat(deep)}ก`)],
    ['PowerPoint', (deep: number) => pptx([`<p:sld>${'<p:grpSp>'.repeat(deep)}<p:sp><a:p><a:t>ก</a:t></a:p></p:sp>`])],
    ['SVG', (deep: number) => Buffer.from(`<svg>${'<g><text>'.repeat(deep)}ก`)],
    [
      'Word',
      (deep: number) =>
        docx(`${'<w:sdt><w:sdtContent>'.repeat(deep)}${wordParagraph('ก')}${'</w:sdtContent></w:sdt>'.repeat(deep)}`),
    ],
  ])(
    'a hundred thousand elements inside each other in %s',
    async (_, make) => {
      const reading = await read(make(100_000));
      expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
    },
    30_000,
  );
  it(
    'a mail of a thousand parts inside each other',
    async () => {
      const parts = Array.from(
        { length: 1000 },
        (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
      );
      expect(codes(await read(`MIME-Version: 1.0\r\n${parts.join('')}Content-Type: text/html\r\n\r\n<p>x`))).toEqual([
        'damaged',
      ]);
    },
    seconds,
  );
});

describe('formulas and macros', () => {
  it('are text, never run', async () => {
    const cells = ["=cmd|' /C calc'!A0", '@SUM(1+1)', '+1+cmd', '=HYPERLINK("http://x")'];
    const reading = await read(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'), { fileName: 'a.csv' });
    expect(rowsOf(tables(reading)[0])).toEqual([cells]);
  });
  it('show their last result', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>5</v></c><c r="B1" t="str"><f>WEBSERVICE("http://x")</f><v>ผล</v></c></row></sheetData>';
    expect(rowsOf(tables(await read(xlsx(sheet)))[0])).toEqual([['5', 'ผล']]);
  });
  it('in a macro file are passed over', async () => {
    const sheet = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>';
    const reading = await read(xlsx(sheet, { 'xl/vbaProject.bin': zeros(1) }), { fileName: 'a.xlsm' });
    expect([reading.reader, reading.gaps, rowsOf(tables(reading)[0])]).toEqual(['sheet/3', [], [['5']]]);
  });
});

const names = [
  'register.xlsx',
  'register.xls',
  'register.ods',
  'notice.docx',
  'notice.doc',
  'notice.odt',
  'notice.rtf',
  'slides.odp',
  'slides.pptx',
];
const files = [...names.map(fixture), zipOf({ 'a.docx': fixture('notice.docx'), 'ก.rtf': fixture('notice.rtf') })];

describe('damage', () => {
  it.each([...names, 'archive'].map((name, i): [string, Buffer] => [name, files[i] as Buffer]))(
    'a cut %s says so or is read as far as it goes',
    async (name, file) => {
      for (const share of [0.1, 0.5, 0.9, 0.99]) {
        const reading = await read(file.subarray(0, Math.floor(file.length * share)), { fileName: name });
        expect(reading.blocks.length + reading.gaps.length, `${name} ${share}`).toBeGreaterThan(0);
        if (!/\.(?:rtf|xls|doc)$/u.test(name)) expect(codes(reading), `${name} ${share}`).toEqual(['damaged']);
      }
    },
    seconds,
  );
  it('a broken list of entries', async () => {
    const archive = zipOf({ 'a.txt': 'ก', 'b.txt': 'ข' });
    archive.fill(0, archive.lastIndexOf('PK\x01\x02'), archive.lastIndexOf('PK\x01\x02') + 4);
    expect(codes(await read(archive))).toEqual(['damaged']);
  });
  it('a presentation without slides', async () => expect(codes(await read(pptx([])))).toEqual(['damaged']));

  const mutated = fc
    .tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 40 }))
    .map(([file, changes]) => {
      const copy = Buffer.from(file);
      for (const [at, byte] of changes) copy[at % copy.length] = byte;
      return copy;
    });
  it('any changed bytes end in a reading or a gap, soon', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const start = performance.now();
        const reading = await read(bytes);
        expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
        expect(performance.now() - start).toBeLessThan(seconds);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  const partsOf = async (file: Uint8Array): Promise<[string, Uint8Array][]> => {
    const { entries, unpack } = await openZip(file, 1000, { bytes: 10_000_000 });
    return entries.map((entry) => [entry.name, unpack(entry)]);
  };
  it('any changed bytes within the parts, which no checksum catches, end in a reading or a gap, soon', async () => {
    const packed = ['register.xlsx', 'register.ods', 'notice.docx', 'notice.odt', 'slides.odp', 'slides.pptx'];
    const all = await Promise.all(packed.map((name) => partsOf(fixture(name))));
    const change = fc.tuple(fc.nat(), fc.nat(), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(change, { minLength: 1, maxLength: 60 }),
        async (parts, changes) => {
          const copies = parts.map(([name, content]): [string, Buffer] => [name, Buffer.from(content)]);
          for (const [part, at, byte] of changes) {
            const content = copies[part % copies.length]?.[1];
            if (content && content.length > 0) content[at % content.length] = byte;
          }
          const start = performance.now();
          const reading = await read(
            rawZip(copies.map(([name, content]) => ({ name, content, method: name === 'mimetype' ? 0 : 8 }))),
          );
          expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
          expect(performance.now() - start).toBeLessThan(seconds);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  const xml = fc
    .tuple(
      fc.constantFrom(
        '<text:p>',
        '</text:p>',
        '<table:table>',
        '<table:table-cell table:number-columns-spanned="9999999">',
        '</table:table-row>',
        '<text:list>',
        '</text:list>',
        '<![CDATA[',
        '<!--',
        '"',
        '&#x110000;',
        '&#0;',
        '<a:tc gridSpan="-1">',
        '<a:tr>',
        '<a:tbl>',
        '</a:tbl>',
        '<p:sp>',
        'ก',
      ),
      fc.nat(3),
    )
    .map(([piece, times]) => piece.repeat(times));
  it('any elements in any order are read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(xml, { maxLength: 40 }), async (pieces) => {
        const body = pieces.join('');
        for (const bytes of [
          openDocument('text', body),
          openDocument('presentation', `<draw:page>${body}`),
          pptx([body]),
        ]) {
          const reading = await read(bytes);
          expect(codes(reading)).not.toContain('reader-failed');
          expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
  const rtf = fc.constantFrom(
    '{',
    '}',
    '\\par ',
    '\\cell',
    '\\row',
    '\\trowd',
    '\\intbl ',
    '\\cellx100',
    '\\u3585?',
    "\\'a1",
    '\\bin99999999 ',
    '{\\*\\x ',
    '{\\fonttbl',
    '{\\field',
    '{\\*\\fldinst HYPERLINK "a"}',
    '{\\fldrslt ',
    '\\uc-5 ',
    '\\',
    "\\'",
    'ข้อความ',
    '\\s1\\outlinelevel99 ',
  );
  it('any RTF is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rtf, { maxLength: 60 }), async (pieces) => {
        const reading = await read(`{\\rtf1\\ansi ${pieces.join('')}`);
        expect(reading.reader).toBe('rtf/1');
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
