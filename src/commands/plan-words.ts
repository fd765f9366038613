import type { CalendarEntry, Effort } from '../model/ruleset.ts';
import type { Language } from '../model/text.ts';

const th = {
  title: (year: number) => `แผนปรับปรุงคะแนน OIT ปีงบประมาณ พ.ศ. ${year}`,
  fromRun: (time: string) => `จากการตรวจเมื่อ ${time}`,
  fromOfficial: (year: number) => `จากผลทางการ ปีงบประมาณ พ.ศ. ${year}`,
  assumed: (list: string) => `สมมติว่า: ${list}`,
  now: 'ตอนนี้',
  grade: 'ระดับ',
  given: (iit: string, eit: string, source: string) => `IIT ${iit} และ EIT ${eit} (โปรแกรมไม่ได้วัด: ${source})`,
  noTotal: 'ไม่ทราบ IIT และ EIT จึงไม่มีคะแนน ITA: ใส่ instruments ใน manifest หรือใช้ --official',
  stages: {
    entry: 'ช่วงส่งข้อมูล OIT',
    scoring: 'ช่วงตรวจให้คะแนน',
    appeal: 'ช่วงชี้แจงเพิ่มเติม',
    result: 'ประกาศผล',
  } satisfies Record<CalendarEntry['stage'], string>,
  unsure: 'วันที่ไม่แน่ชัด ให้ดูประกาศ',
  deadline: (day: string, unsure: string) => `ส่งข้อมูลได้ถึง ${day}${unsure}`,
  closed: (day: string, unsure: string) =>
    `หมดเวลาส่งข้อมูลแล้ว (${day}${unsure}): สิ่งที่เผยแพร่หรือแก้ไขหลังจากนั้นไม่มีผลกับคะแนนปีนี้ แผนข้างล่างใช้กับรอบถัดไป`,
  frozen: (ids: string) => `เปลี่ยนไม่ได้แล้ว: ${ids}`,
  contestable: (ids: string, day: string) => `ยังชี้แจงได้ถึง ${day} จากลิงก์ที่ส่งไว้แล้วเท่านั้น: ${ids}`,
  open: (count: number) => `ข้อที่ยังได้คะแนนไม่เต็ม ${count} ข้อ (คะแนนที่จะได้เพิ่มเมื่อครบทั้งข้อ)`,
  nothingOpen: 'ทุกข้อได้คะแนนเต็ม',
  gain: (oit: string, ita: string | null) => `+${oit} OIT${ita === null ? '' : ` +${ita} ITA`}`,
  efforts: { small: 'งานเล็ก', medium: 'งานปานกลาง', large: 'งานใหญ่' } satisfies Record<Effort, string>,
  days: (days: string) => `ราว ${days} วัน`,
  half: (points: string, gain: string, days: string) => `ได้ ${points} คะแนนก่อน: ${gain} ราว ${days} วัน`,
  alone: (gain: string) => `แก้จุดนี้จุดเดียวได้ +${gain} OIT`,
  onlyTogether: 'ได้คะแนนต่อเมื่อแก้ครบทุกจุดของข้อ',
  noElements: 'ผลทางการไม่บอกว่าขาดองค์ประกอบใด ให้ตรวจด้วย oit audit',
  unowned: 'ยังไม่ระบุกอง',
  route: (target: string, items: number, days: string) => `ทางที่ใช้แรงน้อยที่สุดให้ได้ ${target}: ${items} ข้อ ราว ${days} วัน`,
  routeOfOit: (target: string, items: number, days: string) =>
    `ส่วนที่ OIT ทำได้สำหรับ${target} โดยใช้แรงน้อยที่สุด: ${items} ข้อ ราว ${days} วัน`,
  already: (target: string) => `ได้ ${target} อยู่แล้ว`,
  targetScore: (name: string, score: string) => `${name} ${score}`,
  targetGrade: (grade: string) => `ระดับ ${grade}`,
  reaches: (oit: string, ita: string | null, grade: string | null) =>
    `แล้วจะได้ OIT ${oit}${ita === null ? '' : ` ITA ${ita}`}${grade === null ? '' : ` ระดับ ${grade}`}`,
  holds: 'ถึงเป้าหมายไม่ว่าวิธีคิดคะแนนจะเป็นแบบใดในแบบที่เป็นไปได้',
  least: (oit: string, ita: string | null) =>
    `ถ้าวิธีคิดคะแนนเป็นแบบที่เสียเปรียบที่สุด จะได้เพียง OIT ${oit}${ita === null ? '' : ` ITA ${ita}`}`,
  surest: (ids: string, days: string) => `ให้ถึงเป้าหมายไม่ว่าจะคิดคะแนนแบบใด: ${ids} ราว ${days} วัน`,
  neverSure: 'ไม่พบชุดข้อที่ถึงเป้าหมายแน่นอนในทุกวิธีคิดคะแนน',
  tooMuch: (target: string) => `OIT อย่างเดียวพาไปถึง ${target} ไม่ได้ แม้ได้ OIT เต็ม 100`,
  blocked: 'สิ่งที่ OIT แก้ไม่ได้',
  blocker: (name: string, score: string, needed: string, missing: string) =>
    `${name} ${score} ต่ำกว่า ${needed} (ขาด ${missing}): ระดับนี้ต้องได้ทุกเครื่องมือไม่ต่ำกว่า ${needed}`,
  oitPart: (oit: string) => `OIT ต้องได้อย่างน้อย ${oit}`,
  noOit: 'แม้ได้ OIT เต็ม 100 ก็ไม่ถึง',
  grades: 'ระดับที่สูงกว่าตอนนี้ต้องการ',
  questions: 'IIT และ EIT รายคำถาม คะแนนต่ำสุดก่อน (ตัวเลขที่ได้รับมา โปรแกรมไม่ได้วัด)',
  indicator: (id: string) => `ตัวชี้วัด ${id}`,
  measure: 'มาตรการ',
  responsible: 'ผู้รับผิดชอบ',
};

