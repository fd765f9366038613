import { arabicDigits } from './digits.ts';

export type PhoneKind = 'mobile' | 'landline' | 'short';

/** A telephone number in a text; start and end are indices of the source. */
export type PhoneMention = {
  readonly start: number;
  readonly end: number;
  /** Ten digits of a mobile number, nine of a landline, both with their leading 0; four of a short number. */
  readonly digits: string;
  /** As written, in Arabic digits: "118, 119". */
  readonly extension: string | null;
  readonly kind: PhoneKind;
  readonly text: string;
};

const BEGINNING =
  /(?<!\d|\d[-.\u2010-\u2015\u2212])(?:\+ ?66[-.\s]?(?:\(0\))?|\(?0)(?=[-.\s()\u2010-\u2015\u2212]{0,3}\d)/g;
const SEPARATOR = /[-\u2010-\u2015\u2212.() \t\u00a0]/;
const LONGEST_SEPARATOR = 3;
const SHORTEST_LAST_GROUP = 3;

const OTHER_LINES = /^[ \u00a0]?[-\u2010-\u2015\u2212][ \u00a0]?\d{1,2}(?![\d-])/;
const EXTENSION =
  /^[ \t\u00a0,(]{0,3}(?:ต่อ|กด|ext\.?|#)[ \t\u00a0]{0,3}(?:หมายเลข|เบอร์ภายใน|ภายใน)?[ \t\u00a0.:]{0,3}(\d{1,5}(?!\d)(?:[ \u00a0]{0,2}[,/-][ \u00a0]{0,2}\d{1,4}(?![\d-]))*)/i;
/** The number goes on, or it is the head of an id of 13 digits, whose last groups hold two and one. */
const MORE_DIGITS = /^(?:\d|[-\u2010-\u2015\u2212]\d|[ \u00a0]\d{2}[ \u00a0]\d(?!\d))/;
const SHORT_NUMBER =
  /(?:โทร(?:ศัพท์)?|สายด่วน|เบอร์|หมายเลข|call ?center|hotline|tel)[.: \t\u00a0]{0,4}(?:หมายเลข|เบอร์|สายด่วน|โทร)?[.: \t\u00a0]{0,4}(1\d{3})(?![\d,]|[-./]\d)/gi;
/** Numbers of a table or a drawing side by side, with decimals: "0 595.32 841". */
const MIXED_DECIMALS = /\d\.\d.*[ \t\u00a0]|[ \t\u00a0].*\d\.\d/;
/** Seven equal digits at the end: the filling of a template. */
const DUMMY = /(\d)\1{6}$/;

/**
 * The telephone numbers of a text in the order they stand, in Thai or Arabic digits, however grouped. Numbers of
 * another length, such as ids, dates, amounts and numbers with letters in place of digits, are none.
 */
export function findPhones(text: string): PhoneMention[] {
  const digits = arabicDigits(text);
  const mentions: PhoneMention[] = [];
  let from = 0;
  for (const beginning of digits.matchAll(BEGINNING)) {
    if (beginning.index < from) continue;
    const phone = phoneAt(digits, beginning.index, beginning[0].length);
    if (phone === null) continue;
    mentions.push({ ...phone, text: text.slice(phone.start, phone.end) });
    from = phone.end;
  }
  for (const match of digits.matchAll(SHORT_NUMBER)) {
    const number = match[1] ?? '';
    const end = match.index + match[0].length;
    const start = end - number.length;
    mentions.push({ start, end, digits: number, extension: null, kind: 'short', text: text.slice(start, end) });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

/** Reads the number whose beginning, an opening bracket and 0 or +66, is `length` long at `start`. */
function phoneAt(text: string, start: number, length: number): Omit<PhoneMention, 'text'> | null {
  let digits = '0';
  let wanted = 10;
  let separators = 0;
  let group = 1;
  let at = start + length;
  while (digits.length < wanted) {
    const character = text[at] ?? '';
    if (character >= '0' && character <= '9') {
      group = separators > 0 ? 1 : group + 1;
      separators = 0;
      digits += character;
      if (digits.length === 2) wanted = wantedLength(character);
    } else if (SEPARATOR.test(character) && separators < LONGEST_SEPARATOR) {
      // A dot behind a single 0 makes a decimal.
      if (digits === '0' && character === '.') return null;
      separators++;
    } else {
      return null;
    }
    at++;
  }
  if (wanted === 0 || group < SHORTEST_LAST_GROUP || DUMMY.test(digits)) return null;

  at += OTHER_LINES.exec(text.slice(at, at + 8))?.[0].length ?? 0;
  if (MIXED_DECIMALS.test(text.slice(start, at))) return null;
  if (MORE_DIGITS.test(text.slice(at, at + 6))) return null;
  const extension = EXTENSION.exec(text.slice(at, at + 60));
  const end = at + (extension?.[0].length ?? 0);
  const kind = wanted === 10 ? 'mobile' : 'landline';
  return { start, end, digits, extension: extension?.[1] ?? null, kind };
}

/** Digits of a number by the one behind its 0; none is given out with 0 or 1 there. */
function wantedLength(second: string): number {
  if (second === '0' || second === '1') return 0;
  return second === '6' || second === '8' || second === '9' ? 10 : 9;
}
