import { type Check, cantTell } from '../context.ts';
import { findAll, refTo, refToWhole } from '../matter.ts';

/** Only a person can see this: the element's question is put to them, with the place to look at. */
export const manual: Check<'manual'> = ({ at }, { matters, words }) =>
  cantTell(
    { code: 'ask-person' },
    matters.map((matter) => {
      const last = at === undefined ? undefined : findAll(matter, words.list(at)).at(-1);
      return last ? refTo(matter, last.unit, last) : refToWhole(matter.source);
    }),
  );
