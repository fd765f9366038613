import type { Run } from '../model/run.ts';
import type { KnownInstruments } from '../score/instruments.ts';

/** IIT and EIT as a run holds them. */
export const instrumentsIn = ({
  iit,
  eit,
  source,
  from,
  fiscalYear,
  questions,
}: NonNullable<Run['prediction']['ita']>): KnownInstruments => ({
  iit,
  eit,
  source,
  from: from ?? 'manifest',
  ...(fiscalYear === undefined ? {} : { fiscalYear }),
  questions: questions ?? [],
});
