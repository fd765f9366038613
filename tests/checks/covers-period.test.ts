import { describe, expect, it } from 'vitest';
import { coversPeriod } from '../../src/checks/kinds/covers-period.ts';
import { contextOf, matterFrom } from './page.ts';

const firstHalf = { check: 'covers-period', from: '2567-10', to: '2568-03', words: 'first-half' } as const;

describe('the first half of the fiscal year', () => {
  it.each<[string, string, string]>([
    ['named as a whole', 'รายงานผล รอบ 6 เดือนแรก ประจำปีงบประมาณ พ.ศ. 2568', 'passed'],
    ['by its ends', 'ระหว่างวันที่ 1 ตุลาคม 2567 ถึง 31 มีนาคม 2568', 'passed'],
    ['by its ends, short', 'ต.ค. 67 - มี.ค. 68', 'passed'],
    ['by its ends, the year once', 'ข้อมูลเดือนตุลาคม - ธันวาคม 2567 และ มกราคม - มีนาคม 2568', 'passed'],
    ['in Thai digits', 'ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๘', 'passed'],
    ['month by month', 'ต.ค. 67</p><p>พ.ย. 67</p><p>ธ.ค. 67</p><p>ม.ค. 68</p><p>ก.พ. 68</p><p>มี.ค. 68', 'passed'],
    ['the second half', 'รอบ 6 เดือนหลัง (เมษายน 2568 - กันยายน 2568)', 'failed'],
    ['the half of the year before', 'ตุลาคม 2566 - มีนาคม 2567', 'failed'],
    ['only a quarter of it', 'มกราคม 2568 - มีนาคม 2568', 'cantTell'],
    ['the whole year is the plan’s year', 'แผนใช้ตั้งแต่ 1 ตุลาคม 2567 ถึง 30 กันยายน 2568', 'cantTell'],
    ['only the date of the letter', 'ประกาศ ณ วันที่ 20 เมษายน 2568', 'cantTell'],
    ['nothing', 'รายงานความก้าวหน้า', 'cantTell'],
  ])('%s', async (_name, text, expected) => {
    expect(coversPeriod(firstHalf, contextOf(await matterFrom(`<main><p>${text}</p></main>`))).outcome).toBe(expected);
  });
});

describe('months without their year', () => {
  const candidatesOf = async (standing: 'current' | 'undated', head: string[], cells: string[]) => {
    const row = (texts: string[], tag: string) =>
      `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`;
    const matter = await matterFrom(
      `<main><table>${row(['งาน', ...head], 'th')}${row(['จำนวนครั้ง', ...cells], 'td')}</table></main>`,
    );
    return { ...contextOf(matter), candidates: [{ matter, standing, statements: [] }] };
  };
  const months = ['ต.ค.', 'พ.ย.', 'ธ.ค.', 'มกราคม', 'กุมภาพันธ์', 'มี.ค.'];
  const figures = ['1', '๒', '3', '4', '5', '6'];

  it('count in a table of figures of the right year', async () => {
    expect(coversPeriod(firstHalf, await candidatesOf('current', months, figures)).outcome).toBe('passed');
    expect(coversPeriod(firstHalf, await candidatesOf('undated', months, figures)).outcome).toBe('cantTell');
  });

  it('do not count in the chart of a plan', async () => {
    const arrows = months.map(() => '↔');
    expect(coversPeriod(firstHalf, await candidatesOf('current', months, arrows)).outcome).toBe('cantTell');
  });

  it('are named where they miss', async () => {
    const finding = coversPeriod(firstHalf, await candidatesOf('current', months.slice(0, 4), figures.slice(0, 4)));
    expect(finding).toMatchObject({
      outcome: 'failed',
      reason: { code: 'months-missing', months: ['2568-02', '2568-03'] },
    });
  });
});
