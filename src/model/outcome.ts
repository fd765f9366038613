import { z } from 'zod';
import { evidenceRef, gap } from './evidence.ts';
import { fault } from './fault.ts';

export const outcomes = ['passed', 'failed', 'cantTell', 'untested', 'inapplicable'] as const;
export type Outcome = (typeof outcomes)[number];

const words = z.array(z.string());

/** Why something is not met. The sentence for people lives in `report/messages`. */
export const failReason = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('not-submitted') }),
  z.strictObject({ code: z.literal('not-reachable'), faults: z.array(fault) }),
  z.strictObject({ code: z.literal('document-missing'), titles: words }),
  z.strictObject({ code: z.literal('words-missing'), wanted: words, found: z.number(), needed: z.number() }),
  z.strictObject({ code: z.literal('field-missing'), fields: words }),
  z.strictObject({ code: z.literal('field-blank'), fields: words }),
  z.strictObject({ code: z.literal('wrong-period'), wanted: z.string(), found: words }),
  z.strictObject({ code: z.literal('months-missing'), months: words }),
  z.strictObject({ code: z.literal('too-few'), found: z.number(), needed: z.number() }),
  z.strictObject({ code: z.literal('nobody-listed') }),
  z.strictObject({ code: z.literal('post-missing'), posts: words }),
  z.strictObject({ code: z.literal('person-field-missing'), field: z.string(), people: words }),
  z.strictObject({ code: z.literal('contact-missing'), contact: z.string() }),
  z.strictObject({ code: z.literal('form-missing'), form: z.string() }),
  z.strictObject({ code: z.literal('form-other'), form: z.string(), found: words }),
  z.strictObject({ code: z.literal('form-altered'), form: z.string(), columns: words }),
  z.strictObject({ code: z.literal('form-incomplete'), form: z.string(), cells: words, count: z.number() }),
  z.strictObject({ code: z.literal('channel-missing'), channels: words }),
  z.strictObject({ code: z.literal('not-linked'), target: z.string() }),
  z.strictObject({ code: z.literal('unwanted-present'), wanted: words }),
  z.strictObject({ code: z.literal('other-agency'), names: words }),
  z.strictObject({ code: z.literal('not-evidence') }),
]);
export type FailReason = z.infer<typeof failReason>;
export type FailCode = FailReason['code'];

/** Why a person must look. */
export const doubtReason = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('look-incomplete'), gaps: z.array(gap) }),
  z.strictObject({ code: z.literal('ask-person') }),
  z.strictObject({ code: z.literal('period-not-stated'), wanted: z.string() }),
  z.strictObject({ code: z.literal('one-witness'), wanted: z.string(), read: words }),
  z.strictObject({ code: z.literal('only-mentioned'), fields: words }),
  /** No field of that name, but parts under headings that no rule knows. */
  z.strictObject({ code: z.literal('unknown-parts'), fields: words, headings: words }),
  z.strictObject({ code: z.literal('in-picture'), pictures: z.number() }),
  z.strictObject({ code: z.literal('form-older'), form: z.string(), older: z.string() }),
  z.strictObject({ code: z.literal('form-odd'), form: z.string(), cells: words, count: z.number() }),
  z.strictObject({ code: z.literal('home-not-seen') }),
  z.strictObject({ code: z.literal('other-agency'), names: words }),
  z.strictObject({ code: z.literal('certificate-warning'), faults: z.array(fault) }),
]);
export type DoubtReason = z.infer<typeof doubtReason>;
export type DoubtCode = DoubtReason['code'];

/** What one check says of one element, or what its checks say together. No pass without something to show. */
export const finding = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('passed'), evidence: z.tuple([evidenceRef], evidenceRef) }),
  z.strictObject({ outcome: z.literal('failed'), reason: failReason, evidence: z.array(evidenceRef) }),
  z.strictObject({ outcome: z.literal('cantTell'), reason: doubtReason, evidence: z.array(evidenceRef) }),
  z.strictObject({ outcome: z.literal('inapplicable') }),
  z.strictObject({ outcome: z.literal('untested'), fault }),
]);
export type Finding = z.infer<typeof finding>;
