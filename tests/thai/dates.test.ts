import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findDates, findYears } from '../../src/thai/dates.ts';
import { DAMAGES, thaiDigits } from './arbitrary.ts';

const dates = (text: string) => findDates(text).map(({ year, month, day }) => [year, month, day]);

describe('findDates', () => {
  test.each<[string, (number | null)[][]]>([
    ['วันพุธ ที่ ๒๔ เมษายน พ.ศ.๒๕๖๗', [[2567, 4, 24]]],
    ['24 เม.ย. 60', [[2560, 4, 24]]],
    ['24เมย60', [[2560, 4, 24]]],
    ['30 ส.ค.65', [[2565, 8, 30]]],
    ['2/9/59', [[2559, 9, 2]]],
    ['8/3/2567', [[2567, 3, 8]]],
    ['ปรับปรุง 22/10/2018', [[2561, 10, 22]]],
    ['14 / พ.ค. / 2564', [[2564, 5, 14]]],
    ['อาทิตย์ ที่ 26 เดือน กันยายน พ.ศ.2564', [[2564, 9, 26]]],
    ['Updated: พฤษภาคม 29, 2023', [[2566, 5, 29]]],
    [
      'ต.ค.68 - ก.ย. 69',
      [
        [2568, 10, null],
        [2569, 9, null],
      ],
    ],
    ['2025-03-14T10:00:00Z', [[2568, 3, 14]]],
    ['14 Mar 2025', [[2568, 3, 14]]],
    ['March 14, 2025', [[2568, 3, 14]]],
    ['14th of March 2025', [[2568, 3, 14]]],
    ['13 พ.ย. 66', [[2566, 11, 13]]],
    ['วันที่ ๕ เดือน ธันวำคม พุทธศักราช ๒๕๖๗', [[2567, 12, 5]]],
    [
      '๑ ตุลำคม ๒๕๖๖ - ๓๐ กันยำยน ๒๕๖๗',
      [
        [2566, 10, 1],
        [2567, 9, 30],
      ],
    ],
    ['ตุล าคม 2567', [[2567, 10, null]]],
    [
      'พฤศจิกายน 2567 ธันวาคม 2567',
      [
        [2567, 11, null],
        [2567, 12, null],
      ],
    ],
    [
      '1 ตุลาคม ถึง 31 ธันวาคม 2567',
      [
        [2567, 10, 1],
        [2567, 12, 31],
      ],
    ],
    [
      '1-30 กันยายน 2567',
      [
        [2567, 9, 1],
        [2567, 9, 30],
      ],
    ],
    [
      '1/10/67-30/9/68',
      [
        [2567, 10, 1],
        [2568, 9, 30],
      ],
    ],
    ['29 ก.พ. 2567', [[2567, 2, 29]]],
    ['1\tมกราคม\t2567', [[2567, 1, null]]],
    ['วันที่ 1\nมกราคม 2567', [[2567, 1, 1]]],
    ['ตุลาคม ปีงบประมาณ พ.ศ. 2568', [[2567, 10, null]]],
    ['มกราคม ปีงบประมาณ พ.ศ. 2568', [[2568, 1, null]]],
  ])('%s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });

  test.each([
    '660527',
    '31 เมษายน 2567',
    '29 ก.พ. 2568',
    '32 มกราคม 2567',
    '45/1/2567',
    '1/13/2567',
    '12/05',
    'มกราคม',
    '1 มกราคม 10.30 น.',
    'มกราคม 15 คน',
    'สำนักงาน ก.พ. 2565',
    'ที่ กค 0405.2/ว 119',
    '1 มกราคม 25555',
    '1/2/25555',
    'https://a.go.th/2025/03/14/',
    '192.168.10.2567',
  ])('%s holds no date', (text) => {
    expect(dates(text)).toEqual([]);
  });

  const NAMES = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
  const SHORT = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ');
  const ENGLISH = 'January February March April May June July August September October November December'.split(' ');
  const pad = (number: number) => String(number).padStart(2, '0');
  const FORMS: Record<string, (year: number, month: number, day: number) => string> = {
    'day month era year': (y, m, d) => `วันที่ ${d} ${NAMES[m - 1]} พ.ศ. ${y}`,
    'day month year': (y, m, d) => `${d} เดือน${NAMES[m - 1]} ${y}`,
    'abbreviated, two digits': (y, m, d) => `${d} ${SHORT[m - 1]} ${y % 100}`.replace(/ (\d)$/, ' 0$1'),
    'abbreviated, no spaces': (y, m, d) => `${d}${SHORT[m - 1]}${y}`,
    'slashes, two digits': (y, m, d) => `${d}/${m}/${pad(y % 100)}`,
    slashes: (y, m, d) => `${pad(d)}/${pad(m)}/${y}`,
    'slashes around a name': (y, m, d) => `${d} / ${SHORT[m - 1]} / ${y}`,
    'month first': (y, m, d) => `${NAMES[m - 1]} ${d}, ${y - 543}`,
    english: (y, m, d) => `${d} ${ENGLISH[m - 1]} ${y - 543}`,
    'english, month first': (y, m, d) => `${ENGLISH[m - 1]?.slice(0, 3)} ${d}, ${y - 543}`,
    iso: (y, m, d) => `${y - 543}-${pad(m)}-${pad(d)}`,
  };
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2056-12-31'), noInvalidDate: true })
    .map((date) => [date.getUTCFullYear() + 543, date.getUTCMonth() + 1, date.getUTCDate()] as const);

  test.each(Object.entries(FORMS))('finds again what is written as: %s', (_name, write) => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('', 'เมื่อ ', 'ประกาศ ณ '),
        fc.constantFrom('', ' เวลา', '\n'),
        ([y, m, d], before, after) => {
          fc.pre(y < 2600);
          const written = write(y, m, d);
          expect(dates(before + written + after)).toEqual([[y, m, d]]);
          expect(dates(before + thaiDigits(written) + after)).toEqual([[y, m, d]]);
          const [mention] = findDates(before + written + after);
          expect((before + written + after).slice(mention?.start, mention?.end)).toBe(mention?.text);
        },
      ),
    );
  });

  test.each(Object.entries(DAMAGES))('finds every month in spite of: %s', (name, damage) => {
    if (name === 'spaces between words') return;
    NAMES.forEach((month, index) => {
      expect(dates(damage(`${month}๒๕๖๗`))).toEqual([[2567, index + 1, null]]);
    });
  });
});

