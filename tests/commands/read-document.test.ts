import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeFile, wasRead } from '../../src/commands/read-document.ts';
import { chosenParts, partsOf } from '../../src/commands/read-parts.ts';
import type { Reading } from '../../src/model/evidence.ts';
import { makeFault } from '../../src/model/fault.ts';
import { readDocument, readFileResult } from '../../src/model/read-document.ts';
import { file, gap, link, page } from '../support/evidence.ts';

const described = (reading: Reading, pages?: number[]) => {
  const parts = chosenParts(partsOf(reading), pages);
  const result = describeFile({ source: 'a', url: 'file:///a', reading }, parts, pages, 'en');
  return readFileResult.parse(result);
};
const onPage = (number: number, text: string) =>
  ({ kind: 'line', text, region: 'main', at: { in: 'page', page: number }, path: '0' }) as const;

test('dates, years and those of laws, with their fiscal year, in reading order', () => {
  const { dates, fiscalYears } = described({
    ...file('', []),
    pages: 2,
    blocks: [
      onPage(1, 'แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ตามพระราชบัญญัติเทศบาล พ.ศ. 2496'),
      onPage(2, 'ประกาศ ณ วันที่ 1 ตุลาคม 2567 แผนพัฒนา (พ.ศ. 2566 - 2570) เดือนกันยายน 2568'),
    ],
  });
  expect(dates).toEqual([
    { text: 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๘', page: 1, kind: 'fiscal', year: 2568, month: null, day: null, fiscalYear: 2568 },
    { text: 'พ.ศ. 2496', page: 1, kind: 'law', year: 2496, month: null, day: null, fiscalYear: null },
    { text: '1 ตุลาคม 2567', page: 2, kind: 'date', year: 2567, month: 10, day: 1, fiscalYear: 2568 },
    {
      text: 'พ.ศ. 2566 - 2570',
      page: 2,
      kind: 'year',
      year: 2566,
      toYear: 2570,
      month: null,
      day: null,
      fiscalYear: 2566,
    },
    { text: 'กันยายน 2568', page: 2, kind: 'date', year: 2568, month: 9, day: null, fiscalYear: 2568 },
  ]);
  expect(fiscalYears).toEqual([2568, 2566, 2567, 2569, 2570]);
});

test('people and contacts once each, with the first place; addresses behind links too', () => {
  const { people, contacts } = described(
    page('', ['นายสมชาย ใจดี นายกเทศมนตรี โทร. 042-841234', 'นายสมชาย ใจดี โทร 0 4284 1234'], {
      links: [link('mailto:saraban@baan.go.th', 'อีเมล'), link('tel:0812345678', 'โทร')],
    }),
  );
  expect(people).toEqual([{ title: 'นาย', name: 'สมชาย ใจดี', text: 'นายสมชาย ใจดี', page: 1 }]);
  expect(contacts.phones.map(({ digits, kind }) => [digits, kind])).toEqual([
    ['042841234', 'landline'],
    ['0812345678', 'mobile'],
  ]);
  expect(contacts.emails).toMatchObject([{ address: 'saraban@baan.go.th', page: 1 }]);
});

test('doubts and gaps of the chosen pages only, gaps with a sentence', () => {
  const reading: Reading = {
    ...file('', []),
    pages: 3,
    blocks: [onPage(1, 'a'), onPage(2, 'b')],
    doubts: [
      { at: { in: 'page', page: 1 }, text: '2568' },
      { at: { in: 'page', page: 2, box: [1, 2, 3, 4] }, text: '2569' },
    ],
    gaps: [gap('file:///a', { pages: [1, 3], code: 'no-ocr' })],
  };
  const chosen = described(reading, [2, 3]);
  expect(chosen.parts.map((part) => part.page)).toEqual([2, 3]);
  expect(chosen.doubts).toEqual([{ text: '2569', page: 2, box: [1, 2, 3, 4] }]);
  expect(chosen.gaps).toEqual([
    {
      code: 'no-ocr',
      url: 'file:///a',
      label: '',
      pages: [3],
      says: expect.stringContaining('apt-get install tesseract-ocr'),
    },
  ]);
  expect(chosen.pages).toBe(3);
});

test('what could not be opened is a fault with its sentence, and nothing was read', () => {
  const fault = makeFault('not-found', 'https://a.example/');
  const result = describeFile({ source: 'a', url: 'https://a.example/', reading: null, fault }, [], undefined, 'en');
  expect(readFileResult.parse(result)).toMatchObject({
    kind: 'none',
    pages: 0,
    fault: { kind: 'not-found', says: 'page not found (404) Mend the link, or bring the page back.' },
  });
  expect(wasRead(result)).toBe(false);
  expect(wasRead(described(page('', ['a'])))).toBe(true);
  expect(wasRead(described(file('', [], { gaps: [gap('x', { pages: [1] })] })))).toBe(false);
});

test('has a JSON Schema', () => {
  expect(z.toJSONSchema(readDocument)).toMatchObject({ type: 'object', required: ['schemaVersion', 'tool', 'files'] });
});
