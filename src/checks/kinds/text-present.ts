import type { EvidenceRef } from '../../model/evidence.ts';
import { skeleton } from '../../thai/fold.ts';
import { callingOf, headOf, namesOf, startOf } from '../calling.ts';
import { type Check, type CheckContext, cantTell, doubtfulIn, failed, noDocument, passedIfTitled } from '../context.ts';
import { isEvidence } from '../evidence.ts';
import { lookFor, unitsUnder } from '../field.ts';
import { findAll, foldedOf, type Hit, type Matter, refTo, refToWhole, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';

const near = 160;

/** What stands side by side with a unit: the cells of its row, or the parts of its line. */
const rowOf = ({ table, path }: Unit): object | string => table?.block.rows[table.row] ?? path;

/** Where the content, or its body alone, holds one of the words of a list. */
const wordsIn = ({ matters, words }: CheckContext, name: string, inBody: boolean): EvidenceRef[] =>
  matters.flatMap((matter) => {
    const counts = isEvidence(matter, words);
    const isCalling = inBody ? callingOf(matter) : null;
    return findAll(matter, words.list(name))
      .filter(({ unit }) => counts(unit) && !isCalling?.(unit))
      .map((hit) => refTo(matter, hit.unit, hit));
  });

/** Tells whether a hit lies within one of the entries of a list; the hits are asked for in reading order. */
const within = (matter: Matter, { words }: CheckContext, name: string | undefined): ((hit: Hit) => boolean) => {
  if (name === undefined) return () => false;
  const unwanted = findAll(matter, words.list(name));
  let next = 0;
  return (hit) => {
    while (next < unwanted.length && (unwanted[next] as Hit).end < hit.end) next++;
    return (unwanted[next]?.start ?? Number.POSITIVE_INFINITY) <= hit.start;
  };
};

const fewestSiblings = 2;

/**
 * Whether a document uses the labels of hardly any of the fields that belong together: then it has words of its own,
 * and may say this one in them, too.
 */
const writesFreely = (siblings: readonly string[], { matters, subject, words }: CheckContext): boolean => {
  if (siblings.length < fewestSiblings) return false;
  const titles = subject && words.list(subject.titles);
  const labelled = siblings.filter((name) => {
    const state = lookFor(matters, words.field(name), words, titles)?.state;
    return state === 'filled' || state === 'dash' || state === 'blank';
  });
  return labelled.length * 2 < siblings.length;
};

/**
 * Whether a heading, other than that of the whole source, has nothing under it: the next one is as high. It promises
 * and says nothing.
 */
const isEmpty = (matter: Matter, unit: Unit): boolean => {
  const next = matter.units[unit.index + 1];
  if (unit.kind !== 'heading' || unit.level === undefined) return false;
  const folded = foldedOf(matter, unit);
  if (unit.index === 0 || namesOf(matter).some((name) => skeleton(name).includes(folded))) return false;
  return next === undefined || (next.kind === 'heading' && (next.level ?? unit.level + 1) <= unit.level);
};

/** At least so many different entries of a word list stand in the text, where asked side by side. */
export const textPresent: Check<'text-present'> = (spec, context) => {
  if (context.subject && context.matters.length === 0) return noDocument(context);
  const {
    words: name,
    atLeast = 1,
    oneRow = false,
    before,
    doubt,
    not,
    unless,
    named,
    besides = [],
    inHead = false,
    inBody = false,
    writtenOnly = false,
    fewer = false,
  } = spec;
  const wanted = context.words.list(name);
  const titles = context.subject && context.words.list(context.subject.titles);
  const label =
    named === undefined ? null : lookFor(context.matters, context.words.field(named), context.words, titles);
  if (label && (label.state === 'blank' || label.state === 'dash'))
    return failed({ code: 'field-blank', fields: [context.words.field(named as string).title.th] }, label.evidence);
  let best: ReadonlyMap<number, EvidenceRef> = new Map();
  const everywhere = new Map<number, EvidenceRef>();
  for (const matter of context.matters) {
    const counts = isEvidence(matter, context.words);
    const rows = new Map<object | string, Map<number, EvidenceRef>>();
    const followers = before === undefined ? null : findAll(matter, context.words.list(before));
    let follower = 0;
    const isUnwanted = within(matter, context, not);
    const others = besides.map((other) => unitsUnder(matter, context.words.field(other), context.words, titles));
    const head = inHead ? headOf(matter) : null;
    const isCalling = inBody ? callingOf(matter) : null;
    const start = titles ? startOf(matter, titles) : 0;
    for (const hit of findAll(matter, wanted)) {
      if (hit.unit.index < start || isUnwanted(hit) || (head && !head.units.has(hit.unit))) continue;
      if (isCalling?.(hit.unit)) continue;
      if (others.some((units) => units.has(hit.unit))) continue;
      if (atLeast === 1 && isEmpty(matter, hit.unit)) continue;
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
    for (const called of head?.names ?? []) {
      for (const { phrase } of wanted.all(skeleton(called)))
        if (!everywhere.has(phrase)) everywhere.set(phrase, { ...refToWhole(matter.source), quote: called });
      if (everywhere.size > best.size) best = everywhere;
    }
  }
  const refs = [...best.values()];
  const against = unless === undefined || best.size < atLeast ? [] : wordsIn(context, unless, inBody);
  if (against.length > 0)
    return failed({ code: 'unwanted-present', wanted: context.words.list(unless as string).list.slice(0, 6) }, against);
  if (best.size >= atLeast) {
    const doubtful = doubt === undefined ? [] : wordsIn(context, doubt, inBody);
    return doubtful.length > 0 ? cantTell({ code: 'ask-person' }, doubtful) : passedIfTitled(context, refs);
  }
  if (writesFreely(besides, context)) return cantTell({ code: 'ask-person' }, refs);
  if (fewer && best.size * 2 > atLeast) return cantTell({ code: 'ask-person' }, refs);
  const pictures = writtenOnly ? [] : inPictures(context.matters, { titles });
  return (
    doubtfulIn(pictures) ??
    failed({ code: 'words-missing', wanted: wanted.list.slice(0, 6), found: best.size, needed: atLeast }, refs)
  );
};