describe('findYears', () => {
  const years = (text: string) =>
    findYears(text).map(({ from, to, kind }) => (from === to ? `${kind} ${from}` : `${kind} ${from}-${to}`));

  test.each<[string, string[]]>([
    ['ปีงบประมาณ พ.ศ. 2568', ['fiscal 2568']],
    ['ประจ าปีงบประมาณ พ.ศ. ๒๕๖๘', ['fiscal 2568']],
    ['ประจำปี 2567', ['year 2567']],
    ['พ.ศ. ๒๕๖๖ - ๒๕๗๐', ['year 2566-2570']],
    ['(2566-2570)', ['year 2566-2570']],
    ['๒๕๖๖–๒๕๗๐', ['year 2566-2570']],
    ['ปี 2566 ถึง ปี 2570', ['year 2566-2570']],
    ['พุทธศักราช ๒๕๖๗', ['year 2567']],
    ['ปี 68', ['year 2568']],
    ['ปีงบประมาณ 68', ['fiscal 2568']],
    ['แผนปี 61-63', ['year 2561-2563']],
    ['แผนอัตรากำลัง 61-63', ['year 2561-2563']],
    ['FY2568', ['fiscal 2568']],
    ['ค.ศ. 2023', ['year 2566']],
    ['March 14, 2025', ['date 2568']],
    ['ณ วันที่ 24 เม.ย. 60', ['date 2560']],
    ['คำสั่งที่ 123/2567', ['year 2567']],
    ['2567 2568', ['year 2567', 'year 2568']],
    ['พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖', ['law 2496']],
    ['พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. 2540', ['law 2540']],
    ['พระราชบัญญัตกิ าหนดแผน ท้องถิน่ พ.ศ. 2542', ['law 2542']],
    ['พรบ.เทศบาล 2496', ['law 2496']],
    ['ระเบียบกระทรวงมหาดไทย ว่าด้วยการจัดทำแผนพัฒนา พ.ศ. 2548', ['law 2548']],
    ['ฯ พ.ศ. ๒๔๙๖ และแก้ไขเพิ่มเติม (ฉบับที่ ๑๔) พ.ศ. ๒๕๖๒', ['year 2496', 'law 2562']],
    ['ตามพระราชบัญญัติเทศบาล พ.ศ. 2496 ประจำปี 2567', ['law 2496', 'year 2567']],
    ['ตามระเบียบฯ ประจำปีงบประมาณ พ.ศ. 2568', ['fiscal 2568']],
    ['ระเบียบวาระการประชุม พ.ศ. 2567', ['year 2567']],
    [`พระราชบัญญัติ${'ก'.repeat(130)} พ.ศ. 2567`, ['year 2567']],
    ['https://a.go.th/ (ประจำปี 2567)', ['year 2567']],
  ])('%s', (text, expected) => {
    expect(years(text)).toEqual(expected);
  });

  test.each([
    '25555',
    '2023',
    '1-4705-2567',
    '0 4284 2567',
    '042-841-2567',
    'http://a.go.th/x?id=2547',
    '/content/2547',
    '2,567 บาท',
    '2567 บาท',
    '2567.50',
    '12567',
    'อายุ 15 ปี 60 คน',
    'หน้า 61-63',
    'การติดตามประเมินผล\n\n59 – 60\n',
    'ปี 15',
    '2399',
    '2641',
  ])('%s holds no year', (text) => {
    expect(years(text)).toEqual([]);
  });

  it('quotes what stands in the source, in order', () => {
    const parts = [
      'ปีงบประมาณ พ.ศ. 2568',
      '24 เม.ย. 60',
      'พระราชบัญญัติ',
      'พ.ศ. ๒๔๙๖',
      ' ',
      '2566-2570',
      'น้ำ',
      '\n',
      'ปี 68',
      '12,000',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts)), (chosen) => {
        const text = chosen.join(' ');
        let before = 0;
        for (const mention of findYears(text)) {
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.start).toBeGreaterThanOrEqual(before);
          expect(mention.from).toBeLessThanOrEqual(mention.to);
          before = mention.end;
        }
      }),
    );
  });
});
