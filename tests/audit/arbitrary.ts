import fc from 'fast-check';
import type { Block, Reading } from '../../src/model/evidence.ts';
import type { Item, Ruleset } from '../../src/model/ruleset.ts';
import { file, heading, page, table } from '../support/evidence.ts';

/** Text that says nothing to any rule, long enough to be content. */
export const filler = [
  'เมื่อวานฝนตกหนักตั้งแต่เช้าจนถึงค่ำ ชาวบ้านช่วยกันเก็บกิ่งไม้ที่ล้มขวางถนนสายเล็กหลังตลาดจนเรียบร้อยดี',
  'แมวสีส้มตัวหนึ่งนอนหลับอยู่ใต้ต้นมะม่วงข้างรั้ว พอแดดร่มก็ลุกขึ้นเดินไปหาน้ำดื่มแล้วกลับมานอนต่อที่เดิม',
  'ดอกไม้ริมทางบานสะพรั่งหลากสี ผู้คนที่ขี่จักรยานผ่านไปมามักหยุดพักชมความงามก่อนออกเดินทางต่อไปยังทุ่งกว้าง',
];

/** The words that the rules of an item look for: what its pages could say, and what could be left out. */
const wordsOf = (item: Item, { lexicon }: Ruleset) => {
  const specs = item.elements.flatMap(({ all = [], any = [], none = [] }) => [...all, ...any, ...none]);
  const fields = specs.flatMap((spec) => ('fields' in spec ? spec.fields : []));
  const lists = specs.flatMap((spec) => ('words' in spec && spec.words !== undefined ? [spec.words] : []));
  const titles = Object.values(item.documents).flatMap((subject) => lexicon.words[subject.titles]?.slice(0, 3) ?? []);
  return {
    titles: titles.length > 0 ? titles : [item.title.th],
    labels: fields.flatMap((name) => lexicon.fields[name]?.labels.slice(0, 2) ?? []),
    phrases: lists
      .flatMap((name) => lexicon.words[name]?.slice(0, 3) ?? [])
      .map((phrase) => phrase.replaceAll('*', ' ')),
  };
};

/** Blocks that may or may not hold what an item asks for: titles, labels filled or blank, phrases, dates, tables. */
const block = (item: Item, ruleset: Ruleset): fc.Arbitrary<Block | string> => {
  const { titles, labels, phrases } = wordsOf(item, ruleset);
  const year = fc.constantFrom('', ' พ.ศ. 2567', ' พ.ศ. 2568', ' ประจำปีงบประมาณ 2566', ' ๒๕๖๘');
  const value = fc.constantFrom('', ': -', ': ไม่มี', ': ดำเนินการแล้วเสร็จตามเป้าหมาย', ': 120,000 บาท');
  const label = fc.constantFrom(...labels, 'หมายเหตุ');
  return fc.oneof(
    fc.constantFrom(...filler),
    fc.tuple(fc.constantFrom(...titles), year).map(([title, of]) => heading(`${title}${of}`)),
    fc.tuple(label, value).map(([name, of]) => `${name}${of}`),
    fc.constantFrom(...phrases, 'ประกาศ'),
    fc.constantFrom('วันที่ 5 มกราคม 2568', '12 พ.ย. 67', 'โทรศัพท์ 042-000-000 ต่อ 1', 'saraban@baan.example'),
    fc.array(label, { minLength: 2, maxLength: 3 }).map((names) => table([names, names.map(() => 'ดำเนินการแล้ว')])),
  );
};

/** A page or file that could have been submitted for an item. */
export const answerFor = (item: Item, ruleset: Ruleset): fc.Arbitrary<Reading> => {
  const { titles } = wordsOf(item, ruleset);
  return fc
    .record({
      title: fc.constantFrom(...titles, 'เทศบาลตำบลบ้านตัวอย่าง'),
      year: fc.constantFrom('', ' 2567', ' 2568'),
      make: fc.constantFrom(page, file),
      blocks: fc.array(block(item, ruleset), { minLength: 1, maxLength: 8 }),
    })
    .map(({ title, year, make, blocks }) =>
      make(`${title}${year}`, [...blocks, filler[0] as string, filler[1] as string]),
    );
};

/** An item of the rules with up to three pages or files for it. */
export const itemWithAnswers = (ruleset: Ruleset): fc.Arbitrary<{ item: Item; answers: Reading[] }> =>
  fc.constantFrom(...ruleset.items).chain((item) =>
    fc.record({
      item: fc.constant(item),
      answers: fc.array(answerFor(item, ruleset), { minLength: 1, maxLength: 3 }),
    }),
  );
