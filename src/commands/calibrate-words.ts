import type { Comparison } from '../model/calibration.ts';
import type { Language } from '../model/text.ts';

const th = {
  title: (agency: string, year: number) => `${agency}: ผลตัดสินเทียบกับผลทางการ ปีงบประมาณ พ.ศ. ${year}`,
  columns: { item: 'ข้อ', said: 'โปรแกรม', official: 'ทางการ', comparison: 'เทียบ' },
  comparisons: {
    hit: 'ตรงกัน',
    miss: 'โปรแกรมให้สูงกว่า (ผู้ประเมินเข้มกว่า)',
    falseAlarm: 'โปรแกรมให้ต่ำกว่า (ผู้ประเมินผ่อนกว่า)',
    abstained: 'โปรแกรมไม่ตัดสิน ให้คนดู',
  } satisfies Record<Comparison, string>,
  brier: (value: string) => `คะแนน Brier ${value} (0 คือคาดถูกทุกข้อ)`,
  oit: (said: string, low: string, high: string, official: string, isInside: boolean) =>
    `OIT ที่คาด ${said} (${low}–${high}) ผลทางการคิดได้ ${official}: ${isInside ? 'อยู่ในช่วง' : 'อยู่นอกช่วง'}`,
  manual: 'เมื่อนับผลที่คนตัดสิน',
  manualItem: (id: string, said: string, official: string, comparison: string) =>
    `${id}: ${said} ทางการ ${official} · ${comparison}`,
  byPerson: {
    hit: 'ตรงกัน',
    miss: 'คนให้สูงกว่า (ผู้ประเมินเข้มกว่า)',
    falseAlarm: 'คนให้ต่ำกว่า (ผู้ประเมินผ่อนกว่า)',
    abstained: 'ยังไม่ตัดสินครบ',
  } satisfies Record<Comparison, string>,
  settled: (said: number, met: number) =>
    `คนตัดสินแทน ${said} องค์ประกอบที่โปรแกรมไม่ตัดสิน ผ่าน ${met} เมื่อเก็บผลนี้ การคาดคะแนนครั้งต่อไปจะใช้ด้วย`,
  other: (official: string, run: string) => `ผลทางการเป็นของ ${official} แต่การตรวจเป็นของ ${run}: เทียบให้ดูเท่านั้น ไม่เก็บ`,
  notKept: 'ไม่ได้เก็บผลเทียบนี้',
  kept: (records: number, items: number, path: string) => `เก็บไว้แล้ว ${records} ผล ${items} ข้อ ที่ ${path}`,
  learned: (stricter: string, milder: string) =>
    `การคาดคะแนนครั้งต่อไปเผื่อว่าผู้ประเมินเข้มกว่า ${stricter}% และผ่อนกว่า ${milder}% ของข้อ`,
  parted: 'ข้อที่ผู้ประเมินต่างจากผลตัดสิน (ทุกผลที่เก็บไว้)',
  partedItem: (id: string, stricter: number, milder: number) => `${id}: เข้มกว่า ${stricter} ครั้ง ผ่อนกว่า ${milder} ครั้ง`,
};

export type CalibrateWords = typeof th;

const en: CalibrateWords = {
  title: (agency, year) => `${agency}: verdicts beside the official result of fiscal year ${year} BE`,
  columns: { item: 'Item', said: 'Program', official: 'Official', comparison: 'Comparison' },
  comparisons: {
    hit: 'the same (hit)',
    miss: 'program gave more: a miss (assessors stricter)',
    falseAlarm: 'program gave less: a false alarm (assessors milder)',
    abstained: 'left to a person (abstained)',
  },
  brier: (value) => `Brier score ${value} (0: every item foreseen)`,
  oit: (said, low, high, official, isInside) =>
    `OIT predicted ${said} (${low}–${high}), official items make ${official}: ${isInside ? 'inside the range' : 'outside the range'}`,
  manual: 'With manual verdicts',
  manualItem: (id, said, official, comparison) => `${id}: ${said}, official ${official} · ${comparison}`,
  byPerson: {
    hit: 'the same',
    miss: 'the person gave more (assessors stricter)',
    falseAlarm: 'the person gave less (assessors milder)',
    abstained: 'not all of it settled',
  },
  settled: (said, met) =>
    `People settled ${said} of the program’s doubts, ${met} as met; where this result is kept, later forecasts learn from it`,
  other: (official, run) => `The official result is of ${official}, the run of ${run}: compared only, not kept`,
  notKept: 'This comparison was not kept',
  kept: (records, items, path) => `Kept: ${records} results, ${items} items, in ${path}`,
  learned: (stricter, milder) =>
    `The next forecasts allow for assessors who are stricter for ${stricter}% and milder for ${milder}% of the items`,
  parted: 'Items on which assessors parted from the verdicts (all results kept)',
  partedItem: (id, stricter, milder) => `${id}: stricter ${stricter} times, milder ${milder} times`,
};

/** What `oit calibrate` says on the terminal. */
export const calibrateWords: Record<Language, CalibrateWords> = { th, en };
