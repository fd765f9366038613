import { withReviews } from '../audit/review.ts';
import { openManifest, reviewsFileOf } from '../manifest/index.ts';
import { UserError } from '../model/errors.ts';
import { buddhistDayOf, type Review } from '../model/review.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Run } from '../model/run.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { amendRun, loadRun } from '../store/index.ts';
import { readCalibration, taught } from './calibration-file.ts';
import { dayInBangkok } from './day.ts';
import { instrumentsIn } from './instruments-in.ts';
import { type Exit, exits, type Io } from './io.ts';
import { picturesFor, writeReports } from './reports.ts';
import { askAll, type Questioner } from './review-ask.ts';
import { type Given, knownId, reviewGiven } from './review-given.ts';
import { waitingsIn } from './review-list.ts';
import { reviewText } from './review-view.ts';
import { reviewWords } from './review-words.ts';
import { loadReviews, recordReview, reviewsOf } from './reviews-file.ts';
import { runFolderOf } from './runs.ts';

export type ReviewOptions = Given & {
  out: string;
  /** The manifest beside which the file of manual verdicts lies, where no audit has noted it. */
  manifest?: string;
  /** Asks one question after the other. */
  ask?: boolean;
};

/** A run with all that judging it by hand needs. */
type Desk = { run: Run; folder: string; file: string | null; ruleset: Ruleset; today: string };

const fileFor = async (folder: string, run: Run, manifest: string | undefined): Promise<string | null> => {
  if (manifest === undefined) return reviewsOf(folder);
  const opened = await openManifest(manifest);
  const { id } = opened.manifest.agency;
  if (id !== run.agency.id)
    throw new UserError(`${opened.file} is the manifest of ${id}, the run is of ${run.agency.id}.`);
  return reviewsFileOf(opened);
};

/** The run as these verdicts make it. Rules that have changed since judge by other measures, so it stays as it was then. */
const under = (reviews: readonly Review[], { run, ruleset, today }: Pick<Desk, 'run' | 'ruleset' | 'today'>): Run =>
  ruleset.fingerprint === run.ruleset.fingerprint
    ? withReviews(run, ruleset, reviews, today, run.prediction.ita ? instrumentsIn(run.prediction.ita) : null)
    : run;

const deskFor = async (named: string, { out, manifest }: ReviewOptions, io: Io): Promise<Desk> => {
  const folder = await runFolderOf(named, out);
  const kept = await loadRun(folder);
  const ruleset = taught(await loadRuleset(kept.ruleset.fiscalYear), await readCalibration(out));
  const file = await fileFor(folder, kept, manifest);
  const today = buddhistDayOf(dayInBangkok(io.now()));
  const reviews = file === null ? [] : await loadReviews(file, kept.agency.id, ruleset);
  return { run: under(reviews, { run: kept, ruleset, today }), folder, file, ruleset, today };
};

const oitOf = ({ prediction: { oit } }: Run): string =>
  oit.expected === null ? '–' : `${oit.expected.toFixed(2)} (${oit.low.toFixed(2)}–${oit.high.toFixed(2)})`;

/** Keeps a verdict, and what follows from it for the run and its reports. */
const record = async (review: Review, { run, folder, file, ruleset, today }: Desk, io: Io): Promise<Run> => {
  if (file === null)
    throw new UserError(
      'No audit has noted where the manifest of this run is. Say it, so that the verdict is kept beside it: --manifest <manifest.yaml>',
    );
  let after = run;
  await recordReview(file, run.agency.id, ruleset, review, async (all) => {
    // Another process may have kept one since; the file holds them all.
    after = under(all, { run: await loadRun(folder), ruleset, today });
    if (ruleset.fingerprint !== run.ruleset.fingerprint) return;
    await amendRun(folder, after);
    await writeReports(after, folder, io);
  });
  const words = reviewWords[io.language];
  if (io.json) return after;
  if (!io.quiet) io.out(`${words.recorded(review.element, review.verdict, file)}\n`);
  if (ruleset.fingerprint !== run.ruleset.fingerprint) io.err(`${words.rulesChanged}\n`);
  else if (!io.quiet) io.out(`${words.oit(oitOf(run), oitOf(after))}\n`);
  return after;
};

const list = async (named: string, only: string | undefined, { run, folder, file }: Desk, io: Io): Promise<void> => {
  const { pictureOf } = await picturesFor(folder);
  const waitings = waitingsIn(run, folder, only, pictureOf);
  if (!io.json) {
    if (!io.quiet) io.out(reviewText(run, waitings, named, io));
    return;
  }
  const shown = ({ item, element, evidence, gaps, manual }: (typeof waitings.open)[number]) => ({
    item: item.id,
    element: element.id,
    title: element.title,
    counts: element.counts,
    question: element.question,
    reason: element.reason,
    evidence,
    gaps,
    manual,
  });
  const document = {
    schemaVersion: 1,
    agency: run.agency.id,
    fiscalYear: run.ruleset.fiscalYear,
    finishedAt: run.finishedAt,
    file,
    open: waitings.open.map(shown),
    settled: waitings.settled.map(shown),
    overtaken: waitings.overtaken.map(({ element, manual }) => ({
      element: element.id,
      outcome: element.outcome,
      manual,
    })),
  };
  io.out(`${JSON.stringify(document, null, 2)}\n`);
};

/**
 * `oit review <run>`: lists what needs a person; with a verdict, records it beside the manifest and counts it in the run
 * and its reports.
 */
export const reviewCommand = async (
  named: string,
  options: ReviewOptions,
  io: Io,
  questioner?: Questioner,
): Promise<Exit> => {
  const desk = await deskFor(named, options, io);
  const only = options.item === undefined ? undefined : knownId(options.item, desk.run);
  if (options.ask) {
    if (!questioner) throw new UserError('--ask needs a terminal; give --met or --not-met instead');
    const { pictureOf } = await picturesFor(desk.folder);
    const { open } = waitingsIn(desk.run, desk.folder, only, pictureOf);
    let { run } = desk;
    const keep = async (given: Given): Promise<void> => {
      const review = reviewGiven(given, run, desk.today);
      if (review) run = await record(review, { ...desk, run }, io);
    };
    await askAll(open, options, keep, questioner, desk.today, io);
    return exits.fine;
  }
  const review = reviewGiven(options, desk.run, desk.today);
  if (!review) {
    await list(named, only, desk, io);
    return exits.fine;
  }
  const run = await record(review, desk, io);
  if (io.json)
    io.out(`${JSON.stringify({ schemaVersion: 1, recorded: review, reviews: run.reviews ?? null }, null, 2)}\n`);
  return exits.fine;
};
