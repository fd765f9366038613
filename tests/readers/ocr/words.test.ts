import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOf, linesFrom, textOfLine } from '../../../src/readers/ocr/words.ts';

type Piece = [text: string, left: number, width: number, confidence?: number];

const head =
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t900\t90\t-1\t\n';

const rows = (page: number, block: number, line: number, pieces: readonly Piece[]): string =>
  pieces
    .map(
      ([text, left, width, confidence = 90], word) =>
        `5\t${page}\t${block}\t1\t${line}\t${word + 1}\t${left}\t${line * 30}\t${width}\t20\t${confidence}\t${text}\n`,
    )
    .join('');

const textsOf = (tsv: string, text: string, pictures = 1): string[][] =>
  linesFrom(tsv, text, pictures).map((lines) => lines.map(textOfLine));

describe('the two outputs of the recogniser', () => {
  it('give the pieces of each line, with the spaces of the text', () => {
    const tsv =
      head +
      rows(1, 1, 1, [
        ['แผน', 0, 40],
        ['งาน', 42, 40],
        ['ปี', 100, 20],
        ['2568', 130, 40, 80],
      ]);
    expect(linesFrom(tsv, 'แผนงาน ปี 2568\n\f', 1)).toEqual([
      [
        {
          paragraph: 0,
          words: [
            { text: 'แผน', box: [0, 30, 40, 50], confidence: 0.9, spaced: true },
            { text: 'งาน', box: [42, 30, 82, 50], confidence: 0.9, spaced: false },
            { text: 'ปี', box: [100, 30, 120, 50], confidence: 0.9, spaced: true },
            { text: '2568', box: [130, 30, 170, 50], confidence: 0.8, spaced: true },
          ],
        },
      ],
    ]);
  });
  it('keep pictures, paragraphs and lines apart, and pictures without writing', () => {
    const tsv =
      head +
      rows(1, 1, 1, [['ก', 0, 9]]) +
      rows(1, 1, 2, [['ข', 0, 9]]) +
      rows(1, 2, 1, [['ค', 0, 9]]) +
      rows(3, 1, 1, [['ง', 0, 9]]);
    const pages = linesFrom(tsv, 'ก\nข\n\nค\n\f\fง\n\f', 3);
    expect(pages.map((lines) => lines.map(textOfLine))).toEqual([['ก', 'ข', 'ค'], [], ['ง']]);
    expect(pages.flat().map(({ paragraph }) => paragraph)).toEqual([0, 0, 1, 2]);
  });
  it('go on after a piece that only one of them has', () => {
    const tsv =
      head +
      rows(1, 1, 1, [
        ['ก', 0, 9],
        ['?', 20, 9],
        ['ข', 40, 9],
      ]);
    expect(textsOf(tsv, 'ก ข\n')).toEqual([['ก? ข']]);
  });
  it('may hold no rows, empty pieces and impossible confidences', () => {
    expect(linesFrom('', '', 2)).toEqual([[], []]);
    const tsv = head + rows(1, 1, 1, [[' ', 0, 9], ['ก', 0, 9, -1], ['ข', 20, 9, 140]]); // biome-ignore format: rows
    expect(linesFrom(tsv, 'ก ข', 1)[0]?.[0]?.words.map(({ text, confidence }) => [text, confidence])).toEqual([
      ['ก', 0],
      ['ข', 1],
    ]);
  });
});

describe('a piece that is given twice in one place', () => {
  it.each<[string, Piece[], string, string]>([
    [
      'as the beginning of the next',
      [
        ['เมื่', 0, 40],
        ['เมื่อ', 2, 60],
      ],
      'เมื่ เมื่อ',
      'เมื่อ',
    ],
    [
      'as the end of the one before',
      [
        ['Policy)', 0, 120],
        [')', 111, 9],
      ],
      'Policy) )',
      'Policy)',
    ],
    [
      'is there twice where it stands twice',
      [
        ['ต่าง', 0, 40],
        ['ต่าง', 41, 40],
      ],
      'ต่างต่าง',
      'ต่างต่าง',
    ],
  ])('%s', (_, pieces, text, expected) => expect(textsOf(head + rows(1, 1, 1, pieces), text)).toEqual([[expected]]));
});

describe('reading the outputs', () => {
  it('loses no letter of pieces that stand side by side', () => {
    const piece = fc.tuple(fc.stringMatching(/^[ก-ฮa-z0-9]{1,4}$/u), fc.boolean());
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 20 }), (pieces) => {
        const tsv = head + rows(1, 1, 1, pieces.map(([text], index) => [text, index * 50, 40])); // biome-ignore format: one row
        const text = pieces.map(([one, spaced], index) => (index > 0 && spaced ? ` ${one}` : one)).join('');
        expect(textsOf(tsv, text)).toEqual([[text]]);
      }),
    );
  });
  it('weighs confidence by letters', () => {
    const word = (text: string, confidence: number) => ({ text, confidence, box: [0, 0, 1, 1] as const, spaced: true });
    expect(confidenceOf([word('กกก', 1), word('ข', 0)])).toBe(0.75);
    expect(confidenceOf([])).toBe(0);
  });
});
