import {
  best,
  type CheckContext,
  candidatesFor,
  type Matter,
  matterOf,
  runCheck,
  type Words,
} from '../checks/index.ts';
import type { CheckSpec } from '../model/check-spec.ts';
import type { EvidenceRef } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ItemEvidence } from '../model/gathered.ts';
import type { Finding } from '../model/outcome.ts';
import type { Element, Item } from '../model/ruleset.ts';
import { all, any, negate } from './combine.ts';
import { blameLink, holdBack, unseen } from './gaps.ts';

export type FromHome = CheckContext['fromHome'];

const whole = ({ source }: Matter): EvidenceRef => ({
  artifactId: source.artifactId,
  url: source.url,
  at: { in: 'whole' },
  quote: source.title || source.url,
});

const wantedOf = (spec: CheckSpec, words: Words): string[] =>
  spec.check === 'text-present' ? words.list(spec.words).list.slice(0, 6) : [];

const judgeElement = (
  element: Element,
  item: Item,
  evidence: ItemEvidence,
  matters: readonly Matter[],
  words: Words,
  fromHome: FromHome,
): Finding => {
  const subject = element.of === undefined ? null : (item.documents[element.of] ?? null);
  const candidates = subject ? candidatesFor(matters, subject, words) : null;
  const context: CheckContext = {
    words,
    subject,
    candidates: candidates?.candidates ?? [],
    titled: candidates?.titled ?? true,
    matters: candidates ? best(candidates.candidates).map((candidate) => candidate.matter) : matters,
    everything: matters,
    submitted: evidence.submitted,
    fromHome,
  };
  const onlySubmitted = context.matters.every(({ source }) => evidence.submitted.includes(source.url));
  const run = (spec: CheckSpec): Finding => {
    const finding = holdBack(runCheck(spec, context), evidence, item, subject, words);
    return blameLink(finding, evidence, item, subject, words, onlySubmitted);
  };
  const parts: Finding[] = [];
  if (element.all) parts.push(...element.all.map(run));
  if (element.any) parts.push(any(element.any.map(run)));
  if (element.none) {
    const looked = context.matters.map(whole);
    parts.push(...element.none.map((spec) => negate(run(spec), looked, wantedOf(spec, words))));
  }
  return all(parts);
};

/** The finding that holds for every element alike, before anything is read: nothing submitted, or nothing reached. */
const common = (evidence: ItemEvidence | null, nothingWorked: Fault | null): Finding | null => {
  if (!evidence || evidence.submitted.length === 0)
    return { outcome: 'failed', reason: { code: 'not-submitted' }, evidence: [] };
  if (evidence.sources.length > 0) return null;
  const { faults } = evidence;
  const passing = unseen(faults, []);
  if (passing) return passing;
  // When no address at all answered, the fault may be on this side: nothing is said about the site.
  if (nothingWorked) return { outcome: 'untested', fault: faults[0] ?? nothingWorked };
  return faults.length > 0 ? { outcome: 'failed', reason: { code: 'not-reachable', faults }, evidence: [] } : null;
};

/**
 * Judges every element of an item. Each ends in exactly one outcome, in the order of the ruleset.
 * @param nothingWorked a fault of the run when no address at all could be read
 */
export const judgeItem = (
  item: Item,
  evidence: ItemEvidence | null,
  words: Words,
  fromHome: FromHome,
  nothingWorked: Fault | null,
): { element: Element; finding: Finding }[] => {
  const shared = common(evidence, nothingWorked);
  const matters = shared || !evidence ? [] : evidence.sources.map(matterOf);
  return item.elements.map((element) => ({
    element,
    finding: shared ?? judgeElement(element, item, evidence as ItemEvidence, matters, words, fromHome),
  }));
};
