import PQueue from 'p-queue';
import type { Reading } from '../model/evidence.ts';
import { type Fault, makeFault } from '../model/fault.ts';
import type { Visit } from '../model/gathered.ts';
import type { Finished, KeptArrival } from '../model/visited.ts';
import { isLasting } from '../readers/index.ts';
import { classify } from './classify.ts';
import { type Arrival, FetchError, type Fetcher, type Follow, headerOf } from './fetch.ts';
import { createLook, type LookOptions, mayBePage, noEvidence, unrendered } from './look.ts';
import type { Robots } from './robots.ts';
import type { ArtifactStore, GatherEvent } from './types.ts';
import { downloadAddress, fileNameOf, hostOf, normaliseUrl } from './url.ts';

/** A visit, with the name of what was read in the evidence; null where a fault stands. Files are read meanwhile. */
export type Seen = { visit: Visit; evidence: Promise<string | null> };

export type Visitor = {
  /** Visits an address once, however often it is asked for. */
  see(url: string): Promise<Seen>;
  /** What a visit showed, once it is read; null where a fault stands. */
  read(seen: Seen): Promise<Reading | null>;
  /** Asks again every address that failed for the moment; tells how many ended otherwise. */
  retry(): Promise<number>;
  /** What was done for each address. */
  finished(): Finished[];
};

export type VisitorOptions = LookOptions & {
  store: ArtifactStore;
  fetcher: Fetcher;
  robots: Robots;
  /** Addresses that are visited whatever robots.txt says. */
  submitted: ReadonlySet<string>;
  now(): Date;
  onEvent(event: GatherEvent): void;
  /** Whether there is still time for another visit. */
  inTime(): boolean;
};

const arrivingAtOnce = 32;
const lookedAtAtOnce = 8;
/** Servers that say "not changed" are believed for so long, in milliseconds; then the whole body is asked for. */
const believedFor = 7 * 24 * 60 * 60_000;

/** Headers by which it is decided what becomes of a body. */
const headersThatMatter = ['content-type', 'content-disposition', 'etag', 'last-modified', 'cf-mitigated'] as const;

/** What came of one visit, before it is known what that means against the last run. */
type Outcome = Omit<Finished, 'change' | 'reading'> & { evidence: Promise<string | null> };

const isTransient = ({ visit }: Pick<Finished, 'visit'>): boolean => visit.fault?.nature === 'transient';

const fileNameFrom = (disposition: string): string => {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended.trim());
    } catch {
      return extended.trim();
    }
  }
  return /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition)?.slice(1).find(Boolean) ?? '';
};

/** An answer without its body, which is loaded when it is looked at: many may wait for their reader. */
type Came = KeptArrival & { load(): Promise<Uint8Array> };

/** Of its own, because all closures of a function hold on to what one of them uses. */
const inMemory = (body: Uint8Array) => async (): Promise<Uint8Array> => body;

const mediaTypeOf = (contentType: string): string => contentType.split(';')[0]?.trim().toLowerCase() ?? '';

const changeOf = (outcome: Outcome, before: Finished | null): Finished['change'] => {
  if (!before) return 'new';
  if (before.visit.artifactId !== outcome.visit.artifactId) return 'changed';
  return before.wholeAt === outcome.wholeAt ? 'unchanged' : 'same';
};

const isSameFault = (one: Visit, other: Visit | undefined): boolean =>
  one.fault !== null && one.fault.kind === other?.fault?.kind && one.fault.detail === other.fault.detail;

const byHost = (urls: readonly string[]): string[][] => {
  const hosts = new Map<string, string[]>();
  for (const url of urls) hosts.set(hostOf(url), [...(hosts.get(hostOf(url)) ?? []), url]);
  return [...hosts.values()];
};

