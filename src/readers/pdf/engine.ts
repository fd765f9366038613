import type { Rules } from '../grid.ts';
import { boxOf, type Matrix, multiply } from './matrix.ts';
import { cString, currentEngine, type Handle, handleOf, type Pdfium, scratchSize } from './pdfium.ts';
import { type PagePicture, renderPage } from './render.ts';
import { ruleCollector } from './rules.ts';

/** One text object as it is drawn. Lengths in points from the page's top left corner as it is shown. */
export type Piece = {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Start of the writing, and the line it stands on. */
  x: number;
  y: number;
  size: number;
};

export type PageLink = { url: string; box: [number, number, number, number] };

export type PdfPage = {
  width: number;
  height: number;
  pieces: Piece[];
  /** Share of the page that pictures cover, 0..1. */
  pictures: number;
  /** Number of drawn paths: text drawn as outlines has many. */
  paths: number;
  /** Straight lines that run level or upright: what tables are ruled with. */
  rules: Rules;
  links: PageLink[];
};

export type PdfDocument = {
  pages: number;
  title: string;
  /** Undefined where the page cannot be loaded. */
  page: (index: number) => PdfPage | undefined;
  /** The page's own number, where the file gives it one. */
  label: (index: number) => string;
  /** Draws a page at some dots an inch, fewer where the page is so large that its picture would be. */
  render: (index: number, dpi: number) => PagePicture | undefined;
  close: () => void;
};
export type Opened = PdfDocument | { failed: 'encrypted' | 'damaged' };

const objectKind = { text: 1, path: 2, image: 3, form: 5 } as const;
const passwordError = 4;
const uriAction = 3;
/** Objects of one page that are looked at: maps drawn as paths have hundreds of thousands. */
const mostObjects = 200_000;
const deepestForm = 12;
const blankPage = (): PdfPage => ({
  width: 0,
  height: 0,
  pieces: [],
  pictures: 0,
  paths: 0,
  rules: { horizontal: [], vertical: [] },
  links: [],
});

const isThai = (code: number): boolean => code >= 0x0e01 && code <= 0x0e5b;

/**
 * Characters of each text object. Asking the objects themselves adds stray spaces. Spaces that the engine adds where
 * it sees a gap are kept between words of other scripts only: next to Thai marks it sees gaps that are not there.
 */
const charactersByObject = (pdfium: Pdfium, textPage: number): Map<number, string> => {
  const texts = new Map<number, string>();
  const count = pdfium._FPDFText_CountChars(textPage);
  let object = 0;
  let text = '';
  let lastCode = 0;
  let gap = false;
  const keep = (): void => {
    if (text !== '') texts.set(object, (texts.get(object) ?? '') + text);
    text = '';
  };
  for (let i = 0; i < count; i++) {
    const code = pdfium._FPDFText_GetUnicode(textPage, i);
    // Only spaces and ends of lines are ever made up.
    if (code <= 0x20 && pdfium._FPDFText_IsGenerated(textPage, i) === 1) {
      gap = code === 0x20;
      continue;
    }
    if (code === 0 || code === 0xfffe) continue;
    const owner = pdfium._FPDFText_GetTextObject(textPage, i);
    if (owner !== object) {
      keep();
      object = owner;
    } else if (gap && !isThai(code) && !isThai(lastCode)) text += ' ';
    text += String.fromCodePoint(code);
    lastCode = code;
    gap = false;
  }
  keep();
  return texts;
};

/**
 * Text of a PDF string, which the engine hands out as UTF-16LE or with each byte widened to 16 bits. Such bytes are
 * UTF-16BE, with or without mark, unless all of them are printable.
 */
const actualTextOf = (heap: Uint8Array, start: number, length: number): string => {
  let wide = false;
  let printable = true;
  for (let i = start; i + 1 < start + length; i += 2) {
    if (heap[i + 1] !== 0) wide = true;
    if ((heap[i] ?? 0) < 0x20) printable = false;
  }
  const marked = heap[start] === 0xfe && heap[start + 2] === 0xff;
  const units: number[] = [];
  if (wide || (printable && !marked)) {
    for (let i = start; i + 1 < start + length; i += 2) units.push((heap[i] ?? 0) | ((heap[i + 1] ?? 0) << 8));
  } else {
    for (let i = marked ? start + 4 : start; i + 2 < start + length; i += 4)
      units.push(((heap[i] ?? 0) << 8) | (heap[i + 2] ?? 0));
  }
  return String.fromCharCode(...units);
};

