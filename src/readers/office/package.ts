import { decodeText } from '../charset.ts';
import { type Budget, openZip, packZip, type Zip, type ZipEntry, ZipFault } from '../zip.ts';
import { scanXml } from './xml.ts';

/** Office files that unpack to more than this are attacks or far beyond what a reader can hold. */
const largestUnpacked = 300_000_000;
const mostParts = 10_000;
/** A part that is walked as text. */
const largestText = 100_000_000;

/** The files inside an Office or OpenDocument file, which are zip containers. */
export type Package = {
  names: readonly string[];
  /** A part as text; empty where there is none. */
  text: (name: string) => string;
  /** The same document for a parser of others: counted, unpacked, without macros and without declared entities. */
  safe: () => Buffer;
};

/** Macros, fonts and previews say nothing, and files in files are not shown. */
const unread =
  /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|fonts\/|embeddings\/|activeX\/|Thumbnails\/|Basic\/|Scripts\/)/iu;
const isXml = (name: string): boolean => /\.(?:xml|rels|vml)$/iu.test(name);

/** Office never writes a document type; one is only there to declare entities that swell or fetch. */
const withoutDoctype = (content: Uint8Array): Uint8Array => {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!buffer.includes('<!DOCTYPE')) return content;
  return Buffer.from(buffer.toString('latin1').replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/gu, ''), 'latin1');
};

const openParts = async (bytes: Uint8Array, budget: Budget): Promise<{ zip: Zip; parts: Map<string, ZipEntry> }> => {
  const zip = await openZip(bytes, mostParts, budget);
  if (zip.cut) throw new ZipFault('too-large', `more than ${mostParts} parts`);
  const parts = new Map<string, ZipEntry>();
  for (const entry of zip.entries) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\//u, '');
    if (!name.endsWith('/') && !parts.has(name)) parts.set(name, entry);
  }
  return { zip, parts };
};

/** Opens an Office file. It throws a ZipFault where that is unsafe or impossible. */
export const openPackage = async (bytes: Uint8Array): Promise<Package> => {
  const { zip, parts } = await openParts(bytes, { bytes: largestUnpacked });
  const unpacked = new Map<string, Uint8Array>();
  const part = (name: string): Uint8Array | undefined => {
    const entry = parts.get(name);
    if (!entry) return undefined;
    const known = unpacked.get(name);
    if (known) return known;
    const content = isXml(name) ? withoutDoctype(zip.unpack(entry)) : zip.unpack(entry);
    unpacked.set(name, content);
    return content;
  };
  /** A broken picture leaves the text as it is. */
  const readable = (name: string): Uint8Array | undefined => {
    try {
      return part(name);
    } catch (error) {
      if (isXml(name) || !(error instanceof ZipFault) || error.code !== 'damaged') throw error;
      return undefined;
    }
  };
  const text = (name: string): string => {
    const content = part(name);
    if (!content) return '';
    if (content.byteLength > largestText) throw new ZipFault('too-large', name);
    return decodeText(content).text;
  };
  if (/:encryption-data\b/u.test(text('META-INF/manifest.xml'))) throw new ZipFault('encrypted', 'OpenDocument');
  return {
    names: [...parts.keys()],
    text,
    safe: () => {
      const files = new Map<string, Uint8Array>();
      for (const name of parts.keys()) {
        const content = unread.test(name) ? undefined : readable(name);
        if (content) files.set(name, content);
      }
      return packZip(files);
    },
  };
};

const isPicture = (name: string): boolean =>
  /(?:^|\/)(?:media|Pictures)\/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|webp)$/iu.test(name);

/** Whether the package holds a drawing of one of Office's own formats, which may say something. */
export const hasDrawings = ({ names }: Package): boolean =>
  names.some((name) => /(?:^|\/)(?:media|Pictures)\/[^/]+\.(?:emf|wmf|svm)$/iu.test(name));

/** Whether the package holds a picture or drawing that may say something. */
export const hasPictures = (pack: Package): boolean => pack.names.some(isPicture) || hasDrawings(pack);

export type Picture = { name: string; bytes: Uint8Array };

const mostPictures = 50;
const largestPictures = 100_000_000;

/**
 * The pictures inside an Office or OpenDocument file, the largest first: at most 50 and 100 MB. None where the file
 * is no such container; pictures that cannot be unpacked are left out.
 */
export const picturesIn = async (bytes: Uint8Array): Promise<Picture[]> => {
  const found: Picture[] = [];
  try {
    const { zip, parts } = await openParts(bytes, { bytes: largestPictures });
    const largestFirst = [...parts]
      .filter(([name]) => isPicture(name))
      .sort(([, a], [, b]) => b.end - b.start - (a.end - a.start))
      .slice(0, mostPictures);
    for (const [name, entry] of largestFirst) {
      try {
        found.push({ name, bytes: zip.unpack(entry) });
      } catch (error) {
        if (!(error instanceof ZipFault)) throw error;
      }
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
  }
  return found.sort((a, b) => b.bytes.byteLength - a.bytes.byteLength);
};

/** What a part refers to: another part, or an address outside. */
export type Relation = { type: string; target: string };

/** "xl/worksheets/sheet1.xml" and "../drawings/d.xml" give "xl/drawings/d.xml". */
const resolved = (owner: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const steps = owner.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
};

/** The relations of a part by their ids; `type` is the last step of its address: "slide", "drawing", "hyperlink". */
export const relationsOf = (pack: Package, owner: string): Map<string, Relation> => {
  const relations = new Map<string, Relation>();
  const slash = owner.lastIndexOf('/') + 1;
  scanXml(pack.text(`${owner.slice(0, slash)}_rels/${owner.slice(slash)}.rels`), {
    open: (name, attribute) => {
      if (!/(?:^|:)Relationship$/u.test(name)) return;
      const target = attribute('Target');
      const isOutside = attribute('TargetMode') === 'External';
      const type = attribute('Type').split('/').at(-1) ?? '';
      relations.set(attribute('Id'), { type, target: isOutside ? target : resolved(owner, target) });
    },
  });
  return relations;
};
