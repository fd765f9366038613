import type { Words } from '../checks/index.ts';
import type { Gap } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ItemEvidence } from '../model/gathered.ts';
import type { Finding } from '../model/outcome.ts';
import type { Item, Subject } from '../model/ruleset.ts';
import { findYears } from '../thai/dates.ts';
import { skeleton } from '../thai/fold.ts';
import { thaiConsonant } from '../thai/letters.ts';

/** Reasons that no unread page or file can overturn. */
const certain: ReadonlySet<string> = new Set(['not-submitted', 'not-reachable', 'unwanted-present']);

/** Reasons by which what is asked for was not found at all, or only of another year. */
const missing: ReadonlySet<string> = new Set(['document-missing', 'form-missing', 'wrong-period']);

const fewLetters = 4;

/** Whether what could not be read is clearly about another year than the one that is asked for. */
const ofAnotherYear = (label: string, subject: Subject): boolean => {
  const { fiscalYear } = subject;
  if (fiscalYear === undefined) return false;
  const years = findYears(label).filter((year) => year.kind === 'fiscal' || year.kind === 'year');
  return years.length > 0 && !years.some((year) => year.from <= fiscalYear && fiscalYear <= year.to);
};

/** Whether something is called like the documents that an element, or its item, asks for, and not of another year. */
const isCalledLike = (label: string, item: Item, subject: Subject | null, words: Words): boolean => {
  const folded = skeleton(label);
  const subjects = subject ? [subject] : Object.values(item.documents);
  return subjects.some((one) => words.list(one.titles).first(folded) !== null && !ofAnotherYear(label, one));
};

/**
 * Whether a gap could hold what an element asks for. A submitted page always could; something below it could when it is
 * called like the documents of the item, or when its name says nothing.
 */
const couldHold = (gap: Gap, evidence: ItemEvidence, item: Item, subject: Subject | null, words: Words): boolean =>
  evidence.submitted.includes(gap.url) ||
  (gap.label.match(thaiConsonant) ?? []).length < fewLetters ||
  isCalledLike(gap.label, item, subject, words);

/**
 * Absence needs a complete look (design.md section 5, law 1): a failed finding stands only when nothing that could
 * overturn it was left unread. Otherwise a person must look, or the visit must be repeated.
 */
export const holdBack = (
  finding: Finding,
  evidence: ItemEvidence,
  item: Item,
  subject: Subject | null,
  words: Words,
): Finding => {
  if (finding.outcome !== 'failed' || certain.has(finding.reason.code)) return finding;
  const gaps = evidence.gaps.filter((gap) => couldHold(gap, evidence, item, subject, words));
  const transient = evidence.faults.find(
    (fault) => fault.nature !== 'definitive' && evidence.submitted.includes(fault.url),
  );
  if (transient && gaps.length === 0) return { outcome: 'untested', fault: transient };
  if (gaps.length === 0) return finding;
  const unvisited = gaps.every((gap) => gap.code === 'not-fetched') ? faultAt(gaps, evidence.faults) : undefined;
  if (unvisited) return { outcome: 'untested', fault: unvisited };
  return {
    outcome: 'cantTell',
    reason: { code: 'look-incomplete', gaps: gaps.slice(0, 6) },
    evidence: finding.evidence,
  };
};

const faultAt = (gaps: readonly Gap[], faults: readonly Fault[]): Fault | undefined =>
  faults.find((fault) => fault.nature !== 'definitive' && gaps.some((gap) => gap.url === fault.url));

/**
 * A failed finding whose cause is a link that leads nowhere says so: the document may exist, but nobody can open it.
 * @param onlySubmitted nothing below the submitted pages was judged
 */
export const blameLink = (
  finding: Finding,
  evidence: ItemEvidence,
  item: Item,
  subject: Subject | null,
  words: Words,
  onlySubmitted: boolean,
): Finding => {
  if (finding.outcome !== 'failed' || certain.has(finding.reason.code)) return finding;
  if (!onlySubmitted && !missing.has(finding.reason.code)) return finding;
  const faults = evidence.broken
    .filter(({ label }) => isCalledLike(label, item, subject, words))
    .map(({ fault }) => fault);
  return faults.length === 0 ? finding : { ...finding, reason: { code: 'not-reachable', faults } };
};
