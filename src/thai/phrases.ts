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

type Alternative = { phrase: number; parts: string[]; length: number };

const NUMBER = '#';
const GAP = /[*…]+/;
const GAP_PATTERN = '[^\\n]{0,40}?';
const WORD = '[0-9a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u1e00-\\u1eff]';
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
    .filter((alternative) => alternative.parts.length > 0)
    .sort((a, b) => b.length - a.length || a.phrase - b.phrase);

  const literals = new Map<string, number>();
  const gapped: number[] = [];
  const patterns: string[] = [];
  for (const { phrase, parts } of alternatives) {
    const pattern = patternOf(parts);
    if (parts.length > 1 || parts[0]?.includes(NUMBER)) {
      gapped.push(phrase);
      patterns.push(`(${pattern})`);
    } else if (!literals.has(parts[0] ?? '')) {
      literals.set(parts[0] ?? '', phrase);
      patterns.push(pattern);
    }
  }
  const source = patterns.length > 0 ? patterns.join('|') : '(?!)';
  const anywhere = new RegExp(source, 'g');
  const here = new RegExp(source, 'y');

  const hit = (match: RegExpExecArray): PhraseHit => {
    const group = gapped.findIndex((_, index) => match[index + 1] !== undefined);
    const phrase = (group >= 0 ? gapped[group] : literals.get(match[0])) ?? -1;
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
  return { phrase: index, parts, length: parts.join('').length };
}

function patternOf(parts: readonly string[]): string {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const before = STARTS_WITH_WORD.test(first) ? `(?<!${WORD})` : '';
  const after = ENDS_WITH_WORD.test(last) ? `(?!${WORD})` : '';
  return before + parts.map(escaped).join(GAP_PATTERN) + after;
}

const escaped = (text: string) =>
  text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll(NUMBER, '(?<!\\d|\\d[,.])\\d[\\d,.]*');
