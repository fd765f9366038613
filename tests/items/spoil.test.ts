import { describe, expect, it } from 'vitest';
import { auditItem } from '../../src/audit/index.ts';
import type { CheckSpec } from '../../src/model/check-spec.ts';
import type { Reading } from '../../src/model/evidence.ts';
import { type Gathered, readingsOf } from '../../src/model/gathered.ts';
import type { Element, Item } from '../../src/model/ruleset.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { skeleton, skeletonMapped } from '../../src/thai/fold.ts';
import { phrases } from '../../src/thai/phrases.ts';
import { allOf } from '../support/readings.ts';
import { type Fixture, fixturesOf, gatheredFrom } from './fixture.ts';

/** Every document that passes is spoilt in every way that must change its verdict, and in every way that must not. */
const ruleset = await loadRuleset(2568);
const { fields, words } = ruleset.lexicon;

const specsOf = ({ all = [], any = [], none = [] }: Element): CheckSpec[] => [...all, ...any, ...none];
const fieldsOf = (element: Element): string[] =>
  specsOf(element).flatMap((spec) => (spec.check === 'fields-present' ? spec.fields : []));
const readsFieldsOnly = (item: Item): boolean =>
  item.elements.some((element) => fieldsOf(element).length > 0 || element.kind === 'period') &&
  !item.elements.some((element) =>
    specsOf(element).some(({ check }) =>
      ['people-listed', 'posts-covered', 'contact-present', 'channel-link', 'form-filled', 'entries-at-least'].includes(
        check,
      ),
    ),
  );

const items = ruleset.items.filter(readsFieldsOnly);
const passing = fixturesOf(ruleset.fiscalYear).filter(
  ({ itemId, outcome }) => outcome === 'passed' && items.some((item) => item.id === itemId),
);
const itemOf = ({ itemId }: Fixture): Item => items.find((item) => item.id === itemId) as Item;

const withTexts = (reading: Reading, change: (text: string) => string): Reading => ({
  ...reading,
  title: change(reading.title),
  links: reading.links.map((link) => ({ ...link, text: change(link.text) })),
  blocks: reading.blocks.map((block) =>
    block.kind === 'table'
      ? { ...block, rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: change(cell.text) }))) }
      : { ...block, text: change(block.text) },
  ),
});

const outcomesOf = (itemId: string, gathered: Gathered, change: (text: string) => string): Map<string, string> => {
  const readings = Object.fromEntries(
    Object.entries(allOf(gathered.readings)).map(([id, reading]) => [id, withTexts(reading, change)]),
  );
  const { elements } = auditItem(ruleset, itemId, { ...gathered, readings: readingsOf(readings) });
  return new Map(elements.map(({ id, outcome }) => [id, outcome]));
};

const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...before].filter(([id, outcome]) => after.get(id) !== outcome).map(([id]) => id);

const gathered = new Map<Fixture, Gathered>();
const seen = async (fixture: Fixture): Promise<Gathered> => {
  const known = gathered.get(fixture) ?? (await gatheredFrom(fixture.itemId, fixture.bytes, fixture.fileName));
  gathered.set(fixture, known);
  return known;
};

const named = passing.map((fixture) => [`${fixture.itemId} ${fixture.name}`, fixture] as const);

/** Whether two fields share words, so that spoiling one may spoil the other. */
const areRelated = (a: string, b: string): boolean => {
  const labels = (name: string) => (fields[name]?.labels ?? []).map(skeleton);
  return labels(a).some((one) => labels(b).some((other) => one.includes(other) || other.includes(one)));
};

/** Takes the labels of a field out of a text, in all their spellings; what documents are called stays as it is. */
const withoutLabels = (field: string, item: Item): ((text: string) => string) => {
  const { labels = [], not = [] } = fields[field] ?? {};
  const found = phrases([...labels, ...not].map(skeleton));
  const titles = phrases(Object.values(item.documents).flatMap(({ titles }) => (words[titles] ?? []).map(skeleton)));
  let firstTitle: string | null = null;
  return (text) => {
    const map = skeletonMapped(text);
    const called = titles.all(map.text);
    if (called.length > 0) firstTitle ??= map.text;
    if (map.text === firstTitle) return text;
    let rest = '';
    let from = 0;
    for (const { phrase, start, end } of found.all(map.text)) {
      if (phrase >= labels.length) continue;
      if (called.some((title) => title.start <= start && end <= title.end && title.end - title.start > end - start))
        continue;
      rest += `${text.slice(from, map.start(start))}ซซซ `;
      from = map.end(end);
    }
    return rest + text.slice(from);
  };
};

