import type { Cell } from '../model/evidence.ts';
import { isNumbering } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Field, Words } from './lexicon.ts';
import { around, endOfOpening, type Hit, isNextNumber, type Matter, refTo, type Unit } from './matter.ts';
import { isHeader, spokenIn } from './naming.ts';
import { bodyRows, differentCells, headerRows, isPartTitle, isTitleRow } from './table.ts';
import { type FieldState, stateOf, valueAt } from './value.ts';

const better: readonly FieldState['state'][] = ['filled', 'dash', 'blank', 'mentioned', 'hinted'];

const told = (matter: Matter, hit: Hit, as: 'mention' | 'hint'): FieldState => ({
  state: as === 'hint' ? 'hinted' : 'mentioned',
  evidence: [refTo(matter, hit.unit, hit)],
});

/**
 * The best that the matters say of a field; null where none names it.
 * @param titles how the document is called, where its title may hold the words of the field
 */
export const lookFor = (
  matters: readonly Matter[],
  field: Field,
  words: Words,
  titles: Phrases | null = null,
): FieldState | null => {
  let found: FieldState | null = null;
  for (const matter of matters) {
    for (const { hit, as } of spokenIn(matter, field, words, titles)) {
      if (as !== 'label' && found && found.state !== 'hinted') continue;
      const state = as === 'label' ? valueAt(matter, hit, field, words) : told(matter, hit, as);
      if (state.state === 'filled') return state;
      if (!found || better.indexOf(state.state) < better.indexOf(found.state)) found = state;
    }
  }
  return found;
};

/**
 * A place where a field is named, with what is filled in there. `isPartly`: some of what it stands for has nothing.
 * `isFirm`: a column, a row or a colon calls for a value.
 */
export type Named = FieldState & { phrase: number; unit: Unit; isPartly: boolean; isFirm: boolean };

const fewestBeside = 3;

/** Whether a table leaves a place empty in a row, or in a column, that is filled in else. */
const isGap = (place: Cell | undefined, others: readonly Cell[], words: Words): boolean => {
  if (!place || stateOf(place.text, words) !== 'blank') return false;
  const cells = differentCells(others);
  const filled = cells.filter((cell) => stateOf(cell.text, words) !== 'blank').length;
  return filled >= fewestBeside && filled >= cells.length - 2;
};

/** Whether a label in a table has content for some of its rows or columns, and none for others that say all else. */
const isPartly = ({ table }: Unit, words: Words): boolean => {
  if (!table) return false;
  const { block, row, column } = table;
  if (row < headerRows(block)) {
    const rows = bodyRows(block);
    const end = rows.findIndex(isTitleRow);
    return (end < 0 ? rows : rows.slice(0, end)).some((cells) => isGap(cells[column], cells, words));
  }
  return (block.rows[row] ?? []).slice(column + 1).some((cell, index) =>
    isGap(
      cell,
      block.rows.flatMap((cells) => cells[column + 1 + index] ?? []),
      words,
    ),
  );
};

/** Every place where a matter names a field, in reading order. */
export const namedIn = (matter: Matter, field: Field, words: Words, titles: Phrases | null = null): Named[] =>
  [...spokenIn(matter, field, words, titles)].flatMap(({ hit, as }): Named[] => {
    if (as !== 'label') return [];
    const { phrase, unit } = hit;
    const { table } = unit;
    const { before, after } = around(matter, hit);
    const isFirm = table
      ? !isPartTitle(table.block, table.row)
      : isNumbering(before) && (/^[^:：]{0,30}[:：]/u.test(after) || isNextNumber(unit, matter.units[unit.index + 1]));
    return [{ phrase, unit, ...valueAt(matter, hit, field, words), isPartly: isPartly(unit, words), isFirm }];
  });

/**
 * Units that stand under the labels of a field, the labels among them: the column below, the row beside, the part below
 * a heading, else the line with what follows.
 */
export const unitsUnder = (matter: Matter, field: Field, words: Words, titles: Phrases | null): Set<Unit> => {
  const under = new Set<Unit>();
  const opened = endOfOpening(matter.units, ({ kind }) => kind === 'heading');
  for (const { hit, as } of spokenIn(matter, field, words, titles)) {
    const { unit } = hit;
    if (as !== 'label' || (unit.kind === 'heading' && unit.index < opened)) continue;
    const { table } = unit;
    const { after } = around(matter, hit);
    // "Measure 1, opening the data, has led to ..." says more than its first word.
    const [, behind = ''] = /^([^:：]{0,60})[:：]/u.exec(after) ?? [after, after];
    const runsOn = !table && unit.kind !== 'heading' && !words.isFiller(behind);
    if (runsOn) continue;
    under.add(unit);
    const rest = matter.units.slice(unit.index + 1);
    const beyond = rest.findIndex((next) => (table ? next.table?.block !== table.block : next.kind === 'heading'));
    const following = beyond < 0 ? rest : rest.slice(0, beyond);
    const belongs = table
      ? following.filter((next) =>
          isHeader(unit) ? next.table?.column === table.column : next.table?.row === table.row,
        )
      : unit.kind === 'heading'
        ? following
        : words.isFiller(after)
          ? following.slice(0, 1)
          : [];
    for (const next of belongs) under.add(next);
  }
  return under;
};
