import {
  best,
  type CheckContext,
  candidatesFor,
  type Foreign,
  foreignAmong,
  foreignness,
  holdsMarks,
  isFile,
  type Matter,
  matterOf,
  recognitionBy,
  runCheck,
  type Words,
} from '../checks/index.ts';
import type { CheckSpec } from '../model/check-spec.ts';
import type { EvidenceRef } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ItemEvidence } from '../model/gathered.ts';
import type { Finding } from '../model/outcome.ts';
import type { Element, Item, Subject } from '../model/ruleset.ts';
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

type Own = { matters: readonly Matter[]; foreign: readonly { of: Foreign; isSure: boolean }[] };

/** Tells the own sources from those of other local governments, once for each document of an item. */
const ownAmong = (
  all: readonly Matter[],
  placeName: string | null,
  words: Words,
): ((subject: Subject | null) => Own) => {
  const suspects = foreignAmong(all, placeName, words);
  const everything: Own = { matters: all, foreign: [] };
  const known = new Map<Subject | null, Own>();
  return (subject) => {
    if (suspects.length === 0) return everything;
    const before = known.get(subject);
    if (before) return before;
    const titles = subject && words.list(subject.titles);
    const foreign = suspects.flatMap((of) => {
      const how = foreignness(of, titles);
      return how === null ? [] : [{ of, isSure: how === 'sure' }];
    });
    const strange = new Set(foreign.map(({ of }) => of.matter));
    const own = foreign.length === 0 ? everything : { matters: all.filter((one) => !strange.has(one)), foreign };
    known.set(subject, own);
    return own;
  };
};

/** Everything that the elements of an item are judged by. */
type Case = {
  item: Item;
  evidence: ItemEvidence;
  /** The sources that count for a document of the item, and those of other local governments, which prove nothing. */
  mattersFor(subject: Subject | null): Own;
  words: Words;
  fromHome: FromHome;
};

/** Where nothing of its own meets an element, and there is another local government's document, that is the reason. */
const blameAgency = (finding: Finding, foreign: Own['foreign']): Finding => {
  if (finding.outcome !== 'failed' || foreign.length === 0) return finding;
  const reason = { code: 'other-agency' as const, names: [...new Set(foreign.map(({ of }) => of.name))] };
  const evidence = foreign.flatMap(({ of }) => of.refs);
  return foreign.every(({ isSure }) => isSure)
    ? { outcome: 'failed', reason, evidence }
    : { outcome: 'cantTell', reason, evidence };
};

/** Reasons that say of the content that something is not there. */
const absent: ReadonlySet<string> = new Set([
  'document-missing',
  'words-missing',
  'field-missing',
  'field-blank',
  'nobody-listed',
  'post-missing',
  'contact-missing',
]);

/** The same finding, by its true reason where only criteria, an example or a filler would have met the element. */
const blameFiller = (finding: Finding, spec: CheckSpec, context: CheckContext): Finding => {
  if (finding.outcome !== 'failed' || !absent.has(finding.reason.code)) return finding;
  if (!context.everything.some((matter) => holdsMarks(matter, context.words))) return finding;
  const unwary = runCheck(spec, { ...context, words: context.words.unwary() });
  return unwary.outcome === 'passed'
    ? { outcome: 'failed', reason: { code: 'not-evidence' }, evidence: [...unwary.evidence] }
    : finding;
};

/** Judges an element by the own sources. What fails even with a doubtful one counted fails, whosever that one is. */
const judgeElement = (element: Element, given: Case): Finding => {
  const subject = element.of === undefined ? null : (given.item.documents[element.of] ?? null);
  const own = given.mattersFor(subject);
  const finding = judgeBy(own, element, subject, given);
  if (finding.outcome !== 'cantTell' || finding.reason.code !== 'other-agency') return finding;
  const doubted = own.foreign.flatMap(({ of, isSure }) => (isSure ? [] : [of.matter]));
  const whole = judgeBy({ matters: [...own.matters, ...doubted], foreign: [] }, element, subject, given);
  return whole.outcome === 'failed' ? whole : finding;
};

const judgeBy = (
  { matters, foreign }: Own,
  element: Element,
  subject: Subject | null,
  { item, evidence, words, fromHome }: Case,
): Finding => {
  const asking = item.elements.filter(({ of }) => of === element.of);
  const candidates = subject ? candidatesFor(matters, subject, words, recognitionBy(asking, words)) : null;
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
  // A file to download is no place where anybody could apply for anything, so none is missed there.
  const read = ({ check }: CheckSpec): ItemEvidence =>
    check === 'channel-link' ? { ...evidence, gaps: evidence.gaps.filter(({ url }) => !isFile(url)) } : evidence;
  const run = (spec: CheckSpec): Finding => {
    const finding = holdBack(blameFiller(runCheck(spec, context), spec, context), read(spec), item, subject, words);
    const ofWords = spec.check === 'text-present';
    return blameAgency(blameLink(finding, evidence, item, subject, words, onlySubmitted, ofWords), foreign);
  };
  const parts: Finding[] = [];
  if (element.all) parts.push(...element.all.map(run));
  // What must not be there tells more than what is missing, so it comes first.
  if (element.none) {
    const looked = context.matters.map(whole);
    // What was not read might say it as well, but that is no reason to doubt what was read; where nothing was, it is.
    const found = (spec: CheckSpec): Finding => (looked.length === 0 ? run(spec) : runCheck(spec, context));
    parts.push(...element.none.map((spec) => negate(found(spec), looked, wantedOf(spec, words))));
  }
  if (element.any) parts.push(any(element.any.map(run)));
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
 * @param placeName folded name of the own local government's place; null where it is not known
 */
export const judgeItem = (
  item: Item,
  evidence: ItemEvidence | null,
  words: Words,
  fromHome: FromHome,
  nothingWorked: Fault | null,
  placeName: string | null,
): { element: Element; finding: Finding }[] => {
  const shared = common(evidence, nothingWorked);
  const all = shared || !evidence ? [] : evidence.sources.map(matterOf);
  const mattersFor = ownAmong(all, placeName, words);
  return item.elements.map((element) => ({
    element,
    finding: shared ?? judgeElement(element, { item, evidence: evidence as ItemEvidence, mattersFor, words, fromHome }),
  }));
};
