import type { EvidenceRef } from '../model/evidence.ts';
import type { Finding, Outcome } from '../model/outcome.ts';

const strongestFirst: Record<'all' | 'any', readonly Outcome[]> = {
  all: ['failed', 'untested', 'cantTell', 'passed', 'inapplicable'],
  any: ['passed', 'untested', 'cantTell', 'failed', 'inapplicable'],
};

const evidenceOf = (finding: Finding): readonly EvidenceRef[] => ('evidence' in finding ? finding.evidence : []);

const pick = (findings: readonly Finding[], order: readonly Outcome[]): Finding => {
  const outcome = order.find((wanted) => findings.some((finding) => finding.outcome === wanted)) ?? 'inapplicable';
  return findings.find((finding) => finding.outcome === outcome) ?? { outcome: 'inapplicable' };
};

/** Every one must be met. The order of the findings does not change the outcome (design.md section 5, law 4). */
export const all = (findings: readonly Finding[]): Finding => {
  const strongest = pick(findings, strongestFirst.all);
  if (strongest.outcome !== 'passed') return strongest;
  // What is met by several checks together shows the evidence of each.
  const [first, ...rest] = findings.flatMap(evidenceOf);
  return first ? { outcome: 'passed', evidence: [first, ...rest] } : strongest;
};

/** What outcomes make together where every one must be met. */
export const allOf = (outcomes: readonly Outcome[]): Outcome =>
  strongestFirst.all.find((wanted) => outcomes.includes(wanted)) ?? 'inapplicable';

/** One that is met is enough. */
export const any = (findings: readonly Finding[]): Finding => pick(findings, strongestFirst.any);

/**
 * Turns a finding round: what is there must not be, and the other way. `looked` is what a pass shows then: the places
 * that were looked through.
 */
export const negate = (finding: Finding, looked: readonly EvidenceRef[], wanted: readonly string[]): Finding => {
  if (finding.outcome === 'passed')
    return {
      outcome: 'failed',
      reason: { code: 'unwanted-present', wanted: [...wanted] },
      evidence: [...finding.evidence],
    };
  if (finding.outcome !== 'failed') return finding;
  const [first, ...rest] = looked;
  return first ? { outcome: 'passed', evidence: [first, ...rest] } : finding;
};
