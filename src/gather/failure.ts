import { isCertificateError } from './certificate.ts';

/** A failure of the program's own making, with a code that `classify` knows. */
export class FetchError extends Error {
  readonly code: string;
  /** Addresses that had sent the visitor on before. */
  readonly redirects: string[];
  constructor(code: string, message: string, redirects: string[] = []) {
    super(message);
    this.code = code;
    this.redirects = redirects;
  }
}

/** The code and message of whatever was thrown, the first of several tried addresses included. */
export function errorFacts(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return errorFacts(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return { code, message: error.message };
  if (error.cause !== undefined) return errorFacts(error.cause);
  return { code: '', message: error.message };
}

/** What zlib says of a packed body that ends before it is whole. */
export const packedEnd = 'Z_BUF_ERROR';

const lengthMismatch = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH';

/** Errors that come from a connection that ended before the answer did. */
const cutShort: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  lengthMismatch,
  'UND_ERR_SOCKET',
  packedEnd,
]);

/** Errors that say nothing about how the network or the server does. */
export const isOwnRefusal = (code: string): boolean =>
  ['ADDRESS_REFUSED', 'TOO_LARGE', 'UNREADABLE_ENCODING'].includes(code) || isCertificateError(code);

/** How far a request has come: the name is looked up, the answer awaited, its body taken. */
export type Stage = 'name' | 'answer' | 'body';

/** What has taken too long, for each stage in which the time for the whole answer can run out. */
export const late = (stage: Stage, totalMs: number): FetchError => {
  if (stage === 'name') return new FetchError('NAME_TIMEOUT', `no address for the name within ${totalMs} ms`);
  return new FetchError('TIMEOUT', `${stage === 'answer' ? 'no first byte' : 'no whole body'} within ${totalMs} ms`);
};

/** Milliseconds that a connection, and the next byte of an answer, are waited for. */
export type Waits = { connectMs: number; firstByteMs: number };

/** What was waited for in vain, by the code of whoever waited. */
const inVain = ({ connectMs, firstByteMs }: Waits): Record<string, string> => ({
  UND_ERR_CONNECT_TIMEOUT: `no connection within ${connectMs} ms`,
  UND_ERR_HEADERS_TIMEOUT: `no first byte within ${firstByteMs} ms`,
  UND_ERR_BODY_TIMEOUT: `the body stood still for ${firstByteMs} ms`,
});

const endsTooSoon = (code: string, message: string): boolean =>
  cutShort.has(code) || message.endsWith('(Invalid EOF state)');

/** Whether it was no answer in HTTP. The parser trips over lengths that contradict it, and over a status of 000. */
const isNoHttp = (code: string, message: string): boolean =>
  message.startsWith('Response does not match') ||
  code === lengthMismatch ||
  (code === 'UND_ERR_SOCKET' && message.startsWith('bad ')) ||
  code === 'ERR_ASSERTION';

/** The cause of a failure by a code that `classify` knows, in words that are the same in every run. */
export const causeOf = (error: unknown, stage: Stage, waits: Waits): FetchError => {
  const { code, message } = errorFacts(error);
  const waited = inVain(waits)[code];
  if (waited !== undefined) return new FetchError(code, waited);
  if (stage === 'body' && endsTooSoon(code, message)) return new FetchError('INCOMPLETE_BODY', message);
  if (isNoHttp(code, message)) return new FetchError('NO_HTTP', message.split('\n', 1)[0] ?? '');
  // OpenSSL names a thread and a line of its source; the reason stands between them.
  return new FetchError(code, /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message);
};
