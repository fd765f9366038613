import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { GapCode, Reading } from '../../src/model/evidence.ts';
import { closeReaders, readArtifact } from '../../src/readers/index.ts';
import { codes, fixture, texts } from './helpers.ts';
import { pdfOf, streamOf } from './ocr/scan.ts';

/** Every attack ends in its named gap or in a reading, in a process of its own, within this time. */
const limit = 20_000;
const url = 'https://town.example.go.th/files/x.pdf';
const look = (bytes: Uint8Array): Promise<Reading> => readArtifact(bytes, { url });
afterAll(closeReaders);

const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const words = 'Annual plan of the municipality 2568';
const showing = `BT /F 12 Tf 60 700 Td (${words}) Tj ET`;

type Page = {
  content?: string | Buffer;
  stream?: string;
  box?: string;
  resources?: string;
  more?: string;
  objects?: (string | Buffer)[];
};

/** A file of one page; further objects are numbered from 6. */
const pageOf = ({
  content = showing,
  stream = '',
  box = '0 0 595 842',
  resources = '',
  more = '',
  objects = [],
}: Page): Buffer =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>${resources}>>${more}>>`,
    font,
    streamOf(stream, content),
    ...objects,
  ]);

const image = (width: number, height: number, data: Buffer): Buffer =>
  streamOf(
    `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
    data,
  );
/** A page that is one picture, with hardly any of the pixels that it says to have. */
const pictured = (width: number, height: number, side = 595): Buffer =>
  pageOf({
    box: `0 0 ${side} ${side}`,
    content: `q ${side} 0 0 ${side} 0 0 cm /I Do Q`,
    resources: '/XObject<</I 6 0 R>>',
    objects: [image(width, height, deflateSync(Buffer.alloc(1000)))],
  });
const form = (resources: string, content: string): Buffer =>
  streamOf(`/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<${resources}>>`, content);
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('a PDF', () => {
  it.each<[string, () => Buffer, GapCode[]]>([
    [
      'whose page tree is a circle',
      () =>
        pdfOf([
          '<</Type/Catalog/Pages 2 0 R>>',
          '<</Type/Pages/Count 3/Kids[3 0 R 2 0 R]>>',
          '<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R 3 0 R]>>',
        ]),
      ['damaged'],
    ],
    [
      'that promises a thousand million pages',
      () => pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 1000000000/Kids[]>>']),
      ['damaged'],
    ],
    ['that is a picture of 10^7 points a side', () => pictured(10, 10, 1e7), ['too-large']],
    [
      'whose stream swells a thousand times',
      () => pageOf({ stream: '/Filter/FlateDecode', content: deflateSync(Buffer.alloc(200_000_000, ' ')) }),
      ['empty-file'],
    ],
    [
      'whose stream is packed ten times over',
      () => {
        let data: Buffer = Buffer.alloc(50_000_000, 'q ');
        for (let i = 0; i < 10; i++) data = deflateSync(data);
        return pageOf({ stream: `/Filter[${'/FlateDecode '.repeat(10)}]`, content: data });
      },
      ['out-of-memory'],
    ],
    ['that saves its state a million times', () => pageOf({ content: 'q '.repeat(1_000_000) }), ['empty-file']],
    [
      'whose form draws itself twice',
      () =>
        pageOf({
          content: `${showing} /X Do`,
          resources: '/XObject<</X 6 0 R>>',
          objects: [form('/XObject<</X 6 0 R>>', '/X Do /X Do')],
        }),
      ['out-of-memory'],
    ],
    [
      'with a hundred thousand paths',
      () => pageOf({ content: lines(100_000, (i) => `${i % 595} ${i % 842} m ${(i * 7) % 595} ${(i * 3) % 842} l S`) }),
      ['picture-only'],
    ],
    [
      'with a grid of thousands of rules',
      () =>
        pageOf({
          content: lines(6_000, (i) => (i % 2 ? `0 ${i / 8} m 595 ${i / 8} l S` : `${i / 12} 0 m ${i / 12} 842 l S`)),
        }),
      ['picture-only'],
    ],
  ])(
    '%s is named',
    async (_, make, expected) => {
      const reading = await look(make());
      expect(reading).toMatchObject({ blocks: [], gaps: expected.map((code) => ({ code, url, label: 'x.pdf' })) });
    },
    limit,
  );

  // A page whose picture cannot be drawn looks empty, and is no empty page.
  it.each([
    [100_000, 100_000],
    [2_147_483_647, 2_147_483_647],
  ])(
    'with a picture of %i by %i pixels that are not there is named',
    async (width, height) => {
      expect(codes(await look(pictured(width, height)))).toEqual(['damaged']);
    },
    limit,
  );

  it.each<[string, () => Buffer, GapCode[]]>([
    [
      'whose form draws itself',
      () =>
        pageOf({
          content: `${showing} /X Do`,
          resources: '/XObject<</X 6 0 R>>',
          objects: [form('/XObject<</X 6 0 R>>', '/X Do')],
        }),
      [],
    ],
    [
      'whose table of places refers to itself',
      () => {
        const file = pageOf({}).toString('latin1');
        return Buffer.from(file.replace('/Root 1 0 R>>', `/Root 1 0 R/Prev ${file.indexOf('xref\n')}>>`), 'latin1');
      },
      [],
    ],
    ['with arrays in arrays without end', () => pageOf({ more: `/X ${'['.repeat(200_000)}` }), []],
    [
      'whose forms draw each other four times each, eight deep',
      () =>
        pageOf({
          content: `${showing} /X Do`,
          resources: '/XObject<</X 6 0 R>>',
          objects: Array.from({ length: 8 }, (_, i) =>
            form(`/XObject<</X ${i + 7} 0 R>>`, i === 7 ? '' : '/X Do '.repeat(4)),
          ),
        }),
      [],
    ],
    ['of 14,400 points a side', () => pageOf({ box: '0 0 14400 14400' }), []],
    [
      'with actions and scripts',
      () =>
        pageOf({
          more: '/AA<</O<</S/Launch/F(cmd.exe)>>/C<</S/JavaScript/JS(while\\(true\\){})>>>>/Annots[6 0 R 7 0 R]',
          objects: [
            '<</Type/Annot/Subtype/Link/Rect[0 0 100 100]/A<</S/Launch/F(/bin/sh)>>>>',
            '<</Type/Annot/Subtype/Link/Rect[0 0 100 100]/A<</S/URI/URI(javascript:alert\\(1\\))>>>>',
          ],
        }),
      [],
    ],
  ])(
    '%s is read all the same',
    async (_, make, gaps) => {
      const reading = await look(make());
      expect([texts(reading), codes(reading), reading.links]).toEqual([[words], gaps, []]);
    },
    limit,
  );

  it(
    'with a million tiny texts ends',
    async () => {
      const reading = await look(
        pageOf({ content: `BT /F 1 Tf ${lines(1_000_000, (i) => `1 0 0 1 ${i % 595} ${i % 842} Tm (a) Tj`)} ET` }),
      );
      expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
    },
    limit,
  );
});

