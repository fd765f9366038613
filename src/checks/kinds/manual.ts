import { type Check, cantTell, failed } from '../context.ts';
import { findAll, type Matter, refTo, refToWhole } from '../matter.ts';

const smallPixels = 120;

/** Whether a page has neither pictures nor links in its content that may show more. */
const isWordsOnly = ({ source }: Matter): boolean =>
  source.medium === 'page' &&
  source.pageNotes.every(({ method }) => method !== 'ocr') &&
  !source.links.some(({ region }) => region === 'main') &&
  !source.images.some(({ region, height = smallPixels }) => region === 'main' && height >= smallPixels);

/** Only a person can see this, unless the text tells: the element's question is put to them, with the place to look at. */
export const manual: Check<'manual'> = ({ at, unless }, context) => {
  const { matters, words } = context;
  const against =
    unless === undefined
      ? []
      : matters.flatMap((matter) => findAll(matter, words.list(unless)).map((hit) => refTo(matter, hit.unit, hit)));
  if (unless !== undefined && against.length > 0)
    return failed({ code: 'unwanted-present', wanted: words.list(unless).list.slice(0, 6) }, against);
  // Nobody can see on a page that shows nothing but words what they do not say.
  const isSaid = at !== undefined && matters.some((matter) => findAll(matter, words.list(at)).length > 0);
  if (at !== undefined && !isSaid && matters.length > 0 && matters.every(isWordsOnly))
    return failed({ code: 'words-missing', wanted: words.list(at).list.slice(0, 6), found: 0, needed: 1 });
  return cantTell(
    { code: 'ask-person' },
    matters.map((matter) => {
      const last = at === undefined ? undefined : findAll(matter, words.list(at)).at(-1);
      return last ? refTo(matter, last.unit, last) : refToWhole(matter.source);
    }),
  );
};
