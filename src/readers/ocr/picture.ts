import sharp, { type Sharp } from 'sharp';

/** A grey picture: one byte a pixel, 0 black to 255 white, row by row. */
export type Picture = { width: number; height: number; data: Uint8Array };

/** Left, top, right, bottom in pixels; right and bottom lie outside. */
export type PixelBox = readonly [left: number, top: number, right: number, bottom: number];

/** Pictures of more pixels than this are no page of a document, or an attack. */
const mostPixels = 120_000_000;
const white = 255;

const rawOf = ({ width, height }: Picture) => ({ raw: { width, height, channels: 1 as const } });

const fromSharp = async (image: Sharp): Promise<Picture> => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
};

/**
 * Decodes a PNG, JPEG, WebP, GIF, TIFF or SVG file: its first page, upright as its EXIF data say, on white paper.
 * Throws where the bytes are damaged or the picture is too large.
 */
export const decodePicture = (bytes: Uint8Array): Promise<Picture> =>
  fromSharp(
    sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .flatten({ background: '#fff' })
      .greyscale()
      .toColourspace('b-w'),
  );

export const resized = (picture: Picture, scale: number): Promise<Picture> =>
  fromSharp(
    sharp(picture.data, rawOf(picture))
      .resize(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)), {
        fit: 'fill',
      })
      .toColourspace('b-w'),
  );

/** Turned clockwise by an angle in degrees, on white paper. The centre stays the centre; the paper grows. */
export const turned = (picture: Picture, degrees: number): Promise<Picture> =>
  fromSharp(sharp(picture.data, rawOf(picture)).rotate(degrees, { background: '#fff' }).toColourspace('b-w'));

/** A piece of a picture with white paper around it. What lies outside the picture is paper. */
export const cropped = (picture: Picture, [left, top, right, bottom]: PixelBox, margin = 0): Picture => {
  const x0 = Math.max(0, Math.floor(left));
  const y0 = Math.max(0, Math.floor(top));
  const x1 = Math.min(picture.width, Math.ceil(right));
  const y1 = Math.min(picture.height, Math.ceil(bottom));
  const width = Math.max(1, x1 - x0) + 2 * margin;
  const height = Math.max(1, y1 - y0) + 2 * margin;
  const data = new Uint8Array(width * height).fill(white);
  for (let y = y0; y < y1; y++) {
    data.set(picture.data.subarray(y * picture.width + x0, y * picture.width + x1), (y - y0 + margin) * width + margin);
  }
  return { width, height, data };
};

/** Whitens a part of a picture, in place. */
export const erase = (picture: Picture, [left, top, right, bottom]: PixelBox): void => {
  const x0 = Math.max(0, Math.floor(left));
  const x1 = Math.min(picture.width, Math.ceil(right));
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(picture.height, Math.ceil(bottom)); y++)
    if (x1 > x0) picture.data.fill(white, y * picture.width + x0, y * picture.width + x1);
};

/** Portable grey map, the format that Tesseract reads without decoding anything (netpbm, pgm(5), P5). */
export const toPgm = ({ width, height, data }: Picture): Buffer =>
  Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`, 'latin1'), data]);

/** Side of the squares in which the brightness of the paper is measured, in pixels. */
const square = 32;
/** Share of a square's pixels that are brighter than its paper. */
const brightest = 0.1;

/** The brightness of the paper in each square: bright enough pixels of it and its neighbours, so that ink is no paper. */
const paperOf = ({ width, height, data }: Picture, columns: number, rows: number): Float32Array => {
  const own = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0);
      const x1 = Math.min(width, (column + 1) * square);
      const y1 = Math.min(height, (row + 1) * square);
      let count = 0;
      for (let y = row * square; y < y1; y++) {
        for (let x = column * square; x < x1; x++) {
          const level = data[y * width + x] ?? 0;
          histogram[level] = (histogram[level] ?? 0) + 1;
          count++;
        }
      }
      let value = white;
      for (let above = histogram[value] ?? 0; value > 0 && above < count * brightest; )
        above += histogram[--value] ?? 0;
      own[row * columns + column] = value;
    }
  }
  const paper = new Float32Array(own.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let brightestNear = 0;
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
          brightestNear = Math.max(brightestNear, own[r * columns + c] ?? 0);
      paper[row * columns + column] = Math.max(48, brightestNear);
    }
  }
  return paper;
};

/**
 * Takes the paper's own shade away, so that shadows of a photograph, grey copies and tinted paper become white and ink
 * keeps its darkness: every pixel in relation to the paper around it.
 */
export const evened = (picture: Picture): Picture => {
  const { width, height, data } = picture;
  const columns = Math.ceil(width / square);
  const rows = Math.ceil(height / square);
  const paper = paperOf(picture, columns, rows);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const rowAt = Math.min(rows - 1, Math.max(0, (y + 0.5) / square - 0.5));
    const r0 = Math.floor(rowAt);
    const r1 = Math.min(rows - 1, r0 + 1);
    const fy = rowAt - r0;
    for (let x = 0; x < width; x++) {
      const columnAt = Math.min(columns - 1, Math.max(0, (x + 0.5) / square - 0.5));
      const c0 = Math.floor(columnAt);
      const c1 = Math.min(columns - 1, c0 + 1);
      const fx = columnAt - c0;
      const above = (paper[r0 * columns + c0] ?? white) * (1 - fx) + (paper[r0 * columns + c1] ?? white) * fx;
      const below = (paper[r1 * columns + c0] ?? white) * (1 - fx) + (paper[r1 * columns + c1] ?? white) * fx;
      const shade = above * (1 - fy) + below * fy;
      out[y * width + x] = Math.min(white, ((data[y * width + x] ?? 0) * white) / shade);
    }
  }
  return { width, height, data: out };
};

/** Grey level under which a pixel of an evened picture is ink. */
export const inkLevel = 150;

/** Number of ink pixels of a part of an evened picture. */
export const inkIn = (picture: Picture, [left, top, right, bottom]: PixelBox): number => {
  let count = 0;
  for (let y = Math.max(0, top); y < Math.min(picture.height, bottom); y++)
    for (let x = Math.max(0, left); x < Math.min(picture.width, right); x++)
      if ((picture.data[y * picture.width + x] ?? white) < inkLevel) count++;
  return count;
};
