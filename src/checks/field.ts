import type { Cell, EvidenceRef, TableBlock } from '../model/evidence.ts';
import { arabicDigits } from '../thai/digits.ts';
import { skeleton, skeletonMapped } from '../thai/fold.ts';
import { isNumbering, partNumber } from '../thai/label.ts';
import type { Phrases } from '../thai/phrases.ts';
import { isFurniture } from './furniture.ts';
import type { Field, Words } from './lexicon.ts';
import {
  around,
  findAll,
  foldedOf,
  type Hit,
  letterAfter,
  type Matter,
  refTo,
  shortUnit,
  type Unit,
} from './matter.ts';
import {
  bodyRows,
  cellsBelow,
  columnCells,
  differentCells,
  headerRows,
  isPartTitle,
  isSameCell,
  isTitleRow,
} from './table.ts';

/**
 * How far a field is there: named and filled, named with nothing but dashes, named but blank, only mentioned in running
 * text, or only hinted at by words that belong to it.
 */
export type FieldState = { state: 'filled' | 'dash' | 'blank' | 'mentioned' | 'hinted'; evidence: EvidenceRef[] };

const evidenceTests = new WeakMap<Words, WeakMap<Matter['units'], (unit: Unit) => boolean>>();

const isHeader = ({ table }: Unit): boolean => table !== null && table.row < headerRows(table.block);
const isHeading = (unit: Unit): boolean => unit.kind === 'heading' || isHeader(unit);
const isBulleted = (unit: Unit): boolean => unit.kind === 'item' || /^\s*[-–—•●▪*]/u.test(unit.text);

const longestEnumeration = 20;
const fewestQuoted = 3;
const longestAsked = 80;

/** A numbered line that says what is asked for and gives nothing: short, and without a value behind a colon. */
const isAsked = ({ kind, text }: Unit): boolean =>
  kind !== 'heading' &&
  text.length <= longestAsked &&
  /^\s*(?:\(\d{1,2}\)|\d{1,2}[.)])\s*[^:：\d]+$/u.test(arabicDigits(text));

/** The entries of a list that a unit opens: what the criteria ask for, one below the other. */
const enumeratedBy = ({ units }: Matter, opening: Unit): Unit[] => {
  if (opening.table) return [];
  const below = units.slice(opening.index + 1, opening.index + 1 + longestEnumeration);
  const end = below.findIndex((unit) => unit.table !== null || unit.link || !(isBulleted(unit) || isAsked(unit)));
  const listed = end < 0 ? below : below.slice(0, end);
  return listed.every(isBulleted) || listed.filter(isAsked).length > 1 ? listed : [];
};

/** Units that say of themselves that they are no evidence; none where that is a table's head. */
const markedIn = (matter: Matter, words: Words): Unit[] =>
  findAll(matter, words.notEvidence)
    .map((hit) => hit.unit)
    .filter((unit) => !(unit.table && unit.table.row < headerRows(unit.table.block)));

/** Whether a source holds anything that only looks like evidence. */
export const holdsMarks = (matter: Matter, words: Words): boolean => markedIn(matter, words).length > 0;

/** A label with nothing but dots to write on behind its colon. */
const isLineToWriteOn = (text: string): boolean => /[:：]\s*[.…_]{4,}\D{0,14}$/u.test(text);

/** Names of columns one after the other, in a paragraph: they say what should be there, not what is. */
const listsColumns = (matter: Matter, unit: Unit, words: Words): boolean =>
  unit.table === null && unit.kind !== 'line' && unit.kind !== 'heading' && words.listsLabels(foldedOf(matter, unit));

const makeEvidenceTest = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const empty = matter.units.filter((unit) => isLineToWriteOn(unit.text) || listsColumns(matter, unit, words));
  const marked = [...markedIn(matter, words), ...empty];
  const furniture = isFurniture(matter, words);
  if (marked.length === 0) return (unit) => !furniture(unit);
  const times = new Map<Unit, number>();
  for (const unit of marked) times.set(unit, (times.get(unit) ?? 0) + 1);
  // A text that quotes one criterion after the other leaves none for a list below it.
  const opens = (unit: Unit): boolean => (times.get(unit) ?? 0) < fewestQuoted;
  const units = new Set(marked.flatMap((unit) => [unit, ...(opens(unit) ? enumeratedBy(matter, unit) : [])]));
  const rows = new Set(marked.flatMap((unit) => (unit.table ? [unit.table.block.rows[unit.table.row]] : [])));
  return (unit) =>
    !units.has(unit) && !furniture(unit) && !(unit.table && rows.has(unit.table.block.rows[unit.table.row]));
};

/**
 * Places that copy the criteria, a vendor's example or a filler: the unit itself with the list that it opens and, in a
 * table, its whole row. The head of a table may well use the criteria's own words for its columns.
 */
export const isEvidence = (matter: Matter, words: Words): ((unit: Unit) => boolean) => {
  const known = evidenceTests.get(words) ?? new WeakMap<Matter['units'], (unit: Unit) => boolean>();
  evidenceTests.set(words, known);
  const test = known.get(matter.units) ?? makeEvidenceTest(matter, words);
  known.set(matter.units, test);
  return test;
};

