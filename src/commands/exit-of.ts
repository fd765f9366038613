import { coverageOf } from '../audit/index.ts';
import type { Run } from '../model/run.ts';
import { type Exit, exits } from './io.ts';

/** What a user asks of a result, so that a script can act on it. */
export type Demands = {
  /** Exit 1 when the expected OIT score is below this. */
  failUnder?: number;
  /** Exit 1 when an item has this outcome. */
  failOn?: 'failed' | 'cantTell';
};

const enoughCoverage = 0.5;
const mostUntested = 0.3;

/**
 * What a run says by its exit code. An audit that could not look is never fine (design.md section 5); what was not
 * submitted needs no look, so it does not make up for what could not be seen.
 */
export const exitOf = (run: Run, { failUnder, failOn }: Demands): Exit => {
  const { oit } = run.prediction;
  if (oit.expected === null) return exits.incomplete;
  const submitted = run.items.filter((item) => item.submitted.length > 0);
  const counted = submitted.flatMap((item) => item.elements.filter((element) => element.counts));
  const untested = counted.filter((element) => element.outcome === 'untested').length / Math.max(1, counted.length);
  if (counted.length > 0 && (coverageOf(submitted) < enoughCoverage || untested > mostUntested))
    return exits.incomplete;
  if (failUnder !== undefined && oit.expected < failUnder) return exits.notMet;
  const found = (outcome: string): boolean =>
    run.items.some((item) => (item.manual?.outcome ?? item.outcome) === outcome);
  if (failOn !== undefined && (found('failed') || (failOn === 'cantTell' && found('cantTell')))) return exits.notMet;
  return exits.fine;
};
