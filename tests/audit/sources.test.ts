import { describe, expect, test } from 'vitest';
import { evidenceFor, siteOf } from '../../src/audit/sources.ts';
import type { Image, Reading } from '../../src/model/evidence.ts';
import type { ItemEvidence } from '../../src/model/gathered.ts';
import { phrases } from '../../src/thai/phrases.ts';
import { type Answer, file, gap, gathered, page, urlOf } from '../support/evidence.ts';

const picture = (path: string, more: Partial<Image> = {}): Image => ({
  src: urlOf(path),
  alt: '',
  region: 'main',
  at: { in: 'selector', css: 'img' },
  path: '0.1',
  ...more,
});
const executives = (...images: Image[]): Reading =>
  page('คณะผู้บริหาร | เทศบาล', ['คณะผู้บริหาร'], {
    images,
    gaps: [gap(urlOf('/a'), { code: 'picture-only', label: 'คณะผู้บริหาร' })],
  });
const text = 'นายสมชาย ใจดี นายกเทศมนตรี '.repeat(8);
const chart = file('นายสมชาย ใจดี', [text]);

const evidence = (answers: Record<string, Answer>, below = ['/chart.jpg']): ItemEvidence => {
  const site = gathered(answers, { o1: { submitted: ['/a'], below } });
  const [reach] = site.items;
  if (!reach) throw new Error('no item');
  return evidenceFor(siteOf(site, phrases([])), reach);
};
const codes = ({ gaps }: ItemEvidence): string[] => gaps.map(({ code }) => code);

describe('a page whose matter is a picture', () => {
  const shown = executives(picture('/chart.jpg', { alt: 'แผนผัง' }), picture('/logo.png'));

  test('leaves nothing open where the picture was read, which is called like the page', () => {
    const { gaps, sources } = evidence({ '/a': shown, '/chart.jpg': chart });
    expect(gaps).toEqual([]);
    expect(sources.map(({ medium, calledBy }) => [medium, calledBy])).toEqual([
      ['page', []],
      ['document', ['แผนผัง', 'คณะผู้บริหาร | เทศบาล']],
    ]);
  });

  test.each<[string, Record<string, Answer>, string[]]>([
    ['was not fetched', { '/a': shown }, ['picture-only']],
    ['was not fetched for this item', { '/a': shown, '/chart.jpg': chart }, ['picture-only']],
    ['is not there', { '/a': shown, '/chart.jpg': 'not-found' }, ['picture-only']],
    ['says next to nothing', { '/a': shown, '/chart.jpg': file('', ['ยินดีต้อนรับ']) }, ['picture-only']],
    [
      'was read in part',
      { '/a': shown, '/chart.jpg': file('', [text], { gaps: [gap('x', { code: 'poor-picture' })] }) },
      ['picture-only', 'poor-picture'],
    ],
    [
      'is one of two, of which one stands in the page itself',
      {
        '/a': executives(picture('/chart.jpg'), picture('/x', { src: 'data:image/png;sha256,0' })),
        '/chart.jpg': chart,
      },
      ['picture-only'],
    ],
    [
      'is one of two, of which one was not read',
      { '/a': executives(picture('/chart.jpg'), picture('/second.jpg')), '/chart.jpg': chart },
      ['picture-only'],
    ],
  ])('stays a gap where it %s', (why, answers, expected) => {
    const below = '/chart.jpg' in answers && !why.endsWith('this item') ? ['/chart.jpg'] : [];
    expect(codes(evidence(answers, below))).toEqual(expected);
  });

  test('keeps its other gaps', () => {
    const other = { ...shown, gaps: [...shown.gaps, gap(urlOf('/a'), { code: 'not-rendered' })] };
    expect(codes(evidence({ '/a': other, '/chart.jpg': chart }))).toEqual(['not-rendered']);
  });
});
