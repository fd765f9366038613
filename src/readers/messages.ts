import type { Facts, ReadOptions, ReadProgress, Scope } from './reading.ts';

/** What can be told to another process about how a file is to be read. */
export type PlainOptions = Pick<ReadOptions, 'pages' | 'ocr' | 'pictures' | 'before'>;

/** From the pool to one of its children. */
export type ToChild =
  | { kind: 'read'; bytes: Uint8Array; facts: Facts; options: PlainOptions; largestReading: number }
  /** The slot that was asked for is free now. */
  | { kind: 'granted'; slot: number };

/** From a child to the pool. Each `read` is answered by one `reading`, `too-large` or `failed`. */
export type FromChild =
  | { kind: 'ready' }
  /** The file has arrived: what becomes of the child from now on is the file's doing. */
  | { kind: 'begun' }
  | ({ kind: 'progress' } & ReadProgress)
  | { kind: 'slot'; slot: number }
  | { kind: 'slot-free'; slot: number }
  /** The reading as JSON: as small as it gets on the way, and what a store keeps of it is what was read. */
  | { kind: 'reading'; json: Uint8Array; scope: Scope }
  | { kind: 'too-large'; size: number }
  | { kind: 'failed'; detail: string };

/** What the watchdog of a child heeds: the program's process id, and bytes of resident memory. */
export type Bounds = { parent: number; memory: number };
