import type { ManualResult, ManualState, Review } from '../model/review.ts';
import type { Judged } from './chance.ts';

/**
 * Whether a manual verdict counts.
 * @param evidence hash of what the element is in doubt for now; undefined where the program decides it
 * @param day today, in the Buddhist calendar
 */
export const stateOf = (
  given: Pick<Review, 'evidence' | 'until'>,
  evidence: string | undefined,
  day: string,
): ManualState => {
  if (given.evidence !== evidence) return 'evidence-changed';
  return given.until !== undefined && given.until < day ? 'expired' : 'applies';
};

type Reviewed = Judged & { manual?: Pick<ManualResult, 'verdict' | 'state'> | undefined };

/** What counts for an element: what a person found, where it applies, else what the program found. */
export const asCounted = (element: Reviewed): Judged =>
  element.manual?.state === 'applies'
    ? { id: element.id, counts: element.counts, outcome: element.manual.verdict === 'met' ? 'passed' : 'failed' }
    : element;
