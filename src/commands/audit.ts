import { basename, dirname, join } from 'node:path';
import { type Audited, audit } from '../audit/index.ts';
import { withReviews } from '../audit/review.ts';
import { unreadFor } from '../audit/unread.ts';
import { evidenceVersion, planFingerprint, readMore } from '../gather/index.ts';
import {
  checkAgainstRules,
  itemsNotListed,
  loadOfficial,
  loadPlan,
  openManifest,
  reviewsFileOf,
} from '../manifest/index.ts';
import { UserError } from '../model/errors.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Manifest } from '../model/manifest.ts';
import type { ImprovementPlan, OfficialResult } from '../model/official.ts';
import { buddhistDayOf } from '../model/review.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Run } from '../model/run.ts';
import { loadKeptRuleset } from '../ruleset/index.ts';
import { knownInstruments, withMeasures } from '../score/instruments.ts';
import { type GatherStore, openStore, type Store } from '../store/index.ts';
import { tool } from './about.ts';
import { readCalibration, taught } from './calibration-file.ts';
import { keepCrops } from './crops.ts';
import { dayInBangkok } from './day.ts';
import { engineFingerprint } from './engine.ts';
import { withEvidenceHashes } from './evidence-hash.ts';
import { type Demands, exitOf } from './exit-of.ts';
import { inputsOf } from './inputs.ts';
import { type Exit, exits, type Io, tell } from './io.ts';
import { present, writeReports } from './reports.ts';
import { loadReviews, rememberReviews, reviewsIn } from './reviews-file.ts';
import { keepScreenshots } from './screenshots.ts';
import { type VisitOptions, visit } from './visit.ts';
import { planFor } from './visits.ts';
import { commandWords } from './words.ts';

export type AuditOptions = Demands &
  VisitOptions & {
    out: string;
    /** Runs that stay at least; older ones go, with what only they refer to. */
    keep?: number;
    /** Whether pictures are kept of pages that a verdict rests on, and of places that a person has to look at. */
    screenshots?: boolean;
    /** The latest official result of the agency, for IIT and EIT where the manifest does not give them. */
    official?: OfficialResult;
    /** Its plan of measures, shown with the questions of IIT and EIT. */
    measures?: ImprovementPlan;
    /** File of manual verdicts; a person may add to it while the program looks. */
    reviews?: string;
  };

/** Runs of a year of nights, and some more. */
const keptRuns = 400;

/**
 * Scanned pages take seconds each. The first and last ones of every file are read at once; more of those files alone on
 * which an element waits, up to a number of pages a run. What is left then is read in the next runs, from where this
 * one ended.
 */
const scannedPages = { first: 8, more: { all: 240, perFile: 60 } };

/** What a run is judged from, and where it is kept. */
type Bench = { ruleset: Ruleset; manifest: Audited; store: Store; kept: GatherStore; io: Io };

const judge = (gathered: Gathered, inputs: string, { ruleset, manifest, kept, io }: Bench): Run =>
  withEvidenceHashes(
    audit(
      { ruleset, manifest, gathered },
      {
        tool,
        inputs,
        startedAt: kept.startedAt.toISOString(),
        finishedAt: io.now().toISOString(),
      },
    ),
    gathered,
  );

/** The last run, where it was made from just the same and has left nothing to be read: its verdicts hold tonight too. */
const sameAsBefore = async (gathered: Gathered, inputs: string, { store, kept, io }: Bench): Promise<Run | null> => {
  const last = (await store.runs()).at(-1);
  const before = last ? await store.loadRunOf(last.id, inputs) : null;
  if (!before || unreadFor(before).length > 0) return null;
  const { counters } = gathered;
  return { ...before, counters, startedAt: kept.startedAt.toISOString(), finishedAt: io.now().toISOString() };
};

