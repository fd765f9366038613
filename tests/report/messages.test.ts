import { describe, expect, it } from 'vitest';
import { gapCodes } from '../../src/model/evidence.ts';
import { type FaultKind, faultKinds, makeFault } from '../../src/model/fault.ts';
import { type DoubtReason, doubtReason, type FailReason, failReason, outcomes } from '../../src/model/outcome.ts';
import type { ElementResult } from '../../src/model/run.ts';
import { languages } from '../../src/model/text.ts';
import { messages } from '../../src/report/index.ts';
import { sayTodo, sayWhy } from '../../src/report/say.ts';

const th = messages.th;
const about = {
  id: 'o1.1',
  title: { th: 'ก', en: 'a' },
  counts: true,
  certainty: 'official',
  confidence: 'high',
  question: 'ดูหน้าแรก',
  remedy: 'เพิ่มข้อมูล',
} as const;
const failed = (reason: FailReason): ElementResult => ({ ...about, outcome: 'failed', reason, evidence: [] });
const doubted = (reason: DoubtReason): ElementResult => ({ ...about, outcome: 'cantTell', reason, evidence: [] });

describe.each(languages)('%s', (language) => {
  const m = messages[language];
  it('has a word for every code of the model', () => {
    expect(Object.keys(m.fail).toSorted()).toEqual(failReason.options.map((o) => o.shape.code.value).toSorted());
    expect(Object.keys(m.doubt).toSorted()).toEqual(doubtReason.options.map((o) => o.shape.code.value).toSorted());
    expect(Object.keys(m.faults).toSorted()).toEqual(Object.keys(faultKinds).toSorted());
    expect(Object.keys(m.gaps).toSorted()).toEqual([...gapCodes].toSorted());
    expect(Object.keys(m.outcomes)).toEqual([...outcomes]);
  });

  it('tells outcomes apart by their labels', () => {
    expect(new Set(Object.values(m.outcomes).map(({ label }) => label)).size).toBe(outcomes.length);
  });

  it('has no empty word', () => {
    const empty: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string' && value.trim() === '') empty.push(path);
      if (value !== null && typeof value === 'object')
        for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    };
    walk(m, language);
    expect(empty).toEqual([]);
  });

  it('says what happened and what to do about every fault', () => {
    for (const kind of Object.keys(faultKinds) as FaultKind[]) {
      const element: ElementResult = { ...about, outcome: 'untested', fault: makeFault(kind, 'https://a.example/') };
      expect(sayWhy(element, m)).not.toBe('');
      expect(sayTodo(element, m)).not.toBe('');
    }
  });
});

it('Thai and English have the same keys', () => {
  const keys = (value: unknown, path = ''): string[] =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, part]) => keys(part, `${path}.${key}`))
      : [path];
  expect(keys(messages.en).toSorted()).toEqual(keys(messages.th).toSorted());
});

describe('a sentence says what was found and what is wanted', () => {
  const cases: [FailReason, string][] = [
    [
      { code: 'person-field-missing', field: 'contact', people: ['นายสมมติ ใจดี', 'นางตัวอย่าง ดีงาม'] },
      'ไม่พบหมายเลขโทรศัพท์หรืออีเมลของ: นายสมมติ ใจดี, นางตัวอย่าง ดีงาม',
    ],
    [
      { code: 'wrong-period', wanted: '2568', found: ['2566', '2566-2570'] },
      'ข้อมูลที่พบเป็นของ ปี พ.ศ. 2566, ปี พ.ศ. 2566-2570 แต่เกณฑ์ต้องการของ ปี พ.ศ. 2568',
    ],
    [{ code: 'wrong-period', wanted: '2567-10 – 2568-03', found: [] }, 'ไม่พบข้อมูลของ ตุลาคม 2567 – มีนาคม 2568'],
    [{ code: 'too-few', found: 3, needed: 5 }, 'พบ 3 รายการ ต้องมีอย่างน้อย 5 รายการ'],
    [{ code: 'document-missing', titles: ['แผน ก', 'แผน ข'] }, 'ไม่พบเอกสารหรือหน้าเว็บที่เรียกว่า “แผน ก” หรือ “แผน ข”'],
    [
      { code: 'form-incomplete', form: 'ITA-o12', cells: ['B7', 'C9'], count: 31 },
      'แบบฟอร์ม ITA-o12 ยังว่างอยู่ 31 ช่อง เช่น B7, C9',
    ],
    [
      {
        code: 'not-reachable',
        faults: [makeFault('not-found', 'https://a.example/1'), makeFault('not-found', 'https://a.example/2')],
      },
      'เปิดที่อยู่ที่ส่งไว้ไม่ได้: ไม่พบหน้านี้ (404) ประชาชนและผู้ประเมินจะเปิดไม่ได้เช่นกัน',
    ],
    [{ code: 'contact-missing', contact: 'map' }, 'ไม่พบแผนที่ตั้งของหน่วยงาน'],
  ];
  it.each(cases)('$code', (reason, sentence) => expect(sayWhy(failed(reason), th)).toBe(sentence));

  it('and what could not be read', () => {
    const gap = { code: 'no-ocr', url: 'https://a.example/b.pdf', label: 'แผนพัฒนา' } as const;
    expect(sayWhy(doubted({ code: 'look-incomplete', gaps: [gap] }), th)).toBe(
      'ยังไม่พบ แต่สรุปไม่ได้ว่าไม่มี เพราะมีส่วนที่อ่านไม่ได้: แผนพัฒนา (เป็นภาพสแกน แต่เครื่องนี้ไม่มีตัวอ่านภาพสแกน (OCR))',
    );
  });
  it('a remedy for what failed, a question for what is in doubt', () => {
    expect(sayTodo(failed({ code: 'nobody-listed' }), th)).toBe('เพิ่มข้อมูล');
    expect(sayTodo(doubted({ code: 'ask-person' }), th)).toBe('ดูหน้าแรก');
  });
});
