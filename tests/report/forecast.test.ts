import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { widthsOf } from '../../src/report/facts.ts';
import { formatters } from '../../src/report/index.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { sampleRun } from './sample-run.ts';

const parts = {
  low: 60,
  expected: 70,
  high: 80,
  evidence: { low: 64, high: 76 },
  calibrated: { low: 55, expected: 69.5, high: 83 },
};
const withParts: Run = { ...sampleRun, prediction: { ...sampleRun.prediction, oit: parts } };
const textOf = (run: Run, language: 'th' | 'en' = 'en'): string =>
  formatters.terminal(run, { language })[0]?.content ?? '';
const page = (run: Run) => load(formatters.html(run, { language: 'en' })[0]?.content ?? '');

describe('where the width of a range comes from', () => {
  test('each part is half of what it adds to the one before, and together they are half of the whole', () => {
    expect(widthsOf(parts)).toEqual({ evidence: 6, scheme: 4, verdicts: 4 });
  });

  const sentence =
    'Allowing for wrong verdicts: 69.50, with 95 % certainty between 55.00 and 83.00 (evidence ±6.00, scoring scheme ±4.00, verdicts that may be wrong ±4.00)';
  test('is said on the terminal and on the page', () => {
    expect(textOf(withParts).replaceAll(/\s+/gu, ' ')).toContain(sentence);
    expect(page(withParts)('section.oit').text()).toContain(sentence);
    for (const language of ['th', 'en'] as const)
      for (const line of textOf(withParts, language).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  test('what adds nothing is not mentioned, and older runs say nothing', () => {
    const sure = { ...parts, low: 70, high: 70, evidence: { low: 70, high: 70 } };
    const text = textOf({ ...withParts, prediction: { ...withParts.prediction, oit: sure } });
    expect(text).toContain('(verdicts that may be wrong ±14.00)');
    expect(widthsOf({ low: 60, expected: 70, high: 80 })).toBeNull();
    expect(textOf(sampleRun)).not.toContain('Allowing for');
  });
});

describe('IIT and EIT', () => {
  const { ita } = sampleRun.prediction;
  if (!ita) throw new Error('the sample has no total');
  const questions = [
    { id: 'i1', instrument: 'iit' as const, indicator: '1', score: 72, text: 'ตามขั้นตอน' },
    {
      id: 'i10',
      instrument: 'iit' as const,
      indicator: '4',
      score: 44.67,
      measures: ['มาตรการบริหารจัดการความเสี่ยง'],
      responsible: 'ทุกกอง',
    },
  ];
  const run: Run = {
    ...sampleRun,
    prediction: { ...sampleRun.prediction, ita: { ...ita, from: 'official', fiscalYear: 2568, questions } },
  };

  test('by question, the weakest first, with what answers it, as given figures', () => {
    const $ = page(run);
    const rows = $('section.ita details li')
      .toArray()
      .map((each) => $(each).text().replaceAll(/\s+/gu, ' ').trim());
    expect(rows).toEqual(['44.67 i10 → มาตรการบริหารจัดการความเสี่ยง (responsible: ทุกกอง)', '72.00 i1 ตามขั้นตอน']);
    expect($('section.ita details summary').text()).toContain('not measured by the program');
    expect($('section.ita').text()).toContain('official result of fiscal year 2568: ');
  });

  test('without questions there is no list', () => {
    expect(page(sampleRun)('section.ita details')).toHaveLength(0);
  });
});
