import type { Locator } from '../model/evidence.ts';
import type { Facts, ReadOptions, ReadProgress, Scope } from './reading.ts';

/** What can be told to another process about how a file is to be read. */
export type PlainOptions = Pick<ReadOptions, 'pages' | 'ocr' | 'pictures' | 'before'>;

/** A place on a page of a document, as evidence names it. */
export type PagePlace = Pick<Extract<Locator, { in: 'page' }>, 'page' | 'box'>;

/** From the program to one of its children. */
export type ToChild =
  | { kind: 'read'; bytes: Uint8Array; facts: Facts; options: PlainOptions; largestReading: number }
  /** Answered by one `drawn`. */
  | { kind: 'draw'; bytes: Uint8Array; place: PagePlace }
  /** The slot that was asked for is free now. */
  | { kind: 'granted'; slot: number };

/** From a child to the program. Each `read` is answered by one `reading`, `too-large` or `failed`. */
export type FromChild =
  | { kind: 'ready' }
  /** The file has arrived: what becomes of the child from now on is the file's doing. */
  | { kind: 'begun' }
  | ({ kind: 'progress' } & ReadProgress)
  | { kind: 'slot'; slot: number }
  | { kind: 'slot-free'; slot: number }
  /** The reading as JSON: as small as it gets on the way, and what a store keeps of it is what was read. */
  | { kind: 'reading'; json: Uint8Array; scope: Scope }
  /** A JPEG; null where there is nothing to draw. */
  | { kind: 'drawn'; picture: Uint8Array | null }
  | { kind: 'too-large'; size: number }
  | { kind: 'failed'; detail: string };

/** What the watchdog of a child heeds: the program's process id, and bytes of resident memory. */
export type Bounds = { parent: number; memory: number };
