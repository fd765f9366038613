import type { Gap, GapCode, Reading } from '../model/evidence.ts';

/** What came with the bytes. Only `url` is trusted: names and media types are often wrong. */
export type Facts = { url: string; contentType?: string; fileName?: string };

export type Input = { bytes: Uint8Array; facts: Facts };

/** Reads one kind of file. It may throw: the index turns that into a `reader-failed` gap. */
export type Reader = (input: Input) => Reading | Promise<Reading>;

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

/** A gap of the artifact itself, called by its title, else its file name, else its address. */
export const gapOf = (
  facts: Facts,
  code: GapCode,
  more: { label?: string; pages?: number[]; detail?: string } = {},
): Gap => ({
  code,
  url: facts.url,
  label: more.label || facts.fileName || lastPart(facts.url),
  ...(more.pages === undefined ? {} : { pages: more.pages }),
  ...(more.detail === undefined ? {} : { detail: more.detail }),
});

/** Collapses white space, as a browser does, and trims. */
export const oneLine = (text: string): string => text.replace(/[\s\u00a0]+/gu, ' ').trim();

const letter = /\p{L}/u;

/** Number of letters: marks, digits and punctuation do not count. */
export const letters = (text: string): number => {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) count++;
    } else if (code >= 0x0e01 && code < 0x0e80) {
      if (code <= 0x0e30 || code === 0x0e32 || code === 0x0e33 || (code >= 0x0e40 && code <= 0x0e46)) count++;
    } else if (letter.test(text[i] ?? '')) count++;
  }
  return count;
};
