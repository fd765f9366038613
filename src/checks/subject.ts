import type { EvidenceRef } from '../model/evidence.ts';
import type { Subject } from '../model/ruleset.ts';
import { findDates, findYears } from '../thai/dates.ts';
import { fiscalYear } from '../thai/fiscal.ts';
import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import type { Words } from './lexicon.ts';
import { findAll, isLabel, type Matter, refTo, refToWhole, type Unit } from './matter.ts';
import { columnCells, columnTitles } from './table.ts';

/** A year, or a span of years, that a source says it is about, with the place where it says so. */
export type Statement = { from: number; to: number; ref: EvidenceRef };

/**
 * How a source stands to the year that is asked for: `current` states it, `undated` states none, `other` states
 * another one.
 */
export type Standing = 'current' | 'undated' | 'other';

export type Candidate = { matter: Matter; standing: Standing; statements: readonly Statement[] };

const headUnits = 40;
const openingUnits = 12;

type Mention = Statement & { kind: 'fiscal' | 'year' };

/** The years that a text is about: laws and the year in a programme's name are not; a full date counts as its fiscal year. */
const mentionsIn = (text: string, ref: () => EvidenceRef): { stated: Mention[]; dated: Statement[] } => {
  const stated: Mention[] = [];
  for (const { from, to, kind, start } of findYears(text)) {
    // "ITA 2568" is the round of the assessment, not the year of the matter.
    const programme = /\b(?:ita|oit)[\s\-–_.:]*$/iu.test(text.slice(Math.max(0, start - 8), start));
    if ((kind === 'fiscal' || kind === 'year') && !programme) stated.push({ from, to, kind, ref: ref() });
  }
  const dated = findDates(text).map((date) => {
    const year = fiscalYear(date);
    return { from: year, to: year, ref: ref() };
  });
  return { stated, dated };
};

const pooled = (parts: { stated: Mention[]; dated: Statement[] }[]) => ({
  stated: parts.flatMap((part) => part.stated),
  dated: parts.flatMap((part) => part.dated),
});

/** How a visitor sees a source called, most telling first. */
export const namesOf = ({ source }: Matter): string[] =>
  [source.title, source.fileName, ...source.calledBy].filter((name) => name !== '');

const holds = (text: string, titles: Phrases, not: Phrases | null): boolean => {
  const folded = skeleton(text);
  return titles.first(folded) !== null && (not === null || not.first(folded) === null);
};

const openingOf = (matter: Matter): Unit[] => {
  const units = matter.units.filter((unit) => !unit.link).slice(0, headUnits);
  return units.filter((unit, index) => unit.kind === 'heading' || index < openingUnits);
};

/** The years in a column that is titled as the fiscal year of its rows, as prescribed forms have one. */
const inYearColumn = (matter: Matter, words: Words): Statement[] =>
  matter.source.blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.region === 'template') return [];
    const column = columnTitles(block).findIndex((title) => {
      const hit = words.fiscalYearColumns.first(title);
      return hit !== null && hit.start === 0 && hit.end === title.length;
    });
    if (column < 0) return [];
    return columnCells(block, column).flatMap((cell) => {
      const year = Number(/^25\d\d$/u.exec(skeleton(cell.text))?.[0]);
      const { artifactId, url } = matter.source;
      return Number.isNaN(year)
        ? []
        : [{ from: year, to: year, ref: { artifactId, url, at: cell.at, quote: cell.text } }];
    });
  });

/** All that a source says about its year, the most telling place first; each place only when those before it are silent. */
function* statementsOf(matter: Matter, titles: Phrases, words: Words): Generator<Statement[]> {
  yield inYearColumn(matter, words);
  const opening = openingOf(matter);
  // A title often breaks over several lines, so what follows a title line belongs to it.
  const titled = opening.filter((_, index) =>
    [0, 1, 2].some((back) => titles.first(skeleton(opening[index - back]?.text ?? '')) !== null),
  );
  const of = (units: readonly Unit[]) => pooled(units.map((unit) => mentionsIn(unit.text, () => refTo(matter, unit))));
  const title = of(titled);
  yield title.stated;
  const names = pooled(
    namesOf(matter).map((name) => mentionsIn(name, () => ({ ...refToWhole(matter.source), quote: name }))),
  );
  yield names.stated;
  const head = of(matter.units.filter((unit) => !unit.link).slice(0, headUnits));
  yield head.stated.filter((mention) => mention.kind === 'fiscal');
  yield head.stated;
  yield title.dated;
  yield names.dated;
  yield head.dated;
  if (matter.units.length > headUnits) {
    const rest = of(matter.units.filter((unit) => !unit.link).slice(headUnits));
    yield rest.stated.filter((mention) => mention.kind === 'fiscal');
    yield rest.dated;
  }
}

