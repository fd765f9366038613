import PostalMime from 'postal-mime';
import { readHtml } from './html/html.ts';
import { unopened } from './office/office.ts';
import { emptyReading, gapOf, type Reader } from './reading.ts';

export const mhtmlReader = 'mhtml/1';

/** Deeper or longer headers than any browser or Word writes. */
const limits = { maxNestingDepth: 20, maxHeadersSize: 200_000 };

/** A media type that the mail parser leaves undecoded: labels of Thai pages are wrong too often to be believed. */
const undecoded = 'application/x-saved-page';

/**
 * Reads a page saved as one file (MHTML) by a browser or by Word: its first page of markup, whose encoding is found
 * out as that of any page. It is a document and no page of the site, whatever it looks like.
 */
export const readMhtml: Reader = async ({ bytes, facts, options }) => {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const renamed = source.replace(/^(Content-Type:[ \t]*)text\/html\b/gimu, `$1${undecoded}`);
  const label = /^Content-Type:[ \t]*text\/html\b[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*/imu.exec(source)?.[0] ?? '';
  const location = /^(?:Snapshot-)?Content-Location:[ \t]*(https?:\/\/\S+)/imu.exec(source)?.[1];
  let page: Uint8Array | undefined;
  try {
    const { attachments } = await PostalMime.parse(Buffer.from(renamed, 'latin1'), limits);
    const content = attachments.find(({ mimeType }) => mimeType === undecoded)?.content;
    page = content instanceof ArrayBuffer ? new Uint8Array(content) : undefined;
  } catch (error) {
    return unopened(mhtmlReader, facts, error);
  }
  if (!page) return { ...emptyReading(mhtmlReader), gaps: [gapOf(facts, 'damaged', { detail: 'no page inside' })] };
  const contentType = /charset\s*=\s*"?([\w.:-]+)/iu.exec(label)?.[0] ?? '';
  const reading = await readHtml({
    bytes: page,
    facts: { ...facts, contentType, url: location ?? facts.url },
    options,
  });
  const gaps = reading.gaps.map((gap) => ({ ...gap, url: facts.url }));
  return { ...reading, reader: mhtmlReader, gaps };
};
