import { describe, expect, test } from 'vitest';
import { entrance, framesOf, interestOf, linksBelow, navigationOf, picturesOf, rankOf } from '../../src/gather/rank.ts';
import type { Image, Link, Reading, Region } from '../../src/model/evidence.ts';

const link = (url: string, text: string, more: Partial<Link> = {}): Link => ({
  url,
  text,
  embedded: false,
  region: 'main',
  at: { in: 'whole' },
  path: '0',
  ...more,
});
const reading = (links: Link[], text = ''): Reading => ({
  reader: 'html/1',
  title: '',
  pages: 1,
  blocks: text ? [{ kind: 'paragraph', text, region: 'main', at: { in: 'whole' }, path: '0' }] : [],
  links,
  pageNotes: [],
  images: [],
  doubts: [],
  forms: [],
  gaps: [],
});
const interest = interestOf({ itemId: 'o7', urls: [], wanted: ['แผนดำเนินงานประจำปี'], years: [2568] });
const own = ['baan.example'];
const a = 'http://baan.example/a';

describe('rankOf', () => {
  test.each([
    ['the title in broken spelling, with the year in Thai digits', 'แผนดาเนินงานประจาปี ๒๕๖๘', 'ข่าว 2568'],
    ['the right year before none', 'รายงาน ปี 2568', 'รายงาน'],
    ['the short year', 'รายงาน ปี 68', 'รายงาน'],
    ['no year before a wrong one', 'รายงาน', 'รายงาน 2560'],
    ['the title of another year before other matter', 'แผนดำเนินงานประจำปี 2560', 'รายงาน'],
    ['both years among several', 'ระหว่าง 2567 - 2568', 'รายงาน 2567'],
  ])('%s', (_, better, worse) => {
    expect(rankOf(better, a, interest)).toBeGreaterThan(rankOf(worse, a, interest));
  });

  test('a document goes before a page of the same name', () => {
    expect(rankOf('x', 'http://baan.example/x.pdf', interest)).toBeGreaterThan(rankOf('x', a, interest));
  });
});

test('linksBelow takes content of the own site and documents of any, best first, each once', () => {
  const found = linksBelow(
    reading([
      link('http://baan.example/menu', 'เมนู', { region: 'template' }),
      link('http://baan.example/x', 'อ่านต่อ'),
      link('http://other.example/page', 'แผนดำเนินงานประจำปี'),
      link('http://other.example/plan.pdf', 'ไฟล์'),
      link('http://baan.example/x', 'แผนดำเนินงานประจำปี 2568'),
      link('http://baan.example/logout', 'แผนดำเนินงานประจำปี'),
      link('mailto:a@baan.example', 'แผนดำเนินงานประจำปี'),
      link('http://baan.example/f', '', { embedded: true }),
    ]),
    interest,
    own,
  );
  expect(found).toEqual([
    { url: 'http://baan.example/x', label: 'แผนดำเนินงานประจำปี 2568', rank: 6, position: 1 },
    { url: 'http://other.example/plan.pdf', label: 'ไฟล์', rank: 1, position: 3 },
  ]);
});

test('framesOf leaves out players and maps, and looks at the template only where there is nothing else', () => {
  const frame = (url: string, region: Region = 'main') => link(url, '', { embedded: true, region });
  const urls = (one: Reading) => framesOf(one).map(({ url }) => new URL(url).host);
  const frames = [
    frame('http://baan.example/x'),
    frame('https://www.youtube.com/embed/1'),
    frame('https://www.google.com/maps/embed'),
    frame('http://notyoutube.com/x'),
    frame('http://side.example/', 'template'),
  ];
  expect(urls(reading(frames, 'มีเนื้อหา'))).toEqual(['baan.example', 'notyoutube.com']);
  expect(urls(reading(frames))).toEqual(['baan.example', 'notyoutube.com', 'side.example']);
});

test('navigationOf takes the template first', () => {
  const home = reading([
    link('http://baan.example/news', 'ข่าว'),
    link('http://baan.example/about', 'เกี่ยวกับ', { region: 'template' }),
    link('http://other.example/', 'อื่น', { region: 'template' }),
  ]);
  expect(navigationOf(home, own)).toEqual(['http://baan.example/about', 'http://baan.example/news']);
});

test('entrance needs a page with little else', () => {
  const enter = link('http://baan.example/home', '>> เข้าสู่เว็บไซต์ <<');
  expect(entrance(reading([enter]), ['เข้าสู่เว็บไซต์'])).toBe('http://baan.example/home');
  expect(entrance(reading([enter]), [])).toBeNull();
  expect(entrance(reading([enter], 'ข้อความ '.repeat(100)), ['เข้าสู่เว็บไซต์'])).toBeNull();
  expect(entrance(reading(Array.from({ length: 13 }, () => enter)), ['เข้าสู่เว็บไซต์'])).toBeNull();
});

describe('picturesOf', () => {
  const image = (name: string, more: Partial<Image> = {}): Image => ({
    src: `http://baan.example/${name}`,
    alt: '',
    region: 'main',
    at: { in: 'whole' },
    path: '0',
    ...more,
  });
  const pictured = (...images: Image[]): Reading => ({
    ...reading([]),
    images,
    gaps: [{ code: 'picture-only', url: a, label: '' }],
  });

  test('takes the pictures in the place of a page of text, in its order', () => {
    const page = pictured(
      image('chart.jpg', { alt: 'แผนผังองค์กร' }),
      image('logo.png'),
      image('menu.jpg', { region: 'template' }),
      image('small.jpg', { width: 40 }),
      image('chart.jpg'),
      image('x', { src: 'data:image/png;sha256,00' }),
      image('post', { src: 'https://scontent.fbcdn.net/a.jpg' }),
      image('second.png'),
    );
    expect(picturesOf(page).map(({ url, label }) => [url, label])).toEqual([
      ['http://baan.example/chart.jpg', 'แผนผังองค์กร'],
      ['http://baan.example/second.png', 'second.png'],
    ]);
    expect(picturesOf({ ...page, gaps: [] })).toEqual([]);
  });

  test('takes the largest where there are many', () => {
    const many = Array.from({ length: 8 }, (_, n) => image(`${n}.jpg`, { width: 200, height: 150 }));
    many[3] = image('3.jpg', { width: 150, height: 150 });
    many[5] = image('5.jpg');
    many[7] = image('7.jpg', { width: 900, height: 1200 });
    expect(picturesOf(pictured(...many)).map(({ label }) => label)).toEqual([
      '0.jpg',
      '1.jpg',
      '2.jpg',
      '4.jpg',
      '5.jpg',
      '7.jpg',
    ]);
  });
});
