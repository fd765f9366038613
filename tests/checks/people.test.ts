import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matterOf } from '../../src/checks/index.ts';
import { peopleListed } from '../../src/checks/kinds/people-listed.ts';
import { postsCovered } from '../../src/checks/kinds/posts-covered.ts';
import { peopleIn } from '../../src/checks/people.ts';
import type { Finding } from '../../src/model/outcome.ts';
import { contextOf, matterFrom, words } from './page.ts';

type Shown = { name: string; post: string; phone: string; photo: string };
const staff: readonly Shown[] = [
  { name: 'นายอำนาจ สุขสำราญ', post: 'นายกเทศมนตรีเมืองทุ่งคำ', phone: '089-111-2001', photo: '/p/1.jpg' },
  { name: 'นายกิตติ บุญล้ำ', post: 'รองนายกเทศมนตรี คนที่ 1', phone: '089-111-2002', photo: '/p/2.jpg' },
  { name: 'นางจำเนียร ทองคำ', post: 'รองนายกเทศมนตรี คนที่ 2', phone: '089-111-2003', photo: '/p/3.jpg' },
  { name: 'ดร.ดำรง วงศ์ใหญ่', post: 'ปลัดเทศบาลเมืองทุ่งคำ', phone: '089-111-2004', photo: '/p/4.jpg' },
  { name: 'ว่าที่ ร.ต.รำไพ ณ เชียงใหม่', post: 'รองปลัดเทศบาล', phone: '๐๘๙-๑๑๑-๒๐๐๕', photo: '/p/5.jpg' },
];
const posts = [['mayor'], ['deputy-mayor'], ['deputy-mayor'], ['clerk'], ['deputy-clerk']];

const each = (people: readonly Shown[], card: (person: Shown, i: number) => string): string =>
  people.map(card).join('\n');
const img = ({ photo }: Shown): string => (photo === '' ? '' : `<img src="${photo}">`);
const row = (people: readonly Shown[], cell: (person: Shown) => string): string =>
  `<tr>${each(people, (person) => `<td>${cell(person)}</td>`)}</tr>`;
const band = (people: readonly Shown[]): string =>
  [img, ({ name }: Shown) => name, ({ post }: Shown) => post, ({ phone }: Shown) => phone]
    .map((cell) => row(people, cell))
    .join('');

/** The same five people in the layouts that municipal sites have. */
const layouts: Record<string, (people: readonly Shown[]) => string> = {
  'cards with everything inside': (people) =>
    `<div class="row">${each(people, (p) => `<div class="col-md-4">${img(p)}<h5>${p.name}</h5><p>${p.post}</p><p>โทร. ${p.phone}</p></div>`)}</div>`,
  'one paragraph with line breaks': (people) =>
    `<div>${each(people, (p) => `<div>${img(p)}<p>${p.name}<br>${p.post}<br>${p.phone}</p></div>`)}</div>`,
  'flat paragraphs, picture first': (people) =>
    each(people, (p) => `<p>${img(p)}</p><p>${p.name}</p><p>${p.post}</p><p>${p.phone}</p>`),
  'flat paragraphs, name first': (people) =>
    each(people, (p) => `<p>${p.name}</p><p>${img(p)}</p><p>${p.post}</p><p>${p.phone}</p>`),
  'definition list, post first': (people) =>
    `<dl>${each(people, (p) => `<dt>${p.post}</dt><dd>${img(p)}</dd><dd>${p.name}</dd><dd>${p.phone}</dd>`)}</dl>`,
  'definition list, name first': (people) =>
    `<dl>${each(people, (p) => `<dt>${p.name}</dt><dd>${img(p)}</dd><dd>${p.post}</dd><dd>${p.phone}</dd>`)}</dl>`,
  'layout table, rows under rows': (people) =>
    `<table>${band(people.slice(0, 1))}${band(people.slice(1, 3))}${band(people.slice(3))}</table>`,
  'layout table, all in one band': (people) => `<table>${band(people)}</table>`,
  'table of one row each': (people) =>
    `<table><tr><th>รูป</th><th>ชื่อ</th><th>ตำแหน่ง</th><th>โทร</th></tr>${each(people, (p) => `<tr><td>${img(p)}</td><td>${p.name}</td><td>${p.post}</td><td>${p.phone}</td></tr>`)}</table>`,
  'a table for each person': (people) =>
    each(
      people,
      (p) =>
        `<table><tr><td>${img(p)}</td><td><p>${p.name}</p><p>ตำแหน่ง ${p.post}</p><p>เบอร์ ${p.phone}</p></td></tr></table>`,
    ),
  'list of links': (people) =>
    `<ul>${each(people, (p) => `<li><a href="/d/${p.name.length}">${img(p)}</a> <a href="/d">${p.name}</a><div>${p.post}</div><a href="tel:${p.phone}">โทรออก</a></li>`)}</ul>`,
  'figures with captions': (people) =>
    each(people, (p) => `<figure>${img(p)}<figcaption>${p.name}<br>${p.post}<br>${p.phone}</figcaption></figure>`),
  'posts as headings of parts': (people) =>
    each(
      people,
      (p) => `<h3>${p.post}</h3><div><div class="card">${img(p)}<h5>${p.name}</h5><p>${p.phone}</p></div></div>`,
    ),
};

