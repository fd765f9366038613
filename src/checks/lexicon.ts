import type { Form, Lexicon, Ruleset } from '../model/ruleset.ts';
import { skeleton } from '../thai/fold.ts';
import { phrases as compile, type Phrases } from '../thai/phrases.ts';

/** Phrases for texts in the form in which matters are searched: without tone marks. `list` keeps the spelling. */
const phrases = (list: readonly string[]): Phrases => ({ ...compile(list.map(skeleton)), list });

type Titled = { title: { th: string; en: string }; find: Phrases };

/**
 * A data field. Hits of `find` up to `labels` are its labels, those from `hints` on speak of it without naming it, and
 * those between only look like its labels.
 */
export type Field = Titled & { labels: number; hints: number };

/** The word lists of a ruleset, made ready for searching once. */
export type Words = {
  lexicon: Lexicon;
  list(name: string): Phrases;
  field(name: string): Field;
  post(name: string): Titled & { not: Phrases; group: 'political' | 'permanent' };
  posts: readonly string[];
  channel(name: string): {
    title: Titled['title'];
    texts: Phrases;
    urls: readonly string[];
    not: Phrases;
    maybe: readonly string[];
    anywhere: boolean;
    form: boolean | 'named';
    picture: boolean;
  };
  notEvidence: Phrases;
  /** The same words for one who takes criteria, examples and fillers for evidence. */
  unwary(): Words;
  stamps: Phrases;
  pageParts: Phrases;
  addressParts: Phrases;
  fiscalYearColumns: Phrases;
  programmes: Phrases;
  agencyKinds: Phrases;
  noAgencyNames: Phrases;
  totals: Phrases;
  isBlank(text: string): boolean;
  /** Only dashes, which officials write for "none" as well as for "not filled in". */
  isDash(text: string): boolean;
  /** Whether a label follows or ends here: the text begins with one, or with a word that joins labels. */
  startsFiller(folded: string): boolean;
  /** Whether the text ends by saying that there is none of what follows. */
  endsWithNegation(folded: string): boolean;
  /** Whether the text goes on by saying what the word before it means. */
  startsDefinition(folded: string): boolean;
  /**
   * Whether a folded text begins another part of a document, by what that is called or, where the parts are labelled
   * lines, by its label and a colon.
   */
  startsPart(folded: string, isLabelled: boolean): boolean;
  /** Whether a folded text holds a label of any field. */
  holdsLabel(folded: string): boolean;
  /** Whether a folded text begins with a label of any field and a colon. */
  startsLabelled(folded: string): boolean;
  /** Whether a folded text says hardly more than the labels of several fields. */
  listsLabels(folded: string): boolean;
  /** Whether a folded text says nothing but labels, joining words, numbering and a year. */
  isFiller(folded: string): boolean;
  form(name: string): Form;
};

const must = <T>(value: T | undefined, what: string): T => {
  // The ruleset loader checks every name, so this is a bug, not a user's mistake.
  if (value === undefined) throw new Error(`the ruleset has no ${what}`);
  return value;
};

/** A text of so many labels, which make up so much of it, lists them. */
const fewestListed = 5;
const mostOfList = 0.6;

/** A number that counts no entries of a list: an amount, or how many there are of something. */
const amount = /\d{3}|\d[,.]\d|(?<!\d)\d{2}\p{L}/u;

const lazily = <T>(make: (name: string) => T): ((name: string) => T) => {
  const made = new Map<string, T>();
  return (name) => {
    let value = made.get(name);
    if (value === undefined) {
      value = make(name);
      made.set(name, value);
    }
    return value;
  };
};

const withoutYears = (text: string): string => text.replace(/(?<!\d)25\d\d(?!\d)/gu, '');

