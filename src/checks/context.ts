import type { CheckKind, SpecOf } from '../model/check-spec.ts';
import type { EvidenceRef, Link } from '../model/evidence.ts';
import type { DoubtReason, FailReason, Finding } from '../model/outcome.ts';
import type { Subject } from '../model/ruleset.ts';
import type { Words } from './lexicon.ts';
import type { Matter } from './matter.ts';
import type { Candidate } from './standing.ts';

/** A page of the site as a visitor from the home page meets it, with the clicks that lead there. */
export type Step = { url: string; title: string; artifactId: string; clicks: number; links: readonly Link[] };

/** What a check may look at. Nothing else: no clock, no network, no other item. */
export type CheckContext = {
  words: Words;
  /** The document that the element is about, and the sources that are such documents; null where it is about all. */
  subject: Subject | null;
  candidates: readonly Candidate[];
  /** Whether the candidates are called or headed as such documents, and do not merely mention them. */
  titled: boolean;
  /** What is judged: the best candidates, or everything reached where the element names no document. */
  matters: readonly Matter[];
  /** Everything reached for the item. */
  everything: readonly Matter[];
  submitted: readonly string[];
  /** Pages reachable from the home page, nearest first; null when the home page was not looked at. */
  fromHome: { steps: readonly Step[]; complete: boolean } | null;
};

export type Check<K extends CheckKind> = (spec: SpecOf<K>, context: CheckContext) => Finding;

const distinct = (refs: readonly EvidenceRef[]): EvidenceRef[] => {
  const seen = new Set<string>();
  return refs.filter((ref) => {
    const key = JSON.stringify(ref);
    return !seen.has(key) && seen.add(key);
  });
};

const shown = 5;

export const passed = (refs: readonly [EvidenceRef, ...EvidenceRef[]] | readonly EvidenceRef[]): Finding => {
  const [first, ...rest] = distinct(refs).slice(0, shown);
  if (!first) throw new Error('a check passed without evidence');
  return { outcome: 'passed', evidence: [first, ...rest] };
};

export const failed = (reason: FailReason, refs: readonly EvidenceRef[] = []): Finding => ({
  outcome: 'failed',
  reason,
  evidence: distinct(refs).slice(0, shown),
});

export const cantTell = (reason: DoubtReason, refs: readonly EvidenceRef[] = []): Finding => ({
  outcome: 'cantTell',
  reason,
  evidence: distinct(refs).slice(0, shown),
});

/** Doubt where pictures may show what the words do not say; null where there is none, so that absence can be told. */
export const doubtfulIn = (pictures: readonly EvidenceRef[]): Finding | null =>
  pictures.length > 0 ? cantTell({ code: 'in-picture', pictures: pictures.length }, pictures) : null;

/** The finding of every check that asks for a document when there is none. */
export const noDocument = ({ words, subject }: CheckContext): Finding =>
  failed({ code: 'document-missing', titles: subject ? words.list(subject.titles).list.slice(0, 3) : [] });

/** A pass, or doubt where the sources are not called as the document that is asked for and only mention it. */
export const passedIfTitled = ({ words, subject, titled }: CheckContext, refs: readonly EvidenceRef[]): Finding =>
  titled
    ? passed(refs)
    : cantTell({ code: 'only-mentioned', fields: subject ? words.list(subject.titles).list.slice(0, 1) : [] }, refs);
