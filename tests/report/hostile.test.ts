import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/model/text.ts';
import { clean } from '../../src/report/clean.ts';
import { formatters } from '../../src/report/index.ts';
import { arbitraryRun } from './arbitrary-run.ts';
import { hostile, poison } from './hostile.ts';
import { dangersOf, parseCsv } from './parse.ts';
import { sampleRun } from './sample-run.ts';

const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
const formula = /^\s*[=+\-@\t\n\r＝＋－＠]/u;

describe.each(hostile)('a website that says %j', (bad) => {
  const run = poison(sampleRun, bad);

  it.each(languages)('can neither run, load nor lead astray in the pages (%s)', (language) => {
    for (const { content } of [...formatters.html(run, { language }), ...formatters.divisions(run, { language })]) {
      expect(dangersOf(content)).toEqual([]);
      expect(content).not.toMatch(unprintable);
    }
  });

  it('is shown as it is, as text', () => {
    const $ = load(formatters.html(run, { language: 'th' })[0]?.content ?? '');
    const shown = clean(bad);
    expect($('h1').text()).toBe(shown);
    expect($('blockquote').first().text()).toBe(shown);
    expect($('details.item')).toHaveLength(sampleRun.items.length);
  });

  it('starts no formula in a spreadsheet', () => {
    const cells = parseCsv((formatters.csv(run, { language: 'th' })[0]?.content ?? '').slice(1)).flat();
    expect(cells.filter((cell) => formula.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes(clean(bad)))).toBe(true);
    expect(cells.join('')).not.toMatch(unprintable);
  });

  it('sends no command to the terminal', () => {
    const text = formatters.terminal(run, { language: 'th' })[0]?.content ?? '';
    expect(text).not.toMatch(unprintable);
  });
});

it('any run: pages hold nothing that runs, loads or leads astray', () => {
  fc.assert(
    fc.property(arbitraryRun, fc.constantFrom(...languages), (run, language) => {
      for (const { content } of [...formatters.html(run, { language }), ...formatters.divisions(run, { language })])
        expect(dangersOf(content)).toEqual([]);
      const cells = parseCsv((formatters.csv(run, { language })[0]?.content ?? '').slice(1)).flat();
      expect(cells.filter((cell) => formula.test(cell))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
