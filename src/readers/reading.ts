import type { Gap, GapCode, Reading } from '../model/evidence.ts';

/** What came with the bytes. Only `url` is trusted: names and media types are often wrong. */
export type Facts = { url: string; contentType?: string; fileName?: string };

/** How far a long reading has come: `page` counts from 1. */
export type ReadProgress = { page: number; of: number; what: 'text' | 'ocr' };

/** How a file is to be read. */
export type ReadOptions = {
  /** Only these pages, counted from 1; all of them where it is left out. */
  pages?: readonly number[];
  /** Whether pages without a usable text layer go to the recogniser; 'auto' where it is left out. */
  ocr?: 'off' | 'auto';
  /** How many pages of a file may be read from their picture; those that are left are a gap of it. */
  pictures?: number;
  /** A reading of the same bytes: what it has from pictures need not be read again. */
  before?: Reading;
  /** Told before each page that takes long. A reading that stays silent for too long is ended. */
  onProgress?(progress: ReadProgress): void;
  /** Runs work that needs a core of its own, such as one recogniser process, when the machine has one free. */
  slot?<T>(work: () => Promise<T>): Promise<T>;
};

export type Input = { bytes: Uint8Array; facts: Facts; options: ReadOptions };

/** Reads one kind of file. It may throw: the index turns that into a `reader-failed` gap. */
export type Reader = (input: Input) => Reading | Promise<Reading>;

/** What a reading depends on besides the bytes: nothing, what was told about them, or their address as well. */
export type Scope = 'bytes' | 'hints' | 'address';

/** A reading as it can be kept for every place where its bytes lie: `rebase` gives it an address. */
export type Unplaced = { reading: Reading; scope: Scope };

/** A reading that holds nothing yet. `name` is kind and version of the reader, such as "html/1". */
export const emptyReading = (name: string): Reading => ({
  reader: name,
  title: '',
  pages: 1,
  pageNotes: [],
  blocks: [],
  links: [],
  images: [],
  forms: [],
  doubts: [],
  gaps: [],
});

/** The last part of an address as a person would write it; the whole address where it has none. */
const lastPart = (url: string): string => {
  const part =
    url
      .replace(/[?#].*$/su, '')
      .replace(/\/+$/u, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(part) || url;
  } catch {
    return part || url;
  }
};

/** What an artifact is called: its file name, else the last part of its address. */
export const nameOf = ({ fileName, url }: Facts): string => fileName || lastPart(url);

/** A gap of the artifact itself, called by its title, else its file name, else its address. */
export const gapOf = (
  facts: Facts,
  code: GapCode,
  more: { label?: string; pages?: number[]; detail?: string } = {},
): Gap => ({
  code,
  url: facts.url,
  label: more.label || nameOf(facts),
  ...(more.pages === undefined ? {} : { pages: more.pages }),
  ...(more.detail === undefined ? {} : { detail: more.detail }),
});

/** Collapses white space, as a browser does, and trims. */
export const oneLine = (text: string): string => text.replace(/[\s\u00a0]+/gu, ' ').trim();

/** What went wrong, in one line for a gap's detail. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** A share from 0 to 1 as it is kept. */
export const roundedShare = (value: number): number => Math.round(value * 100) / 100;
