import type { Mistake } from '../model/errors.ts';
import { type Entry, type Lexicon, type LexiconPart, lexicon } from '../model/ruleset.ts';
import { nearest } from '../yaml/nearest.ts';
import type { PlaceOf } from '../yaml/read.ts';
import { type Path, valueAt } from '../yaml/shape.ts';
import type { Opened, OpenedRuleset } from './opened.ts';

type Joined = { opened: OpenedRuleset['lexicon'] | null; mistakes: Mistake[] };
type Lists = Required<Pick<LexiconPart, 'words' | 'fields'>>;

/** Keys of which every file may hold some; any other stands in one file as a whole. */
const named: readonly string[] = ['words', 'fields', 'posts', 'postGroups', 'channels'] satisfies (keyof LexiconPart)[];

const idOf = (path: Path): string => path.join('.');

/** The paths of everything that must stand in one file only. */
const namesIn = (part: LexiconPart): Path[] =>
  Object.entries(part).flatMap(([key, value]) =>
    named.includes(key) ? Object.keys(value).map((name) => [key, name]) : [[key]],
  );

const joinParts = (parts: readonly Opened<LexiconPart>[]) => {
  const joined: Record<string, unknown> = {};
  const holders = new Map<string, Opened<LexiconPart>>();
  const mistakes: Mistake[] = [];
  for (const part of parts) {
    for (const path of namesIn(part.value)) {
      const holder = holders.get(idOf(path));
      if (holder) {
        const { line } = holder.placeOf(path, 'key');
        mistakes.push({
          ...part.placeOf(path, 'key'),
          message: `"${path.at(-1)}" stands in ${holder.file} already (line ${line}); it must stand in one file only`,
        });
      } else holders.set(idOf(path), part);
    }
    for (const [key, value] of Object.entries(part.value))
      joined[key] = named.includes(key) ? Object.assign(joined[key] ?? {}, value) : value;
  }
  const placeOf: PlaceOf = (path, part) => {
    const [key = '', name = ''] = path;
    const holder = holders.get(idOf([key, name])) ?? holders.get(idOf([key]));
    if (!holder) throw new Error(`no file of the lexicon holds ${idOf(path)}`);
    return holder.placeOf(path, part);
  };
  return { joined: joined as LexiconPart, placeOf, mistakes };
};

/** Puts the phrases of other lists where a list takes them in; each phrase once, where it stands first. */
const takeIn = (lists: Lists, placeOf: PlaceOf) => {
  const { words, fields } = lists;
  const mistakes: Mistake[] = [];
  const ready = new Map<string, string[]>();

  /** The path of the list that `name` means in the list at the last of `holders`; a message where there is none. */
  const meant = (name: string, holders: readonly Path[]): Path | string => {
    const [kind, , group = ''] = holders.at(-1) ?? [];
    const known = [...Object.keys(words), ...(kind === 'fields' ? Object.keys(fields) : [])];
    if (!known.includes(name)) {
      const near = nearest(name, known);
      const what = kind === 'fields' ? 'word list or field' : 'word list';
      return `there is no ${what} "${name}"${near ? `; did you mean "${near}"?` : ''}`;
    }
    const path = Object.hasOwn(words, name) ? ['words', name] : ['fields', name, group];
    if (valueAt(lists, path) === undefined) return `the field "${name}" has no "${group}"`;
    const circle = holders.findIndex((holder) => idOf(holder) === idOf(path));
    if (circle < 0) return path;
    return `this list would hold itself: ${[...holders.slice(circle), path].map(([, each]) => each).join(' < ')}`;
  };

  const phrasesAt = (path: Path, above: readonly Path[] = []): string[] => {
    const id = idOf(path);
    const known = ready.get(id);
    if (known) return known;
    const holders = [...above, path];
    const phrases = (valueAt(lists, path) as readonly Entry[]).flatMap((entry, index): string[] => {
      if (typeof entry === 'string') return [entry];
      const from = meant(entry['all of'], holders);
      if (typeof from !== 'string') return phrasesAt(from, holders);
      mistakes.push({ ...placeOf([...path, index, 'all of']), message: from });
      return [];
    });
    const once = [...new Set(phrases)];
    ready.set(id, once);
    return once;
  };

  const whole = {
    words: Object.fromEntries(Object.keys(words).map((name) => [name, phrasesAt(['words', name])])),
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, { title, ...groups }]) => [
        name,
        {
          title,
          ...Object.fromEntries(Object.keys(groups).map((group) => [group, phrasesAt(['fields', name, group])])),
        },
      ]),
    ),
  };
  return { whole, mistakes };
};

/**
 * Joins the files of a lexicon to one and fills in what its lists take in from others.
 * @param folder how their folder is called in the mistakes
 */
export const joinLexicon = (parts: readonly Opened<LexiconPart>[], folder: string): Joined => {
  if (parts.length === 0)
    return { opened: null, mistakes: [{ file: folder, message: 'this folder of the ruleset is missing or empty' }] };
  const { joined, placeOf, mistakes } = joinParts(parts);
  const { words = {}, fields = {} } = joined;
  const ambiguous = Object.keys(fields)
    .filter((name) => Object.hasOwn(words, name))
    .map((name): Mistake => {
      const { file, line } = placeOf(['words', name], 'key');
      const message = `"${name}" is the name of a word list too (${file}, line ${line}), so "all of" could mean both`;
      return { ...placeOf(['fields', name], 'key'), message };
    });
  const { whole, mistakes: untaken } = takeIn({ words, fields }, placeOf);
  const absent = Object.entries(lexicon.shape)
    .filter(([key, schema]) => !schema.safeParse(undefined).success && !Object.hasOwn(joined, key))
    .map(([key]): Mistake => ({ file: folder, message: `"${key}" stands in no file of this folder` }));
  return {
    // Every part was checked by itself, so where nothing is absent the whole is what its type says.
    opened: absent.length > 0 ? null : { value: { ...joined, ...whole } as Lexicon, placeOf },
    mistakes: [...mistakes, ...ambiguous, ...untaken, ...absent],
  };
};
