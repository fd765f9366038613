import type { EvidenceRef } from '../model/evidence.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import { around, findAll, type Hit, isLabel, type Matter, refTo, type Unit } from './matter.ts';
import { columnCells, headerRows } from './table.ts';

/** How far a field is there: named and filled, named but blank, or only mentioned in running text. */
export type FieldState = { state: 'filled' | 'blank' | 'mentioned'; evidence: EvidenceRef[] };

/** Places that copy the criteria, a vendor's example or a filler: the unit itself and, in a table, its whole row. */
export const isEvidence = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const marked = findAll(matter, words.notEvidence).map((hit) => hit.unit);
  if (marked.length === 0) return () => true;
  const units = new Set(marked);
  const rows = new Set(marked.flatMap((unit) => (unit.table ? [unit.table.block.rows[unit.table.row]] : [])));
  return (unit) => !units.has(unit) && !(unit.table && rows.has(unit.table.block.rows[unit.table.row]));
};

const inTable = (matter: Matter, hit: Hit, words: Words): FieldState => {
  const { block, row, column } = hit.unit.table as NonNullable<Unit['table']>;
  const label = refTo(matter, hit.unit, hit);
  const quote = (text: string): EvidenceRef => ({ ...label, quote: `${label.quote}: ${text}` });
  if (row < headerRows(block)) {
    const cells = columnCells(block, column);
    const filled = cells.filter((cell) => !words.isBlank(cell.text));
    const [first] = filled;
    if (first && filled.length * 2 >= cells.length) {
      return { state: 'filled', evidence: [{ ...quote(first.text.trim().slice(0, 160)), at: first.at }] };
    }
    if (cells.length > 0) return { state: 'blank', evidence: [label] };
  }
  const beside = (block.rows[row] ?? [])
    .slice(column + 1)
    .find((cell) => cell.at !== hit.unit.at && !words.isBlank(cell.text));
  if (beside) return { state: 'filled', evidence: [quote(beside.text.trim().slice(0, 160))] };
  const { after } = around(matter, hit);
  return { state: words.isBlank(after) ? 'blank' : 'filled', evidence: [label] };
};

const inText = (matter: Matter, hit: Hit, words: Words, evidence: (unit: Unit) => boolean): FieldState => {
  const label = refTo(matter, hit.unit, hit);
  const { after } = around(matter, hit);
  if (!words.isBlank(after.replace(/^\s*[:：]/u, ''))) return { state: 'filled', evidence: [label] };
  const next = matter.units[hit.unit.index + 1];
  const filled =
    next !== undefined &&
    !(next.kind === 'heading' && hit.unit.kind === 'heading') &&
    evidence(next) &&
    !words.isBlank(next.text);
  if (!filled) return { state: 'blank', evidence: [label] };
  const value = refTo(matter, next);
  return { state: 'filled', evidence: [{ ...label, quote: `${label.quote} ${value.quote.slice(0, 160)}` }] };
};

const better: readonly FieldState['state'][] = ['filled', 'blank', 'mentioned'];

/** The best that the matters say of a field; null where none names it. */
export const lookFor = (matters: readonly Matter[], field: Phrases, words: Words): FieldState | null => {
  let found: FieldState | null = null;
  for (const matter of matters) {
    const evidence = isEvidence(matter, words);
    for (const hit of findAll(matter, field)) {
      if (!evidence(hit.unit)) continue;
      const state: FieldState = !isLabel(matter, hit)
        ? { state: 'mentioned', evidence: [refTo(matter, hit.unit, hit)] }
        : hit.unit.table
          ? inTable(matter, hit, words)
          : inText(matter, hit, words, evidence);
      if (state.state === 'filled') return state;
      if (!found || better.indexOf(state.state) < better.indexOf(found.state)) found = state;
    }
  }
  return found;
};
