import { decoded, documentName, isSharedFile, isSharedFolderAt, stepBehind } from '../readers/share-links.ts';

export { hostOf, sameSite } from '../model/site.ts';

const parseUrl = (raw: string, base?: string): URL | null => {
  try {
    return new URL(raw, base);
  } catch {
    return null;
  }
};

/** A stray percent sign before a code must not make a new code out of it. */
const percentCode = /(?<!%[0-9a-f]?)%([0-9a-f]{2})/gi;
const unreserved = /[A-Za-z0-9\-._~]/;
/** Letters that no address may hold as they are; browsers send some of them all the same. */
const neverPlain = /["<>\\^`{|}]/g;

const codeOf = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

const onePercentSpelling = (text: string): string =>
  text
    .replace(percentCode, (code, hex: string) => {
      const letter = String.fromCharCode(Number.parseInt(hex, 16));
      return unreserved.test(letter) ? letter : code;
    })
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
    .replace(neverPlain, codeOf);

/**
 * The one spelling of an address: host in lower case, no default port, no fragment, no user name, Thai letters and
 * spaces as upper-case percent codes. Null for everything that is not http or https. Idempotent. Letters are never
 * composed: to a server two spellings of the same word are two files.
 */
export function normaliseUrl(raw: string, base?: string): string | null {
  const url = parseUrl(raw.trim(), base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  const host = url.host.replace(/\.+(?=:|$)/, '');
  if (host === '' || host.startsWith(':')) return null;
  return `${url.protocol}//${host}${onePercentSpelling(url.pathname)}${onePercentSpelling(url.search)}`;
}

/** Whether an address looks like that of a document, by its path, a parameter or its host. */
export function looksLikeDocument(url: string): boolean {
  const parsed = parseUrl(url);
  if (!parsed) return false;
  return (
    documentName.test(decoded(parsed.pathname)) ||
    isSharedFile(parsed) ||
    [...parsed.searchParams.values()].some((value) => documentName.test(value))
  );
}

/** Whether an address leads to a shared folder: a page that lists documents, on a host that is not the agency's. */
export function isSharedFolder(url: string): boolean {
  const parsed = parseUrl(url);
  return parsed !== null && isSharedFolderAt(parsed);
}

/** The last part of the path, decoded; empty where the address ends with a slash. */
export function fileNameOf(url: string): string {
  const parsed = parseUrl(url);
  return parsed ? decoded(parsed.pathname.slice(parsed.pathname.lastIndexOf('/') + 1)) : '';
}

/** A viewer may show what another viewer shows. */
const viewersInViewers = 3;

/**
 * Where the bytes of a document lie that its host or a viewer shows; other addresses come back as they are. A viewer
 * that shows nothing with an http address stays a page.
 */
export function downloadAddress(url: string): string {
  let address = url;
  for (let depth = 0; depth < viewersInViewers; depth++) {
    const parsed = parseUrl(address);
    const behind = parsed && stepBehind(parsed);
    const next = behind && normaliseUrl(behind.href);
    if (!next || next === address) break;
    address = next;
  }
  return address;
}
