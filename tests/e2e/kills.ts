import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Handler, html, type Pages, prose, type Site, serve } from '../gather/site.ts';
import { writeManifest } from './program.ts';

const program = fileURLToPath(new URL('./audit-child.mjs', import.meta.url));
const host = 'www.baan.example';

/** A town with pages, files, a redirect, dead links and addresses that fail once or always. */
const town = (): Pages => {
  const menu = Array.from({ length: 10 }, (_, n) => `<a href="/menu/${n}">เมนู ${n}</a>`).join('');
  const page = (title: string, links: [string, string][]): string =>
    html(
      title,
      `<nav>${menu}</nav><main><h1>${title}</h1>${prose(title)}${links.map(([href, text]) => `<p><a href="${href}">${text}</a></p>`).join('')}</main>`,
    );
  const text: Handler = (_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8', etag: '"1"' })
      .end('รายงาน ปี 2568 '.repeat(40));
  const broken: Handler = (_, response) => response.writeHead(500).end();
  const pages: Pages = { '/': page('หน้าหลัก', [['/ita', 'ITA']]), '/ita': page('ITA', [['/o1', 'ข้อ 1']]) };
  for (let n = 0; n < 10; n++) pages[`/menu/${n}`] = page(`เมนู ${n}`, []);
  for (let n = 1; n <= 8; n++) {
    pages[`/o${n}`] = page(
      `แผนดำเนินงาน ${n}`,
      Array.from({ length: 7 }, (_, k) => [`/o${n}/${k}`, `แผน ${k} ปี 2568`]),
    );
    for (let k = 0; k < 7; k++) pages[`/o${n}/${k}`] = page(`แผน ${n}/${k}`, [[`/files/${n}.txt`, 'ดาวน์โหลด']]);
    pages[`/files/${n}.txt`] = text;
  }
  pages['/o3/2'] = (_, response) => response.writeHead(302, { location: '/o3/3' }).end();
  pages['/o4/1'] = broken;
  delete pages['/o5/5'];
  return pages;
};

/** The latest run of a folder of reports, but for its times: what any other run of the same must be equal to. */
const documentsIn = (out: string): { runs: number; run: unknown; gathered: unknown } => {
  const runs = join(out, 'baan', 'runs');
  const ids = readdirSync(runs)
    .filter((name) => !name.endsWith('.tmp'))
    .sort();
  const read = (name: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(runs, ids.at(-1) ?? '', name), 'utf8'));
  const { startedAt: _, finishedAt: __, ...run } = read('run.json');
  const gathered = read('gathered.json');
  const visits = (gathered.visits as Record<string, unknown>[]).map(({ fetchedAt: ___, ...visit }) => visit);
  return { runs: ids.length, run, gathered: { ...gathered, visits } };
};

/** Runs the audit; kills it after some milliseconds. Tells whether it came to its end before. */
const audit = (manifest: string, out: string, site: Site, killAfter: number | null): Promise<boolean> =>
  new Promise((resolve) => {
    const hosts = JSON.stringify({ [host]: `127.0.0.1:${site.port}` });
    const child = spawn(process.execPath, [program, manifest, out, hosts], { stdio: ['ignore', 'ignore', 'inherit'] });
    const timer = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.once('close', (_, signal) => {
      if (timer) clearTimeout(timer);
      resolve(signal === null);
    });
  });

/** Whether a run was finished, its reports included, before its process was killed. */
const isConcluded = (out: string): boolean =>
  existsSync(join(out, 'baan', 'index.json')) && !existsSync(join(out, 'baan', 'pending.jsonl'));

export type Survived = {
  kills: number;
  runs: number;
  /** Runs that ended in another document, or in more than one, each with what was different. */
  different: unknown[];
  /** Pages that were fetched again after a kill: only those may be that were under way. */
  refetched: number;
};

/**
 * Audits a town again and again, each time killed at random moments until it ends, and compares what it has kept with
 * an undisturbed run. `random` gives numbers from 0 to 1.
 */
export const surviveKills = async (kills: number, random: () => number): Promise<Survived> => {
  const folder = mkdtempSync(join(tmpdir(), 'oit-kills-'));
  const site = await serve(town(), () => 4);
  const survived: Survived = { kills: 0, runs: 0, different: [], refetched: 0 };
  try {
    const manifest = await writeManifest(
      folder,
      `http://${host}/`,
      Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`o${n + 5}`, [`http://${host}/o${n + 1}`]])),
    );
    const undisturbed = join(folder, 'undisturbed');
    const start = performance.now();
    await audit(manifest, undisturbed, site, null);
    const length = performance.now() - start;
    const expected = JSON.stringify(documentsIn(undisturbed));
    const usual = new Map(site.hits);
    while (survived.kills < kills) {
      const out = join(folder, `out-${survived.runs}`);
      site.hits.clear();
      let killed = 0;
      // An audit that was killed often enough is let go to its end: nearly all of it is there already.
      while (!(await audit(manifest, out, site, killed < 8 ? random() * length * 1.1 : null))) {
        killed++;
        if (isConcluded(out)) break;
      }
      survived.kills += killed;
      survived.runs++;
      const found = documentsIn(out);
      if (JSON.stringify(found) !== expected) survived.different.push(found);
      // robots.txt and what fails for the moment are asked for by every start.
      for (const [path, hits] of site.hits)
        if (usual.get(path) === 1 && path !== '/robots.txt') survived.refetched += hits - 1;
      rmSync(out, { recursive: true });
    }
    return survived;
  } finally {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
