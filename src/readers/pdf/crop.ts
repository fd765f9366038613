import sharp from 'sharp';
import type { PagePlace } from '../messages.ts';
import { pdfStart } from '../sniff.ts';
import { openPdf } from './engine.ts';
import { dropEngine } from './pdfium.ts';
import type { PagePicture } from './render.ts';

const wishedDpi = 110;
const pointsPerInch = 72;
/** Points above and below a place that are shown with it: the heading and the rows that it belongs to. */
const margin = 140;
/** Pixels of the longest sides: pages of maps are as large as tables. */
const most = { width: 1600, height: 2400 };
const quality = 72;
/** No document has a frame of this colour, and the picture of the page is grey. */
const frame = { colour: '#d9480f', width: 2, distance: 4 };

type Rows = { top: number; bottom: number };

const within = (value: number, length: number): number => Math.max(0, Math.min(length, value));

/** The rows of a page's picture that show a box; all of them where the box is not on the page. */
const rowsAround = ({ box }: PagePlace, { height, dpi }: PagePicture): Rows => {
  const whole = { top: 0, bottom: height };
  if (!box?.every(Number.isFinite)) return whole;
  const scale = dpi / pointsPerInch;
  const [, first, , last] = box;
  if (last < first || last < 0 || first * scale > height) return whole;
  const top = within(Math.floor((first - margin) * scale), height);
  const bottom = within(Math.ceil((last + margin) * scale), height);
  return bottom > top ? { top, bottom } : whole;
};

/** A frame around the box, as large as the rows that are shown; null where there is none to draw. */
const frameOf = ({ box }: PagePlace, { width, dpi }: PagePicture, { top, bottom }: Rows): Buffer | null => {
  if (!box?.every(Number.isFinite)) return null;
  const scale = dpi / pointsPerInch;
  const half = frame.width / 2;
  const height = bottom - top;
  const x1 = Math.max(half, box[0] * scale - frame.distance);
  const y1 = Math.max(half, box[1] * scale - top - frame.distance);
  const x2 = Math.min(width - half, box[2] * scale + frame.distance);
  const y2 = Math.min(height - half, box[3] * scale - top + frame.distance);
  if (x2 <= x1 || y2 <= y1) return null;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" fill="none" stroke="${frame.colour}" stroke-width="${frame.width}"/></svg>`,
  );
};

const drawn = async (bytes: Uint8Array, { page }: PagePlace): Promise<PagePicture | null> => {
  const document = await openPdf(bytes.subarray(Math.max(0, pdfStart(bytes))));
  if ('failed' in document) return null;
  try {
    // The engine counts in 32 bits: a number beyond would be another page.
    return page <= document.pages ? (document.render(page - 1, wishedDpi) ?? null) : null;
  } finally {
    document.close();
  }
};

const jpegOf = async (picture: PagePicture, place: PagePlace): Promise<Uint8Array> => {
  const { width, data } = picture;
  const rows = rowsAround(place, picture);
  const height = rows.bottom - rows.top;
  const svg = frameOf(place, picture, rows);
  const raw = { width, height };
  const grey = sharp(data.subarray(rows.top * width, rows.bottom * width), { raw: { ...raw, channels: 1 } });
  // The library scales before it composes: the frame is drawn on the picture as it is, and both are scaled then.
  const framed = svg
    ? sharp(
        await grey
          .toColourspace('srgb')
          .composite([{ input: svg }])
          .removeAlpha()
          .raw()
          .toBuffer(),
        { raw: { ...raw, channels: 3 } },
      )
    : grey.toColourspace('b-w');
  return framed
    .resize({ ...most, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
};

/**
 * A place of a PDF's page as a JPEG: the whole width of the page with what stands above and below, the place framed;
 * the whole page where no box is given. Null where there is no such page, or it cannot be drawn.
 */
export const cropOf = async (bytes: Uint8Array, place: PagePlace): Promise<Uint8Array | null> => {
  try {
    const picture = await drawn(bytes, place);
    return picture && (await jpegOf(picture, place));
  } catch {
    // A crash inside WebAssembly leaves the engine's memory in an unknown state.
    dropEngine();
    return null;
  }
};
