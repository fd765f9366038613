import { PDFiumLibrary } from '@hyzyla/pdfium';
import { type Box, identity, type Matrix } from './matrix.ts';

/** The functions of PDFium that are used here (fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_doc.h). */
type Function =
  | 'FPDFAction_GetType'
  | 'FPDFAction_GetURIPath'
  | 'FPDFBitmap_CreateEx'
  | 'FPDFBitmap_Destroy'
  | 'FPDFBitmap_FillRect'
  | 'FPDFBitmap_GetBuffer'
  | 'FPDFBitmap_GetStride'
  | 'FPDFFormObj_CountObjects'
  | 'FPDFFormObj_GetObject'
  | 'FPDFLink_Enumerate'
  | 'FPDFLink_GetAction'
  | 'FPDFLink_GetAnnotRect'
  | 'FPDFPageObjMark_GetParamStringValue'
  | 'FPDFPageObj_CountMarks'
  | 'FPDFPageObj_GetBounds'
  | 'FPDFPageObj_GetMark'
  | 'FPDFPageObj_GetMatrix'
  | 'FPDFPageObj_GetType'
  | 'FPDFPage_CountObjects'
  | 'FPDFPage_GetCropBox'
  | 'FPDFPage_GetMediaBox'
  | 'FPDFPage_GetObject'
  | 'FPDFPage_GetRotation'
  | 'FPDFPathSegment_GetClose'
  | 'FPDFPathSegment_GetPoint'
  | 'FPDFPathSegment_GetType'
  | 'FPDFPath_CountSegments'
  | 'FPDFPath_GetDrawMode'
  | 'FPDFPath_GetPathSegment'
  | 'FPDFTextObj_GetFontSize'
  | 'FPDFText_ClosePage'
  | 'FPDFText_CountChars'
  | 'FPDFText_GetTextObject'
  | 'FPDFText_GetUnicode'
  | 'FPDFText_IsGenerated'
  | 'FPDFText_LoadPage'
  | 'FPDF_CloseDocument'
  | 'FPDF_ClosePage'
  | 'FPDF_GetLastError'
  | 'FPDF_GetMetaText'
  | 'FPDF_GetPageCount'
  | 'FPDF_GetPageHeightF'
  | 'FPDF_GetPageLabel'
  | 'FPDF_GetPageWidthF'
  | 'FPDF_LoadMemDocument'
  | 'FPDF_LoadPage'
  | 'FPDF_RenderPageBitmap';

/** The engine as its package exports it: functions, and the memory that pointers lead into. */
export type Pdfium = { readonly [Name in Function as `_${Name}`]: (...args: number[]) => number } & {
  readonly _malloc: (size: number) => number;
  readonly _free: (pointer: number) => void;
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  readonly HEAPF32: Float32Array;
};

/** Memory that the engine keeps of broken files goes with the instance. */
const filesPerEngine = 200;
export const scratchSize = 65_536;

let engine: Promise<PDFiumLibrary> | undefined;
let filesOpened = 0;

/** Forgets the engine: after a crash its memory cannot be trusted any more. */
export const dropEngine = (): void => {
  engine = undefined;
  filesOpened = 0;
};

/** The instance of this thread. Files that are broken beyond measure leave with it. */
export const currentEngine = async (): Promise<Pdfium> => {
  // The old instance is left to the garbage collector: files that are still open go on in it.
  if (filesOpened >= filesPerEngine) dropEngine();
  engine ??= PDFiumLibrary.init();
  filesOpened++;
  // The package keeps its module private and has no function of its own for page objects.
  return ((await engine) as unknown as { module: Pdfium }).module;
};

/** A string of the engine's memory; the caller frees it. */
export const cString = (pdfium: Pdfium, text: string): number => {
  const bytes = Buffer.from(`${text}\0`, 'latin1');
  const pointer = pdfium._malloc(bytes.length);
  pdfium.HEAPU8.set(bytes, pointer);
  return pointer;
};

/** An open document, and a piece of the engine's memory for the results of its functions. */
export type Handle = {
  pdfium: Pdfium;
  document: number;
  scratch: number;
  /** A number in the scratch memory, counted from 0. */
  float(index: number): number;
  /** Left, bottom, right, top of a page object in its own space. */
  bounds(object: number): Box | undefined;
  matrix(object: number): Matrix;
};

export const handleOf = (pdfium: Pdfium, document: number, scratch: number): Handle => {
  const first = scratch >> 2;
  const float = (index: number): number => pdfium.HEAPF32[first + index] ?? 0;
  return {
    pdfium,
    document,
    scratch,
    float,
    bounds: (object) =>
      pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12)
        ? [float(0), float(1), float(2), float(3)]
        : undefined,
    matrix: (object) =>
      pdfium._FPDFPageObj_GetMatrix(object, scratch)
        ? [float(0), float(1), float(2), float(3), float(4), float(5)]
        : identity,
  };
};
