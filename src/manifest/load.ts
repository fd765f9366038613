import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { type Mistake, UserError } from '../model/errors.ts';
import { type Manifest, manifest } from '../model/manifest.ts';
import { type ImprovementPlan, improvementPlan, type OfficialResult, officialResult } from '../model/official.ts';
import { type Reviews, reviews } from '../model/review.ts';
import { type PlaceOf, readYaml } from '../yaml/read.ts';
import { mistakesIn } from './check.ts';
import { manifestExamples, officialExamples, planExamples, reviewExamples } from './examples.ts';
import { fileAt, textOf } from './file.ts';
import { reviewMistakes } from './review-mistakes.ts';

export const manifestFileName = 'manifest.yaml';

/** A manifest together with the file it stands in, so that later mistakes can be shown with their line. */
export type OpenManifest = { manifest: Manifest; file: string; placeOf: PlaceOf };

type Examples = Readonly<Record<string, string>>;
type Read<T> = { value: T; placeOf: PlaceOf };

const refuse = (what: string, file: string, mistakes: Mistake[]): UserError => {
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  return new UserError(`The ${what} ${file} cannot be used: ${count}.`, mistakes);
};

const read = async <T>(file: string, what: string, schema: z.ZodType<T>, examples: Examples): Promise<Read<T>> => {
  const reading = readYaml(await textOf(file), file, schema, examples);
  if ('mistakes' in reading) throw refuse(what, file, reading.mistakes);
  return reading;
};

/**
 * Reads a manifest and keeps its places.
 * @param path the file, or the folder with `manifest.yaml`
 * @throws UserError with all mistakes of the file
 */
export const openManifest = async (path: string): Promise<OpenManifest> => {
  const file = await fileAt(path, manifestFileName);
  const { value, placeOf } = await read(file, 'manifest', manifest, manifestExamples);
  const mistakes = mistakesIn(value, placeOf);
  if (mistakes.length > 0) throw refuse('manifest', file, mistakes);
  return { manifest: value, file, placeOf };
};

/** Reads a manifest: the file, or the folder with `manifest.yaml`. A `UserError` names all its mistakes. */
export const loadManifest = async (path: string): Promise<Manifest> => (await openManifest(path)).manifest;

/** Reads a published result. A `UserError` names all mistakes of the file. */
export const loadOfficial = async (path: string): Promise<OfficialResult> =>
  (await read(path, 'official result', officialResult, officialExamples)).value;

/** Reads an improvement plan. A `UserError` names all mistakes of the file. */
export const loadPlan = async (path: string): Promise<ImprovementPlan> =>
  (await read(path, 'improvement plan', improvementPlan, planExamples)).value;

/** Where a manifest keeps its manual verdicts. */
export const reviewsFileOf = ({ manifest: { reviews: name = 'reviews.yaml' }, file }: OpenManifest): string =>
  join(dirname(file), name);

/**
 * Reads what stands in a file of manual verdicts.
 * @param agency id of the agency whose they must be
 * @param elements ids of the rules, by fiscal year; verdicts of other years are kept for their time
 * @throws UserError with all mistakes of the file
 */
export const parseReviews = (
  text: string,
  file: string,
  agency: string,
  elements: { fiscalYear: number; ids: readonly string[] },
): Reviews => {
  const what = 'file of manual verdicts';
  const reading = readYaml(text, file, reviews, reviewExamples);
  if ('mistakes' in reading) throw refuse(what, file, reading.mistakes);
  const mistakes = reviewMistakes(reading.value, reading.placeOf, agency, elements);
  if (mistakes.length > 0) throw refuse(what, file, mistakes);
  return reading.value;
};
