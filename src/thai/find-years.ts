import { type DateMention, datesOf, fullYear, isBuddhistYear } from './find-dates.ts';
import { type Folded, foldMapped } from './fold.ts';

export type YearKind = 'fiscal' | 'year' | 'law' | 'date';

/** A year or a range of years named in a text; start and end are indices of the source, the years Buddhist. */
export type YearMention = {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  /** The same as `from` unless a range is written. */
  readonly to: number;
  readonly kind: YearKind;
  readonly text: string;
};

/** `written` says whether the digits behind the dash belong to it. */
type Range = { readonly from: number; readonly to: number; readonly written: 'whole' | 'first' };
/** Digits that may be a year, with the words around them, in folded text. */
type Candidate = {
  readonly digits: string;
  readonly until: string;
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  readonly afterDigits: string;
};

const BUDDHIST_ERA = '(?:พ\\.?ศ\\.?|พุทธศักราช|b\\.?e\\.?)';
const COMMON_ERA = '(?:ค\\.?ศ\\.?|คริสต์?ศักราช)';
const FISCAL = '(?:งบประมาณรายจ่ายประจาปี|ปีงบประมาณ|งบประมาณปี|ปีงบ|งบประมาณ|ปีบัญชี|fiscal ?year|fy)';
const LEAD = new RegExp(
  `(?:(?:(?:ประจา)?(?:${FISCAL}|ปี))(?:${BUDDHIST_ERA}|${COMMON_ERA})?|${BUDDHIST_ERA}|${COMMON_ERA})[.: ]?$`,
);
const UNTIL = `(?:-|ถึง)(?:ปี)?(?:งบประมาณ)?(?:${BUDDHIST_ERA}|${COMMON_ERA})?`;
const NUMBERS = new RegExp(
  `(?<!\\d|\\d[.,])(\\d{4}|\\d{2})(?!\\d|[.,]\\d)(?:${UNTIL}(\\d{4}|\\d{2})(?!\\d|[.,]\\d|-\\d))?`,
  'g',
);