/** Visits addresses: from what an interrupted run has left, from what holds since the last run, else anew. */
export function createVisitor(options: VisitorOptions): Visitor {
  const { store, readings, fetcher, robots, onEvent, later } = options;
  const look = createLook(options);
  /** Bodies in memory at a time: those that come and are written to the disk, and those that are looked at. */
  const arriving = new PQueue({ concurrency: arrivingAtOnce });
  const looks = new PQueue({ concurrency: lookedAtAtOnce });
  const memo = new Map<string, Promise<Seen>>();
  const done = new Map<string, Finished>();

  const blank = (url: string): Visit => ({
    url,
    finalUrl: url,
    redirects: [],
    status: null,
    mediaType: '',
    bytes: 0,
    artifactId: null,
    fault: null,
    method: 'http',
    escalation: null,
    fetchedAt: options.now().toISOString(),
  });

  const faulty = (url: string, fault: Fault, redirects: string[] | null = null): Outcome => ({
    visit: { ...blank(url), redirects: redirects ?? [], fault },
    contentType: '',
    fileName: '',
    etag: '',
    lastModified: '',
    sentBy: '',
    sentId: null,
    wholeAt: '',
    transferred: 0,
    requests: redirects ? redirects.length + 1 : 0,
    evidence: noEvidence,
  });

  /** The name of what was read before, where it still stands for the same bytes. */
  const readBefore = async ({ reading, visit }: Finished): Promise<string | null> =>
    reading !== null && visit.escalation === null && (await store.holds(reading)) ? reading : null;

  /** The server says that what it sent last time still holds. */
  const unchanged = async (came: Came, before: Finished): Promise<Outcome> => {
    const { url, redirects, headers, transferred, requests } = came;
    const visit: Visit = { ...before.visit, url, redirects, fetchedAt: options.now().toISOString() };
    const told = {
      ...before,
      etag: headers.etag || before.etag,
      lastModified: headers['last-modified'] || before.lastModified,
      transferred,
      requests,
    };
    const name = await readBefore(before);
    if (name !== null) return { ...told, visit, evidence: Promise.resolve(name) };
    return looks.add(async () => {
      const artifactId = before.visit.artifactId ?? '';
      const body = await store.load(artifactId);
      return { ...told, ...(await look(visit, { ...told, artifactId, body, mitigated: false })) };
    });
  };

  const arrived = async (came: Came, before: Finished | null): Promise<Outcome> => {
    const { url, status, headers, redirects, sentId, transferred, requests } = came;
    // A viewer's address stands for its file: people must find what they submitted.
    const finalUrl = downloadAddress(url) === url ? came.finalUrl : url;
    const contentType = headers['content-type'] ?? '';
    const fileName = fileNameFrom(headers['content-disposition'] ?? '') || fileNameOf(finalUrl);
    const mediaType = mediaTypeOf(contentType);
    const visit: Visit = { ...blank(url), finalUrl, redirects, status, mediaType, bytes: came.bytes };
    const told = {
      contentType,
      fileName,
      sentBy: came.finalUrl,
      sentId,
      etag: headers.etag ?? '',
      lastModified: headers['last-modified'] ?? '',
      wholeAt: visit.fetchedAt,
      transferred,
      requests,
    };
    const isSame =
      before?.sentId === sentId &&
      before.visit.status === status &&
      before.visit.finalUrl === finalUrl &&
      before.contentType === contentType &&
      before.fileName === fileName;
    const name = isSame ? await readBefore(before) : null;
    if (name !== null) return { ...told, visit: { ...visit, artifactId: sentId }, evidence: Promise.resolve(name) };
    const mitigated = headers['cf-mitigated'] === 'challenge';
    return looks.add(async () => ({
      ...told,
      ...(await look(visit, { ...told, artifactId: sentId, body: await came.load(), mitigated })),
    }));
  };

  /** The headers that ask whether the bytes of the last run still hold, for the address that sent them. */
  const conditionsOf = async (before: Finished | null): Promise<((url: string) => Record<string, string>) | null> => {
    if (!before || before.visit.escalation !== null) return null;
    const { etag, lastModified, wholeAt, sentBy, visit } = before;
    const isBelieved = options.now().getTime() - Date.parse(wholeAt) < believedFor;
    if ((etag === '' && lastModified === '') || !isBelieved || !(await store.has(visit.artifactId ?? ''))) return null;
    const headers = {
      ...(etag === '' ? {} : { 'if-none-match': etag }),
      ...(lastModified === '' ? {} : { 'if-modified-since': lastModified }),
    };
    return (url) => (url === sentBy ? headers : {});
  };

  /** Of its own, as `inMemory` is: the visit that waits must not hold on to the body that it can load. */
  const fromDisk = (id: string) => (): Promise<Uint8Array> => store.load(id);

  /** What has arrived is kept before it is looked at: reading may take longer than the program lives. */
  const keepArrival = async (url: string, arrival: Arrival, spent: number): Promise<Came> => {
    const { status, finalUrl, redirects, transferred, body } = arrival;
    const headers = Object.fromEntries(headersThatMatter.map((name) => [name, headerOf(arrival.headers, name)]));
    const requests = spent + redirects.length + 1;
    const bytes = body.byteLength;
    const came = { url, status, headers, finalUrl, redirects, transferred, requests, bytes };
    if (status < 200 || status >= 300) return { ...came, sentId: '', load: inMemory(body) };
    const sentId = await store.save(body);
    await store.recordArrival({ ...came, sentId });
    return { ...came, sentId, load: fromDisk(sentId) };
  };

  /** Nothing of this function holds on to the body while its visit waits to be looked at. */
  const fetched = async (url: string, conditional: Follow['conditional'] | null, spent: number): Promise<Came> =>
    arriving.add(async () =>
      keepArrival(url, await fetcher.fetch(downloadAddress(url), conditional ? { conditional } : {}), spent),
    );

  /** @param spent requests that were made for the address before */
  const attempt = async (url: string, before: Finished | null, spent = 0): Promise<Outcome> => {
    try {
      const conditional = await conditionsOf(before);
      const came = await fetched(url, conditional, spent);
      return await (came.status === 304 && before ? unchanged(came, before) : arrived(came, before));
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const fault = classify(url, { error: { code: error.code, message: error.message } });
      return faulty(url, fault ?? makeFault('protocol-error', url), error.redirects);
    }
  };

  /** The answer that an interrupted run had got, and had no time to look at. */
  const lookAtKept = async (url: string, before: Finished | null): Promise<Outcome | null> => {
    const kept = store.recallArrival(url);
    if (!kept || !(await store.has(kept.sentId))) return null;
    return arrived({ ...kept, load: fromDisk(kept.sentId) }, before);
  };

  /** One visit and, where it failed for the moment, a second one soon after. */
  const visitTwice = async (url: string, before: Finished | null): Promise<Outcome> => {
    const first = (await lookAtKept(url, before)) ?? (await attempt(url, before));
    if (!isTransient(first)) return first;
    const second = await attempt(url, before, first.requests);
    return { ...second, requests: first.requests + second.requests };
  };

  /** Takes a visit as done. Its record is made once more with the name of what was read, where that will last. */
  const settle = (finished: Finished, evidence: Promise<string | null>): Seen => {
    const { visit } = finished;
    done.set(visit.url, finished);
    const recorded = evidence.then(async (name) => {
      if (name === null || name === finished.reading) return name;
      const reading = store.kept(name);
      if (reading && isLasting(reading)) await store.record({ ...finished, reading: name });
      return name;
    });
    recorded.catch(() => {});
    return { visit, evidence: recorded };
  };

  /** A fault that lies with this run alone is not recorded: the next one looks again. */
  const refuse = (url: string, fault: Fault): Seen => {
    const { evidence, ...rest } = faulty(url, fault);
    return settle({ ...rest, change: 'new', reading: null }, evidence);
  };

  const visitAnew = async (url: string, allowed: boolean): Promise<Seen> => {
    onEvent({ kind: 'visit-start', url });
    const before = store.before(url);
    const { evidence, ...outcome } = await visitTwice(url, before);
    const change = changeOf({ ...outcome, evidence }, before);
    const visit: Visit = allowed ? outcome.visit : { ...outcome.visit, againstRobots: true };
    const holds = visit.fault === null && (change === 'unchanged' || change === 'same');
    const finished: Finished = { ...outcome, visit, change, reading: holds ? (before?.reading ?? null) : null };
    if (!isTransient(finished)) await store.record(finished);
    onEvent({ kind: 'visit-end', visit, how: holds ? 'unchanged' : 'fetched' });
    return settle(finished, evidence);
  };

  /** A visit that the interrupted run had made. What it had not read by then is read now. */
  const resume = async (url: string): Promise<Seen | null> => {
    const before = store.recall(url);
    const { artifactId = null } = before?.visit ?? {};
    if (!before || (artifactId !== null && !(await store.has(artifactId)))) return null;
    const { visit, contentType, fileName, reading } = before;
    onEvent({ kind: 'visit-end', visit, how: 'resumed' });
    if (artifactId === null) return settle(before, noEvidence);
    if (reading !== null && (await store.holds(reading))) return settle(before, Promise.resolve(reading));
    const soon = mayBePage(new Uint8Array(), visit.mediaType);
    const facts = { url: visit.finalUrl, contentType, fileName };
    const read = async (): Promise<string> =>
      store.keep(unrendered(await readings.of(await store.load(artifactId), facts, { soon }), visit));
    return settle(before, soon ? read() : later(read));
  };

  const visitOnce = async (url: string): Promise<Seen> => {
    if (normaliseUrl(url) === null) return refuse(url, makeFault('unsupported-scheme', url));
    const resumed = await resume(url);
    if (resumed) return resumed;
    if (!options.inTime()) return refuse(url, makeFault('not-visited', url, 'time is up'));
    const { allowed } = await robots.rulesFor(url);
    return allowed || options.submitted.has(url)
      ? visitAnew(url, allowed)
      : refuse(url, makeFault('robots-forbidden', url));
  };

  const see = (url: string): Promise<Seen> => {
    let seen = memo.get(url);
    if (!seen) {
      seen = visitOnce(url);
      seen.catch(() => {});
      memo.set(url, seen);
    }
    return seen;
  };

  return {
    see,
    async read({ evidence }) {
      const name = await evidence;
      return name === null ? null : store.kept(name);
    },
    async retry() {
      const all = await Promise.all([...memo].map(async ([url, seen]) => ({ url, seen: await seen })));
      const failed = new Map(all.filter(({ seen }) => isTransient(seen)).map(({ url, seen }) => [url, seen.visit]));
      for (const url of failed.keys()) memo.delete(url);
      let changed = 0;
      // One at a time: what was too much for a host before may be the reason why it failed.
      await Promise.all(
        byHost([...failed.keys()]).map(async (urls) => {
          for (const url of urls) {
            const { visit } = await see(url);
            if (!isSameFault(visit, failed.get(url))) changed++;
          }
        }),
      );
      return changed;
    },
    finished: () => [...done.values()],
  };
}
