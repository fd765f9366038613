import { type Check, noDocument, passedIfTitled } from '../context.ts';
import { findAll, refTo, refToWhole } from '../matter.ts';

/** A page or file of the kind that the element is about is there and can be read. */
export const documentPresent: Check<'document-present'> = (_spec, context) => {
  if (context.matters.length === 0) return noDocument(context);
  const titles = context.subject ? context.words.list(context.subject.titles) : null;
  const refs = context.matters.map((matter) => {
    const hit = titles && findAll(matter, titles)[0];
    return hit ? refTo(matter, hit.unit, hit) : refToWhole(matter.source);
  });
  return passedIfTitled(context, refs);
};
