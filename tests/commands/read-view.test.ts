import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFile, type Opened } from '../../src/commands/read-document.ts';
import { chosenParts, partsOf } from '../../src/commands/read-parts.ts';
import { readView, type ViewOptions } from '../../src/commands/read-view.ts';
import type { Block, Reading } from '../../src/model/evidence.ts';
import { makeFault } from '../../src/model/fault.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { file, gap, heading, link, page, table } from '../support/evidence.ts';

const plain: ViewOptions = { language: 'th', columns: 80, colour: false };
const view = (reading: Reading, options: Partial<ViewOptions> = {}, pages?: number[]): string => {
  const parts = chosenParts(partsOf(reading), pages);
  const opened: Opened = { source: 'แผน.pdf', url: 'file:///a.pdf', reading };
  const look = { ...plain, ...options };
  return readView({ file: describeFile(opened, parts, pages, look.language), parts, pages }, look);
};
const onPage = (number: number, text: string): Block => ({
  kind: 'line',
  text,
  region: 'main',
  at: { in: 'page', page: number },
  path: `${number}`,
});

describe('a document', () => {
  const scanned: Reading = {
    ...file('แผนดำเนินงาน 2568', []),
    pages: 12,
    blocks: [onPage(3, 'นายสมชาย ใจดี\tนายกเทศมนตรี'), onPage(3, 'ณ วันที่ 1 ตุลาคม 2567 .............................')],
    pageNotes: [{ page: 3, label: 'ค', method: 'ocr', quality: 0.92, damage: ['lost-sara-am', 'stray-spaces'] }],
    doubts: [{ at: { in: 'page', page: 3 }, text: '2567' }],
    gaps: [gap('file:///a.pdf', { code: 'unreadable-text', pages: [4, 5, 6, 9] })],
  };

  test('is shown page by page, then what was found in it and what was not read', () => {
    expect(view(scanned, {}, [3, 4, 5]).split('\n')).toEqual([
      'แผนดำเนินงาน 2568',
      'แผน.pdf · PDF · 12 หน้า',
      '',
      expect.stringMatching(/^── หน้า 3\/12 · เลขหน้า ค · อ่านจากภาพ \(OCR\) · คุณภาพ 92% ─+$/u),
      'ข้อความในไฟล์: สระอำหาย, มีช่องว่างแทรกในคำ',
      'นายสมชาย ใจดี   นายกเทศมนตรี',
      'ณ วันที่ 1 ตุลาคม 2567 ..........',
      '',
      expect.stringMatching(/^── หน้า 4\/12 · ไม่มีข้อความที่อ่านได้ ─+$/u),
      '',
      expect.stringMatching(/^── หน้า 5\/12 /u),
      '',
      expect.stringMatching(/^── สิ่งที่พบ ─+$/u),
      'วันในปีงบประมาณ 2568  1 ตุลาคม 2567',
      'บุคคล                นายสมชาย ใจดี (หน้า 3)',
      'เทียบตัวเลขกับภาพ      2567 (หน้า 3)',
      '',
      expect.stringMatching(/^── อ่านไม่ได้หรืออ่านไม่ครบ ─+$/u),
      '! หน้า 4-5: ข้อความหรือภาพเสียหาย อ่านไม่เป็นคำ เปิดอ่านด้วยตนเอง และควรส่งออกไฟล์ PDF ใหม่',
      '  จากต้นฉบับ',
      '',
    ]);
  });

  test('speaks English too', () => {
    const said = view(scanned, { language: 'en' }, [3]);
    expect(said).toContain('page 3/12 · numbered ค · read from the picture (OCR) · quality 92%');
    expect(said).toContain('text layer: lost ำ, spaces inside words');
  });

  test('says when it has none of the chosen pages', () => {
    expect(view(file('', []), { language: 'en' }, [7, 8])).toContain('! this file has none of the chosen pages (7-8)');
  });
});

describe('a page of the web', () => {
  const menu: Block = { kind: 'item', text: 'หน้าแรก', region: 'template', at: { in: 'whole' }, path: '9.0' };
  const site: Reading = page(
    'ข่าว',
    [
      heading('ประกาศ'),
      'เนื้อหา',
      table([
        ['ชื่อ', 'เบอร์'],
        ['ก', '1'],
      ]),
    ],
    {
      links: [
        link('https://baan.example/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf', 'แผน'),
        { ...link('https://baan.example/', 'หน้าแรก'), region: 'template' },
      ],
    },
  );

  test('is shown without rulers between pages, its menu apart, with its links', () => {
    const lines = view({ ...site, blocks: [...site.blocks, menu] }).split('\n');
    expect(lines.slice(2)).toEqual([
      '',
      'ประกาศ',
      'เนื้อหา',
      '',
      'ชื่อ │ เบอร์',
      'ก  │    1',
      '',
      expect.stringMatching(/^── เมนู หัว และท้ายเว็บไซต์/u),
      'หน้าแรก',
      '',
      expect.stringMatching(/^── ลิงก์ ─/u),
      'แผน',
      '  https://baan.example/แผน.pdf',
      'และลิงก์ในเมนู หัว และท้ายเว็บไซต์อีก 1 ลิงก์ (ดูทั้งหมดด้วย --json)',
      '',
    ]);
  });

  test('that was not opened says why', () => {
    const fault = makeFault('not-found', 'https://a.example/x');
    const opened: Opened = { source: 'https://a.example/x', url: 'https://a.example/x', reading: null, fault };
    const shown = { file: describeFile(opened, [], undefined, 'th'), parts: [], pages: undefined };
    expect(readView(shown, plain)).toBe('https://a.example/x\n! ไม่พบหน้านี้ (404) แก้ลิงก์ให้ถูก หรือนำหน้าเดิมกลับขึ้นเว็บไซต์\n');
  });
});

test('what a file says cannot take over the terminal', () => {
  const hostile = 'ก\u001b[2J\u0007\u202eข\u009b31m\0';
  const said = view({
    ...page(hostile, [
      hostile,
      table([
        [hostile, hostile],
        ['x', hostile],
      ]),
    ]),
    links: [link(`http://a/${hostile}`, hostile)],
  });
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
});

test('no line of text is wider than the terminal', () => {
  const word = fc.stringMatching(/^[ก-๎a-z0-9 \t]{0,120}$/u);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.integer({ min: 40, max: 120 }), (texts, columns) => {
      const said = view({ ...page('ก', []), blocks: texts.map((text) => onPage(1, text)) }, { columns });
      for (const line of said.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }),
  );
});
