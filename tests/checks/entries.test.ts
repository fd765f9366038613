import { describe, expect, it } from 'vitest';
import { entriesAtLeast } from '../../src/checks/kinds/entries-at-least.ts';
import { contextOf, matterFrom } from './page.ts';

const said = async (body: string, fiscalYear?: number, count = 1): Promise<string> => {
  const finding = entriesAtLeast(
    { check: 'entries-at-least', count, not: 'not-news-date', ...(fiscalYear === undefined ? {} : { fiscalYear }) },
    contextOf(await matterFrom(body)),
  );
  return `${finding.outcome} ${'reason' in finding ? finding.reason.code : ''}`.trim();
};
const item = (date: string, title = 'เทศบาลลงพื้นที่ฉีดพ่นหมอกควัน'): string =>
  `<div class="post"><h3><a href="/n">${title}</a></h3><span>${date}</span></div>`;
const list = (...dates: string[]): string => `<h1>ข่าว</h1>${dates.map((date) => item(date)).join('')}`;

describe('dated entries', () => {
  it.each([
    ['first day of the year', list('1 ตุลาคม 2567'), 'passed'],
    ['last day of the year before', list('30 กันยายน 2567'), 'failed wrong-period'],
    ['last day of the year', list('30 ก.ย. 68'), 'passed'],
    ['first day of the next', list('1/10/2568'), 'failed wrong-period'],
    ['Thai digits', list('๕ มีนาคม ๒๕๖๘'), 'passed'],
    ['common era', list('2025-03-05'), 'passed'],
    ['one right among others', list('5 มีนาคม 2560', '5 มีนาคม 2568'), 'passed'],
    ['a stamp', `${list('')}<p>ปรับปรุงล่าสุด 5 มีนาคม 2568</p>`, 'cantTell period-not-stated'],
    ['a clock', `<p>วันพุธที่ 5 มีนาคม 2568 10:15:33</p>${list('')}`, 'cantTell period-not-stated'],
    ['today above everything', `<div>วันพุธที่ 5 มีนาคม 2568</div>${list('')}`, 'cantTell period-not-stated'],
    ['a counter', `${list('')}<p>เริ่มนับผู้เยี่ยมชมตั้งแต่ 1 มกราคม 2568</p>`, 'cantTell period-not-stated'],
    ['a law', `${list('')}<p>พระราชบัญญัติข้อมูลข่าวสาร ประกาศเมื่อ 2 มีนาคม 2568</p>`, 'cantTell period-not-stated'],
    ['a month without a day', `${list('')}<p>จดหมายข่าวประจำเดือนมีนาคม 2568</p>`, 'cantTell period-not-stated'],
    ['nothing', '<h1>ข่าว</h1><p>ไม่มีข้อมูล</p>', 'failed too-few'],
    [
      'a date first, its title as a link behind',
      '<div>5 มีนาคม 2568</div><p><a href="/1">เทศบาลจัดกิจกรรมวันท้องถิ่นไทย</a></p>',
      'passed',
    ],
  ])('%s', async (_, body, outcome) => {
    expect(await said(body, 2568)).toBe(outcome);
  });
  it('any year will do where none is asked for', async () => {
    expect(await said(list('5 มีนาคม 2560'))).toBe('passed');
    expect(await said(list(''))).toBe('cantTell ask-person');
    expect(await said(list('5 มีนาคม 2568'), 2568, 2)).toBe('failed too-few');
  });
});
