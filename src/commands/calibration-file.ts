import { join } from 'node:path';
import { type Calibration, calibration } from '../model/calibration.ts';
import { UserError } from '../model/errors.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { assessorsFrom, withSettled } from '../score/calibrate.ts';
import { readText, writeWhole } from '../store/disk.ts';

/** Where a folder of reports keeps what official results have taught. */
export const calibrationFile = (out: string): string => join(out, 'calibration.json');

/**
 * What was learned so far; nothing where there is no file.
 * @throws UserError for a file that says something else
 */
export const readCalibration = async (out: string): Promise<Calibration> => {
  const path = calibrationFile(out);
  const text = await readText(path);
  if (text === null) return { schemaVersion: 1, records: [] };
  try {
    return calibration.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `${path} cannot be used. Move it away; oit calibrate makes a new one from the official results.`,
    );
  }
};

export const writeCalibration = (out: string, learned: Calibration): Promise<void> =>
  writeWhole(calibrationFile(out), `${JSON.stringify(learned, null, 1)}\n`);

/** The rules with how strict and how mild assessors proved to be, and with the doubts that people settled. */
export const taught = (ruleset: Ruleset, learned: Calibration): Ruleset =>
  learned.records.length === 0
    ? ruleset
    : {
        ...ruleset,
        reliability: {
          ...ruleset.reliability,
          assessors: assessorsFrom(learned),
          cantTell: withSettled(ruleset.reliability.cantTell, learned),
        },
      };
