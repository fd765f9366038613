import { fold } from './fold.ts';

/** One row a month: the full name, its other spellings, the abbreviations. Dots are optional wherever one stands. */
const MONTHS: readonly (readonly string[])[] = [
  ['มกราคม', 'มกรา', 'ม.ค.', 'january', 'jan.'],
  ['กุมภาพันธ์', 'กุมภาพันธ', 'กุมภาพันธุ์', 'กุมภา', 'ก.พ.', 'february', 'feb.'],
  ['มีนาคม', 'มีนา', 'มี.ค.', 'march', 'mar.'],
  ['เมษายน', 'เมษา', 'เม.ย.', 'april', 'apr.'],
  ['พฤษภาคม', 'พฤษภา', 'พ.ค.', 'may'],
  ['มิถุนายน', 'มิถุนา', 'มิ.ย.', 'june', 'jun.'],
  ['กรกฎาคม', 'กรกฎา', 'ก.ค.', 'july', 'jul.'],
  ['สิงหาคม', 'สิงหา', 'ส.ค.', 'august', 'aug.'],
  ['กันยายน', 'กันยา', 'ก.ย.', 'september', 'sept.', 'sep.'],
  ['ตุลาคม', 'ตุลา', 'ต.ค.', 'october', 'oct.'],
  ['พฤศจิกายน', 'พฤษจิกายน', 'พฤศจิกา', 'พ.ย.', 'november', 'nov.'],
  ['ธันวาคม', 'ธันวา', 'ธ.ค.', 'december', 'dec.'],
];

const withoutDots = (name: string) => name.replaceAll('.', '');

const NUMBER_BY_NAME = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [withoutDots(fold(name)), index + 1] as const)),
);

function patternOf(name: string): string {
  const folded = fold(name).replaceAll('.', '\\.?');
  if (/[a-z]/.test(folded)) return `(?<![a-z])${folded}(?![a-z])`;
  // Letters of another abbreviation before it: ก.ค. is no month in "อ.ก.ค.", nor ก.พ. as the name of an office.
  return name.includes('.') ? `(?<![ก-ฮ]\\.|สานักงาน)${folded}` : folded;
}

/** A regular expression (without groups) for a month's name in folded text, longest spelling first. */
export const MONTH_PATTERN = `(?:${MONTHS.flat()
  .toSorted((a, b) => b.length - a.length)
  .map(patternOf)
  .join('|')})`;

/** The number, 1 to 12, of a month named as MONTH_PATTERN matches it. */
export function monthNumber(folded: string): number {
  return NUMBER_BY_NAME.get(withoutDots(folded)) ?? 0;
}

const ONLY_MONTH = new RegExp(`^(?:เดือน)?(${MONTH_PATTERN})(?:\\s*(?:25)?\\d\\d)?$`);

/** The number of the month that a text consists of, with or without its year; 0 where it says anything else. */
export function monthNamed(text: string): number {
  return monthNumber(ONLY_MONTH.exec(fold(text))?.[1] ?? '');
}

/** Days of a month; the year is Buddhist. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year - 543, month, 0)).getUTCDate();
}
