import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Damage, Reading } from '../../src/model/evidence.ts';
import { type Drawn, type Health, healthOf, isHeaderOnly } from '../../src/readers/pdf/health.ts';
import { hasSurplusSaraAm, isShifted, repairThai, unshift, withoutSurplusSaraAm } from '../../src/readers/pdf/thai.ts';
import { readHere } from '../../src/readers/read.ts';
import { pdfOf, streamOf } from './ocr/scan.ts';

/** A page as a person reads it: every damage below is done to it the way programs do it. */
const whole = `เทศบาลตำบลสมมุติ อำเภอทดลอง ได้จัดทำแผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568
สำนักปลัดเทศบาลกำหนดให้หน่วยงานนำโครงการที่ได้รับอนุมัติไปดำเนินการให้แล้วเสร็จ
งบประมาณที่ตั้งไว้ทั้งสิ้น 1,250,000 บาท เป็นค่าน้ำประปา ค่าไฟฟ้า และค่าซ่อมแซมถนน
ผู้บริหารท้องถิ่นและพนักงานจ้างทุกคนไม่รับของขวัญหรือของกำนัลจากการปฏิบัติหน้าที่
ทั้งนี้ ให้กองช่างสำรวจถนนที่ชำรุดแล้วรายงานผู้บังคับบัญชาให้ทราบภายในเดือนกันยายน
ประชาชนขอรับข้อมูลข่าวสารของราชการได้ที่สำนักงานเทศบาลในวันและเวลาราชการ`;

const printed: Drawn = { pictures: 0, paths: 4 };
const scanned: Drawn = { pictures: 1, paths: 0 };

/** The repairs of a page, as the reader of PDFs makes them. */
const repaired = (raw: string): string => {
  const decoded = isShifted(raw) ? raw.split('\n').map(unshift).join('\n') : raw;
  return repairThai(hasSurplusSaraAm(decoded) ? withoutSurplusSaraAm(decoded) : decoded);
};
const health = (raw: string, drawn = printed): Health => healthOf(raw, repaired(raw), drawn);

const cipher = (text: string): string =>
  [...text]
    .map((char) => {
      const code = char.charCodeAt(0);
      if (char === '\n') return char;
      if (code < 0x80) return String.fromCharCode(code - 0x1d);
      const marks: Record<number, number> = { 3656: 917, 3657: 918, 3660: 921 };
      return String.fromCharCode(marks[code] ?? (code > 0x0e3a ? code - 0xa61 : code - 0xa5e));
    })
    .join('');

/** Word draws sara am as a ring, which it maps to a space, and a sara aa, which it calls sara am wherever it stands. */
const surplus = (text: string): string =>
  text
    .replace(/\u0e33/gu, ' \u0001')
    .replace(/\u0e32/gu, '\u0e33')
    .replace(/\u0001/gu, '\u0e33');

const upper: Record<string, string> = {
  '\u0e48': '\uf70a',
  '\u0e49': '\uf70b',
  '\u0e4a': '\uf70c',
  '\u0e4c': '\uf70e',
};

