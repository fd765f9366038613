import type { DoubtReason, FailReason, Outcome } from '../model/outcome.ts';
import type { Reliability, Trials } from '../model/ruleset.ts';

/** An element as somebody judged it, the program or a person. What a forecast needs of it, and nothing else. */
export type Judged = {
  id: string;
  counts: boolean;
  outcome: Outcome;
  reason?: FailReason | DoubtReason | { code: string } | undefined;
  fault?: { kind: string; url: string } | undefined;
};

/** The share that was met, drawn a little to the middle as long as there are few trials (H. Jeffreys' prior). */
const share = ({ said, met }: Trials): number => (met + 0.5) / (said + 1);

/** So many trials of one reason weigh as much as what is known of all reasons together. */
const pooledWeight = 4;

/** Nobody has seen what the element is about: nothing speaks for it or against it. */
export const isUnseen = ({ outcome, reason }: Judged): boolean =>
  outcome === 'untested' || (outcome === 'cantTell' && reason?.code === 'certificate-warning');

/** How likely an element is met, 0..1, by what was said of it. */
export type Chance = (element: Judged) => number;

const odds = (chance: number): number => chance / (1 - chance);
const chanceOf = (odd: number): number => (Number.isFinite(odd) ? odd / (1 + odd) : 1);

/** Nothing was submitted: that needs no judging, so it cannot be wrong. */
export const isSettled = ({ outcome, reason }: Judged): boolean =>
  outcome === 'failed' && reason?.code === 'not-submitted';

/**
 * Chances by trials: a verdict may be wrong too.
 * @param met share of the elements that are met where the verdicts are from. Where it is not the share of the trials,
 * chances move with it, since the same verdict is right less often where more is missing (M. Saerens and others,
 * "Adjusting the outputs of a classifier to new a priori probabilities", 2002).
 */
export const chanceBy = (reliability: Reliability, met = share(reliability.untested)): Chance => {
  const { passed, failed, cantTell, untested } = reliability;
  const moved = (chance: number): number => chanceOf((odds(chance) * odds(met)) / odds(share(untested)));
  const all = Object.values(cantTell);
  const sum = (key: keyof Trials): number => all.reduce((total, trials) => total + trials[key], 0);
  const anyDoubt = share({ said: sum('said'), met: sum('met') });
  const doubt = (code: string): number => {
    const known = Object.hasOwn(cantTell, code) ? cantTell[code] : undefined;
    return ((known?.met ?? 0) + pooledWeight * anyDoubt) / ((known?.said ?? 0) + pooledWeight);
  };
  return (element) => {
    if (isUnseen(element)) return share(untested);
    if (element.outcome === 'passed') return moved(share(passed));
    if (element.outcome === 'failed') return isSettled(element) ? 0 : moved(share(failed));
    return element.outcome === 'inapplicable' ? 1 : moved(doubt(element.reason?.code ?? ''));
  };
};

/** Chances for the dark side, as they are likely, and for the bright side. */
export type Chances = { low: Chance; likely: Chance; high: Chance };

/** What is known of agencies in general weighs as much as so many elements of this one. */
const priorWeight = 4;
/** No agency has everything or nothing for certain. */
const [least, most] = [0.3, 0.995];

/**
 * Chances for the elements of one agency, by the share of them that seems to be met. For the dark side all that is in
 * doubt counts as not met, for the bright side as met: so doubt in place of a clear verdict moves either side outwards.
 * @param elements everything that was judged of the agency
 */
export const chancesFor = (reliability: Reliability, elements: readonly Judged[]): Chances => {
  const counts = { met: 0, unmet: 0, open: 0 };
  const causes = new Set<string>();
  for (const element of elements) {
    if (!element.counts || element.outcome === 'inapplicable' || isSettled(element)) continue;
    if (element.outcome === 'passed') counts.met++;
    else if (element.outcome !== 'failed') counts.open++;
    else {
      // A document that is missing is one thing missing, however much the item asks of it.
      const cause = causeOf(element);
      const name = `${element.id.split('.')[0]} ${cause}`;
      if (cause === null || !causes.has(name)) counts.unmet++;
      if (cause !== null) causes.add(name);
    }
  }
  const prior = priorWeight * share(reliability.untested);
  const by = (met: number, all: number): Chance =>
    chanceBy(reliability, Math.min(most, Math.max(least, (met + prior) / (all + priorWeight))));
  const { met, unmet, open } = counts;
  return {
    low: by(met, met + unmet + open),
    likely: by(met, met + unmet),
    high: by(met + open, met + unmet + open),
  };
};

/** The same chances whichever side is looked at. */
export const sameChances = (chance: Chance): Chances => ({ low: chance, likely: chance, high: chance });

/** The same chances for what is in doubt, with every clear verdict taken at its word. */
export const asJudged =
  (chance: Chance): Chance =>
  (element) =>
    element.outcome === 'passed' ? 1 : element.outcome === 'failed' ? 0 : chance(element);

/** The same chances for clear verdicts, with everything doubtful not met (0) or met (1). */
export const withDoubtAs =
  (side: 0 | 1, chance: Chance): Chance =>
  (element) =>
    element.outcome === 'cantTell' || element.outcome === 'untested' ? side : chance(element);

/** Reasons by which everything that rests on one thing fails, or is in doubt, together. */
const together: ReadonlySet<string> = new Set([
  'not-reachable',
  'document-missing',
  'form-missing',
  'other-agency',
  'certificate-warning',
]);

/**
 * Names what the outcome of an element hangs on, where others hang on it too: the site that was down, the document that
 * was not found, the scan that was not read. Elements of one cause are met together or not at all.
 */
export const causeOf = ({ outcome, reason, fault }: Judged): string | null => {
  if (outcome === 'untested') return `untested ${fault?.kind ?? ''}`;
  if (!reason) return null;
  if (reason.code === 'look-incomplete' && 'gaps' in reason)
    return `unread ${[...new Set(reason.gaps.map(({ url }) => url))].sort().join(' ')}`;
  return together.has(reason.code) ? `${outcome} ${reason.code}` : null;
};
