import type { Cell, EvidenceRef, TableBlock } from '../model/evidence.ts';
import { skeleton } from '../thai/fold.ts';
import { partNumber } from '../thai/label.ts';
import { letters } from '../thai/letters.ts';
import { isEvidence } from './evidence.ts';
import type { Field, Words } from './lexicon.ts';
import { around, foldedOf, type Hit, isNextNumber, type Matter, refTo, type Unit } from './matter.ts';
import { isHeader } from './naming.ts';
import { bodyRows, cellsBelow, columnCells, columnTitles, isPartTitle, isSameCell, isTitleRow } from './table.ts';

/**
 * How far a field is there: named and filled, named with nothing but dashes, named but blank, only mentioned in running
 * text, or only hinted at by words that belong to it.
 */
export type FieldState = { state: 'filled' | 'dash' | 'blank' | 'mentioned' | 'hinted'; evidence: EvidenceRef[] };

const longestUnit = 12;

/** Dots to write on, numbered and with a unit at most, or one letter again and again: nobody wrote anything there. */
const isUnwritten = (text: string): boolean => {
  const written = text.replace(/[.…_]{4,}/gu, '');
  const dotted = written !== text && letters(written) <= longestUnit;
  return dotted || /^\W*([x×])\1{2,}\W*$/iu.test(text);
};

/** Whether a text fills a place in. */
export const stateOf = (text: string, words: Words): 'filled' | 'dash' | 'blank' =>
  words.isDash(text) ? 'dash' : words.isBlank(text) || isUnwritten(text) ? 'blank' : 'filled';

const shortened = (text: string): string => text.trim().slice(0, 160);

const fewestOfSeries = 3;

/**
 * The columns of a table whose heads repeat a label with another number each, as those of four quarters do, or over
 * which one head stands.
 */
const seriesColumns = (matter: Matter, hit: Hit): number[] => {
  const { unit, start, end } = hit;
  const { block, row } = unit.table as NonNullable<Unit['table']>;
  const label = matter.text.slice(start, end);
  const whole = skeleton(block.rows[row]?.[hit.unit.table?.column ?? 0]?.text ?? '');
  const columns = (block.rows[row] ?? []).flatMap(({ text }, column) => {
    const folded = skeleton(text);
    if (folded === whole) return [column];
    return folded.startsWith(label) && /^[\s\d./]+$/u.test(folded.slice(label.length)) ? [column] : [];
  });
  return columns.length >= fewestOfSeries ? columns : [];
};

/** A row is filled in where one of the columns of a series says or ticks something. */
const inSeries = (block: TableBlock, columns: readonly number[], label: EvidenceRef): FieldState => {
  const rows = bodyRows(block).filter((row) => !isTitleRow(row));
  const filled = rows.filter((row) => columns.some((column) => /[^\s\-–—.…]/u.test(row[column]?.text ?? '')));
  return { state: filled.length > 0 && filled.length * 2 >= rows.length ? 'filled' : 'blank', evidence: [label] };
};

const inColumn = (matter: Matter, hit: Hit, words: Words): FieldState | null => {
  const { block, row, column } = hit.unit.table as NonNullable<Unit['table']>;
  const label = refTo(matter, hit.unit, hit);
  const inHead = isHeader(hit.unit);
  const series = inHead ? seriesColumns(matter, hit) : [];
  if (series.length > 1) return inSeries(block, series, label);
  const below = inHead ? columnCells(block, column) : cellsBelow(block, row, column);
  const cells = below?.filter((cell) => !isSameCell(cell, block.rows[0]?.[column] ?? cell)) ?? [];
  if (cells.length === 0) return !inHead || bodyRows(block).length === 0 ? null : { state: 'blank', evidence: [label] };
  const states = cells.map((cell) => stateOf(cell.text, words));
  const first = cells[states.indexOf('filled')];
  const filled = states.filter((state) => state === 'filled').length;
  const complete = !states.includes('blank');
  if (first && (filled * 2 >= cells.length || complete)) {
    return {
      state: 'filled',
      evidence: [{ ...label, quote: `${label.quote}: ${shortened(first.text)}`, at: first.at }],
    };
  }
  return { state: complete ? 'dash' : 'blank', evidence: [label] };
};

