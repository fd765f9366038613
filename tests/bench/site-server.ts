import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../shared/bench/site-server.mjs', import.meta.url));

/** Whether the server of synthetic municipalities lies beside this checkout. */
export const hasServer = existsSync(program);

export type Stats = { requests: number; bytes: number; maxConcurrency: number; status: Record<string, number> };
export type SyntheticSite = {
  /** The start page of the only municipality. */
  home: string;
  /** What the server has counted since it was asked last. */
  stats(): Promise<Stats>;
  /** Addresses of its pages, documents or faults. */
  urls(kind: 'html' | 'docs' | 'faults' | 'all'): Promise<string[]>;
  close(): void;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts a synthetic municipality on loopback, with the options of its program. */
export const startSite = async (options: Readonly<Record<string, string | number>>): Promise<SyntheticSite> => {
  const port = await freePort();
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [program, '--n', '1', '--port', String(port), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((done) => child.stdout.once('data', done));
  const base = `http://127.0.0.1:${port}`;
  const text = async (path: string): Promise<string> => (await fetch(base + path)).text();
  await text('/__stats?reset=1');
  return {
    home: `${base}/m/0/`,
    stats: async () => JSON.parse(await text('/__stats?reset=1')) as Stats,
    urls: async (kind) => (await text(`/__urls?k=0&kind=${kind}`)).trim().split('\n'),
    close: () => child.kill(),
  };
};
