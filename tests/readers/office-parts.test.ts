import { type CellObject, CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { picturesIn } from '../../src/readers/office/package.ts';
import { thaiDate, thaiNumber } from '../../src/readers/office/sheet-date.ts';
import { codes, fixture, read, rowsOf, tables, textOf, thai874, wordParagraph, zip } from './helpers.ts';
import { openDocument, pptx, rawZip, relations, xlsx, zipOf } from './zips.ts';

const png = (size: number): Buffer => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(size, 7)]);
const compound = (streams: Record<string, Uint8Array>): Buffer => {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content));
  return CFB.write(container, { type: 'buffer' }) as Buffer;
};
const plain = async (bytes: Uint8Array): Promise<string[]> => (await read(bytes)).blocks.map(textOf);

describe('Word files', () => {
  const drawing = (inner: string): string =>
    `<w:p><w:r><w:drawing><wp:anchor>${inner}</wp:anchor></w:drawing></w:r></w:p>`;
  const box = (text: string): string =>
    `<wps:wsp><wps:txbx><w:txbxContent>${wordParagraph(text)}</w:txbxContent></wps:txbx></wps:wsp>`;
  it('give text boxes once, whatever way they are stored', async () => {
    const both = `<w:p><w:r><mc:AlternateContent><mc:Choice>${box('กรอบแรก')}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${wordParagraph('กรอบแรก')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const spaces =
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';
    const body = `${wordParagraph('ต้น')}${both}${drawing(box('กรอบที่สอง'))}${wordParagraph('ท้าย')}`;
    const parts = zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
      'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${spaces}><w:body>${body}</w:body></w:document>`,
      'word/diagrams/data1.xml':
        '<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>ปลัดเทศบาล</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>',
      'word/header1.xml': `<w:hdr>${wordParagraph('หัวกระดาษ')}</w:hdr>`,
      'word/header2.xml': `<w:hdr>${wordParagraph('หัวกระดาษ')}</w:hdr>`,
    });
    expect(await plain(parts)).toEqual(['หัวกระดาษ', 'ต้น', 'กรอบแรก', 'ท้าย', 'กรอบที่สอง', 'ปลัดเทศบาล']);
  });
  it('of old Thai versions are read in code page 874', async () => {
    const rtf = (body: Buffer, head = '\\ansi\\ansicpg874'): Buffer =>
      Buffer.concat([Buffer.from(`{\\rtf1${head} `), body, Buffer.from('\\par}')]);
    const hex = (text: string): Buffer =>
      Buffer.from([...thai874(text)].map((byte) => `\\'${byte.toString(16)}`).join(''));
    expect(await plain(rtf(hex('น้ำดื่ม')))).toEqual(['น้ำดื่ม']);
    expect(await plain(rtf(thai874('น้ำดื่ม')))).toEqual(['น้ำดื่ม']);
    const font = '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset222 Angsana;}}';
    expect(await plain(rtf(Buffer.concat([Buffer.from("caf\\'e9 \\f1 "), hex('กองคลัง')]), font))).toEqual([
      'café กองคลัง',
    ]);
    const unicode = [...'แผน'].map((char) => `\\u${char.charCodeAt(0)}?`).join('');
    expect(await plain(rtf(Buffer.from(`\\uc1 ${unicode}`)))).toEqual(['แผน']);
    expect(
      await plain(
        rtf(Buffer.from("\\uc2\\u3585\\'a1\\'a1\\uc0\\u3586  x{\\v ซ่อน}{\\*\\unknown zzz}{\\info{\\author who}}")),
      ),
    ).toEqual(['กข x']);
  });
  it('in RTF give tables whose wide cells are repeated', async () => {
    const row = (edges: number[], cells: string[]): string =>
      `\\trowd${edges.map((edge) => `\\cellx${edge}`).join('')}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row `;
    const source = `{\\rtf1\\ansi ${row([1000, 3000], ['no', 'budget'])}${row([1000, 2000, 3010], ['1', 'a\\par b', '5'])}\\pard end\\par}`;
    const reading = await read(source);
    expect(rowsOf(tables(reading)[0])).toEqual([
      ['no', 'budget', 'budget'],
      ['1', 'a\nb', '5'],
    ]);
    expect(reading.blocks.map(textOf).at(-1)).toBe('end');
  });
  it('with a password say so', async () => {
    const main = Buffer.alloc(5000);
    main.writeUInt16LE(0xa5ec, 0);
    main.writeUInt8(1, 0x0b);
    expect(codes(await read(compound({ WordDocument: main })))).toEqual(['encrypted']);
  });
});

