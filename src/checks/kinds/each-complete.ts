import { type Check, failed, noDocument, passed } from '../context.ts';
import { type Named, namedIn } from '../field.ts';
import { refToWhole } from '../matter.ts';

const fewestThings = 2;
const fewestWitnesses = 2;

/** How often the commonest label of a field is filled in. */
const timesNamed = (named: readonly Named[]): number => {
  const times = new Map<number, number>();
  for (const { phrase, state } of named) if (state === 'filled') times.set(phrase, (times.get(phrase) ?? 0) + 1);
  return Math.max(0, ...times.values());
};

/**
 * Where a document names the field, it is filled in: no column and no labelled line is left empty. A document that
 * describes several things, one below the other or side by side in a table, has it for each of them, as often as its
 * other fields. A document that does not name the field is none of its business.
 */
export const eachComplete: Check<'each-complete'> = ({ field: name, among = [] }, context) => {
  const { matters, words } = context;
  if (matters.length === 0) return noDocument(context);
  const field = words.field(name);
  const titles = context.subject ? words.list(context.subject.titles) : null;
  for (const matter of matters) {
    const own = namedIn(matter, field, words, titles);
    const filled = own.filter(({ state }) => state === 'filled');
    const gaps = own.filter(({ isPartly, isFirm, state }) => isPartly || (isFirm && state === 'blank'));
    const times = (filled.length === 0 ? [] : among)
      .map((one) => timesNamed(namedIn(matter, words.field(one), words, titles)))
      .sort((a, b) => b - a);
    const things = times[fewestWitnesses - 1] ?? 0;
    const isShort = things >= fewestThings && filled.length < things;
    if (gaps.length > 0 || isShort)
      return failed(
        { code: 'field-blank', fields: [field.title.th] },
        (gaps.length > 0 ? gaps : filled).flatMap(({ evidence }) => evidence),
      );
  }
  return passed(matters.map(({ source }) => refToWhole(source)));
};
