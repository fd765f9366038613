import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit, auditItem, coverageOf } from '../../src/audit/index.ts';
import type { Gap, Reading } from '../../src/model/evidence.ts';
import { type FaultKind, faultKinds } from '../../src/model/fault.ts';
import type { Gathered } from '../../src/model/gathered.ts';
import type { Element, Item } from '../../src/model/ruleset.ts';
import { type ItemResult, run as runSchema } from '../../src/model/run.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { type Answer, file, gap, gathered, home, page, urlOf } from '../support/evidence.ts';
import { allOf } from '../support/readings.ts';
import { answerFor, filler, itemWithAnswers } from './arbitrary.ts';

const ruleset = await loadRuleset(2568);
const itemOf = (id: string): Item => ruleset.items.find((item) => item.id === id) as Item;
const homePage = page('เทศบาลตำบลบ้านตัวอย่าง', [filler[2] as string]);
const paths = (answers: readonly unknown[]): string[] => answers.map((_, index) => `/${index}`);
const siteOf = (answers: readonly Answer[]): Record<string, Answer> => ({
  '/': homePage,
  ...Object.fromEntries(answers.map((answer, index) => [`/${index}`, answer])),
});
const judged = (item: Item, answers: readonly Answer[], gaps: Gap[] = []): ItemResult =>
  auditItem(ruleset, item.id, gathered(siteOf(answers), { [item.id]: { submitted: paths(answers), gaps } }));
const outcomesOf = ({ elements }: ItemResult): Record<string, string> =>
  Object.fromEntries(elements.map(({ id, outcome }) => [id, outcome]));
const withGap = (reading: Reading): Reading => ({ ...reading, gaps: [gap('', { label: 'ภาพกิจกรรมปลูกป่าชุมชน' })] });

const manifest = (items: Record<string, { urls: string[] }>) => ({
  agency: { id: 'baan', name: 'เทศบาลตำบลบ้านตัวอย่าง', province: 'เลย', website: home },
  divisions: [],
  items,
});
const stamp = {
  tool: { name: 'oit-audit', version: '0' },
  inputs: '',
  startedAt: '2026-11-23T02:15:00.000Z',
  finishedAt: '2026-11-23T02:16:00.000Z',
};
const wholeRun = (site: Gathered) =>
  audit(
    {
      ruleset,
      gathered: site,
      manifest: manifest(Object.fromEntries(site.items.map(({ itemId, submitted }) => [itemId, { urls: submitted }]))),
    },
    stamp,
  );

/** A site with something, or a fault, for every item. */
const wholeSite: fc.Arbitrary<Gathered> = fc
  .tuple(
    ...ruleset.items.map((item) =>
      fc.oneof(
        { weight: 4, arbitrary: answerFor(item, ruleset) },
        { weight: 1, arbitrary: fc.constantFrom<FaultKind>('not-found', 'timeout', 'server-error', 'too-large') },
      ),
    ),
  )
  .map((answers) =>
    gathered(
      siteOf(answers),
      Object.fromEntries(ruleset.items.map(({ id }, index) => [id, { submitted: [`/${index}`] }])),
    ),
  );

