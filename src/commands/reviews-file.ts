import { dirname, join, resolve } from 'node:path';
import { parseReviews } from '../manifest/index.ts';
import { UserError } from '../model/errors.ts';
import type { Review } from '../model/review.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { isThere, readText, writeWhole } from '../store/disk.ts';
import { locked } from '../store/lock.ts';
import { withEntry } from '../yaml/write.ts';

const elementsOf = ({ fiscalYear, items }: Ruleset) => ({
  fiscalYear,
  ids: items.flatMap(({ elements }) => elements.map(({ id }) => id)),
});

/** Where an agency without a manifest of its own, as that of the demo, keeps its manual verdicts. */
export const reviewsIn = (out: string, agency: string): string => join(out, agency, 'reviews.yaml');

/**
 * The manual verdicts of an agency; none where there is no file.
 * @throws UserError with all mistakes of the file
 */
export const loadReviews = async (file: string, agency: string, ruleset: Ruleset): Promise<Review[]> => {
  const text = await readText(file);
  return text === null ? [] : parseReviews(text, file, agency, elementsOf(ruleset)).verdicts;
};

const pointer = (agencyFolder: string): string => join(agencyFolder, 'reviews-file');

/** Notes in the agency's folder where its manual verdicts are; a run itself names no place of this machine. */
export const rememberReviews = (agencyFolder: string, file: string): Promise<void> =>
  writeWhole(pointer(agencyFolder), `${resolve(file)}\n`, { durable: false });

/** Where the agency of a run in `<agency>/runs/<run>` keeps its manual verdicts; null where no audit has noted it. */
export const reviewsOf = async (runFolder: string): Promise<string | null> =>
  (await readText(pointer(join(runFolder, '..', '..'))))?.trim() || null;

/** Milliseconds that a verdict, its run and all reports take to be written at most, on a machine that is busy too. */
const longest = 120_000;

const start = (agency: string): string =>
  `# Manual verdicts: written by "oit review"; may be edited and taken out by hand.\nagency: ${agency}\n`;

/**
 * Adds a manual verdict to the file, in place of the one of the same element and year, and lets `then` go on with all of
 * them before another process may write.
 * @throws UserError where the file cannot be used as it is; it stays untouched then
 */
export const recordReview = async (
  file: string,
  agency: string,
  ruleset: Ruleset,
  review: Review,
  then: (all: readonly Review[]) => Promise<void>,
): Promise<void> => {
  if (!(await isThere(dirname(file))))
    throw new UserError(
      `There is no folder ${dirname(file)} any more. Say where the manifest is: --manifest <manifest.yaml>`,
    );
  await locked(
    `${file}.lock`,
    async () => {
      const before = await readText(file);
      if (before !== null) parseReviews(before, file, agency, elementsOf(ruleset));
      const text = withEntry(
        before ?? start(agency),
        'verdicts',
        review,
        ({ element, fiscalYear }) => element === review.element && fiscalYear === review.fiscalYear,
      );
      const { verdicts } = parseReviews(text, file, agency, elementsOf(ruleset));
      await writeWhole(file, text);
      await then(verdicts);
    },
    longest,
  );
};
