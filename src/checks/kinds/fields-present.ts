import type { EvidenceRef } from '../../model/evidence.ts';
import { type Check, type CheckContext, cantTell, doubtfulIn, failed, noDocument, passedIfTitled } from '../context.ts';
import { isEvidence } from '../evidence.ts';
import { lookFor } from '../field.ts';
import { findAll, refTo } from '../matter.ts';
import { inPictures } from '../pictures.ts';
import { unknownParts } from '../unknown-parts.ts';

/** Where the text declares that there is nothing to fill in, which some rules allow. */
const declaredNone = (list: string, { matters, words }: CheckContext): EvidenceRef | undefined =>
  matters
    .flatMap((matter) => {
      const counts = isEvidence(matter, words);
      return findAll(matter, words.list(list))
        .filter((hit) => counts(hit.unit))
        .map((hit) => refTo(matter, hit.unit, hit));
    })
    .at(0);

const shownHeadings = 6;

/** Each of the fields is named (as a column, a label or a heading) and filled in. */
export const fieldsPresent: Check<'fields-present'> = (
  { fields, none, mention = false, labelOnly = false },
  context,
) => {
  if (context.matters.length === 0) return noDocument(context);
  const refs: EvidenceRef[] = [];
  const missing: string[] = [];
  const blank: string[] = [];
  const mentioned: string[] = [];
  const dashed: string[] = [];
  const titles = context.subject ? context.words.list(context.subject.titles) : null;
  for (const name of fields) {
    const field = context.words.field(name);
    const { title } = field;
    const seen = lookFor(context.matters, field, context.words, titles);
    const found = labelOnly && seen?.state === 'mentioned' ? null : seen;
    const declared = found?.state !== 'filled' && none !== undefined ? declaredNone(none, context) : undefined;
    refs.push(...(declared ? [declared] : (found?.evidence ?? [])));
    if (declared || found?.state === 'filled' || (found?.state === 'mentioned' && mention)) continue;
    // Where the rule asks for words that say "none", a dash fills nothing in; elsewhere it may mean just that.
    const dash = found?.state === 'dash' && none === undefined;
    const spoken = found?.state === 'mentioned' || found?.state === 'hinted';
    (found === null ? missing : spoken ? mentioned : dash ? dashed : blank).push(title.th);
  }
  if (missing.length + blank.length + mentioned.length + dashed.length === 0) return passedIfTitled(context, refs);
  if (missing.length > 0) {
    const doubt = doubtfulIn(inPictures(context.matters));
    if (doubt) return doubt;
    const unknown = unknownParts(context.matters, context.words, titles);
    return unknown.length > 0
      ? cantTell(
          {
            code: 'unknown-parts',
            fields: missing,
            headings: unknown.slice(0, shownHeadings).map(({ quote }) => quote),
          },
          unknown,
        )
      : failed({ code: 'field-missing', fields: missing }, refs);
  }
  if (blank.length > 0) return failed({ code: 'field-blank', fields: blank }, refs);
  if (mentioned.length > 0) return cantTell({ code: 'only-mentioned', fields: mentioned }, refs);
  return cantTell({ code: 'ask-person' }, refs);
};
