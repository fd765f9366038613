const parseUrl = (raw: string, base?: string): URL | null => {
  try {
    return new URL(raw, base);
  } catch {
    return null;
  }
};

const percentCode = /%([0-9a-f]{2})/gi;
const unreserved = /[A-Za-z0-9\-._~]/;

const onePercentSpelling = (text: string): string =>
  text.replace(percentCode, (code, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(letter) ? letter : code.toUpperCase();
  });

/**
 * The one spelling of an address: host in lower case, no default port, no fragment, no user name, Thai letters and
 * spaces as upper-case percent codes. Null for everything that is not http or https. Idempotent.
 */
export function normaliseUrl(raw: string, base?: string): string | null {
  const url = parseUrl(raw.trim(), base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  const host = url.host.replace(/\.(?=:|$)/, '');
  if (host === '' || host.startsWith(':')) return null;
  return `${url.protocol}//${host}${onePercentSpelling(url.pathname)}${onePercentSpelling(url.search)}`;
}

/** Host names compare in the form that DNS sees, without `www.`. */
const bareHost = (host: string): string =>
  (parseUrl(`http://${host}`)?.hostname ?? host.toLowerCase()).replace(/^www\./, '');

/** Whether a host belongs to the agency: one of its hosts or below one of them. */
export function sameSite(host: string, ownHosts: readonly string[]): boolean {
  const bare = bareHost(host);
  return ownHosts.map(bareHost).some((own) => bare === own || bare.endsWith(`.${own}`));
}

export const hostOf = (url: string): string => parseUrl(url)?.hostname ?? '';

const documentName = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|rtf|zip|rar|7z)$/i;
const fileHosts = new Set(['drive.google.com', 'docs.google.com']);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Whether an address looks like that of a document, by its path, a parameter or its host. */
export function looksLikeDocument(url: string): boolean {
  const parsed = parseUrl(url);
  if (!parsed) return false;
  return (
    documentName.test(decoded(parsed.pathname)) ||
    (fileHosts.has(parsed.hostname) && /\/d\/|[?&]id=/.test(parsed.pathname + parsed.search)) ||
    [...parsed.searchParams.values()].some((value) => documentName.test(value))
  );
}

/** The last part of the path, decoded; empty where the address ends with a slash. */
export function fileNameOf(url: string): string {
  const parsed = parseUrl(url);
  return parsed ? decoded(parsed.pathname.slice(parsed.pathname.lastIndexOf('/') + 1)) : '';
}

const exportFormats: Record<string, string> = { document: 'docx', spreadsheets: 'xlsx', presentation: 'pdf' };

/** Where the bytes of a document lie that its host shows in a viewer; other addresses come back as they are. */
export function downloadAddress(url: string): string {
  const parsed = parseUrl(url);
  if (!parsed || !fileHosts.has(parsed.hostname)) return url;
  const drive = /^\/file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(parsed.pathname)?.[1];
  const opened = parsed.pathname === '/open' ? parsed.searchParams.get('id') : null;
  const id = drive ?? (opened && /^[\w-]+$/.test(opened) ? opened : null);
  if (id) return `https://drive.google.com/uc?export=download&id=${id}`;
  const office = /^\/(document|spreadsheets|presentation)\/(?:u\/\d+\/)?d\/(?!e\/)([\w-]+)/.exec(parsed.pathname);
  const format = exportFormats[office?.[1] ?? ''];
  return format ? `https://docs.google.com/${office?.[1]}/d/${office?.[2]}/export?format=${format}` : url;
}
