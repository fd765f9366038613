import { describe, expect, test } from 'vitest';
import { audit, auditItem } from '../../src/audit/index.ts';
import type { FaultKind } from '../../src/model/fault.ts';
import type { ItemResult } from '../../src/model/run.ts';
import { messages } from '../../src/report/index.ts';
import { sayWhy } from '../../src/report/say.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { type Answer, gap, gathered, home, page, urlOf } from '../support/evidence.ts';
import { filler } from './arbitrary.ts';

const ruleset = await loadRuleset(2568);
const warning: FaultKind = 'certificate-warning';
const homePage = page('เทศบาลตำบลบ้านตัวอย่าง', [filler[2] as string]);
const bare = page('ผลการดำเนินงาน', [...filler]);

const judged = (answers: Answer[], gaps = [] as ReturnType<typeof gap>[]): ItemResult => {
  const site = Object.fromEntries(answers.map((answer, index) => [`/${index}`, answer]));
  const submitted = answers.map((_, index) => `/${index}`);
  return auditItem(ruleset, 'o7', gathered({ '/': homePage, ...site }, { o7: { submitted, gaps } }));
};

/** The one outcome of all elements, with what it names. */
const said = ({ elements }: ItemResult): string => {
  const [one, ...more] = new Set(
    elements.map((element) => {
      if (element.outcome === 'untested') return `untested ${element.fault.kind}`;
      return 'reason' in element ? `${element.outcome} ${element.reason.code}` : element.outcome;
    }),
  );
  return more.length === 0 ? (one ?? '') : `several: ${[one, ...more].join(', ')}`;
};

describe('what only a certificate warning keeps from being seen, a person must look at', () => {
  test.each<[string, Answer[], string]>([
    ['alone', [warning], 'cantTell certificate-warning'],
    ['at every submitted address', [warning, warning], 'cantTell certificate-warning'],
    ['beside an address that is gone', ['not-found', warning], 'cantTell certificate-warning'],
    ['beside an address that may answer later', [warning, 'timeout'], 'untested timeout'],
    ['beside an address that this program does not open', [warning, 'address-refused'], 'untested address-refused'],
    ['beside a page that lacks what is asked for', [bare, warning], 'cantTell certificate-warning'],
    ['beside such a page and one that may answer later', [bare, warning, 'timeout'], 'untested timeout'],
  ])('%s', (_, answers, expected) => {
    expect(said(judged(answers))).toBe(expected);
  });

  test('the reason names every address that warns', () => {
    const [element] = judged([warning, 'not-found', warning]).elements;
    expect(element).toMatchObject({ reason: { faults: [{ url: urlOf('/0') }, { url: urlOf('/2') }] } });
    if (!element) throw new Error('the item has no element');
    for (const language of [messages.th, messages.en])
      expect(sayWhy(element, language)).toContain(`${urlOf('/0')}, ${urlOf('/2')}`);
  });

  test('behind a link that is called like the document', () => {
    const label = 'รายงานผลการดำเนินงานประจำปี 2567';
    const site = gathered(
      { '/': homePage, '/0': bare, '/report.pdf': warning },
      {
        o7: {
          submitted: ['/0'],
          below: ['/report.pdf'],
          gaps: [gap(urlOf('/report.pdf'), { code: 'not-fetched', label })],
        },
      },
    );
    expect(said(auditItem(ruleset, 'o7', site))).toBe('cantTell certificate-warning');
  });

  test('what was found elsewhere stays found', () => {
    const proof = page('รายงานผลการดำเนินงานประจำปี พ.ศ. 2567', [
      'ผลการดำเนินงาน: โครงการแล้วเสร็จ 12 โครงการ',
      'ผลการใช้จ่ายงบประมาณ: 1,200,000 บาท',
      'ปัญหาและอุปสรรค: ฝนตกชุก งานล่าช้า',
      'ข้อเสนอแนะ: เริ่มงานก่อนฤดูฝน',
      ...filler,
    ]);
    expect(said(judged([proof, warning]))).toBe('passed');
  });

  test('on the whole site, with no score to expect', () => {
    const submitted = Object.fromEntries(ruleset.items.map(({ id }) => [id, { submitted: ['/0'] }]));
    const run = audit(
      {
        ruleset,
        gathered: gathered({ '/': warning, '/0': warning }, submitted),
        manifest: {
          agency: { id: 'baan', name: 'เทศบาลตำบลบ้านตัวอย่าง', province: 'เลย', website: home },
          divisions: [],
          items: Object.fromEntries(ruleset.items.map(({ id }) => [id, { urls: [urlOf('/0')] }])),
        },
      },
      {
        tool: { name: 'oit-audit', version: '0' },
        inputs: '',
        startedAt: '2026-11-23T02:15:00.000Z',
        finishedAt: '2026-11-23T02:16:00.000Z',
      },
    );
    expect(new Set(run.items.map(said))).toEqual(new Set(['cantTell certificate-warning']));
    expect(run.prediction).toMatchObject({ oit: { low: 0, expected: null, high: 100 }, coverage: 0 });
  });
});
