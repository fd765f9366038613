import { z } from 'zod';
import { fault } from './fault.ts';
import type { Visit } from './gathered.ts';

const visit = z.object({
  url: z.string(),
  finalUrl: z.string(),
  redirects: z.array(z.string()),
  status: z.number().nullable(),
  mediaType: z.string(),
  bytes: z.number(),
  artifactId: z.string().nullable(),
  fault: fault.nullable(),
  method: z.enum(['http', 'browser', 'file']),
  escalation: z.string().nullable(),
  fetchedAt: z.string(),
  againstRobots: z.literal(true).optional(),
}) satisfies z.ZodType<Visit>;
export const visits = z.array(visit);

/** A visit that is done, with what its reader was told beside the bytes and what lets it be asked for again. */
export const finished = z.object({
  visit,
  contentType: z.string(),
  fileName: z.string(),
  /** By what the server says that nothing has changed; empty where it says nothing. */
  etag: z.string(),
  lastModified: z.string(),
  /** The address that sent the body, and its sha256: of a rendered page another one than its artifact. */
  sentBy: z.string(),
  sentId: z.string().nullable(),
  /** ISO time at which the body was last sent whole. */
  wholeAt: z.string(),
  /** Against the last run: never seen before, with other bytes, with the same bytes, or not sent again at all. */
  change: z.enum(['new', 'changed', 'same', 'unchanged']),
  /** Bytes of bodies that were transferred for it, and requests that were made. */
  transferred: z.number(),
  requests: z.number(),
  /** Name of the reading in the agency's evidence; null where there is none that lasts. */
  reading: z.string().nullable(),
});
export type Finished = z.infer<typeof finished>;

/** An answer whose body is kept and not yet looked at. */
export const keptArrival = z.object({
  url: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  finalUrl: z.string(),
  redirects: z.array(z.string()),
  transferred: z.number(),
  requests: z.number(),
  bytes: z.number(),
  sentId: z.string(),
});
export type KeptArrival = z.infer<typeof keptArrival>;