/** Whether a unit goes on with the sentence of the printed line before it, which fills its line. */
const runsOn = ({ units }: Matter, unit: Unit): boolean => {
  const before = units[unit.index - 1];
  return unit.kind === 'line' && before?.kind === 'line' && before.end - before.start > shortUnit;
};

const longestLead = 60;
/** The part of a short line, one in so many letters, that a label at its end makes up at least. */
const leastOfLine = 4;
const wideTable = 6;

/** Whether a unit is the value of a column in the body of a wide table, which may be worded like a label. */
const isValue = ({ table }: Unit): boolean =>
  table !== null &&
  table.column > 1 &&
  table.row >= headerRows(table.block) &&
  (table.block.rows[table.row]?.length ?? 0) >= wideTable &&
  cellsBelow(table.block, table.row, table.column) === null;

const shortestAfterDash = 8;

/** Whether a line names a field behind a dash and goes on after a space: "measure – what was done – result 5 people". */
const isAfterDash = ({ unit, start, end }: Hit): boolean => {
  if (unit.table !== null || end - start < shortestAfterDash) return false;
  const map = skeletonMapped(unit.text);
  const [from, to] = [map.start(start - unit.start), map.end(end - unit.start)];
  return /\S\s+[-–—|]\s+$/u.test(unit.text.slice(0, from)) && /^\s+\S/u.test(unit.text.slice(to));
};

/**
 * Whether a hit names a field and does not merely mention it: it begins its unit, after numbers and other labels only,
 * or ends a heading or short line, and is no part of a longer word or of a wrapped sentence.
 */
const isNamed = (matter: Matter, hit: Hit, words: Words): boolean => {
  const { unit } = hit;
  if (isValue(unit)) return false;
  if (unit.table === null && /^\s*[:：]/u.test(matter.text.slice(hit.end, hit.end + 3))) return true;
  if (isAfterDash(hit)) return true;
  if (hit.start - unit.start > longestLead) return false;
  const { before, after } = around(matter, hit);
  if (words.startsDefinition(after)) return false;
  const short = unit.end - unit.start <= shortUnit;
  if (isNumbering(before) || words.isFiller(before.replace(/\d/gu, ''))) {
    const whole = words.startsFiller(after) || !letterAfter(hit);
    return whole && (short || isHeading(unit) || /\d/u.test(before) || !runsOn(matter, unit));
  }
  // The last word of a sentence is no label of it.
  const tells = (hit.end - hit.start) * leastOfLine >= unit.end - unit.start;
  const heads =
    isHeading(unit) || (short && tells && unit.kind !== 'cell' && !isBulleted(unit) && !runsOn(matter, unit));
  return heads && words.isFiller(after);
};

const longestUnit = 12;

/** Dots to write on, numbered and with a unit at most, or one letter again and again: nobody wrote anything there. */
const isUnwritten = (text: string): boolean => {
  const written = text.replace(/[.…_]{4,}/gu, '');
  const dotted = written !== text && (written.match(/\p{L}/gu)?.length ?? 0) <= longestUnit;
  return dotted || /^\W*([x×])\1{2,}\W*$/iu.test(text);
};

const stateOf = (text: string, words: Words): 'filled' | 'dash' | 'blank' =>
  words.isDash(text) ? 'dash' : words.isBlank(text) || isUnwritten(text) ? 'blank' : 'filled';

const shortened = (text: string): string => text.trim().slice(0, 160);

const fewestOfSeries = 3;

