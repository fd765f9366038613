import { describe, expect, it } from 'vitest';
import { best, candidatesFor, type Matter, matterOf } from '../../src/checks/index.ts';
import type { Source } from '../../src/model/evidence.ts';
import type { Subject } from '../../src/model/ruleset.ts';
import { linesToBlocks } from '../../src/readers/text.ts';
import { matterFrom, words } from './page.ts';

const report: Subject = { titles: 'annual-report-titles', not: 'not-annual-report', fiscalYear: 2567, spans: false };
const plan: Subject = { titles: 'development-plan-titles', not: 'not-development-plan', fiscalYear: 2568, spans: true };

type Naming = Partial<Pick<Source, 'title' | 'calledBy' | 'fileName' | 'url'>>;

/** A file of printed lines, as a PDF gives them. */
const file = (text: string, naming: Naming = {}): Matter =>
  matterOf({
    reader: 'pdf/1',
    title: '',
    pages: 1,
    links: [],
    pageNotes: [],
    images: [],
    doubts: [],
    forms: [],
    gaps: [],
    calledBy: [],
    fileName: 'a.pdf',
    url: 'https://town.example.go.th/a.pdf',
    ...naming,
    blocks: linesToBlocks(text),
    artifactId: naming.url ?? 'a',
    medium: 'document',
  });

const standing = (matter: Matter, subject: Subject): string | undefined =>
  candidatesFor([matter], subject, words).candidates[0]?.standing;

describe('the year that a document is about', () => {
  const body = 'ผลการดำเนินงานของทุกกองในรอบปีที่ผ่านมามีรายละเอียดตามตารางแนบท้าย';
  it.each<[string, string, Naming, Subject, string]>([
    ['its title says it', `รายงานผลการดำเนินงานประจำปี พ.ศ. 2567\n${body}`, {}, report, 'current'],
    [
      'its title breaks over lines',
      `รายงานผลการดำเนินงาน\nเทศบาลตำบลบ้านสวน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n${body}`,
      {},
      report,
      'current',
    ],
    [
      'the content counts before the file’s name',
      `รายงานผลการดำเนินงานประจำปี พ.ศ. 2567\n${body}`,
      { fileName: 'รายงาน ปี 2568.pdf' },
      report,
      'current',
    ],
    [
      'the file’s name counts where the content is silent',
      `รายงานผลการดำเนินงาน\n${body}`,
      { fileName: 'รายงานผลการดำเนินงาน ปี 2566.pdf' },
      report,
      'other',
    ],
    [
      'the link’s text counts where the content is silent',
      `รายงานผลการดำเนินงาน\n${body}`,
      { calledBy: ['รายงานผลการดำเนินงาน ปี 2567'] },
      report,
      'current',
    ],
    ['no year anywhere', `รายงานผลการดำเนินงาน\n${body}`, {}, report, 'undated'],
    ['the round of the assessment is no year', `รายงานผลการดำเนินงาน ITA 2567\n${body}`, {}, report, 'undated'],
    [
      'the round after the assessment’s full name',
      `รายงานผลการดำเนินงาน การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2567\n${body}`,
      {},
      report,
      'undated',
    ],
    [
      'a law named over two lines',
      `รายงานผลการดำเนินงาน\nอาศัยอำนาจตามความในพระราชบัญญัติเทศบาลและที่แก้ไขเพิ่มเติมจนถึงปัจจุบัน\nพ.ศ. 2496 ประกอบกับระเบียบที่เกี่ยวข้อง`,
      {},
      report,
      'undated',
    ],
    [
      'a report of the year published in the next',
      `รายงานผลการดำเนินงาน\n${body}\nประกาศ ณ วันที่ 15 พฤศจิกายน พ.ศ. 2567`,
      {},
      report,
      'undated',
    ],
    [
      'a report written before the year',
      `รายงานผลการดำเนินงาน\n${body}\nประกาศ ณ วันที่ 15 มกราคม พ.ศ. 2565`,
      {},
      report,
      'other',
    ],
    [
      'the span of a plan does not tell the year of a report',
      `รายงานผลการดำเนินงานตามแผนพัฒนา (พ.ศ. 2566 - 2570)\n${body}`,
      {},
      report,
      'undated',
    ],
    ['a span before the year does', `รายงานผลการดำเนินงานตามแผนพัฒนา (พ.ศ. 2561 - 2565)\n${body}`, {}, report, 'other'],
    ['a plan over several years', `แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)\n${body}`, {}, plan, 'current'],
    ['a plan that has run out', `แผนพัฒนาท้องถิ่น (พ.ศ. 2561 - 2565)\n${body}`, {}, plan, 'other'],
    ['a later change of the plan', `แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) เพิ่มเติม ครั้งที่ 3/2567\n${body}`, {}, plan, 'current'],
  ])('%s', (_name, text, naming, subject, expected) => {
    expect(standing(file(text, naming), subject)).toBe(expected);
  });
});

describe('which source is meant', () => {
  const of = (year: number) =>
    file(`รายงานผลการดำเนินงานประจำปี พ.ศ. ${year}\nผลการดำเนินงานของทุกกองมีรายละเอียดตามตารางแนบท้าย`, {
      url: `https://town.example.go.th/${year}.pdf`,
    });
  const chosen = (matters: Matter[]): string[] =>
    best(candidatesFor(matters, report, words).candidates).map(({ matter }) => matter.source.url);

  it('takes the file of the year among those of several years', () => {
    expect(chosen([of(2565), of(2566), of(2567), of(2568)])).toEqual(['https://town.example.go.th/2567.pdf']);
  });

  it('leaves out the page that only leads to the files', async () => {
    const index = await matterFrom(
      '<main><h1>รายงานผลการดำเนินงานประจำปี พ.ศ. 2567</h1><p>รายงานผลการดำเนินงานของเทศบาลทุกปีงบประมาณ ประชาชนสามารถเปิดอ่านหรือดาวน์โหลดเอกสารได้จากรายการด้านล่างนี้ และสอบถามเพิ่มเติมที่งานแผน</p><p><a href="https://town.example.go.th/2566.pdf">รายงาน</a></p></main>',
    );
    expect(chosen([index, of(2566)])).toEqual(['https://town.example.go.th/2566.pdf']);
  });

  it('does not take a file of another kind that names the report in passing', () => {
    const letter = file(
      `ระเบียบวาระการประชุมสภาเทศบาล\n${'เรื่องที่ประธานแจ้งต่อที่ประชุมเพื่อทราบ\n'.repeat(20)}ที่ประชุมจะรับทราบสรุปรายงานผลการดำเนินงานของเทศบาลและเรื่องอื่นที่เกี่ยวข้องกับประชาชนในเขตเทศบาล`,
    );
    const found = candidatesFor([letter], report, words);
    expect([found.titled, found.candidates.length]).toEqual([false, 1]);
    expect(candidatesFor([letter, of(2567)], report, words).titled).toBe(true);
  });

  it('answers the second question from memory', () => {
    const matters = [of(2567)];
    expect(candidatesFor(matters, report, words)).toBe(candidatesFor(matters, report, words));
  });
});