describe('without the labels of a field', () => {
  const cases = named.flatMap(([name, fixture]) =>
    [...new Set(itemOf(fixture).elements.flatMap(fieldsOf))].map(
      (field) => [`${name}: ${field}`, fixture, field] as const,
    ),
  );
  it.each(cases)('%s', async (_name, fixture, field) => {
    const item = itemOf(fixture);
    const site = await seen(fixture);
    const before = outcomesOf(item.id, site, (text) => text);
    const after = outcomesOf(item.id, site, withoutLabels(field, item));
    const users = item.elements.filter((element) => fieldsOf(element).includes(field));
    const related = item.elements.filter((element) => fieldsOf(element).some((other) => areRelated(field, other)));
    expect(changed(before, after).filter((id) => !related.some((element) => element.id === id))).toEqual([]);
    for (const element of users) {
      const byLabelAlone = (element.any ?? []).length === 0 && specsOf(element).every((spec) => !('none' in spec));
      if (byLabelAlone && before.get(element.id) === 'passed')
        expect(after.get(element.id), element.id).not.toBe('passed');
    }
  });
});

const digit = (text: string): number => Number(text.replace(/[๐-๙]/gu, (sign) => `${sign.charCodeAt(0) - 0x0e50}`));

describe('of another year', () => {
  const older = (text: string): string =>
    text
      .replace(/(?<![\d๐-๙])[2๒][5๕][\d๐-๙]{2}(?![\d๐-๙])/gu, (year) => `${digit(year) - 12}`)
      .replace(/(?<=(?:\.|ปี)\s?)(?:6[5-9])(?!\d)/gu, (year) => `${Number(year) - 12}`);
  it.each(named)('%s', async (_name, fixture) => {
    const item = itemOf(fixture);
    const site = await seen(fixture);
    const before = outcomesOf(item.id, site, (text) => text);
    const after = outcomesOf(item.id, site, older);
    const ofPeriod = item.elements.filter(
      (element) =>
        specsOf(element).some((spec) => spec.check.startsWith('covers-')) ||
        specsOf(element).some((spec) => spec.check === 'text-present' && spec.words === 'last-year-result'),
    );
    expect(changed(before, after)).toEqual(ofPeriod.map(({ id }) => id));
    for (const { id } of ofPeriod) expect(after.get(id), id).toBe('failed');
  });
});

/** What files and pages do to Thai text without changing what a person reads. */
const damages: [string, (text: string) => string][] = [
  ['the ring of sara am is lost', (text) => text.replaceAll('ำ', 'า')],
  ['sara am breaks off', (text) => text.replaceAll('ำ', ' า')],
  ['sara am is taken apart', (text) => text.replaceAll('ำ', 'ํา')],
  ['every sara aa becomes sara am', (text) => text.replaceAll('า', 'ำ')],
  ['spaces before vowels', (text) => text.replace(/(?=[าำ])/gu, ' ')],
  ['two sara e for sara ae', (text) => text.replaceAll('แ', 'เเ')],
  ['doubled marks', (text) => text.replace(/([่้๊๋ิีึืุู])/gu, '$1$1')],
  ['tone marks of a printer font', (text) => text.replaceAll('่', '\uf70a').replaceAll('้', '\uf70b')],
  ['Thai digits', (text) => text.replace(/\d/gu, (sign) => String.fromCharCode(0x0e50 + Number(sign)))],
  ['invisible characters', (text) => text.replace(/(?<=[ก-ฮ])(?=[ก-ฮ])/gu, '\u200b')],
  ['wide spaces', (text) => text.replaceAll(' ', ' \u00a0 ')],
];

describe.each(damages)('%s', (_damage, damage) => {
  it.each(named)('%s', async (_name, fixture) => {
    const site = await seen(fixture);
    const { itemId } = fixture;
    expect(outcomesOf(itemId, site, damage)).toEqual(outcomesOf(itemId, site, (text) => text));
  });
});
