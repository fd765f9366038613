const LINE_ENDS = /\r\n?/gu;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * A text that can be shown: no control characters, no lone surrogates, no marks that reverse the writing direction.
 * What websites say is hostile; a zero byte cuts files short and an escape character takes over a terminal.
 */
export const clean = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(BIDI_CONTROLS, '').replace(UNPRINTABLE, '\ufffd');

/** Cleans every text in a JSON-like value, keys included. */
export function cleanAll<T>(value: T): T;
export function cleanAll(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((part) => cleanAll<unknown>(part));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [clean(key), cleanAll<unknown>(part)]));
}

/** The text on one line, with single spaces. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