/** The columns of a table whose heads repeat a label with another number each, as those of four quarters do. */
const seriesColumns = (matter: Matter, { unit, start, end }: Hit): number[] => {
  const { block, row } = unit.table as NonNullable<Unit['table']>;
  const label = matter.text.slice(start, end);
  const columns = (block.rows[row] ?? []).flatMap(({ text }, column) => {
    const folded = skeleton(text);
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

/** Whether two units are numbered one after the other, as the parts of a document or the entries of a list are. */
const isNextNumber = (unit: Unit, next: Unit | undefined): boolean => {
  const [from, to] = [partNumber(unit.text), next ? partNumber(next.text) : null];
  return from !== null && to !== null && from.mark === to.mark && to.number === from.number + 1;
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

const inText = (matter: Matter, hit: Hit, words: Words, evidence: (unit: Unit) => boolean): FieldState => {
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
  if (!next || !evidence(next)) return { state: 'blank', evidence: [label] };
  const below = refTo(matter, next);
  return {
    state: stateOf(next.text, words),
    evidence: [{ ...label, quote: `${label.quote} ${below.quote.slice(0, 160)}` }],
  };
};

const longestContentsLine = 200;

const longestPages = 20;

/** The pages that a line of a table of contents ends with, e.g. "17 - 23". */
const pagesOf = (text: string): { from: number; to: number } | null => {
  const end = arabicDigits(text.slice(-longestPages)).trimEnd();
  const [, from, to] = /\s(\d{1,3})\s{0,3}[-–]\s{0,3}(\d{1,3})$/u.exec(end) ?? [];
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) };
};

/** Whether a unit ends with a range of pages that goes on in the unit before or after it. */
const endsWithPages = (matter: Matter, unit: Unit): boolean => {
  const pages = pagesOf(unit.text);
  if (pages === null) return false;
  const [before, after] = [-1, 1].map((step) => {
    const next = matter.units[unit.index + step];
    return next ? pagesOf(next.text) : null;
  });
  return before?.to === pages.from - 1 || after?.from === pages.to + 1;
};

/** A line of a table of contents: dots lead from the label to its page, or its pages end it. */
const isContents = (matter: Matter, hit: Hit): boolean =>
  (hit.unit.end - hit.end <= longestContentsLine &&
    /^[^\d]{0,60}[.…·_]{4,}\d{0,3}$/u.test(around(matter, hit).after)) ||
  endsWithPages(matter, hit.unit);

const better: readonly FieldState['state'][] = ['filled', 'dash', 'blank', 'mentioned', 'hinted'];

/**
 * Tells whether a hit is part of a title: in the first one that a document has, and wherever a longer title holds it. A
 * report is not filled in because it is called a report of results.
 */
const inTitle = (matter: Matter, titles: Phrases | null): ((hit: Hit) => boolean) => {
  const all =
    titles === null
      ? []
      : findAll(matter, titles).filter(({ unit: { table } }) => table === null || isPartTitle(table.block, table.row));
  const first = all[0] && foldedOf(matter, all[0].unit);
  let next = 0;
  return (hit) => {
    while (next < all.length && (all[next] as Hit).end <= hit.start) next++;
    const title = all[next];
    if (title === undefined || title.start >= hit.end) return false;
    const within = title.start <= hit.start && hit.end <= title.end && title.end - title.start > hit.end - hit.start;
    return within || foldedOf(matter, title.unit) === first;
  };
};

/** A shorter word stands in any text: only as a label it speaks of a field. */
const shortestMention = 5;

const isMention = ({ find, hints }: Field, { phrase, start, end }: Hit): boolean =>
  end - start >= shortestMention || find.list.indexOf(find.list[phrase] ?? '', hints) >= 0;

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
    const evidence = isEvidence(matter, words);
    const isTitle = inTitle(matter, titles);
    for (const hit of findAll(matter, field.find)) {
      const isHint = hit.phrase >= field.hints;
      if ((hit.phrase >= field.labels && !isHint) || !evidence(hit.unit) || isTitle(hit) || isContents(matter, hit))
        continue;
      const named = !isHint && isNamed(matter, hit, words);
      if (!named && ((found && found.state !== 'hinted') || !(isHint || isMention(field, hit)))) continue;
      const state: FieldState = !named
        ? { state: isHint ? 'hinted' : 'mentioned', evidence: [refTo(matter, hit.unit, hit)] }
        : hit.unit.table
          ? inTable(matter, hit, words)
          : inText(matter, hit, words, evidence);
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
export const namedIn = (matter: Matter, field: Field, words: Words, titles: Phrases | null = null): Named[] => {
  const evidence = isEvidence(matter, words);
  const isTitle = inTitle(matter, titles);
  return findAll(matter, field.find).flatMap((hit): Named[] => {
    const { phrase, unit } = hit;
    const isLabel = phrase < field.labels && evidence(unit) && !isTitle(hit) && !isContents(matter, hit);
    if (!isLabel || !isNamed(matter, hit, words)) return [];
    const state = unit.table ? inTable(matter, hit, words) : inText(matter, hit, words, evidence);
    const { table } = unit;
    const { before, after } = around(matter, hit);
    const isFirm = table
      ? !isPartTitle(table.block, table.row)
      : isNumbering(before) && (/^[^:：]{0,30}[:：]/u.test(after) || isNextNumber(unit, matter.units[unit.index + 1]));
    return [{ phrase, unit, ...state, isPartly: isPartly(unit, words), isFirm }];
  });
};

/**
 * Units that stand under the labels of a field, the labels among them: the column below, the row beside, the part below
 * a heading, else the line with what follows.
 */
export const unitsUnder = (matter: Matter, field: Field, words: Words, titles: Phrases | null): Set<Unit> => {
  const under = new Set<Unit>();
  const isTitle = inTitle(matter, titles);
  // The first heading is what the whole is called, not what one part says.
  const top = matter.units.find((unit) => unit.kind === 'heading');
  for (const hit of findAll(matter, field.find)) {
    const { unit } = hit;
    if (hit.phrase >= field.labels || unit === top || isTitle(hit) || !isNamed(matter, hit, words)) continue;
    const { table } = unit;
    const { after } = around(matter, hit);
    // "Measure 1, opening the data, has led to ..." says more than its first word.
    const runsOn = !table && unit.kind !== 'heading' && !words.isFiller(after) && !/^[^\p{L}]{0,8}[:：]/u.test(after);
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
