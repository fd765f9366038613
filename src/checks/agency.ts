import type { Block, EvidenceRef, Source } from '../model/evidence.ts';
import { skeleton, skeletonMapped } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import { type Matter, refTo, unitAt } from './matter.ts';

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

/**
 * The place that the headers and footers of the pages name most often: whose website it is, where nobody has said so.
 * Null where none names any.
 */
export const placeNameIn = (sources: readonly Source[], words: Words): string | null => {
  const counts = new Map<string, number>();
  for (const { medium, blocks } of sources) {
    if (medium !== 'page') continue;
    const texts = blocks.filter(({ region }) => region === 'template').map(textOf);
    for (const name of texts.flatMap((text) => namesIn(text, words))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0]?.[0] ?? null;
};

/**
 * A source that opens with another local government's name and never says its own: which one, how often it is named,
 * and in which words the source opens with it.
 */
export type Foreign = { matter: Matter; name: string; count: number; opening: string; refs: EvidenceRef[] };

const nameAsWritten = (matter: Matter, { start }: Mention): string => {
  const unit = unitAt(matter, start);
  const map = skeletonMapped(unit.text);
  const written = unit.text.slice(map.start(start - unit.start));
  return /^\S{0,60}/u.exec(written)?.[0] ?? '';
};

const judge = (matter: Matter, own: string, words: Words): Foreign | null => {
  const { text, units, source } = matter;
  if (text.includes(own) || skeleton(source.fileName).includes(own)) return null;
  const opening = units[Math.min(openingUnits, units.length) - 1]?.end ?? 0;
  const mentions = mentionsIn(text, words);
  const [first] = mentions;
  if (!first || first.start >= opening || mentions.some(({ name }) => isSameName(name, own))) return null;
  const same = mentions.filter(({ name }) => isSameName(name, first.name));
  return {
    matter,
    name: nameAsWritten(matter, first),
    count: same.length,
    opening: unitAt(matter, first.start).text,
    refs: same.slice(0, shownMentions).map((mention) => refTo(matter, unitAt(matter, mention.start))),
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

/**
 * How sure it is that a source is another local government's. Sure: it is titled as such a document together with the
 * other one's name, or names it again and again. A visit of another municipality's people is told in the news as well.
 */
export const foreignness = ({ count, opening }: Foreign, titles: Phrases | null): 'sure' | 'doubtful' | null => {
  if (count >= surelyForeign || (titles !== null && titles.first(skeleton(opening)) !== null)) return 'sure';
  return count > 1 ? 'doubtful' : null;
};
