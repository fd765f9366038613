/** Names of files that hold documents. */
export const documentName = /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|rtf|zip|rar|7z)$/i;

/** Letters as a person reads them; what cannot be decoded stays as it is. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const absolute = (address: string | null, base?: URL): URL | null => {
  try {
    return address === null ? null : new URL(address, base);
  } catch {
    return null;
  }
};

const googleHosts = new Set(['drive.google.com', 'docs.google.com', 'drive.usercontent.google.com']);

/** Google puts the visitor's organisation and account before what a link is about. */
const googlePath = ({ pathname }: URL): string =>
  pathname.replace(/^\/a\/[^/]+(?=\/)/, '').replace(/\/u\/\d+(?=\/)/, '');

const idParameter = ({ searchParams }: URL): string | undefined => /^[\w-]+$/.exec(searchParams.get('id') ?? '')?.[0];

const fileIdOf = (url: URL, path: string): string | undefined =>
  /^\/file\/d\/([\w-]+)/.exec(path)?.[1] ??
  (/^\/(?:open|uc|download)$/.test(path)
    ? idParameter(url)
    : path === '/viewer'
      ? /^[\w-]+$/.exec(url.searchParams.get('srcid') ?? '')?.[0]
      : undefined);

const folderIdOf = (url: URL, path: string): string | undefined =>
  /^\/drive\/(?:mobile\/)?folders\/([\w-]+)/.exec(path)?.[1] ??
  (/^\/(?:embedded)?folderview$/.test(path) ? idParameter(url) : undefined);

const exportFormats: Record<string, string> = { document: 'docx', spreadsheets: 'xlsx', presentation: 'pdf' };

/** A document of Google's own editors; what its author has published or exported already stays as it is. */
const exported = (path: string): string | undefined => {
  const [, kind = '', id] =
    /^\/(document|spreadsheets|presentation)\/d\/(?!e\/)([\w-]+)(?!\/(?:export|pub|gviz|feeds)|[\w-])/.exec(path) ?? [];
  return id && `https://docs.google.com/${kind}/d/${id}/export?format=${exportFormats[kind]}`;
};

const formToFill = (path: string): string | undefined => {
  const id = /^\/forms\/d\/(?!e\/)([\w-]+)\/edit$/.exec(path)?.[1];
  return id && `https://docs.google.com/forms/d/${id}/viewform`;
};

const googleViewer = (url: URL): string | null =>
  /^\/(?:viewer|gview|viewerng\/viewer)$/.test(googlePath(url)) ? url.searchParams.get('url') : null;

const google = (url: URL): string | null => {
  const path = googlePath(url);
  const shown = googleViewer(url);
  if (shown !== null) return shown;
  const file = fileIdOf(url, path);
  const folder = folderIdOf(url, path);
  const address =
    // `confirm` answers beforehand what Google asks about files too large for its virus scan.
    (file && `https://drive.usercontent.google.com/download?id=${file}&export=download&confirm=t`) ??
    (folder && `https://drive.google.com/embeddedfolderview?id=${folder}`) ??
    exported(path) ??
    formToFill(path);
  if (!address) return null;
  const key = url.searchParams.get('resourcekey');
  return key ? `${address}${address.includes('?') ? '&' : '?'}resourcekey=${encodeURIComponent(key)}` : address;
};

const officeHost = 'view.officeapps.live.com';

const office = ({ pathname, searchParams }: URL): string | null =>
  /^\/op\/(?:view|embed)\.aspx$/i.test(pathname) ? searchParams.get('src') : null;

const withParameter = (url: URL, name: string, value: string): string => {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed.href;
};

/** Shared files, by the letter of their kind; folders and notebooks have no bytes of their own. */
const sharePointFile = /^\/:[biptuwx]:\//;
const isSharePoint = ({ hostname }: URL): boolean => hostname.endsWith('.sharepoint.com');
const isDropbox = ({ hostname }: URL): boolean => hostname === 'dropbox.com' || hostname === 'www.dropbox.com';
const dropboxFile = /^\/(?:s|sh|scl\/f[io])\//;

