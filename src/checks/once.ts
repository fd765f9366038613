import type { Matter } from './matter.ts';

/**
 * The same function, working each answer out once for a source and a list of words. For answers that rest on the text
 * alone: items share the text of a source, while each calls the source by names of its own.
 */
export const oncePerText = <Key extends object, Answer>(
  make: (matter: Matter, key: Key) => Answer,
): ((matter: Matter, key: Key) => Answer) => {
  const known = new WeakMap<Key, WeakMap<Matter['units'], { answer: Answer }>>();
  return (matter, key) => {
    const byText = known.get(key) ?? new WeakMap<Matter['units'], { answer: Answer }>();
    known.set(key, byText);
    const kept = byText.get(matter.units) ?? { answer: make(matter, key) };
    byText.set(matter.units, kept);
    return kept.answer;
  };
};
