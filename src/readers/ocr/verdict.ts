import type { GapCode } from '../../model/evidence.ts';
import type { PageText } from './page.ts';

/** What is read with less confidence than the first is no text; with less than the second, words are missing in it. */
const confidences = { text: 0.75, whole: 0.85 };

/**
 * What the reading of a picture leaves open. `lost`: nothing in it can be believed; `incomplete`: what was read is
 * there, but what was not found may be there as well; undefined: it was looked at completely.
 */
export const shortfallOf = ({
  confidence,
  blank,
}: PageText): { kind: 'lost' | 'incomplete'; code: GapCode } | undefined => {
  if (confidence === 0) return blank ? undefined : { kind: 'lost', code: 'picture-only' };
  if (confidence < confidences.text) return { kind: 'lost', code: 'unreadable-text' };
  return confidence < confidences.whole ? { kind: 'incomplete', code: 'poor-picture' } : undefined;
};