describe('OpenDocument', () => {
  it('leaves out what is not shown', async () => {
    const body = `<office:text><text:tracked-changes><text:p>ลบแล้ว</text:p></text:tracked-changes><text:p>แสดง<office:annotation><text:p>ความเห็น</text:p></office:annotation><text:s text:c="3"/>ต่อ</text:p><text:section text:display="none"><text:p>ซ่อน</text:p></text:section><text:section><text:h text:outline-level="2">หัวข้อ</text:h></text:section></office:text>`;
    const { blocks } = await read(openDocument('text', body));
    expect(blocks.map((block) => [block.kind, textOf(block)])).toEqual([
      ['paragraph', 'แสดง ต่อ'],
      ['heading', 'หัวข้อ'],
    ]);
  });
  it('puts the links of a table into their cells', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const row = (...cells: string[]) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
    const body = `<office:text><text:p>ต้น</text:p><table:table>${row('ก', 'ข')}${row('ค', '<text:a xlink:href="a.pdf">ไฟล์</text:a>')}</table:table></office:text>`;
    const reading = await read(openDocument('text', body));
    expect(reading.links).toMatchObject([{ url: 'https://town.example.go.th/news/a.pdf', path: '0.2.1.1' }]);
    expect(tables(reading)[0]?.rows[1]?.[1]?.path).toBe('0.2.1.1');
  });
  it('with a password says so', async () => {
    const file = rawZip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', method: 0 },
      {
        name: 'META-INF/manifest.xml',
        content: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      },
      { name: 'content.xml', content: 'xxxx' },
    ]);
    expect(codes(await read(file))).toEqual(['encrypted']);
  });
});

describe('presentations', () => {
  const paragraphs = (...texts: string[]): string =>
    texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('');
  const shape = (type: string, ...texts: string[]): string =>
    `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:txBody>${paragraphs(...texts)}</p:txBody></p:sp>`;
  it('give titles, lists, tables and drawn lists, but no hidden slides', async () => {
    const cell = (text: string, more = ''): string => `<a:tc${more}><a:txBody>${paragraphs(text)}</a:txBody></a:tc>`;
    const table = `<p:graphicFrame><a:tbl><a:tr>${cell('งบ', ' gridSpan="2"')}${cell('', ' hMerge="1"')}</a:tr><a:tr>${cell('1')}${cell('2')}</a:tr></a:tbl></p:graphicFrame>`;
    const file = pptx(
      [
        `<p:sld>${shape('title', 'แผน &amp; ผล')}${shape('body', 'ข้อแรก', 'ข้อสอง')}${table}</p:sld>`,
        `<p:sld show="0">${shape('title', 'ซ่อน')}</p:sld>`,
        `<p:sld><mc:AlternateContent><mc:Choice>${shape('ctrTitle', 'โครงสร้าง')}</mc:Choice><mc:Fallback>${shape('ctrTitle', 'โครงสร้าง')}</mc:Fallback></mc:AlternateContent></p:sld>`,
      ],
      {
        'ppt/slides/_rels/s3.xml.rels': relations([['diagramData', '../diagrams/data1.xml']]),
        'ppt/diagrams/data1.xml': `<dgm:pt>${paragraphs('นายกเทศมนตรี')}</dgm:pt>`,
      },
    );
    const reading = await read(file);
    expect(reading).toMatchObject({ title: 'แผน & ผล', pages: 3, gaps: [] });
    expect(reading.blocks.map((block) => [block.at.in === 'page' && block.at.page, block.kind, textOf(block)])).toEqual(
      [
        [1, 'heading', 'แผน & ผล'],
        [1, 'item', 'ข้อแรก'],
        [1, 'item', 'ข้อสอง'],
        [1, 'table', 'งบ|งบ/1|2'],
        [3, 'heading', 'โครงสร้าง'],
        [3, 'item', 'นายกเทศมนตรี'],
      ],
    );
  });
});

