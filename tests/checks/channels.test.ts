import { describe, expect, it } from 'vitest';
import { channelLink } from '../../src/checks/kinds/channel-link.ts';
import { linkedFromHome } from '../../src/checks/kinds/linked-from-home.ts';
import type { Finding } from '../../src/model/outcome.ts';
import { address, contextOf, matterFrom } from './page.ts';

const said = (finding: Finding): string =>
  `${finding.outcome} ${'reason' in finding ? finding.reason.code : ''}`.trim();
const judged = async (channel: string, body: string): Promise<string> =>
  said(channelLink({ check: 'channel-link', channels: [channel] }, contextOf(await matterFrom(body))));
const talk = `<p>${'เทศบาลยินดีให้บริการประชาชนทุกท่านด้วยความเต็มใจ '.repeat(8)}</p>`;
const fields = '<input name="name"><textarea name="text"></textarea>';

describe('channels', () => {
  it.each([
    [
      'two-way',
      'LINE in the header',
      `<header><a href="https://lin.ee/a"><img src="l.png"></a></header>${talk}`,
      'passed',
    ],
    ['two-way', 'Messenger', `${talk}<a href="https://m.me/town">ส่งข้อความ</a>`, 'passed'],
    ['two-way', 'a web board by its name', `${talk}<a href="/c/12">กระดานถาม-ตอบ</a>`, 'passed'],
    [
      'two-way',
      'sharing by LINE',
      `${talk}<a href="https://social-plugins.line.me/lineit/share">แชร์ไปที่ LINE</a>`,
      'failed channel-missing',
    ],
    [
      'two-way',
      'a page that only publishes',
      `${talk}<a href="https://www.facebook.com/town">เพจ</a>`,
      'cantTell ask-person',
    ],
    ['two-way', 'a contact form', `${talk}<form action="/send">${fields}</form>`, 'cantTell ask-person'],
    [
      'two-way',
      'its name in the menu only',
      `<nav><a href="/c/12">กระดานถาม-ตอบ</a></nav>${talk}`,
      'failed channel-missing',
    ],
    ['map', 'in a frame', `${talk}<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>`, 'passed'],
    ['map', 'a picture', `${talk}<img src="/m.jpg" alt="แผนที่ตั้งเทศบาล">`, 'passed'],
    ['map', 'the tax map', `${talk}<a href="/tax">แผนที่ภาษี</a>`, 'failed channel-missing'],
    ['e-service', 'a form to fill in elsewhere', `${talk}<a href="https://forms.gle/a">ขอถังขยะ</a>`, 'passed'],
    ['e-service', 'a form on the page', `<form action="/save">${fields}</form>`, 'passed'],
    ['e-service', 'a file', `${talk}<a href="/f/form.pdf">แบบฟอร์มออนไลน์</a>`, 'failed channel-missing'],
    ['e-service', 'a survey', `${talk}<a href="https://forms.gle/a">แบบสำรวจความพึงพอใจ</a>`, 'failed channel-missing'],
    [
      'e-service',
      'a survey named beside the link',
      '<p>แบบประเมินความพึงพอใจ <a href="https://forms.gle/a">คลิก</a></p>',
      'failed channel-missing',
    ],
    [
      'e-service',
      'a comment form',
      `${talk}<form action="/wp-comments-post.php">${fields}</form>`,
      'failed channel-missing',
    ],
    [
      'e-service',
      'a page of the site that nobody looked at',
      `${talk}<a href="/s/1">บริการออนไลน์</a>`,
      'cantTell ask-person',
    ],
    [
      'e-service',
      'in the menu only',
      `<nav><a href="https://eservice.town.example.go.th/">E-Service</a></nav>${talk}`,
      'cantTell ask-person',
    ],
    ['complaint', 'a letter', `${talk}<p>ส่งทางไปรษณีย์</p>`, 'failed channel-missing'],
    ['complaint', 'an address', `${talk}<a href="mailto:a@town.example.go.th">อีเมล</a>`, 'cantTell ask-person'],
    [
      'complaint',
      'statistics',
      `${talk}<a href="https://stat.example.com/">สถิติร้องเรียนการทุจริต</a>`,
      'failed channel-missing',
    ],
    [
      'e-service',
      'all in a picture',
      '<h1>บริการ</h1><img src="/b.jpg" width="900" height="900">',
      'cantTell in-picture',
    ],
  ])('%s: %s', async (channel, _, body, outcome) => {
    expect(await judged(channel, body)).toBe(outcome);
  });

  it('lets a page that was looked at speak for itself', async () => {
    const index = await matterFrom(`${talk}<a href="/s/1">บริการออนไลน์</a>`);
    const at = 'https://town.example.go.th/s/1';
    const spec = { check: 'channel-link' as const, channels: ['e-service'] };
    const withForm = await matterFrom(`<form action="/save">${fields}</form>`, at);
    const without = await matterFrom(talk, at);
    expect(said(channelLink(spec, contextOf(index, withForm)))).toBe('passed');
    expect(said(channelLink(spec, contextOf(index, without)))).toBe('failed channel-missing');
  });
});

describe('reachable from home', () => {
  const spec = { check: 'linked-from-home' as const, channels: ['e-service'] };
  const stepWith = async (body: string) => {
    const { source } = await matterFrom(body, 'https://town.example.go.th/');
    return { url: source.url, title: source.title, artifactId: source.artifactId, clicks: 0, links: source.links };
  };
  it.each([
    ['a menu that names it', '<nav><a href="/s/1">E-Service</a></nav>', true, 'passed'],
    ['a link to what was submitted', `<a href="${address}">คลิก</a>`, true, 'passed'],
    ['nothing on all pages', '<a href="/news">ข่าว</a>', true, 'failed not-linked'],
    ['nothing on some pages', '<a href="/news">ข่าว</a>', false, 'cantTell look-incomplete'],
  ])('%s', async (_, body, complete, outcome) => {
    const context = { ...contextOf(await matterFrom(talk)), fromHome: { steps: [await stepWith(body)], complete } };
    expect(said(linkedFromHome(spec, context))).toBe(outcome);
  });
  it('says nothing without the home page', async () => {
    expect(said(linkedFromHome(spec, contextOf(await matterFrom(talk))))).toBe('cantTell home-not-seen');
  });
});
