import { describe, expect, it } from 'vitest';
import { unknownParts } from '../../src/checks/unknown-parts.ts';
import { matterFrom, words } from './page.ts';

const partsOf = async (body: string): Promise<string[]> =>
  unknownParts([await matterFrom(`<main>${body}</main>`)], words, null).map(({ quote }) => quote);

const says = '<p>ควรจับมือกับเทศบาลข้างเคียงจัดอบรมในพื้นที่ เพื่อลดค่าเดินทาง</p>';

describe('parts under headings that no rule knows', () => {
  it.each<[string, string, string[]]>([
    ['a heading of its own words', `<h1>รายงาน</h1>${says}<h3>5. นานาทรรศนะ</h3>${says}`, ['5. นานาทรรศนะ']],
    ['a heading with the name of a field', `<h1>รายงาน</h1>${says}<h3>ปัญหาอุปสรรค</h3>${says}`, []],
    ['a heading with nothing below', `<h1>รายงาน</h1>${says}<h3>นานาทรรศนะ</h3><h3>ภาคผนวก</h3>${says}`, []],
    ['the headings that a page opens with', `<h1>รายงาน</h1><h2>นานาทรรศนะ</h2>${says}`, []],
    ['what is no part of the matter', `<h1>รายงาน</h1>${says}<h3>ข่าวล่าสุด</h3>${says}`, []],
  ])('%s', async (_name, body, headings) => {
    expect(await partsOf(body)).toEqual(headings);
  });
});
