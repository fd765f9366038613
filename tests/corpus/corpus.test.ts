import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/model/evidence.ts';
import { readHere } from '../../src/readers/read.ts';
import { skeleton } from '../../src/thai/fold.ts';
import { type Content, ownName } from './content.ts';
import { type Case, cases, countedOf, elementsOf, fits, writeCorpus } from './corpus.ts';
import { contents } from './items/index.ts';
import { allNamed, allProven, wordsOf } from './parts.ts';
import { harmful, harmless, type Mutation, mutations, spoilings, withYearsBack } from './spoil.ts';
import { closePrinter, type StyleName, styleNames, styles } from './styles/index.ts';

/** The corpus holds what it says: its labels can be trusted only as far as this. */

afterAll(closePrinter);

const named = contents.map((content) => [`${content.itemId} ${content.name}`, content] as const);
const everyWord = ({ title, parts }: Content): string[] => [title, ...parts.flatMap(wordsOf)];

describe('contents', () => {
  it('are told apart by their names', () => {
    expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
    for (const { name } of contents) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
  });

  it('come in more than one wording', () => {
    for (const { itemId } of contents)
      expect(contents.filter((content) => content.itemId === itemId).length, itemId).toBeGreaterThanOrEqual(2);
  });

  it.each(named)('%s: rests every counted element on something, and names no others', (_name, content) => {
    const counted = countedOf(content.itemId);
    const said = [...allProven(content), ...(content.forPerson ?? []), ...(content.leftOut ?? [])];
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.filter((id) => !said.includes(id))).toEqual([]);
    expect(allNamed(content).filter((id) => !elementsOf(content.itemId).includes(id))).toEqual([]);
  });

  it.each(named)('%s: tables are full', (_name, content) => {
    const check = (parts: Content['parts']): void => {
      for (const part of parts) {
        if (part.kind === 'section') check(part.parts);
        if (part.kind === 'table')
          for (const row of part.rows) expect(row.length, row.join(' | ')).toBe(part.columns.length);
      }
    };
    check(content.parts);
  });
});

describe('mutations', () => {
  const all = contents.map((content) => [content, spoilings(content, countedOf(content.itemId))] as const);

  it('change something, and cost something exactly where they are meant to', () => {
    const costly = harmful as readonly Mutation[];
    for (const [content, ways] of all)
      for (const { mutation, content: shown, menu, spoilt } of ways) {
        const where = `${content.itemId} ${content.name} ${mutation}`;
        expect(spoilt.length > 0, where).toBe(costly.includes(mutation));
        if (costly.includes(mutation))
          expect([shown.title, shown.parts], where).not.toEqual([content.title, content.parts]);
        expect(menu.length > 0, where).toBe(mutation === 'only-in-menu');
      }
  });

  it('that harm nothing leave the text the same to a reader', () => {
    for (const [content, ways] of all)
      for (const { mutation, content: shown } of ways)
        if ((harmless as readonly Mutation[]).includes(mutation))
          expect(everyWord(shown).map(skeleton), mutation).toEqual(everyWord(content).map(skeleton));
  });

  it('leave no year and no name behind that was to go', () => {
    for (const [{ fiscalYear }, ways] of all)
      for (const { mutation, content: shown } of ways) {
        const text = skeleton(everyWord(shown).join(' '));
        if (mutation === 'wrong-year') expect(text).not.toContain(String(fiscalYear));
        if (mutation === 'other-agency') expect(text).not.toContain(skeleton(ownName.replace('เทศบาลเมือง', '')));
      }
  });

  it.each([
    ['ปีงบประมาณ พ.ศ. 2568', 'ปีงบประมาณ พ.ศ. 2565'],
    ['๑ ตุลาคม ๒๕๖๗ - ๓๑ มีนาคม ๒๕๖๘', '๑ ตุลาคม ๒๕๖๔ - ๓๑ มีนาคม ๒๕๖๕'],
    ['1 ต.ค. 67 ถึง 31 มี.ค.68', '1 ต.ค. 64 ถึง 31 มี.ค.65'],
    ['31/3/68', '31/3/65'],
    ['แผนพัฒนา (พ.ศ. 2566-2570)', 'แผนพัฒนา (พ.ศ. 2563-2567)'],
    ['พระราชบัญญัติเทศบาล พ.ศ. 2496', 'พระราชบัญญัติเทศบาล พ.ศ. 2496'],
    ['2,568 บาท โทร 0-2568-2568', '2,568 บาท โทร 0-2568-2568'],
    ['ปี 66 โครงการ ร้อยละ 67', 'ปี 66 โครงการ ร้อยละ 67'],
  ])('years back: %s', (text, older) => expect(withYearsBack(text, 2568)).toBe(older));
});

