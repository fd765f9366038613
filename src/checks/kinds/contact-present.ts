import type { SpecOf } from '../../model/check-spec.ts';
import type { Block, EvidenceRef } from '../../model/evidence.ts';
import { findEmails, findPhones } from '../../thai/contacts.ts';
import { clean, skeleton } from '../../thai/fold.ts';
import type { Phrases } from '../../thai/phrases.ts';
import { type Check, type CheckContext, cantTell, doubtfulIn, failed, passed } from '../context.ts';
import { findAll, type Matter, refTo, type Unit } from '../matter.ts';
import { inPictures } from '../pictures.ts';

type Contact = SpecOf<'contact-present'>['contact'];
/** Places that certainly show the contact, and places that may. */
type Found = { sure: EvidenceRef[]; doubtful: EvidenceRef[] };

const scheme: Record<Contact, RegExp | null> = { address: null, phone: /^tel:/iu, email: /^mailto:/iu };
const finders = { phone: findPhones, email: findEmails };

const near = 200;
const fewestParts = 3;
/** In the abbreviation of a month or a weekday, one letter and a dot follow; in that of a district, its name. */
const nameFollows = /^[\u0e01-\u0e2e\u0e40-\u0e44][^.]/u;
const postcode = /(?<!\d)[1-9]\d{4}(?!\d)/u;

type Part = { phrase: number; start: number; end: number };

/**
 * Where a text holds a postal address: several of its parts close together, with a postcode or one part more, so that
 * the mere mention of a district is none.
 */
const addressAt = (text: string, hits: readonly Part[], parts: Phrases): { part: Part; sure: boolean } | null => {
  // "Subdistrict/district" names the parts that should be written, and no place.
  const isChoice = ({ start, end }: Part): boolean =>
    hits.some(
      (other) => (other.start === end + 1 && text[end] === '/') || (other.end === start - 1 && text[start - 1] === '/'),
    );
  const real = hits.filter(
    (hit) =>
      !isChoice(hit) && (!parts.list[hit.phrase]?.endsWith('.') || nameFollows.test(text.slice(hit.end, hit.end + 2))),
  );
  let doubtful: Part | null = null;
  for (const [index, part] of real.entries()) {
    const close = real.slice(index, index + 2 * fewestParts + 2).filter(({ start }) => start - part.start < near);
    const different = new Set(close.map(({ phrase }) => phrase)).size;
    if (different < fewestParts) continue;
    if (different > fewestParts || postcode.test(text.slice(part.start, part.start + near)))
      return { part, sure: true };
    doubtful ??= part;
  }
  return doubtful && { part: doubtful, sure: false };
};

const addressIn = (matter: Matter, { words }: CheckContext): Found => {
  const hits = findAll(matter, words.addressParts);
  const found = addressAt(matter.text, hits, words.addressParts);
  const hit = found && hits.find(({ start }) => start === found.part.start);
  const refs = hit ? [refTo(matter, hit.unit, hit)] : [];
  return found?.sure ? { sure: refs, doubtful: [] } : { sure: [], doubtful: refs };
};

const textOf = (block: Block): string =>
  block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text).join(' ')).join('\n') : block.text;

/** The header, the footer and the sidebar of the page: what stands there is seen, but is not what was submitted. */
const inTemplate = (contact: Contact, { source }: Matter, { words }: CheckContext): EvidenceRef[] => {
  const blocks = source.blocks.filter(({ region }) => region === 'template');
  const ref = (at: EvidenceRef['at'], quote: string): EvidenceRef => ({
    artifactId: source.artifactId,
    url: source.url,
    at,
    quote: clean(quote).slice(0, near),
  });
  if (contact === 'address') {
    const texts = blocks.map((block) => skeleton(textOf(block)).replaceAll('\n', ' '));
    const text = texts.join('\n');
    const found = addressAt(text, words.addressParts.all(text), words.addressParts);
    if (!found) return [];
    const at = text.slice(0, found.part.start).split('\n').length - 1;
    const block = blocks[at];
    return block ? [ref(block.at, blocks.slice(at).map(textOf).join(' '))] : [];
  }
  const links = source.links.filter(({ region, url }) => region === 'template' && scheme[contact]?.test(url));
  return [
    ...blocks
      .filter((block) => finders[contact](textOf(block)).length > 0)
      .map((block) => ref(block.at, textOf(block))),
    ...links.map((link) => ref(link.at, link.text || link.url)),
  ];
};

const inContent = (contact: Contact, matter: Matter, context: CheckContext): Found => {
  if (contact === 'address') return addressIn(matter, context);
  const { source, units } = matter;
  // Quoted criteria hold no number or address: where a list below them does, it is the content.
  const quotes = (unit: Unit): boolean => context.words.notEvidence.first(skeleton(unit.text)) !== null;
  const texts = units.filter((unit) => finders[contact](unit.text).length > 0 && !quotes(unit));
  const links = source.links.filter(({ region, url }) => region === 'main' && scheme[contact]?.test(url));
  return {
    sure: [
      ...texts.map((unit) => refTo(matter, unit)),
      ...links.map((link) => ({
        artifactId: source.artifactId,
        url: source.url,
        at: link.at,
        quote: link.text || link.url,
      })),
    ],
    doubtful: [],
  };
};

/** The agency's own address, telephone or e-mail stands in the content of the page. */
export const contactPresent: Check<'contact-present'> = ({ contact }, context) => {
  const found = context.matters.map((matter) => inContent(contact, matter, context));
  const sure = found.flatMap((one) => one.sure);
  if (sure.length > 0) return passed(sure);
  const doubtful = [
    ...found.flatMap((one) => one.doubtful),
    ...context.matters.flatMap((matter) => inTemplate(contact, matter, context)),
  ];
  if (doubtful.length > 0) return cantTell({ code: 'ask-person' }, doubtful);
  return doubtfulIn(inPictures(context.matters)) ?? failed({ code: 'contact-missing', contact });
};
