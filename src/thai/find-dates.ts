import { type Folded, foldMapped } from './fold.ts';
import { daysInMonth, MONTH_PATTERN, monthNumber } from './months.ts';

/** A date or a month written in a text; start and end are indices of the source, the year is Buddhist. */
export type DateMention = {
  readonly start: number;
  readonly end: number;
  readonly year: number;
  readonly month: number;
  readonly day: number | null;
  readonly text: string;
};

type Found = { start: number; end: number; year: number; month: number; day: number | null };
/** A place that looks like a date, and what it says, if that is a day of the calendar. */
type Candidate = { start: number; end: number; date: Found | null };

// All patterns are for folded text: no space but between digits or Latin letters, one kind of dash, Arabic digits.
const AFTER_COUNT = '(?![.,:]\\d|/\\d|%|น\\.|บาท|คน|วัน|ราย|ครั้ง|แห่ง|โครงการ|เรื่อง|ฉบับ|ชั่วโมง)';
const ERA = '(?:พ\\.?ศ\\.?|ค\\.?ศ\\.?|พุทธศักราช|คริสต์?ศักราช|b\\.?e\\.?|a\\.?d\\.?)';
const YEAR = `[-/.,]? ?(?:ของ)?(?<lead>ปี(?:งบประมาณ)?${ERA}?|${ERA})?[.:]? ?(?<year>\\d{4}(?!\\d)|\\d{2}(?!\\d)${AFTER_COUNT})`;
const DAY_MONTH = `(?:st|nd|rd|th)?[-/., ]?(?:of )?(?:เดือน)?[-/ ]?`;
const UNTIL = '(?:-|ถึง|จนถึง|และ)(?:ณ?วันที่|ที่|สิ้นเดือน|เดือน)?';