describe('cases', () => {
  const all = [...cases()];

  it('have names of their own, and come the same every time', () => {
    const names = all.map(({ itemId, name }) => `${itemId} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of all) expect(name).toMatch(/^[a-z0-9-]+$/u);
    expect([...cases()].map(({ itemId, name }) => `${itemId} ${name}`)).toEqual(names);
  });

  it('cover every style and every mutation', () => {
    expect(new Set(all.map(({ style }) => style))).toEqual(new Set(styleNames));
    expect(new Set(all.map(({ mutation }) => mutation))).toEqual(new Set(mutations));
  });

  it('show every content in every style that it may have', () => {
    for (const content of contents) {
      const shown = all.filter(
        ({ itemId, content: name, mutation }) =>
          itemId === content.itemId && name === content.name && mutation === 'none',
      );
      expect(shown.map(({ style }) => style)).toEqual(
        styles.filter((style) => fits(style, content)).map(({ name }) => name),
      );
    }
  });

  it('expect of every counted element what became of it', () => {
    for (const { itemId, expect: expected, spoilt } of all) {
      const failed = Object.keys(expected).filter((id) => expected[id] === 'failed');
      expect(failed).toEqual(countedOf(itemId).filter((id) => spoilt.includes(id) && id in expected));
    }
  });

  it('are written with what is expected of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'corpus-'));
    try {
      const options = { items: ['o7'], styles: ['joomla', 'xlsx'] as StyleName[], mutations: ['wrong-year' as const] };
      const written = await writeCorpus(folder, ({ content }) => content === 'report-as-table', options);
      expect(written).toBe(2);
      expect((await readdir(join(folder, 'o07'))).sort()).toEqual([
        'report-as-table--joomla--wrong-year.expect',
        'report-as-table--joomla--wrong-year.html',
        'report-as-table--xlsx--wrong-year.expect',
        'report-as-table--xlsx--wrong-year.xlsx',
      ]);
      expect(await readFile(join(folder, 'o07', 'report-as-table--joomla--wrong-year.expect'), 'utf8')).toBe(
        'agency: เทศบาลเมืองทุ่งทอง\nstyle: joomla\nmutation: wrong-year\no7.1 passed\no7.2 passed\no7.3 passed\no7.4 passed\no7.5 failed\n',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const textOf = ({ title, blocks, links, forms }: Reading): string =>
  skeleton(
    [
      title,
      ...blocks.flatMap((block) =>
        block.kind === 'table'
          ? [block.caption, ...block.rows.flatMap((row) => row.map(({ text }) => text))]
          : [block.text],
      ),
      ...links.map(({ text }) => text),
      ...forms.map(({ text }) => text),
    ].join('\n'),
  );

const readBack = async ({ fileName, bytes }: Case): Promise<Reading> => {
  const read = await bytes();
  expect(read.byteLength).toBeGreaterThan(0);
  return readHere(read, { url: `file:///${fileName}`, fileName });
};

const contentOf = ({ itemId, content: name }: Case): Content =>
  contents.find((content) => content.itemId === itemId && content.name === name) as Content;

/** Letters alone: lines break anywhere, and hyphens and spaces go with them. */
const letters = (text: string): string => skeleton(text).replace(/[\s\-–—]/gu, '');

describe('what the readers see of a page or file', () => {
  const cheap: readonly StyleName[] = ['wordpress', 'oldtable', 'joomla', 'vendor', 'xlsx', 'docx'];
  const unspoilt = [...cases({ styles: cheap, mutations: ['none'] })];

  it.each(unspoilt.map((one) => [`${one.itemId} ${one.name}`, one] as const))('%s', async (_name, one) => {
    const text = letters(textOf(await readBack(one)));
    expect(everyWord(contentOf(one)).filter((words) => !text.includes(letters(words)))).toEqual([]);
  });

  it('is the same Thai in the old code page, whatever was done to it', async () => {
    const damaged = [...cases({ items: ['o7'], styles: ['oldtable'], mutations: harmless })];
    expect(damaged.length).toBeGreaterThan(0);
    for (const one of damaged) {
      const text = letters(textOf(await readBack(one)));
      expect(
        everyWord(contentOf(one)).filter((words) => !text.includes(letters(words))),
        one.name,
      ).toEqual([]);
    }
  });

  it('says in the menu what only the menu says', async () => {
    const [content] = contents.filter(({ itemId }) => itemId === 'o7');
    if (!content) throw new Error('no content of o7');
    const ways = spoilings(content, countedOf('o7')).filter(({ mutation }) => mutation === 'only-in-menu');
    for (const style of styles.filter(({ medium }) => medium === 'page'))
      for (const { content: shown, menu } of ways) {
        const bytes = await style.render(shown, { menu });
        const reading = await readHere(bytes, { url: 'file:///a.html', fileName: 'a.html' });
        const inMenu = reading.links.map(({ text }) => skeleton(text));
        expect(inMenu, style.name).toEqual(expect.arrayContaining(menu.map(skeleton)));
      }
  });

  /** A cell's lines may stand among those of its neighbours: words of a print are looked for piece by piece. */
  const piecesOf = (words: string): string[] => (words.match(/[ก-๙]{4,8}/gu) ?? []).map((piece) => piece);
  const printedOf = (name: StyleName): Case[] =>
    [...cases({ styles: [name], mutations: ['none'] })].filter((_, index) => index % 20 === 0).slice(0, 3);

  it.each(['pdf', 'pdf-lost-am'] as const)('a few of style %s', async (name) => {
    for (const one of printedOf(name)) {
      const reading = await readBack(one);
      const text = letters(textOf(reading));
      const pieces = everyWord(contentOf(one)).flatMap(piecesOf).map(letters);
      const seen = pieces.filter((piece) => text.includes(piece));
      expect(seen.length / pieces.length, one.name).toBeGreaterThan(0.85);
      if (name === 'pdf-lost-am') expect(text).not.toContain('ำ');
      expect(reading.pageNotes.every(({ method }) => method !== 'ocr' && method !== 'none')).toBe(true);
    }
  });

  it('a scan has pages without any text of its own', async () => {
    const [one] = cases({ items: ['o7'], styles: ['scan'] });
    if (!one) throw new Error('no scan');
    const bytes = Buffer.from(await one.bytes()).toString('latin1');
    const has = (mark: string): boolean => bytes.includes(mark);
    expect(['%PDF-', '/Subtype/Image', '/ToUnicode', '/FontFile2'].map(has)).toEqual([true, true, false, false]);
  });
});
