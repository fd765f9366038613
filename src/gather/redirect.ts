const longestWait = 5;
const lookedAt = 65_536;

/**
 * A header value as its author wrote it. Servers send raw Thai: the bytes arrive as Latin-1 and are UTF-8, or
 * windows-874 where they are not valid UTF-8.
 */
export function decodeHeader(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  const bytes = Buffer.from(value, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** A Location as a browser takes it: raw bytes are percent-coded as they came, whatever their encoding. */
export const locationOf = (value: string): string =>
  /[^\0-\xff]/.test(value)
    ? value
    : value.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);

/** Cuts out everything from `open` to `close`; both are lower case. One pass, also over hostile text. */
function without(html: string, open: string, close: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let at = 0;
  for (;;) {
    const start = lower.indexOf(open, at);
    if (start < 0) return kept + html.slice(at);
    kept += html.slice(at, start);
    const end = lower.indexOf(close, start);
    if (end < 0) return kept;
    at = end + close.length;
  }
}

/** What stands between `open` and `close`, joined. */
function within(html: string, open: string, close: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = lower.indexOf(open, at);
    const end = start < 0 ? -1 : lower.indexOf(close, start);
    if (end < 0) return parts.join('\n');
    parts.push(html.slice(lower.indexOf('>', start) + 1, end));
    at = end + close.length;
  }
}

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&#039;': "'" };
const decodeEntities = (text: string): string =>
  text.replace(/&(?:amp|quot|#0?39);/g, (entity) => entities[entity] ?? entity);

/** A no-break space is none here: before it is decoded, it is a piece of a Thai letter. */
const trimmed = (text: string): string => text.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, '');

/** The target of a refresh within five seconds: "0; url=/index.php". */
export function refreshTarget(content: string): string | null {
  const match = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*url\s*=\s*(.+)$/is.exec(content);
  const target = trimmed(match?.[2] ?? '').replace(/^["']|["']$/g, '');
  return match && target && Number(match[1]) <= longestWait ? target : null;
}

function metaRefresh(html: string): string | null {
  for (const [tag] of html.matchAll(/<meta\b[^>]{0,2000}>/gi)) {
    if (!/http-equiv\s*=\s*["']?\s*refresh/i.test(tag)) continue;
    const content = /content\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    const target = refreshTarget(content?.[1] ?? content?.[2] ?? '');
    if (target) return decodeEntities(target);
  }
  return null;
}

const locationChange =
  /\b(?:(?:window|document|self|top|parent)\s*\.\s*)?location(?:\s*\.\s*href)?\s*(?:=\s*|\.\s*(?:replace|assign)\s*\(\s*)(["'])([^"'\r\n<>]{1,2000})\1/;
const conditional = /\bif\s*\(|\?[^"'=]*:|\bswitch\b|\bconfirm\s*\(/;

/** Only a page that shows nothing and whose script does nothing else is a redirect. */
function scriptRedirect(html: string): string | null {
  if (html.length > 8192 || /<(?:i?frame|form|img|object|embed)\b/i.test(html)) return null;
  const script = within(html, '<script', '</script>');
  if (script.length > 800 || conditional.test(script)) return null;
  const body = without(without(without(html, '<script', '</script>'), '<style', '</style>'), '<title', '</title>');
  if (body.replace(/<[^>]*>/g, '').trim().length > 200) return null;
  return locationChange.exec(script)?.[2] ?? null;
}

/**
 * Where an HTML body sends its visitor by itself: a meta refresh within five seconds or a bare JavaScript location
 * change. Null when the page stays. The target is as written, perhaps relative.
 */
export function redirectInBody(body: Uint8Array): string | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, lookedAt));
  const html = without(without(bytes.toString('latin1'), '<!--', '-->'), '<noscript', '</noscript>');
  const target = metaRefresh(html) ?? (body.byteLength <= lookedAt ? scriptRedirect(html) : null);
  return target === null ? null : decodeHeader(target);
}
