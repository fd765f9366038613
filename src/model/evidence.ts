import { z } from 'zod';

/** Where in an artifact something stands, precise enough for a person to find it again. */
export const locator = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('whole') }),
  z.strictObject({ in: z.literal('selector'), css: z.string() }),
  z.strictObject({
    in: z.literal('page'),
    /** Counts from 1. */
    page: z.number().int().positive(),
    /** Left, top, right, bottom in points from the page's top left corner. */
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  }),
  z.strictObject({ in: z.literal('cell'), sheet: z.string(), ref: z.string() }),
]);
export type Locator = z.infer<typeof locator>;

/** A quote with its place: what every verdict shows. The quote is the source's own spelling, never the folded form. */
export const evidenceRef = z.strictObject({
  artifactId: z.string(),
  url: z.string(),
  at: locator,
  quote: z.string(),
});
export type EvidenceRef = z.infer<typeof evidenceRef>;

/** Something that was to be looked at and could not be: never the same as "it is not there". */
export const gapCodes = [
  'no-ocr',
  'unreadable-text',
  'poor-picture',
  'doubtful-numbers',
  'picture-only',
  'encrypted',
  'damaged',
  'empty-file',
  'unsupported-format',
  'unsafe-archive',
  'too-large',
  'out-of-time',
  'out-of-memory',
  'reader-failed',
  'not-rendered',
  'over-budget',
  'frame-not-followed',
  'not-fetched',
] as const;
export const gapCode = z.enum(gapCodes);
export type GapCode = z.infer<typeof gapCode>;
export const gap = z.strictObject({
  code: gapCode,
  /** The page or file that could not be (fully) looked at. */
  url: z.string(),
  /** Its name as a visitor sees it (link text, title or file name), so that a gap can be told to matter or not. */
  label: z.string(),
  /** Pages that were not read, counted from 1. */
  pages: z.array(z.number().int().positive()).optional(),
  detail: z.string().optional(),
});
export type Gap = z.infer<typeof gap>;

/** Main content, or the site's template (menu, header, footer, sidebar), which never proves an element. */
export const regions = ['main', 'template'] as const;
export type Region = (typeof regions)[number];

/**
 * `path` names the container that a part stands in: child positions from the document root, joined with dots. Two
 * parts are close when they share a long prefix; a card, a list item or a table row is the prefix of its parts.
 */
type Placed = { region: Region; at: Locator; path: string };

/**
 * A piece of running text in reading order. A tab in `text` is a wide horizontal gap, as between the columns of a
 * printed table that has no cells of its own.
 */
export type TextBlock = Placed & { kind: 'heading' | 'paragraph' | 'item' | 'line'; text: string; level?: number };
export type Cell = { text: string; at: Locator; path: string };
/** Rows of cells; a merged cell is repeated in every place that it covers, so that columns line up. */
export type TableBlock = Placed & { kind: 'table'; caption: string; rows: Cell[][] };
export type Block = TextBlock | TableBlock;

/** `url` is absolute, without fragment. `embedded` marks frames, viewers and objects, which a visitor sees in the page. */
export type Link = Placed & { url: string; text: string; embedded: boolean };
export type Image = Placed & { src: string; alt: string; width?: number; height?: number };
/** A form that a visitor can fill in on the page itself; `fields` counts its visible inputs. */
export type Form = Placed & { action: string; fields: number; text: string };

/** How the text of a page was got: from its text layer as it is, from a repaired one, from its picture, or not at all. */
export const readMethods = ['text-layer', 'repaired', 'ocr', 'none'] as const;
export type ReadMethod = (typeof readMethods)[number];

/** What is wrong with the text layer of a page. */
export const damages = [
  'no-text',
  'lost-sara-am',
  'surplus-sara-am',
  'split-sara-am',
  'lost-tone-marks',
  'private-glyphs',
  'stray-spaces',
  'cipher',
  'foreign-letters',
  'signs-for-letters',
] as const;
export type Damage = (typeof damages)[number];

/** How one page of a document was read. */
export type PageNote = {
  /** Counts from 1. */
  page: number;
  /** The page's own number where the file gives it another: "iv", "ก-1". */
  label?: string;
  method: ReadMethod;
  /** How far its text can be believed, 0..1: the share of well-formed letters, or the confidence of the recogniser. */
  quality: number;
  damage: Damage[];
};

/** A number that the recogniser is not sure of: its best guess, which a person must compare with the picture. */
export type Doubt = { at: Locator; text: string };

/** What a reader makes of the bytes of one artifact. Plain JSON; the same bytes always give the same reading. */
export type Reading = {
  /** Kind and version of the reader, so that a better reader reads again: "html/1". */
  reader: string;
  title: string;
  /** Number of pages of a paged document; 1 for everything else. */
  pages: number;
  /** One note for each page that was looked at; none for what has no pages. */
  pageNotes: PageNote[];
  blocks: Block[];
  links: Link[];
  images: Image[];
  forms: Form[];
  doubts: Doubt[];
  gaps: Gap[];
};

/** A reading together with how a visitor reaches it. */
export type Source = Reading & {
  artifactId: string;
  /** Final address, after redirects. */
  url: string;
  medium: 'page' | 'document';
  /** The texts of the links that lead here, without repetition, in reading order. */
  calledBy: string[];
  /** The file's own name, decoded; empty for pages. */
  fileName: string;
};
