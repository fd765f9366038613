import { SSF } from '@e965/xlsx';

const thaiDigitZero = 0x0e50;
const months = {
  long: new Intl.DateTimeFormat('th-TH', { month: 'long', timeZone: 'UTC' }),
  short: new Intl.DateTimeFormat('th-TH', { month: 'short', timeZone: 'UTC' }),
};
const days = {
  long: new Intl.DateTimeFormat('th-TH', { weekday: 'long', timeZone: 'UTC' }),
  short: new Intl.DateTimeFormat('th-TH', { weekday: 'short', timeZone: 'UTC' }),
};

/**
 * A date as Excel shows it under a Thai or Buddhist-calendar format, which the spreadsheet library does not know.
 * `[$-NNCCLLLL]`: NN digits (0D Thai), CC calendar (07 Buddhist), LLLL language (041E Thai).
 * Undefined for all other formats.
 */
export const thaiDate = (serial: number, format: string, date1904: boolean): string | undefined => {
  const flags = /\[\$-([0-9a-f]{1,8})\]/iu.exec(format)?.[1];
  if (flags === undefined) return undefined;
  const code = Number.parseInt(flags, 16);
  const thai = (code & 0xffff) === 0x041e;
  const buddhist = ((code >> 16) & 0xff) === 7;
  const pattern = format.split(';')[0]?.replace(/\[[^\]]*\]/gu, '') ?? '';
  if ((!thai && !buddhist) || !/[dmyb]/iu.test(pattern.replace(/"[^"]*"|\\./gu, '')) || /[hs]/iu.test(pattern))
    return undefined;
  const date = SSF.parse_date_code(serial, { date1904 });
  if (!date) return undefined;
  const when = new Date(Date.UTC(date.y, date.m - 1, date.d));
  const text = pattern.replace(
    /"([^"]*)"|\\(.)|([dmyb])\3*|[_*]./giu,
    (token, quoted?: string, escaped?: string, letter?: string) => {
      if (letter === undefined) return quoted ?? escaped ?? '';
      const length = token.length;
      const kind = letter.toLowerCase();
      if (kind === 'y' || kind === 'b') {
        const year = String(kind === 'b' || buddhist ? date.y + 543 : date.y);
        return length > 2 ? year : year.slice(-2);
      }
      const names = kind === 'm' ? months : days;
      if (length >= 3) return (length === 3 ? names.short : names.long).format(when);
      return String(kind === 'm' ? date.m : date.d).padStart(length, '0');
    },
  );
  if (((code >> 24) & 0xff) !== 0x0d) return text;
  return text.replace(/[0-9]/gu, (digit) => String.fromCharCode(thaiDigitZero + Number(digit)));
};
