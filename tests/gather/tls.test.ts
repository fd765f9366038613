import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFetcher, defaultLimits } from '../../src/gather/fetch.ts';
import { createGuard } from '../../src/gather/guard.ts';
import { gather } from '../../src/gather/index.ts';
import type { Fault } from '../../src/model/fault.ts';
import { closedPort, type Identities, identities, type Scripted, secure, trust } from './scripted.ts';
import { html, item, options, plan, prose } from './site.ts';

const made = identities();
const page = html('หน้าหลัก', prose('เนื้อหา'));

/** What the certificate is, and the facts that a person needs to mend it. */
const rows: [Exclude<keyof Identities, 'root' | 'good'>, string][] = [
  ['expired', 'CERT_HAS_EXPIRED: www.baan.example: expired on 2021-02-03'],
  [
    'expiredIssuer',
    'CERT_HAS_EXPIRED: www.baan.example: expired on 2022-03-04 (the certificate of its issuer “Old middle”)',
  ],
  ['early', 'CERT_NOT_YET_VALID: www.baan.example: not valid before 2098-05-04'],
  [
    'elsewhere',
    'ERR_TLS_CERT_ALTNAME_INVALID: www.baan.example: wrong host: the certificate is for www.elsewhere.example, elsewhere.example',
  ],
  [
    'incomplete',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE: www.baan.example: incomplete chain: the server does not send the certificate of its issuer “Middle”, which lies at http://issuer.example/middle.der',
  ],
  ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT: www.baan.example: self-signed by “site of nobody”'],
  ['privateRoot', 'SELF_SIGNED_CERT_IN_CHAIN: www.baan.example: unknown issuer: “Own root”'],
  ['privateMiddle', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY: www.baan.example: unknown issuer: “Own root”'],
];

const faultAt = async (site: { port: number }, paths = ['/']): Promise<(Fault | null)[]> => {
  const urls = paths.map((path) => `https://www.baan.example${path}`);
  return (await gather(plan([item('o1', urls)]), options(site))).visits.map(({ fault }) => fault);
};

describe.skipIf(!made)('certificates', () => {
  const { root, ...shown } = made ?? ({} as Identities);
  let distrust: () => void;
  const servers: Scripted[] = [];
  const serving = async (name: keyof typeof shown) => {
    const server = await secure(shown[name], page);
    servers.push(server);
    return server;
  };
  beforeAll(() => {
    distrust = trust(root);
  });
  afterAll(async () => {
    distrust?.();
    await Promise.all(servers.map((server) => server.close()));
  });

  test('one that is in order is no fault', async () => {
    expect(await faultAt(await serving('good'))).toEqual([null]);
  });

  test.each(rows)('%s is a fault with its facts, and no request is sent', async (name, detail) => {
    const server = await serving(name);
    expect(await faultAt(server)).toEqual([
      { kind: 'certificate-warning', nature: 'ours', url: 'https://www.baan.example/', detail },
    ]);
    expect(server.heard()).toBe(0);
  });

  test('is looked at once more for its facts, however many addresses lie behind it', async () => {
    const server = await serving('expired');
    const fetcher = createFetcher({
      guard: createGuard({ resolve: { 'www.baan.example': `127.0.0.1:${server.port}` } }),
      limits: defaultLimits,
      userAgent: 'test',
      signal: new AbortController().signal,
      turn: (_, task) => task(),
    });
    const code = { code: 'CERT_HAS_EXPIRED', message: expect.stringContaining('2021-02-03') };
    for (const path of ['a', 'b', 'c'])
      await expect(fetcher.ask(`https://www.baan.example/${path}`)).rejects.toMatchObject(code);
    await fetcher.close();
    expect(server.connections()).toBe(3 + 1);
  });
});

test('an https address at which nobody listens is no matter of certificates', async () => {
  expect(await faultAt({ port: await closedPort() })).toMatchObject([{ kind: 'connection-refused' }]);
});