const plain = (phone: string): string =>
  phone.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0xe50)).replace(/\D/gu, '');
const seen = async (html: string) =>
  peopleIn(await matterFrom(html), words).people.map((person) => ({
    posts: person.posts,
    photos: person.photos.map(({ src }) => new URL(src).pathname),
    contacts: [...new Set(person.contacts.map(({ key }) => key))],
  }));
const expected = (people: readonly Shown[]) =>
  people.map(({ phone, photo }, i) => ({
    posts: posts[i],
    photos: photo === '' ? [] : [photo],
    contacts: phone === '' ? [] : [plain(phone)],
  }));

const contactOf = async (html: string): Promise<Finding> =>
  peopleListed({ check: 'people-listed', each: 'contact', posts: 'executives' }, contextOf(await matterFrom(html)));
const photoOf = async (html: string): Promise<Finding> =>
  peopleListed({ check: 'people-listed', each: 'photo', posts: 'executives' }, contextOf(await matterFrom(html)));
const said = (finding: Finding): string =>
  `${finding.outcome} ${'reason' in finding ? finding.reason.code : ''}`.trim();

describe.each(Object.keys(layouts))('%s', (layout) => {
  const draw = layouts[layout] as (people: readonly Shown[]) => string;
  it('gives everybody their own post, picture and number', async () => {
    expect(await seen(draw(staff))).toEqual(expected(staff));
  });
  it.each([0, 1, 2, 3, 4])('names exactly the one without a number (%i)', async (missing) => {
    const people = staff.map((person, i) => (i === missing ? { ...person, phone: '' } : person));
    const finding = await contactOf(draw(people));
    expect(finding).toMatchObject({
      outcome: 'failed',
      reason: { people: [staff[missing]?.name.replace('ว่าที่ ร.ต.', 'ว่าที่ ร.ต.')] },
    });
  });
  it('names exactly the one without a picture', async () => {
    const finding = await photoOf(draw(staff.map((person, i) => (i === 2 ? { ...person, photo: '' } : person))));
    expect(finding).toMatchObject({ outcome: 'failed', reason: { people: ['นางจำเนียร ทองคำ'] } });
  });
  it('keeps the number of the office below to itself', async () => {
    const people = staff.map((person) => ({ ...person, phone: '' }));
    const finding = await contactOf(`${draw(people)}<h3>สำนักงานเทศบาล</h3><p>โทร 042-888999</p>`);
    expect(finding).toMatchObject({ outcome: 'failed', reason: { people: { length: staff.length } } });
  });
  it('leaves a number that all share to a person', async () => {
    expect(said(await contactOf(draw(staff.map((person) => ({ ...person, phone: '042-888999' })))))).toBe(
      'cantTell ask-person',
    );
  });
});

