import { fold, foldMapped } from './fold.ts';

/** A person named with a title; start and end are indices of the source. */
export type PersonMention = {
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** Given and family name in the spelling of the source, one space between them. */
  readonly name: string;
  readonly text: string;
};

const LETTER = '[\\u0e01-\\u0e2e\\u0e30-\\u0e3a\\u0e40-\\u0e45\\u0e47-\\u0e4e\\uf700-\\uf71a]';
const FIRST_LETTER = '[\\u0e01-\\u0e2e\\u0e40-\\u0e44]';
const GAP = '[ \\t\\u00a0]';
/** A word may hold the spaces that extractors put before า and before marks ("ส าราญ"). */
const WORD = `${FIRST_LETTER}(?:${LETTER}|${GAP}{1,2}(?=[\\u0e31-\\u0e3a\\u0e47-\\u0e4e])){1,39}`;

const RANK_WORD =
  '(?:พล|พัน|ร้อย|สิบ|จ่าสิบ|พันจ่า|พันจ่าอากาศ|จ่าอากาศ|นาวา|นาวาอากาศ|เรือ|เรืออากาศ)(?:ตำรวจ|ตํารวจ|ต ารวจ|ตารวจ)?(?:ตรี|โท|เอก)|ดาบตำรวจ|จ่าสิบตำรวจ';
const RANK_LETTERS = '(?:พ\\.ต|ร\\.ต|ส\\.ต|จ\\.ส|พ\\.จ|พ\\.อ|พล\\.ต|พล\\.อ|พ|ร|ส|น|จ)\\.[อทต]\\.|จ\\.ส\\.ต\\.|ด\\.ต\\.';
const TITLE = [
  `ว่าที่${GAP}?(?:${RANK_WORD}|${RANK_LETTERS})`,
  RANK_WORD,
  `(?<![ก-ฮ.])(?:${RANK_LETTERS})`,
  'พันจ่า',
  'นางสาว',
  'นาง',
  'นาย',
  'น\\.ส\\.',
  'ดร\\.?',
  'ผศ\\.',
  'รศ\\.',
  'ศ\\.',
  'ม\\.ล\\.',
  'ม\\.ร\\.ว\\.',
  'หม่อมหลวง',
  'หม่อมราชวงศ์',
].join('|');
const PERSON = new RegExp(
  `(?<titles>(?:(?:${TITLE})(?:หญิง)?${GAP}{0,3}){1,4})(?<given>${WORD})${GAP}{1,8}(?<family>ณ${GAP}{1,3}${WORD}|${WORD}(?:${GAP}{1,3}ณ${GAP}{1,3}${WORD})?)`,
  'g',
);

/** What makes a post or another word of นาย and นาง, in folded text. */
const NO_GIVEN_NAME = new RegExp(
  `^(?:${[
    'ก$|ย?ก(?:เทศ|รัฐ|องค์การ|อบต|อบจ|สมาคม|สภา|เมือง|พิเศษ|เหล่า|ท่าน|ตาบล|สโมสร|คน|และ|ได้|เป็น|มี)|เทศมนตรี',
    'ช่าง|ทะเบียน|อาเภอ|แพทย์|สัตวแพทย์|ทันตแพทย์|ตรวจ|จ้าง|ประกัน|หน้า|ทหาร|ท้าย|พราน|ธนาคาร|ด่าน|สถานี|ไปรษณีย์',
    'พยาบาล|แบบ|เอก$|ฟ้า$|รา$|งาม$|สนม|ผดุงครรภ์',
  ].join('|')})`,
);

