import type { Mistake } from '../model/errors.ts';
import type { Reviews } from '../model/review.ts';
import { nearest } from '../yaml/nearest.ts';
import type { PlaceOf } from '../yaml/read.ts';

/** What a schema cannot say of a file of manual verdicts: whose it is, and elements that exist and stand once. */
export const reviewMistakes = (
  { agency, verdicts }: Reviews,
  placeOf: PlaceOf,
  wanted: string,
  { fiscalYear, ids }: { fiscalYear: number; ids: readonly string[] },
): Mistake[] => {
  if (agency !== wanted)
    return [
      {
        ...placeOf(['agency']),
        message: `the file is of "${agency}", the manifest of "${wanted}"; where two agencies share a folder, give each manifest a file of its own`,
        example: `reviews: reviews-${wanted}.yaml`,
      },
    ];
  const nameOf = (verdict: (typeof verdicts)[number]): string => `${verdict.fiscalYear} ${verdict.element}`;
  const names = verdicts.map(nameOf);
  return verdicts.flatMap((verdict, index): Mistake[] => {
    const place = placeOf(['verdicts', index, 'element']);
    const first = names.indexOf(nameOf(verdict));
    if (first < index) {
      const { line } = placeOf(['verdicts', first, 'element']);
      return [{ ...place, message: `${verdict.element} already has a verdict in line ${line}; take one out` }];
    }
    if (verdict.fiscalYear !== fiscalYear || ids.includes(verdict.element)) return [];
    const meant = nearest(verdict.element, ids);
    const message = `there is no element ${verdict.element} in the rules of ${fiscalYear}${meant ? `; did you mean ${meant}?` : ''}`;
    return [{ ...place, message }];
  });
};
