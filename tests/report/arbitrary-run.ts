import fc from 'fast-check';
import { type EvidenceRef, type Gap, gapCodes } from '../../src/model/evidence.ts';
import { type Fault, type FaultKind, faultKinds, makeFault } from '../../src/model/fault.ts';
import { type DoubtReason, type FailReason, type Finding, outcomes } from '../../src/model/outcome.ts';
import { manualStates, manualVerdicts } from '../../src/model/review.ts';
import { certainties, confidences } from '../../src/model/ruleset.ts';
import type { ElementResult, ItemResult, Range, Run } from '../../src/model/run.ts';
import { hostile } from './hostile.ts';

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.constantFrom('เทศบาลตำบลบ้านสมสุข', 'รายงานผลการดำเนินงานประจำปี', 'กองคลัง', 'o1', '') },
);
const name = text.map((each) => each || 'x');
const words = fc.array(text, { maxLength: 3 });
const bilingual = fc.record({ th: name, en: name });
const url = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), text);
const count = fc.nat({ max: 40 });

const faultOf: fc.Arbitrary<Fault> = fc
  .tuple(fc.constantFrom(...(Object.keys(faultKinds) as FaultKind[])), url, fc.option(text, { nil: undefined }))
  .map(([kind, at, detail]) => makeFault(kind, at, detail));
const faults = fc.array(faultOf, { maxLength: 3 });
const page = fc.integer({ min: 1, max: 999 });
const gap: fc.Arbitrary<Gap> = fc.record(
  { code: fc.constantFrom(...gapCodes), url, label: text, pages: fc.array(page, { maxLength: 3 }), detail: text },
  { requiredKeys: ['code', 'url', 'label'] },
);
const gaps = fc.array(gap, { maxLength: 2 });

const at: fc.Arbitrary<EvidenceRef['at']> = fc.oneof(
  fc.constant({ in: 'whole' as const }),
  fc.record({ in: fc.constant('selector' as const), css: text }),
  fc.record({ in: fc.constant('page' as const), page }),
  fc.record({ in: fc.constant('cell' as const), sheet: text, ref: text }),
);
const ref: fc.Arbitrary<EvidenceRef> = fc.record({ artifactId: text, url, at, quote: text });
const evidence = fc.array(ref, { maxLength: 2 });

const fail: fc.Arbitrary<FailReason> = fc.oneof(
  fc.constant({ code: 'not-submitted' as const }),
  fc.record({ code: fc.constant('not-reachable' as const), faults }),
  fc.record({ code: fc.constant('document-missing' as const), titles: words }),
  fc.record({ code: fc.constant('words-missing' as const), wanted: words, found: count, needed: count }),
  fc.record({ code: fc.constant('field-missing' as const), fields: words }),
  fc.record({ code: fc.constant('field-blank' as const), fields: words }),
  fc.record({ code: fc.constant('wrong-period' as const), wanted: text, found: words }),
  fc.record({ code: fc.constant('too-few' as const), found: count, needed: count }),
  fc.constant({ code: 'nobody-listed' as const }),
  fc.record({ code: fc.constant('post-missing' as const), posts: words }),
  fc.record({ code: fc.constant('person-field-missing' as const), field: text, people: words }),
  fc.record({ code: fc.constant('contact-missing' as const), contact: text }),
  fc.record({ code: fc.constant('form-missing' as const), form: text }),
  fc.record({ code: fc.constant('form-altered' as const), form: text, columns: words }),
  fc.record({ code: fc.constant('form-incomplete' as const), form: text, cells: words, count }),
  fc.record({ code: fc.constant('channel-missing' as const), channels: words }),
  fc.record({ code: fc.constant('not-linked' as const), target: text }),
  fc.record({ code: fc.constant('unwanted-present' as const), wanted: words }),
);
const doubt: fc.Arbitrary<DoubtReason> = fc.oneof(
  fc.record({ code: fc.constant('look-incomplete' as const), gaps }),
  fc.constant({ code: 'ask-person' as const }),
  fc.record({ code: fc.constant('period-not-stated' as const), wanted: text }),
  fc.record({ code: fc.constant('only-mentioned' as const), fields: words }),
  fc.record({ code: fc.constant('unknown-parts' as const), fields: words, headings: words }),
  fc.record({ code: fc.constant('in-picture' as const), pictures: count }),
  fc.constant({ code: 'home-not-seen' as const }),
  fc.record({ code: fc.constant('certificate-warning' as const), faults }),
);
const finding: fc.Arbitrary<Finding> = fc.oneof(
  fc.tuple(ref, evidence).map(([first, rest]): Finding => ({ outcome: 'passed', evidence: [first, ...rest] })),
  fc.record({ outcome: fc.constant('failed' as const), reason: fail, evidence }),
  fc.record({ outcome: fc.constant('cantTell' as const), reason: doubt, evidence }),
  fc.constant({ outcome: 'inapplicable' as const }),
  fc.record({ outcome: fc.constant('untested' as const), fault: faultOf }),
);
const manual = fc.record(
  {
    verdict: fc.constantFrom(...manualVerdicts),
    reviewer: name,
    reason: name,
    date: fc.constantFrom('2569-01-01', '2568-12-31'),
    until: fc.constantFrom('2569-04-30', '2568-12-31'),
    state: fc.constantFrom(...manualStates),
  },
  { requiredKeys: ['verdict', 'reviewer', 'reason', 'date', 'state'] },
);
const element: fc.Arbitrary<Omit<ElementResult, 'id'>> = fc
  .tuple(
    fc.record({
      title: bilingual,
      counts: fc.boolean(),
      certainty: fc.constantFrom(...certainties),
      confidence: fc.constantFrom(...confidences),
      question: text,
      remedy: text,
    }),
    finding,
    fc.option(manual, { nil: undefined }),
  )
  .map(([about, found, given]) => ({ ...about, ...(given ? { manual: given } : {}), ...found }));

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), fc.boolean())
  .map(([a, b, known]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return { low, expected: known ? (low + high) / 2 : null, high };
  });

