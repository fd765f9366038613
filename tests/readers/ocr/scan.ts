import sharp from 'sharp';
import { findBrowser } from '../../../src/gather/browser.ts';
import { findOcr } from '../../../src/readers/ocr/find.ts';
import { type Picture, turned } from '../../../src/readers/ocr/picture.ts';
import { openPdf } from '../../../src/readers/pdf/engine.ts';
import { seeded } from './random.ts';

/** Pages with known text that look as if they came from a scanner, made anew in each test and the same every time. */

/** How a scanner treats a page: skew in degrees, noise in levels of grey, blur in pixels, quality of the JPEG. */
export type Quality = { dpi: number; skew: number; noise: number; blur: number; jpeg: number };

export const qualities = {
  clean: { dpi: 300, skew: 0, noise: 0, blur: 0, jpeg: 85 },
  office: { dpi: 200, skew: 0.4, noise: 8, blur: 0.5, jpeg: 70 },
  poor: { dpi: 150, skew: 0.9, noise: 18, blur: 0.7, jpeg: 50 },
} as const satisfies Record<string, Quality>;
export type QualityName = keyof typeof qualities;
export const qualityNames = Object.keys(qualities) as QualityName[];

/** A picture of a page as it lies in a file. */
export type Scan = { jpeg: Buffer; width: number; height: number; dpi: number };

const style = `@page{size:A4;margin:2cm}
body{font-family:Laksaman;font-size:16pt;line-height:1.35;margin:0}
h1{font-size:20pt;text-align:center;margin:0 0 8px}p{margin:0 0 8px;text-indent:2em}
table{border-collapse:collapse;font-size:14pt;line-height:1.3}td,th{border:1px solid #000;padding:1px 5px}`;

/** Prints the bodies of HTML pages in a Thai document font, each to a PDF of its own. */
export const printed = async (bodies: readonly string[]): Promise<Buffer[]> => {
  const { browser, tried } = await findBrowser();
  if (!browser) throw new Error(`no browser: ${JSON.stringify(tried)}`);
  try {
    const page = await browser.newPage();
    const files: Buffer[] = [];
    for (const body of bodies) {
      await page.setContent(`<!doctype html><html lang="th"><meta charset="utf-8"><style>${style}</style>${body}`);
      files.push(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    }
    return files;
  } finally {
    await browser.close();
  }
};

/** The pages of a PDF as grey pictures. */
export const drawn = async (pdf: Uint8Array, dpi: number): Promise<Picture[]> => {
  const document = await openPdf(pdf);
  if ('failed' in document) throw new Error(document.failed);
  try {
    return Array.from({ length: document.pages }, (_, index) => {
      const picture = document.render(index, dpi);
      if (!picture) throw new Error('too large');
      return { width: picture.width, height: picture.height, data: picture.data };
    });
  } finally {
    document.close();
  }
};

const sharpOf = ({ width, height, data }: Picture) => sharp(data, { raw: { width, height, channels: 1 } });

const blurred = async (picture: Picture, sigma: number): Promise<Picture> => ({
  ...picture,
  data: new Uint8Array(await sharpOf(picture).blur(sigma).toColourspace('b-w').raw().toBuffer()),
});

/** Grey paper, and grain that is about as strong as the given number of levels. */
const grained = ({ data, ...size }: Picture, noise: number, seed: number): Picture => {
  const random = seeded(seed);
  const grain = (): number => (random() + random() + random() - 1.5) * 2 * noise;
  return { ...size, data: data.map((level) => Math.max(0, Math.min(255, level * 0.93 + 8 + grain()))) };
};

export const jpegOf = (picture: Picture, quality: number): Promise<Buffer> =>
  sharpOf(picture).toColourspace('b-w').jpeg({ quality }).toBuffer();

/** What a scanner makes of a page. */
export const scanned = async (picture: Picture, quality: Quality, seed = 1): Promise<Scan> => {
  const { dpi, skew, noise, blur, jpeg } = quality;
  const askew = skew === 0 ? picture : await turned(picture, seed % 2 === 0 ? -skew : skew);
  const soft = blur === 0 ? askew : await blurred(askew, blur);
  const final = noise === 0 ? soft : grained(soft, noise, seed);
  return { jpeg: await jpegOf(final, jpeg), width: final.width, height: final.height, dpi };
};

/** Writes a PDF by hand: its objects, counted from 1, the first of which is the catalogue. */
export const pdfOf = (objects: readonly (string | Buffer)[]): Buffer => {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const add = (part: string | Buffer): void => {
    const bytes = Buffer.from(part as string, 'latin1');
    parts.push(bytes);
    length += bytes.length;
  };
  const places = objects.map((object, index) => {
    const at = length;
    add(`${index + 1} 0 obj\n`);
    add(object);
    add('\nendobj\n');
    return at;
  });
  const start = length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
};

export const streamOf = (dictionary: string, content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content as string, 'latin1');
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream', 'latin1'),
  ]);
};

const points = (pixels: number, dpi: number): string => ((pixels / dpi) * 72).toFixed(2);

/** Invisible writing over a picture, as scanners with a recogniser of their own put there. */
const hidden = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `BT 3 Tr /F 12 Tf 60 760 Td 16 TL ${lines.map((line) => `(${line.replace(/[()\\]/gu, '')}) '`).join(' ')} ET`;

/** A PDF whose pages are pictures and nothing else, but for the hidden text that is given for a page. */
export const scanPdf = (scans: readonly Scan[], texts: readonly (readonly string[])[] = []): Buffer => {
  const first = 4;
  const pages = scans.map((_, index) => `${first + 3 * index} 0 R`);
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${scans.length}/Kids[${pages.join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...scans.flatMap(({ jpeg, width, height, dpi }, index) => {
      const number = first + 3 * index;
      const [across, down] = [points(width, dpi), points(height, dpi)];
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${across} ${down}]/Contents ${number + 1} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</P ${number + 2} 0 R>>>>>>`,
        streamOf('', `q ${across} 0 0 ${down} 0 0 cm /P Do Q ${hidden(texts[index] ?? [])}`),
        streamOf(
          `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode`,
          jpeg,
        ),
      ];
    }),
  ]);
};

/** Scans the pages of printed files and gives them as one PDF of pictures. */
export const scanOf = async (files: readonly Uint8Array[], quality: Quality): Promise<Buffer> => {
  const pictures: Picture[] = [];
  for (const file of files) pictures.push(...(await drawn(file, quality.dpi)));
  return scanPdf(await Promise.all(pictures.map((picture, index) => scanned(picture, quality, index + 1))));
};

/**
 * The recogniser of this machine. Where there is none, the tests that need it are skipped, but fail on the machine that
 * decides: .ci/run installs one.
 */
export const { engine } = await findOcr();
if (!engine) {
  const message = 'no recogniser with the Thai model (tesseract-ocr tesseract-ocr-tha)';
  // CI of other systems has none to install without a person.
  if (process.env.CI && process.platform === 'linux') throw new Error(message);
  process.stderr.write(`Tests of scans are skipped: ${message}\n`);
}
