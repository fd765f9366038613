import { join } from 'node:path';
import type { EvidenceRef, Gap } from '../model/evidence.ts';
import type { ManualResult } from '../model/review.ts';
import type { ElementResult, ItemResult, Run } from '../model/run.ts';

/** An element that the program leaves to a person, with all that is needed to settle it. */
export type Waiting = {
  item: ItemResult;
  element: ElementResult & { outcome: 'cantTell' };
  /** Its quotes, each with the file of its picture where there is one. */
  evidence: (EvidenceRef & { picture: string | null })[];
  gaps: Gap[];
  manual: ManualResult | null;
};

export type Waitings = {
  /** Nobody has said anything, or what was said does not count any more. */
  open: Waiting[];
  /** Settled by a person. */
  settled: Waiting[];
  /** Manual verdicts on what the program decides by itself now: they do not count. */
  overtaken: { element: ElementResult; manual: ManualResult }[];
};

/**
 * What of a run needs a person, in the order of the rules.
 * @param only an item or an element; all where it is undefined
 * @param pictureOf path of the picture of a place, from the run's folder
 */
export const waitingsIn = (
  run: Run,
  folder: string,
  only: string | undefined,
  pictureOf: (ref: EvidenceRef) => string | null,
): Waitings => {
  const asked = run.items.flatMap((item) =>
    item.elements
      .filter(({ id }) => only === undefined || item.id === only || id === only)
      .map((element) => ({ item, element })),
  );
  const all = asked.flatMap(({ item, element }): Waiting[] => {
    if (element.outcome !== 'cantTell') return [];
    const evidence = element.evidence.map((ref) => {
      const picture = pictureOf(ref);
      return { ...ref, picture: picture === null ? null : join(folder, picture) };
    });
    const gaps = element.reason.code === 'look-incomplete' ? element.reason.gaps : [];
    return [{ item, element, evidence, gaps, manual: element.manual ?? null }];
  });
  const isSettled = ({ manual }: Waiting): boolean => manual?.state === 'applies';
  return {
    open: all.filter((one) => !isSettled(one)),
    settled: all.filter(isSettled),
    overtaken: asked.flatMap(({ element }) =>
      element.manual && element.outcome !== 'cantTell' ? [{ element, manual: element.manual }] : [],
    ),
  };
};