/** Judges what was gathered, and reads more of the scanned files on which an element waits. */
const judgeAll = async (gathered: Gathered, bench: Bench): Promise<{ run: Run; gathered: Gathered }> => {
  const { ruleset, manifest, kept, io } = bench;
  const inputs = inputsOf(manifest, ruleset, gathered);
  const words = commandWords[io.language];
  const before = await sameAsBefore(gathered, inputs, bench);
  if (before) {
    tell(io, words.asBefore);
    return { run: before, gathered };
  }
  tell(io, words.judging);
  const run = judge(gathered, inputs, bench);
  const unread = unreadFor(run);
  if (unread.length === 0) return { run, gathered };
  tell(io, words.readingMore(unread.length));
  const more = await readMore(gathered, unread, kept, scannedPages.more, { signal: io.signal });
  return { run: judge(more, inputsOf(manifest, ruleset, more), bench), gathered: more };
};

/** Visits, judges, keeps and reports what a manifest names. Returns the exit code. */
export const auditManifest = async (
  manifest: Manifest,
  ruleset: Ruleset,
  options: AuditOptions,
  io: Io,
): Promise<Exit> => {
  const words = commandWords[io.language];
  const plan = planFor(manifest, ruleset);
  const known = knownInstruments(ruleset, manifest.instruments, options.official);
  const instruments = known && options.measures ? withMeasures(known, options.measures) : known;
  const audited: Audited = { ...manifest, instruments };
  const reviewsFile = options.reviews ?? reviewsIn(options.out, manifest.agency.id);
  // Mistakes of the file are told before the long look, not after it.
  await loadReviews(reviewsFile, manifest.agency.id, ruleset);
  const contact = manifest.contact ?? manifest.agency.website;
  const store = await openStore(join(options.out, manifest.agency.id), {
    readingsFolder: join(options.out, 'readings'),
    readerVersion: evidenceVersion(plan),
  });
  const fingerprint = planFingerprint(plan, options.budget);
  const kept = await store.begin(fingerprint, io.now());
  if (kept.resumed > 0) tell(io, words.resumed(kept.resumed));
  const visiting = { pictures: scannedPages.first, contact, ...options };
  const seen = await visit(plan, kept, visiting, io);
  const { run: judged, gathered } = await judgeAll(seen, { ruleset, manifest: audited, store, kept, io });
  const reviews = await loadReviews(reviewsFile, manifest.agency.id, ruleset);
  const run = withReviews(judged, ruleset, reviews, buddhistDayOf(dayInBangkok(io.now())), instruments);
  const exit = exitOf(run, options);
  if (options.screenshots !== false) {
    await keepScreenshots(run, gathered, store.folder, visiting, io);
    await keepCrops(run, gathered, store, io);
  }
  await rememberReviews(store.folder, reviewsFile);
  const folder = await store.finish(run, gathered, exit);
  const paths = await writeReports(run, folder, io);
  await store.conclude(fingerprint);
  await store.prune(options.keep ?? keptRuns, io.now());
  present(run, [...paths, join(folder, 'run.json')], io);
  if (exit === exits.incomplete) io.err(`${run.prediction.oit.expected === null ? words.nothing : words.incomplete}\n`);
  return exit;
};

/** `oit audit <manifest>` */
export const auditCommand = async (
  path: string,
  options: AuditOptions & { fiscalYear?: number },
  io: Io,
): Promise<Exit> => {
  const { manifest, file, placeOf } = await openManifest(path);
  const year = options.fiscalYear ?? manifest.fiscalYear;
  const rules = await loadKeptRuleset(year, join(options.out, 'readings'), engineFingerprint());
  const ruleset = taught(rules, await readCalibration(options.out));
  const ids = ruleset.items.map((item) => item.id);
  const mistakes = checkAgainstRules(manifest, ids, ruleset.fiscalYear, placeOf);
  if (mistakes.length > 0)
    throw new UserError(`The manifest ${basename(file)} does not fit the rules of ${ruleset.fiscalYear}.`, mistakes);
  const unlisted = itemsNotListed(manifest, ids);
  if (unlisted.length > 0) tell(io, commandWords[io.language].unlisted(unlisted.join(', ')));
  const beside = (name: string): string => join(dirname(file), name);
  const known = {
    ...(manifest.official === undefined ? {} : { official: await loadOfficial(beside(manifest.official)) }),
    ...(manifest.measures === undefined ? {} : { measures: await loadPlan(beside(manifest.measures)) }),
  };
  const reviews = reviewsFileOf({ manifest, file, placeOf });
  return auditManifest(manifest, ruleset, { ...options, ...known, reviews }, io);
};
