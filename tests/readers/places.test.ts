import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/model/evidence.ts';
import { read } from './helpers.ts';

const word = fc.constantFrom('แผน', 'ประกาศ', 'ก', 'x y', '2568', '&amp;', '<br>', ' ');
const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.constantFrom('<img src=a.jpg>', '<a href="b.pdf">อ่าน</a>', '<form><input name=a><input name=b></form>'),
    fc
      .tuple(
        fc.constantFrom('div', 'p', 'span', 'b', 'ul', 'li', 'h2', 'section', 'a', 'o:p', 'table', 'td', 'center'),
        fc.constantFrom('', ' id=a1', ' id="2568"', ' class=x', ' id=same', ' id="ปี"'),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(([name, attributes, children]) => `<${name}${attributes}>${children.join('')}</${name}>`),
    fc
      .array(fc.array(tie('node'), { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
  ),
}));
const body = fc.array(node, { minLength: 1, maxLength: 6 }).map((nodes) => nodes.join(''));

const squeeze = (text: string): string => text.replace(/\s+/gu, '');
const parts = (reading: Reading) => [
  ...reading.blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [block])),
  ...reading.links.map(({ at, path }) => ({ at, path, text: '' })),
  ...reading.images.map(({ at, path }) => ({ at, path, text: '' })),
  ...reading.forms.map(({ at, path }) => ({ at, path, text: '' })),
];

describe('places', () => {
  it('are selectors that find one element, which holds the text', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (html) => {
        const document = `<!doctype html><html><body>${html}</body></html>`;
        const $ = load(document);
        for (const { at, text } of parts(await read(document))) {
          if (at.in !== 'selector') throw new Error('not a selector');
          const found = $(at.css);
          expect(found).toHaveLength(1);
          expect(squeeze(found.text())).toContain(squeeze(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have paths of which no two blocks share one, and rows that hold their cells', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (html) => {
        const { blocks } = await read(`<!doctype html><html><body>${html}</body></html>`);
        const paths = blocks.map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
        for (const block of blocks) {
          if (block.kind !== 'table') continue;
          for (const row of block.rows) {
            const prefixes = row.map(({ path }) => path.slice(0, path.lastIndexOf('.')));
            expect(new Set(prefixes).size).toBe(1);
            expect(prefixes[0]?.startsWith(`${block.path}.`)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('put cards close together', async () => {
    const card = (name: string) =>
      `<div class=card><img src="${name}.jpg"><h4>นาย${name}</h4><p>ตำแหน่ง</p><a href="tel:1">โทร</a></div>`;
    const { blocks, images, links } = await read(`<html><body><div>${card('ก')}${card('ข')}</div></body></html>`);
    const cards = images.map(({ path }) => path.slice(0, path.lastIndexOf('.')));
    expect(new Set(cards).size).toBe(2);
    cards.forEach((prefix, i) => {
      expect(blocks.filter(({ path }) => path.startsWith(`${prefix}.`)).map(({ kind }) => kind)).toContain('heading');
      expect(links[i]?.path.startsWith(`${prefix}.`)).toBe(true);
    });
  });
});
