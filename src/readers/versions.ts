import type { Reading } from '../model/evidence.ts';

/**
 * Kind and version of everything that makes a reading. A version goes up when the same bytes read differently:
 * readings kept under another one are stale. They stand apart from the readers so that a program that only looks up
 * kept readings loads no parser.
 */
const versions = {
  sniff: 'sniff/2',
  none: 'none/1',
  html: 'html/4',
  pdf: 'pdf/2',
  sheet: 'sheet/3',
  docx: 'docx/3',
  doc: 'doc/2',
  text: 'text/1',
  image: 'image/2',
  odt: 'odt/2',
  rtf: 'rtf/1',
  pptx: 'pptx/2',
  mhtml: 'mhtml/1',
  svg: 'svg/1',
  archive: 'archive/2',
} as const;

/** Stands for a reader where none could read. */
export const noReader = versions.none;

/** Changes when any reader changes: readings kept under another version are stale. */
export const readerVersion: string = Object.values(versions).join(' ');

/** Whether a reading is that of a page, which a browser shows as HTML; every other artifact is a document. */
export const isPage = ({ reader }: Reading): boolean => reader === versions.html;

/** Whether a reading is that of a PDF itself: places in it are places on its pages. */
export const isPdf = ({ reader }: Reading): boolean => reader === versions.pdf;
