import { describe, expect, it } from 'vitest';
import { contactPresent } from '../../src/checks/kinds/contact-present.ts';
import { contextOf, matterFrom } from './page.ts';

const said = async (contact: 'address' | 'phone' | 'email', body: string): Promise<string> => {
  const finding = contactPresent({ check: 'contact-present', contact }, contextOf(await matterFrom(body)));
  return `${finding.outcome} ${'reason' in finding ? finding.reason.code : ''}`.trim();
};
const talk = `<p>${'เทศบาลยินดีให้บริการประชาชนทุกท่านด้วยความเต็มใจ '.repeat(8)}</p>`;

describe('address', () => {
  it.each([
    ['in full', '<p>เลขที่ 99 หมู่ที่ 4 ตำบลทุ่งคำ อำเภอเมือง จังหวัดแพร่</p>', 'passed'],
    ['abbreviated with a postcode', '<p>99 ม.4 ต.ทุ่งคำ อ.เมือง จ.แพร่ 54000</p>', 'passed'],
    ['in Thai digits', '<p>๙๙ ต.ทุ่งคำ อ.เมือง จ.แพร่ ๕๔๐๐๐</p>', 'passed'],
    ['with decomposed vowels', '<p>ตําบลทุ่งคํา อําเภอเมือง จังหวัดแพร่ 54000</p>', 'passed'],
    ['over several lines', '<p>สำนักงานเทศบาลตำบลทุ่งคำ<br>ถนนสายเอก<br>ตำบลทุ่งคำ<br>อำเภอเมือง<br>จังหวัดแพร่</p>', 'passed'],
    ['three parts and no postcode', '<p>ตำบลทุ่งคำ อำเภอเมือง จังหวัดแพร่</p>', 'cantTell ask-person'],
    ['only the province', `<p>เทศบาลตำบลทุ่งคำ จังหวัดแพร่</p>${talk}`, 'failed contact-missing'],
    ['weekdays and months', `<p>จ. อ. พ. พฤ. ศ. ส. อา. | ก.ย. ต.ค. พ.ย.</p>${talk}`, 'failed contact-missing'],
    ['only in the footer', `${talk}<footer><p>99 ต.ทุ่งคำ อ.เมือง จ.แพร่ 54000</p></footer>`, 'cantTell ask-person'],
    ['in a picture', '<h1>ติดต่อ</h1><img src="/c.jpg" width="800" height="600">', 'cantTell in-picture'],
  ])('%s', async (_, body, outcome) => {
    expect(await said('address', body)).toBe(outcome);
  });
});

describe('telephone and e-mail', () => {
  it.each([
    ['phone', 'written', '<p>โทร. ๐-๕๔๑๑-๑๒๒๒ ต่อ ๑</p>', 'passed'],
    ['phone', 'as a link', '<p><a href="tel:054111222">โทรหาเรา</a></p>', 'passed'],
    ['phone', 'a filler', `<p>โทร 1111111111</p>${talk}`, 'failed contact-missing'],
    ['phone', 'in the header only', `<header><p>โทร 054-111222</p></header>${talk}`, 'cantTell ask-person'],
    ['email', 'written', '<p>E-mail: saraban@thungkham.go.th</p>', 'passed'],
    ['email', 'hidden from robots', '<p>saraban [at] thungkham.go.th</p>', 'passed'],
    ['email', 'as a link', '<p><a href="mailto:saraban@thungkham.go.th">ส่งอีเมล</a></p>', 'passed'],
    ['email', 'a template’s own', `<p>info@example.com</p>${talk}`, 'failed contact-missing'],
  ] as const)('%s %s', async (contact, _, body, outcome) => {
    expect(await said(contact, body)).toBe(outcome);
  });
});
