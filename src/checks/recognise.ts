import type { CheckSpec } from '../model/check-spec.ts';
import type { Element } from '../model/ruleset.ts';
import { lookFor } from './field.ts';
import type { Words } from './lexicon.ts';
import { findAll, type Matter } from './matter.ts';
import type { Recognition } from './subject.ts';

type Held = (matter: Matter, words: Words) => boolean;

/** What a check asks a document to hold, where it asks that at all. */
const heldBy = (spec: CheckSpec): Held[] => {
  if (spec.check === 'fields-present')
    return spec.fields.map(
      (name): Held =>
        (matter, words) => {
          const found = lookFor([matter], words.field(name), words);
          return found?.state === 'filled' || found?.state === 'dash';
        },
    );
  if (spec.check === 'text-present')
    return [
      (matter, words) =>
        new Set(findAll(matter, words.list(spec.words)).map(({ phrase }) => phrase)).size >= (spec.atLeast ?? 1),
    ];
  return [];
};

/** By what a document is told that no known name gives away: what the elements on it ask of it, one thing an element. */
export const recognitionBy = (elements: readonly Element[], words: Words): Recognition => {
  const asked = elements
    .filter(({ counts }) => counts)
    .map(({ all = [], any = [] }) => ({ all: all.flatMap(heldBy), any: any.flatMap(heldBy) }))
    .filter(({ all, any }) => all.length + any.length > 0);
  return {
    asked: asked.length,
    held: (matter) =>
      asked.filter(
        ({ all, any }) =>
          all.every((holds) => holds(matter, words)) && (any.length === 0 || any.some((holds) => holds(matter, words))),
      ).length,
  };
};
