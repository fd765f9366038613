import { emptyReading, gapOf, type Reader } from './reading.ts';

export const imageReader = 'image/1';

/** A picture file: whatever it says, it says as a picture. */
export const readImage: Reader = ({ facts }) => ({
  ...emptyReading(imageReader),
  gaps: [gapOf(facts, 'picture-only')],
});
