import { basename, join } from 'node:path';
import { audit } from '../audit/index.ts';
import { unreadFor } from '../audit/unread.ts';
import { type GatherPlan, planFingerprint, readMore } from '../gather/index.ts';
import { checkAgainstRules, itemsNotListed, openManifest } from '../manifest/index.ts';
import { UserError } from '../model/errors.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Run } from '../model/run.ts';
import { readerVersion } from '../readers/index.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { openStore } from '../store/index.ts';
import { tool } from './about.ts';
import { type Demands, exitOf } from './exit-of.ts';
import { type Exit, exits, type Io } from './io.ts';
import { planFor } from './plan.ts';
import { present, writeReports } from './reports.ts';
import { type VisitOptions, visit } from './visit.ts';
import { commandWords } from './words.ts';

export type AuditOptions = Demands & VisitOptions & { out: string };

/**
 * Scanned pages take seconds each. The first and last ones of every file are read at once; more of those files alone on
 * which an element waits, up to a number of pages a run. What is left then is read in the next runs, from where this
 * one ended.
 */
const scannedPages = { first: 8, more: { all: 240, perFile: 60 } };

const judge = (ruleset: Ruleset, manifest: Manifest, gathered: Gathered, startedAt: string, io: Io): Run =>
  audit({ ruleset, manifest, gathered }, { tool, startedAt, finishedAt: io.now().toISOString() });

/** Visits, judges, keeps and reports what a manifest names. Returns the exit code. */
export const auditManifest = async (
  manifest: Manifest,
  ruleset: Ruleset,
  options: AuditOptions,
  io: Io,
): Promise<Exit> => {
  const words = commandWords[io.language];
  const store = await openStore(join(options.out, manifest.agency.id), join(options.out, 'readings'));
  const plan: GatherPlan = planFor(manifest, ruleset);
  const startedAt = io.now();
  const fingerprint = planFingerprint(plan);
  const kept = await store.begin(fingerprint, startedAt);
  if (kept.resumed > 0 && !io.quiet) io.err(`${words.resumed(kept.resumed)}\n`);
  let gathered = await visit(plan, kept, { pictures: scannedPages.first, ...options }, io);
  if (!io.quiet) io.err(`${words.judging}\n`);
  let run = judge(ruleset, manifest, gathered, startedAt.toISOString(), io);
  const unread = unreadFor(run);
  if (unread.length > 0) {
    if (!io.quiet) io.err(`${words.readingMore(unread.length)}\n`);
    gathered = await readMore(gathered, unread, kept, scannedPages.more, { signal: io.signal });
    run = judge(ruleset, manifest, gathered, startedAt.toISOString(), io);
  }
  const exit = exitOf(run, options);
  const folder = await store.finish(run, gathered, { readerVersion, planFingerprint: fingerprint, exit });
  const paths = await writeReports(run, folder, io);
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
  const ruleset = await loadRuleset(options.fiscalYear ?? manifest.fiscalYear);
  const known = ruleset.items.map((item) => item.id);
  const mistakes = checkAgainstRules(manifest, known, ruleset.fiscalYear, placeOf);
  if (mistakes.length > 0)
    throw new UserError(`The manifest ${basename(file)} does not fit the rules of ${ruleset.fiscalYear}.`, mistakes);
  const unlisted = itemsNotListed(manifest, known);
  if (unlisted.length > 0 && !io.quiet) io.err(`${commandWords[io.language].unlisted(unlisted.join(', '))}\n`);
  return auditManifest(manifest, ruleset, options, io);
};
