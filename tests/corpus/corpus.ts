import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRuleset } from '../../src/ruleset/index.ts';
import { type Content, ownName } from './content.ts';
import { contents as allContents } from './items/index.ts';
import { partsIn } from './parts.ts';
import { type Mutation, mutations, spoilings } from './spoil.ts';
import { closePrinter, pageStyles, type Style, type StyleName, styles } from './styles/index.ts';

/** The machine-made corpus: every content in every style that can show it, as it is and spoilt. */

const ruleset = await loadRuleset(2568);

export type Expected = 'passed' | 'failed' | 'cantTell';
export type Case = {
  itemId: string;
  /** Unlike any other name of the item, and fit for a file. */
  name: string;
  /** The content's own name. */
  content: string;
  style: StyleName;
  mutation: Mutation;
  spoilt: readonly string[];
  /** Every counted element that the page or file alone can show, and that is decided. */
  expect: Readonly<Record<string, Expected>>;
  fileName: string;
  bytes(): Promise<Uint8Array>;
};

export type CorpusOptions = {
  contents?: readonly Content[];
  items?: readonly string[];
  styles?: readonly StyleName[];
  mutations?: readonly Mutation[];
};

/** The counted elements of an item. */
export const countedOf = (itemId: string): string[] =>
  (ruleset.items.find(({ id }) => id === itemId)?.elements ?? []).filter(({ counts }) => counts).map(({ id }) => id);

/** Every element of an item, counted or not. */
export const elementsOf = (itemId: string): string[] =>
  (ruleset.items.find(({ id }) => id === itemId)?.elements ?? []).map(({ id }) => id);

/** Files cost more to make and to read than pages, and have no menu. */
const ofFiles: readonly Mutation[] = ['none', 'delete', 'blank', 'wrong-year', 'thai-digits'];
export const mutationsIn = (style: StyleName): readonly Mutation[] => {
  if ((pageStyles as readonly StyleName[]).includes(style)) return mutations;
  if (style === 'scan') return ['none'];
  return style === 'pdf' ? [...ofFiles, 'only-criteria'] : ofFiles;
};

const hasTable = ({ parts }: Content): boolean => partsIn(parts).some(({ part }) => part.kind === 'table');

/** Whether a style can show a content at all. */
export const fits = (style: Style, content: Content): boolean =>
  content.media.includes(style.medium) && (style.medium !== 'sheet' || hasTable(content));

/** Whether what must not be there is not there, where nothing of its kind is left: assessors may see that either way. */
const isUndecided = (itemId: string, id: string): boolean =>
  ruleset.items.find((item) => item.id === itemId)?.elements.find((element) => element.id === id)?.kind === 'negative';

const expectation = (content: Content, spoilt: readonly string[]): Record<string, Expected> =>
  Object.fromEntries(
    countedOf(content.itemId)
      .filter((id) => !content.leftOut?.includes(id))
      .filter((id) => !spoilt.includes(id) || !isUndecided(content.itemId, id))
      .map((id) => {
        if (spoilt.includes(id)) return [id, 'failed'];
        return [id, content.forPerson?.includes(id) ? 'cantTell' : 'passed'];
      }),
  );

/** The cases, in the same order every time; what a case costs is spent when its bytes are asked for. */
export function* cases(options: CorpusOptions = {}): Generator<Case> {
  const { contents = allContents } = options;
  for (const content of contents) {
    const { itemId } = content;
    if (options.items?.includes(itemId) === false) continue;
    const ways = spoilings(content, countedOf(itemId));
    for (const style of styles) {
      if (options.styles?.includes(style.name) === false || !fits(style, content)) continue;
      for (const { mutation, number, content: shown, menu, spoilt } of ways) {
        if (options.mutations?.includes(mutation) === false || !mutationsIn(style.name).includes(mutation)) continue;
        const isOnly = ways.filter((way) => way.mutation === mutation).length === 1;
        const way = isOnly ? mutation : `${mutation}-${String(number).padStart(2, '0')}`;
        const name = `${content.name}--${style.name}--${way}`;
        yield {
          itemId,
          name,
          content: content.name,
          style: style.name,
          mutation,
          spoilt,
          expect: expectation(content, spoilt),
          fileName: `${name}.${style.extension}`,
          bytes: async () => style.render(shown, { menu }),
        };
      }
    }
  }
}

/** Writes the chosen cases to `<folder>/oNN/`, each with what is expected of it beside it; gives their number. */
export const writeCorpus = async (
  folder: string,
  filter: (one: Case) => boolean = () => true,
  options: CorpusOptions = {},
): Promise<number> => {
  let written = 0;
  try {
    for (const one of cases(options)) {
      if (!filter(one)) continue;
      const place = join(folder, `o${one.itemId.slice(1).padStart(2, '0')}`);
      await mkdir(place, { recursive: true });
      const lines = [
        `agency: ${ownName}`,
        `style: ${one.style}`,
        `mutation: ${one.mutation}`,
        ...Object.entries(one.expect).map(([id, outcome]) => `${id} ${outcome}`),
      ];
      await writeFile(join(place, one.fileName), await one.bytes());
      await writeFile(join(place, `${one.name}.expect`), `${lines.join('\n')}\n`);
      written++;
    }
  } finally {
    await closePrinter();
  }
  return written;
};
