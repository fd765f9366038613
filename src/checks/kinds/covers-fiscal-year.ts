import type { Finding } from '../../model/outcome.ts';
import type { Subject } from '../../model/ruleset.ts';
import { type Check, type CheckContext, cantTell, failed, noDocument, passedIfTitled } from '../context.ts';
import { refToWhole } from '../matter.ts';
import { type Candidate, isWitnessed } from '../standing.ts';
import { candidatesFor } from '../subject.ts';

const inWords = (statement: { from: number; to: number }): string =>
  statement.from === statement.to ? `${statement.from}` : `${statement.from}-${statement.to}`;

/** Whether a document says that it is about a year. */
const coversYear = (wanted: number, subject: Subject, context: CheckContext): Finding => {
  const { words } = context;
  const candidates: readonly Candidate[] =
    wanted === subject.fiscalYear
      ? context.candidates
      : candidatesFor(context.everything, { ...subject, fiscalYear: wanted }, words).candidates;
  const of = (standing: Candidate['standing']) => candidates.filter((candidate) => candidate.standing === standing);
  if (candidates.length === 0) return noDocument(context);
  const current = of('current');
  const right = current.flatMap((candidate) => candidate.statements.map((statement) => statement.ref));
  // A year that a recogniser read in one place only may be another one.
  const doubted = (candidate: Candidate) =>
    candidate.statements.some((statement) => !isWitnessed(candidate, statement));
  if (right.length > 0 && current.every(doubted))
    return cantTell({ code: 'one-witness', wanted: `${wanted}`, read: [`${wanted}`] }, right);
  if (right.length > 0) return passedIfTitled(context, right);
  const undated = of('undated');
  if (undated.length > 0) {
    return cantTell(
      { code: 'period-not-stated', wanted: `${wanted}` },
      undated.map(({ matter }) => refToWhole(matter.source)),
    );
  }
  const other = of('other');
  const others = other.flatMap((candidate) => candidate.statements);
  if (other.some(doubted))
    return cantTell(
      { code: 'one-witness', wanted: `${wanted}`, read: [...new Set(others.map(inWords))].slice(0, 6) },
      others.map((statement) => statement.ref),
    );
  return failed(
    { code: 'wrong-period', wanted: `${wanted}`, found: [...new Set(others.map(inWords))].slice(0, 6) },
    others.map((statement) => statement.ref),
  );
};

const better: readonly Finding['outcome'][] = ['passed', 'cantTell', 'untested', 'failed'];

/** The document says that it is about the year that is asked for, or about one of several. */
export const coversFiscalYear: Check<'covers-fiscal-year'> = ({ fiscalYears }, context) => {
  const { subject } = context;
  const years = fiscalYears ?? (subject?.fiscalYear === undefined ? [] : [subject.fiscalYear]);
  const findings = subject === null ? [] : years.map((year) => coversYear(year, subject, context));
  const best = better.flatMap((outcome) => findings.find((finding) => finding.outcome === outcome) ?? [])[0];
  if (best === undefined) throw new Error('covers-fiscal-year needs a document and a year');
  return best;
};
