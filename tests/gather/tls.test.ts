import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gather } from '../../src/gather/index.ts';
import { item, options, plan } from './site.ts';

/** A certificate of nobody, made for this test; null where there is no openssl. */
function selfSigned(): { key: Buffer; cert: Buffer } | null {
  const folder = mkdtempSync(join(tmpdir(), 'oit-tls-'));
  try {
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const subject = ['-subj', '/CN=www.baan.example', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pair = selfSigned();

test.skipIf(!pair)(
  'a certificate that nobody vouches for is a fault with its facts, and nothing is fetched',
  async () => {
    let asked = 0;
    const server = createServer(pair ?? {}, (_, response) => {
      asked++;
      response.end('x');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const gathered = await gather(plan([item('o1', ['https://www.baan.example/'])]), options({ port }));
    await new Promise((done) => server.close(done));
    expect(gathered.visits[0]?.fault).toMatchObject({
      kind: 'certificate-warning',
      nature: 'ours',
      detail: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
    expect(asked).toBe(0);
  },
);
