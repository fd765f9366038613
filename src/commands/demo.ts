import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostOf } from '../gather/index.ts';
import { loadManifest } from '../manifest/index.ts';
import { loadRuleset } from '../ruleset/index.ts';
import { type AuditOptions, auditManifest } from './audit.ts';
import type { Exit, Io } from './io.ts';
import { serveFolder } from './serve.ts';
import { commandWords } from './words.ts';

const demoFolder = fileURLToPath(new URL('../../seeds/demo', import.meta.url));

/** `oit demo`: serves the fictional municipality on loopback and audits it like any other. */
export const demoCommand = async (options: AuditOptions & { folder?: string }, io: Io): Promise<Exit> => {
  const folder = options.folder ?? demoFolder;
  const manifest = await loadManifest(folder);
  const ruleset = await loadRuleset(manifest.fiscalYear);
  const site = await serveFolder(join(folder, 'site'));
  try {
    if (!io.quiet)
      io.err(
        `${commandWords[io.language].demo}: ${manifest.agency.name} (${manifest.agency.website} → 127.0.0.1:${site.port})\n`,
      );
    const resolve = { [hostOf(manifest.agency.website)]: `127.0.0.1:${site.port}` };
    return await auditManifest(manifest, ruleset, { ...options, resolve }, io);
  } finally {
    await site.close();
  }
};
