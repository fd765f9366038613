import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls, { type SecureContextOptions } from 'node:tls';
import { deflateRawSync } from 'node:zlib';
import { vi } from 'vitest';
import { type Handler, host, type Pages, type Site, serve } from './site.ts';

/** Servers that speak bytes, for what no HTTP library sends, and the certificates that they show. */

export type Scripted = {
  port: number;
  /** Connections that were made to it. */
  connections(): number;
  close(): Promise<void>;
};

const listening = async (server: Server, at = '127.0.0.1', port = 0): Promise<Scripted> => {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, at, done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens nowhere');
  return {
    port: address.port,
    connections: () => connections,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
};

/** Answers the first bytes of every connection, at an address of loopback; rejects where the machine has no such address. */
export const listenAt = (at: string, port: number, answer: (socket: Socket) => void): Promise<Scripted> =>
  listening(
    createServer((socket) => void socket.once('data', () => answer(socket))),
    at,
    port,
  );

/** Answers the first bytes of every connection. */
export const raw = (answer: (socket: Socket) => void): Promise<Scripted> => listenAt('127.0.0.1', 0, answer);

/** Answers every connection at once, whether it asks or not. */
export const eager = (answer: (socket: Socket) => void): Promise<Scripted> => listening(createServer(answer));

export type Identity = SecureContextOptions & { key: string; cert: string };

/** An https server that answers everything with one page. `heard` counts the requests. */
export const secure = async (identity: tls.TlsOptions, body = ''): Promise<Scripted & { heard(): number }> => {
  let heard = 0;
  const server = tls.createServer(identity, (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      heard++;
      const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(body)}`;
      socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
    });
  });
  server.on('tlsClientError', () => {});
  return { ...(await listening(server)), heard: () => heard };
};

/** A port of loopback on which nobody listens. */
export const closedPort = async (): Promise<number> => {
  const { port, close } = await raw(() => {});
  await close();
  return port;
};

/** Sends a piece again and again for as long as somebody listens. Paced, so that others get their turn. */
export const flood = (socket: Socket, piece: string | Buffer): void => {
  const timer = setInterval(() => {
    if (socket.writableLength < 1e6) socket.write(piece);
  }, 5);
  socket.on('close', () => clearInterval(timer));
};

/** What does something: a page of the site, bytes for every connection of a server, or an address elsewhere. */
export type Deed = { page: string | Uint8Array | Handler } | { bytes: (socket: Socket) => void } | { url: string };

export type Stage = {
  site: Site;
  /** Where each deed is met, in their order. Each has a host of its own. */
  addresses: string[];
  resolve: Record<string, string>;
  /** Gives a host a server of its own. */
  add(host: string, server: Promise<Scripted>): Promise<void>;
  close(): Promise<void>;
};

/** Starts what the deeds need. `pages` are met at every host. */
export const stage = async (deeds: readonly Deed[], pages: Pages = {}): Promise<Stage> => {
  const own = deeds.flatMap((deed, index) => ('page' in deed ? [[`/${index}`, deed.page] as const] : []));
  const site = await serve({ ...pages, ...Object.fromEntries(own) });
  const servers: Scripted[] = [];
  const resolve: Record<string, string> = { [host]: `127.0.0.1:${site.port}` };
  const add = async (name: string, starting: Promise<Scripted>): Promise<void> => {
    const server = await starting;
    servers.push(server);
    resolve[name] = `127.0.0.1:${server.port}`;
  };
  const addresses: string[] = [];
  for (const [index, deed] of deeds.entries()) {
    const name = `deed${index}.example`;
    if ('page' in deed) resolve[name] = `127.0.0.1:${site.port}`;
    if ('bytes' in deed) await add(name, raw(deed.bytes));
    addresses.push('url' in deed ? deed.url : `http://${name}/${'page' in deed ? index : ''}`);
  }
  const close = async (): Promise<void> => void (await Promise.all([site, ...servers].map((server) => server.close())));
  return { site, addresses, resolve, add, close };
};

const settings = (folder: string): string => `
[ca]
default_ca = own
[own]
database = ${join(folder, 'index')}
new_certs_dir = ${folder}
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:true
[site]
subjectAltName = DNS:*.baan.example,DNS:accounts.google.com
authorityInfoAccess = caIssuers;URI:http://issuer.example/middle.der
[elsewhere]
subjectAltName = DNS:www.elsewhere.example,DNS:elsewhere.example
`;

type Signed = { cert: string; key: string; keyFile: string; certFile: string };

/** Makes certificates with openssl in a folder; each is signed by another one, or by itself. */
const notary = (folder: string) => {
  const config = join(folder, 'config');
  writeFileSync(config, settings(folder));
  writeFileSync(join(folder, 'index'), '');
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'ignore' });
  let count = 0;
  return (name: string, section: string, by: Signed | null, [from, to] = ['20200101', '20990101']): Signed => {
    const [keyFile, request, certFile] = ['key', 'csr', 'crt'].map((end) => join(folder, `${++count}.${end}`)) as [
      string,
      string,
      string,
    ];
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', keyFile);
    openssl('req', '-new', '-config', config, '-key', keyFile, '-subj', `/CN=${name}`, '-out', request);
    const signer = by ? ['-cert', by.certFile, '-keyfile', by.keyFile] : ['-selfsign', '-keyfile', keyFile];
    const times = ['-startdate', `${from}000000Z`, '-enddate', `${to}000000Z`];
    const how = ['-batch', '-notext', '-config', config, '-extensions', section, ...signer, ...times];
    openssl('ca', ...how, '-in', request, '-out', certFile);
    return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), keyFile, certFile };
  };
};

