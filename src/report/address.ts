import type { EvidenceRef } from '../model/evidence.ts';
import { clean, oneLine } from './clean.ts';

/** Longer quotes are seldom written the same in the page's own text, and the browser would look in vain. */
const LONGEST_FRAGMENT = 120;

const parse = (address: string): URL | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
};

/** The address as a link target; null unless it is http or https: everything else is shown as text. */
export const linkTo = (address: string): string | null => parse(address)?.href ?? null;

const withFragment = (url: URL, fragment: string): string => {
  url.hash = '';
  return `${url.href}#${fragment}`;
};

// A hyphen has a meaning in text fragments and must be encoded too.
const textFragment = (quote: string) => `:~:text=${encodeURIComponent(quote).replaceAll('-', '%2D')}`;

/** As `linkTo`, opened at the page of a document or at the quoted words of a web page. */
export const linkToQuote = ({ url: address, at, quote }: EvidenceRef): string | null => {
  const url = parse(address);
  if (url === null) return null;
  if (at.in === 'page') return withFragment(url, `page=${at.page}`);
  const words = oneLine(clean(quote));
  if (at.in === 'selector' && words !== '' && words.length <= LONGEST_FRAGMENT)
    return withFragment(url, textFragment(words));
  return url.href;
};

/** The address as people read it: Thai letters instead of percent signs. Never a link target. */
export const readable = (address: string): string => {
  try {
    return clean(decodeURI(address));
  } catch {
    return address;
  }
};
