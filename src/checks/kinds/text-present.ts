import { type Check, cantTell, failed, passed } from '../context.ts';
import { isEvidence } from '../field.ts';
import { findAll, refTo } from '../matter.ts';
import { inPictures } from '../pictures.ts';

/** At least so many different entries of a word list stand in the text. */
export const textPresent: Check<'text-present'> = ({ words: name, atLeast = 1 }, context) => {
  const wanted = context.words.list(name);
  const found = new Map<number, ReturnType<typeof refTo>>();
  for (const matter of context.matters) {
    const counts = isEvidence(matter, context.words);
    for (const hit of findAll(matter, wanted)) {
      if (!found.has(hit.phrase) && counts(hit.unit)) found.set(hit.phrase, refTo(matter, hit.unit, hit));
    }
  }
  const refs = [...found.values()];
  if (found.size >= atLeast) return passed(refs);
  const pictures = inPictures(context.matters);
  if (pictures.length > 0) return cantTell({ code: 'in-picture', pictures: pictures.length }, pictures);
  return failed({ code: 'words-missing', wanted: wanted.list.slice(0, 6), found: found.size, needed: atLeast }, refs);
};
