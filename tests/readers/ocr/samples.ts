import { seeded } from './random.ts';

/** Fictional municipal texts with tone marks, sara am, digits of both scripts, years, amounts and telephone numbers. */

const thaiDigits = (text: string | number): string =>
  String(text).replace(/\d/gu, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

const months = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน'];
const towns = ['บ้านสมมุติ', 'หนองตัวอย่าง', 'ทุ่งทดลองใต้', 'คลองน้ำใส'];

type Make = { year(): string; arabicYear(): string; amount(): string; from(least: number, most: number): number };

const makeOf = (seed: number): Make => {
  const random = seeded(seed);
  const from = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  return {
    from,
    year: () => thaiDigits(from(2540, 2571)),
    arabicYear: () => String(from(2540, 2571)),
    amount: () => thaiDigits((from(10, 9_900) * 500).toLocaleString('en-US')),
  };
};

const paragraphsOf = ({ year, arabicYear, amount, from }: Make): string[] => {
  const day = (): string => thaiDigits(from(1, 28));
  const month = (): string => months[from(0, months.length - 1)] ?? '';
  const town = (): string => towns[from(0, towns.length - 1)] ?? '';
  return [
    `ด้วยเทศบาลตำบล${town()} ได้จัดทำแผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ${year()} ตามระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น พ.ศ. ${thaiDigits(2548)} และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ ${thaiDigits(from(2, 5))}) พ.ศ. ${year()} เสร็จเรียบร้อยแล้ว`,
    `สภาเทศบาลให้ความเห็นชอบในการประชุมครั้งที่ ${thaiDigits(from(1, 4))} เมื่อวันที่ ${day()} ${month()} ${year()} โดยตั้งงบประมาณรายจ่ายไว้ทั้งสิ้น ${amount()} บาท แบ่งเป็นค่าน้ำประปาและค่าไฟฟ้า ${amount()} บาท กับค่าซ่อมแซมรางระบายน้ำอีก ${amount()} บาท`,
    `ผู้ใดประสงค์จะขอข้อมูลเพิ่มเติม ติดต่อได้ที่สำนักปลัดเทศบาล โทรศัพท์ 0 3${from(100, 899)} ${from(1000, 1999)} ต่อ ${from(11, 89)} หรือ 08-1${from(100, 999)}-${from(3000, 9999)} ในวันและเวลาราชการ ตั้งแต่วันที่ ${from(1, 28)} ${month()} ${arabicYear()} เป็นต้นไป`,
    `ผู้บริหารท้องถิ่น ข้าราชการ และพนักงานจ้างทุกคนไม่รับของขวัญหรือของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy) เพื่อป้องกันการทุจริตและประพฤติมิชอบ ตั้งแต่ปี ${arabicYear()} จนถึงปัจจุบัน`,
    `ผลการดำเนินงานในรอบปี พ.ศ. ${year()} เปรียบเทียบกับปี พ.ศ. ${year()} พบว่ากลุ่มผู้สูงอายุเข้าร่วมกิจกรรมเพิ่มขึ้นร้อยละ ${thaiDigits(from(11, 98))} ส่วนเยาวชนที่ว่ายน้ำเป็นมีจำนวน ${thaiDigits(from(103, 989))} คน`,
    `ทั้งนี้ ให้กองช่างเร่งสำรวจถนนที่ชำรุดหมู่ที่ ${from(1, 12)} และหมู่ที่ ${thaiDigits(from(1, 12))} ภายในเดือน${month()} ${year()} แล้วรายงานให้นายกเทศมนตรีทราบก่อนสิ้นปีงบประมาณ ${year()}`,
  ];
};

/** A page of running text: what it says, and its HTML. */
export type Sample = { text: string; html: string };

const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');

export const textPage = (seed: number): Sample => {
  const make = makeOf(seed);
  const title = `ประกาศเทศบาลตำบลสมมุติ ที่ ${thaiDigits(make.from(11, 99))}/${make.year()}`;
  const paragraphs = [...paragraphsOf(make), ...paragraphsOf(make).slice(0, 2)];
  return {
    text: [title, ...paragraphs].join('\n'),
    html: `<h1>${title}</h1>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}`,
  };
};

/** A short page, for what needs no long text: quick to read. Its phrases are what a person would look for. */
export const shortPage = {
  phrases: ['แผนการดำเนินงาน', 'งบประมาณรายจ่ายประจำปี', 'กองคลังตรวจสอบรายรับ', 'นายกเทศมนตรีตำบลสมมุติ'],
  html: `<h1>แผนการดำเนินงาน ประจำปี ๒๕๖๗</h1>
    <p>เทศบาลตำบลสมมุติขอประกาศใช้งบประมาณรายจ่ายประจำปี พ.ศ. ๒๕๖๗ เพื่อให้การบริหารราชการเป็นไปด้วยความเรียบร้อย โปร่งใส และตรวจสอบได้ จึงให้หน่วยงานในสังกัดถือปฏิบัติโดยเคร่งครัด</p>
    <p>กองช่าง สำรวจถนนที่ชำรุดทุกหมู่บ้าน กองคลังตรวจสอบรายรับและรายจ่าย และสำนักปลัดเทศบาลติดตามผลการดำเนินงานให้แล้วเสร็จก่อนสิ้นปีงบประมาณ</p>
    <p>ประกาศ ณ วันที่ 1 ตุลาคม 2566</p><p style="text-align:right">นายกเทศมนตรีตำบลสมมุติ</p>`,
};

const works = [
  'ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านเหนือ',
  'ซื้อวัสดุสำนักงาน',
  'จ้างเหมากำจัดขยะมูลฝอยและสิ่งปฏิกูล',
  'ซ่อมแซมรางระบายน้ำและบ่อพักน้ำ',
  'อาหารเสริม (นม) โรงเรียนในเขตเทศบาล',
  'ปรับปรุงระบบประปาหมู่บ้าน',
  'อบรมผู้นำชุมชนต้านภัยยาเสพติด',
];
const ways = ['เฉพาะเจาะจง', 'คัดเลือก', 'e-bidding'];

/** A narrow ruled table of five columns and fifteen rows, two of them a header with merged cells. */
export type TableSample = { rows: string[][]; cells: string[]; html: string };

export const tablePage = (seed: number): TableSample => {
  const { amount, arabicYear, from, year } = makeOf(seed);
  const body = Array.from({ length: 13 }, (_, row) => [
    row % 3 === 2 ? String(row + 1) : thaiDigits(row + 1),
    `${works[from(0, works.length - 1)]} หมู่ที่ ${from(1, 12)}`,
    amount(),
    ways[from(0, ways.length - 1)] ?? '',
    `${months[from(0, months.length - 1)]} ${row % 2 === 0 ? year() : arabicYear()}`,
  ]);
  const head = ['ลำดับ', 'โครงการ', 'การจัดซื้อจัดจ้าง', 'กำหนดเวลา'];
  const [budget, way] = ['งบประมาณ', 'วิธีจัดหา'];
  const td = (text: string, more = ''): string => `<td${more}>${escaped(text)}</td>`;
  const html = `<table style="width:15cm;table-layout:fixed"><col style="width:1.5cm"><col style="width:5cm"><col style="width:2.8cm"><col style="width:2.8cm"><col>
    <tr>${td(head[0] ?? '', ' rowspan=2')}${td(head[1] ?? '', ' rowspan=2')}${td(head[2] ?? '', ' colspan=2')}${td(head[3] ?? '', ' rowspan=2')}</tr>
    <tr>${td(budget)}${td(way)}</tr>
    ${body.map((row) => `<tr>${row.map((text) => td(text)).join('')}</tr>`).join('')}</table>`;
  return {
    rows: [
      [head[0] ?? '', head[1] ?? '', head[2] ?? '', head[2] ?? '', head[3] ?? ''],
      [head[0] ?? '', head[1] ?? '', budget, way, head[3] ?? ''],
      ...body,
    ],
    cells: [...head, budget, way, ...body.flat()],
    html,
  };
};
