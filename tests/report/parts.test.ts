import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { linkTo, linkToQuote, readable } from '../../src/report/address.ts';
import { cost, costliest, countOutcomes, indicatorsOf } from '../../src/report/facts.ts';
import { script, scriptHash } from '../../src/report/html/script.ts';
import { formatters, messages } from '../../src/report/index.ts';
import { percent, span } from '../../src/report/numbers.ts';
import { bangkokTime } from '../../src/report/time.ts';
import { sampleRun } from './sample-run.ts';

describe('times are those of Bangkok', () => {
  it.each([
    ['2025-06-30T18:14:49.120Z', '1 กรกฎาคม 2568 เวลา 01.14 น.', '1 July 2025, 01:14 (Bangkok)'],
    ['2024-12-31T16:59:59Z', '31 ธันวาคม 2567 เวลา 23.59 น.', '31 December 2024, 23:59 (Bangkok)'],
    ['2024-12-31T17:00:00Z', '1 มกราคม 2568 เวลา 00.00 น.', '1 January 2025, 00:00 (Bangkok)'],
    ['2024-02-29T00:05:00+07:00', '29 กุมภาพันธ์ 2567 เวลา 00.05 น.', '29 February 2024, 00:05 (Bangkok)'],
    ['sometime', 'sometime', 'sometime'],
  ])('%s', (iso, th, en) => {
    expect(bangkokTime(iso, messages.th)).toBe(th);
    expect(bangkokTime(iso, messages.en)).toBe(en);
  });
});

describe('numbers', () => {
  it.each([
    [0, '0%'],
    [0.001, '<1%'],
    [0.5, '50%'],
    [0.999, '>99%'],
    [1, '100%'],
  ])('the share %f is %s', (share, text) => expect(percent(share)).toBe(text));

  it('a span is one number when it is certain', () => {
    expect(span({ low: 50, expected: 50, high: 50 })).toBe('50');
    expect(span({ low: 0, expected: null, high: 100 })).toBe('0–100');
  });
});

describe('addresses', () => {
  const quote = (url: string, at: Parameters<typeof linkToQuote>[0]['at'], text = 'คำ-คำ') =>
    linkToQuote({ artifactId: 'a', url, at, quote: text });
  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' \tjavascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '//a.example/',
    'a.example',
    '',
  ])('%j is no link', (url) => {
    expect(linkTo(url)).toBeNull();
    expect(quote(url, { in: 'whole' })).toBeNull();
  });

  it('leads to the page of a document', () =>
    expect(quote('https://a.example/b.pdf#x', { in: 'page', page: 4 })).toBe('https://a.example/b.pdf#page=4'));
  it('leads to the words on a web page', () =>
    expect(quote('https://a.example/b', { in: 'selector', css: 'p' })).toBe(
      `https://a.example/b#:~:text=${encodeURIComponent('คำ')}%2D${encodeURIComponent('คำ')}`,
    ));
  it('does not look for long or empty words', () => {
    expect(quote('https://a.example/b', { in: 'selector', css: 'p' }, 'ก'.repeat(500))).toBe('https://a.example/b');
    expect(quote('https://a.example/b', { in: 'selector', css: 'p' }, ' ')).toBe('https://a.example/b');
  });
  it('are read in Thai', () => {
    expect(readable('https://a.example/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf')).toBe('https://a.example/แผน.pdf');
    expect(readable('https://a.example/%E0')).toBe('https://a.example/%E0');
  });
});