export type PlanWords = typeof th;

const en: PlanWords = {
  title: (year) => `How to improve the OIT score, fiscal year ${year} BE`,
  fromRun: (time) => `From the audit of ${time}`,
  fromOfficial: (year) => `From the official result of fiscal year ${year} BE`,
  assumed: (list) => `Assumed: ${list}`,
  now: 'Now',
  grade: 'grade',
  given: (iit, eit, source) => `IIT ${iit} and EIT ${eit} (not measured by the program: ${source})`,
  noTotal: 'IIT and EIT are not known, so there is no ITA total: give instruments in the manifest, or use --official',
  stages: { entry: 'OIT entry', scoring: 'scoring', appeal: 'appeal', result: 'result' },
  unsure: 'date not certain, see the announcement',
  deadline: (day, unsure) => `Entries count until ${day}${unsure}`,
  closed: (day, unsure) =>
    `The entry window is closed (${day}${unsure}): what is published or mended after it does not count for this year; the plan below is for the next round`,
  frozen: (ids) => `Cannot change any more: ${ids}`,
  contestable: (ids, day) => `May still be explained until ${day}, from the submitted links only: ${ids}`,
  open: (count) => `${count} items below their full points (what each brings when all of it is met)`,
  nothingOpen: 'Every item has its full points',
  gain: (oit, ita) => `+${oit} OIT${ita === null ? '' : ` +${ita} ITA`}`,
  efforts: { small: 'small work', medium: 'medium work', large: 'large work' },
  days: (days) => `about ${days} days`,
  half: (points, gain, days) => `${points} points first: ${gain}, about ${days} days`,
  alone: (gain) => `mending this alone brings +${gain} OIT`,
  onlyTogether: 'counts only when everything of the item is met',
  noElements: 'The official result does not say what is missing; see it with oit audit',
  unowned: 'no division named',
  route: (target, items, days) => `The least work to ${target}: ${items} items, about ${days} days`,
  routeOfOit: (target, items, days) =>
    `What OIT can do for ${target} with the least work: ${items} items, about ${days} days`,
  already: (target) => `${target} is reached already`,
  targetScore: (name, score) => `${name} ${score}`,
  targetGrade: (grade) => `grade ${grade}`,
  reaches: (oit, ita, grade) =>
    `That makes OIT ${oit}${ita === null ? '' : `, ITA ${ita}`}${grade === null ? '' : `, grade ${grade}`}`,
  holds: 'It holds under every scoring scheme that is possible',
  least: (oit, ita) =>
    `Under the least favourable scoring scheme it makes only OIT ${oit}${ita === null ? '' : `, ITA ${ita}`}`,
  surest: (ids, days) => `To reach it under every scoring scheme: ${ids}, about ${days} days`,
  neverSure: 'No set of items was found that reaches it under every scoring scheme',
  tooMuch: (target) => `OIT alone cannot reach ${target}, not even with a full 100`,
  blocked: 'What OIT cannot mend',
  blocker: (name, score, needed, missing) =>
    `${name} ${score} is below ${needed} (${missing} short): this grade asks for ${needed} of every instrument`,
  oitPart: (oit) => `OIT of at least ${oit}`,
  noOit: 'out of reach even with a full OIT of 100',
  grades: 'What the grades above the present one ask for',
  questions: 'IIT and EIT by question, weakest first (given figures, not measured by the program)',
  indicator: (id) => `indicator ${id}`,
  measure: 'Measures',
  responsible: 'responsible',
};

/** What `oit plan` says on the terminal. */
export const planWords: Record<Language, PlanWords> = { th, en };
