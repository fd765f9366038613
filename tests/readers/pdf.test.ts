import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../src/readers/pdf/engine.ts';
import { type Line, linesOf } from '../../src/readers/pdf/lines.ts';
import { findTables } from '../../src/readers/pdf/table.ts';
import { isShifted, repairThai, unshift } from '../../src/readers/pdf/thai.ts';
import { codes, fixture, read, rowsOf, tables, texts } from './helpers.ts';

describe('a printed page', () => {
  it('gives its lines, heading, title, pages and links', async () => {
    const reading = await read(fixture('plan.pdf'));
    expect(reading).toMatchObject({ reader: 'pdf/2', title: 'แผนดำเนินงาน 2568', pages: 2, gaps: [] });
    expect(reading.blocks[0]).toMatchObject({ kind: 'heading', level: 1, text: 'แผนการดำเนินงานประจำปี 2568' });
    expect(texts(reading)[1]).toBe('เทศบาลตำบลตัวอย่าง อำเภอสมมุติ จังหวัดทดลอง น้ำดื่ม ที่นี่ ผู้บริหาร ปฏิบัติหน้าที่');
    expect(texts(reading).at(-1)).toBe('หน้าที่สอง ประกาศ ณ วันที่ 1 ตุลาคม 2567');
    expect(reading.links).toMatchObject([{ url: 'https://example.go.th/files/a.pdf', text: 'เอกสารแนบ' }]);
  });
  it('places lines in points from the top left corner', async () => {
    const { blocks } = await read(fixture('plan.pdf'));
    const at = blocks[0]?.at;
    if (at?.in !== 'page' || !at.box) throw new Error('no box');
    const [left, top, right, bottom] = at.box;
    // 20 mm margins of A4.
    expect(at.page).toBe(1);
    expect(left).toBeGreaterThan(50);
    expect(top).toBeGreaterThan(50);
    expect(bottom).toBeLessThan(120);
    expect(right).toBeLessThan(540);
    expect(blocks.at(-1)?.at).toMatchObject({ page: 2 });
  });
  it('gives tables with wrapped cells in their row', async () => {
    const [table] = tables(await read(fixture('plan.pdf')));
    const rows = rowsOf(table);
    expect(rows[0]).toEqual(['ที่', 'โครงการ', 'งบประมาณ', 'หน่วยงาน']);
    expect(rows).toHaveLength(6);
    expect(rows[3]?.[1]?.replaceAll(' ', '')).toBe(
      'โครงการปรับปรุงถนนสายที่3หมู่ที่3ตำบลตัวอย่างพร้อมวางท่อระบายน้ำและบ่อพักตามแบบของเทศบาล',
    );
    expect(rows[3]?.slice(2)).toEqual(['350,000', 'กองช่าง']);
    expect(table?.caption).toBe('แผนการดำเนินงานประจำปี 2568');
  });
  it('names scanned pages and keeps the others', async () => {
    const reading = await read(fixture('scan.pdf'));
    expect(reading.gaps).toMatchObject([{ code: 'picture-only', pages: [2] }]);
    expect(texts(reading)).toHaveLength(1);
    expect(reading.pageNotes).toEqual([
      { page: 1, method: 'text-layer', quality: 1, damage: [] },
      { page: 2, method: 'none', quality: 0, damage: ['no-text'] },
    ]);
  });
  it('drops text that nobody can read', async () => {
    const reading = await read(fixture('letters.pdf'));
    expect(reading).toMatchObject({ blocks: [], gaps: [{ code: 'unreadable-text', pages: [1] }] });
  });
  it('says that an empty page is empty', async () =>
    expect(codes(await read(fixture('blank.pdf')))).toEqual(['empty-file']));
});

describe('a broken file', () => {
  const plan = fixture('plan.pdf');
  const ciphered = plan
    .toString('latin1')
    .replace(
      /\/Info 1 0 R\s*>>/u,
      `/Info 1 0 R /ID [<${'00'.repeat(16)}><${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >> >>`,
    );
  it.each([
    ['locked with a password', Buffer.from(ciphered, 'latin1'), ['encrypted']],
    ['cut', plan.subarray(0, 3000), ['damaged']],
    ['only a header', Buffer.from('%PDF-1.7\n'), ['damaged']],
    [
      'warnings before the header',
      Buffer.concat([Buffer.from('<br />\n<b>Warning</b>: x in y.php<br />\n'.repeat(60)), plan]),
      [],
    ],
  ])('%s', async (_, bytes, expected) => expect(codes(await read(bytes))).toEqual(expected));
  it('does not spoil the files after it, also when the engine is made anew', async () => {
    for (let i = 0; i < 205; i++) {
      const opened = await openPdf(plan);
      if (!('failed' in opened)) opened.close();
    }
    expect((await read(plan)).pages).toBe(2);
  });
});

