import type { EvidenceRef } from '../../model/evidence.ts';
import { type Check, doubtfulIn, failed, noDocument, passed } from '../context.ts';
import { isEvidence } from '../field.ts';
import { findAll, type Hit, isLabel, type Matter, refTo, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';

const defaultLetters = 60;

/** Folded letters from a heading to the next heading of the matter. */
const lettersBelow = (matter: Matter, hit: Hit, enough: number): number => {
  let letters = hit.unit.end - hit.end;
  for (let at = hit.unit.index + 1; at < matter.units.length && letters < enough; at++) {
    const unit = matter.units[at] as Unit;
    if (unit.kind === 'heading' && letters > 0) break;
    if (!unit.link) letters += unit.end - unit.start;
  }
  return letters;
};

/** Each of the sections is headed and holds text. */
export const sectionsPresent: Check<'sections-present'> = ({ sections, letters = defaultLetters }, context) => {
  if (context.matters.length === 0) return noDocument(context);
  const refs: EvidenceRef[] = [];
  const missing: string[] = [];
  for (const name of sections) {
    const { title, find } = context.words.field(name);
    const ref = context.matters
      .flatMap((matter) => {
        const counts = isEvidence(matter, context.words);
        return findAll(matter, find)
          .filter((hit) => counts(hit.unit) && isLabel(matter, hit) && lettersBelow(matter, hit, letters) >= letters)
          .slice(0, 1)
          .map((hit) => refTo(matter, hit.unit, hit));
      })
      .at(0);
    if (ref) refs.push(ref);
    else missing.push(title.th);
  }
  if (missing.length === 0) return passed(refs);
  const titles = context.subject && context.words.list(context.subject.titles);
  return (
    doubtfulIn(inPictures(context.matters, { titles })) ?? failed({ code: 'section-missing', sections: missing }, refs)
  );
};
