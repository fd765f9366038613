import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findOcr } from '../../src/readers/ocr/find.ts';
import { readHere } from '../../src/readers/read.ts';
import { codes, filler, fixture, page, read, tables, texts, url, wordParagraph } from './helpers.ts';
import { openDocument, pptx, relations, xlsx, zipOf } from './zips.ts';

const notice = fixture('notice.png');
const words = 'ประจำปีงบประมาณ พ.ศ. 2568';
const ocr = { page: 1, method: 'ocr', quality: expect.closeTo(0.9, 1), damage: ['no-text'] };
const hasOcr = (await findOcr()).engine !== null;

const blank = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
const inMarkup = (bytes: Uint8Array): string =>
  `<img src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}">`;

const word = (body: string, media: Record<string, Uint8Array>): Buffer =>
  zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(Object.entries(media).map(([name, bytes]) => [`word/media/${name}`, bytes])),
  });
const slide = (text: string): string =>
  `<p:sld><p:sp><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sp><p:pic><a:blip r:embed="r1"/></p:pic></p:sld>`;
const deck = (...slides: string[]): Buffer =>
  pptx(slides, {
    'ppt/media/image1.png': notice,
    ...Object.fromEntries(
      slides.map((_, i) => [`ppt/slides/_rels/s${i + 1}.xml.rels`, relations([['image', '../media/image1.png']])]),
    ),
  });
const frame = '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>';
const picture = { 'Pictures/1.png': notice };

describe.skipIf(!hasOcr)('the picture of a text', () => {
  it('is read where it stands in a page', async () => {
    const reading = await page(`<h1>ผู้บริหาร</h1>${inMarkup(notice)}<p>หลัง</p>`);
    expect(reading).toMatchObject({ gaps: [], pageNotes: [ocr], title: 'ผู้บริหาร | T' });
    expect(texts(reading, 'main').at(0)).toBe('ผู้บริหาร');
    expect(texts(reading, 'main').join('\n')).toContain(words);
    expect(texts(reading, 'main').at(-1)).toBe('หลัง');
    const places = reading.blocks
      .slice(1, -1)
      .map(({ at, path }) => [at, path.startsWith(`${reading.images[0]?.path}.`)]);
    expect(new Set(places.map((place) => JSON.stringify(place)))).toEqual(
      new Set([JSON.stringify([reading.images[0]?.at, true])]),
    );
    expect(JSON.stringify(reading)).not.toContain('base64');
  });

  it('is read in a Word file, a text, a workbook', async () => {
    const files = [
      word(wordParagraph('แนบท้าย'), { 'image1.png': notice }),
      openDocument('text', `<office:text><text:p>${frame}</text:p></office:text>`, '', picture),
      xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>', { 'xl/media/image1.png': notice }),
    ];
    for (const file of files) {
      const reading = await read(file);
      expect(reading).toMatchObject({ gaps: [], pageNotes: [ocr] });
      expect(texts(reading).join('\n')).toContain(words);
      expect(reading.blocks.at(-1)?.at).toEqual({ in: 'whole' });
    }
    expect(tables(await read(files[2] as Buffer))).toHaveLength(1);
  });

  it('is read on its slide', async () => {
    const reading = await read(deck(slide(filler), slide('ภาพ')));
    expect(reading).toMatchObject({
      pages: 2,
      gaps: [],
      pageNotes: [
        { page: 1, method: 'text-layer' },
        { ...ocr, page: 2 },
      ],
    });
    const second = reading.blocks.filter(({ at }) => at.in === 'page' && at.page === 2);
    expect(second.map((block) => (block.kind === 'table' ? '' : block.text)).join('\n')).toContain(words);
    expect(texts(reading).filter((text) => text.includes(words))).toHaveLength(1);
    const drawn = `<office:presentation><draw:page>${frame}</draw:page></office:presentation>`;
    const other = await read(openDocument('presentation', drawn, '', picture));
    expect(other).toMatchObject({ pages: 1, gaps: [], pageNotes: [ocr] });
    expect(other.blocks[0]?.at).toEqual({ in: 'page', page: 1 });
  });

  it('names the document that has no text of its own', async () => {
    expect((await read(word('', { 'image1.png': notice }))).title).toBe('ประกาศเทศบาลตำบลตัวอย่าง');
  });

  it('is not read beside enough text', async () => {
    expect(await page(filler + inMarkup(notice))).toMatchObject({ gaps: [], pageNotes: [] });
  });

  it('may stand beside emblems; one without any writing stays to be looked at', async () => {
    const [emblem, empty] = await Promise.all([blank(120, 120), blank(600, 400)]);
    expect(codes(await page(inMarkup(emblem) + inMarkup(notice)))).toEqual([]);
    expect(codes(await read(word('', { 'a.png': emblem, 'b.png': notice, 'c.png': notice })))).toEqual([]);
    expect(codes(await page(inMarkup(empty) + inMarkup(notice)))).toEqual(['picture-only']);
  });
});

describe('stays a gap', () => {
  it('where there is no recogniser, which is named', async () => {
    const off = (bytes: Uint8Array) => readHere(bytes, { url }, { ocr: 'off' });
    for (const bytes of [
      Buffer.from(`<html><body>${inMarkup(notice)}</body></html>`),
      word('', { 'image1.png': notice }),
      deck(slide('ก')),
    ])
      expect((await off(bytes)).gaps.map(({ code }) => code)).toEqual(['no-ocr']);
    expect((await off(deck(slide(filler), slide('ก')))).gaps).toMatchObject([{ code: 'no-ocr', pages: [2] }]);
  });

  it('where a picture is small, damaged or at an address of its own', async () => {
    const emblem = await blank(120, 120);
    expect(codes(await page(inMarkup(emblem)))).toEqual(['picture-only']);
    expect(codes(await page(inMarkup(Buffer.from('x'))))).toEqual(['picture-only']);
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>');
    expect(codes(await page(inMarkup(drawing)))).toEqual(['picture-only']);
    expect(codes(await page('<img src="data:image/svg+xml,%3Csvg/%3E">'))).toEqual(['picture-only']);
    expect(codes(await read(word('', { 'image1.png': notice.subarray(0, 3000) })))).toContain('picture-only');
    const both = await page(`${inMarkup(emblem)}<img src="chart.jpg">`);
    expect(both.gaps).toMatchObject([{ code: 'picture-only', label: 'T' }]);
  });

  it('where drawings stand beside it, which nothing reads', async () => {
    expect(codes(await read(word('', { 'image1.png': notice, 'image2.emf': Buffer.from('x') })))).toContain(
      'picture-only',
    );
  });

  it('where there are more than ten', async () => {
    const many = Object.fromEntries(
      await Promise.all(Array.from({ length: 11 }, async (_, i) => [`${i}.png`, await blank(300 + i, 300)])),
    );
    expect(codes(await read(word('', many)))).toEqual(hasOcr ? ['picture-only'] : ['picture-only', 'no-ocr']);
  });
});
