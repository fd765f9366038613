import { skeleton } from '../thai/fold.ts';
import { type Phrases, phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';

type PostFinder = { find: Phrases; keys: string[] };

const finders = new WeakMap<Words, PostFinder>();

/** All posts in one search, so that the longer name wins: a deputy mayor is no mayor. */
const postFinder = (words: Words): PostFinder => {
  let finder = finders.get(words);
  if (!finder) {
    const posts = words.posts.map((key) => ({ key, ...words.post(key) }));
    // What is not one post may be another: the names of posts stand before the words that exclude one.
    const entries = [
      ...posts.flatMap(({ key, find }) => find.list.map((text) => ({ key, text }))),
      ...posts.flatMap(({ not }) => not.list.map((text) => ({ key: '', text }))),
    ];
    finder = { find: phrases(entries.map(({ text }) => skeleton(text))), keys: entries.map(({ key }) => key) };
    finders.set(words, finder);
  }
  return finder;
};

/** Keys of the posts that a text names, without repetition. */
export const postsIn = (text: string, words: Words): string[] => {
  const { find, keys } = postFinder(words);
  const found = find.all(skeleton(text)).map((hit) => keys[hit.phrase] ?? '');
  return [...new Set(found.filter((key) => key !== ''))];
};

const longestLabel = 70;
const longestLead = 30;
/** A Buddhist year or a span of them, and no part of a telephone number. */
const year = /(?<!\d|\d-)25\d\d(?:-25\d\d)?(?!\d|-\d)/u;

/**
 * Keys of the posts that a text gives to somebody: a short line that begins with the post or soon comes to it. What a
 * curriculum vitae tells of earlier years is no post.
 */
export const postsOfLabel = (text: string, words: Words): string[] => {
  const posts = text.split('\n').flatMap((line) => {
    const folded = skeleton(line);
    const first = folded.length > longestLabel || year.test(folded) ? null : postFinder(words).find.first(folded);
    return first !== null && first.start <= longestLead ? postsIn(line, words) : [];
  });
  return [...new Set(posts)];
};
