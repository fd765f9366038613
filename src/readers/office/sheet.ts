import { type CellObject, read, set_cptable, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Cell, Link, Locator, Reading, TableBlock } from '../../model/evidence.ts';
import { canonical } from '../address.ts';
import { decodeText } from '../charset.ts';
import { holdsPicture } from '../pictures.ts';
import { emptyReading, type Facts, gapOf, oneLine, type Reader } from '../reading.ts';
import { bareCompound, isCompound } from './compound.ts';
import { parseCsv } from './csv.ts';
import { markHidden } from './ods-hidden.ts';
import { gapsOfMatter, unopened } from './office.ts';
import { withPictures } from './office-pictures.ts';
import { hasDrawings, hasPictures, openPackage, type Package } from './package.ts';
import { thaiDate, thaiNumber } from './sheet-date.ts';
import { shapeBlocks } from './sheet-shapes.ts';

export const sheetReader = 'sheet/3';

/** Rows and columns of a sheet that are read; forms and registers of an agency stay far below. */
const mostRows = 20_000;
const mostColumns = 400;
const mostCells = 2_000_000;

// Old XLS files hold text in code page 874, whose table the package keeps apart.
set_cptable(codepages);

/** Styles tell which rows and columns are hidden. Formulas are of no interest: their last result is what is shown. */
const options = {
  dense: true,
  cellNF: true,
  cellStyles: true,
  cellFormula: false,
  cellHTML: false,
  sheetRows: mostRows + 1,
  dateNF: 'd/m/yyyy',
} as const;

/** Text of a cell as a person sees it. */
const shown = (cell: CellObject | undefined, date1904: boolean): string => {
  if (!cell || cell.v === undefined || cell.t === 'z') return '';
  const format = cell.t === 'n' && typeof cell.z === 'string' ? cell.z : undefined;
  const value = cell.v as number;
  const thai = format && (thaiDate(value, format, date1904) ?? thaiNumber(value, format));
  return oneLine(thai || (cell.w ?? String(cell.v)));
};

type Size = { width: number; height: number; cut: boolean };

/** The part of the texts that holds something, within the limits. */
const sizeOf = (texts: readonly string[][], cut: boolean): Size => {
  const width = texts.reduce((most, line) => Math.max(most, line.findLastIndex(Boolean) + 1), 0);
  const filled = texts.findLastIndex((line) => line.some(Boolean)) + 1;
  const height = Math.min(filled, Math.floor(mostCells / Math.max(1, width)));
  return { width, height, cut: cut || height < filled };
};

/** Repeats the text of merged cells in every place that they cover, with the place of the cell that holds it. */
const spread = (rows: Cell[][], sheet: WorkSheet): void => {
  let filled = 0;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const origin = rows[s.r]?.[s.c];
    if (!origin || origin.text === '') continue;
    for (let r = s.r; r <= Math.min(e.r, rows.length - 1); r++) {
      const row = rows[r] ?? [];
      for (let c = s.c; c <= Math.min(e.c, row.length - 1); c++) {
        if (filled++ > mostCells) return;
        const covered = row[c];
        if (covered && covered !== origin && covered.text === '')
          Object.assign(covered, { text: origin.text, at: origin.at });
      }
    }
  }
};

type Grid = { rows: Cell[][]; links: Link[]; ref: string; cut: boolean };

