import type { Reading } from '../model/evidence.ts';
import type { Visit } from '../model/gathered.ts';
import { type Facts, isPage } from '../readers/index.ts';
import type { Renderer } from './browser.ts';
import { classify } from './classify.ts';
import { escalate } from './escalate.ts';
import type { Readings } from './readings.ts';
import type { ArtifactStore, GatherPlan } from './types.ts';
import { downloadAddress, looksLikeDocument, normaliseUrl } from './url.ts';

/** A body with what was told about it, just sent or kept from before. */
export type Sent = {
  body: Uint8Array;
  contentType: string;
  fileName: string;
  /** The artifact that holds the body; empty for an answer that is no good one, whose body is not kept. */
  artifactId: string;
  /** The address that sent it. */
  sentBy: string;
  /** Whether a header says that it is a challenge. */
  mitigated: boolean;
};

/** The visit with what is known of it now, what its reader was told, and the name of the reading once it is made. */
export type Looked = { visit: Visit; contentType: string; fileName: string; evidence: Promise<string | null> };

export type Look = (visit: Visit, sent: Sent) => Promise<Looked>;

export type LookOptions = {
  store: Pick<ArtifactStore, 'save' | 'load' | 'keep'>;
  readings: Readings;
  renderer: Pick<Renderer, 'render'> | null;
  texts: Pick<GatherPlan, 'notFoundTexts' | 'maintenanceTexts' | 'loginTexts'>;
  /** Runs work that nobody waits for now, a few at a time. */
  later<T>(work: () => Promise<T>): Promise<T>;
};

const markupLooked = 200_000;
const renderedType = 'text/html; charset=utf-8';
export const noEvidence: Promise<null> = Promise.resolve(null);

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
export const unrendered = (reading: Reading, { escalation, method, finalUrl }: Visit): Reading =>
  escalation === null || method === 'browser' || reading.gaps.some(({ code }) => code === 'not-rendered')
    ? reading
    : {
        ...reading,
        gaps: [...reading.gaps, { code: 'not-rendered', url: finalUrl, label: reading.title || finalUrl }],
      };

/** A page that goes on beyond what was brought out of it by scrolling and clicking. */
const withoutEnd = (reading: Reading, url: string): Reading => ({
  ...reading,
  gaps: [...reading.gaps, { code: 'over-budget', url, label: reading.title, detail: 'page goes on' }],
});

/** Whether a body may be a page, whose links lead on; everything else is read while the visits go on. */
export const mayBePage = (body: Uint8Array, mediaType: string): boolean =>
  /html|^$/i.test(mediaType) ||
  Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 512))
    .toString('latin1')
    .replace(/^[\xef\xbb\xbf\s]+/, '')
    .startsWith('<');

/** Makes out what bodies show: faults that they speak of, pages that need a browser, readings of all the others. */
export function createLook({ store, readings, renderer, texts, later }: LookOptions): Look {
  const readLive = async (body: Uint8Array, facts: Facts, isWhole: boolean): Promise<string> => {
    const reading = await readings.of(body, facts, { soon: true });
    return store.keep(isWhole ? reading : withoutEnd(reading, facts.url));
  };

  const lookAtFile = (visit: Visit, { artifactId, contentType, fileName }: Sent): Looked => {
    const facts = { url: visit.finalUrl, contentType, fileName };
    // The bytes are let go meanwhile: many large files may wait for their reader.
    const evidence = later(async () => store.keep(await readings.of(await store.load(artifactId), facts)));
    return { visit: { ...visit, artifactId }, contentType, fileName, evidence };
  };

  /** What a page shows once its scripts have run; null when there is no browser or it fails. */
  const rendered = async (visit: Visit, escalation: string, fileName: string): Promise<Looked | null> => {
    // A shared folder is shown by its public list, whose address nobody has submitted.
    const page = await renderer?.render(downloadAddress(visit.finalUrl));
    if (!page) return null;
    const finalUrl =
      downloadAddress(visit.finalUrl) === visit.finalUrl
        ? (normaliseUrl(page.finalUrl) ?? visit.finalUrl)
        : visit.finalUrl;
    const artifactId = await store.save(page.html);
    const shown: Visit = {
      ...visit,
      finalUrl,
      bytes: page.html.byteLength,
      artifactId,
      method: 'browser',
      escalation,
    };
    const evidence = readLive(page.html, { url: finalUrl, contentType: renderedType, fileName }, page.isWhole);
    return { visit: shown, contentType: renderedType, fileName, evidence };
  };

  const faultOf = (visit: Visit, sent: Sent, reading: Reading | null, markup: string) =>
    classify(visit.url, {
      status: visit.status ?? 0,
      finalUrl: sent.sentBy,
      markup,
      mitigated: sent.mitigated,
      title: reading?.title ?? '',
      heading: reading ? firstHeading(reading) : '',
      letters: reading ? mainLetters(reading) : 0,
      shows: reading !== null && showsMore(reading),
      notFoundTexts: texts.notFoundTexts ?? [],
      maintenanceTexts: texts.maintenanceTexts ?? [],
      loginTexts: texts.loginTexts ?? [],
    });

  const lookAtPage = async (visit: Visit, sent: Sent): Promise<Looked> => {
    const { body, artifactId, contentType, fileName } = sent;
    const { mediaType, finalUrl, status } = visit;
    const isGood = status !== null && status >= 200 && status < 300;
    const reading = isGood ? await readings.of(body, { url: finalUrl, contentType, fileName }, { soon: true }) : null;
    const isMarkup = reading ? isPage(reading) : /html|^$/i.test(mediaType);
    const markup = isMarkup ? Buffer.from(body.subarray(0, markupLooked)).toString('latin1') : '';
    const fault = faultOf(visit, sent, reading, markup);
    if (fault || !reading)
      return { visit: { ...visit, artifactId: null, fault }, contentType, fileName, evidence: noEvidence };
    const escalation = escalate(reading, { mediaType, markup });
    const live = escalation === null ? null : await rendered(visit, escalation, fileName);
    if (live) return live;
    const shown: Visit = { ...visit, artifactId, escalation };
    return { visit: shown, contentType, fileName, evidence: store.keep(unrendered(reading, shown)) };
  };

  return async (visit, sent) => {
    const isFile = visit.status !== null && visit.status < 300 && !mayBePage(sent.body, visit.mediaType);
    return isFile ? lookAtFile(visit, sent) : lookAtPage(visit, sent);
  };
}
