import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fold } from '../../src/thai/fold.ts';
import { phrases } from '../../src/thai/phrases.ts';
import { WORDS } from './arbitrary.ts';

const found = (list: readonly string[], text: string) =>
  phrases(list)
    .all(fold(text))
    .map((hit) => list[hit.phrase]);

describe('phrases', () => {
  test.each<[string[], string, string[]]>([
    [['ตำบล', 'เทศบาล'], 'เทศบาลต าบลสายใย', ['เทศบาล', 'ตำบล']],
    [['แผน', 'แผนปฏิบัติการ'], 'เเผน ปฎิบัติการ', ['แผนปฏิบัติการ']],
    [['line'], 'online Line id:LINE outline', ['line', 'line']],
    [['o1'], 'o1 o10 o12 (O1)', ['o1', 'o1']],
    [['ita 2568'], 'ITA  2568 ITA 25689', ['ita 2568']],
    [['รายงานผล*ประจำปี'], 'รายงานผลการดำเนินงาน ประจ าปี 2567', ['รายงานผล*ประจำปี']],
    [['รายงานผล…ประจำปี'], `รายงานผล${'ก'.repeat(41)}ประจำปี`, []],
    [['รายงานผล*ประจำปี', 'ประจำปี'], `รายงานผล${'ก'.repeat(40)}ประจำปี`, ['รายงานผล*ประจำปี']],
    [['q&a', '(ก)'], 'Q&A (ก) qa', ['q&a', '(ก)']],
    [['', ' ', '*'], 'ก ข', []],
    [[], 'ก', []],
  ])('%j in %s', (list, text, expected) => {
    expect(found(list, text)).toEqual(expected);
  });

  it('finds what indexOf finds, and nothing that overlaps', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }),
        fc.array(fc.constantFrom(...WORDS, ' ', '2567')),
        (list, parts) => {
          const text = fold(parts.join(''));
          const compiled = phrases(list);
          const hits = compiled.all(text);
          for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(fold(list[hit.phrase] ?? ''));
          for (const [i, hit] of hits.slice(1).entries()) expect(hit.start).toBeGreaterThanOrEqual(hits[i]?.end ?? 0);
          expect(hits.length > 0).toBe(list.some((word) => text.includes(fold(word))));
          expect(compiled.first(text)).toEqual(hits[0] ?? null);
          for (const hit of hits) expect(compiled.startsAt(text, hit.start)).toEqual(hit);
        },
      ),
    );
  });

  it('startsAt looks at one place only', () => {
    const compiled = phrases(['ตำบล']);
    expect(compiled.startsAt(fold('เทศบาลตำบล'), 0)).toBeNull();
    expect(compiled.startsAt(fold('เทศบาลตำบล'), 6)).toEqual({ phrase: 0, start: 6, end: 10 });
  });
});

test('searches do not disturb one another', () => {
  const posts = phrases(['นายก', 'ปลัด']);
  expect(posts.first(fold('ปลัด นายก'))).toEqual({ phrase: 1, start: 0, end: 4 });
  expect(posts.all(fold('นายก ปลัด')).map((hit) => hit.phrase)).toEqual([0, 1]);
});
