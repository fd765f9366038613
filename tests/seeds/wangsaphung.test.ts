import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkAgainstRules, itemsNotListed, mistakesIn } from '../../src/manifest/check.ts';
import { loadManifest, loadOfficial, loadPlan } from '../../src/manifest/load.ts';
import { manifest as manifestSchema } from '../../src/model/manifest.ts';
import type { ImprovementPlan, OfficialResult } from '../../src/model/official.ts';
import { type RulesetFile, rulesetFile } from '../../src/model/ruleset.ts';
import { readYaml } from '../../src/yaml/read.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const seeds = path('../../seeds/wangsaphung/');
const rulesFile = path('../../rules/2568/ruleset.yaml');
const sourceFile = path('../../../shared/domain/wangsaphung-ita-2568.txt');

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Published figures are rounded half up: 87.825 is published as 87.83. The tiny addend outweighs binary fractions. */
const published = (value: number): number => Math.floor(value * 100 + 0.5 + 1e-6) / 100;
const pick = (scores: Record<string, number>, ids: string[]): number[] =>
  ids.map((id) => {
    const score = scores[id];
    if (score === undefined) throw new Error(`no score for ${id}`);
    return score;
  });
const weighted = (scores: Record<string, number>, shares: Record<string, number>): number =>
  pick(scores, Object.keys(shares)).reduce((sum, score, i) => sum + (score * (Object.values(shares)[i] ?? 0)) / 100, 0);

let official: OfficialResult;
let plan: ImprovementPlan;
let rules: RulesetFile;

beforeAll(async () => {
  official = await loadOfficial(`${seeds}official-2568.yaml`);
  plan = await loadPlan(`${seeds}improvement-plan-2569.yaml`);
  const reading = readYaml(readFileSync(rulesFile, 'utf8'), rulesFile, rulesetFile);
  if ('mistakes' in reading) throw new Error(JSON.stringify(reading.mistakes));
  rules = reading.value;
});

describe('every published aggregate follows from its parts', () => {
  const indicator = (id: string): number => {
    const questions = rules.questions[id];
    if (questions === undefined) {
      const weights = rules.indicators.find((each) => each.id === id)?.weights;
      return weighted(official.subIndicators, weights?.shares ?? {});
    }
    if (rules.instruments.iit.includes(id)) return mean(pick(official.iit, questions));
    return mean([mean(pick(official.eit.public, questions)), mean(pick(official.eit.survey, questions))]);
  };
  const instruments = (of: (id: string) => number) => ({
    iit: mean(rules.instruments.iit.map(of)),
    eit: mean(rules.instruments.eit.map(of)),
    oit: weighted(Object.fromEntries(rules.instruments.oit.map((id) => [id, of(id)])), rules.oit.shares),
  });

  test.each(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])('indicator %s', (id) => {
    expect(published(indicator(id))).toBe(official.indicators[id]);
  });

  test.each(['9.1', '9.2', '9.3', '9.4', '9.5', '10.1', '10.2'])('sub-indicator %s', (id) => {
    const weights = rules.subIndicators.find((each) => each.id === id)?.weights;
    expect(published(weighted(official.oit, weights?.shares ?? {}))).toBe(official.subIndicators[id]);
  });

  test('IIT, EIT, OIT from the published indicators, and the total of 76.90', async () => {
    const parts = instruments((id) => official.indicators[id] ?? Number.NaN);
    expect(parts.iit).toBeCloseTo(78.222, 3);
    expect(parts.eit).toBeCloseTo(83.783, 3);
    expect(parts.oit).toBeCloseTo(70.75, 10);
    expect(published(weighted(parts, rules.ita.shares))).toBe(official.total);
    const manifest = await loadManifest(seeds);
    expect(manifest.instruments).toMatchObject({
      iit: Number(parts.iit.toFixed(3)),
      eit: Number(parts.eit.toFixed(3)),
    });
  });

  test('the total of 76.90 straight from questions and items, without rounding in between', () => {
    expect(published(weighted(instruments(indicator), rules.ita.shares))).toBe(76.9);
    expect(official.total).toBe(76.9);
  });

  test('the grade is the one of its band', () => {
    expect(rules.grades.find(({ atLeast }) => official.total >= atLeast)?.grade.th).toBe(official.grade);
  });

  test('every question and every item of the rules has a score, and no other', () => {
    const questions = Object.values(rules.questions).flat();
    const items = rules.subIndicators.flatMap(({ weights }) => Object.keys(weights.shares));
    expect([...Object.keys(official.iit), ...Object.keys(official.eit.public)]).toEqual(questions);
    expect(Object.keys(official.eit.survey)).toEqual(Object.keys(official.eit.public));
    expect(Object.keys(official.oit)).toEqual(items);
    expect(items).toHaveLength(28);
  });
});

test('the manifest is valid, names real divisions, and claims nothing that is not known', async () => {
  const manifest = await loadManifest(seeds);
  expect(manifest.agency).toMatchObject({ id: official.agency, province: 'เลย', district: 'วังสะพุง' });
  expect(manifest.fiscalYear).toBe(official.fiscalYear);
  const addresses = Object.values(manifest.items).flatMap(({ urls }) => urls);
  expect(new Set(addresses)).toEqual(new Set([manifest.agency.website]));
  const names = manifest.divisions.map(({ name }) => name);
  for (const { responsible } of plan.measures) expect([...names, 'ทุกกอง']).toContain(responsible);
});

