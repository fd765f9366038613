import type { Reading } from '../../src/model/evidence.ts';
import type { Readings } from '../../src/model/gathered.ts';

/** All readings at once, by artifact id. */
export const allOf = (readings: Readings): Record<string, Reading> =>
  Object.fromEntries(readings.ids.map((id) => [id, readings.get(id) as Reading]));