describe('whose contact', () => {
  const draw = layouts['cards with everything inside'] as (people: readonly Shown[]) => string;
  it.each([
    ['the same number with extensions of their own', (i: number) => `042-888999 ต่อ ${101 + i}`, 'passed'],
    ['the same number and extension', () => '042-888999 ต่อ 1', 'cantTell ask-person'],
    ['dashes', () => '-', 'failed person-field-missing'],
    ['fillers', () => '08x-xxx-xxxx', 'failed person-field-missing'],
    ['addresses', (i: number) => `staff${i}@town.example.go.th`, 'passed'],
    [
      'a number of the office and an address of their own',
      (i: number) => `042-888999, staff${i}@town.example.go.th`,
      'passed',
    ],
  ])('%s', async (_, phone, outcome) => {
    expect(said(await contactOf(draw(staff.map((person, i) => ({ ...person, phone: phone(i) })))))).toBe(outcome);
  });

  it('counts a person on two cards once', async () => {
    const acting = [
      { name: 'นายวีระ คงมั่น', post: 'ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี', phone: '081-000-0001', photo: '/a.jpg' },
      { name: 'นายวีระ  คงมั่น', post: 'ปลัดเทศบาล', phone: '', photo: '' },
    ];
    expect(said(await contactOf(draw(acting)))).toBe('passed');
    expect(said(await photoOf(draw(acting)))).toBe('passed');
  });

  it('asks nobody outside of the group', async () => {
    const others = [
      { name: 'นางมณี ใจงาม', post: 'ผู้อำนวยการกองคลัง', phone: '', photo: '' },
      { name: 'นายสมาน ชาติไทย', post: 'สมาชิกสภาเทศบาล', phone: '', photo: '' },
      { name: 'นายบุญมี ศรีสุข', post: 'เลขานุการนายกเทศมนตรี', phone: '', photo: '' },
      { name: 'นายทองดี มีชัย', post: 'ประธานสภาเทศบาล', phone: '', photo: '' },
      { name: 'นางสาวดาว แสงทอง', post: 'หัวหน้าสำนักปลัดเทศบาล', phone: '', photo: '' },
    ];
    expect(said(await contactOf(draw([...staff, ...others])))).toBe('passed');
    expect(said(await photoOf(draw([...staff, ...others])))).toBe('passed');
  });
});

describe('pictures', () => {
  const draw = layouts['cards with everything inside'] as (people: readonly Shown[]) => string;
  it.each([
    ['a stand-in', '/img/avatar.png', 'failed person-field-missing'],
    ['a stand-in in Thai letters that are not properly encoded', '/%E0%41/no-image.jpg', 'failed person-field-missing'],
    ['one picture for all', '/img/staff.jpg', 'failed person-field-missing'],
  ])('%s is nobody’s own', async (_, photo, outcome) => {
    expect(said(await photoOf(draw(staff.map((person) => ({ ...person, photo })))))).toBe(outcome);
  });
  it('knows whose picture it is by its description, wherever it stands', async () => {
    const html = `${draw(staff.map((person) => ({ ...person, photo: '' })))}<h3>ภาพ</h3>${each([...staff].reverse(), (p) => `<p><img src="${p.photo}" alt="${p.name}"></p>`)}`;
    expect(said(await photoOf(html))).toBe('passed');
  });
  it('asks a person when as many pictures stand with nobody', async () => {
    const html = `${draw(staff.map((person) => ({ ...person, photo: '' })))}<h3>ภาพ</h3><h4>รวม</h4>${each([...staff].reverse(), (p) => `<p><img src="${p.photo}"></p>`)}`;
    expect(said(await photoOf(html))).toBe('cantTell ask-person');
  });
});

describe('posts', () => {
  const covered = async (html: string, post: string): Promise<string> =>
    said(postsCovered({ check: 'posts-covered', posts: [post] }, contextOf(await matterFrom(html))));
  const card = (name: string, post: string): string => `<div><p>${name}</p><p>${post}</p></div>`;
  it.each([
    ['a deputy is no mayor', card('นายก่อ เกิดดี', 'รองนายกเทศมนตรี'), 'mayor', 'failed post-missing'],
    ['an adviser is no mayor', card('นายก่อ เกิดดี', 'ที่ปรึกษานายกเทศมนตรี'), 'mayor', 'failed post-missing'],
    [
      'the head of the clerk’s office is no clerk',
      card('นายก่อ เกิดดี', 'หัวหน้าสำนักปลัดเทศบาล'),
      'clerk',
      'failed post-missing',
    ],
    ['but heads a division', card('นายก่อ เกิดดี', 'หัวหน้าสำนักปลัดเทศบาล'), 'division-head', 'passed'],
    ['acting counts', card('นายก่อ เกิดดี', 'ผู้อำนวยการกองช่าง รักษาราชการแทนปลัดเทศบาล'), 'clerk', 'passed'],
    ['vacant counts', card('- ว่าง -', 'ปลัดเทศบาล'), 'clerk', 'passed'],
    [
      'an earlier post does not',
      `<div><p>นายก่อ เกิดดี</p><p>นายกเทศมนตรี</p><p>พ.ศ. 2550-2555 ปลัดเทศบาล</p></div>`,
      'clerk',
      'failed post-missing',
    ],
    ['nobody at all', '<p>อยู่ระหว่างปรับปรุง</p>', 'clerk', 'failed nobody-listed'],
    ['a name without a title', card('สมชาย ใจดี', 'ปลัดเทศบาล'), 'clerk', 'cantTell ask-person'],
    [
      'words in a picture',
      '<h1>ผู้บริหาร</h1><img src="/board.jpg" width="900" height="900">',
      'clerk',
      'cantTell in-picture',
    ],
  ])('%s', async (_, html, post, outcome) => {
    expect(await covered(html, post)).toBe(outcome);
  });
});