describe('sheets', () => {
  it('in the oldest format are read in code page 874', async () => {
    const sheet = utils.aoa_to_sheet([['AAAAAAAA', 'BBBBBB']]);
    const bytes = write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'biff5' }) as Buffer;
    bytes.write(thai874('งบประมาณ').toString('latin1'), bytes.indexOf('AAAAAAAA'), 'latin1');
    bytes.write(thai874('น้ำใส').toString('latin1').padEnd(6), bytes.indexOf('BBBBBB'), 'latin1');
    const page = bytes.indexOf(Buffer.from('42000200', 'hex'));
    bytes.writeUInt16LE(874, page + 4);
    expect(rowsOf(tables(await read(bytes))[0])).toEqual([['งบประมาณ', 'น้ำใส']]);
  });
  it('show a merged cell whose first row is hidden, and no links of hidden rows', async () => {
    const sheet: WorkSheet = utils.aoa_to_sheet([
      ['หัว', 'ลับ'],
      ['', 'ก'],
    ]);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }];
    sheet['!rows'] = [{ hidden: true }];
    (sheet.B1 as CellObject).l = { Target: 'https://x.go.th/secret.pdf' };
    const bytes = write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const reading = await read(bytes);
    expect(rowsOf(tables(reading)[0])).toEqual([['หัว', 'ก']]);
    expect(tables(reading)[0]?.rows[0]?.map(({ at }) => at)).toMatchObject([{ ref: 'A1' }, { ref: 'B2' }]);
    expect(reading.links).toEqual([]);
  });
  it('give the text of shapes that lie over the cells', async () => {
    const file = xlsx('<sheetData/><drawing r:id="r1"/>', {
      'xl/worksheets/_rels/sheet1.xml.rels': relations([['drawing', '../drawings/drawing1.xml']]),
      'xl/drawings/drawing1.xml':
        '<xdr:sp><xdr:txBody><a:p><a:r><a:t>ปลัดเทศบาล</a:t></a:r></a:p></xdr:txBody></xdr:sp>',
    });
    const reading = await read(file);
    expect(reading.blocks).toEqual([
      { kind: 'line', text: 'ปลัดเทศบาล', region: 'main', at: { in: 'cell', sheet: 'S', ref: 'A1' }, path: '0.20000.0' },
    ]);
    expect(reading.gaps).toEqual([]);
  });
  it.each([
    [
      'semicolons',
      'ที่;งบ\n1;"5;0"\n2;7',
      [
        ['ที่', 'งบ'],
        ['1', '5;0'],
        ['2', '7'],
      ],
    ],
    [
      'semicolons and decimal commas',
      'ที่;งบ\n1;5,0\n2;7,5',
      [
        ['ที่', 'งบ'],
        ['1', '5,0'],
        ['2', '7,5'],
      ],
    ],
    [
      'tabs',
      'ที่\tงบ\n1\t1,500',
      [
        ['ที่', 'งบ'],
        ['1', '1,500'],
      ],
    ],
    [
      'a delimiter named by Excel',
      'sep=|\nก|ข\nค|ง',
      [
        ['ก', 'ข'],
        ['ค', 'ง'],
      ],
    ],
    [
      'line ends in cells, empty cells at the end',
      '"ก\nข",\r\n"ค""ง",จ',
      [
        ['ก ข', ''],
        ['ค"ง', 'จ'],
      ],
    ],
    ['one column', 'ก\nข', [['ก'], ['ข']]],
  ])('are read from text with %s', async (_, text, expected) => {
    expect(rowsOf(tables(await read(text, { fileName: 'a.csv' }))[0])).toEqual(expected);
  });
  it('are read from text in code page 874 and UTF-16', async () => {
    const text = 'ที่,งบประมาณ\n1,น้ำ';
    const expected = [
      ['ที่', 'งบประมาณ'],
      ['1', 'น้ำ'],
    ];
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [thai874(text), wide])
      expect(rowsOf(tables(await read(bytes, { fileName: 'a.csv' }))[0])).toEqual(expected);
  });
});