describe('lines', () => {
  const piece = (text: string, x: number, y: number, width = text.length * 6) => ({
    text,
    x,
    y,
    left: x,
    right: x + width,
    top: y - 10,
    bottom: y,
    size: 12,
  });
  const strings = (lines: readonly Line[]) => lines.map(({ segments }) => segments.map(({ text }) => text).join('\t'));
  it('join pieces, with spaces and tabs by their gaps', () => {
    expect(
      strings(linesOf([piece('ab', 0, 20), piece('cd', 12, 20), piece('ef', 28, 20), piece('gh', 100, 20)])),
    ).toEqual(['abcd ef\tgh']);
  });
  it('go back up for the next cell of a row', () => {
    const cells = [
      piece('1', 0, 40),
      piece('aa', 50, 20),
      piece('bb', 50, 40),
      piece('cc', 50, 60),
      piece('x', 120, 20),
    ];
    expect(strings(linesOf(cells))).toEqual(['aa\tx', '1\tbb', 'cc']);
  });
  it('keep the order of columns of running text', () => {
    const column = (x: number) => Array.from({ length: 20 }, (_, i) => piece(`l${x}-${i}`, x, 20 + i * 15));
    expect(strings(linesOf([...column(0), ...column(300)]))).toHaveLength(40 - 12);
  });
  it('lose no text', () => {
    const pieces = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 500 }),
        y: fc.integer({ min: 0, max: 700 }),
        text: fc.stringMatching(/^[a-z]{1,6}$/),
      }),
    );
    fc.assert(
      fc.property(pieces, (list) => {
        const drawn = list.map(({ x, y, text }) => piece(text, x, y));
        const lines = linesOf(drawn);
        const sorted = (text: string) => [...text.replace(/\s/gu, '')].sort().join('');
        const all = drawn.map(({ text }) => text).join('');
        expect(sorted(strings(lines).join(''))).toBe(sorted(all));
        const found = findTables(lines).map((part) =>
          part.kind === 'line' ? strings([part.line]) : part.rows.flatMap(({ cells }) => cells),
        );
        expect(sorted(found.flat().join(''))).toBe(sorted(all));
      }),
    );
  });
});

describe('repairThai', () => {
  it.each([
    ['ต าบล ประจ าปี ส านักงาน', 'ตำบล ประจำปี สำนักงาน'],
    ['น ้า', 'น้า'],
    ['ตํ\u0e32บล', 'ตำบล'],
    ['นํ้า น้ํา', 'น้ำ น้ำ'],
    ['ที\uf70aนี\uf70b', 'ที่นี้'],
    ['ที \u0e48', 'ที่'],
    ['ผู้ร\u0e48\u0e34วม', 'ผู้ริ่วม'],
    ['กา าก', 'กา าก'],
    ['บริหำร', 'บริหำร'],
    ['plain text 2568', 'plain text 2568'],
  ])('%s', (damaged, whole) => expect(repairThai(damaged)).toBe(whole));
  it('does nothing to what it has repaired', () => {
    const unit = fc.constantFrom(...'กตน าำิ่้ํ\u0e31\uf70a x');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const once = repairThai(repairThai(repairThai(text)));
        expect(repairThai(once)).toBe(once);
      }),
    );
  });
});

describe('the cipher of Reporting Services', () => {
  const cipher = (text: string) =>
    [...text]
      .map((char) => {
        const code = char.charCodeAt(0);
        if (code < 0x80) return String.fromCharCode(code - 0x1d);
        const marks: Record<number, number> = { 3656: 0x0395, 3657: 0x0396, 3660: 0x0399 };
        return String.fromCharCode(marks[code] ?? (code > 0x0e3a ? code - 0xa61 : code - 0xa5e));
      })
      .join('');
  it('is undone, years included', () => {
    expect(unshift('\u0015\u0018\u0019\u0014')).toBe('2561');
    expect(unshift(cipher('ประมาณการรายรับ 2561'))).toBe('ประมาณการรายรับ 2561');
  });
  it('is told from Thai and from Greek words within Thai', () => {
    expect(isShifted(cipher('ประมาณการรายรับ'))).toBe(true);
    expect(isShifted('ค่า α และ β ของดิน')).toBe(false);
  });
});