const identity = ({ key }: Signed, ...chain: Signed[]): Identity => ({
  key,
  cert: chain.map(({ cert }) => cert).join(''),
});

/** What a server may show, each wrong in one way, for `*.baan.example`. `root` is whom the machine trusts. */
const makeIdentities = (folder: string) => {
  const sign = notary(folder);
  const root = sign('Root of trust', 'authority', null);
  const middle = sign('Middle', 'authority', root);
  const oldMiddle = sign('Old middle', 'authority', root, ['20200101', '20220304']);
  const ownRoot = sign('Own root', 'authority', null);
  const ownMiddle = sign('Own middle', 'authority', ownRoot);
  const good = sign('site', 'site', middle);
  const signed = (by: Signed, section = 'site', times?: [string, string]): Identity => {
    const leaf = sign('site', section, by, times);
    return identity(leaf, leaf, by);
  };
  const nobody = sign('site of\nnobody\u0007', 'site', null);
  return {
    root: root.cert,
    good: identity(good, good, middle),
    incomplete: identity(good, good),
    expired: signed(middle, 'site', ['20200101', '20210203']),
    early: signed(middle, 'site', ['20980504', '20990101']),
    elsewhere: signed(middle, 'elsewhere'),
    expiredIssuer: signed(oldMiddle),
    privateRoot: signed(ownRoot),
    privateMiddle: signed(ownMiddle),
    selfSigned: identity(nobody, nobody),
  };
};
export type Identities = ReturnType<typeof makeIdentities>;

/** Certificates made for this run; null where there is no openssl. */
export const identities = (): Identities | null => {
  const folder = mkdtempSync(join(tmpdir(), 'oit-tls-'));
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return makeIdentities(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Makes this process trust a root, as a machine trusts those of its system; returns what undoes it. */
export const trust = (root: string): (() => void) => {
  const { connect } = tls;
  const spy = vi.spyOn(tls, 'connect');
  spy.mockImplementation(((options: tls.ConnectionOptions) => connect({ ...options, ca: [root] })) as typeof connect);
  return () => spy.mockRestore();
};

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** A zip archive of files, each packed as far as it goes. */
export const zip = (files: Readonly<Record<string, Uint8Array>>): Buffer => {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crcOf(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
};
