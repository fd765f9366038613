import type { Picture, PixelBox } from '../../../src/readers/ocr/picture.ts';
import { seeded } from './random.ts';

/** Pictures that are drawn pixel by pixel. */

export const paper = (width: number, height: number, level = 255): Picture => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(level),
});

/** Blackens a part of a picture, in place. */
export const ink = (picture: Picture, [left, top, right, bottom]: PixelBox, level = 0): Picture => {
  for (let y = top; y < bottom; y++) picture.data.fill(level, y * picture.width + left, y * picture.width + right);
  return picture;
};

/** A row of hooks as high as letters, which looks like a line of writing from afar; no line is like another one. */
export const writing = (picture: Picture, left: number, right: number, base: number, height = 24): Picture => {
  const random = seeded(base);
  for (let x = left; x + 12 <= right; x += 14 + Math.floor(random() * 16)) {
    ink(picture, [x, base - height, x + 4, base]);
    ink(picture, [x, base - 4, x + 12, base]);
  }
  return picture;
};
