import fc from 'fast-check';

/** Thai words of the trade, among them every way in which ำ stands: bare, under a tone mark, beside other marks. */
export const WORDS = [
  'เทศบาลตำบล',
  'สำนักปลัดเทศบาล',
  'ประจำปีงบประมาณ',
  'อำนาจหน้าที่',
  'บริหารงาน',
  'น้ำประปา',
  'คำสั่ง',
  'จัดซื้อจัดจ้าง',
  'แผนปฏิบัติการ',
  'ข้อมูลข่าวสาร',
  'นายกเทศมนตรี',
  'พันธุ์พืช',
  'สิทธิ์',
  'ญาติ',
  'ฐานข้อมูล',
  'เป็น',
  'ที่อยู่',
  'แก้ไข',
];

/** A tone mark, in the three private-use places where old fonts keep it. */
const PRIVATE: Record<string, readonly string[]> = {
  '่': ['\uf705', '\uf70a', '\uf713'],
  '้': ['\uf706', '\uf70b', '\uf714'],
  '์': ['\uf709', '\uf70e', '\uf717'],
  'ั': ['\uf710'],
  'ิ': ['\uf701'],
  'ี': ['\uf702'],
  '็': ['\uf712'],
  'ุ': ['\uf718'],
  'ู': ['\uf719'],
  ญ: ['\uf70f'],
  ฐ: ['\uf700'],
};

/** What extractors and typists do to Thai, one function for each class of damage; all must fold away. */
export const DAMAGES: Record<string, (text: string) => string> = {
  'ำ lost': (text) => text.replaceAll('ำ', 'า'),
  'ำ to a space and า': (text) => text.replaceAll('ำ', ' า'),
  'ำ decomposed': (text) => text.replaceAll('ำ', '\u0e4dา'),
  'ำ decomposed, tone between': (text) => text.replace(/([่-๋])ำ/g, '\u0e4d$1า').replaceAll('ำ', '\u0e4dา'),
  'ำ decomposed, space between': (text) => text.replaceAll('ำ', '\u0e4d า'),
  'ำ before its tone': (text) => text.replace(/([่-๋])ำ/g, 'ำ$1'),
  'ำ doubled': (text) => text.replaceAll('ำ', 'ำา'),
  'า turned to ำ': (text) => text.replaceAll('า', 'ำ'),
  'เเ for แ': (text) => text.replaceAll('แ', 'เเ'),
  'private-use glyphs': (text) => text.replace(/[่้์ัิี็ุูญฐ]/g, (mark) => PRIVATE[mark]?.[0] ?? mark),
  'other private-use glyphs': (text) => text.replace(/[่้์ัิี็ุูญฐ]/g, (mark) => PRIVATE[mark]?.at(-1) ?? mark),
  'space before marks': (text) => text.replace(/[ัิ-ฺ็-์]/g, ' $&'),
  'tone before vowel': (text) => text.replace(/([ัิ-ู])([่-๋])/g, '$2$1'),
  'marks doubled': (text) => text.replace(/[ัิ-ฺ็-์]/g, '$&$&'),
  'invisible characters': (text) => text.split('').join('\u200b'),
  'soft hyphens and controls': (text) => text.split('').join('\u00ad\u0001\ufeff'),
  'spaces between words': (text) => `${text.slice(0, 3)} \u00a0\t\n${text.slice(3)}`,
  'ฎ for ฏ': (text) => text.replaceAll('ฏ', 'ฎ'),
};

export const damaged = fc.record({
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 }),
  damages: fc.array(fc.constantFrom(...Object.values(DAMAGES)), { maxLength: 3 }),
});

/** Anything a page can hold, thick with Thai marks, spaces and what is folded away. */
export const hostile = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'กขเแาำๅัิุู่้์ํ็ฺ๎ฎฏ๒2aZ -–\n\t\u00a0\u200b\u0301\u0323\uf70a\uf711\uf700') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

export const thaiDigits = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode('๐'.charCodeAt(0) + Number(digit)));
