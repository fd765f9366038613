import type { Block, EvidenceRef, Source } from '../model/evidence.ts';
import { skeleton, skeletonMapped } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import { foldedOf, type Matter, refTo, type Unit, unitAt } from './matter.ts';

/** A place where a local government is named: its kind, and the folded beginning of what follows. */
type Mention = { start: number; name: string };

const longestName = 40;
/** Folded letters by which two names are told to be the same, since what follows a name is not always parted from it. */
const tellingLetters = 5;
const surelyForeign = 3;
const shownMentions = 3;
const openingUnits = 12;

const mentionsIn = (text: string, words: Words): Mention[] =>
  words.agencyKinds.all(text).flatMap(({ start, end }) => {
    const name = /^[\p{L}\p{M}]{2,}/u.exec(text.slice(end, end + longestName))?.[0] ?? '';
    return name === '' || words.noAgencyNames.startsAt(name, 0) ? [] : [{ start, name }];
  });

/** The names in a text as it is written, where a space ends them. */
const namesIn = (text: string, words: Words): string[] => {
  const map = skeletonMapped(text);
  return words.agencyKinds.all(map.text).flatMap(({ end }) => {
    const name = skeleton(/^\s*([\p{L}\p{M}]{2,40})/u.exec(text.slice(map.end(end)))?.[1] ?? '');
    return name === '' || words.noAgencyNames.startsAt(name, 0) ? [] : [name];
  });
};

const isSameName = (a: string, b: string): boolean => {
  const telling = Math.min(a.length, b.length, tellingLetters);
  return a.slice(0, telling) === b.slice(0, telling);
};

const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text).join(' ')).join('\n') : block.text;

/** The name of the place in the name of an agency, folded: what follows the kind of local government. */
export const placeNameOf = (agency: string, words: Words): string | null => namesIn(agency, words)[0] ?? null;

/** Blocks at the end of a page that may be its footer, where nothing marks it as such. */
const footerBlocks = 3;
/** A page with fewer units has no room for a header and a footer of its own. */
const fewestUnits = 12;

/** What a page says of whose website it is: by its title, by its header and footer, and by how it ends. */
const signsOf = ({ title, blocks }: Source): string[][] => {
  const ends = blocks.length < fewestUnits ? [] : blocks.slice(-footerBlocks);
  return [
    [title],
    ...blocks.filter(({ region }) => region === 'template').map((block) => [textOf(block)]),
    ends.filter(({ region }) => region === 'main').map(textOf),
  ];
};

const fewestSigns = 2;

/**
 * The place whose website the pages are, where nobody has said so: the one that most of their titles, headers and footers
 * name, two of them at least. Null where they name none, or not the same.
 */
export const placeNameIn = (sources: readonly Source[], words: Words): string | null => {
  const counts = new Map<string, number>();
  for (const source of sources) {
    if (source.medium !== 'page') continue;
    const names = signsOf(source).flatMap((texts) => [...new Set(texts.flatMap((text) => namesIn(text, words)))]);
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return best && best[1] >= fewestSigns ? best[0] : null;
};

/**
 * A source that names another local government: which one, where, and where it names its own. It may be that one's
 * document.
 */
export type Foreign = {
  matter: Matter;
  name: string;
  units: readonly Unit[];
  own: readonly Unit[];
  refs: EvidenceRef[];
};

const nameAsWritten = (matter: Matter, { start }: Mention): string => {
  const unit = unitAt(matter, start);
  const map = skeletonMapped(unit.text);
  const written = unit.text.slice(map.start(start - unit.start));
  return /^\S{0,60}/u.exec(written)?.[0] ?? '';
};

const ownUnits = (matter: Matter, own: string, mentions: readonly Mention[]): Unit[] => {
  const { text } = matter;
  const found: Unit[] = [];
  for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, at + own.length)) found.push(unitAt(matter, at));
  return [...found, ...mentions.filter(({ name }) => isSameName(name, own)).map(({ start }) => unitAt(matter, start))];
};

const judge = (matter: Matter, own: string, words: Words): Foreign | null => {
  if (skeleton(matter.source.fileName).includes(own)) return null;
  const mentions = mentionsIn(matter.text, words);
  const first = mentions.find(({ name }) => !isSameName(name, own));
  if (!first) return null;
  const units = mentions.filter(({ name }) => isSameName(name, first.name)).map(({ start }) => unitAt(matter, start));
  return {
    matter,
    name: nameAsWritten(matter, first),
    units,
    own: ownUnits(matter, own, mentions),
    refs: units.slice(0, shownMentions).map((unit) => refTo(matter, unit)),
  };
};

const known = new WeakMap<Matter['units'], { own: string; words: Words; judged: Omit<Foreign, 'matter'> | null }>();

/** As `judge`; asked again for another item, the answer costs nothing. */
const foreign = (matter: Matter, own: string, words: Words): Foreign | null => {
  const before = known.get(matter.units);
  if (before?.own === own && before.words === words) return before.judged && { ...before.judged, matter };
  const judged = judge(matter, own, words);
  known.set(matter.units, { own, words, judged });
  return judged;
};

/** The sources that may be another local government's, told by their own content. */
export const foreignAmong = (matters: readonly Matter[], own: string | null, words: Words): Foreign[] =>
  own === null ? [] : matters.flatMap((matter) => foreign(matter, own, words) ?? []);

const longestTitle = 200;

/** Whether a source is titled as a document together with another's name, and its body does not name its own. */
const isTitled = ({ matter, units, own }: Foreign, titles: Phrases): boolean => {
  const { length } = matter.units;
  const end = length < fewestUnits ? length : length - footerBlocks;
  const isTitle = (unit: Unit | undefined): boolean =>
    unit !== undefined && unit.end - unit.start <= longestTitle && titles.first(foldedOf(matter, unit)) !== null;
  return units.some(
    (unit) =>
      (isTitle(unit) || isTitle(matter.units[unit.index - 1])) &&
      own.every(({ index }) => index < unit.index || (index > unit.index && index >= end)),
  );
};

/**
 * How sure it is that a source is another local government's. Sure: it is titled as such a document together with the
 * other one's name, or names it again and again and never its own. A visit of another municipality's people is told in
 * the news as well.
 */
export const foreignness = (foreign: Foreign, titles: Phrases | null): 'sure' | 'doubtful' | null => {
  const { matter, units, own } = foreign;
  if (titles !== null && isTitled(foreign, titles)) return 'sure';
  const { length } = matter.units;
  const first = units[0]?.index ?? length;
  const before = matter.units.slice(0, first).filter(({ link }) => !link).length;
  const opens = before < Math.min(openingUnits, length);
  // Old pages end with the site's own name in a cell that nothing marks as their footer.
  const isOwn = own.some(({ index }) => length < fewestUnits || index < length - footerBlocks);
  if (isOwn || !opens) return null;
  if (own.length === 0 && units.length >= surelyForeign) return 'sure';
  // One heading tells as much as two mentions.
  return units.length > 1 || units[0]?.kind === 'heading' ? 'doubtful' : null;
};
