import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityIn, restsOn } from '../../src/audit/rests-on.ts';
import type { Block, EvidenceRef, Reading } from '../../src/model/evidence.ts';
import { readingsOf, type Visit } from '../../src/model/gathered.ts';
import type { ElementResult } from '../../src/model/run.ts';

const about = {
  id: 'e1',
  title: { th: 'x', en: 'x' },
  counts: true,
  certainty: 'official',
  confidence: 'high',
  question: 'x',
  remedy: 'x',
} as const;
const ref = (artifactId: string, quote: string): EvidenceRef => ({
  artifactId,
  url: `http://www.example.test/${artifactId}`,
  at: { in: 'selector', css: 'p' },
  quote,
});
const doubt = (...evidence: EvidenceRef[]): ElementResult => ({
  ...about,
  outcome: 'cantTell',
  reason: { code: 'ask-person' },
  evidence,
});
const line = (text: string, region: Block['region'] = 'main'): Block => ({
  kind: 'paragraph',
  text,
  region,
  at: { in: 'whole' },
  path: '1',
});
const reading = (reader: string, ...blocks: Block[]): Reading => ({
  reader,
  title: '',
  pages: 1,
  pageNotes: [],
  blocks,
  links: [],
  images: [],
  forms: [],
  doubts: [],
  gaps: [],
});
const looked = (...ids: string[]) => ({
  looked: ids.map((artifactId) => ({ url: '', title: '', artifactId })),
  submitted: ['http://www.example.test/'],
});
const restOf = (
  element: ElementResult,
  readings: Record<string, Reading>,
  visits: Pick<Visit, 'url' | 'finalUrl' | 'artifactId'>[] = [],
  item = looked(),
) => restsOn(element, item, { visits: visits as Visit[] }, identityIn({ readings: readingsOf(readings) }));

describe('what a doubt rests on', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 });

  test('another page changes nothing in it', () => {
    fc.assert(
      fc.property(text, text, text, (own, before, after) => {
        const page = (other: string) => ({ a: reading('html/1', line(own)), b: reading('html/1', line(other)) });
        expect(restOf(doubt(ref('a', own)), page(before))).toEqual(restOf(doubt(ref('a', own)), page(after)));
      }),
    );
  });

  test('its own page does, but for menus and for numbers outside its quotes', () => {
    const at = (...blocks: Block[]) => restOf(doubt(ref('a', 'Plan 2568')), { a: reading('html/1', ...blocks) });
    const before = at(line('Plan 2568'), line('read 17 times'), line('menu', 'template'));
    expect(at(line('Plan 2568'), line('read 1,834 times'), line('other menu', 'template'))).toEqual(before);
    expect(at(line('Plan 2568'), line('withdrawn'))).not.toEqual(before);
    expect(restOf(doubt(ref('a', 'Plan 2569')), { a: reading('html/1', line('Plan 2569')) })).not.toEqual(
      restOf(doubt(ref('a', 'Plan 2568')), { a: reading('html/1', line('Plan 2568')) }),
    );
  });

  test('a page that is sent with other bytes and says the same is the same; a file is not', () => {
    const page = reading('html/1', line('Plan'));
    expect(restOf(doubt(ref('a', 'Plan')), { a: page })).toEqual(restOf(doubt(ref('b', 'Plan')), { b: page }));
    const file = reading('pdf/1', line('Plan'));
    expect(restOf(doubt(ref('a', 'Plan')), { a: file })).not.toEqual(restOf(doubt(ref('b', 'Plan')), { b: file }));
  });

  test('reading further in the same file changes nothing', () => {
    const url = 'http://www.example.test/scan.pdf';
    const visit = { url, finalUrl: url, artifactId: 'a' };
    const unread = (pages: number[]): ElementResult => ({
      ...about,
      outcome: 'cantTell',
      reason: { code: 'look-incomplete', gaps: [{ code: 'poor-picture', url, label: 'scan', pages }] },
      evidence: [],
    });
    const file = { a: reading('pdf/1', line('x')) };
    expect(restOf(unread([3, 4, 5]), file, [visit])).toEqual(restOf(unread([5]), file, [visit]));
    expect(restOf(unread([5]), file, [{ ...visit, artifactId: 'b' }])).not.toEqual(restOf(unread([5]), file, [visit]));
  });

  test('without quotes it rests on all that was looked at, else on what was submitted; never on nothing', () => {
    const pages = { a: reading('html/1', line('one')), b: reading('html/1', line('two')) };
    expect(restOf(doubt(), pages, [], looked('a', 'b'))).toHaveLength(2);
    expect(restOf(doubt(), pages)).toEqual(['address http://www.example.test/']);
  });

  test('what the program decides by itself leaves nothing to a person', () => {
    expect(restOf({ ...about, outcome: 'inapplicable' }, {})).toBeNull();
    expect(restOf({ ...about, outcome: 'passed', evidence: [ref('a', 'x')] }, {})).toBeNull();
  });
});
