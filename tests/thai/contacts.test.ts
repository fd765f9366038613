import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findEmails, findPhones } from '../../src/thai/contacts.ts';
import { thaiDigits } from './arbitrary.ts';

describe('findPhones', () => {
  test.each<[string, string[]]>([
    ['0-4284-1393', ['landline 042841393']],
    ['0-42841-727', ['landline 042841727']],
    ['054- 520573', ['landline 054520573']],
    ['053-024198-9 ต่อ 19', ['landline 053024198 ต่อ 19']],
    ['038-167062-4 ต่อ 118, 119', ['landline 038167062 ต่อ 118, 119']],
    ['088 259 1234', ['mobile 0882591234']],
    ['๐-๔๒๘๔-๑๓๙๓ ต่อ ๒๑', ['landline 042841393 ต่อ 21']],
    ['+66 42 841 393', ['landline 042841393']],
    ['+66-81-234-5678', ['mobile 0812345678']],
    ['+66(0)42841393', ['landline 042841393']],
    ['(042) 841393', ['landline 042841393']],
    ['042–841–393', ['landline 042841393']],
    ['02-123-4567 ext. 5', ['landline 021234567 ต่อ 5']],
    ['0812345678', ['mobile 0812345678']],
    ['โทร. 1132', ['short 1132']],
    ['สายด่วน ๑๕๖๗', ['short 1567']],
    ['0-4284-1393, 0-4284-1394', ['landline 042841393', 'landline 042841394']],
    ['โทร. 042841393 ต่อ 21 โทรสาร 042841394', ['landline 042841393 ต่อ 21', 'landline 042841394']],
    ['ลำดับ 5 042-841393', ['landline 042841393']],
  ])('%s', (text, expected) => {
    const found = findPhones(text);
    expect(
      found.map(({ kind, digits, extension }) => `${kind} ${digits}${extension ? ` ต่อ ${extension}` : ''}`),
    ).toEqual(expected);
    for (const { start, end, text: quote } of found) expect(text.slice(start, end)).toBe(quote);
  });

  test.each([
    '1132',
    'ปี 1132',
    '0994000123456',
    '0 9945 00012 34 5',
    '0-9940-00123-45-6',
    '1-4705-00012-34-5',
    '1111111111',
    '0111111111',
    '043-xxx-xxx',
    '088 259 …',
    '-',
    '01/02/2567',
    '05-11-2567 9 คน',
    '0.42841393',
    '0 595.32 841',
    '1,081,234,567',
    '042-2567/2568',
    '660527',
    '0428413931',
    '04284139',
  ])('%s holds no telephone number', (text) => {
    expect(findPhones(text)).toEqual([]);
  });

  it('finds a number however it is grouped', () => {
    const mobile = fc.tuple(
      fc.constantFrom('06', '08', '09'),
      fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String),
    );
    fc.assert(
      fc.property(mobile, fc.constantFrom('', '-', ' ', '–', ' - '), ([head, tail], gap) => {
        fc.pre(!/(\d)\1{6}$/.test(tail));
        const written = [head + tail[0], tail.slice(1, 4), tail.slice(4)].join(gap);
        const digits = head + tail;
        for (const text of [written, thaiDigits(written)]) {
          expect(findPhones(`โทร ${text} ครับ`).map((phone) => phone.digits)).toEqual([digits]);
        }
      }),
    );
  });
});

test.each<[string, string[]]>([
  ['ส่งที่ a.b@x.go.th ครับ', ['a.b@x.go.th']],
  ['อีเมลinfo@saiyai.go.thค่ะ', ['info@saiyai.go.th']],
  ['saraban[at]saiyai.go.th', ['saraban@saiyai.go.th']],
  ['name [at] host.go.th', ['name@host.go.th']],
  ['name (at) host (dot) com', ['name@host.com']],
  ['X_1@GMAIL.COM, y@live.com', ['x_1@gmail.com', 'y@live.com']],
  ['a@b', []],
  ['@line_id', []],
  ['1111111111', []],
])('e-mail addresses of %s', (text, expected) => {
  expect(findEmails(text).map((email) => email.address)).toEqual(expected);
});
