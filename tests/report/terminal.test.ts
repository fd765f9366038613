import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/model/text.ts';
import { formatters, itemSummary, messages } from '../../src/report/index.ts';
import { displayWidth } from '../../src/thai/text.ts';
import { arbitraryRun } from './arbitrary-run.ts';
import { nothingVerifiedRun, sampleRun } from './sample-run.ts';

const show = (run = sampleRun, options = {}) =>
  formatters.terminal(run, { language: 'th', ...options })[0]?.content ?? '';
const widest = (text: string) => Math.max(...text.split('\n').map(displayWidth));
const colours = /\u001b\[\d+m/gu;

describe('terminal summary', () => {
  it.each([40, 80, 120])('fits %i columns', (columns) => {
    fc.assert(
      fc.property(arbitraryRun, fc.constantFrom(...languages), (run, language) => {
        expect(widest(show(run, { columns, language }))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 60 },
    );
  });

  it('lines its columns up under Thai marks', () => {
    const rows = show()
      .split('\n')
      .filter((line) => /^o\d+ .*[✓✗?!–]/u.test(line) && !line.includes('+'));
    const places = rows.map((line) => displayWidth(line.slice(0, line.search(/[✓✗?!–]/u))));
    expect(rows).toHaveLength(28);
    expect(new Set(places).size).toBe(1);
    expect(new Set(rows.map(displayWidth)).size).toBe(1);
  });

  it('colours only when asked, and changes nothing else by it', () => {
    expect(show()).not.toContain('\u001b');
    const coloured = show(sampleRun, { colour: true });
    expect(coloured).toMatch(colours);
    expect(coloured.replace(colours, '')).toBe(show());
  });

  it('names the score, the grade, the costliest items and what went wrong', () => {
    const text = show();
    expect(text).toContain('67.34 (อยู่ระหว่าง 58.75 ถึง 79.41)');
    expect(text).toContain('ต้องปรับปรุง');
    expect(text).toMatch(/o22 .*\+6\.25/u);
    expect(text.indexOf('+6.25')).toBeLessThan(text.indexOf('+5.00'));
    expect(text).toContain('2 × เว็บไซต์ตอบช้าเกินเวลาที่รอได้');
  });

  it('one item fits as well', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        for (const item of run.items) expect(widest(itemSummary(item, { language: 'th' }))).toBeLessThanOrEqual(80);
      }),
      { numRuns: 40 },
    );
  });
});

describe('when nothing could be verified', () => {
  it.each(languages)('no report shows a score (%s)', (language) => {
    const m = messages[language];
    const text = formatters.terminal(nothingVerifiedRun, { language })[0]?.content ?? '';
    const page = formatters.html(nothingVerifiedRun, { language })[0]?.content ?? '';
    for (const report of [text, page]) {
      expect(report).toContain(m.summary.nothing);
      expect(report).not.toContain(m.summary.oit);
      expect(report).not.toContain('100.00');
      expect(report).not.toContain('0–100');
    }
    expect(page).toContain(m.faults['server-error'].what);
  });

  it('also when the coverage alone is nothing', () => {
    const run = { ...sampleRun, prediction: { ...sampleRun.prediction, coverage: 0 } };
    expect(show(run)).not.toContain('67.34');
    expect(formatters.html(run, { language: 'th' })[0]?.content).not.toContain('67.34');
  });
});
