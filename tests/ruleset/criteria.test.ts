import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRuleset } from '../../src/ruleset/index.ts';

type Criterion = { id: string; th: string; en: string; kind: string; confidence: string; source: string };
type Criteria = {
  year_be: number;
  sources: Record<string, string>;
  sub_indicators: { id: string; title_th: string; indicator: string; items: string[] }[];
  grade_bands: { th: string }[];
  kinds: Record<string, string>;
  items: {
    id: string;
    title_th: string;
    sub_indicator: string;
    elements: Criterion[];
    uncertain_elements: Criterion[];
    period: string;
    forms: { name: string; kind: string; columns?: string[]; status_values?: string[] }[];
    notes: string[];
    score_levels: number[];
    score_levels_confidence: string;
    confidence: string;
  }[];
};

const file = fileURLToPath(new URL('../../../shared/domain/oit-criteria.json', import.meta.url));

describe.skipIf(!existsSync(file))('everything that is known of the criteria arrives in the rules', async () => {
  if (!existsSync(file)) return;
  const criteria = JSON.parse(readFileSync(file, 'utf8')) as Criteria;
  const ruleset = await loadRuleset(criteria.year_be);
  const ruleOf = (id: string) => {
    const item = ruleset.items.find((one) => one.id === id);
    if (!item) throw new Error(`no item ${id}`);
    return item;
  };
  const elementOf = (id: string) => {
    const element = ruleOf(id.split('.')[0] ?? '').elements.find((one) => one.id === id);
    if (!element) throw new Error(`no element ${id}`);
    return element;
  };
  const certain = criteria.items.flatMap((item) => item.elements);
  const uncertain = criteria.items.flatMap((item) => item.uncertain_elements);

  test('the same items in the same order, and no element more or less', () => {
    expect(ruleset.items.map(({ id }) => id)).toEqual(criteria.items.map(({ id }) => id));
    for (const { id, elements, uncertain_elements } of criteria.items) {
      const expected = [...elements, ...uncertain_elements].map((one) => one.id).sort();
      expect(
        ruleOf(id)
          .elements.map((one) => one.id)
          .sort(),
      ).toEqual(expected);
    }
    expect(certain.length + uncertain.length).toBeGreaterThan(150);
  });

  test.each(criteria.items.map((item) => [item.id, item] as const))('%s', (id, item) => {
    expect(ruleOf(id)).toMatchObject({
      title: { th: item.title_th },
      subIndicator: item.sub_indicator,
      period: item.period,
      confidence: item.confidence,
      scoreConfidence: item.score_levels_confidence,
    });
    const points = [0, ...(ruleOf(id).levels ?? []).map((level) => level.points), 100];
    expect(points).toEqual(item.score_levels);
    for (const note of item.notes) expect(ruleOf(id).notes).toContain(note);
  });

  test.each(certain.map((one) => [one.id, one] as const))('%s: words, kind, confidence and source', (id, criterion) => {
    const { th, en, kind, confidence, source } = criterion;
    expect(elementOf(id)).toMatchObject({ title: { th, en }, kind, confidence, source, counts: true });
  });

  test.each(uncertain.map((one) => [one.id, one] as const))('%s is shown but not scored', (id, criterion) => {
    const { th, en, kind, confidence, source } = criterion;
    expect(elementOf(id)).toMatchObject({ title: { th, en }, kind, confidence, source, counts: false });
  });

  test('certainty claims no more than the sources allow', () => {
    for (const { id, source } of [...certain, ...uncertain]) {
      const { certainty } = elementOf(id);
      // Only the published result of the year is an official text; the handbook itself was not available.
      if (certainty === 'official') expect(source, id).toMatch(/\bseed\b/u);
      if (certainty === 'reprinted')
        expect(source, id).not.toMatch(/^(?:knowledge|inferred)(?:, (?:high|medium|low))?$/u);
    }
    for (const { id } of uncertain) expect(elementOf(id).certainty, id).not.toBe('official');
    expect(ruleset.items.every(({ reviewed }) => !reviewed)).toBe(true);
  });

  test('forms with columns', () => {
    const forms = criteria.items.flatMap((item) => item.forms).filter((form) => form.columns !== undefined);
    expect(forms.length).toBeGreaterThan(0);
    for (const { name, columns = [], status_values: values } of forms) {
      const form = ruleset.forms[name];
      expect(
        form?.columns.map(({ title }) => title),
        name,
      ).toEqual(columns);
      if (values)
        expect(form?.columns.flatMap((column) => (column.values ? [column.values] : []))).toContainEqual(values);
    }
  });

  test('sub-indicators, grades and sources', () => {
    expect(ruleset.subIndicators.map(({ id, title, indicator }) => [id, title.th, indicator])).toEqual(
      criteria.sub_indicators.map(({ id, title_th, indicator }) => [id, title_th, indicator]),
    );
    for (const { id, items } of criteria.sub_indicators) {
      expect(ruleset.items.filter((item) => item.subIndicator === id).map((item) => item.id)).toEqual(items);
    }
    expect(ruleset.grades.map(({ grade }) => grade.th)).toEqual(criteria.grade_bands.map(({ th }) => th));
    expect(ruleset.sources).toMatchObject(criteria.sources);
  });
});
