import { type Fault, type FaultKind, makeFault } from '../model/fault.ts';
import { fold } from '../thai/fold.ts';

/** What is known of one answer, or of the error that came instead. */
export type Facts =
  | { error: { code: string; message: string } }
  | {
      status: number;
      /** Final address. */
      finalUrl: string;
      /** Start of the body as text, for the marks of challenges and password forms; empty for documents. */
      markup: string;
      mitigated: boolean;
      title: string;
      /** First heading of level 1. */
      heading: string;
      /** Letters of the main region. */
      letters: number;
      /** Whether the main region also shows pictures, frames, tables or files. */
      shows: boolean;
      /** Texts of pages that are not there, in any spelling. */
      notFoundTexts: readonly string[];
    };

const errorKinds: Record<string, FaultKind> = {
  ADDRESS_REFUSED: 'address-refused',
  REDIRECT_LOOP: 'redirect-loop',
  UNSUPPORTED_SCHEME: 'unsupported-scheme',
  TOO_LARGE: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  ENOTFOUND: 'host-unknown',
  ENODATA: 'host-unknown',
  EAI_AGAIN: 'timeout',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  ETIMEDOUT: 'timeout',
  TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  CERT_HAS_EXPIRED: 'certificate-warning',
  CERT_NOT_YET_VALID: 'certificate-warning',
  CERT_UNTRUSTED: 'certificate-warning',
  CERT_REJECTED: 'certificate-warning',
  CERT_REVOKED: 'certificate-warning',
  CERT_SIGNATURE_FAILURE: 'certificate-warning',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-warning',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-warning',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-warning',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-warning',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-warning',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-warning',
};

const statusKinds: Record<number, FaultKind> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'gone',
  425: 'server-error',
  429: 'too-many-requests',
};

const challengeMarks =
  /just a moment\.\.\.|cf-chl-|_cf_chl_opt|attention required! \| cloudflare|sucuri_cloudproxy_js|_incapsula_resource|ddos-guard/i;
/** Challenges that come with status 200. Cloudflare's own script stands in good pages too and proves nothing. */
const quietChallengeMarks = /sucuri_cloudproxy_js|_incapsula_resource/i;
const loginAddress =
  /^https?:\/\/accounts\.google\.com\/|^https?:\/\/login\.microsoftonline\.com\/|\/(?:wp-login\.php|log-?in|sign-?in|servicelogin)(?:[/.?]|$)/i;
const passwordField = /<input\b[^>]{0,500}type\s*=\s*["']?password/i;
const builtInNotFound = [
  '404',
  'not found',
  '404 not found',
  'page not found',
  'file not found',
  'error 404',
  '404 error',
];

/** A page that has more than this to say is more than a notice, whatever its title. */
const noticeLetters = 600;
const loginLetters = 300;
/** Letters that may stand around the notice in a title or heading, such as an exclamation or a number. */
const around = 12;

/** Whether a title or heading says nothing but that the page is not there. */
function saysNotFound(text: string, notices: readonly string[]): boolean {
  return text.split(/\s[-–—|:»/]\s/u).some((part) => {
    const folded = fold(part);
    return notices.some((notice) => folded.includes(notice) && folded.length <= notice.length + around);
  });
}

/**
 * The fault that the facts amount to, or null for a good answer. `asked` is the address that was asked for.
 * The only place that decides what must happen next after a failure.
 */
export function classify(asked: string, facts: Facts): Fault | null {
  const as = (kind: FaultKind, detail?: string): Fault => makeFault(kind, asked, detail);
  if ('error' in facts) {
    const { code, message } = facts.error;
    return as(errorKinds[code] ?? 'protocol-error', code === '' ? message : `${code}: ${message}`);
  }
  const { status, finalUrl, markup, letters } = facts;
  if (status >= 400) {
    const challenged = facts.mitigated || challengeMarks.test(markup);
    if (challenged && (status === 403 || status === 429 || status === 503)) return as('challenge', `status ${status}`);
    return as(statusKinds[status] ?? (status >= 500 ? 'server-error' : 'client-error'), `status ${status}`);
  }
  if (status < 200 || status >= 300) return as('protocol-error', `status ${status}`);
  if (letters < loginLetters && (facts.mitigated || quietChallengeMarks.test(markup)))
    return as('challenge', `status ${status}`);
  if (loginAddress.test(finalUrl) && !loginAddress.test(asked)) return as('login-wall', finalUrl);
  if (letters < loginLetters && !facts.shows && passwordField.test(markup)) return as('login-wall', 'password form');
  if (letters < noticeLetters && markup !== '') {
    const notices = [...builtInNotFound, ...facts.notFoundTexts].map(fold).filter((notice) => notice !== '');
    for (const text of [facts.title, facts.heading]) if (saysNotFound(text, notices)) return as('soft-not-found', text);
  }
  return null;
}
