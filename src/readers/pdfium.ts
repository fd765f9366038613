import { PDFiumLibrary } from '@hyzyla/pdfium';
import { type Box, identity, type Matrix } from './pdf-matrix.ts';

/** The raw functions of PDFium that are used here (fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_doc.h). */
export type Pdfium = Record<`_${string}`, (...args: number[]) => number> & {
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  HEAPF32: Float32Array;
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
  const pointer = pdfium._malloc?.(bytes.length) ?? 0;
  pdfium.HEAPU8.set(bytes, pointer);
  return pointer;
};

/** An open document: the engine's functions, and a piece of its memory for their results. */
export type Handle = {
  pdfium: Pdfium;
  document: number;
  scratch: number;
  /** Calls a function by its name in the headers; 0 where the engine has none of that name. */
  call(name: string, ...args: number[]): number;
  /** The first numbers in the scratch memory. */
  floats(count: number): number[];
  /** Left, bottom, right, top of a page object in its own space. */
  bounds(object: number): Box | undefined;
  matrix(object: number): Matrix;
};

export const handleOf = (pdfium: Pdfium, document: number, scratch: number): Handle => {
  const call = (name: string, ...args: number[]): number => pdfium[`_${name}`]?.(...args) ?? 0;
  const floats = (count: number): number[] => Array.from(pdfium.HEAPF32.subarray(scratch >> 2, (scratch >> 2) + count));
  return {
    pdfium,
    document,
    scratch,
    call,
    floats,
    bounds: (object) => {
      if (!call('FPDFPageObj_GetBounds', object, scratch, scratch + 4, scratch + 8, scratch + 12)) return undefined;
      const [left = 0, bottom = 0, right = 0, top = 0] = floats(4);
      return [left, bottom, right, top];
    },
    matrix: (object) => {
      if (!call('FPDFPageObj_GetMatrix', object, scratch)) return identity;
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = floats(6);
      return [a, b, c, d, e, f];
    },
  };
};