/** What a label in a table has: in its column, beside it in its row, or below it where it is the title of a part. */
const inTable = (matter: Matter, hit: Hit, words: Words): FieldState => {
  const { block, row, column } = hit.unit.table as NonNullable<Unit['table']>;
  const label = refTo(matter, hit.unit, hit);
  // A sheet puts its parts one below the other: what a part is called stands alone in its row.
  const isPart = isPartTitle(block, row) && (row > 0 || isPartTitle(block, row + 1));
  const below = isPart ? null : inColumn(matter, hit, words);
  if (below) return below;
  // Columns over rows that nobody filled in: what stands beside is the name of the next one.
  if (isHeader(hit.unit) && block.rows.length > 1 && bodyRows(block).length === 0)
    return { state: 'blank', evidence: [label] };
  const { after } = around(matter, hit);
  if (!words.isFiller(after) && !words.isBlank(after)) {
    // What goes on behind the label in the title of a table is no value of it: the columns below tell.
    const next = matter.units[hit.unit.index + 1]?.table;
    const isCaption = isPart && next?.block === block && !isPartTitle(block, next.row) && !/^\s*[:：]/u.test(after);
    return { state: isCaption ? 'mentioned' : 'filled', evidence: [label] };
  }
  if (isPart) {
    const next = inPart(matter, hit.unit, words);
    if (next?.table && isTitledAbove(next.table, words)) return { state: 'mentioned', evidence: [label] };
    return next
      ? { state: stateOf(next.text, words), evidence: [{ ...label, quote: `${label.quote} ${shortened(next.text)}` }] }
      : { state: 'blank', evidence: [label] };
  }
  const beside = (block.rows[row] ?? [])
    .slice(column + 1)
    .filter((cell) => cell.text.trim() !== '' && !isSameCell(block.rows[row]?.[column], cell))
    .find((cell) => stateOf(cell.text, words) !== 'blank');
  if (!beside) return { state: 'blank', evidence: [label] };
  const quote = `${label.quote}: ${shortened(beside.text)}`;
  return { state: stateOf(beside.text, words), evidence: [{ ...label, quote }] };
};

/** What stands below the title of a part of a sheet, below the heads of its columns where it has some. */
const inPart = (matter: Matter, title: Unit, words: Words): Unit | null => {
  const block = title.table?.block;
  const next = matter.units[title.index + 1];
  if (!next?.table || next.table.block !== block || opensPart(matter, title, next, words)) return null;
  const { row } = next.table;
  // The title of the next part is no content of this one.
  if (isPartTitle(next.table.block, row)) return words.isFiller(foldedOf(matter, next)) ? null : next;
  const rest = matter.units.slice(next.index + 1).filter(({ table }) => table?.block !== block || table.row !== row);
  const first = rest[0];
  return first?.table?.block === block ? first : null;
};

/** The first unit of the body of a table that says more than a number or nothing; null for a table without one. */
const firstInBody = (matter: Matter, head: Unit, words: Words): Unit | null => {
  const block = head.table?.block;
  for (let index = head.index; matter.units[index]?.table?.block === block; index++) {
    const unit = matter.units[index] as Unit;
    if (!isHeader(unit) && /\p{L}/u.test(unit.text) && stateOf(unit.text, words) === 'filled') return unit;
  }
  return null;
};

const tellingLetters = 3;

/**
 * Whether every column that holds words is titled as a field: then no title above tells what one of them is.
 * @param titles of the columns, folded
 */
const areTitled = (titles: readonly string[], cellsOf: (column: number) => readonly Cell[], words: Words): boolean => {
  const telling = titles.filter((_, column) => cellsOf(column).some(({ text }) => letters(text) >= tellingLetters));
  return telling.length > 0 && telling.every((title) => words.holdsLabel(title));
};

const isTitled = (block: TableBlock, words: Words): boolean =>
  areTitled(columnTitles(block), (column) => columnCells(block, column), words);

/** The same of a part of a sheet that begins under a head of its own. */
const isTitledAbove = ({ block, row }: NonNullable<Unit['table']>, words: Words): boolean => {
  const titles = (block.rows[row - 1] ?? []).map(({ text }) => skeleton(text));
  return areTitled(titles, (column) => cellsBelow(block, row - 1, column) ?? [], words);
};

const footerUnits = 3;
const fewestAddressParts = 3;

/** Whether a unit begins the footer of a page: the address of the office, and what pages end with right behind it. */
const isFooter = (matter: Matter, unit: Unit, words: Words): boolean => {
  const rest = matter.units.slice(unit.index + 1);
  if (rest.length > footerUnits || !rest.some((next) => words.startsPart(foldedOf(matter, next), false))) return false;
  const parts = words.addressParts.all(foldedOf(matter, unit)).map(({ phrase }) => phrase);
  return new Set(parts).size >= fewestAddressParts;
};

