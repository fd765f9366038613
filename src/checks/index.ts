import type { CheckKind, CheckSpec } from '../model/check-spec.ts';
import type { Finding } from '../model/outcome.ts';
import type { Check, CheckContext } from './context.ts';
import { channelLink } from './kinds/channel-link.ts';
import { contactPresent } from './kinds/contact-present.ts';
import { coversFiscalYear } from './kinds/covers-fiscal-year.ts';
import { coversPeriod } from './kinds/covers-period.ts';
import { documentPresent } from './kinds/document-present.ts';
import { eachComplete } from './kinds/each-complete.ts';
import { entriesAtLeast } from './kinds/entries-at-least.ts';
import { fieldsPresent } from './kinds/fields-present.ts';
import { formFilled } from './kinds/form-filled.ts';
import { linkedFromHome } from './kinds/linked-from-home.ts';
import { manual } from './kinds/manual.ts';
import { peopleListed } from './kinds/people-listed.ts';
import { postsCovered } from './kinds/posts-covered.ts';
import { sameThings } from './kinds/same-things.ts';
import { textPresent } from './kinds/text-present.ts';

/** Every check kind and the function that carries it out. A new kind: its options in model/check-spec.ts, its file in kinds/, its line here. */
export const checks: { [K in CheckKind]: Check<K> } = {
  'channel-link': channelLink,
  'contact-present': contactPresent,
  'covers-fiscal-year': coversFiscalYear,
  'covers-period': coversPeriod,
  'document-present': documentPresent,
  'each-complete': eachComplete,
  'entries-at-least': entriesAtLeast,
  'fields-present': fieldsPresent,
  'form-filled': formFilled,
  'linked-from-home': linkedFromHome,
  manual,
  'people-listed': peopleListed,
  'posts-covered': postsCovered,
  'same-things': sameThings,
  'text-present': textPresent,
};

/** Carries out one check. Checks are pure: the same spec and context always give the same finding. */
export const runCheck = (spec: CheckSpec, context: CheckContext): Finding =>
  (checks[spec.check] as Check<CheckKind>)(spec as never, context);

export { type Foreign, foreignAmong, foreignness, placeNameIn, placeNameOf } from './agency.ts';
export { isFile } from './channels.ts';
export type { CheckContext, Step } from './context.ts';
export { holdsMarks } from './evidence.ts';
export { type Words, wordsOf } from './lexicon.ts';
export { type Matter, matterOf } from './matter.ts';
export { recognitionBy } from './recognise.ts';
export type { Candidate } from './standing.ts';
export { best, candidatesFor } from './subject.ts';
