import { type Fault, type FaultKind, makeFault } from '../model/fault.ts';
import { fold } from '../thai/fold.ts';
import { isCertificateError } from './certificate.ts';
import { decodeHeader } from './redirect.ts';

/** What is known of one answer, or of the error that came instead. */
export type Facts =
  | { error: { code: string; message: string } }
  | {
      status: number;
      /** Final address. */
      finalUrl: string;
      /** Start of the body, a letter per byte, for its marks and, where nothing was read, titles; empty for documents. */
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
      /** The same of sites that are under maintenance. */
      maintenanceTexts?: readonly string[] | undefined;
      /** The same of pages that ask for an account or for leave to look. */
      loginTexts?: readonly string[] | undefined;
    };
type Answered = Exclude<Facts, { error: unknown }>;

const errorKinds: Record<string, FaultKind> = {
  ADDRESS_REFUSED: 'address-refused',
  REDIRECT_LOOP: 'redirect-loop',
  UNSUPPORTED_SCHEME: 'unsupported-scheme',
  TOO_LARGE: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  ENOTFOUND: 'host-unknown',
  ENODATA: 'host-unknown',
  EAI_AGAIN: 'dns-failure',
  EAI_FAIL: 'dns-failure',
  ESERVFAIL: 'dns-failure',
  EREFUSED: 'dns-failure',
  ETIMEOUT: 'dns-failure',
  NAME_TIMEOUT: 'dns-failure',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  INCOMPLETE_BODY: 'incomplete-body',
  EPROTO: 'tls-failure',
  ETIMEDOUT: 'timeout',
  TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'timeout',
};

const kindOfError = (code: string): FaultKind =>
  errorKinds[code] ??
  (isCertificateError(code) ? 'certificate-warning' : code.startsWith('ERR_SSL_') ? 'tls-failure' : 'protocol-error');

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
const builtInMaintenance = ['under maintenance', 'maintenance mode', 'scheduled maintenance'];

/** A page that has more than this to say is more than a notice, whatever its title. */
const noticeLetters = 600;
const loginLetters = 300;
/** Letters that may stand around the notice in a title or heading, such as an exclamation or a number. */
const around = 12;

/** Whether a title or heading says nothing but one of the notices. */
function saysOnly(text: string, notices: readonly string[]): boolean {
  return text.split(/\s[-–—|:»/]\s/u).some((part) => {
    const folded = fold(part);
    return notices.some((notice) => folded.includes(notice) && folded.length <= notice.length + around);
  });
}

/** Titles and headings of markup that no reader has read. */
const titlesIn = (markup: string): string[] =>
  Array.from(markup.matchAll(/<(?:title|h1|h2)\b[^>]{0,300}>([^<]{1,300})</gi), ([, text]) => decodeHeader(text ?? ''));

/** The title or heading by which a page says nothing but one of the notices; null when it does not. */
function noticeIn(facts: Answered, notices: readonly string[]): string | null {
  const folded = notices.map(fold).filter((notice) => notice !== '');
  const read = [facts.title, facts.heading].filter((text) => text !== '');
  const titles = read.length > 0 ? read : titlesIn(facts.markup).slice(0, 10);
  return titles.find((text) => saysOnly(text, folded)) ?? null;
}

const isSentToLogin = (asked: string, finalUrl: string): boolean =>
  loginAddress.test(finalUrl) && !loginAddress.test(asked);

type Cause = [FaultKind, detail: string];

/** What an answer with a status of an error amounts to. */
function causeOfError(asked: string, facts: Answered): Cause {
  const { status, finalUrl, markup } = facts;
  const said = `status ${status}`;
  const challenged = facts.mitigated || challengeMarks.test(markup);
  if (challenged && (status === 403 || status === 429 || status === 503)) return ['challenge', said];
  if (status === 401 || status === 403) {
    if (isSentToLogin(asked, finalUrl)) return ['login-wall', finalUrl];
    const login = noticeIn(facts, facts.loginTexts ?? []);
    if (login !== null) return ['login-wall', `${said}: ${login}`];
  }
  if (status === 503) {
    // The status says already that the site is away: one word is enough to tell why.
    const notice = noticeIn(facts, [...builtInMaintenance, 'maintenance', ...(facts.maintenanceTexts ?? [])]);
    if (notice !== null) return ['maintenance', `${said}: ${notice}`];
  }
  return [statusKinds[status] ?? (status >= 500 ? 'server-error' : 'client-error'), said];
}

/** What is wrong with an answer that calls itself good; null where nothing is. */
function causeOfGood(asked: string, facts: Answered): Cause | null {
  const { status, finalUrl, markup, letters, shows } = facts;
  if (letters < loginLetters && (facts.mitigated || quietChallengeMarks.test(markup)))
    return ['challenge', `status ${status}`];
  if (isSentToLogin(asked, finalUrl)) return ['login-wall', finalUrl];
  const isBare = letters < loginLetters && !shows;
  if (isBare && passwordField.test(markup)) return ['login-wall', 'password form'];
  if (letters >= noticeLetters || markup === '') return null;
  const login = isBare && !loginAddress.test(asked) ? noticeIn(facts, facts.loginTexts ?? []) : null;
  if (login !== null) return ['login-wall', login];
  const maintenance = shows ? null : noticeIn(facts, [...builtInMaintenance, ...(facts.maintenanceTexts ?? [])]);
  if (maintenance !== null) return ['maintenance', maintenance];
  const missing = noticeIn(facts, [...builtInNotFound, ...facts.notFoundTexts]);
  return missing === null ? null : ['soft-not-found', missing];
}

/**
 * The fault that the facts amount to, or null for a good answer. `asked` is the address that was asked for.
 * The only place that decides what must happen next after a failure.
 */
export function classify(asked: string, facts: Facts): Fault | null {
  const as = ([kind, detail]: Cause): Fault => makeFault(kind, asked, detail);
  if ('error' in facts) {
    const { code, message } = facts.error;
    return as([kindOfError(code), code === '' ? message : `${code}: ${message}`]);
  }
  const { status } = facts;
  if (status >= 400 && status < 600) return as(causeOfError(asked, facts));
  if (status < 200 || status >= 300) return as(['protocol-error', `status ${status}`]);
  const cause = causeOfGood(asked, facts);
  return cause && as(cause);
}
