import type { EvidenceRef } from '../model/evidence.ts';
import type { Gathered } from '../model/gathered.ts';
import type { ElementResult, ItemResult } from '../model/run.ts';
import { isPage, textOf } from './template.ts';

/** Tells what an artifact is by what a person sees of it. */
export type IdentityOf = (artifactId: string) => string;

/**
 * A file is its bytes. A web page is sent anew with every visit, so it is its own text without menus; and without
 * numbers, since pages count their visitors. A number that a verdict rests on stands in its quote.
 */
export const identityIn =
  ({ readings }: Pick<Gathered, 'readings'>): IdentityOf =>
  (artifactId) => {
    const reading = readings.get(artifactId);
    if (!reading || !isPage(reading)) return artifactId;
    const own = reading.blocks.filter(({ region }) => region === 'main').map(textOf);
    return own.join('\n').replaceAll(/[\p{Nd}.,]+/gu, '#');
  };

const refsOf = (element: ElementResult): readonly EvidenceRef[] => ('evidence' in element ? element.evidence : []);

/**
 * Everything that a doubt rests on: the pages and files that it quotes or could not read, and the quotes; where it names
 * none, all that was looked at for its item. Other pages change nothing in it, nor does reading further in the same file.
 * @returns texts in order, without repetition; null where there is no doubt for a person to settle
 */
export const restsOn = (
  element: ElementResult,
  item: Pick<ItemResult, 'looked' | 'submitted'>,
  { visits }: Pick<Gathered, 'visits'>,
  identityOf: IdentityOf,
): string[] | null => {
  if (element.outcome !== 'cantTell') return null;
  const gaps = element.reason.code === 'look-incomplete' ? element.reason.gaps : [];
  const artifactAt = (url: string): string | null =>
    visits.find((visit) => visit.url === url || visit.finalUrl === url)?.artifactId ?? null;
  const unread = gaps.map(({ url }) => ({ url, id: artifactAt(url) }));
  const named = [...refsOf(element).map(({ artifactId }) => artifactId), ...unread.flatMap(({ id }) => id ?? [])];
  const ids = named.length > 0 ? named : item.looked.map(({ artifactId }) => artifactId);
  const quotes = refsOf(element).flatMap(({ at, quote }) => (at.in === 'selector' ? [`quote ${quote}`] : []));
  const unseen = unread.flatMap(({ url, id }) => (id === null ? [`address ${url}`] : []));
  const parts = [...ids.map((id) => `content ${identityOf(id)}`), ...quotes, ...unseen];
  const all = parts.length > 0 ? parts : item.submitted.map((url) => `address ${url}`);
  return [...new Set(all)].sort();
};
