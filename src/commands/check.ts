import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditItem } from '../audit/index.ts';
import { gatherFiles, planFingerprint } from '../gather/index.ts';
import { type Gathered, readingsOf } from '../model/gathered.ts';
import type { Item, Ruleset } from '../model/ruleset.ts';
import type { ItemResult } from '../model/run.ts';
import { itemSummary } from '../report/index.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { openStore } from '../store/index.ts';
import { findItem } from './find-item.ts';
import { type Exit, exits, type Io } from './io.ts';
import { placeOf } from './places.ts';
import { keptReadings } from './read-kept.ts';
import { type VisitOptions, visit } from './visit.ts';
import { planForItem } from './visits.ts';
import { commandWords } from './words.ts';

export type CheckOptions = VisitOptions & {
  fiscalYear: number;
  /** The folder of reports, whose kept readings serve here too. */
  out: string;
  failOn?: 'failed' | 'cantTell';
};

const together = (a: Gathered, b: Gathered, itemId: string): Gathered => ({
  home: a.home ?? b.home,
  visits: [...a.visits, ...b.visits],
  ownHosts: [...new Set([...a.ownHosts, ...b.ownHosts])],
  budget: b.budget,
  readings: {
    ids: [...new Set([...a.readings.ids, ...b.readings.ids])].sort(),
    get: (id) => b.readings.get(id) ?? a.readings.get(id),
  },
  items: [
    {
      itemId,
      submitted: [...a.items, ...b.items].flatMap((item) => item.submitted),
      reached: [...a.items, ...b.items].flatMap((item) => item.reached),
      gaps: [...a.items, ...b.items].flatMap((item) => item.gaps),
    },
  ],
  counters: b.counters,
});

const nothing: Gathered = {
  home: null,
  ownHosts: [],
  visits: [],
  readings: readingsOf({}),
  items: [],
  budget: null,
  counters: {},
};

/** Reads what was named, pages and files alike, and judges one item by it. Keeps nothing but the readings. */
const look = async (
  item: Item,
  ruleset: Ruleset,
  sources: readonly string[],
  options: CheckOptions,
  io: Io,
): Promise<ItemResult> => {
  const places = sources.map(placeOf);
  const urls = places.flatMap((place) => (place.kind === 'web' ? [place.url] : []));
  const files = places.flatMap((place) => (place.kind === 'file' ? [place.path] : []));
  const folder = await mkdtemp(join(tmpdir(), 'oit-check-'));
  const kept = keptReadings(options.out, undefined);
  try {
    const store = await openStore(folder);
    const begin = async (name: string) => ({ ...(await store.begin(name, io.now())), ...kept });
    const fromFiles = files.length === 0 ? nothing : await gatherFiles(files, await begin('files'), io.now);
    if (urls.length === 0) return auditItem(ruleset, item.id, together(fromFiles, nothing, item.id));
    const plan = planForItem(item, urls, ruleset);
    const fromSite = await visit(plan, await begin(planFingerprint(plan)), options, io);
    return auditItem(ruleset, item.id, together(fromFiles, fromSite, item.id));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** `oit check <item> <url-or-file>...`: one item from any pages or files, also a draft before it is published. */
export const checkCommand = async (
  itemId: string,
  places: readonly string[],
  options: CheckOptions,
  io: Io,
): Promise<Exit> => {
  const ruleset = await loadRuleset(options.fiscalYear);
  const item = findItem(ruleset, itemId);
  const result = await look(item, ruleset, places, options, io);
  if (io.json) io.out(`${JSON.stringify(result, null, 2)}\n`);
  else if (!io.quiet) io.out(itemSummary(result, io));
  const { failOn } = options;
  if (result.elements.every((element) => element.outcome === 'untested')) {
    io.err(`${commandWords[io.language].nothing}\n`);
    return exits.incomplete;
  }
  if (failOn !== undefined && (result.outcome === 'failed' || (failOn === 'cantTell' && result.outcome === 'cantTell')))
    return exits.notMet;
  return exits.fine;
};
