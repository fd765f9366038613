import type { ManualVerdict } from '../model/review.ts';
import type { Language } from '../model/text.ts';

const th = {
  title: (agency: string, open: number) => `${agency}: มี ${open} องค์ประกอบที่ต้องให้คนดู`,
  none: 'ไม่มีองค์ประกอบที่ต้องให้คนดู',
  notCounted: 'ไม่นับคะแนน',
  question: 'สิ่งที่ต้องดู',
  picture: 'ภาพ',
  unread: 'อ่านไม่ได้',
  more: (count: number) => `และอีก ${count} แห่ง`,
  again: 'ต้องดูอีกครั้ง',
  settled: (count: number) => `คนตัดสินแล้ว ${count} องค์ประกอบ`,
  overtaken: 'ผลที่คนเคยตัดสิน ซึ่งตอนนี้โปรแกรมตัดสินได้เอง จึงไม่นับ',
  how: (run: string, element: string) =>
    `บันทึกผล: oit review ${run} --item ${element} --met (หรือ --not-met) --reviewer "…" --reason "…" [--until 2569-04-30]`,
  recorded: (element: string, verdict: ManualVerdict, file: string) =>
    `บันทึกแล้ว: ${element} ${verdict === 'met' ? 'ผ่าน' : 'ไม่ผ่าน'} ใน ${file}`,
  oit: (before: string, after: string) => `คะแนน OIT ที่คาด ก่อนบันทึก ${before} หลังบันทึก ${after}`,
  rulesChanged: 'เกณฑ์เปลี่ยนไปหลังการตรวจครั้งนี้ ผลที่บันทึกจะนับในการตรวจครั้งต่อไป',
  left: (count: number) => `เหลืออีก ${count} องค์ประกอบ ตอบไว้เท่าใดก็เก็บไว้แล้ว สั่งซ้ำเพื่อทำต่อ`,
  ask: {
    reviewer: 'ชื่อผู้ตรวจ: ',
    verdict: '[y] ผ่าน  [n] ไม่ผ่าน  [Enter] ข้าม  [q] เลิก: ',
    reason: 'เหตุผล (เห็นอะไร ที่ไหน): ',
    until: 'นับถึงวันที่ เช่น 2569-04-30 (Enter: จนกว่าหลักฐานเปลี่ยน): ',
    notUnderstood: 'ตอบ y, n, Enter หรือ q',
  },
};

export type ReviewWords = typeof th;

const en: ReviewWords = {
  title: (agency, open) => `${agency}: ${open} ${open === 1 ? 'element needs' : 'elements need'} a person`,
  none: 'No element needs a person.',
  notCounted: 'not counted',
  question: 'Look at',
  picture: 'Picture',
  unread: 'Not read',
  more: (count) => `and ${count} more`,
  again: 'To be looked at again',
  settled: (count) => `Settled by a person: ${count}`,
  overtaken: 'Manual verdicts on what the program decides by itself now; they do not count',
  how: (run, element) =>
    `Record one: oit review ${run} --item ${element} --met (or --not-met) --reviewer "…" --reason "…" [--until 2569-04-30]`,
  recorded: (element, verdict, file) => `Recorded: ${element} ${verdict === 'met' ? 'met' : 'not met'}, in ${file}`,
  oit: (before, after) => `Expected OIT score: ${before} before, ${after} now`,
  rulesChanged: 'The rules have changed since this run; what was recorded counts from the next audit on',
  left: (count) => `${count} left. Every answer is kept; call it again to go on.`,
  ask: {
    reviewer: 'Your name: ',
    verdict: '[y] met  [n] not met  [Enter] skip  [q] leave: ',
    reason: 'Reason (what you saw, and where): ',
    until: 'Counts until, e.g. 2569-04-30 (Enter: until its evidence changes): ',
    notUnderstood: 'Answer y, n, Enter or q',
  },
};

/** What `oit review` says on the terminal. */
export const reviewWords: Record<Language, ReviewWords> = { th, en };
