import type { EvidenceRef } from '../../model/evidence.ts';
import { type Check, type CheckContext, cantTell, doubtfulIn, failed, noDocument, passedIfTitled } from '../context.ts';
import { isEvidence } from '../field.ts';
import { findAll, refTo, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';

const near = 160;

/** What stands side by side with a unit: the cells of its row, or the parts of its line. */
const rowOf = ({ table, path }: Unit): object | string => table?.block.rows[table.row] ?? path;

/** Where the content holds one of the words of a list. */
const wordsIn = ({ matters, words }: CheckContext, name: string): EvidenceRef[] =>
  matters.flatMap((matter) => findAll(matter, words.list(name)).map((hit) => refTo(matter, hit.unit, hit)));

/** At least so many different entries of a word list stand in the text, where asked side by side. */
export const textPresent: Check<'text-present'> = (spec, context) => {
  if (context.subject && context.matters.length === 0) return noDocument(context);
  const { words: name, atLeast = 1, oneRow = false, before, doubt } = spec;
  const wanted = context.words.list(name);
  let best: ReadonlyMap<number, EvidenceRef> = new Map();
  const everywhere = new Map<number, EvidenceRef>();
  for (const matter of context.matters) {
    const counts = isEvidence(matter, context.words);
    const rows = new Map<object | string, Map<number, EvidenceRef>>();
    const followers = before === undefined ? null : findAll(matter, context.words.list(before));
    let follower = 0;
    for (const hit of findAll(matter, wanted)) {
      if (followers) {
        while ((followers[follower]?.start ?? Number.POSITIVE_INFINITY) < hit.end) follower++;
        if ((followers[follower]?.start ?? Number.POSITIVE_INFINITY) - hit.end > near) continue;
      }
      const row = oneRow ? rowOf(hit.unit) : matter;
      const found = oneRow ? (rows.get(row) ?? new Map<number, EvidenceRef>()) : everywhere;
      rows.set(row, found);
      if (!found.has(hit.phrase) && counts(hit.unit)) found.set(hit.phrase, refTo(matter, hit.unit, hit));
      if (found.size > best.size) best = found;
    }
  }
  const refs = [...best.values()];
  if (best.size >= atLeast) {
    const doubtful = doubt === undefined ? [] : wordsIn(context, doubt);
    return doubtful.length > 0 ? cantTell({ code: 'ask-person' }, doubtful) : passedIfTitled(context, refs);
  }
  const titles = context.subject && context.words.list(context.subject.titles);
  return (
    doubtfulIn(inPictures(context.matters, { titles })) ??
    failed({ code: 'words-missing', wanted: wanted.list.slice(0, 6), found: best.size, needed: atLeast }, refs)
  );
};
