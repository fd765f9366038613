import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ArtifactStore, GatherOptions, GatherPlan, PlannedItem } from '../../src/gather/index.ts';
import type { Gathered } from '../../src/model/gathered.ts';
import type { Finished, KeptArrival } from '../../src/model/visited.ts';
import { readUnplaced } from '../../src/readers/read.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
/** A page's HTML, or a function that answers. */
export type Pages = Record<string, string | Uint8Array | Handler>;

export type Site = {
  port: number;
  /** Requests by path, as the server saw them. */
  hits: Map<string, number>;
  /** Most requests that were open at once. */
  most(): number;
  /** Connections, with or without a request. */
  connections(): number;
  close(): Promise<void>;
};

/** A web server on loopback. `delay` gives milliseconds before each answer. */
export async function serve(pages: Pages, delay: () => number = () => 0): Promise<Site> {
  const hits = new Map<string, number>();
  let open = 0;
  let most = 0;
  let connections = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.set(path, (hits.get(path) ?? 0) + 1);
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    const page = pages[path];
    setTimeout(() => {
      if (typeof page === 'function') page(request, response);
      else if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>no</h1>');
      else
        response
          .writeHead(200, { 'content-type': typeof page === 'string' ? 'text/html; charset=utf-8' : 'application/pdf' })
          .end(page);
    }, delay());
  });
  server.on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    most: () => most,
    connections: () => connections,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export type MemoryStore = ArtifactStore & { finished: Map<string, Finished>; artifacts: Map<string, Uint8Array> };

/**
 * @param before what earlier runs have seen, by address
 * @param disk the store of those runs
 */
export function memoryStore(
  before: ReadonlyMap<string, Finished> = new Map(),
  disk?: Omit<MemoryStore, 'finished'>,
): MemoryStore {
  const finished = new Map<string, Finished>();
  const arrivals = new Map<string, KeptArrival>();
  const journal = {
    recall: (url: string) => finished.get(url) ?? null,
    before: (url: string) => before.get(url) ?? null,
    async record(one: Finished) {
      finished.set(one.visit.url, one);
    },
    recallArrival: (url: string) => arrivals.get(url) ?? null,
    async recordArrival(arrival: KeptArrival) {
      arrivals.set(arrival.url, arrival);
    },
    async improve(artifactId: string, reading: string) {
      for (const one of finished.values())
        if (one.visit.artifactId === artifactId) finished.set(one.visit.url, { ...one, reading });
    },
  };
  if (disk) return { ...disk, ...journal, finished };
  const evidence = new Map<string, string>();
  const kept = (name: string) => {
    const text = evidence.get(name);
    return text === undefined ? null : JSON.parse(text);
  };
  const artifacts = new Map<string, Uint8Array>();
  const readings = new Map<string, string>();
  return {
    artifacts,
    finished,
    ...journal,
    async save(bytes) {
      const id = createHash('sha256').update(bytes).digest('hex');
      artifacts.set(id, bytes);
      return id;
    },
    async load(id) {
      const bytes = artifacts.get(id);
      if (!bytes) throw new Error(`no artifact ${id}`);
      return bytes;
    },
    async reading(id, version, told) {
      const text = readings.get(`${id} ${version} ${told}`);
      return text === undefined ? null : JSON.parse(text);
    },
    async saveReading(id, version, told, reading) {
      readings.set(`${id} ${version} ${told}`, JSON.stringify(reading));
    },
    has: async (id) => artifacts.has(id),
    async keep(reading) {
      const text = JSON.stringify(reading);
      const name = createHash('sha256').update(text).digest('hex');
      evidence.set(name, text);
      return name;
    },
    kept,
    holds: async (name) => evidence.has(name),
    readings: (names) => ({
      ids: Object.keys(names).sort(),
      names,
      get: (id) => kept(names[id] ?? '') ?? undefined,
    }),
  };
}

export const host = 'www.baan.example';
export const at = (path: string): string => `http://${host}${path}`;

export const item = (itemId: string, paths: string[], more: Partial<PlannedItem> = {}): PlannedItem => ({
  itemId,
  urls: paths.map((path) => (path.includes(':') ? path : at(path))),
  wanted: [],
  years: [],
  ...more,
});

export const plan = (items: PlannedItem[], more: Partial<GatherPlan> = {}): GatherPlan => ({
  home: null,
  ownHosts: ['baan.example'],
  items,
  enterTexts: ['เข้าสู่เว็บไซต์'],
  notFoundTexts: ['ไม่พบหน้าที่ต้องการ'],
  maintenanceTexts: ['ปิดปรับปรุง'],
  loginTexts: ['ขอสิทธิ์เข้าถึง', 'You need access'],
  nextTexts: ['ถัดไป', 'next'],
  ...more,
});

export const options = (site: { port: number }, more: Partial<GatherOptions> = {}): GatherOptions => ({
  store: memoryStore(),
  now: () => new Date('2026-11-23T02:15:00Z'),
  resolve: { [host]: `127.0.0.1:${site.port}`, 'baan.example': `127.0.0.1:${site.port}` },
  // In this process: tests of the gather need no built reader.
  read: readUnplaced,
  browser: null,
  retryDelayMs: 20,
  spacingMs: 0,
  ...more,
});

/** Everything that may not depend on when answers came, nor on whether a gather was interrupted. */
export const timeless = (gathered: Gathered): unknown => ({
  ...gathered,
  readings: Object.fromEntries(gathered.readings.ids.map((id) => [id, gathered.readings.get(id)])),
  visits: gathered.visits.map(({ fetchedAt: _, ...visit }) => visit),
});

export const prose = (words: string): string =>
  `<p>${words} ${'ข้อความของเทศบาลตัวอย่างเพื่อการเผยแพร่ข้อมูลต่อสาธารณะ '.repeat(14)}</p>`;

export const html = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;
