import type { Words } from '../checks/index.ts';
import type { EvidenceRef, Gap } from '../model/evidence.ts';
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
 * What follows when addresses were not seen, and that for a passing cause. Behind a certificate warning a person still
 * sees the page, and may judge it; everything else is to be looked at again. Null where every cause is definitive.
 */
export const unseen = (faults: readonly Fault[], evidence: readonly EvidenceRef[]): Finding | null => {
  const passing = faults.filter(({ nature }) => nature !== 'definitive');
  const [other] = passing.filter(({ kind }) => kind !== 'certificate-warning');
  if (other) return { outcome: 'untested', fault: other };
  if (passing.length === 0) return null;
  return { outcome: 'cantTell', reason: { code: 'certificate-warning', faults: passing }, evidence: [...evidence] };
};

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
  if (gaps.length === 0) {
    const submitted = evidence.faults.filter(({ url }) => evidence.submitted.includes(url));
    return unseen(submitted, finding.evidence) ?? finding;
  }
  const unvisited = gaps.every((gap) => gap.code === 'not-fetched') ? faultsAt(gaps, evidence.faults) : [];
  return (
    unseen(unvisited, finding.evidence) ?? {
      outcome: 'cantTell',
      reason: { code: 'look-incomplete', gaps: gaps.slice(0, 6) },
      evidence: finding.evidence,
    }
  );
};

const faultsAt = (gaps: readonly Gap[], faults: readonly Fault[]): Fault[] =>
  faults.filter((fault) => gaps.some((gap) => gap.url === fault.url));

/** Reasons of a doubt where a page says something of a document, and does not show it. */
const spoken: ReadonlySet<string> = new Set(['only-mentioned', 'unknown-parts']);

/**
 * A failed finding whose cause is a link that leads nowhere says so: the document may exist, but nobody can open it.
 * @param onlySubmitted nothing below the submitted pages was judged
 * @param ofWords what was judged are words of a text, so that a doubt means that these say too little
 */
export const blameLink = (
  finding: Finding,
  evidence: ItemEvidence,
  item: Item,
  subject: Subject | null,
  words: Words,
  onlySubmitted: boolean,
  ofWords: boolean,
): Finding => {
  // A page that only speaks of a document whose link is dead does not show it.
  const isSpoken =
    finding.outcome === 'cantTell' &&
    (spoken.has(finding.reason.code) || (ofWords && finding.reason.code === 'ask-person'));
  if ((finding.outcome !== 'failed' && !isSpoken) || certain.has(finding.reason.code)) return finding;
  if (!onlySubmitted && !missing.has(finding.reason.code)) return finding;
  const faults = evidence.broken
    .filter(({ label }) => isCalledLike(label, item, subject, words))
    .map(({ fault }) => fault);
  return faults.length === 0
    ? finding
    : { outcome: 'failed', reason: { code: 'not-reachable', faults }, evidence: [...finding.evidence] };
};
