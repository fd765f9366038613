// Spreadsheets. Cell values stay as given: text as text, numbers as numbers, undefined as an empty cell.
import { utils, write } from '@e965/xlsx';

export function sheetBytes({ name, rows, widths }) {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!cols'] = widths.map((wch) => ({ wch }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, name);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}
