import { drawnBy } from './share-links.ts';

/** Addresses that lead nowhere outside the page. */
const deadScheme = /^(?:javascript|vbscript|data|blob|about):/iu;

const asUrl = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};

/**
 * The address of a document that is read for any address at all: the same bytes lie in many places. References that
 * need a base stay as they are written, behind this mark, until `rebase` gives the document an address.
 */
export const nowhere = 'artifact:';

/** "http:x" and "http:/x" are references too where the base has the same scheme. */
const halfAbsolute = /^(?:https?|file|ftp|wss?):(?![\\/]{2})/iu;
const isAbsolute = (text: string): boolean => asUrl(text) !== undefined && !halfAbsolute.test(text);

const unreserved = /^[\w.~-]$/u;

/** One spelling for percent codes: UTF-8 codes as the letters they mean, all others in upper case. */
const decodeCodes = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/giu, (codes) => {
    try {
      return [...decodeURIComponent(codes)]
        .map((char) =>
          char.charCodeAt(0) > 0x7f || unreserved.test(char)
            ? char
            : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .join('');
    } catch {
      return codes.toUpperCase();
    }
  });

/** Browsers send the letters of a query in the encoding of the page. Offsets of windows-874 (Encoding Standard). */
const encodeThaiQuery = (query: string): string =>
  query.replace(/[\u0e01-\u0e5b]/gu, (char) => `%${(char.charCodeAt(0) - 0xd60).toString(16).toUpperCase()}`);

/**
 * The one spelling of an address: absolute, without fragment, Thai and percent codes encoded alike. `tel:` and
 * `mailto:` stay as they are. Nothing where the address is empty, only a fragment, or script.
 */
export const canonical = (href: string, base: string, encoding = 'utf-8'): string | undefined => {
  const text = href.trim();
  if (text === '' || text.startsWith('#') || deadScheme.test(text)) return undefined;
  if (/^(?:tel|mailto):/iu.test(text)) return text.replace(/^\w+/u, (scheme) => scheme.toLowerCase());
  if (base === nowhere && !isAbsolute(text)) return nowhere + text;
  const url = asUrl(text, base);
  if (!url || deadScheme.test(url.protocol)) return undefined;
  if (url.protocol !== 'http:' && url.protocol !== 'https:' && url.protocol !== 'file:') return url.href;
  url.hash = '';
  url.pathname = decodeCodes(url.pathname);
  const rawQuery = /\?([^#]*)/u.exec(text)?.[1] ?? '';
  if (encoding === 'windows-874' && /[\u0e01-\u0e5b]/u.test(rawQuery)) url.search = encodeThaiQuery(rawQuery);
  else url.search = decodeCodes(url.search);
  return url.href;
};

const viewersInViewers = 3;

/**
 * The document that a viewer shows: `?pdf=`, `?file=`, `?url=` … of flipbooks, PDF.js and Google's viewer.
 * The address itself where it is no viewer.
 */
export const documentBehind = (href: string): string => {
  let address = href;
  for (let depth = 0; depth < viewersInViewers; depth++) {
    const url = asUrl(address);
    const drawn = url?.protocol.startsWith('http') ? drawnBy(url) : null;
    const next = drawn?.protocol.startsWith('http') ? canonical(drawn.href, address) : undefined;
    if (!next || next === address) break;
    address = next;
  }
  return address;
};

/** Where a click handler leads: `window.open('…')`, `location.href = '…'`, `location.assign('…')`. */
export const scriptedAddress = (script: string): string | undefined =>
  /(?:window\.open|location(?:\.href)?\.?(?:assign|replace)?)\s*[=(]\s*(["'])(.*?)\1/u.exec(script)?.[2];