describe('law 1: absence needs a complete look', () => {
  test('what a submitted page holds unread is never called absent', () => {
    fc.assert(
      fc.property(itemWithAnswers(ruleset), fc.nat(), ({ item, answers }, at) => {
        const unread = answers.map((answer, index) => (index === at % answers.length ? withGap(answer) : answer));
        for (const element of judged(item, unread).elements) {
          if (element.outcome === 'failed') expect(element.reason.code, element.id).toBe('unwanted-present');
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a submitted page that has moved is still the submitted page', () => {
    const bare = withGap(page('ข่าวประชาสัมพันธ์ทั่วไป', [...filler]));
    const result = judged(itemOf('o7'), [{ movedTo: '/elsewhere.html', reading: bare }]);
    expect(new Set(Object.values(outcomesOf(result)))).toEqual(new Set(['cantTell']));
  });

  const empty = page('ผลการดำเนินงาน', [...filler]);
  test.each<[string, string, Gap, string]>([
    ['called like the document', 'o7', gap(urlOf('/x'), { label: 'รายงานผลการดำเนินงานประจำปี 2567' }), 'cantTell'],
    ['whose name says nothing', 'o7', gap(urlOf('/x'), { label: 'download.pdf' }), 'cantTell'],
    ['of no name', 'o7', gap(urlOf('/x')), 'cantTell'],
    ['called like something else', 'o7', gap(urlOf('/x'), { label: 'ภาพกิจกรรมปลูกป่าชุมชน' }), 'failed'],
    ['of another year', 'o7', gap(urlOf('/x'), { label: 'รายงานผลการดำเนินงานประจำปี 2565' }), 'failed'],
  ])('an unread file %s', (_, id, unread, expected) => {
    const outcomes = Object.values(outcomesOf(judged(itemOf(id), [empty], [unread])));
    expect(new Set(outcomes)).toEqual(new Set([expected]));
  });

  test('where no element names a document, what is called like the item could hold it', () => {
    const outcomes = (label: string) =>
      Object.values(outcomesOf(judged(itemOf('o3'), [empty], [gap(urlOf('/x'), { label })])));
    expect(outcomes('ติดต่อเทศบาล')).not.toContain('failed');
    expect(outcomes('ภาพกิจกรรมปลูกป่าชุมชน')).toContain('failed');
  });

  test('a reached address of which nothing was kept is unread, not empty', () => {
    const site = gathered(siteOf([empty]), { o7: { submitted: ['/0', '/lost'] } });
    const result = auditItem(ruleset, 'o7', site);
    expect(new Set(Object.values(outcomesOf(result)))).toEqual(new Set(['cantTell']));
    expect(result.gaps).toContainEqual({ code: 'not-fetched', url: urlOf('/lost'), label: urlOf('/lost') });
  });
});

describe('law 2: a gap turns no pass into a fail, and more evidence undoes no pass', () => {
  test('a gap', () => {
    fc.assert(
      fc.property(itemWithAnswers(ruleset), fc.boolean(), ({ item, answers }, inside) => {
        const before = outcomesOf(judged(item, answers));
        const after = outcomesOf(
          inside
            ? judged(item, answers.map(withGap))
            : judged(item, answers, [gap(urlOf('/unread'), { code: 'not-fetched', label: item.title.th })]),
        );
        for (const [id, outcome] of Object.entries(before)) {
          if (outcome === 'passed') expect(after[id], id).not.toBe('failed');
          if (outcome !== 'passed') expect(after[id], id).not.toBe('passed');
        }
      }),
      { numRuns: 150 },
    );
  });

  /** Checks that ask whether something is there at all; the others also ask what must not be, or of what year it is. */
  const ofPresence = new Set([
    'text-present',
    'document-present',
    'fields-present',
    'contact-present',
    'covers-period',
    'channel-link',
  ]);
  const isPresence = ({ all = [], any = [], none = [] }: Element): boolean =>
    none.length === 0 && [...all, ...any].every((spec) => ofPresence.has(spec.check));
  const passesOf = (item: Item, result: ItemResult): string[] =>
    item.elements
      .filter(isPresence)
      .map(({ id }) => id)
      .filter((id) => outcomesOf(result)[id] === 'passed');
  const stillPasses = (item: Item, before: ItemResult, after: ItemResult): void => {
    for (const id of passesOf(item, before)) expect(outcomesOf(after)[id], id).toBe('passed');
  };
  let passes = 0;

  test('a source about something else', () => {
    // Words of its own: what many pages share is their template, and proves nothing.
    const texts = filler.map((text) => `ปลูกป่าชุมชน ${text}`);
    const unrelated = fc.constantFrom(page, file).map((make) => make('ภาพกิจกรรมปลูกป่าชุมชน', texts));
    fc.assert(
      fc.property(itemWithAnswers(ruleset), unrelated, fc.boolean(), ({ item, answers }, other, first) => {
        const before = judged(item, answers);
        passes += passesOf(item, before).length;
        stillPasses(item, before, judged(item, first ? [other, ...answers] : [...answers, other]));
      }),
      { numRuns: 150 },
    );
    expect(passes).toBeGreaterThan(50);
  });

  test('further text at the end of what is there', () => {
    fc.assert(
      fc.property(itemWithAnswers(ruleset), fc.subarray(filler, { minLength: 1 }), ({ item, answers }, texts) => {
        const longer = answers.map((answer) => {
          const { blocks } = page('', [...answer.blocks, ...texts]);
          return { ...answer, blocks: [...answer.blocks, ...blocks.slice(answer.blocks.length)] };
        });
        stillPasses(item, judged(item, answers), judged(item, longer));
      }),
      { numRuns: 150 },
    );
  });

  test('a report of another year beside the right one', () => {
    const report = (year: number, lines: string[]) =>
      file(`รายงานผลการดำเนินงานประจำปี พ.ศ. ${year}`, [...lines, ...filler]);
    const right = report(2567, [
      'ผลการดำเนินงาน: โครงการแล้วเสร็จ 12 โครงการ',
      'ผลการใช้จ่ายงบประมาณ: 1,200,000 บาท',
      'ปัญหาและอุปสรรค: ฝนตกชุก งานล่าช้า',
      'ข้อเสนอแนะ: เริ่มงานก่อนฤดูฝน',
    ]);
    const item = itemOf('o7');
    const alone = outcomesOf(judged(item, [right]));
    expect(new Set(Object.values(alone))).toEqual(new Set(['passed']));
    for (const other of [report(2565, []), report(2565, ['ข้อเสนอแนะ: ']), report(2566, ['ปัญหาและอุปสรรค: -'])]) {
      expect(outcomesOf(judged(item, [right, other]))).toEqual(alone);
      expect(outcomesOf(judged(item, [other, right]))).toEqual(alone);
    }
    // And what only the other year's report says proves nothing.
    const thin = report(2567, ['ผลการดำเนินงาน: โครงการแล้วเสร็จ 12 โครงการ']);
    const rich = report(2565, ['ข้อเสนอแนะ: เริ่มงานก่อนฤดูฝน']);
    expect(judged(item, [thin, rich]).elements.find(({ id }) => id === 'o7.4')?.outcome).toBe('failed');
  });
});

describe('laws 3 and 6: the run', () => {
  test('the same evidence gives the same bytes, in whatever order it was kept', () => {
    fc.assert(
      fc.property(wholeSite, (site) => {
        const copy = structuredClone(allOf(site.readings));
        const readings = { ids: [...site.readings.ids].reverse(), get: (id: string) => copy[id] };
        const items = structuredClone(site.items).reverse();
        const again = wholeRun({ ...site, readings, items });
        expect(JSON.stringify(again)).toBe(JSON.stringify(wholeRun(site)));
      }),
      { numRuns: 15 },
    );
  });

  test('every element ends in exactly one outcome, in the order of the ruleset, and the run keeps to its schema', () => {
    const planned = ruleset.items.map(({ id, elements }) => [id, elements.map((element) => element.id)]);
    fc.assert(
      fc.property(wholeSite, (site) => {
        const run = wholeRun(site);
        expect(run.items.map(({ id, elements }) => [id, elements.map((element) => element.id)])).toEqual(planned);
        const checked = runSchema.safeParse(JSON.parse(JSON.stringify(run)));
        expect(checked.error).toBeUndefined();
        for (const element of run.items.flatMap((item) => item.elements)) {
          if (element.outcome === 'passed') expect(element.evidence.length).toBeGreaterThan(0);
        }
        expect(run.prediction.coverage).toBeCloseTo(coverageOf(run.items), 5);
      }),
      { numRuns: 15 },
    );
  });

  const kinds = Object.keys(faultKinds) as FaultKind[];
  test('when every address fails, nothing is said about the site', () => {
    const failing = fc
      .tuple(fc.constantFrom(...kinds), ...ruleset.items.map(() => fc.constantFrom(...kinds)))
      .map(([front, ...answers]) => ({ ...siteOf(answers), '/': front }));
    fc.assert(
      fc.property(failing, (answers) => {
        const items = Object.fromEntries(ruleset.items.map(({ id }, index) => [id, { submitted: [`/${index}`] }]));
        const run = wholeRun(gathered(answers, items));
        for (const [index, item] of run.items.entries()) {
          // Behind a certificate warning a person still sees the page.
          const isWarned = (answers as Record<string, FaultKind>)[`/${index}`] === 'certificate-warning';
          expect(item.outcome, item.id).toBe(isWarned ? 'cantTell' : 'untested');
          expect(item.points).toEqual({ low: 0, expected: null, high: 100 });
        }
        expect(run.prediction).toMatchObject({ oit: { low: 0, expected: null, high: 100 }, coverage: 0 });
        expect(run.faults).toHaveLength(ruleset.items.length + 1);
      }),
      { numRuns: 15 },
    );
  });

  test('when nothing was visited at all, nothing is said about the site either', () => {
    const items = Object.fromEntries(ruleset.items.map(({ id }) => [id, { submitted: ['/0'] }]));
    const run = wholeRun(gathered({}, items));
    expect(new Set(run.items.map(({ outcome }) => outcome))).toEqual(new Set(['untested']));
  });
});

describe('faults', () => {
  const kinds = Object.entries(faultKinds) as [FaultKind, string][];
  test.each(kinds)('%s (%s) at the only submitted address, while the site works', (kind, nature) => {
    for (const item of ruleset.items) {
      const result = judged(item, [kind]);
      for (const element of result.elements) {
        if (nature === 'definitive')
          expect(element).toMatchObject({ outcome: 'failed', reason: { code: 'not-reachable' } });
        else if (kind === 'certificate-warning')
          expect(element).toMatchObject({
            outcome: 'cantTell',
            reason: { code: kind, faults: [{ url: urlOf('/0') }] },
          });
        else expect(element).toMatchObject({ outcome: 'untested', fault: { kind, url: urlOf('/0') } });
      }
      expect(result.faults).toMatchObject([{ kind }]);
    }
  });

  test('one address gone for good, another only for now: not looked at', () => {
    expect(judged(itemOf('o7'), ['not-found', 'timeout']).outcome).toBe('untested');
    expect(judged(itemOf('o7'), ['timeout', 'not-found']).outcome).toBe('untested');
  });

  test('what a page that answers does not hold may stand on the one that did not answer', () => {
    const bare = page('ผลการดำเนินงาน', [...filler]);
    expect(judged(itemOf('o7'), [bare, 'timeout']).outcome).toBe('untested');
    expect(judged(itemOf('o7'), [bare, 'not-found']).outcome).toBe('failed');
  });

  test('nothing submitted is failed, whatever the site holds', () => {
    const run = wholeRun(gathered({ '/': homePage }, {}));
    for (const element of run.items.flatMap((item) => item.elements)) {
      expect(element).toMatchObject({ outcome: 'failed', reason: { code: 'not-submitted' } });
    }
    expect(run.prediction.oit).toMatchObject({ low: 0, expected: 0, high: 0, calibrated: { low: 0, high: 0 } });
  });
});

describe('the template of a site proves nothing', () => {
  const proof = [
    'ผลการดำเนินงาน: โครงการแล้วเสร็จ 12 โครงการ',
    'ผลการใช้จ่ายงบประมาณ: 1,200,000 บาท',
    'ปัญหาและอุปสรรค: ฝนตกชุก งานล่าช้า',
    'ข้อเสนอแนะ: เริ่มงานก่อนฤดูฝน',
  ];
  /** `count` pages, of which the first `repeated` say the same. */
  const site = (count: number, repeated: number): Gathered => {
    const answers = Array.from({ length: count }, (_, index) =>
      page(`รายงานผลการดำเนินงานประจำปี พ.ศ. 2567 ฉบับที่ ${index + 1}`, [
        `หน้าที่ ${index + 1} ${filler[index % filler.length]} ${filler[(index + 1) % filler.length]}`,
        ...(index < repeated ? proof : []),
      ]),
    );
    return gathered(Object.fromEntries(answers.map((answer, index) => [`/${index}`, answer])), {
      o7: { submitted: ['/0'] },
    });
  };
  test.each([
    [1, 1, true],
    [3, 3, true],
    [4, 3, true],
    [4, 4, false],
    [20, 1, true],
    [20, 6, true],
    [20, 7, false],
    [20, 20, false],
  ])('of %i pages %i say the same: proves something: %j', (count, repeated, proves) => {
    const result = auditItem(ruleset, 'o7', site(count, repeated));
    const proven = result.elements.filter(({ id }) => id !== 'o7.5').map(({ outcome }) => outcome);
    expect(new Set(proven)).toEqual(new Set([proves ? 'passed' : 'failed']));
  });

  test('text of the template never stands as evidence', () => {
    const repeated = answerFor(itemOf('o7'), ruleset);
    fc.assert(
      fc.property(repeated, fc.integer({ min: 4, max: 6 }), (reading, count) => {
        const blocks = reading.blocks.filter((block) => block.kind !== 'table');
        const answers = Array.from({ length: count }, (_, index) => page(`หน้า ${index}`, [...blocks, `หน้า ${index}`]));
        const result = auditItem(
          ruleset,
          'o7',
          gathered(Object.fromEntries(answers.map((answer, index) => [`/${index}`, answer])), {
            o7: { submitted: paths(answers) },
          }),
        );
        expect(result.elements.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('files are no pages: the same words in each of them still count', () => {
    const answers = Array.from({ length: 6 }, () => file('รายงานผลการดำเนินงานประจำปี พ.ศ. 2567', [...proof, ...filler]));
    expect(judged(itemOf('o7'), answers).outcome).toBe('passed');
  });
});