describe('facts', () => {
  it('what costs most comes first, by weight and by what is missing', () => {
    expect(costliest(sampleRun, 5).map(({ id }) => id)).toEqual(['o22', 'o27', 'o12', 'o6', 'o15']);
    const half = sampleRun.items.find(({ id }) => id === 'o7');
    expect(half && cost(half)).toBeCloseTo(1.43);
  });
  it('no item is lost in the groups', () => {
    const stray = sampleRun.items.map((item, i) => (i === 3 ? { ...item, subIndicator: '12.4' } : item));
    const run = { ...sampleRun, items: stray };
    const grouped = indicatorsOf(run).flatMap(({ groups }) => groups.flatMap(({ items }) => items));
    expect(grouped).toHaveLength(28);
    expect(indicatorsOf(run).at(-1)?.id).toBe('12.4');
  });
  it('counts every outcome', () =>
    expect(countOutcomes(sampleRun.items)).toEqual({
      passed: 15,
      failed: 7,
      cantTell: 3,
      untested: 2,
      inapplicable: 1,
    }));
});

describe('the page', () => {
  const content = formatters.html(sampleRun, { language: 'th' })[0]?.content ?? '';
  const $ = load(content);

  it('may run its own script and nothing else', () => {
    expect(scriptHash).toBe(createHash('sha256').update(script).digest('base64'));
    expect($('script').text()).toBe(script);
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${scriptHash}'`);
  });
  it.each(['th', 'en'] as const)('shows pictures where a person has to look, once each (%s)', (language) => {
    const at = { in: 'page', page: 7, box: [60, 80, 300, 95] } as const;
    const quoted = (quote: string) => ({ artifactId: 'a'.repeat(64), url: 'https://baan.example/a.pdf', at, quote });
    const items = sampleRun.items.map((item) => ({
      ...item,
      elements: item.elements.map((element) =>
        'evidence' in element ? { ...element, evidence: [quoted('1'), quoted('2')] } : element,
      ),
    })) as typeof sampleRun.items;
    const pictureOf = () => '../../screenshots/b.jpg';
    const options = { language, pictureOf };
    const page = load(formatters.html({ ...sampleRun, items }, options)[0]?.content ?? '');
    const doubtful = items.flatMap(({ elements }) => elements).filter(({ outcome }) => outcome === 'cantTell');
    expect(page('a.picture[href="../../screenshots/b.jpg"] > img[src="../../screenshots/b.jpg"]')).toHaveLength(
      doubtful.length,
    );
    expect(page('.element.cantTell img')).toHaveLength(doubtful.length);
    expect(page('img').first().attr('alt')).toContain('7');
    expect(page('img').first().attr('loading')).toBe('lazy');
    expect(page('meta[http-equiv]').attr('content')).toContain("img-src 'self' file:");
    expect($('meta[http-equiv]').attr('content')).not.toContain('img-src');
  });
  it('is in Thai, with landmarks and one first heading', () => {
    expect($('html').attr('lang')).toBe('th');
    for (const landmark of ['header', 'main', 'footer.notes', 'h1']) expect($(landmark).length).toBeGreaterThan(0);
    expect($('h1')).toHaveLength(1);
  });
  it('has headings in order', () => {
    const levels = $('h1, h2, h3, h4, h5, h6')
      .toArray()
      .map((each) => Number(each.tagName.slice(1)));
    for (const [i, level] of levels.entries()) if (i > 0) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  });
  it('has no id twice, and every jump has a target', () => {
    const ids = $('[id]')
      .toArray()
      .map((each) => $(each).attr('id') ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    for (const each of $('a[href^="#"]').toArray()) expect(ids).toContain($(each).attr('href')?.slice(1));
  });
  it('says what the program cannot know, and by which rules it judged', () => {
    expect($('footer').text()).toContain(sampleRun.ruleset.reconstruction.th);
    expect($('footer').text()).toContain(sampleRun.ruleset.fingerprint);
    expect($('footer').text()).toContain('oit-audit 0.1.0');
  });
  it('marks what is inferred, not counted or not compared with the handbook', () => {
    const m = messages.th;
    expect($('[data-element="o1.3"] .marks').text()).toContain(m.items.notCounted);
    expect($('[data-element="o1.3"] .marks').text()).toContain(m.certainties.inferred.label);
    expect($('[data-item="o12"]').text()).toContain(m.items.notReviewed);
    expect($('[data-item="o13"]').text()).not.toContain(m.items.notReviewed);
  });
});
