import { describe, expect, it } from 'vitest';
import { foreignAmong, foreignness, placeNameIn, placeNameOf } from '../../src/checks/index.ts';
import { matterFrom, words } from './page.ts';

const own = placeNameOf('เทศบาลเมืองทุ่งทอง', words);

const report = (name: string, more = ''): string =>
  `<main><h1>รายงานผลการดำเนินงานประจำปี พ.ศ. 2567 ${name}</h1><p>${name}ได้ดำเนินโครงการตามแผนพัฒนาท้องถิ่นแล้วเสร็จ</p>
   <p>งานทั้งหมดเป็นไปตามอำนาจหน้าที่ของ${name} จำนวน 40 โครงการ</p>${more}</main>`;

describe('whose document it is', () => {
  it.each<[string, string, boolean | null]>([
    ['the own one', report('เทศบาลเมืองทุ่งทอง'), null],
    ['the own one, damaged', report('เทศบาลเมืองทุงทอง'), null],
    ['the own one under the name that it had before', report('องค์การบริหารส่วนตำบลทุ่งทอง'), null],
    ['another one', report('เทศบาลตำบลโคกสะอาด'), true],
    [
      'another one that only the title names',
      '<main><h1>รายงานผลการดำเนินงานประจำปี 2567 เทศบาลตำบลโคกสะอาด</h1><p>ดำเนินการแล้วเสร็จทุกโครงการตามแผน</p></main>',
      true,
    ],
    ['a place in passing', '<main><h1>ข่าวกีฬา</h1><p>ทีมจากเทศบาลตำบลโคกสะอาดชนะเลิศ</p></main>', null],
    ['another one, abbreviated', report('อบต.โคกสะอาด '), true],
    ['another one that thanks the own one', report('เทศบาลตำบลโคกสะอาด', '<p>ขอบคุณเทศบาลเมืองทุ่งทอง</p>'), null],
    [
      'the law on all of them',
      `<main><h1>เทศบาลตำบลมีหน้าที่ต้องทำ</h1><p>เทศบาลตำบลมีหน้าที่ เทศบาลตำบลอาจจัดทำ</p></main>`,
      null,
    ],
    [
      'a visit of another one',
      '<main><h1>ต้อนรับคณะศึกษาดูงานจากเทศบาลตำบลโคกสะอาด</h1><p>คณะจากเทศบาลตำบลโคกสะอาดเข้าศึกษาดูงานด้านขยะ</p></main>',
      false,
    ],
  ])('%s', async (_name, body, expected) => {
    const [found] = foreignAmong([await matterFrom(body)], own, words);
    const how = found ? foreignness(found, words.list('annual-report-titles')) : null;
    expect(how === null ? null : how === 'sure').toBe(expected);
    if (expected !== null) expect(found?.name).toContain('โคกสะอาด');
  });

  it('is not asked where the own name is not known', async () => {
    expect(foreignAmong([await matterFrom(report('เทศบาลตำบลโคกสะอาด'))], null, words)).toEqual([]);
  });

  it('is told by headers and footers, and not by what a page tells', async () => {
    const page = await matterFrom(
      `<header>เทศบาลเมืองทุ่งทอง</header>${report('เทศบาลตำบลโคกสะอาด')}<footer>สำนักงานเทศบาลเมืองทุ่งทอง โทร 0</footer>`,
    );
    expect(placeNameIn([page.source], words)).toBe(own);
    expect(placeNameIn([(await matterFrom(report('เทศบาลตำบลโคกสะอาด'))).source], words)).toBeNull();
  });
});
