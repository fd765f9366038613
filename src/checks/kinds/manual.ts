import { type Check, cantTell } from '../context.ts';
import { refToWhole } from '../matter.ts';

/** Only a person can see this: the element's question is put to them, with what to look at. */
export const manual: Check<'manual'> = (_spec, { matters }) =>
  cantTell(
    { code: 'ask-person' },
    matters.map((matter) => refToWhole(matter.source)),
  );
