import { skeleton } from '../thai/fold.ts';
import { isNumbering } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import { repeatsNames } from './calling.ts';
import type { Words } from './lexicon.ts';
import { foldedOf, type Matter, shortUnit, type Unit } from './matter.ts';
import { oncePerText } from './once.ts';

const longestLine = 200;
const longestEntry = 60;
const mostEntries = 12;
/** Units that a page shows below the date of its last change, where nothing marks them as its footer. */
const mostBelow = 5;

const opensWith = (text: string, wanted: Phrases): boolean => {
  const first = wanted.first(text);
  return first !== null && isNumbering(text.slice(0, first.start));
};

const isProse = ({ table, kind }: Unit): boolean => table === null && kind !== 'heading';

/** Letters of the longest of several entries in one line. */
const longestPart = (text: string): number =>
  Math.max(...text.split(/\s[|·•]\s/u).map((part) => skeleton(part).length));

/** What a heading such as "other articles" opens: entries and short lines up to the next heading, or a small table. */
const listedBelow = (matter: Matter, opening: Unit): Unit[] => {
  const { units } = matter;
  const repeatsName = repeatsNames([matter.source.title]);
  const listed: Unit[] = [];
  let lines = 0;
  const block = units[opening.index + 1]?.table?.block;
  if (block) return block.rows.length > mostEntries ? [] : units.filter(({ table }) => table?.block === block);
  for (const unit of units.slice(opening.index + 1)) {
    if (!isProse(unit) || longestPart(unit.text) > longestEntry || repeatsName(foldedOf(matter, unit))) break;
    if (unit.kind !== 'item' && ++lines > mostEntries) break;
    listed.push(unit);
  }
  return listed;
};

const furnitureOf = (matter: Matter, words: Words): Set<Unit> => {
  const found = new Set<Unit>();
  const { units, source } = matter;
  let lastStamp: Unit | null = null;
  for (const unit of units) {
    if (unit.table !== null || unit.end - unit.start > longestLine || source.medium !== 'page') continue;
    const text = foldedOf(matter, unit);
    const stamp = words.stamps.first(skeleton(unit.text));
    if (stamp?.start === 0) lastStamp = unit;
    const opens = opensWith(text, words.pageParts);
    if (stamp?.start === 0 || opens) found.add(unit);
    if (opens && unit.end - unit.start <= shortUnit) for (const next of listedBelow(matter, unit)) found.add(next);
  }
  const below = lastStamp === null ? [] : units.slice(lastStamp.index + 1);
  if (lastStamp && lastStamp.index > below.length && below.length <= mostBelow && below.every(isProse))
    for (const unit of below) found.add(unit);
  return found;
};

const furnitureIn = oncePerText(furnitureOf);

/**
 * What belongs to the page and not to what it says: the date of its last change, counters of visitors, other matters to
 * read. Asked again, the answer costs nothing.
 */
export const isFurniture = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const found = furnitureIn(matter, words);
  return (unit) => found.has(unit);
};
