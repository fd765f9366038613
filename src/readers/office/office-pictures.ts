import type { Reading } from '../../model/evidence.ts';
import { gapOf, type Input } from '../reading.ts';
import { titleOf } from './office.ts';
import { picturesIn } from './package.ts';

const inNameOrder = (a: { name: string }, b: { name: string }): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true });

/**
 * Reads the pictures of an Office or OpenDocument file whose matter they are, and puts what they say behind its text.
 * Any other reading stays as it is.
 * @param path where the pictures stand
 * @param drawings whether the file also shows drawings, which nothing here can read
 */
export const withPictures = async (
  reading: Reading,
  { bytes, facts, options }: Input,
  path: string,
  drawings: boolean,
): Promise<Reading> => {
  const rest = reading.gaps.filter(({ code }) => code !== 'picture-only');
  if (rest.length === reading.gaps.length) return reading;
  const { noteOf, readPictures } = await import('../pictures-read.ts');
  const pictures = (await picturesIn(bytes)).sort(inNameOrder);
  const read = await readPictures(
    pictures.map((picture, index) => ({ bytes: picture.bytes, at: { in: 'whole' }, path: `${path}.${index}` })),
    options,
  );
  const label = reading.title || titleOf(read.blocks);
  const codes = new Set([...(drawings ? (['picture-only'] as const) : []), ...read.gaps]);
  return {
    ...reading,
    title: label,
    pageNotes: read.count === 0 ? reading.pageNotes : [noteOf(read)],
    blocks: [...reading.blocks, ...read.blocks],
    doubts: [...reading.doubts, ...read.doubts],
    gaps: [...rest, ...[...codes].map((code) => gapOf(facts, code, { label }))],
  };
};
