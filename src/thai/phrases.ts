import { fold } from './fold.ts';

/** One place where a phrase stands: its index in the list, and its range in the folded text. */
export type PhraseHit = { readonly phrase: number; readonly start: number; readonly end: number };

/** Many phrases compiled into one search. All texts given to it must be folded. */
export type Phrases = {
  readonly list: readonly string[];
  /** Every hit, left to right, without overlap; of two that start together, the longer. */
  all(folded: string): PhraseHit[];
  first(folded: string): PhraseHit | null;
  startsAt(folded: string, index: number): PhraseHit | null;
};

/** A phrase as the pieces of its pattern: single letters, what must stand around it, gaps and numbers. */
type Alternative = { phrase: number; tokens: string[]; isLiteral: boolean; length: number };

const NUMBER = '#';
const GAP = /[*…]+/;
const GAP_PATTERN = '[^\\n]{0,40}?';
const NUMBER_PATTERN = '(?<!\\d|\\d[,.])\\d[\\d,.]*';
const WORD = '[0-9a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff]';
const NOT_IN_WORD = `(?<!${WORD})`;
const WORD_ENDS = `(?!${WORD})`;
const STARTS_WITH_WORD = new RegExp(`^${WORD}`);
const ENDS_WITH_WORD = new RegExp(`${WORD}$`);

/**
 * Compiles phrases, in any spelling, into one search over folded text. A Latin word or number at the edge of a phrase
 * matches whole words only ("line" not in "online"). `*` or `…` inside a phrase stands for up to 40 folded characters,
 * `#` for a number ("# วัน"); fold line by line where a hit must not run over the end of a line. An empty phrase is never
 * found.
 */
export function phrases(list: readonly string[]): Phrases {
  const alternatives = list
    .map((phrase, index) => parse(phrase, index))
    .filter((alternative) => alternative.length > 0)
    .sort((a, b) => b.length - a.length || a.phrase - b.phrase);

  const literals = new Map<string, number>();
  for (const { phrase, tokens, isLiteral } of alternatives) {
    if (isLiteral && !literals.has(textOf(tokens))) literals.set(textOf(tokens), phrase);
  }
  const marked: number[] = [];
  const source = alternatives.length > 0 ? branch(alternatives, 0, marked) : '(?!)';
  const anywhere = new RegExp(source, 'g');
  const here = new RegExp(source, 'y');

  const hit = (match: RegExpExecArray): PhraseHit => {
    const group = marked.findIndex((_, index) => match[index + 1] !== undefined);
    const phrase = (group >= 0 ? marked[group] : literals.get(match[0])) ?? -1;
    return { phrase, start: match.index, end: match.index + match[0].length };
  };
  const search = (pattern: RegExp, folded: string, from: number): PhraseHit | null => {
    pattern.lastIndex = from;
    const match = pattern.exec(folded);
    return match === null ? null : hit(match);
  };

  return {
    list,
    all: (folded) => {
      // matchAll starts where the last search with this pattern ended.
      anywhere.lastIndex = 0;
      return Array.from(folded.matchAll(anywhere), hit);
    },
    first: (folded) => search(anywhere, folded, 0),
    startsAt: (folded, index) => search(here, folded, index),
  };
}

function parse(phrase: string, index: number): Alternative {
  const parts = phrase
    .split(GAP)
    .map(fold)
    .filter((part) => part !== '');
  const length = parts.join('').length;
  const isLiteral = parts.length === 1 && !parts[0]?.includes(NUMBER);
  return { phrase: index, tokens: length === 0 ? [] : tokensOf(parts), isLiteral, length };
}

function tokensOf(parts: readonly string[]): string[] {
  const letters = parts.flatMap((part, index) => [...(index > 0 ? [GAP_PATTERN] : []), ...part.split('').map(escaped)]);
  const before = STARTS_WITH_WORD.test(parts[0] ?? '') ? [NOT_IN_WORD] : [];
  const after = ENDS_WITH_WORD.test(parts.at(-1) ?? '') ? [WORD_ENDS] : [];
  return [...before, ...letters, ...after];
}

/** The text that the tokens of a literal stand for. */
const textOf = (tokens: readonly string[]): string =>
  tokens
    .filter((token) => token !== NOT_IN_WORD && token !== WORD_ENDS)
    .map((token) => token.slice(-1))
    .join('');

const isLetter = (token: string): boolean => token.length === 1 || (token.length === 2 && token.startsWith('\\'));

/**
 * The pattern of alternatives that agree up to `depth`, branching where they part, so that a search leaves all of them
 * at their first letter that is not there. Where they do not part by letters, they are tried in their order. What is no
 * literal ends with an empty group, by which its phrase is told; `marked` takes the phrases of these groups.
 */
function branch(alternatives: readonly Alternative[], depth: number, marked: number[]): string {
  const [only] = alternatives;
  const whole = ({ phrase, tokens, isLiteral }: Alternative): string => {
    if (!isLiteral) marked.push(phrase);
    return tokens.slice(depth).join('') + (isLiteral ? '' : '()');
  };
  if (only && alternatives.length === 1) return whole(only);
  const branches = new Map<string, Alternative[]>();
  let ending: Alternative | null = null;
  for (const alternative of alternatives) {
    const token = alternative.tokens[depth];
    // The longer come first, so nothing but the same literal again can follow one that ends.
    if (token === undefined && alternative.isLiteral) ending ??= alternative;
    else getOrAdd(branches, token ?? '').push(alternative);
  }
  const tokens = [...branches.keys()];
  if (tokens.length === 1 && !ending && tokens[0] !== '')
    return tokens[0] + grouped(branch(alternatives, depth + 1, marked));
  const partsByLetters = tokens.every((token) => isLetter(token) || token === NOT_IN_WORD);
  if (!partsByLetters) return alternatives.map(whole).join('|');
  const patterns = [...branches].map(([token, some]) => token + grouped(branch(some, depth + 1, marked)));
  return [...patterns, ...(ending ? [''] : [])].join('|');
}

const getOrAdd = (branches: Map<string, Alternative[]>, token: string): Alternative[] => {
  const some = branches.get(token) ?? [];
  branches.set(token, some);
  return some;
};

const grouped = (pattern: string): string => (pattern.includes('|') ? `(?:${pattern})` : pattern);

const escaped = (letter: string): string =>
  letter === NUMBER ? NUMBER_PATTERN : letter.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
