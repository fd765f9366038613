import { describe, expect, test } from 'vitest';
import { pagesFromHome, reachOf } from '../../src/audit/from-home.ts';
import { siteOf } from '../../src/audit/sources.ts';
import { phrases } from '../../src/thai/phrases.ts';
import { type Answer, gathered, home, link, page, urlOf } from '../support/evidence.ts';

const linking = (title: string, ...links: [string, string][]): Answer =>
  page(title, [title], { links: links.map(([path, text], index) => link(urlOf(path), text, index)) });

const siteWith = (answers: Record<string, Answer>) =>
  siteOf(gathered(answers, { o7: { submitted: Object.keys(answers) } }), phrases([]));

const reach = (answers: Record<string, Answer>, path: string) => {
  const site = siteWith(answers);
  return reachOf(urlOf(path), site, pagesFromHome(site));
};

describe('the way from the home page to a submitted address', () => {
  const answers = {
    '/': linking('หน้าหลัก', ['/ita', 'ITA'], ['/news', 'ข่าว']),
    '/ita': linking('ITA', ['/o7', 'รายงาน 2567'], ['/', 'หน้าหลัก']),
    '/news': linking('ข่าว', ['/ita', 'อีกทางหนึ่ง']),
    '/o7': linking('รายงาน'),
    '/alone': linking('ไม่มีใครลิงก์มา'),
  };

  test('is the shortest, with the words to click', () => {
    expect(reach(answers, '/o7')).toEqual({
      url: urlOf('/o7'),
      finalUrl: urlOf('/o7'),
      site: 'main',
      clicks: 2,
      path: [
        { on: home, text: 'ITA' },
        { on: urlOf('/ita'), text: 'รายงาน 2567' },
      ],
      complete: true,
    });
  });

  test('is no click for the home page itself', () => {
    expect(reach(answers, '/')).toMatchObject({ clicks: 0, path: [] });
  });

  test('is none where no page leads there, which is certain only when every page was looked at', () => {
    expect(reach(answers, '/alone')).toMatchObject({ clicks: null, path: [], complete: true });
    const partly = { ...answers, '/news': linking('ข่าว', ['/never-visited', 'ยังไม่ได้ดู']) };
    expect(reach(partly, '/alone')).toMatchObject({ clicks: null, complete: false });
  });

  test('goes through frames without a click', () => {
    const framed = page('หน้าหลัก', ['x'], { links: [{ ...link(urlOf('/menu'), ''), embedded: true }] });
    expect(reach({ ...answers, '/': framed, '/menu': linking('เมนู', ['/ita', 'ITA']) }, '/o7')).toMatchObject({
      clicks: 2,
      path: [
        { on: home, text: '' },
        { on: urlOf('/menu'), text: 'ITA' },
        { on: urlOf('/ita'), text: 'รายงาน 2567' },
      ],
    });
  });

  test('leads to the address to which a submitted one redirects, too', () => {
    const moved = { movedTo: '/o7', reading: page('รายงาน', ['x']) };
    expect(reach({ ...answers, '/short': moved }, '/short')).toMatchObject({ clicks: 2, finalUrl: urlOf('/o7') });
  });

  test('tells the main website from other ones', () => {
    const site = siteWith(answers);
    const fromHome = pagesFromHome(site);
    expect(reachOf('https://www.facebook.com/x', site, fromHome).site).toBe('other');
    expect(reachOf('http://plan.baan.example/', site, fromHome).site).toBe('own');
    expect(reachOf('https://baan.example/x', site, fromHome).site).toBe('main');
  });
});
