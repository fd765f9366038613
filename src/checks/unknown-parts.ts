import type { EvidenceRef } from '../model/evidence.ts';
import { partNumber } from '../thai/label.ts';
import { letters } from '../thai/letters.ts';
import type { Phrases } from '../thai/phrases.ts';
import { isEvidence } from './evidence.ts';
import type { Words } from './lexicon.ts';
import { endOfOpening, foldedOf, isNextNumber, type Matter, refTo, shortUnit, type Unit } from './matter.ts';

const fewestLetters = 6;
const fewestBelow = 20;
const longestPart = 60;

/** Whether a unit heads a part: a heading, or a short line with the number of one that no other number follows. */
const isHead = ({ units }: Matter, unit: Unit | undefined): boolean => {
  if (unit === undefined || unit.table !== null) return false;
  if (unit.kind === 'heading') return true;
  const [before, next] = [units[unit.index - 1], units[unit.index + 1]];
  if (partNumber(unit.text) === null || unit.end - unit.start > shortUnit || /[:：]/u.test(unit.text)) return false;
  return !isNextNumber(unit, next) && !(before && isNextNumber(before, unit));
};

/** What stands below a head, up to the next one that is as high. */
const partBelow = (matter: Matter, head: Unit): Unit[] => {
  const below = matter.units.slice(head.index + 1, head.index + 1 + longestPart);
  const end = below.findIndex((unit) => isHead(matter, unit) && (unit.level ?? 0) <= (head.level ?? 0));
  return end < 0 ? below : below.slice(0, end);
};

/**
 * The headings of parts that say something under a name that no field has: where a field is missing, one of them may
 * be it, in words that nobody has thought of.
 */
export const unknownParts = (matters: readonly Matter[], words: Words, titles: Phrases | null): EvidenceRef[] =>
  matters.flatMap((matter) => {
    const counts = isEvidence(matter, words);
    const opened = endOfOpening(matter.units, (unit) => isHead(matter, unit));
    return matter.units.flatMap((unit): EvidenceRef[] => {
      if (unit.index < opened || unit.link || !isHead(matter, unit) || !counts(unit)) return [];
      const folded = foldedOf(matter, unit);
      if (letters(folded) < fewestLetters) return [];
      if (words.holdsLabel(folded) || words.startsPart(folded, false) || titles?.first(folded)) return [];
      const below = partBelow(matter, unit).filter((one) => !one.link && counts(one));
      // A part with labels of its own, such as one of several services, is none of their fields.
      const isLabelled = (one: Unit): boolean =>
        words.startsLabelled(foldedOf(matter, one)) || (isHead(matter, one) && words.holdsLabel(foldedOf(matter, one)));
      if (below.some(isLabelled)) return [];
      const said = below.reduce((sum, { start, end }) => sum + end - start, 0);
      return said >= fewestBelow ? [refTo(matter, unit)] : [];
    });
  });
