import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ArtifactStore,
  bytesOf,
  createReadings,
  type GatherPlan,
  gather,
  normaliseUrl,
  planFingerprint,
  type ReadFile,
} from '../gather/index.ts';
import { framesOf, picturesOf } from '../gather/rank.ts';
import { makeFault } from '../model/fault.ts';
import type { Gathered } from '../model/gathered.ts';
import { documentBehind } from '../readers/address.ts';
import { type ArtifactOptions, readUnplaced } from '../readers/index.ts';
import { knownYears, loadRuleset } from '../ruleset/index.ts';
import { openStore } from '../store/index.ts';
import type { Io } from './io.ts';
import type { Place } from './places.ts';
import type { Opened } from './read-document.ts';
import type { VisitOptions } from './visit.ts';
import { type Chrome, chromeOf } from './visits.ts';
import { commandWords } from './words.ts';

/** Frames in frames are followed this deep, as in an audit. */
const frameDepth = 3;
/** People wait for a single page: what fails for the moment is asked again sooner than in an audit. */
const retryDelay = 3_000;

/** Who asks to see a file sees all of it: more scanned pages than readers look at in any file. */
const allPictures = 1000;

type Kept = Pick<ArtifactStore, 'reading' | 'saveReading'>;
type Visits = VisitOptions & { kept: Kept };

/** Reads files of this machine. */
export const fileOpener = (
  store: Kept,
  options: ArtifactOptions,
): ((place: Extract<Place, { kind: 'file' }>) => Promise<Opened>) => {
  const { signal, ...more } = options;
  const read: ReadFile = (bytes, facts, asked) => readUnplaced(bytes, facts, { ...more, ...asked });
  const readings = createReadings({ store, read, pictures: allPictures, ...(signal && { signal }) });
  return async ({ source, url, path, name }) => ({
    source,
    url,
    reading: await readings.of(await bytesOf(path), { url, fileName: name }),
  });
};

/** Only the addresses themselves: no home page, and nothing below them. */
const planOf = (urls: readonly string[], chrome: Chrome | null): GatherPlan => ({
  home: null,
  ownHosts: [],
  items: [{ itemId: '', urls: [...urls], wanted: [], years: [] }],
  enterTexts: [],
  ...chrome,
});

/** How pages speak to their visitors, by the newest rules. */
const newestChrome = async (): Promise<Chrome | null> => {
  const newest = (await knownYears()).at(-1);
  return newest === undefined ? null : chromeOf(await loadRuleset(newest));
};

type Asked = { source: string; url: string };

/** What an address showed, out of everything that was gathered with it. */
const openedFrom = ({ visits, readings }: Gathered, { source, url }: Asked): Opened => {
  const asked = normaliseUrl(url) ?? url.trim();
  const visit = visits.find((one) => one.url === asked);
  const reading = visit?.artifactId ? readings.get(visit.artifactId) : undefined;
  if (visit && reading) return { source, url: visit.finalUrl, reading };
  return { source, url, reading: null, fault: visit?.fault ?? makeFault('not-visited', url) };
};

/** What a page shows in frames, viewers and pictures that hold its matter: a visitor sees them as part of it. */
const shownIn = ({ source, reading }: Opened, known: ReadonlySet<string>): Asked[] =>
  reading === null
    ? []
    : [...framesOf(reading), ...picturesOf(reading)]
        .filter(({ url }) => !known.has(url))
        .map(({ url }) => ({ source, url }));

type VisitAll = (asked: readonly Asked[]) => Promise<Opened[]>;

/** Visits addresses as an audit does, with its guard, its patience and its browser, but nothing below them. */
const visitorIn = async (
  folder: string,
  { kept, ...visits }: Visits,
  options: ArtifactOptions,
  io: Io,
  onStart: (line: string) => void,
): Promise<VisitAll> => {
  const words = commandWords[io.language].read;
  const chrome = await newestChrome();
  const store = await openStore(folder);
  const read: ReadFile = (bytes, facts, more) => {
    onStart(words.reading(facts.fileName || facts.url));
    return readUnplaced(bytes, facts, { ...options, ...more });
  };
  return async (asked) => {
    const plan = planOf([...new Set(asked.map(({ url }) => url))], chrome);
    const gathered = await gather(plan, {
      retryDelayMs: retryDelay,
      ...visits,
      read,
      store: { ...(await store.begin(planFingerprint(plan), io.now())), ...kept },
      now: io.now,
      signal: io.signal,
      budget: { pages: 0, documents: 0, pictures: 0, listPages: 0, sitePages: 0 },
      pictures: allPictures,
      onEvent: (event) => {
        if (event.kind === 'visit-start') onStart(words.opening(event.url));
      },
    });
    return asked.map((one) => openedFrom(gathered, one));
  };
};

/** What each place led to: the page itself first, then what it shows in frames, and what these show. */
const withFrames = async (places: readonly Place[], visitAll: VisitAll): Promise<Opened[][]> => {
  let latest = await visitAll(places.map(({ source, url }) => ({ source, url: documentBehind(url) })));
  const groups = new Map(latest.map((opened) => [opened.source, [opened]]));
  const known = new Set<string>();
  for (let depth = 0; depth < frameDepth; depth++) {
    for (const { url } of latest) known.add(url);
    const frames = latest.flatMap((opened) => shownIn(opened, known));
    if (frames.length === 0) break;
    latest = await visitAll(frames);
    for (const opened of latest) groups.get(opened.source)?.push(opened);
  }
  return places.map(({ source }) => groups.get(source) ?? []);
};

/**
 * Opens and reads addresses. A viewer's address stands for its file. `onStart` is told what is being done.
 * @returns what each place led to, in the order of the places
 */
export const openAddresses = async (
  places: readonly Place[],
  visits: Visits,
  options: ArtifactOptions,
  io: Io,
  onStart: (line: string) => void,
): Promise<Opened[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'oit-read-'));
  try {
    return await withFrames(places, await visitorIn(folder, visits, options, io, onStart));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
