import { type CellObject, read, set_cptable, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Cell, Link, Locator, Reading } from '../model/evidence.ts';
import { canonical } from './address.ts';
import { decodeText } from './charset.ts';
import { emptyReading, gapOf, type Input, oneLine, type Reader } from './reading.ts';
import { thaiDate } from './sheet-date.ts';
import { largestUnpacked, unpackedSize } from './zip-size.ts';

export const sheetReader = 'sheet/1';

/** Rows and columns of a sheet that are read; forms and registers of an agency stay far below. */
const mostRows = 20_000;
const mostColumns = 400;
const mostCells = 2_000_000;

// Old XLS files hold text in code page 874, whose table the package keeps apart.
set_cptable(codepages);

const options = { dense: true, cellNF: true, sheetRows: mostRows + 1, dateNF: 'd/m/yyyy' } as const;

/** Text of a cell as a person sees it. */
const shown = (cell: CellObject | undefined, date1904: boolean): string => {
  if (!cell || cell.v === undefined || cell.t === 'z') return '';
  const thai = cell.t === 'n' && typeof cell.z === 'string' ? thaiDate(cell.v as number, cell.z, date1904) : undefined;
  return oneLine(thai ?? cell.w ?? String(cell.v));
};

type Grid = { rows: Cell[][]; links: Link[]; cut: boolean };

const gridOf = (sheet: WorkSheet, name: string, prefix: string, base: string, date1904: boolean): Grid => {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? [];
  const links: Link[] = [];
  const texts: string[][] = [];
  let width = 0;
  for (let r = 0; r < Math.min(data.length, mostRows); r++) {
    const line = (data[r] ?? []).slice(0, mostColumns).map((cell) => shown(cell, date1904));
    texts[r] = line;
    const last = line.findLastIndex((text) => text !== '' && text !== undefined);
    width = Math.max(width, last + 1);
  }
  const height = texts.findLastIndex((line) => line.some((text) => text !== '' && text !== undefined)) + 1;
  const at = (r: number, c: number): Locator => ({ in: 'cell', sheet: name, ref: utils.encode_cell({ r, c }) });
  const rows: Cell[][] = [];
  const readable = Math.min(height, Math.floor(mostCells / Math.max(1, width)));
  for (let r = 0; r < readable; r++) {
    const line: Cell[] = [];
    for (let c = 0; c < width; c++) {
      const path = `${prefix}.${r}.${c}`;
      line.push({ text: texts[r]?.[c] ?? '', at: at(r, c), path });
      const target = data[r]?.[c]?.l?.Target;
      const url = target ? canonical(target, base) : undefined;
      if (url) links.push({ region: 'main', at: at(r, c), path, url, text: texts[r]?.[c] ?? '', embedded: false });
    }
    rows.push(line);
  }
  let filled = 0;
  for (const { s, e } of sheet['!merges'] ?? []) {
    if (filled > mostCells) break;
    const origin = rows[s.r]?.[s.c];
    if (!origin || origin.text === '') continue;
    for (let r = s.r; r <= Math.min(e.r, readable - 1); r++) {
      for (let c = s.c; c <= Math.min(e.c, width - 1); c++) {
        filled++;
        const covered = rows[r]?.[c];
        if (covered && covered !== origin && covered.text === '')
          Object.assign(covered, { text: origin.text, at: origin.at });
      }
    }
  }
  return { rows, links, cut: data.length > mostRows || readable < height };
};

const toReading = (book: WorkBook, { bytes, facts }: Input, nameless: boolean): Reading => {
  const reading = emptyReading(sheetReader);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let cut = false;
  book.SheetNames.forEach((sheetName, index) => {
    const sheet = book.Sheets[sheetName];
    if (!sheet || book.Workbook?.Sheets?.[index]?.Hidden) return;
    const { rows, links, cut: cutHere } = gridOf(sheet, sheetName, String(index), facts.url, date1904);
    cut ||= cutHere;
    const last = rows.at(-1)?.at(-1)?.path.split('.');
    if (!last) return;
    const ref = `A1:${utils.encode_cell({ r: Number(last[1]), c: Number(last[2]) })}`;
    reading.blocks.push({
      kind: 'table',
      caption: nameless ? '' : sheetName,
      rows,
      region: 'main',
      at: { in: 'cell', sheet: sheetName, ref },
      path: String(index),
    });
    reading.links.push(...links);
  });
  reading.title = oneLine(book.Props?.Title ?? '');
  if (cut) reading.gaps.push(gapOf(facts, 'too-large', { detail: `more than ${mostRows} rows` }));
  if (reading.blocks.length === 0) {
    const pictures = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('xl/media/');
    reading.gaps.push(gapOf(facts, pictures ? 'picture-only' : 'empty-file'));
  }
  return reading;
};

/** Reads XLSX, XLS, ODS and XML spreadsheets: one table for each sheet that is not hidden. */
export const readSheet: Reader = (input) => {
  const { bytes, facts } = input;
  if (unpackedSize(bytes) > largestUnpacked) return { ...emptyReading(sheetReader), gaps: [gapOf(facts, 'too-large')] };
  let book: WorkBook;
  try {
    book = read(bytes, { ...options, type: 'array', codepage: 874 });
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const code = /password|encrypt/iu.test(detail) ? 'encrypted' : 'damaged';
    return { ...emptyReading(sheetReader), gaps: [gapOf(facts, code, { detail })] };
  }
  if (book.SheetNames.length === 0) return { ...emptyReading(sheetReader), gaps: [gapOf(facts, 'damaged')] };
  return toReading(book, input, false);
};

/** Reads CSV and TSV; values stay as they are written. */
export const readCsv: Reader = (input) => {
  const text = decodeText(input.bytes, input.facts.contentType).text.replace(/^\ufeff/u, '');
  return toReading(read(text, { ...options, type: 'string', raw: true }), input, true);
};
