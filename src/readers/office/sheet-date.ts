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

const inThaiDigits = (text: string): string =>
  text.replace(/[0-9]/gu, (digit) => String.fromCharCode(thaiDigitZero + Number(digit)));

/** What `[$-NNCCLLLL]` asks for: NN digits (0D Thai), CC calendar (07 Buddhist), LLLL language (041E Thai). */
const localeOf = (format: string): { thai: boolean; buddhist: boolean; thaiDigits: boolean } => {
  const code = Number.parseInt(/\[\$[^\]-]*-([0-9a-f]{1,8})\]/iu.exec(format)?.[1] ?? '0', 16);
  return {
    thai: (code & 0xffff) === 0x041e,
    // The highest bit only says that the letters of the format are to be taken as they are.
    buddhist: ((code >> 16) & 0x7f) === 7,
    thaiDigits: ((code >> 24) & 0xff) === 0x0d,
  };
};

/** A `t` before a format's digits asks for Thai digits. */
const digitMark = /(?<![a-z\\"])t(?=[0#?.,dmyhbs\u0e00-\u0e7f])/giu;

type Token = { letter: string; length: number; literal: string };

const tokensOf = (pattern: string): Token[] =>
  [...pattern.matchAll(/"([^"]*)"|\\(.)|(AM\/PM)|([dmybhs])\4*|[_*].|([\s\S])/giu)].map(
    ([whole, quoted, escaped, noon, letter, other]) => ({
      letter: noon ? 'noon' : (letter?.toLowerCase() ?? ''),
      length: whole.length,
      literal: quoted ?? escaped ?? other ?? '',
    }),
  );

/** "m" means minutes after an hour and before a second. */
const withMinutes = (tokens: readonly Token[]): Token[] => {
  const letters = tokens.filter(({ letter }) => letter !== '');
  return tokens.map((token) => {
    if (token.letter !== 'm') return token;
    const place = letters.indexOf(token);
    const isMinute = letters[place - 1]?.letter === 'h' || letters[place + 1]?.letter === 's';
    return isMinute ? { ...token, letter: 'minute' } : token;
  });
};

/**
 * A date as Excel shows it under a Thai or Buddhist-calendar format, which the spreadsheet library does not know.
 * Undefined for all other formats.
 */
export const thaiDate = (serial: number, format: string, date1904: boolean): string | undefined => {
  const { thai, buddhist, thaiDigits } = localeOf(format);
  const marked = new RegExp(digitMark).test(format);
  const pattern = (format.split(';')[0] ?? '').replace(digitMark, '');
  // Elapsed hours are no date.
  if ((!thai && !buddhist && !thaiDigits && !marked) || /\[[hms]+\]/iu.test(pattern)) return undefined;
  const tokens = withMinutes(tokensOf(pattern.replace(/\[[^\]]*\]/gu, '')));
  if (!tokens.some(({ letter }) => 'dmyb'.includes(letter) && letter !== '')) return undefined;
  const date = SSF.parse_date_code(serial, { date1904 });
  if (!date) return undefined;
  const when = new Date(Date.UTC(date.y, date.m - 1, date.d));
  const halfDay = tokens.some(({ letter }) => letter === 'noon');
  const text = tokens
    .map(({ letter, length, literal }) => {
      const padded = (value: number): string => String(value).padStart(Math.min(2, length), '0');
      if (letter === '') return literal;
      if (letter === 'y' || letter === 'b') {
        const year = String(letter === 'b' || buddhist ? date.y + 543 : date.y);
        return length > 2 ? year : year.slice(-2);
      }
      if (letter === 'h') return padded(halfDay ? date.H % 12 || 12 : date.H);
      if (letter === 'minute') return padded(date.M);
      if (letter === 's') return padded(date.S);
      if (letter === 'noon') return date.H < 12 ? 'AM' : 'PM';
      const names = letter === 'm' ? months : days;
      if (length >= 3) return (length === 3 ? names.short : names.long).format(when);
      return padded(letter === 'm' ? date.m : date.d);
    })
    .join('');
  return thaiDigits || marked ? inThaiDigits(text) : text;
};

/** A number as Excel shows it under a format that asks for Thai digits. Undefined for all other formats. */
export const thaiNumber = (value: number, format: string): string | undefined => {
  const plain = format.replace(digitMark, '');
  if (plain === format && !localeOf(format).thaiDigits) return undefined;
  try {
    return inThaiDigits(SSF.format(plain.replace(/\[\$-[0-9a-f]+\]/giu, ''), value));
  } catch {
    return inThaiDigits(String(value));
  }
};
