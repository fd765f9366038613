import { z } from 'zod';

/**
 * Why an address could not be looked at, and what must happen next: a `definitive` fault is what every visitor meets,
 * a `transient` one may be gone in an hour, `ours` lies in this program or its machine.
 */
export const faultNatures = ['definitive', 'transient', 'ours'] as const;
export type FaultNature = (typeof faultNatures)[number];

export const faultKinds = {
  'host-unknown': 'definitive',
  'not-found': 'definitive',
  gone: 'definitive',
  forbidden: 'definitive',
  'login-wall': 'definitive',
  'client-error': 'definitive',
  'soft-not-found': 'definitive',
  'redirect-loop': 'definitive',
  'unsupported-scheme': 'definitive',
  'file-missing': 'definitive',
  'dns-failure': 'transient',
  'connection-refused': 'transient',
  'connection-reset': 'transient',
  // Browsers may still manage what this program's TLS library does not: nothing is said about the site.
  'tls-failure': 'transient',
  timeout: 'transient',
  'incomplete-body': 'transient',
  maintenance: 'transient',
  'server-error': 'transient',
  'too-many-requests': 'transient',
  challenge: 'transient',
  'protocol-error': 'transient',
  'certificate-warning': 'ours',
  'too-large': 'ours',
  'address-refused': 'ours',
  'robots-forbidden': 'ours',
  'browser-missing': 'ours',
  'not-visited': 'ours',
} as const satisfies Record<string, FaultNature>;
export type FaultKind = keyof typeof faultKinds;

export const fault = z.strictObject({
  kind: z.enum(Object.keys(faultKinds) as [FaultKind, ...FaultKind[]]),
  nature: z.enum(faultNatures),
  url: z.string(),
  /** The facts for a person who wants to check: status, system error. Holds no time, so that replays are identical. */
  detail: z.string().optional(),
});
export type Fault = z.infer<typeof fault>;

/** Makes a fault; the nature follows from the kind. */
export const makeFault = (kind: FaultKind, url: string, detail?: string): Fault => ({
  kind,
  nature: faultKinds[kind],
  url,
  ...(detail === undefined ? {} : { detail }),
});