/** Cells of a sheet with their places and links, without the rows and columns that nobody sees. */
const gridOf = (sheet: WorkSheet, name: string, prefix: string, base: string, date1904: boolean): Grid => {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? [];
  const isRowHidden = (r: number): boolean => sheet['!rows']?.[r]?.hidden === true;
  const isColumnHidden = (c: number): boolean => sheet['!cols']?.[c]?.hidden === true;
  let wide = false;
  const texts = Array.from({ length: Math.min(data.length, mostRows) }, (_, r) => {
    const cells = data[r] ?? [];
    wide ||= cells.length > mostColumns && cells.slice(mostColumns).some((cell) => shown(cell, date1904) !== '');
    return Array.from({ length: Math.min(cells.length, mostColumns) }, (_, c) => shown(cells[c], date1904));
  });
  const { width, height, cut } = sizeOf(texts, wide || data.length > mostRows);
  const at = (r: number, c: number): Locator => ({ in: 'cell', sheet: name, ref: utils.encode_cell({ r, c }) });
  const links: Link[] = [];
  const all = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c): Cell => {
      const cell: Cell = { text: texts[r]?.[c] ?? '', at: at(r, c), path: `${prefix}.${r}.${c}` };
      const target = data[r]?.[c]?.l?.Target;
      const url = target && !isRowHidden(r) && !isColumnHidden(c) ? canonical(target, base) : undefined;
      if (url) links.push({ region: 'main', at: cell.at, path: cell.path, url, text: cell.text, embedded: false });
      return cell;
    }),
  );
  // First all of them: the text of a merged cell shows in its visible part, though it stands in a hidden row.
  spread(all, sheet);
  const seen = all.filter((_, r) => !isRowHidden(r)).map((row) => row.filter((_, c) => !isColumnHidden(c)));
  const rows = seen.filter((row) => row.length > 0);
  const ref = `A1:${utils.encode_cell({ r: Math.max(0, height - 1), c: Math.max(0, width - 1) })}`;
  return { rows, links, ref, cut };
};

const tableOf = ({ rows, ref }: Grid, sheet: string, caption: string, path: string): TableBlock[] =>
  rows.some((row) => row.some(({ text }) => text !== ''))
    ? [{ kind: 'table', caption, rows, region: 'main', at: { in: 'cell', sheet, ref }, path }]
    : [];

const tooLarge = (facts: Facts) =>
  gapOf(facts, 'too-large', { detail: `more than ${mostRows} rows or ${mostColumns} columns` });

const toReading = (book: WorkBook, facts: Facts, pack: Package | undefined, pictures: boolean): Reading => {
  const reading = emptyReading(sheetReader);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let cut = false;
  book.SheetNames.forEach((name, index) => {
    const sheet = book.Sheets[name];
    if (!sheet || book.Workbook?.Sheets?.[index]?.Hidden) return;
    const grid = gridOf(sheet, name, String(index), facts.url, date1904);
    cut ||= grid.cut;
    reading.blocks.push(...tableOf(grid, name, name, String(index)));
    if (pack) reading.blocks.push(...shapeBlocks(pack, name, `${index}.${mostRows}`));
    reading.links.push(...grid.links);
  });
  reading.title = oneLine(book.Props?.Title ?? '');
  if (cut) reading.gaps.push(tooLarge(facts));
  reading.gaps.push(...gapsOfMatter(facts, reading.title, reading.blocks, pictures));
  return reading;
};

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Reads XLSX, XLS, ODS and XML spreadsheets: one table for each sheet that is not hidden. Macros are never run. */
export const readSheet: Reader = async (input) => {
  const { bytes, facts } = input;
  try {
    const pack = isZip(bytes) ? await openPackage(bytes) : undefined;
    const safe = pack ? pack.safe() : isCompound(bytes) ? bareCompound(bytes, ['Workbook', 'Book']) : bytes;
    const book = read(safe, { ...options, type: 'array', codepage: 874 });
    if (book.SheetNames.length === 0) throw new Error('no sheets');
    if (pack?.names.includes('content.xml')) markHidden(book, pack.text('content.xml'));
    const reading = toReading(book, facts, pack, pack ? hasPictures(pack) : holdsPicture(bytes));
    return pack ? await withPictures(reading, input, String(book.SheetNames.length), hasDrawings(pack)) : reading;
  } catch (error) {
    return unopened(sheetReader, facts, error, (detail) =>
      /password|encrypt/iu.test(detail) ? 'encrypted' : 'damaged',
    );
  }
};

/** Reads CSV and TSV; values stay as they are written. */
export const readCsv: Reader = ({ bytes, facts }) => {
  const text = decodeText(bytes, facts.contentType).text.replace(/^\ufeff/u, '');
  const { rows: values, cut } = parseCsv(text, { rows: mostRows, columns: mostColumns });
  const name = 'Sheet1';
  const sheet: WorkSheet = { '!data': values.map((line) => line.map((v) => ({ t: 's', v }) as CellObject)) };
  const grid = gridOf(sheet, name, '0', facts.url, false);
  const blocks = tableOf(grid, name, '', '0');
  const gaps = cut || grid.cut ? [tooLarge(facts)] : blocks.length === 0 ? [gapOf(facts, 'empty-file')] : [];
  return { ...emptyReading(sheetReader), blocks, gaps };
};
