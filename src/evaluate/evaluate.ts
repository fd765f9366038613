import type { Disagreement, Evaluation, Label, Tally } from '../model/evaluation.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Element, Ruleset } from '../model/ruleset.ts';
import type { ItemResult } from '../model/run.ts';

/** A case of a corpus with the verdict on it. `labels` by element; the program may say something of others too. */
export type Judged = {
  name: string;
  style: string;
  mutation: string;
  labels: ReadonlyMap<string, Label>;
  result: ItemResult;
};

const nothing = (): Tally => ({
  elements: 0,
  passed: { said: 0, right: 0 },
  failed: { said: 0, right: 0, labelled: 0 },
  abstained: 0,
});

const add = (tally: Tally, label: Label, said: Outcome): void => {
  tally.elements++;
  if (label === 'failed') tally.failed.labelled++;
  if (said === 'passed') {
    tally.passed.said++;
    if (label === 'passed') tally.passed.right++;
  } else if (said === 'failed') {
    tally.failed.said++;
    if (label === 'failed') tally.failed.right++;
  } else tally.abstained++;
};

/** Tallies by name, in the order in which the names come up. */
const talliesBy = () => {
  const tallies: Record<string, Tally> = {};
  return {
    tallies,
    of: (name: string): Tally => {
      tallies[name] ??= nothing();
      return tallies[name];
    },
  };
};

const reasonOf = (element: ItemResult['elements'][number]): string => ('reason' in element ? element.reason.code : '');

/** Whether a verdict says what the label says, or at least leaves what is not there to a person. */
const isExact = (label: Label | undefined, said: Outcome): boolean =>
  label === undefined || said === label || (label === 'failed' && said !== 'passed');

/** Counts how far the verdicts on a corpus agree with its labels. */
export const evaluate = (ruleset: Ruleset, cases: readonly Judged[]): Evaluation => {
  const elements = new Map<string, Element>(ruleset.items.flatMap((item) => item.elements.map((one) => [one.id, one])));
  const all = nothing();
  const [byElement, byKind, byStyle, byMutation] = [talliesBy(), talliesBy(), talliesBy(), talliesBy()];
  const disagreements: Disagreement[] = [];
  for (const id of elements.keys()) byElement.of(id);
  let exactCases = 0;
  for (const { name, style, mutation, labels, result } of cases) {
    if (result.elements.every(({ id, outcome }) => isExact(labels.get(id), outcome))) exactCases++;
    for (const element of result.elements) {
      const label = labels.get(element.id);
      if (label === undefined) continue;
      const kind = elements.get(element.id)?.kind ?? '';
      for (const tally of [all, byElement.of(element.id), byKind.of(kind), byStyle.of(style), byMutation.of(mutation)])
        add(tally, label, element.outcome);
      if (element.outcome !== label)
        disagreements.push({
          case: name,
          element: element.id,
          label,
          said: element.outcome,
          reason: reasonOf(element),
        });
    }
  }
  return {
    schemaVersion: 1,
    fiscalYear: ruleset.fiscalYear,
    cases: cases.length,
    exactCases,
    all,
    byElement: byElement.tallies,
    byKind: byKind.tallies,
    byStyle: byStyle.tallies,
    byMutation: byMutation.tallies,
    disagreements,
  };
};
