import { type Check, failed, noDocument, passedIfTitled } from '../context.ts';
import { holdsMarks, isEvidence } from '../evidence.ts';
import type { Words } from '../lexicon.ts';
import { findAll, type Matter, refTo, refToWhole } from '../matter.ts';

const fewLetters = 200;

/** Whether a page holds criteria, an example or a filler, and hardly anything else. */
const isFiller = (matter: Matter, words: Words): boolean => {
  if (!holdsMarks(matter, words)) return false;
  const counts = isEvidence(matter, words);
  const units = matter.units.filter((unit) => unit.kind !== 'heading' && !unit.link && counts(unit));
  return units.reduce((letters, { start, end }) => letters + end - start, 0) < fewLetters;
};

/** A page or file of the kind that the element is about is there and can be read. */
export const documentPresent: Check<'document-present'> = (_spec, context) => {
  if (context.matters.length === 0) return noDocument(context);
  if (context.matters.every((matter) => isFiller(matter, context.words)))
    return failed(
      { code: 'not-evidence' },
      context.matters.map(({ source }) => refToWhole(source)),
    );
  const titles = context.subject ? context.words.list(context.subject.titles) : null;
  const refs = context.matters.map((matter) => {
    const hit = titles && findAll(matter, titles)[0];
    return hit ? refTo(matter, hit.unit, hit) : refToWhole(matter.source);
  });
  return passedIfTitled(context, refs);
};