it.each([
  [45566.604, '[$-187041E]d mmm yy h:mm "น."', '1 ต.ค. 67 14:29 น.'],
  [45566.604, '[$-D07041E]d mmmm yyyy', '๑ ตุลาคม ๒๕๖๗'],
  [45566.604, 'td/m/bbbb', '๑/๑๐/๒๕๖๗'],
  [45566.604, '[$-41E]h:mm:ss AM/PM d/m/bb', '2:29:45 PM 1/10/67'],
  [1.5, '[$-D00041E][h]:mm', undefined],
])('thaiDate %s %s', (serial, format, expected) => expect(thaiDate(serial, format, false)).toBe(expected));
it.each([
  [1234.5, 't#,##0.00', '๑,๒๓๔.๕๐'],
  [-3, 't0;(t0)', '(๓)'],
  [7, '[$-D000000]0', '๗'],
  [7, '0', undefined],
])('thaiNumber %s %s', (value, format, expected) => expect(thaiNumber(value, format)).toBe(expected));

describe('files whose matter is a picture', () => {
  const picture = png(3000);
  const image =
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/></w:drawing></w:r></w:p>';
  it.each([
    [
      'Word',
      zip({
        '[Content_Types].xml':
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${image}</w:body></w:document>`,
        'word/media/image1.png': 'x',
      }),
    ],
    [
      'Excel',
      xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>', { 'xl/media/image1.jpeg': picture }),
    ],
    ['PowerPoint', pptx(['<p:sld><p:pic/></p:sld>'], { 'ppt/media/image1.png': picture })],
    [
      'OpenDocument',
      openDocument(
        'text',
        '<office:text><text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p></office:text>',
      ),
    ],
    ['RTF', Buffer.from('{\\rtf1\\ansi{\\pict\\pngblip 89504e47}\\par}')],
    [
      'old Excel',
      Buffer.concat([
        write(
          { SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet([['']]) } },
          { type: 'buffer', bookType: 'biff8' },
        ) as Buffer,
        picture,
      ]),
    ],
  ])('%s', async (_, bytes) => expect(codes(await read(bytes))).toEqual(['picture-only']));

  it('hand their pictures out, the largest first', async () => {
    const file = zipOf({
      'word/document.xml': 'x',
      'word/media/a.png': png(100),
      'word/media/b.jpeg': png(900),
      'word/media/c.emf': 'x',
      'x/a.png': 'x',
    });
    expect((await picturesIn(file)).map(({ name, bytes }) => [name, bytes.byteLength])).toEqual([
      ['word/media/b.jpeg', 908],
      ['word/media/a.png', 108],
    ]);
    expect((await picturesIn(fixture('slides.odp'))).map(({ name }) => /^Pictures\/\w+\.png$/u.test(name))).toEqual([
      true,
    ]);
    expect(await picturesIn(Buffer.from('no container'))).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`ppt/media/${i}.png`, png(i)]));
    expect(await picturesIn(zipOf(many))).toHaveLength(50);
  });
});