const POSTS = [
  'นายก|ตาแหน่ง|โทร|ปลัด|รอง(?:นายก|ปลัด|ประธาน|ผู้|หัวหน้า|เลขา|ผอ|อธิบดี|สารวัตร)|ผู้(?:อา|ช่วย|ว่า|บริหาร|จัด|ตรวจ|ใหญ่|บังคับ|กากับ|ควบคุม|ปฏิบัติ|แทน|รักษา|ประสาน|รับ|ดู|ดารง)|หัวหน้า',
  'ประธาน(?:สภา|กรรม|ชุม|คณะ)|เลขานุการ|สมาชิก|ที่ปรึกษา|กรรมการ|เจ้าพนักงาน|เจ้าหน้าที่|นัก(?:วิชา|วิเคราะห์|จัดการ|ทรัพยากร|พัฒนา|บริหาร|สังคม|การ|ผัง|ประชา|โบราณ|สันทนา)|นิติกร|พนักงาน',
  'นายช่าง|ปฏิบัติ(?:หน้าที่|ราชการ|งาน|การ)|รักษา(?:การ|ราชการ)|เทศบาล|เทศมนตรี|จังหวัด|อาเภอ|ตาบล|อีเมล|เบอร์|มือถือ|วันที่|สานัก(?:งาน|ปลัด)|กอง(?:ช่าง|คลัง|การ|สาธารณ|สวัสดิ|ยุทธ|วิชา|ทะเบียน)|วิศวกร|พยาบาลวิชาชีพ',
].join('|');
const POST_FIRST = new RegExp(
  `^(?:${POSTS}|และ|เป็น(?:ผู้|ประธาน|กรรม)|ได้(?:รับ|ดาเนิน)|มี(?:หน้าที่|อานาจ|ตาแหน่ง)|ณวันที่|ครู|คนงาน|คนสวน|ยาม$|ภารโรง|ฝ่าย|แม่บ้าน|กานัน|ผอ\\.?|งาน$|ถนน|หมู่)`,
);
/** Words that end a name even where nothing parts them from it. */
const POST_INSIDE =
  /นายกเทศมนตรี|นายกองค์การ|ปลัดเทศบาล|ปลัดอ|รองนายก|รองปลัด|ผู้อานวยการ|ผู้ช่วย|หัวหน้า|ตาแหน่ง|โทรศัพท์|โทร$|ประธานสภา|สมาชิกสภา|รักษาราชการ|ปฏิบัติหน้าที่|ปฏิบัติราชการ/;

/**
 * The people of a text in the order they stand: a title, a given and a family name. Posts that begin as a title does
 * (นายก, นายช่าง, นายอำเภอ) are no people, and a post behind a name is no part of it.
 */
export function findPeople(text: string): PersonMention[] {
  const shown = withoutInvisible(text);
  if (shown === null) return findIn(text);
  return findIn(shown.text).map((mention) => {
    const start = shown.places[mention.start] ?? 0;
    const end = (shown.places[mention.end - 1] ?? 0) + 1;
    return { ...mention, start, end, text: text.slice(start, end) };
  });
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const WIDE = /[\u2000-\u200a\u202f\u205f\u3000]/;

/** The text as it is seen, with the way back: editors leave invisible letters inside words and wide spaces between them. */
function withoutInvisible(text: string): { text: string; places: number[] } | null {
  if (!INVISIBLE.test(text) && !WIDE.test(text)) return null;
  const places: number[] = [];
  let shown = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (INVISIBLE.test(letter)) continue;
    places.push(at);
    shown += WIDE.test(letter) ? ' ' : letter;
  }
  return { text: shown, places };
}

function findIn(text: string): PersonMention[] {
  const mentions: PersonMention[] = [];
  PERSON.lastIndex = 0;
  for (let match = PERSON.exec(text); match !== null; match = PERSON.exec(text)) {
    const { titles = '', given = '', family = '' } = match.groups ?? {};
    const own = familyName(family);
    if (NO_GIVEN_NAME.test(fold(given)) || POST_FIRST.test(fold(given)) || own === '') {
      // The words behind may hold a title of their own: "นายกเทศมนตรี นายสมชาย ใจดี".
      PERSON.lastIndex = match.index + titles.length;
      continue;
    }
    const start = match.index;
    const end = start + match[0].length - family.length + own.length;
    PERSON.lastIndex = end;
    const name = `${given} ${own}`.replace(/\s+/g, ' ');
    mentions.push({ start, end, title: titles.trim(), name, text: text.slice(start, end) });
  }
  return mentions;
}

/** The family name without the post that follows it; empty when nothing of it is a name. */
function familyName(family: string): string {
  const words = family.split(/[ \t\u00a0]+(?=ณ[ \t\u00a0])/);
  const folded = foldMapped(words.join(' '));
  if (POST_FIRST.test(folded.text) || /^(?:นาย|นางสาว|นาง(?=[ก-ฮเ-ไ]{3}))/.test(folded.text)) return '';
  const post = POST_INSIDE.exec(folded.text);
  if (post === null) return family;
  return post.index < 2 ? '' : family.slice(0, folded.end(post.index)).trimEnd();
}

const VACANT = /(?<![ก-๎])(?:อัตรา)?ว่าง(?:เดิม|อยู่|ลง)?(?![ก-๎])/;

/** Whether a text says that a post is vacant: ว่าง, ตำแหน่งว่าง, - ว่าง -. */
export function isVacant(text: string): boolean {
  return VACANT.test(text) || /ตาแหน่งว่าง(?!งาน)/.test(fold(text));
}