const rename = (pattern: string, suffix: string) => pattern.replace(/\(\?<([a-z]+)>/g, `(?<$1${suffix}>`);

const YEAR_ENDS = new RegExp(`(?:${MONTH_PATTERN}|${ERA}|ปี|งบประมาณ)[-/.,]? ?$`);

const LATER_MONTH = `(?=${UNTIL}(?:\\d{1,2}${DAY_MONTH})?${MONTH_PATTERN}${rename(YEAR, 'Of')})`;
const LATER_DAY = `(?=${UNTIL}\\d{1,2}${DAY_MONTH}(?<monthAfter>${MONTH_PATTERN})${rename(YEAR, 'After')})`;

const DAY_FIRST = new RegExp(
  `(?<!\\d|\\d[/.,:])(?<day>\\d{1,2})(?:${DAY_MONTH}(?<month>${MONTH_PATTERN})(?:${YEAR}|${LATER_MONTH})|${LATER_DAY})`,
  'g',
);
const MONTH_FIRST = new RegExp(
  `(?<month>${MONTH_PATTERN})(?:,? ?(?<day>3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?[, ] ?(?<yearOfDay>\\d{4})(?!\\d)|${YEAR}|${LATER_MONTH})`,
  'g',
);
const SLASHED = /(?<!\d|\/|\d[.,])(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4}|\d{2})(?![\d/]|[.,]\d)/g;
const DOTTED = /(?<!\d|[./-])(?<day>\d{1,2})([.-])(?<month>\d{1,2})\2(?<year>\d{4})(?!\d|[./-]\d)/g;
const ISO = /(?<!\d|[/-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d|-)/g;

/**
 * The dates and months of a text, in the order they stand: with a month by name or number and a year, Buddhist or
 * common era, of four digits or of two (25yy). A year written once behind a range of months or days counts for both
 * ends. Days that the calendar does not have are no dates.
 */
export function findDates(text: string): DateMention[] {
  return datesOf(foldMapped(text), text).map(({ start, end, ...date }) => ({ start, end, ...date }));
}

export function datesOf(folded: Folded, source: string): DateMention[] {
  const taken: Candidate[] = [];
  for (const pattern of [ISO, SLASHED, DOTTED]) {
    addFree(taken, candidates(folded.text, pattern, numericDate));
  }
  const dayFirst = candidates(folded.text, DAY_FIRST, namedDate).filter(
    (found) => !isListNumber(folded, source, found.start) && !isYear(folded.text, found.start),
  );
  addFree(taken, dayFirst);
  addFree(taken, candidates(folded.text, MONTH_FIRST, namedDate));

  const mentions: DateMention[] = [];
  for (const { date } of taken) {
    if (date === null) continue;
    const start = folded.start(date.start);
    const end = folded.end(date.end);
    mentions.push({ start, end, year: date.year, month: date.month, day: date.day, text: source.slice(start, end) });
  }
  return mentions;
}

type Groups = { readonly [name: string]: string | undefined };

function candidates(text: string, pattern: RegExp, read: (groups: Groups) => Omit<Found, 'start' | 'end'> | null) {
  const found: Candidate[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const date = read(match.groups ?? {});
    found.push({ start, end, date: date === null ? null : { start, end, ...date } });
  }
  return found;
}

/** Merges sorted candidates into sorted ones, leaving out those that overlap what is there. */
function addFree(taken: Candidate[], more: readonly Candidate[]): void {
  const merged: Candidate[] = [];
  let next = 0;
  for (const candidate of more) {
    for (let kept = taken[next]; kept !== undefined && kept.end <= candidate.start; kept = taken[++next]) {
      merged.push(kept);
    }
    const following = taken[next];
    if (following === undefined || candidate.end <= following.start) merged.push(candidate);
  }
  merged.push(...taken.slice(next));
  taken.splice(0, taken.length, ...merged);
}

function numericDate({ day, month, year }: Groups) {
  return calendarDate(fullYear(year ?? '', ''), Number(month), Number(day));
}

function namedDate(groups: Groups) {
  const name = groups.month ?? groups.monthAfter ?? '';
  const written = groups.year ?? groups.yearOfDay ?? groups.yearOf ?? groups.yearAfter ?? '';
  const lead = groups.lead ?? groups.leadOf ?? groups.leadAfter ?? '';
  const day = groups.day === undefined ? null : Number(groups.day);
  if (day === null && isDoubtful(name, written, lead)) return null;
  const month = monthNumber(name);
  const year = fullYear(written, lead);
  return calendarDate(lead.includes('งบประมาณ') && month >= 10 ? year - 1 : year, month, day);
}

/** Without a day, an abbreviation without dots, or two digits that may count something, is not enough. */
function isDoubtful(name: string, year: string, lead: string): boolean {
  const abbreviatedBare = /^[ก-ฮ][ิี]?[ก-ฮ]$|^เมย$/.test(name);
  return abbreviatedBare || (year.length === 2 && lead === '' && Number(year) < 40);
}

function calendarDate(year: number, month: number, day: number | null) {
  if (!isBuddhistYear(year) || month < 1 || month > 12) return null;
  if (day !== null && (day < 1 || day > daysInMonth(year, month))) return null;
  return { year, month, day };
}

/** Whether a number can be a Buddhist year that a document of our time names. */
export const isBuddhistYear = (year: number) => year >= 2440 && year <= 2640;

/** The Buddhist year meant by two or four digits; 0 for none. */
export function fullYear(digits: string, era: string): number {
  const number = Number(digits);
  const common = /ค\.?ศ|คริสต|^a/.test(era);
  if (digits.length === 2) return common ? 2543 + number : 2500 + number;
  if (isBuddhistYear(number) && !common) return number;
  return number >= 1990 && number <= 2100 ? number + 543 : 0;
}

/** Two digits that are the year of a month before them, as 68 in "ต.ค.68 - ก.ย.69", are not the day of the next. */
function isYear(text: string, start: number): boolean {
  return Number(text.slice(start, start + 2)) > 31 && YEAR_ENDS.test(text.slice(Math.max(0, start - 16), start));
}

/** A number in a cell or line of its own before a month counts the rows of a table; it is no day. */
function isListNumber(folded: Folded, source: string, start: number): boolean {
  if (/(?:ที่|เมื่อ)$/.test(folded.text.slice(Math.max(0, start - 5), start))) return false;
  const length = /^\d+/.exec(folded.text.slice(start, start + 2))?.[0].length ?? 0;
  const end = folded.end(start + length);
  return /^[^\S\t\n]*[\t\n]/.test(source.slice(end, end + 8));
}
