import { describe, expect, it } from 'vitest';
import { lookFor } from '../../src/checks/field.ts';
import { matterOf } from '../../src/checks/index.ts';
import { emptyReading } from '../../src/readers/reading.ts';
import { linesToBlocks } from '../../src/readers/text.ts';
import { matterFrom, words } from './page.ts';

const state = async (field: string, body: string): Promise<string | undefined> =>
  lookFor([await matterFrom(`<main>${body}</main>`)], words.field(field), words)?.state;

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (...rows: string[]) => `<table>${rows.join('')}</table>`;

describe('how far a field is there', () => {
  it.each<[string, string, string, string | undefined]>([
    ['a label with its value', 'problems', '<p>ปัญหา/อุปสรรค: ฝนตกหนัก</p>', 'filled'],
    ['a label with a tail', 'problems', '<p>ปัญหาและอุปสรรคในการดำเนินงาน</p><p>ฝนตกหนัก</p>', 'filled'],
    ['a numbered label', 'problems', '<p>๓) ปัญหา อุปสรรค</p><p>ฝนตกหนัก</p>', 'filled'],
    ['"none" is a value', 'problems', '<p>ปัญหา อุปสรรค: ไม่มี</p>', 'filled'],
    ['a dash may mean none', 'problems', '<p>ปัญหา อุปสรรค: -</p>', 'dash'],
    ['a heading without content', 'problems', '<h3>ปัญหา อุปสรรค</h3><h3>ภาคผนวก</h3><p>รูปภาพ</p>', 'blank'],
    ['a heading over lower headings', 'problems', '<h2>ปัญหา อุปสรรค</h2><h3>ด้านช่าง</h3><p>ฝนตก</p>', 'filled'],
    ['a label followed by the next label', 'problems', '<p>ปัญหา อุปสรรค</p><p>ข้อเสนอแนะ</p><p>เพิ่มงบ</p>', 'blank'],
    ['a label and nothing after', 'problems', '<p>ข้อความ</p><p>ปัญหา อุปสรรค</p>', 'blank'],
    [
      'running text',
      'problems',
      '<p>เทศบาลได้เร่งดำเนินการเพื่อให้ปัญหาต่าง ๆ หมดไปโดยเร็วและประชาชนได้รับประโยชน์สูงสุด</p>',
      'mentioned',
    ],
    ['a label behind a word for none', 'fee', '<p>ไม่มีค่าธรรมเนียม</p><p>เอกสารที่ใช้</p><p>บัตรประชาชน</p>', 'mentioned'],
    [
      'a heading over columns that are all titled as something else',
      'steps',
      `<h3>แนวทางดำเนินการในปีปัจจุบัน</h3>${table(row('ที่', 'มาตรการ', 'ผู้รับผิดชอบ'), row('1', 'เพิ่มช่องทางรับฟัง', 'กองคลัง'))}`,
      'mentioned',
    ],
    [
      'one of several labels in a heading over labelled lines',
      'responsible-unit',
      '<h3>ระยะเวลาและผู้รับผิดชอบ</h3><p>ระยะเวลาดำเนินการ: ภายใน 45 วัน</p>',
      'mentioned',
    ],
    [
      'one head over several columns, each row filled in one of them',
      'schedule',
      '<table><tr><td>โครงการ</td><td colspan="3">ระยะเวลาดำเนินการ</td></tr><tr><td>ถนน</td><td>/</td><td></td><td></td></tr><tr><td>คลอง</td><td></td><td></td><td>/</td></tr></table>',
      'filled',
    ],
    [
      'a column beside others titled by years alone',
      'schedule',
      table(
        row('โครงการ', '๒๕๖๗', '๒๕๖๘', 'ระยะเวลาดำเนินการ'),
        row('ถนน', '✓', '-', 'มีนาคม'),
        row('คลอง', '-', '✓', 'เมษายน'),
      ),
      'filled',
    ],
    ['a longer word', 'service-channel', '<p>งานรักษาความปลอดภัยของสถานที่ราชการ</p>', undefined],
    ['a fiscal year is no budget', 'budget', '<p>ประจำปีงบประมาณ พ.ศ. 2568</p>', undefined],
    ['a project’s name is no label', 'schedule', '<p>โครงการก่อสร้างถนน</p>', undefined],
    ['a filled column', 'results', table(row('ที่', 'ผลการดำเนินงาน'), row('1', 'เสร็จ'), row('2', 'เสร็จ')), 'filled'],
    ['a blank column', 'results', table(row('ที่', 'ผลการดำเนินงาน'), row('1', ''), row('2', '')), 'blank'],
    [
      'a column of which one cell is filled',
      'results',
      table(row('ที่', 'โครงการ', 'ผลการดำเนินงาน'), row('1', 'ถนน', 'เสร็จ'), row('2', 'คลอง', ''), row('3', 'ตลาด', '')),
      'blank',
    ],
    ['a column of dashes', 'problems', table(row('ที่', 'ปัญหา'), row('1', '-'), row('2', '-')), 'dash'],
    [
      'dashes beside one entry',
      'problems',
      table(row('ที่', 'ปัญหา'), row('1', '-'), row('2', '-'), row('3', 'ฝนตก')),
      'filled',
    ],
    ['a row with label and value', 'fee', table(row('งาน', 'ภาษี'), row('ค่าธรรมเนียม', 'ไม่มี')), 'filled'],
    ['a row whose value is blank', 'fee', table(row('งาน', 'ภาษี'), row('ค่าธรรมเนียม', '')), 'blank'],
    ['the text of a link', 'problems', '<p><a href="/x.pdf">ปัญหา อุปสรรค</a></p><p>ดาวน์โหลด</p>', undefined],
    ['the criteria themselves', 'problems', '<p>องค์ประกอบด้านข้อมูล ปัญหา อุปสรรค: ระบุให้ครบ</p>', undefined],
  ])('%s', async (_name, field, body, expected) => {
    expect(await state(field, body)).toBe(expected);
  });

  it('is no part of a printed sentence that happens to begin a line with the word', () => {
    const lines = [
      'เทศบาลได้ประชุมร่วมกับทุกส่วนราชการเพื่อกำหนดวิธีทำงานที่จะช่วยกันลดความเดือดร้อนและ',
      'ปัญหา ของประชาชนในเขตเทศบาลให้หมดไปโดยเร็ว ทั้งนี้ต้องอาศัยความร่วมมือจากทุกฝ่ายอย่างต่อเนื่อง',
    ].join('\n');
    const source = emptyReading('pdf/1');
    const matter = matterOf({
      ...source,
      blocks: linesToBlocks(lines),
      artifactId: 'a',
      url: 'https://town.example.go.th/a.pdf',
      medium: 'document',
      calledBy: [],
      fileName: 'a.pdf',
    });
    expect(lookFor([matter], words.field('problems'), words)?.state).toBe('mentioned');
  });

  it('does not take time that grows with the square of a paragraph', async () => {
    const matter = await matterFrom(`<main><p>${'โครงการนี้มีปัญหา '.repeat(20_000)}</p></main>`);
    expect(lookFor([matter], words.field('problems'), words)?.state).toBe('mentioned');
  });
});
