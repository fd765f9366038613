import type { Gap } from '../../src/model/evidence.ts';
import { makeFault } from '../../src/model/fault.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { type ElementResult, type ItemResult, type Run, run as runSchema } from '../../src/model/run.ts';

/** A fictional municipality. Names, numbers and addresses are invented. */
const SITE = 'https://www.ban-somsuk.example';

const titles: [string, string, string, string][] = [
  ['9.1', 'โครงสร้างและอำนาจหน้าที่', 'Structure and duties', 'clerk'],
  ['9.1', 'ข้อมูลผู้บริหาร', 'Executives', 'clerk'],
  ['9.1', 'ข้อมูลการติดต่อ', 'Contact', 'clerk'],
  ['9.1', 'ข่าวประชาสัมพันธ์', 'News', 'clerk'],
  ['9.2', 'แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน', 'Strategic plan', 'planning'],
  [
    '9.2',
    'แผนและความก้าวหน้าในการดำเนินงานและการใช้จ่ายงบประมาณประจำปี พ.ศ. 2568',
    'Plan and progress of work and budget 2568',
    'planning',
  ],
  ['9.2', 'รายงานผลการดำเนินงานประจำปี พ.ศ. 2567', 'Annual report 2567', 'planning'],
  ['9.2', 'คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่', 'Staff manual', 'clerk'],
  ['9.2', 'คู่มือหรือแนวทางการขอรับบริการสำหรับผู้รับบริการหรือผู้มาติดต่อ', 'Service manual', 'clerk'],
  ['9.2', 'E-Service', 'E-service', 'clerk'],
  ['9.2', 'ข้อมูลสถิติการให้บริการ', 'Service statistics', ''],
  [
    '9.3',
    'รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ และความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ ประจำปี พ.ศ. 2568',
    'Procurement list and progress 2568',
    'finance',
  ],
  ['9.3', 'รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี พ.ศ. 2567', 'Procurement report 2567', 'finance'],
  ['9.4', 'แผนการบริหารและพัฒนาทรัพยากรบุคคล', 'Human resources plan', 'clerk'],
  ['9.4', 'รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี พ.ศ. 2567', 'Human resources report 2567', 'clerk'],
  ['9.4', 'ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม', 'Code of ethics', 'clerk'],
  ['9.5', 'แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', 'Complaint handling', 'legal'],
  ['9.5', 'ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', 'Complaint channel', 'legal'],
  ['9.5', 'ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', 'Complaint statistics', 'legal'],
  ['9.5', 'การเปิดโอกาสให้เกิดการมีส่วนร่วม', 'Participation', ''],
  ['10.1', 'ประกาศเจตนารมณ์และการสร้างวัฒนธรรม ตามนโยบาย No Gift Policy จากการปฏิบัติหน้าที่', 'No gift policy', 'clerk'],
  ['10.1', 'รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา', 'Report of gifts', 'clerk'],
  [
    '10.1',
    'การประเมินความเสี่ยงที่อาจเกิดการให้หรือรับสินบนจากการดำเนินงานตามภารกิจของหน่วยงาน ประจำปี พ.ศ. 2568',
    'Bribery risk assessment 2568',
    'legal',
  ],
  ['10.1', 'รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี พ.ศ. 2567', 'Risk report', 'legal'],
  ['10.2', 'แผนปฏิบัติการป้องกันการทุจริต', 'Anti-corruption plan', 'planning'],
  ['10.2', 'รายงานผลการดำเนินการป้องกันการทุจริตประจำปี พ.ศ. 2567', 'Anti-corruption report', 'planning'],
  ['10.2', 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน', 'Integrity measures', 'planning'],
  ['10.2', 'รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี พ.ศ. 2567', 'Report', 'planning'],
];

const common = (id: string, th: string, en: string) => ({
  id,
  title: { th, en },
  counts: true,
  certainty: 'official' as const,
  confidence: 'high' as const,
  question: 'เปิดเอกสารแล้วดูว่าระบุปีงบประมาณ พ.ศ. 2568 ไว้ในหน้าแรกหรือไม่',
  remedy: 'เพิ่มข้อมูลที่ขาดลงในหน้าเดิม โดยไม่ต้องเปลี่ยนที่อยู่ที่ส่งไว้',
});

const quote = (n: number, text: string) => ({
  artifactId: `a${n}`,
  url: `${SITE}/content/${n}`,
  at: { in: 'selector' as const, css: 'main > table' },
  quote: text,
});

const passed = (id: string, n: number): ElementResult => ({
  ...common(id, 'แสดงข้อมูลในหน้าเว็บไซต์หลัก', 'Shown on the main website'),
  outcome: 'passed',
  evidence: [quote(n, 'นายสมมติ ใจดี นายกเทศมนตรีตำบลบ้านสมสุข โทร. 0 4200 0000')],
});

const scan: Gap = {
  code: 'no-ocr',
  url: `${SITE}/files/แผนพัฒนา.pdf`,
  label: 'แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570',
  pages: [1, 2, 3],
};

/** Elements that make the item what it is called to be. */
const elementsFor = (id: string, n: number, outcome: Outcome): ElementResult[] => {
  const first = passed(`${id}.1`, n);
  switch (outcome) {
    case 'passed':
      return [
        first,
        {
          ...common(`${id}.2`, 'เผยแพร่เป็นไฟล์ที่อ่านได้', 'Published as a readable file'),
          outcome: 'passed',
          evidence: [
            {
              artifactId: `p${n}`,
              url: `${SITE}/files/${n}.pdf`,
              at: { in: 'page', page: 4 },
              quote: 'ตารางที่ 2 ผลการดำเนินงาน\nไตรมาสที่ 1-2',
            },
          ],
        },
        {
          ...common(`${id}.3`, 'มีลายมือชื่อผู้บริหารสูงสุด', 'Signed by the top executive'),
          counts: false,
          certainty: 'inferred',
          confidence: 'low',
          outcome: 'inapplicable',
        },
      ];
    case 'failed':
      return [
        first,
        {
          ...common(`${id}.2`, 'ช่องทางติดต่อของผู้บริหารแต่ละคน', 'Contact of each executive'),
          remedy: 'ขอหมายเลขโทรศัพท์หรืออีเมลของผู้บริหารทุกคน แล้วเพิ่มใต้ชื่อในหน้าผู้บริหาร',
          outcome: 'failed',
          reason: { code: 'person-field-missing', field: 'contact', people: ['นายสมมติ ใจดี', 'นางสาวตัวอย่าง งามยิ่ง'] },
          evidence: [quote(n, 'นายสมมติ ใจดี รองนายกเทศมนตรี')],
        },
        {
          ...common(`${id}.3`, 'เป็นข้อมูลของปีที่ประเมิน', 'Of the year assessed'),
          certainty: 'reprinted',
          outcome: 'failed',
          reason: { code: 'wrong-period', wanted: '2568', found: ['2566', '2567'] },
          evidence: [
            {
              artifactId: `x${n}`,
              url: `${SITE}/files/${n}.xlsx`,
              at: { in: 'cell', sheet: 'แผ่น1', ref: 'B7' },
              quote: 'ประจำปีงบประมาณ พ.ศ. 2567',
            },
          ],
        },
      ];
    case 'cantTell':
      return [
        first,
        {
          ...common(`${id}.2`, 'มีรายละเอียดงบประมาณ', 'Budget in detail'),
          certainty: 'inferred',
          confidence: 'low',
          outcome: 'cantTell',
          reason: { code: 'look-incomplete', gaps: [scan] },
          evidence: [],
        },
      ];
    case 'untested':
      return [
        {
          ...common(`${id}.1`, 'แสดงข้อมูลในหน้าเว็บไซต์หลัก', 'Shown on the main website'),
          outcome: 'untested',
          fault: makeFault('timeout', `${SITE}/content/${n}`, 'ETIMEDOUT'),
        },
      ];
    case 'inapplicable':
      return [{ ...common(`${id}.1`, 'ช่องทางออนไลน์', 'Online channel'), outcome: 'inapplicable' }];
  }
};

const outcomeOf: Record<number, Outcome> = {
  2: 'failed',
  6: 'failed',
  7: 'failed',
  9: 'cantTell',
  11: 'untested',
  12: 'failed',
  13: 'cantTell',
  15: 'failed',
  18: 'untested',
  20: 'inapplicable',
  22: 'failed',
  24: 'cantTell',
  27: 'failed',
};

const points = (n: number, outcome: Outcome): ItemResult['points'] => {
  if (n === 7) return { low: 50, expected: 50, high: 50 };
  if (outcome === 'failed') return { low: 0, expected: 0, high: 0 };
  if (outcome === 'passed' || outcome === 'inapplicable') return { low: 100, expected: 100, high: 100 };
  return outcome === 'untested' ? { low: 0, expected: null, high: 100 } : { low: 0, expected: 50, high: 100 };
};

const weights: Record<string, number> = {
  '9.1': 1.25,
  '9.2': 2.86,
  '9.3': 5,
  '9.4': 1.67,
  '9.5': 2.5,
  '10.1': 6.25,
  '10.2': 6.25,
};

const items = titles.map(([subIndicator, th, en, division], index): ItemResult => {
  const n = index + 1;
  const id = `o${n}`;
  const outcome = outcomeOf[n] ?? 'passed';
  const untested = outcome === 'untested';
  return {
    id,
    title: { th, en },
    subIndicator,
    division: division || null,
    effort: n % 3 === 0 ? 'large' : n % 3 === 1 ? 'small' : 'medium',
    reviewed: n !== 12,
    submitted: n === 22 ? [] : [`${SITE}/content/${n}`],
    reach: [],
    explanation: n === 20 ? 'ไม่มีการดำเนินการในปีนี้' : null,
    outcome,
    points: points(n, outcome),
    weight: weights[subIndicator] ?? 0,
    elements:
      n === 22
        ? [
            {
              ...common('o22.1', 'รายงานการรับทรัพย์สิน', 'Report of gifts'),
              outcome: 'failed',
              reason: { code: 'not-submitted' },
              evidence: [],
            },
          ]
        : elementsFor(id, n, outcome),
    looked: untested
      ? []
      : [
          { url: `${SITE}/content/${n}`, title: th, artifactId: `a${n}` },
          { url: `${SITE}/files/%E0%B9%81%E0%B8%9C%E0%B8%99-${n}.pdf`, title: `${th}.pdf`, artifactId: `p${n}` },
        ],
    gaps: outcome === 'cantTell' ? [scan] : [],
    faults: untested ? [makeFault('timeout', `${SITE}/content/${n}`, 'ETIMEDOUT')] : [],
  };
});

const grade = (th: string, en: string, atLeast: number) => ({ grade: { th, en }, atLeast });

/** 28 items with every outcome, as a run in the middle of the year looks. */
export const sampleRun: Run = runSchema.parse({
  schemaVersion: 1,
  tool: { name: 'oit-audit', version: '0.1.0' },
  ruleset: {
    fiscalYear: 2568,
    fingerprint: '3f1c9a0b7d2e4c5f8a6b1d0e9f7c3a2b4d5e6f708192a3b4c5d6e7f8091a2b3c',
    status: 'active',
    reconstruction: {
      th: 'เกณฑ์ชุดนี้เรียบเรียงจากเอกสารที่เผยแพร่ทั่วไป ไม่ได้คัดจากคู่มือฉบับทางการทั้งเล่ม ผู้ประเมินอาจใช้ดุลยพินิจต่างจากนี้ได้ คะแนนในรายงานนี้เป็นการคาดการณ์ ไม่ใช่ผลการประเมิน',
      en: 'These rules were put together from published material, not from the whole official handbook. The assessors may judge otherwise. The scores are predictions.',
    },
    subIndicators: [
      { id: '9.1', title: { th: 'ข้อมูลพื้นฐาน', en: 'Basic information' }, indicator: '9' },
      { id: '9.2', title: { th: 'การบริหารงานและงบประมาณ', en: 'Administration and budget' }, indicator: '9' },
      { id: '9.3', title: { th: 'การจัดซื้อจัดจ้าง', en: 'Procurement' }, indicator: '9' },
      { id: '9.4', title: { th: 'การบริหารและพัฒนาทรัพยากรบุคคล', en: 'Human resources' }, indicator: '9' },
      { id: '9.5', title: { th: 'การส่งเสริมความโปร่งใส', en: 'Transparency' }, indicator: '9' },
      { id: '10.1', title: { th: 'การดำเนินการเพื่อป้องกันการทุจริต', en: 'Prevention' }, indicator: '10' },
      { id: '10.2', title: { th: 'มาตรการภายในเพื่อป้องกันการทุจริต', en: 'Internal measures' }, indicator: '10' },
    ],
    indicators: [
      { id: '9', title: { th: 'การเปิดเผยข้อมูล', en: 'Open data' } },
      { id: '10', title: { th: 'การป้องกันการทุจริต', en: 'Corruption prevention' } },
    ],
    grades: [
      grade('ผ่านดีเยี่ยม', 'Excellent', 95),
      grade('ผ่านดี', 'Good', 85),
      grade('ผ่าน', 'Pass', 85),
      grade('ต้องปรับปรุง', 'To be improved', 70),
      grade('ต้องปรับปรุงโดยด่วน', 'To be improved urgently', 0),
    ],
  },
  agency: { id: 'ban-somsuk', name: 'เทศบาลตำบลบ้านสมสุข', province: 'สมมติบุรี', website: `${SITE}/` },
  divisions: [
    { id: 'clerk', name: 'สำนักปลัดเทศบาล', contact: 'โทร. 0 4200 0001' },
    { id: 'planning', name: 'กองยุทธศาสตร์และงบประมาณ' },
    { id: 'finance', name: 'กองคลัง' },
    { id: 'legal', name: 'ฝ่ายนิติการ' },
    { id: 'health', name: 'กองสาธารณสุขและสิ่งแวดล้อม' },
  ],
  inputs: '',
  startedAt: '2025-06-30T18:02:11Z',
  finishedAt: '2025-06-30T18:14:49.120Z',
  items,
  prediction: {
    oit: { low: 58.75, expected: 67.34, high: 79.41 },
    indicators: {
      '9': { low: 55.4, expected: 63.21, high: 74.8 },
      '10': { low: 62.5, expected: 68.75, high: 75 },
    },
    subIndicators: {
      '9.1': { low: 75, expected: 75, high: 75 },
      '9.2': { low: 50, expected: 57.14, high: 78.57 },
      '9.3': { low: 0, expected: 25, high: 50 },
      '9.4': { low: 66.67, expected: 66.67, high: 66.67 },
      '9.5': { low: 75, expected: 87.5, high: 100 },
      '10.1': { low: 50, expected: 62.5, high: 75 },
      '10.2': { low: 75, expected: 75, high: 75 },
    },
    ita: {
      low: 73.2,
      expected: 76.64,
      high: 81.47,
      grade: {
        low: { th: 'ต้องปรับปรุง', en: 'To be improved' },
        expected: { th: 'ต้องปรับปรุง', en: 'To be improved' },
        high: { th: 'ต้องปรับปรุง', en: 'To be improved' },
      },
      iit: 82.15,
      eit: 83.5,
      source: 'ผลการประเมินปีที่แล้ว',
    },
    coverage: 0.86,
  },
  faults: [
    makeFault('timeout', `${SITE}/content/11`, 'ETIMEDOUT'),
    makeFault('timeout', `${SITE}/content/18`, 'ETIMEDOUT'),
  ],
  budget: null,
  counters: { pages: 61, requests: 204, browserPages: 7 },
});

/** The same agency on a night when its website was down. */
export const nothingVerifiedRun: Run = {
  ...sampleRun,
  items: sampleRun.items.map((item) => ({
    ...item,
    outcome: 'untested',
    points: { low: 0, expected: null, high: 100 },
    elements: elementsFor(item.id, 1, 'untested'),
    looked: [],
    gaps: [],
    faults: [makeFault('server-error', `${SITE}/`, '503')],
  })),
  prediction: {
    oit: { low: 0, expected: null, high: 100 },
    indicators: { '9': { low: 0, expected: null, high: 100 }, '10': { low: 0, expected: null, high: 100 } },
    subIndicators: {},
    coverage: 0,
  },
  faults: sampleRun.items.map(() => makeFault('server-error', `${SITE}/`, '503')),
};
