import type { Reading } from '../model/evidence.ts';
import { type Fault, makeFault } from '../model/fault.ts';
import type { Visit } from '../model/gathered.ts';
import { type Facts, isPage } from '../readers/index.ts';
import type { Renderer } from './browser.ts';
import { classify } from './classify.ts';
import { escalate } from './escalate.ts';
import { type Arrival, FetchError, type Fetcher, headerOf } from './fetch.ts';
import type { Readings } from './readings.ts';
import type { ArtifactStore, Finished, GatherEvent } from './types.ts';
import { downloadAddress, fileNameOf, looksLikeDocument, normaliseUrl } from './url.ts';

/** A visit with what it showed; nothing where a fault stands. */
export type Seen = { visit: Visit; reading: Reading | null };

export type Visitor = {
  /** Visits an address once, however often it is asked for. */
  see(url: string): Promise<Seen>;
  /** Asks again every address that failed for the moment; returns how many there were. */
  retry(): Promise<number>;
};

type Outcome = Seen & Finished;

const markupLooked = 200_000;

const isTransient = ({ visit }: { visit: Visit }): boolean => visit.fault?.nature === 'transient';

const mainLetters = (reading: Reading): number =>
  reading.blocks
    .filter(({ region }) => region === 'main')
    .reduce(
      (sum, block) =>
        sum +
        (block.kind === 'table' ? block.rows.flat().reduce((n, { text }) => n + text.length, 0) : block.text.length),
      0,
    );

/** Many pages hold their matter in a picture, a frame or a file, beside a login box for the webmaster. */
const showsMore = ({ blocks, images, links }: Reading): boolean =>
  [...blocks.filter(({ kind }) => kind === 'table'), ...images].some(({ region }) => region === 'main') ||
  links.some(({ region, embedded, url }) => region === 'main' && (embedded || looksLikeDocument(url)));

const firstHeading = (reading: Reading): string => {
  for (const block of reading.blocks) if (block.kind === 'heading' && block.level === 1) return block.text;
  return '';
};

/** A page that needed a browser and got none has not been looked at, whatever its reader says. */
const unrendered = (reading: Reading, { escalation, method, finalUrl }: Visit): Reading =>
  escalation === null || method === 'browser' || reading.gaps.some(({ code }) => code === 'not-rendered')
    ? reading
    : {
        ...reading,
        gaps: [...reading.gaps, { code: 'not-rendered', url: finalUrl, label: reading.title || finalUrl }],
      };

const renderedType = 'text/html; charset=utf-8';

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

export function createVisitor(options: {
  store: ArtifactStore;
  readings: Readings;
  fetcher: Fetcher;
  renderer: Renderer | null;
  notFoundTexts: readonly string[];
  now(): Date;
  onEvent(event: GatherEvent): void;
  /** Whether there is still time for another visit. */
  inTime(): boolean;
}): Visitor {
  const { store, readings, fetcher, renderer, onEvent } = options;
  const memo = new Map<string, Promise<Seen>>();

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
  const faulty = (url: string, fault: Fault, more: Partial<Visit> = {}): Outcome => ({
    visit: { ...blank(url), ...more, fault },
    reading: null,
    contentType: '',
    fileName: '',
  });

  /** What a page shows once its scripts have run; null when there is no browser or it fails. */
  const rendered = async (url: string): Promise<{ bytes: Uint8Array; finalUrl: string } | null> => {
    const page = await renderer?.render(url);
    return page ? { bytes: page.html, finalUrl: normaliseUrl(page.finalUrl) ?? url } : null;
  };

  const arrived = async (url: string, arrival: Arrival): Promise<Outcome> => {
    const { status, headers, redirects } = arrival;
    // A viewer's address stands for its file: people must find what they submitted.
    const finalUrl = downloadAddress(url) === url ? arrival.finalUrl : url;
    const contentType = headerOf(headers, 'content-type');
    const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
    const facts = {
      url: finalUrl,
      contentType,
      fileName: fileNameFrom(headerOf(headers, 'content-disposition')) || fileNameOf(finalUrl),
    };
    const base: Visit = { ...blank(url), finalUrl, redirects, status, mediaType };
    const good = status >= 200 && status < 300;
    const reading = good ? await readings.of(arrival.body, facts) : null;
    const page = reading ? isPage(reading) : /html|^$/i.test(mediaType);
    const markup = page ? Buffer.from(arrival.body.subarray(0, markupLooked)).toString('latin1') : '';
    const fault = classify(url, {
      status,
      finalUrl: arrival.finalUrl,
      markup,
      mitigated: headerOf(headers, 'cf-mitigated') === 'challenge',
      title: reading?.title ?? '',
      heading: reading ? firstHeading(reading) : '',
      letters: reading ? mainLetters(reading) : 0,
      shows: reading !== null && showsMore(reading),
      notFoundTexts: options.notFoundTexts,
    });
    const told = { contentType, fileName: facts.fileName };
    const bytes = arrival.body.byteLength;
    if (fault || !reading) return { visit: { ...base, bytes, fault }, reading: null, ...told };

    const escalation = escalate(reading, { mediaType, markup });
    const live = escalation === null ? null : await rendered(finalUrl);
    if (live) {
      const artifactId = await store.save(live.bytes);
      const shown: Facts = { url: live.finalUrl, contentType: renderedType, fileName: facts.fileName };
      const after = await readings.of(live.bytes, shown);
      const visit: Visit = {
        ...base,
        finalUrl: live.finalUrl,
        bytes: live.bytes.byteLength,
        artifactId,
        method: 'browser',
        escalation,
      };
      return { visit, reading: after, contentType: renderedType, fileName: facts.fileName };
    }
    const artifactId = await store.save(arrival.body);
    const visit: Visit = { ...base, bytes, artifactId, escalation };
    return { visit, reading: unrendered(reading, visit), ...told };
  };

  const attempt = async (url: string): Promise<Outcome> => {
    try {
      return await arrived(url, await fetcher.fetch(downloadAddress(url)));
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const fault = classify(url, { error: { code: error.code, message: error.message } });
      return fault ? faulty(url, fault, { redirects: error.redirects }) : faulty(url, makeFault('protocol-error', url));
    }
  };

  const recalled = async (url: string): Promise<Seen | null> => {
    const before = await store.recall(url);
    if (!before) return null;
    const { visit, contentType, fileName } = before;
    if (visit.artifactId === null) return { visit, reading: null };
    const bytes = await store.load(visit.artifactId);
    const reading = await readings.of(bytes, { url: visit.finalUrl, contentType, fileName });
    return { visit, reading: unrendered(reading, visit) };
  };

  const visitOnce = async (url: string): Promise<Seen> => {
    if (normaliseUrl(url) === null) return faulty(url, makeFault('unsupported-scheme', url));
    const before = await recalled(url);
    if (before) return before;
    if (!options.inTime()) return faulty(url, makeFault('not-visited', url, 'time is up'));
    onEvent({ kind: 'visit-start', url });
    let outcome = await attempt(url);
    if (isTransient(outcome)) outcome = await attempt(url);
    const { visit, reading, contentType, fileName } = outcome;
    if (!isTransient(outcome)) await store.record({ visit, contentType, fileName });
    onEvent({ kind: 'visit-end', visit });
    return { visit, reading };
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
    async retry() {
      const all = await Promise.all([...memo].map(async ([url, seen]) => ({ url, again: isTransient(await seen) })));
      const again = all.filter(({ again }) => again).map(({ url }) => url);
      for (const url of again) memo.delete(url);
      await Promise.all(again.map(see));
      return again.length;
    },
  };
}