describe('a page whose text layer', () => {
  it('is whole has no damage', () => {
    expect(health(whole)).toEqual({ damage: [], usable: true, quality: 1 });
    expect(repaired(whole)).toBe(whole);
  });
  it.each<[Damage, string]>([
    ['lost-sara-am', whole.replace(/\u0e33/gu, ' \u0e32')],
    ['surplus-sara-am', surplus(whole)],
    ['split-sara-am', whole.replace(/\u0e33/gu, '\u0e4d\u0e32')],
    ['private-glyphs', whole.replace(/[\u0e48-\u0e4a\u0e4c]/gu, (mark) => upper[mark] ?? mark)],
    ['stray-spaces', whole.replace(/([\u0e34\u0e35])([\u0e48\u0e49])/gu, '$1 $2')],
    ['cipher', cipher(whole)],
  ])('has %s is named and put right, letter by letter', (damage, raw) => {
    expect(raw).not.toBe(whole);
    expect(repaired(raw)).toBe(whole);
    expect(health(raw)).toEqual({ damage: [damage], usable: true, quality: 1 });
  });
  it('is a cipher keeps its year and its amount', () => {
    expect(cipher('2568')).toBe('\u0015\u0018\u0019\u001b');
    expect(repaired(cipher(whole))).toContain('พ.ศ. 2568');
    expect(repaired(cipher(whole))).toContain('1,250,000 บาท');
  });
  it('lost every tone mark is named, and believed less', () => {
    const toneless = whole.replace(/[\u0e48-\u0e4b]/gu, '');
    expect(health(toneless)).toEqual({ damage: ['lost-tone-marks'], usable: true, quality: 0.9 });
  });
  it('has damages of two kinds is named for both', () => {
    const both = whole.replace(/\u0e33/gu, ' \u0e32').replace(/([\u0e34\u0e35])([\u0e48\u0e49])/gu, '$1 $2');
    expect(health(both)).toEqual({ damage: ['lost-sara-am', 'stray-spaces'], usable: true, quality: 1 });
    expect(repaired(both)).toBe(whole);
  });
  it('lost its sara am without a trace is named', () => {
    expect(health(whole.replace(/\u0e33/gu, '\u0e32')).damage).toEqual(['lost-sara-am']);
  });
  it.each<[string, Damage, string, Drawn]>([
    [
      'holds what a font without names made of Thai',
      'foreign-letters',
      '\u00e0\u00b9\u00c0\u00d1\u00e6 '.repeat(40),
      printed,
    ],
    ['holds replacement signs', 'foreign-letters', '\ufffd\ufffd\ufffd 2568 '.repeat(20), printed],
    [
      'holds what a recogniser of English made of a scan',
      'foreign-letters',
      'Lnumnmj inua ss nunms '.repeat(20),
      scanned,
    ],
    ['holds signs in place of letters', 'signs-for-letters', '!"# $%& \'*+ ab <=> ?@ '.repeat(20), printed],
    ['is empty under a picture', 'no-text', '', scanned],
    ['has a page number only', 'no-text', '- 12 -', scanned],
    ['is empty beside letters that are drawn as shapes', 'no-text', '', { pictures: 0, paths: 500 }],
  ])('%s cannot be used', (_, damage, raw, drawn) => {
    expect(health(raw, drawn)).toEqual({ damage: [damage], usable: false, quality: 0 });
  });
  it.each<[string, string, Drawn]>([
    ['English', 'The municipality hereby announces the annual budget of the fiscal year 2568. '.repeat(5), printed],
    ['short', 'หน้า 12', printed],
    ['empty on an empty page', '', printed],
    ['Thai over a picture', whole, scanned],
    ['a table of numbers', '1,250,000 2,500.00 15% 99 '.repeat(20), printed],
  ])('is %s can be used', (_, raw, drawn) => {
    expect(health(raw, drawn)).toEqual({ damage: [], usable: true, quality: 1 });
  });
});