export const wordsOf = (ruleset: Pick<Ruleset, 'lexicon' | 'forms'>): Words => {
  const { lexicon, forms } = ruleset;
  const fillers = phrases([...lexicon.labelFillers, ...Object.values(lexicon.fields).flatMap(({ labels }) => labels)]);
  const labels = phrases(Object.values(lexicon.fields).flatMap((field) => field.labels));
  const parts = phrases(lexicon.partTitles ?? []);
  const negations = phrases(lexicon.negations ?? []);
  const definitions = phrases(lexicon.definitions ?? []);
  const blanks = new Set(lexicon.placeholders.blanks.map(skeleton));
  const startsLabelled = (folded: string): boolean => {
    const label = labels.startsAt(folded, 0);
    return label !== null && /^\s*[:：]/u.test(folded.slice(label.end));
  };
  let unwary: Words | null = null;
  const all: Words = {
    lexicon,
    unwary: () => {
      unwary ??= { ...all, notEvidence: phrases([]) };
      return unwary;
    },
    list: lazily((name) => phrases(must(lexicon.words[name], `word list ${name}`))),
    field: lazily((name) => {
      const { title, labels, not = [], hints = [] } = must(lexicon.fields[name], `field ${name}`);
      const find = phrases([...labels, ...not, ...hints]);
      return { title, find, labels: labels.length, hints: labels.length + not.length };
    }),
    post: lazily((name) => {
      const { title, words, not, group } = must(lexicon.posts[name], `post ${name}`);
      return { title, find: phrases(words), not: phrases(not ?? []), group };
    }),
    posts: Object.keys(lexicon.posts),
    channel: lazily((name) => {
      const channel = must(lexicon.channels[name], `channel ${name}`);
      const { title, texts, urls, not, maybe, anywhere, form, picture } = channel;
      return {
        title,
        texts: phrases(texts),
        urls: urls.map((url) => url.toLowerCase()),
        not: phrases(not ?? []),
        maybe: (maybe ?? []).map((url) => url.toLowerCase()),
        anywhere: anywhere === true,
        form: form ?? false,
        picture: picture === true,
      };
    }),
    notEvidence: phrases(lexicon.notEvidence),
    stamps: phrases(lexicon.stamps),
    pageParts: phrases(lexicon.pageParts ?? []),
    addressParts: phrases(lexicon.addressParts),
    fiscalYearColumns: phrases(lexicon.fiscalYearColumns),
    totals: phrases(lexicon.placeholders.totals ?? []),
    isBlank: (text) => {
      const folded = skeleton(text);
      return (
        !/[\p{L}\p{N}]/u.test(folded) ||
        blanks.has(folded) ||
        blanks.has(folded.replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, ''))
      );
    },
    programmes: phrases(lexicon.programmes),
    agencyKinds: phrases(lexicon.agencies.kinds),
    noAgencyNames: phrases(lexicon.agencies.noNames),
    isDash: (text) => /^[\s\-–—]*[-–—][\s\-–—]*$/u.test(text),
    startsFiller: (folded) => fillers.startsAt(folded, 0) !== null,
    endsWithNegation: (folded) => negations.all(folded).at(-1)?.end === folded.trimEnd().length,
    startsDefinition: (folded) => {
      const gap = /^\s*(?:\([^)]{0,60}\))?\s*/u.exec(folded)?.[0].length ?? 0;
      return definitions.startsAt(folded, gap) !== null;
    },
    startsPart: (folded, isLabelled) => parts.startsAt(folded, 0) !== null || (isLabelled && startsLabelled(folded)),
    holdsLabel: (folded) => labels.first(folded) !== null,
    startsLabelled,
    listsLabels: (folded) => {
      if (amount.test(withoutYears(folded))) return false;
      const hits = labels.all(folded);
      const length = hits.reduce((sum, { start, end }) => sum + end - start, 0);
      return new Set(hits.map(({ phrase }) => phrase)).size >= fewestListed && length >= folded.length * mostOfList;
    },
    isFiller: (folded) => {
      let rest = '';
      let from = 0;
      for (const { start, end } of fillers.all(folded)) {
        rest += `${folded.slice(from, start)} `;
        from = end;
      }
      return !/\p{L}/u.test(rest + folded.slice(from)) && !/\d/u.test(withoutYears(rest + folded.slice(from)));
    },
    form: (name) => must(forms[name], `form ${name}`),
  };
  return all;
};
