import type { Form, Item, Lexicon, Ruleset } from '../model/ruleset.ts';
import { fold, skeleton } from '../thai/fold.ts';
import { type Phrases, phrases as compile } from '../thai/phrases.ts';

/** Phrases for texts in the form in which matters are searched: without tone marks. `list` keeps the spelling. */
const phrases = (list: readonly string[]): Phrases => ({ ...compile(list.map(skeleton)), list });

type Titled = { title: { th: string; en: string }; find: Phrases };

/** The word lists of a ruleset, made ready for searching once. */
export type Words = {
  lexicon: Lexicon;
  list(name: string): Phrases;
  field(name: string): Titled;
  post(name: string): Titled & { not: Phrases; group: 'political' | 'permanent' };
  posts: readonly string[];
  channel(name: string): {
    title: Titled['title'];
    texts: Phrases;
    urls: readonly string[];
    form: boolean;
    picture: boolean;
  };
  notEvidence: Phrases;
  addressParts: Phrases;
  fiscalYearColumns: Phrases;
  isBlank(text: string): boolean;
  form(name: string): Form;
};

const must = <T>(value: T | undefined, what: string): T => {
  // The ruleset loader checks every name, so this is a bug, not a user's mistake.
  if (value === undefined) throw new Error(`the ruleset has no ${what}`);
  return value;
};

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

const criteriaLength = 25;

/** Element wording that is long enough to be recognised when a page copies the criteria instead of answering them. */
const criteriaOf = (items: readonly Item[]): string[] =>
  items
    .flatMap((item) => item.elements.map((element) => element.title.th))
    .filter((title) => fold(title).length >= criteriaLength);

export const wordsOf = (ruleset: Pick<Ruleset, 'lexicon' | 'forms' | 'items'>): Words => {
  const { lexicon, forms, items } = ruleset;
  const blanks = new Set(lexicon.placeholders.blanks.map(fold));
  return {
    lexicon,
    list: lazily((name) => phrases(must(lexicon.words[name], `word list ${name}`))),
    field: lazily((name) => {
      const { title, labels } = must(lexicon.fields[name], `field ${name}`);
      return { title, find: phrases(labels) };
    }),
    post: lazily((name) => {
      const { title, words, not, group } = must(lexicon.posts[name], `post ${name}`);
      return { title, find: phrases(words), not: phrases(not ?? []), group };
    }),
    posts: Object.keys(lexicon.posts),
    channel: lazily((name) => {
      const { title, texts, urls, form, picture } = must(lexicon.channels[name], `channel ${name}`);
      return {
        title,
        texts: phrases(texts),
        urls: urls.map((url) => url.toLowerCase()),
        form: form === true,
        picture: picture === true,
      };
    }),
    notEvidence: phrases([...lexicon.notEvidence, ...criteriaOf(items)]),
    addressParts: phrases(lexicon.addressParts),
    fiscalYearColumns: phrases(lexicon.fiscalYearColumns),
    isBlank: (text) => {
      const folded = fold(text);
      return !/[\p{L}\p{N}]/u.test(folded) || blanks.has(folded);
    },
    form: (name) => must(forms[name], `form ${name}`),
  };
};