/** Reads one open document; all pointers belong to `pdfium`. */
const reader = (handle: Handle, key: number) => {
  const { pdfium, document, scratch, float, bounds, matrix } = handle;

  /** Replacement text of the marked content that an object belongs to, and the mark. */
  const actualText = (object: number): { mark: number; text: string } | undefined => {
    const marks = pdfium._FPDFPageObj_CountMarks(object);
    for (let i = 0; i < marks; i++) {
      const mark = pdfium._FPDFPageObj_GetMark(object, i);
      if (!pdfium._FPDFPageObjMark_GetParamStringValue(mark, key, scratch + 8, scratchSize - 8, scratch)) continue;
      const length = pdfium.HEAP32[scratch >> 2] ?? 0;
      if (length > scratchSize - 8) continue;
      return { mark, text: actualTextOf(pdfium.HEAPU8, scratch + 8, Math.max(0, length - 2)) };
    }
    return undefined;
  };

  const pageLinks = (page: number, toView: Matrix): PageLink[] => {
    const links: PageLink[] = [];
    pdfium.HEAP32[scratch >> 2] = 0;
    while (links.length < 5000 && pdfium._FPDFLink_Enumerate(page, scratch, scratch + 4)) {
      const link = pdfium.HEAP32[(scratch >> 2) + 1] ?? 0;
      const next = pdfium.HEAP32[scratch >> 2] ?? 0;
      const action = pdfium._FPDFLink_GetAction(link);
      if (action && pdfium._FPDFAction_GetType(action) === uriAction) {
        const length = pdfium._FPDFAction_GetURIPath(document, action, scratch + 8, scratchSize - 8);
        const url = Buffer.from(
          pdfium.HEAPU8.slice(scratch + 8, scratch + 8 + Math.min(length, scratchSize - 8) - 1),
        ).toString();
        if (pdfium._FPDFLink_GetAnnotRect(link, scratch + 8)) {
          // FS_RECTF: left, top, right, bottom.
          links.push({ url, box: boxOf(toView, [float(2), float(5), float(4), float(3)]) });
        }
      }
      pdfium.HEAP32[scratch >> 2] = next;
    }
    return links;
  };

  const readPage = (index: number): PdfPage | undefined => {
    const page = pdfium._FPDF_LoadPage(document, index);
    if (!page) return undefined;
    const textPage = pdfium._FPDFText_LoadPage(page);
    const width = pdfium._FPDF_GetPageWidthF(page);
    const height = pdfium._FPDF_GetPageHeightF(page);
    const view = viewOf(page, width, height);
    const texts = charactersByObject(pdfium, textPage);
    const { rules, add: addPath } = ruleCollector(handle);
    const result: PdfPage = { ...blankPage(), width, height, rules, links: pageLinks(page, view) };
    const told = new Set<number>();
    let pictureArea = 0;
    let objects = 0;

    const addText = (object: number, toView: Matrix): void => {
      const actual = actualText(object);
      let text = texts.get(object) ?? '';
      if (actual) text = told.has(actual.mark) ? '' : actual.text;
      if (actual) told.add(actual.mark);
      const box = bounds(object);
      const drawn = multiply(matrix(object), toView);
      pdfium._FPDFTextObj_GetFontSize(object, scratch);
      const fontSize = float(0);
      const [left, top, right, bottom] = box ? boxOf(toView, box) : [drawn[4], drawn[5], drawn[4], drawn[5]];
      const size = Math.max(4, Math.abs(fontSize * Math.hypot(drawn[2], drawn[3])));
      result.pieces.push({ text, left, top, right, bottom, x: drawn[4], y: drawn[5], size });
    };

    const visit = (object: number, toView: Matrix, depth: number): void => {
      if (++objects > mostObjects) return;
      const kind = pdfium._FPDFPageObj_GetType(object);
      if (kind === objectKind.text) addText(object, toView);
      else if (kind === objectKind.path) {
        result.paths++;
        addPath(object, toView);
      } else if (kind === objectKind.image) {
        const box = bounds(object);
        const [left, top, right, bottom] = box ? boxOf(toView, box) : [0, 0, 0, 0];
        pictureArea +=
          Math.max(0, Math.min(right, width) - Math.max(left, 0)) *
          Math.max(0, Math.min(bottom, height) - Math.max(top, 0));
      } else if (kind === objectKind.form && depth < deepestForm) {
        const inner = multiply(matrix(object), toView);
        const count = pdfium._FPDFFormObj_CountObjects(object);
        for (let i = 0; i < count; i++) visit(pdfium._FPDFFormObj_GetObject(object, i), inner, depth + 1);
      }
    };
    const count = pdfium._FPDFPage_CountObjects(page);
    for (let i = 0; i < count; i++) visit(pdfium._FPDFPage_GetObject(page, i), view, 0);
    result.pictures = width * height > 0 ? Math.min(1, pictureArea / (width * height)) : 0;
    pdfium._FPDFText_ClosePage(textPage);
    pdfium._FPDF_ClosePage(page);
    return result;
  };

  /** From page space (origin at the bottom left, before rotation) to the page as it is shown. */
  const viewOf = (page: number, width: number, height: number): Matrix => {
    let x = 0;
    let y = 0;
    if (
      pdfium._FPDFPage_GetCropBox(page, scratch, scratch + 4, scratch + 8, scratch + 12) ||
      pdfium._FPDFPage_GetMediaBox(page, scratch, scratch + 4, scratch + 8, scratch + 12)
    ) {
      x = float(0);
      y = float(1);
    }
    const rotation = pdfium._FPDFPage_GetRotation(page);
    if (rotation === 1) return [0, 1, 1, 0, -y, -x];
    if (rotation === 2) return [-1, 0, 0, 1, width + x, -y];
    if (rotation === 3) return [0, -1, -1, 0, width + y, height + x];
    return [1, 0, 0, -1, -x, height + y];
  };

  const metaText = (name: number): string => {
    const length = pdfium._FPDF_GetMetaText(document, name, scratch, scratchSize);
    return Buffer.from(pdfium.HEAPU8.slice(scratch, scratch + Math.max(0, Math.min(length, scratchSize) - 2))).toString(
      'utf16le',
    );
  };

  const label = (index: number): string => {
    const length = pdfium._FPDF_GetPageLabel(document, index, scratch, scratchSize);
    if (length < 4 || length > scratchSize) return '';
    return Buffer.from(pdfium.HEAPU8.slice(scratch, scratch + length - 2)).toString('utf16le');
  };

  return { readPage, metaText, label, pages: pdfium._FPDF_GetPageCount(document) };
};

/** Opens a PDF in the PDFium instance of this thread. The caller closes it. */
export const openPdf = async (bytes: Uint8Array): Promise<Opened> => {
  const pdfium = await currentEngine();
  const data = pdfium._malloc(bytes.length);
  if (data === 0) throw new Error('no memory for the file');
  pdfium.HEAPU8.set(bytes, data);
  const document = pdfium._FPDF_LoadMemDocument(data, bytes.length, 0);
  if (document === 0) {
    const error = pdfium._FPDF_GetLastError();
    pdfium._free(data);
    return { failed: error === passwordError ? 'encrypted' : 'damaged' };
  }
  const scratch = pdfium._malloc(scratchSize);
  const actualText = cString(pdfium, 'ActualText');
  const titleKey = cString(pdfium, 'Title');
  const handle = handleOf(pdfium, document, scratch);
  const { readPage, metaText, label, pages } = reader(handle, actualText);
  return {
    pages,
    title: metaText(titleKey),
    page: readPage,
    label,
    render: (index, dpi) => renderPage(handle, index, dpi),
    close: () => {
      pdfium._FPDF_CloseDocument(document);
      for (const pointer of [data, scratch, actualText, titleKey]) pdfium._free(pointer);
    },
  };
};
