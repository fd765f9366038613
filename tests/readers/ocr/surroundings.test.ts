import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/model/evidence.ts';
import { type Picture, turned } from '../../../src/readers/ocr/picture.ts';
import { fold, skeleton } from '../../../src/thai/fold.ts';
import { codes, read } from '../helpers.ts';
import { textIn } from './measure.ts';
import { shortPage } from './samples.ts';
import { drawn, engine, jpegOf, printed, qualities, scanned, scanPdf } from './scan.ts';

/** What stands around or over the writing of a real scan must not hide it. */

const { office } = qualities;

/** Phrases that a person reads and the reading does not hold. Tone marks are what a recogniser loses first. */
const missing = (reading: Reading): string[] => {
  const text = skeleton(textIn(reading));
  return shortPage.phrases.filter((phrase) => !text.includes(skeleton(phrase)));
};

/** Draws over a picture. */
const drawnOver = async (picture: Picture, drawing: string): Promise<Picture> => {
  const { width, height } = picture;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 210 297">${drawing}</svg>`;
  const data = await sharp(picture.data, { raw: { width, height, channels: 1 } })
    .composite([{ input: Buffer.from(svg) }])
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { width, height, data: new Uint8Array(data) };
};

const stamp = `<g transform="translate(58 116) rotate(-14)" fill="none" stroke="#d22" stroke-opacity=".75">
  <circle r="17" stroke-width="1.2"/><circle r="11" stroke-width=".6"/>
  <text y="1.5" font-size="4.5" text-anchor="middle" fill="#d22" fill-opacity=".75" stroke="none" font-family="Laksaman">เทศบาลตำบล</text></g>`;

/** A signature and a few words in the margin, as a pen would draw them. */
const pen = `<g fill="none" stroke="#223a8f" stroke-width=".7" stroke-linecap="round">
  <path d="M125 118q6 -22 9 -4t7 4q5 -18 8 -3t6 2q9 -14 5 4q-24 14 -40 6q40 -8 62 -16"/>
  <path d="M14 30q3 -6 5 0t4 -1q2 -5 4 1t5 -2q3 -4 4 1"/><path d="M13 37q4 -5 6 1t6 -2q2 -4 5 1"/></g>`;

/** A photograph by a lamp: one side in the shade, and a table around the paper. */
const photographed = (picture: Picture): Picture => {
  const margin = 60;
  const [width, height] = [picture.width + 2 * margin, picture.height + 2 * margin];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - 0.5 * ((x / width) * 0.7 + (y / height) * 0.3);
      const [px, py] = [x - margin, y - margin];
      const isPaper = px >= 0 && py >= 0 && px < picture.width && py < picture.height;
      data[y * width + x] = light * (isPaper ? (picture.data[py * picture.width + px] ?? 0) * 0.9 + 10 : 90);
    }
  }
  return { width, height, data };
};

describe.skipIf(!engine)('a scan', () => {
  let page: Picture;
  beforeAll(async () => {
    const [file] = await printed([shortPage.html]);
    [page] = (await drawn(file as Buffer, office.dpi)) as [Picture];
  });
  const readAs = async (picture: Picture): Promise<Reading> => read(scanPdf([await scanned(picture, office)]));

  it.each([90, 180, 270])(
    'that lies turned by %i degrees is read',
    async (degrees) => {
      const reading = await readAs(await turned(page, degrees));
      expect([missing(reading), codes(reading)]).toEqual([[], []]);
    },
    200_000,
  );
  it('on its side tells where its words stand on the page as it lies', async () => {
    const reading = await readAs(await turned(page, 90));
    const title = reading.blocks.find(
      (block) => block.kind !== 'table' && fold(block.text).includes(fold('ประจำปี ๒๕๖๗')),
    );
    const [left = 0, top = 0, right = 0, bottom = 0] = (title?.at.in === 'page' && title.at.box) || [];
    // The title was turned to the right edge of a page of 842 by 595 points, and runs down.
    expect([left > 740, right < 800, top > 100, bottom < 495]).toEqual([true, true, true, true]);
    expect(bottom - top).toBeGreaterThan(3 * (right - left));
  }, 200_000);
  it.each([5, -5])(
    'that lies askew by %i degrees is read',
    async (degrees) => {
      expect(missing(await readAs(await turned(page, degrees)))).toEqual([]);
    },
    200_000,
  );
  it('with a stamp over its words is read', async () => {
    expect(missing(await readAs(await drawnOver(page, stamp)))).toEqual([]);
  }, 200_000);
  it('with a signature and notes by hand is read', async () => {
    expect(missing(await readAs(await drawnOver(page, pen)))).toEqual([]);
  }, 200_000);
  it('that is a photograph with a shadow is read by the reader of pictures', async () => {
    const reading = await read(await jpegOf(photographed(page), 70));
    expect(missing(reading)).toEqual([]);
    expect(reading).toMatchObject({ reader: 'image/2', pages: 1, pageNotes: [{ page: 1, method: 'ocr' }] });
  }, 200_000);
});