/** Whether a unit begins the next part of a document and is not what the label before it says. */
const opensPart = (matter: Matter, label: Unit, next: Unit, words: Words): boolean => {
  if (isNextNumber(label, next) || isFooter(matter, next, words)) return true;
  const folded = foldedOf(matter, next);
  const isLabelled = /[:：]/u.test(label.text);
  return (
    words.startsPart(folded.replace(/^[\s\d().\-–•]+/u, ''), isLabelled) ||
    ((next.table === null || isPartTitle(next.table.block, next.table.row)) && words.isFiller(folded))
  );
};

/** What stands below a label: the next unit that is not a lower heading; nothing where the next label or part begins. */
const contentBelow = (matter: Matter, { unit }: Hit, words: Words): Unit | null => {
  // A heading that is as high as the one above the label ends what the label could hold.
  const above = matter.units.slice(0, unit.index + 1).findLast(({ kind }) => kind === 'heading');
  for (const next of matter.units.slice(unit.index + 1, unit.index + 8)) {
    if (isHeader(next) && next.table && bodyRows(next.table.block).length > 0) return firstInBody(matter, next, words);
    if (next.kind !== 'heading') return opensPart(matter, unit, next, words) ? null : next;
    if (above && (next.level ?? 0) <= (above.level ?? 0)) return null;
  }
  return null;
};

/**
 * Whether what stands below a heading that says more than a label says itself what it is: columns or lines with labels
 * of their own.
 */
const isToldBelow = (matter: Matter, hit: Hit, field: Field, next: Unit, words: Words): boolean => {
  const { before, after } = around(matter, hit);
  // "Visitors at the office (walk-in)" says one thing twice.
  const isOther = (text: string): boolean => words.holdsLabel(text) && field.find.first(text) === null;
  const isOneOfSeveral = isOther(before) || isOther(after);
  if (next.table === null) return isOneOfSeveral && words.startsLabelled(foldedOf(matter, next));
  const saysMore = !words.isFiller(after) && field.find.first(after) === null;
  return (isOneOfSeveral || saysMore) && next.table.row > 0 && isTitled(next.table.block, words);
};

const fewestColumns = 3;

/** Whether a line is one of several labels in a row, as the head of a table is that came out as lines. */
const isInFlatHead = (matter: Matter, unit: Unit, words: Words): boolean => {
  const isLabel = (one: Unit | undefined): boolean =>
    one?.kind === 'line' && partNumber(one.text) === null && words.isFiller(foldedOf(matter, one));
  let [from, to] = [unit.index, unit.index];
  while (isLabel(matter.units[from - 1])) from--;
  while (isLabel(matter.units[to + 1])) to++;
  return isLabel(unit) && to - from + 1 >= fewestColumns;
};

const inText = (matter: Matter, hit: Hit, field: Field, words: Words): FieldState => {
  const label = refTo(matter, hit.unit, hit);
  const { after } = around(matter, hit);
  // "Projects, budget and time: ..." names several fields before its value.
  const [lead = '', named = ''] = /^([^:：]{0,60})[:：]/u.exec(after) ?? [];
  const value = lead !== '' && (named.trim() === '' || words.isFiller(named)) ? after.slice(lead.length) : after;
  const says = value === after ? !words.isFiller(after) && hit.unit.kind !== 'heading' : value !== '';
  // Words such as "in preparation" stand for what is not there; what follows them belongs to something else.
  if (says && (stateOf(value, words) !== 'blank' || /\p{L}/u.test(value)))
    return { state: stateOf(value, words), evidence: [label] };
  const next = contentBelow(matter, hit, words);
  if (next && isToldBelow(matter, hit, field, next, words)) return { state: 'mentioned', evidence: [label] };
  if (!next || !isEvidence(matter, words)(next))
    return { state: isInFlatHead(matter, hit.unit, words) ? 'mentioned' : 'blank', evidence: [label] };
  const below = refTo(matter, next);
  return {
    state: stateOf(next.text, words),
    evidence: [{ ...label, quote: `${label.quote} ${below.quote.slice(0, 160)}` }],
  };
};

/** What stands where a label calls for a value. */
export const valueAt = (matter: Matter, hit: Hit, field: Field, words: Words): FieldState =>
  hit.unit.table ? inTable(matter, hit, words) : inText(matter, hit, field, words);
