import type { EvidenceRef } from '../model/evidence.ts';
import { partNumber } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import { isEvidence } from './evidence.ts';
import type { Words } from './lexicon.ts';
import { foldedOf, type Matter, refTo, shortUnit, type Unit } from './matter.ts';

const fewestLetters = 6;
const fewestBelow = 20;

/** Whether a unit heads a part: a heading, or a short line with the number of one. */
const isHead = ({ kind, table, text, start, end }: Unit): boolean =>
  table === null &&
  (kind === 'heading' || (partNumber(text) !== null && end - start <= shortUnit && !/[:：]/u.test(text)));

/**
 * The headings of parts that say something under a name that no field has: where a field is missing, one of them may
 * be it, in words that nobody has thought of.
 */
export const unknownParts = (matters: readonly Matter[], words: Words, titles: Phrases | null): EvidenceRef[] =>
  matters.flatMap((matter) => {
    const counts = isEvidence(matter, words);
    const first = matter.units.findIndex(isHead);
    const opened = matter.units.findIndex((unit, index) => index > first && !isHead(unit));
    return matter.units.flatMap((unit): EvidenceRef[] => {
      if (unit.index < opened || unit.link || !isHead(unit) || !counts(unit)) return [];
      const folded = foldedOf(matter, unit);
      if ((folded.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return [];
      if (words.holdsLabel(folded) || words.startsPart(folded, false) || titles?.first(folded)) return [];
      const next = matter.units[unit.index + 1];
      const says = next !== undefined && !isHead(next) && !next.link && counts(next);
      return says && (next.table !== null || next.end - next.start >= fewestBelow) ? [refTo(matter, unit)] : [];
    });
  });