const sharePoint = (url: URL): string | null =>
  sharePointFile.test(url.pathname) ? withParameter(url, 'download', '1') : null;

const dropbox = (url: URL): string | null =>
  dropboxFile.test(url.pathname) && url.searchParams.get('raw') !== '1' ? withParameter(url, 'dl', '1') : null;

/** A script that sends the file itself: the address of the file it sends may exist for nobody. */
const sendsFile = /download|attach|stream|(?:^|[^a-z])(?:down|get|fetch|dl|serve)/i;
/** Programs that draw a document given by a parameter, as names of their page or folder. */
const viewerName =
  /(?:^|[^a-z])(?:(?:pdf|docs?|document|file|web|page|real3d)[-_]?)?(?:viewer|preview|embed(?:ded)?|d?flip(?:book|page|pdf)?|flip-book|flow-?paper|e-?book|pdf[-_.]?js)(?:[^a-z]|$)/i;
const pdfJs = /\/(?:pdf[-_.]?js[^/]*\/(?:[^?]*\/)?|web\/)viewer\.html?$/i;
const viewerParameter = /^(?:pdf|pdf_?url|pdf_?file|file|file_?name|url|src|source|doc|document|path|book)$/i;
const isStatic = /\.html?$/i;
/** Says itself where it lies, whoever resolves it. */
const isRooted = /^(?:https?:|\.{0,2}\/)/i;

/**
 * The document that a viewer on any site draws. `download.php?file=plan.pdf` is no viewer but the download itself, and
 * `view.php?file=plan.pdf` may be: such a script alone knows in which folder it looks. So the path must be called like
 * a viewer, and a name without a place counts only where the page is a file, which can resolve it in no other way
 * than a browser does. What is not recognised is opened as the page it is, which loses less than a wrong guess.
 */
const ownViewer = (url: URL): string | null => {
  const path = decoded(url.pathname);
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (sendsFile.test(file)) return null;
  const fixed = isStatic.test(file);
  const called = viewerName.test(path);
  if (!fixed && !called) return null;
  for (const [name, value] of url.searchParams) {
    const target = viewerParameter.test(name) && value !== '' ? absolute(value, url) : null;
    if (!target || target.pathname === url.pathname) continue;
    if (pdfJs.test(path) && name === 'file') return target.href;
    if (documentName.test(decoded(target.pathname)) && ((fixed && called) || isRooted.test(value))) return target.href;
  }
  return null;
};

/** Where a link to a shared or embedded document leads, one step on; null where it leads to itself. */
export function stepBehind(url: URL): URL | null {
  const target = googleHosts.has(url.hostname)
    ? google(url)
    : url.hostname === officeHost
      ? office(url)
      : isSharePoint(url)
        ? sharePoint(url)
        : isDropbox(url)
          ? dropbox(url)
          : ownViewer(url);
  return absolute(target, url);
}

/** The document that a page only draws, on its own site or another; null where the page is no such viewer. */
export const drawnBy = (url: URL): URL | null =>
  absolute(
    googleHosts.has(url.hostname) ? googleViewer(url) : url.hostname === officeHost ? office(url) : ownViewer(url),
    url,
  );

/** Whether a link leads to a file that its host shares. */
export const isSharedFile = (url: URL): boolean =>
  (googleHosts.has(url.hostname) &&
    folderIdOf(url, googlePath(url)) === undefined &&
    /\/d\/|[?&](?:id|srcid)=/.test(url.pathname + url.search)) ||
  (isSharePoint(url) && sharePointFile.test(url.pathname)) ||
  (isDropbox(url) && dropboxFile.test(url.pathname));

/** Whether a link leads to a list of shared files. */
export const isSharedFolderAt = (url: URL): boolean =>
  url.hostname === 'drive.google.com' && folderIdOf(url, googlePath(url)) !== undefined;
