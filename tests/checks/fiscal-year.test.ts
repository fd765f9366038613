import { describe, expect, it } from 'vitest';
import { candidatesFor, matterOf } from '../../src/checks/index.ts';
import { coversFiscalYear } from '../../src/checks/kinds/covers-fiscal-year.ts';
import type { PageNote, Source } from '../../src/model/evidence.ts';
import { linesToBlocks } from '../../src/readers/text.ts';
import { contextOf, matterFrom, words } from './page.ts';

const subject = { titles: 'annual-report-titles', fiscalYear: 2567, spans: false };
const body = 'ผลการดำเนินงานของทุกกองในรอบปีที่ผ่านมามีรายละเอียดตามตารางแนบท้ายรายงานฉบับนี้';

/** A printed file whose one page was got in this way. */
const file = (text: string, method: PageNote['method'], fileName = 'report.pdf') => {
  const source: Source = {
    reader: 'pdf/1',
    title: '',
    pages: 1,
    pageNotes: [{ page: 1, method, quality: 0.9, damage: [] }],
    blocks: linesToBlocks(text).map((block) => ({ ...block, at: { in: 'page', page: 1 } })),
    links: [],
    images: [],
    forms: [],
    doubts: [],
    gaps: [],
    calledBy: [],
    fileName,
    url: 'https://town.example.go.th/report.pdf',
    artifactId: 'a',
    medium: 'document',
  };
  return matterOf(source);
};

const judge = (matter: ReturnType<typeof file>) => {
  const { candidates, titled } = candidatesFor([matter], subject, words);
  const { outcome, ...rest } = coversFiscalYear(
    { check: 'covers-fiscal-year' },
    { ...contextOf(matter), subject, candidates, titled },
  );
  return 'reason' in rest ? `${outcome} ${rest.reason.code}` : outcome;
};

const title = 'รายงานผลการดำเนินงานประจำปี พ.ศ.';

describe('a year that a recogniser read', () => {
  it.each<[string, string, PageNote['method'], string, string]>([
    ['written', `${title} 2567\n${body}`, 'text-layer', 'report.pdf', 'passed'],
    ['in one place', `${title} ๒๕๖๗\n${body}`, 'ocr', 'report.pdf', 'cantTell one-witness'],
    ['in two places', `${title} ๒๕๖๗\n${body}\nข้อมูลของปีงบประมาณ พ.ศ. ๒๕๖๗`, 'ocr', 'report.pdf', 'passed'],
    ['in the name of the file too', `${title} ๒๕๖๗\n${body}`, 'ocr', 'รายงานประจำปี 2567.pdf', 'passed'],
    ['another one, in one place', `${title} ๒๕๖๐\n${body}`, 'ocr', 'report.pdf', 'cantTell one-witness'],
    [
      'another one, in two places',
      `${title} ๒๕๖๐\n${body}\nปีงบประมาณ พ.ศ. ๒๕๖๐`,
      'ocr',
      'report.pdf',
      'failed wrong-period',
    ],
  ])('%s', (_name, text, method, fileName, expected) => {
    expect(judge(file(text, method, fileName))).toBe(expected);
  });
});

describe('a date that a machine writes', () => {
  it.each([
    'ปรับปรุงล่าสุด 12 ธันวาคม 2566',
    'อัปเดตล่าสุด : 1 ก.พ. 2567',
    'Last Updated on 3 March 2024',
    'จำนวนผู้เข้าชมตั้งแต่ 1 มกราคม 2567',
  ])('%s says nothing of the year', async (stamp) => {
    const matter = await matterFrom(
      `<main><h1>รายงานผลการดำเนินงานประจำปี</h1><p>${stamp}</p><p>${body}</p><p>${body}</p></main>`,
    );
    expect(judge(matter)).toBe('cantTell period-not-stated');
  });
});