describe('laws', () => {
  const layout = fc.constantFrom(...Object.keys(layouts));
  const people = fc
    .subarray(staff as Shown[], { minLength: 1 })
    .chain((chosen) =>
      fc
        .array(fc.boolean(), { minLength: chosen.length, maxLength: chosen.length })
        .map((phones) => chosen.map((person, i) => (phones[i] ? person : { ...person, phone: '' }))),
    );
  it('a number in the template changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(layout, people, fc.boolean(), async (name, shown, above) => {
        const html = (layouts[name] as (people: readonly Shown[]) => string)(shown);
        const side = '<aside class="sidebar"><h4>สายตรงนายก</h4><p>โทร 081-999-0000</p></aside>';
        const foot = '<footer><p>สำนักงานเทศบาล โทร 042-888999</p></footer>';
        expect(await contactOf(above ? side + html + foot : html + side + foot)).toMatchObject(
          ((finding) => ({ outcome: finding.outcome, ...('reason' in finding ? { reason: finding.reason } : {}) }))(
            await contactOf(html),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
  it('damaged vowels and Thai digits change nothing', async () => {
    const thai = (text: string): string =>
      text.replace(/(?<![/\w])\d/gu, (digit) => String.fromCharCode(0xe50 + Number(digit)));
    const damages: ((text: string) => string)[] = [
      (text) => text.replaceAll('ำ', '\u0e4d\u0e32'),
      (text) => text.replaceAll('\u200b', '').replaceAll('ตำ', 'ต\u0e4d\u200b\u0e32'),
      thai,
    ];
    await fc.assert(
      fc.asyncProperty(layout, people, fc.constantFrom(...damages), async (name, shown, damage) => {
        const draw = layouts[name] as (people: readonly Shown[]) => string;
        const hurt = shown.map((person) => ({
          ...person,
          name: damage(person.name),
          post: damage(person.post),
          phone: damage(person.phone),
        }));
        expect(said(await contactOf(draw(hurt)))).toBe(said(await contactOf(draw(shown))));
        expect((await seen(draw(hurt))).map((person) => person.posts)).toEqual(
          (await seen(draw(shown))).map((person) => person.posts),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('documents', () => {
  it('asks a person about pictures that nobody looked at', async () => {
    const draw = layouts['table of one row each'] as (people: readonly Shown[]) => string;
    const page = await matterFrom(draw(staff.map((person) => ({ ...person, photo: '' }))));
    // What is known of some blocks is known for good.
    const like = () => ({ ...page.source, blocks: [...page.source.blocks] });
    const document = matterOf({ ...like(), medium: 'document', fileName: 'ผู้บริหาร.pdf' });
    const fromPicture = matterOf({
      ...like(),
      pageNotes: [{ page: 1, method: 'ocr', quality: 0.9, damage: ['no-text'] }],
    });
    const spec = { check: 'people-listed' as const, each: 'photo' as const, posts: 'executives' };
    expect(said(peopleListed(spec, contextOf(page)))).toBe('failed person-field-missing');
    for (const matter of [document, fromPicture]) {
      expect(said(peopleListed(spec, contextOf(matter)))).toBe('cantTell ask-person');
      expect(said(peopleListed({ ...spec, each: 'contact' }, contextOf(matter)))).toBe('passed');
    }
  });
});