/** A printed page whose font maps its glyphs to the given characters, a line each. */
const mapped = (lines: readonly string[]): Buffer => {
  const glyphs = [...new Set(lines.join(''))];
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
  const shown = lines.map((line) => `<${[...line].map((char) => hex(0x21 + glyphs.indexOf(char), 2)).join('')}> Tj T*`);
  const map = glyphs.map((char, index) => `<${hex(0x21 + index, 2)}> <${hex(char.charCodeAt(0), 4)}>`);
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange ${map.length} beginbfchar ${map.join('\n')} endbfchar endcmap end end`;
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
    streamOf('', `BT /F 10 Tf 40 800 Td 14 TL ${shown.join(' ')} ET`),
    streamOf('', cmap),
  ]);
};

describe('a printed page in the cipher', () => {
  const lines = async (page: readonly string[]): Promise<[string[], Reading['pageNotes'], Reading['gaps']]> => {
    const { blocks, pageNotes, gaps } = await readHere(
      mapped(page.map(cipher)),
      { url: 'https://a.example/x.pdf' },
      { ocr: 'off' },
    );
    return [blocks.map((block) => (block.kind === 'table' ? 'table' : block.text)), pageNotes, gaps];
  };
  const note = { page: 1, method: 'repaired', quality: 1, damage: ['cipher'] };
  it('is read, years included', async () => {
    const page = whole.split('\n');
    expect(await lines(page)).toEqual([page, [note], []]);
  });
  it('is read where its lines are short', async () => {
    const page = Array.from({ length: 30 }, (_, row) => `รายรับ ${2530 + row}`);
    expect(await lines(page)).toEqual([page, [note], []]);
  });
});

describe('a header over a picture', () => {
  it('is told from a page of text', () => {
    expect(isHeaderOnly('เอกสารแนบท้ายประกาศ', scanned)).toBe(true);
    expect(isHeaderOnly('เอกสารแนบท้ายประกาศ', printed)).toBe(false);
    expect(isHeaderOnly(whole, scanned)).toBe(false);
  });
});

const material = fileURLToPath(new URL('../../../shared/material/documents/', import.meta.url));

describe.skipIf(!existsSync(`${material}index.json`))('real documents', () => {
  const classes: [file: string, pages: number[], methods: string, damage: Damage[], gaps: string[]][] = [
    ['01_saiyoi_o5.pdf', [10, 20], 'repaired', ['lost-sara-am'], []],
    ['05_saiyoi_o9.pdf', [1, 2], 'repaired', ['surplus-sara-am'], []],
    ['06_saiyoi_o14.pdf', [1, 2], 'repaired', ['lost-sara-am'], []],
    ['09_saiyoi_o5.pdf', [1, 2], 'none', ['signs-for-letters'], ['no-ocr']],
    ['10_saiyoi_o5.pdf', [1, 2], 'repaired', ['lost-sara-am'], []],
    ['11_saiyoi_o12.pdf', [1], 'none', ['foreign-letters'], ['no-ocr']],
    ['12_saiyoi_o12.pdf', [1], '', [], ['damaged']],
    ['13_saiyoi_o12.pdf', [1, 2], 'repaired', ['lost-sara-am'], []],
    ['14_saiyoi_o12.pdf', [1], 'repaired', ['lost-sara-am'], []],
    ['15_saiyoi_o12.pdf', [1, 2], 'repaired', ['lost-sara-am'], []],
    ['17_saiyoi_x.pdf', [1], '', [], ['empty-file']],
    ['18_hangdong_o21-o27.pdf', [1], 'repaired', ['surplus-sara-am'], []],
    ['19_hangdong_o14-o1.pdf', [5, 6], 'repaired', ['lost-sara-am'], []],
    ['20_hangdong_o5.pdf', [5, 6], 'repaired', ['lost-sara-am'], []],
    ['21_hangdong_o9.pdf', [1, 2], 'repaired', ['lost-sara-am'], []],
    ['22_hangdong_x.html', [1], 'none', ['no-text'], ['no-ocr']],
    ['22_hangdong_x.html', [6, 7], 'repaired', ['lost-sara-am'], []],
    ['24_poknoi_o6.pdf', [1], 'repaired', ['cipher'], []],
  ];
  const look = (file: string, pages: number[]): Promise<Reading> =>
    readHere(readFileSync(`${material}${file}`), { url: `https://a.example/${file}` }, { ocr: 'off', pages });

  it.each(classes)('%s, pages %j', async (file, pages, method, damage, gaps) => {
    const { pageNotes, gaps: found } = await look(file, pages);
    expect(found.map(({ code }) => code)).toEqual(gaps);
    expect(
      pageNotes.map((note) => [note.page, note.method, note.damage.filter((one) => one !== 'stray-spaces')]),
    ).toEqual(method === '' ? [] : pages.map((page) => [page, method, damage]));
  });
  it('are all here', () => {
    const { documents } = JSON.parse(readFileSync(`${material}index.json`, 'utf8')) as {
      documents: { file: string; kind: string }[];
    };
    const pdfs = documents.filter(({ kind }) => kind.startsWith('pdf')).map(({ file }) => file);
    expect([...new Set(classes.map(([file]) => file))].sort()).toEqual(pdfs.sort());
  });
});
