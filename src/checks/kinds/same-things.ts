import type { Cell, EvidenceRef, TableBlock } from '../../model/evidence.ts';
import { skeleton } from '../../thai/fold.ts';
import { letters } from '../../thai/letters.ts';
import { type Check, cantTell, noDocument, passed } from '../context.ts';
import { isEvidence } from '../evidence.ts';
import type { Field } from '../lexicon.ts';
import { type Matter, refToWhole } from '../matter.ts';
import { columnCells, columnTitles } from '../table.ts';

/** A named thing of a table, with the place of its name. */
type Thing = { name: string; ref: EvidenceRef };

const fewestThings = 3;
const fewestLetters = 3;
/** The share of the shorter list that the longer one names, where both tell of the same things. */
const leastCommon = 1 / 3;
/** Letters by which two names are told to be the same where both go on differently. */
const tellingLetters = 14;
const mostCompared = 300;

/** Reports shorten the names of the plan, at either end. */
const isSame = (a: Thing, b: Thing): boolean =>
  a.name.includes(b.name) ||
  b.name.includes(a.name) ||
  a.name.slice(0, tellingLetters) === b.name.slice(0, tellingLetters);

const columnOf = (block: TableBlock, field: Field): number =>
  columnTitles(block).findIndex((title) => (field.find.startsAt(title, 0)?.phrase ?? field.labels) < field.labels);

const thingsIn = ({ source }: Matter, block: TableBlock, column: number): Thing[] =>
  columnCells(block, column)
    .filter(({ text }: Cell) => letters(text) >= fewestLetters)
    .map(({ text, at }) => ({
      name: skeleton(text),
      ref: { artifactId: source.artifactId, url: source.url, at, quote: text.trim().slice(0, 160) },
    }));

/**
 * Tables that report on things name the same ones as tables that only plan them. Where there are not both kinds, with
 * several things each, there is nothing to compare.
 */
export const sameThings: Check<'same-things'> = ({ field, reported }, context) => {
  const { everything, matters, words } = context;
  if (matters.length === 0) return noDocument(context);
  const name = words.field(field);
  const reports = reported.map((one) => words.field(one));
  const planned: Thing[] = [];
  const done: Thing[] = [];
  for (const matter of everything) {
    const counts = isEvidence(matter, words);
    const blocks = new Set(matter.units.flatMap((unit) => (unit.table && counts(unit) ? [unit.table.block] : [])));
    for (const block of blocks) {
      const column = columnOf(block, name);
      if (column < 0) continue;
      const isReport = reports.some((report) => columnOf(block, report) >= 0);
      (isReport ? done : planned).push(...thingsIn(matter, block, column));
    }
  }
  const wholes = matters.map(({ source }) => refToWhole(source));
  if (planned.length < fewestThings || done.length < fewestThings) return passed(wholes);
  const known = planned.slice(0, mostCompared);
  const common = done.slice(0, mostCompared).filter((one) => known.some((other) => isSame(one, other)));
  if (common.length >= Math.min(planned.length, done.length) * leastCommon) return passed(common.map(({ ref }) => ref));
  return cantTell(
    { code: 'ask-person' },
    [...planned.slice(0, 2), ...done.slice(0, 2)].map(({ ref }) => ref),
  );
};
