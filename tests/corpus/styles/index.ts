import { docx } from './docx.ts';
import { joomla } from './joomla.ts';
import { oldtable } from './oldtable.ts';
import { pdf, pdfLostAm, scanStyle } from './print.ts';
import type { Style } from './style.ts';
import { vendor } from './vendor.ts';
import { wordpress } from './wordpress.ts';
import { xlsx } from './xlsx.ts';

export { closePrinter } from './printer.ts';
export { fileStyles, pageStyles, type Style, type StyleName, styleNames } from './style.ts';

export const styles: readonly Style[] = [wordpress, oldtable, joomla, vendor, pdf, pdfLostAm, scanStyle, xlsx, docx];
