import { join } from 'node:path';
import type { ArtifactStore } from '../gather/index.ts';
import { UserError } from '../model/errors.ts';
import { openReadings } from '../store/readings.ts';
import { pageList } from './page-range.ts';

/**
 * The readings that every command and agency finds in a folder of reports. Those of chosen pages stand apart from those of whole files. A
 * folder that cannot be written costs time only: nothing is kept then.
 */
export const keptReadings = (
  out: string,
  pages: readonly number[] | undefined,
): Pick<ArtifactStore, 'reading' | 'saveReading'> => {
  const kept = openReadings(join(out, 'readings'));
  const named = (told: string): string => (pages === undefined ? told : `${told} pages ${pageList(pages)}`);
  return {
    reading: (id, version, told) => kept.reading(id, version, named(told)),
    saveReading: async (id, version, told, reading) => {
      try {
        await kept.saveReading(id, version, named(told), reading);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    },
  };
};
