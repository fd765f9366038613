import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import type { Guard } from './guard.ts';

/** Codes by which TLS says that a certificate is not in order: those at which a browser warns its user. */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  // What OpenSSL has no short name for, such as a key that is too small.
  'UNSPECIFIED',
]);

export const isCertificateError = (code: string): boolean => certificateCodes.has(code);

/** What a server says of itself in its certificate: text of a stranger, so short and in one line. */
const longestText = 100;
const oneLine = (text: string | string[] | undefined): string =>
  [text ?? '']
    .flat()
    .join(', ')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longestText);

const nameOf = ({ CN, O }: { CN?: string | string[]; O?: string | string[] }): string =>
  `“${oneLine(CN) || oneLine(O) || '?'}”`;

/** "Jan  2 03:04:05 2025 GMT" as 2025-01-02. */
const dayOf = (time: string): string => {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? oneLine(time) : at.toISOString().slice(0, 10);
};

/** A chain is never longer, unless it is meant to tire its reader. */
const longestChain = 20;

/** The certificates that the server sent, its own first. */
const chainOf = (leaf: DetailedPeerCertificate): DetailedPeerCertificate[] => {
  const chain: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next && chain.length < longestChain && !chain.some((one) => one.fingerprint256 === next?.fingerprint256)) {
    chain.push(next);
    next = next.issuerCertificate as DetailedPeerCertificate | undefined;
  }
  return chain;
};

const namesShown = 5;

/** The hosts that a certificate is for. */
const hostsOf = ({ subjectaltname, subject }: DetailedPeerCertificate): string => {
  const names = [...(subjectaltname ?? '').matchAll(/(?:DNS|IP Address):("[^"]*"|[^,]+)/g)].map(
    ([, name]) => name ?? '',
  );
  const all = names.length > 0 ? names : [subject.CN ?? []].flat();
  const more = all.length > namesShown ? ` and ${all.length - namesShown} more` : '';
  return `${all.slice(0, namesShown).map(oneLine).join(', ') || 'no host'}${more}`;
};

const timeOf = (text: string): number => new Date(text).getTime();

/** Of several certificates the one that ran out first is the one that has run out, whatever the time is now. */
const firstToEnd = (chain: DetailedPeerCertificate[]): DetailedPeerCertificate =>
  chain.reduce((first, one) => (timeOf(one.valid_to) < timeOf(first.valid_to) ? one : first));
const lastToStart = (chain: DetailedPeerCertificate[]): DetailedPeerCertificate =>
  chain.reduce((last, one) => (timeOf(one.valid_from) > timeOf(last.valid_from) ? one : last));

const whoseOf = (one: DetailedPeerCertificate, leaf: DetailedPeerCertificate): string =>
  one === leaf ? '' : ` (the certificate of its issuer ${nameOf(one.subject)})`;

const unknownIssuer = (chain: DetailedPeerCertificate[], leaf: DetailedPeerCertificate): string => {
  const last = chain.at(-1) ?? leaf;
  const offered = leaf.infoAccess?.['CA Issuers - URI']?.[0];
  if (chain.length > 1) return `unknown issuer: ${nameOf(last.issuer)}`;
  const where = offered ? `, which lies at ${oneLine(offered)}` : '';
  return `incomplete chain: the server does not send the certificate of its issuer ${nameOf(leaf.issuer)}${where}`;
};

/** What is wrong with a certificate, in words that hold whenever they are read. `code` is what TLS said. */
const wrongWith = (code: string, leaf: DetailedPeerCertificate): string => {
  const chain = chainOf(leaf);
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const one = firstToEnd(chain);
      return `expired on ${dayOf(one.valid_to)}${whoseOf(one, leaf)}`;
    }
    case 'CERT_NOT_YET_VALID': {
      const one = lastToStart(chain);
      return `not valid before ${dayOf(one.valid_from)}${whoseOf(one, leaf)}`;
    }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return `wrong host: the certificate is for ${hostsOf(leaf)}`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `self-signed by ${nameOf(leaf.subject)}`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return unknownIssuer(chain, leaf);
    default:
      return `not accepted: of ${nameOf(leaf.subject)}, issued by ${nameOf(leaf.issuer)}`;
  }
};

/** The certificate that a server shows; null where it shows none in time. Nothing is sent over the connection. */
const certificateAt = (
  host: string,
  { address, port }: { address: string; port: number },
  limits: { ms: number; signal: AbortSignal },
): Promise<DetailedPeerCertificate | null> =>
  new Promise((done) => {
    const socket = connect({
      host: address,
      port,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      // Not to be trusted, only to be described: no request goes over this connection.
      rejectUnauthorized: false,
    });
    const end = (certificate: DetailedPeerCertificate | null): void => {
      clearTimeout(timer);
      limits.signal.removeEventListener('abort', stop);
      socket.destroy();
      done(certificate);
    };
    const stop = (): void => end(null);
    const timer = setTimeout(stop, limits.ms);
    limits.signal.addEventListener('abort', stop);
    socket.on('error', stop);
    socket.on('close', stop);
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate(true);
      end(certificate.subject ? certificate : null);
    });
  });

export type Certificates = {
  /**
   * The facts behind a certificate error at an https address, with no times of the run in them: that it is expired, not
   * yet valid, for another host, of an unknown issuer, without its issuer's certificate, or self-signed. Null where the
   * server does not show it again.
   */
  describe(code: string, url: URL): Promise<string | null>;
};

/** Describes certificates that were refused, each host and port once. Connects only where the guard allows. */
export function createCertificates(guard: Guard, limits: { ms: number; signal: AbortSignal }): Certificates {
  const known = new Map<string, Promise<DetailedPeerCertificate | null>>();

  const look = async ({ hostname, port }: URL): Promise<DetailedPeerCertificate | null> => {
    const route = await guard.route(hostname);
    const [first] = route.addresses;
    if (!first) return null;
    const at = { address: first.address, port: route.port ?? Number(port || 443) };
    return certificateAt(hostname.replace(/^\[|\]$/g, ''), at, limits);
  };

  return {
    async describe(code, url) {
      let found = known.get(url.host);
      if (!found) {
        found = look(url).catch(() => null);
        known.set(url.host, found);
      }
      const certificate = await found;
      return certificate && `${url.hostname}: ${wrongWith(code, certificate)}`;
    },
  };
}
