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
export const renderPage = ({ pdfium, document }: Handle, index: number, wished: number): PagePicture | undefined => {
  const page = pdfium._FPDF_LoadPage(document, index);
  if (!page) return undefined;
  const [inchesAcross, inchesDown] = [
    pdfium._FPDF_GetPageWidthF(page) / pointsPerInch,
    pdfium._FPDF_GetPageHeightF(page) / pointsPerInch,
  ];
  const area = inchesAcross * inchesDown;
  const dpi = Math.min(wished, Math.sqrt(largestPicture / Math.max(0.01, area)));
  const [width, height] = [Math.round(inchesAcross * dpi), Math.round(inchesDown * dpi)];
  const bitmap =
    dpi >= smallestDpi && width > 0 && height > 0 ? pdfium._FPDFBitmap_CreateEx(width, height, greyBitmap, 0, 0) : 0;
  if (!bitmap) {
    pdfium._FPDF_ClosePage(page);
    return undefined;
  }
  pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, renderFlags);
  const [pointer, stride] = [pdfium._FPDFBitmap_GetBuffer(bitmap), pdfium._FPDFBitmap_GetStride(bitmap)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(pdfium.HEAPU8.subarray(pointer + y * stride, pointer + y * stride + width), y * width);
  pdfium._FPDFBitmap_Destroy(bitmap);
  pdfium._FPDF_ClosePage(page);
  return { width, height, data, dpi };
};
