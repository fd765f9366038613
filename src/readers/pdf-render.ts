import type { Handle } from './pdfium.ts';

/** A page as a grey picture, one byte a pixel, row by row; `dpi` is what came of the wish. */
export type PagePicture = { width: number; height: number; data: Uint8Array; dpi: number };

const largestPicture = 14_000_000;
const smallestDpi = 20;
const pointsPerInch = 72;
/** fpdfview.h: FPDFBitmap_Gray, FPDF_ANNOT | FPDF_GRAYSCALE. */
const greyBitmap = 1;
const renderFlags = 0x01 | 0x08;

/** Draws a page at some dots an inch, fewer where its picture would be too large; undefined where it cannot be drawn. */
export const renderPage = (
  { pdfium, document, call }: Handle,
  index: number,
  wished: number,
): PagePicture | undefined => {
  const page = call('FPDF_LoadPage', document, index);
  if (!page) return undefined;
  const [inchesAcross, inchesDown] = [
    (pdfium._FPDF_GetPageWidthF?.(page) ?? 0) / pointsPerInch,
    (pdfium._FPDF_GetPageHeightF?.(page) ?? 0) / pointsPerInch,
  ];
  const area = inchesAcross * inchesDown;
  const dpi = Math.min(wished, Math.sqrt(largestPicture / Math.max(0.01, area)));
  const [width, height] = [Math.round(inchesAcross * dpi), Math.round(inchesDown * dpi)];
  const bitmap =
    dpi >= smallestDpi && width > 0 && height > 0 ? call('FPDFBitmap_CreateEx', width, height, greyBitmap, 0, 0) : 0;
  if (!bitmap) {
    call('FPDF_ClosePage', page);
    return undefined;
  }
  call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, 0xffffffff);
  call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, height, 0, renderFlags);
  const [pointer, stride] = [call('FPDFBitmap_GetBuffer', bitmap), call('FPDFBitmap_GetStride', bitmap)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(pdfium.HEAPU8.subarray(pointer + y * stride, pointer + y * stride + width), y * width);
  call('FPDFBitmap_Destroy', bitmap);
  call('FPDF_ClosePage', page);
  return { width, height, data, dpi };
};
