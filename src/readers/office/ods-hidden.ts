import type { WorkBook } from '@e965/xlsx';
import { scanXml } from './xml.ts';

type Hidden = { sheet: boolean; rows: number[]; columns: number[] };

/** More than a sheet can show: repeated rows at its end are given as one million. */
const mostPlaces = 20_000;

const isOut = (visibility: string): boolean => visibility === 'collapse' || visibility === 'filter';

/** What nobody sees of an OpenDocument spreadsheet, sheet by sheet. */
const hiddenIn = (content: string): Hidden[] => {
  const sheets: Hidden[] = [];
  const outStyles = new Set<string>();
  let style = '';
  let row = 0;
  let column = 0;
  /** Tables can lie inside of cells. */
  let depth = 0;
  const take = (places: number[], from: number, repeated: string, visibility: string): number => {
    const next = from + Math.max(1, Number.parseInt(repeated, 10) || 1);
    if (isOut(visibility)) for (let i = from; i < Math.min(next, mostPlaces); i++) places.push(i);
    return next;
  };
  scanXml(content, {
    open: (name, attribute) => {
      const sheet = sheets.at(-1);
      if (name === 'style:style') style = attribute('style:name');
      else if (name === 'style:table-properties' && attribute('table:display') === 'false') outStyles.add(style);
      else if (name === 'table:table' && depth++ === 0) {
        sheets.push({ sheet: outStyles.has(attribute('table:style-name')), rows: [], columns: [] });
        row = 0;
        column = 0;
      } else if (depth !== 1 || !sheet) return;
      else if (name === 'table:table-row')
        row = take(sheet.rows, row, attribute('table:number-rows-repeated'), attribute('table:visibility'));
      else if (name === 'table:table-column')
        column = take(sheet.columns, column, attribute('table:number-columns-repeated'), attribute('table:visibility'));
    },
    close: (name) => {
      if (name === 'table:table') depth--;
    },
  });
  return sheets;
};

const marks = (places: readonly number[]): { hidden: true }[] => {
  const all: { hidden: true }[] = [];
  for (const place of places) all[place] = { hidden: true };
  return all;
};

/** Notes in the book what the spreadsheet library passes over: hidden sheets, rows and columns of OpenDocument. */
export const markHidden = (book: WorkBook, content: string): void => {
  const hidden = hiddenIn(content);
  book.Workbook = {
    ...book.Workbook,
    Sheets: book.SheetNames.map((name, i) => ({ name, Hidden: hidden[i]?.sheet ? 1 : 0 })),
  };
  book.SheetNames.forEach((name, i) => {
    const sheet = book.Sheets[name];
    if (!sheet) return;
    sheet['!rows'] = marks(hidden[i]?.rows ?? []);
    sheet['!cols'] = marks(hidden[i]?.columns ?? []);
  });
};
