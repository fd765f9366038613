import type { GradeBand } from '../model/ruleset.ts';
import { tidy } from './tidy.ts';

/** Whether a total and its instruments, all 0..100, reach a band: its side condition holds for every instrument. */
export const reaches = (total: number, instruments: readonly number[], band: GradeBand): boolean =>
  tidy(total) >= band.atLeast && instruments.every((score) => tidy(score) >= (band.eachAtLeast ?? 0));

/** The grade of a total, with the side condition that every instrument reaches the band too. Bands stand best first. */
export const gradeOf = (
  total: number,
  instruments: readonly number[],
  grades: readonly GradeBand[],
): GradeBand['grade'] =>
  (grades.find((band) => reaches(total, instruments, band)) ?? (grades.at(-1) as GradeBand)).grade;
