import type { Gap, Reading } from '../model/evidence.ts';
import { canonical, documentBehind, nowhere } from './address.ts';
import { type Facts, nameOf, type Scope } from './reading.ts';

const extensionOf = ({ fileName, url }: Facts): string =>
  /\.([a-z0-9]{1,8})(?:[?#].*)?$/iu.exec(fileName || url)?.[1]?.toLowerCase() ?? '';

/** Media type and charset, which are all that a reader heeds of a content type. */
const plainType = (contentType = ''): string => {
  const [media = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  return [media.trim(), charset].filter(Boolean).join('; ');
};

/** What was told about some bytes, as far as it can say what they are; it stands at no address. */
export const hintsOf = (facts: Facts): Facts => ({
  url: nowhere,
  contentType: plainType(facts.contentType),
  fileName: extensionOf(facts) === '' ? '' : `.${extensionOf(facts)}`,
});

/** Facts for reading a document for every address: only the charset can still matter, and no name or address does. */
export const withoutPlace = (facts: Facts): Facts => ({ url: nowhere, contentType: plainType(facts.contentType) });

/**
 * What a reading of each scope depends on besides the bytes, as a key for keeping it. In the order in which a kept
 * reading is to be looked for: before the bytes were read, nobody knows its scope.
 */
export const keysOf = (facts: Facts): Record<Scope, string> => {
  const { contentType, fileName } = hintsOf(facts);
  return {
    bytes: '',
    hints: JSON.stringify([contentType, fileName]),
    address: JSON.stringify([facts.url, facts.contentType ?? '', facts.fileName ?? '']),
  };
};

const stoodNowhere = (address: string): boolean => address.startsWith(nowhere);
const reference = (address: string): string => address.slice(nowhere.length);

/**
 * Gives an address to the reading of a document that was read for none: its references are followed from there, and
 * its gaps are named after it. What has an address already stays as it is, so that twice is the same as once.
 */
export const rebase = (reading: Reading, facts: Facts): Reading => {
  const resolved = (address: string): string | undefined =>
    stoodNowhere(address) ? canonical(reference(address), facts.url) : address;
  const followed = (address: string): string | undefined => {
    const found = resolved(address);
    return found !== undefined && stoodNowhere(address) ? documentBehind(found) : found;
  };
  const placed = (gap: Gap): Gap => ({
    ...gap,
    url: stoodNowhere(gap.url) ? facts.url + reference(gap.url) : gap.url,
    label: gap.label === nowhere ? nameOf(facts) : gap.label,
  });
  return {
    ...reading,
    links: reading.links.flatMap((link) => {
      const url = followed(link.url);
      return url === undefined ? [] : [{ ...link, url }];
    }),
    images: reading.images.flatMap((image) => {
      const src = resolved(image.src);
      return src === undefined ? [] : [{ ...image, src }];
    }),
    forms: reading.forms.map((form) => ({ ...form, action: resolved(form.action) ?? facts.url })),
    gaps: reading.gaps.map(placed),
  };
};