const IS_FISCAL = new RegExp(FISCAL);
const IS_BUDDHIST = new RegExp(BUDDHIST_ERA);
const IS_COMMON = new RegExp(COMMON_ERA);
const LAW =
  /พระราชบัญญัต|พระราชกฤษฏีกา|พระราชกาหนด|พ\.?ร\.?บ|พ\.?ร\.?ฏ|พ\.?ร\.?ก\.|กฏกระทรวง|ระเบียบ(?!วาระ|การประชุม)|ประมวลกฏหมาย|รัฐธรรมนูญ|ข้อบังคับ|(?:แก้ไข|เพิ่มเติม)[^\d]{0,20}\(?ฉบับที่\d/;
const COUNTED =
  /^(?:บาท|คน|ราย|ครัวเรือน|หลัง|ไร่|ตัว|แห่ง|ครั้ง|เมตร|ตร|กก|กม|ม\.|มม|ซม|ชุด|เล่ม|หน้า|ลบ|ล้าน|แสน|หมื่น|ลิตร|ต้น|กิโล|วัน|เดือน|ปี(?!งบ)|คะแนน|ข้อ|น\.|%)/;
const NUMBER_OF_SOMETHING =
  /(?:หน้า|ข้อ|มาตรา|อายุ|คะแนน|โทร\.?|ที่|ลาดับ|ร้อยละ|ระหว่าง|ช่วง|ระดับ|ต่อ|นาที|จานวน|หมู่|ประมาณ|เบอร์|ซอย|page|item)$/;
/** Groups of a telephone number or an id: "0 4284 2567", "1-4705-2567". */
const GROUP_OF_NUMBER = /(?:^|\D)(?:0\d{0,2}|\d{1,3}-\d{3,4}|0\d{0,2} \d{3,4})[- ]$/;
const PART_OF_ADDRESS =
  /(?::\/\/|www\.|[?&=%#]|\.php|\.(?:th|com|org|net)\/|(?:^|\s)\/[a-z])[^\s()<>"'\u0e00-\u0e7f]*$/i;

/** Furthest a law's name may begin before its year, in folded characters. */
const LAW_REACH = 120;
const LAW_REACH_WITHOUT_ERA = 40;
const LONGEST_LEAD = 40;
const ADDRESS_REACH = 200;
/** More years than any plan runs: then two years stand side by side and are no range. */
const LONGEST_RANGE = 30;
const LONGEST_SHORT_RANGE = 5;

/**
 * The years of a text, in the order they stand. Four digits count between 2440 and 2640, or from 1990 to 2100 where
 * the common era is written; two digits only behind a word for a year, or as a range behind a name ("แผน 61-63"). A
 * year of a law's name is marked, so is one of a date. Digits of longer numbers, amounts and addresses are no years.
 */
export function findYears(text: string): YearMention[] {
  const folded = foldMapped(text);
  const dates = datesOf(folded, text);
  return inOrder(
    dates.map(({ start, end, year, text: quote }) => ({
      start,
      end,
      from: year,
      to: year,
      kind: 'date' as const,
      text: quote,
    })),
    yearsOutside(dates, folded, text),
  );
}

function yearsOutside(dates: readonly DateMention[], folded: Folded, source: string): YearMention[] {
  const mentions: YearMention[] = [];
  let lastYearEnd = 0;
  let nextDate = 0;
  for (const match of folded.text.matchAll(NUMBERS)) {
    if (match[1]?.length === 4 && fullYear(match[1], '') === 0) continue;
    const candidate = candidateAt(match, folded.text, lastYearEnd);
    const range = rangeOf(candidate);
    if (range === null) continue;
    const at = folded.start(match.index);
    if (isPartOfAddress(source, at) || isPageRange(candidate, source, at)) continue;
    const length = range.written === 'whole' ? match[0].length : candidate.digits.length;
    lastYearEnd = match.index + length;

    while (nextDate < dates.length && (dates[nextDate]?.end ?? 0) <= at) nextDate++;
    const start = folded.start(match.index - candidate.lead.length);
    const end = folded.end(lastYearEnd);
    if ((dates[nextDate]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    const { from, to } = range;
    mentions.push({ start, end, from, to, kind: kindOf(candidate, range), text: source.slice(start, end) });
  }
  return mentions;
}

function candidateAt(match: RegExpExecArray, text: string, lastYearEnd: number): Candidate {
  const [whole, digits = '', until = ''] = match;
  const before = text.slice(Math.max(lastYearEnd, match.index - LAW_REACH), match.index);
  const lead = LEAD.exec(before.slice(-LONGEST_LEAD))?.[0] ?? '';
  return {
    digits,
    until,
    lead,
    before: before.slice(0, before.length - lead.length),
    after: text.slice(match.index + whole.length, match.index + whole.length + 10),
    afterDigits: text.slice(match.index + digits.length, match.index + digits.length + 10),
  };
}

function rangeOf(candidate: Candidate): Range | null {
  return candidate.digits.length === 4 ? fromFourDigits(candidate) : fromTwoDigits(candidate);
}

function fromFourDigits({ digits, until, lead, before, after, afterDigits }: Candidate): Range | null {
  const era = IS_COMMON.test(lead) ? 'ค.ศ.' : '';
  const from = fullYear(digits, era);
  if (from === 0 || (era === '' && !isBuddhistYear(Number(digits)))) return null;
  const to = until === '' ? 0 : until.length === 4 ? fullYear(until, era) : from - (from % 100) + Number(until);
  if (to > from && to - from <= LONGEST_RANGE && !/^-\d/.test(after)) return { from, to, written: 'whole' };
  if (lead.trim() === '') {
    if (GROUP_OF_NUMBER.test(before + lead) || COUNTED.test(afterDigits)) return null;
    if (/^-\d{3}/.test(afterDigits) && to === 0) return null;
  }
  return { from, to: from, written: 'first' };
}

function fromTwoDigits({ digits, until, lead, before, after, afterDigits }: Candidate): Range | null {
  const from = 2500 + Number(digits);
  const to = until.length === 2 ? 2500 + Number(until) : until.length === 4 ? fullYear(until, '') : 0;
  if (/ปี|ศ|งบ|fy|fiscal/.test(lead) && !IS_COMMON.test(lead)) {
    if (Number(digits) < 40 || /\d$/.test(before)) return null;
    if (to > from && to - from <= LONGEST_RANGE) return { from, to, written: 'whole' };
    return COUNTED.test(afterDigits) || /^[-/]\d/.test(afterDigits) ? null : { from, to: from, written: 'first' };
  }
  const name = before + lead.trimEnd();
  const named = /[ก-๙a-z_)]$/.test(name) && !NUMBER_OF_SOMETHING.test(name.slice(-10));
  const plan = from >= 2550 && to > from && to - from <= LONGEST_SHORT_RANGE && until.length === 2;
  return named && plan && !COUNTED.test(after) && !/^[-/]\d/.test(after) ? { from, to, written: 'whole' } : null;
}

function kindOf({ lead, before }: Candidate, { from, to }: Range): YearKind {
  if (IS_FISCAL.test(lead)) return 'fiscal';
  if (from !== to || lead.includes('ปี') || IS_COMMON.test(lead)) return 'year';
  const reach = IS_BUDDHIST.test(lead) ? LAW_REACH : LAW_REACH_WITHOUT_ERA;
  return LAW.test(before.slice(-reach)) ? 'law' : 'year';
}

/** Two digits that begin a line or a cell are no years of the name above: a table of contents holds such pages. */
function isPageRange({ digits, lead }: Candidate, source: string, at: number): boolean {
  return digits.length === 2 && lead === '' && /[\n\t][^\S\n\t]*$/.test(source.slice(Math.max(0, at - 8), at));
}

/** Whether a place of the source stands in an address or a path, where numbers are mostly ids. */
function isPartOfAddress(source: string, at: number): boolean {
  return PART_OF_ADDRESS.test(source.slice(Math.max(0, at - ADDRESS_REACH), at));
}

function inOrder(a: readonly YearMention[], b: readonly YearMention[]): YearMention[] {
  return [...a, ...b].sort((one, other) => one.start - other.start);
}