const covers = (statement: Statement, year: number): boolean => statement.from <= year && year <= statement.to;
const isSpan = (statement: Statement): boolean => statement.from !== statement.to;

const judge = (
  statements: readonly Statement[],
  year: number,
  spans: boolean,
): { standing: Standing; statements: Statement[] } | null => {
  if (statements.length === 0) return null;
  // The year of a report is a single one even when its title also names the span of the plan that it reports on.
  const single = statements.filter((statement) => !isSpan(statement));
  const telling = spans || single.length === 0 ? statements : single;
  const right = telling.filter((statement) => covers(statement, year));
  return right.length > 0
    ? { standing: 'current', statements: right }
    : { standing: 'other', statements: [...telling] };
};

const standingOf = (matter: Matter, subject: Subject, titles: Phrases, words: Words): Omit<Candidate, 'matter'> => {
  if (subject.fiscalYear === undefined) return { standing: 'current', statements: [] };
  for (const statements of statementsOf(matter, titles, words)) {
    const judged = judge(statements, subject.fiscalYear, subject.spans);
    if (judged) return judged;
  }
  return { standing: 'undated', statements: [] };
};

const thinLetters = 120;
const indexLetters = 600;

/** Folded letters that a source says itself, headings and link texts left out. */
const substanceOf = (matter: Matter): number =>
  matter.units.reduce(
    (letters, unit) => letters + (unit.link || unit.kind === 'heading' ? 0 : unit.end - unit.start),
    0,
  );

/** A page that says little and leads to another candidate is its index: what it is called is not what it says. */
const withoutIndexes = (matters: readonly Matter[]): Matter[] =>
  matters.filter((matter) => {
    if (matter.source.medium !== 'page' || substanceOf(matter) >= indexLetters) return true;
    const targets = new Set(matter.source.links.filter((link) => link.region === 'main').map((link) => link.url));
    return !matters.some((other) => other !== matter && targets.has(other.source.url));
  });

/**
 * The sources that are about a subject. They are told by how they are called, by their opening and by their headings;
 * where none is, by what they say anywhere. `titled` tells which of the two it was.
 */
export const candidatesFor = (
  matters: readonly Matter[],
  subject: Subject,
  words: Words,
): { titled: boolean; candidates: Candidate[] } => {
  const titles = words.list(subject.titles);
  const not = subject.not === undefined ? null : words.list(subject.not);
  const readable = matters.filter((matter) =>
    matter.source.medium === 'document' ? matter.units.length > 0 : substanceOf(matter) >= thinLetters,
  );
  const called = readable.filter(
    (matter) =>
      namesOf(matter).some((name) => holds(name, titles, not)) ||
      openingOf(matter).some((unit, index, opening) =>
        holds(unit.kind === 'line' ? unit.text + (opening[index + 1]?.text ?? '') : unit.text, titles, not),
      ) ||
      findAll(matter, titles).some((hit) => isLabel(matter, hit) && holds(hit.unit.text, titles, not)),
  );
  const found = called.length > 0 ? called : readable.filter((matter) => findAll(matter, titles).length > 0);
  return {
    titled: called.length > 0,
    candidates: withoutIndexes(found).map((matter) => ({ matter, ...standingOf(matter, subject, titles, words) })),
  };
};

const order: readonly Standing[] = ['current', 'undated', 'other'];

/**
 * The candidates that an element is judged on: those of the right year; where there are none, those without a year;
 * else those of another year, whose content is judged all the same while the year is an element of its own.
 */
export const best = (candidates: readonly Candidate[]): Candidate[] => {
  const standing = order.find((wanted) => candidates.some((candidate) => candidate.standing === wanted));
  return candidates.filter((candidate) => candidate.standing === standing);
};
