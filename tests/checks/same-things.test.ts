import { describe, expect, it } from 'vitest';
import { runCheck } from '../../src/checks/index.ts';
import { contextOf, matterFrom } from './page.ts';

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table>${[titles, ...rows].map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;

const planOf = (...names: string[]): string =>
  table(
    ['ที่', 'โครงการ/กิจกรรม', 'งบประมาณ (บาท)'],
    names.map((name, index) => [`${index + 1}`, name, '10,000']),
  );
const reportOf = (...names: string[]): string =>
  table(
    ['ที่', 'โครงการ/กิจกรรม', 'ความก้าวหน้าการดำเนินการ'],
    names.map((name, index) => [`${index + 1}`, name, 'แล้วเสร็จ']),
  );

const spec = { check: 'same-things', field: 'plan-projects', reported: ['progress', 'used-budget'] } as const;
const outcome = async (body: string): Promise<string> => {
  const matter = await matterFrom(`<main><h1>แผนและความก้าวหน้า</h1>${body}</main>`);
  return runCheck({ ...spec, reported: [...spec.reported] }, contextOf(matter)).outcome;
};

const own = ['ก่อสร้างถนนคอนกรีตสายบ้านเหนือ', 'ขุดลอกลำห้วยหลังวัด', 'อบรมอาชีพผู้สูงอายุ', 'จัดงานประเพณีลอยกระทง'];
const others = ['ปรับปรุงตลาดสดเทศบาล', 'จัดซื้อรถบรรทุกน้ำ', 'ซ่อมแซมอาคารเรียน', 'ตรวจสุขภาพชุมชน'];

describe('a report tells of the things that are planned', () => {
  it.each<[string, string, string]>([
    ['the same names', planOf(...own) + reportOf(...own), 'passed'],
    ['names shortened at their end', planOf(...own) + reportOf(...own.map((name) => name.slice(0, 18))), 'passed'],
    [
      'names shortened at both ends',
      planOf(...own) + reportOf('ถนนคอนกรีตสายบ้านเหนือ', 'ลำห้วยหลังวัด', 'ลอยกระทง'),
      'passed',
    ],
    ['some of them', planOf(...own) + reportOf(...own.slice(0, 3)), 'passed'],
    ['other names', planOf(...own) + reportOf(...others), 'cantTell'],
    ['no plan beside it', reportOf(...own), 'passed'],
    ['too few to compare', planOf(...own) + reportOf(...others.slice(0, 2)), 'passed'],
  ])('%s', async (_name, body, expected) => {
    expect(await outcome(body)).toBe(expected);
  });
});