const subIds = ['9.1', '9.2', '10.1'];
const divisionIds = ['clerk', 'finance', 'unassigned'];

const item: fc.Arbitrary<Omit<ItemResult, 'id' | 'elements'> & { elements: Omit<ElementResult, 'id'>[] }> = fc.record({
  title: bilingual,
  subIndicator: fc.constantFrom(...subIds, '7.7', '__proto__', 'constructor'),
  division: fc.option(fc.constantFrom(...divisionIds, '../../etc', '__proto__')),
  effort: fc.constantFrom('small', 'medium', 'large'),
  reviewed: fc.boolean(),
  submitted: fc.array(url, { maxLength: 2 }),
  reach: fc.array(
    fc.record(
      {
        url,
        finalUrl: url,
        site: fc.constantFrom('main', 'own', 'other'),
        clicks: fc.option(fc.nat({ max: 3 })),
        path: fc.array(fc.record({ on: url, text }), { maxLength: 3 }),
        complete: fc.boolean(),
        againstRobots: fc.constant(true as const),
      },
      { requiredKeys: ['url', 'finalUrl', 'site', 'clicks', 'path', 'complete'] },
    ),
    { maxLength: 2 },
  ),
  explanation: fc.option(text),
  outcome: fc.constantFrom(...outcomes),
  points: range,
  weight: fc.double({ min: 0, max: 20, noNaN: true }),
  elements: fc.array(element, { maxLength: 3 }),
  looked: fc.array(fc.record({ url, title: text, artifactId: text }), { maxLength: 2 }),
  gaps,
  faults,
});

const time = fc.oneof(
  fc
    .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
    .map((d) => d.toISOString()),
  text,
);

/** Any run that the model allows, with ids that tell items and elements apart. */
export const arbitraryRun: fc.Arbitrary<Run> = fc.record({
  schemaVersion: fc.constant(1 as const),
  tool: fc.record({ name: text, version: text }),
  ruleset: fc.record({
    fiscalYear: fc.integer({ min: 2560, max: 2600 }),
    fingerprint: text,
    status: fc.constantFrom('draft', 'active', 'closed'),
    reconstruction: bilingual,
    subIndicators: fc
      .tuple(bilingual, bilingual, bilingual)
      .map((titles) => titles.map((title, i) => ({ id: subIds[i] ?? '', title, indicator: i < 2 ? '9' : '10' }))),
    indicators: fc.tuple(bilingual, bilingual).map(([a, b]) => [
      { id: '9', title: a },
      { id: '10', title: b },
    ]),
    grades: fc.array(fc.record({ grade: bilingual, atLeast: fc.integer({ min: 0, max: 100 }) }), { maxLength: 4 }),
  }),
  agency: fc.record({ id: fc.constant('agency'), name: text, province: text, website: url }),
  divisions: fc
    .subarray(divisionIds)
    .chain((ids) =>
      fc
        .tuple(fc.constant(ids), fc.array(name, { minLength: 3, maxLength: 3 }))
        .map(([known, names]) => known.map((id, i) => ({ id, name: names[i] ?? id }))),
    ),
  inputs: text,
  startedAt: time,
  finishedAt: time,
  items: fc.array(item, { maxLength: 6 }).map((items) =>
    items.map(
      (each, i): ItemResult => ({
        ...each,
        id: `o${i + 1}`,
        elements: each.elements.map((part, j) => ({ ...part, id: `o${i + 1}.${j + 1}` }) as ElementResult),
        ...(each.elements.some((part) => part.manual?.state === 'applies')
          ? { manual: { outcome: 'passed', automatic: each.points } }
          : {}),
      }),
    ),
  ),
  prediction: fc.record(
    {
      oit: range,
      indicators: fc.dictionary(fc.constantFrom('9', '10'), range),
      subIndicators: fc.dictionary(fc.constantFrom(...subIds), range),
      ita: fc.tuple(range, bilingual, bilingual, bilingual, text).map(([total, low, expected, high, source]) => ({
        ...total,
        grade: { low, expected: total.expected === null ? null : expected, high },
        iit: 80,
        eit: 80,
        source,
      })),
      coverage: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: ['oit', 'indicators', 'subIndicators', 'coverage'] },
  ),
  faults,
  budget: fc.constant(null),
  counters: fc.dictionary(text, count, { maxKeys: 3 }),
});