test('the form in the manifest becomes a valid manifest of all items when its comments are filled in', () => {
  const text = readFileSync(`${seeds}manifest.yaml`, 'utf8')
    .replaceAll(/^ {2}# (o\d+:| {2}urls:| {4}- .*)$/gmu, '  $1')
    .replaceAll(/^ {2}# {3}division: (.*)$/gmu, (_, id) => `    division: ${id === '…' ? 'palad' : id}`);
  const reading = readYaml(text, 'manifest.yaml', manifestSchema);
  if ('mistakes' in reading) throw new Error(JSON.stringify(reading.mistakes));
  const ids = Object.keys(official.oit);
  expect(Object.keys(reading.value.items)).toEqual(ids);
  expect(mistakesIn(reading.value, reading.placeOf)).toEqual([]);
  expect(checkAgainstRules(reading.value, ids, rules.fiscalYear, reading.placeOf)).toEqual([]);
  expect(itemsNotListed(reading.value, ids)).toEqual([]);
});

test('a plan row for each of the ten indicators, for the fiscal year after the result', () => {
  expect(plan.measures.map(({ indicator }) => indicator)).toEqual(Object.keys(official.indicators));
  expect(plan.fiscalYear).toBe(official.fiscalYear + 1);
  for (const { period } of plan.measures) expect(period).toMatchObject({ from: '2568-10', to: '2569-09' });
});

test('items that the form leaves to the officer are told apart from those that are listed', async () => {
  const open = itemsNotListed(await loadManifest(seeds), Object.keys(official.oit));
  expect(open).toHaveLength(26);
});

describe.skipIf(!existsSync(sourceFile))('compared with the source', () => {
  const source = existsSync(sourceFile) ? readFileSync(sourceFile, 'utf8') : '';
  const rows = source
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const twoDecimals = (score: number | undefined) => score?.toFixed(2);

  test('every row of a question or an item', () => {
    const found = { i: 0, e: 0, o: 0 };
    for (const [id = '', , first, second] of rows) {
      const [, kind, number] = /^([ie\u0e50])(\d+)$/u.exec(id) ?? [];
      if (kind === 'i') {
        found.i++;
        expect(twoDecimals(official.iit[id]), id).toBe(first);
      } else if (kind === 'e') {
        found.e++;
        expect([official.eit.public[id], official.eit.survey[id]].map(twoDecimals), id).toEqual([first, second]);
      } else if (kind !== undefined) {
        found.o++;
        expect(twoDecimals(official.oit[`o${number}`]), id).toBe(first);
      }
    }
    expect(found).toEqual({ i: 15, e: 9, o: 28 });
  });

  test('every indicator, every sub-indicator, the total and the grade', () => {
    const scoreRow = (cells: string[]) => /^\d+\.\d\d$/u.test(cells[2] ?? '') && cells.length === 3;
    const indicators = rows.filter((cells) => scoreRow(cells) && /^[0-9]+$/u.test(cells[0] ?? ''));
    expect(indicators.map(([id, , score]) => [id, score])).toEqual(
      Object.entries(official.indicators).map(([id, score]) => [id, score.toFixed(2)]),
    );
    const headings = rows.filter((cells) => scoreRow(cells) && cells[1] === '');
    expect(headings.map(([, , score]) => score)).toEqual(Object.values(official.subIndicators).map(twoDecimals));
    expect(source).toContain(`ผลการประเมินในภาพรวมอยู่ที่ ${official.total.toFixed(2)}`);
    expect(source).toContain(`อยู่ในระดับ ${official.grade} `);
  });

  test('the plan holds the words of the table, entry by entry: nothing but spaces differs', () => {
    const bare = (text: string) => text.replaceAll(/\s/gu, '');
    const entries = (cell = '') =>
      cell
        .split(/(?:^|\s)- /u)
        .map(bare)
        .filter(Boolean);
    /** Cells of the table by row, those that a page break cut joined again. */
    const table: string[][] = [];
    for (const row of rows.filter(({ length }) => length === 6)) {
      const cells = row.map((cell) => cell.replaceAll(/<[^>]*>/gu, ' ').trim());
      const [first = ''] = cells;
      if (first === 'ตัวชี้วัด' || first.startsWith('--')) continue;
      if (first === '') table.push((table.pop() ?? []).map((cell, i) => `${cell} ${cells[i]}`.trim()));
      else table.push(cells);
    }
    expect(plan.measures).toHaveLength(table.length);
    for (const [i, row] of plan.measures.entries()) {
      const [indicator = '', measures, analysis = '', steps, period = '', responsible] = table[i] ?? [];
      expect(bare(`${row.indicator}.${row.indicatorTitle}`)).toBe(bare(indicator));
      expect(row.measures.map(bare)).toEqual(entries(measures));
      expect(bare(row.analysis)).toBe(bare(analysis));
      expect(row.steps.map(bare)).toEqual(entries(steps));
      expect(row.period.text).toBe(period);
      expect([bare(row.responsible)]).toEqual(entries(responsible));
    }
  });
});