describe('a page that is not there', () => {
  // The other pages are read; what could not be opened is no empty page.
  it('is named', async () => {
    const reading = await look(
      pdfOf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Count 2/Kids[3 0 R 9 0 R]>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>',
        font,
        streamOf('', showing),
      ]),
    );
    expect(texts(reading)).toEqual([words]);
    expect(reading.gaps).toMatchObject([{ code: 'damaged', pages: [2] }]);
  });
});

describe('a PDF that is cut or scratched', () => {
  const whole = fixture('plan.pdf');
  const known: readonly GapCode[] = [
    'damaged',
    'encrypted',
    'empty-file',
    'unsupported-format',
    'unreadable-text',
    'picture-only',
    'poor-picture',
    'doubtful-numbers',
  ];
  const expectNamed = (reading: Reading): void => {
    expect(reading.blocks.length + reading.gaps.length).toBeGreaterThan(0);
    for (const code of codes(reading)) expect(known).toContain(code);
  };
  it(
    'at any place ends in a reading or a named gap',
    async () => {
      for (let part = 1; part < 20; part++)
        expectNamed(await look(whole.subarray(0, Math.floor((whole.length * part) / 20))));
    },
    2 * limit,
  );
  it(
    'by any bytes ends in a reading or a named gap',
    async () => {
      const scratch = fc.record({
        at: fc.nat({ max: whole.length - 1 }),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(scratch, { minLength: 1, maxLength: 12 }), async (scratches) => {
          const bytes = Buffer.from(whole);
          for (const { at, bytes: other } of scratches) bytes.set(other.subarray(0, bytes.length - at), at);
          expectNamed(await look(bytes));
        }),
        { numRuns: 40 },
      );
    },
    4 * limit,
  );
  it('leaves the next file alone', async () => expect((await look(whole)).pages).toBe(2));
});

/** Pictures that say to be 60,000 pixels wide and high. */
const big = 60_000;
const png = (): Buffer => {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    let crc = 0xffffffff;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(big, 0);
  head.writeUInt32BE(big, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(20_000_000));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const gif = (): Buffer =>
  Buffer.from(`474946383961${'60ea60ea'}800000000000ffffff2c00000000${'60ea60ea'}0002024401003b`, 'hex');
const jpeg = (small: Buffer): Buffer => {
  const bytes = Buffer.from(small);
  const frame = bytes.findIndex((byte, at) => byte === 0xff && (bytes[at + 1] === 0xc0 || bytes[at + 1] === 0xc2));
  bytes.writeUInt16BE(big, frame + 5);
  bytes.writeUInt16BE(big, frame + 7);
  return bytes;
};
const webp = (): Buffer => {
  const bytes = Buffer.alloc(64);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(56, 4);
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUInt32LE(10, 16);
  bytes.writeUIntLE(big - 1, 24, 3);
  bytes.writeUIntLE(big - 1, 27, 3);
  bytes.write('VP8L', 30, 'latin1');
  bytes.writeUInt32LE(26, 34);
  bytes[38] = 0x2f;
  return bytes;
};

describe('a picture that says to be huge', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['PNG', async () => png()],
    ['GIF', async () => gif()],
    ['WebP', async () => webp()],
    [
      'JPEG',
      async () => {
        const { default: sharp } = await import('sharp');
        return jpeg(
          await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
            .jpeg()
            .toBuffer(),
        );
      },
    ],
  ])(
    '%s is named',
    async (_, make) => {
      const reading = await look(await make());
      expect(reading).toMatchObject({ blocks: [], gaps: [{ url, label: 'x.pdf' }] });
      expect(['too-large', 'damaged']).toContain(codes(reading)[0]);
    },
    limit,
  );
});
