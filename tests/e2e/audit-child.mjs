// Audits one municipality with the built program, against a server on loopback, so that it can be killed on the way:
//   node audit-child.mjs <folder of the manifest> <folder of the reports> <json of the addresses of hosts>
import { auditManifest } from '../../dist/commands/audit.js';
import { loadManifest } from '../../dist/manifest/index.js';
import { loadRuleset } from '../../dist/ruleset/index.js';

const [, , folder, out, hosts] = process.argv;
const manifest = await loadManifest(folder);
const ruleset = await loadRuleset(manifest.fiscalYear);
const io = {
  out: () => {},
  err: () => {},
  language: 'th',
  json: false,
  quiet: true,
  columns: 80,
  colour: false,
  live: false,
  now: () => new Date(),
  signal: new AbortController().signal,
};
const options = { out, resolve: JSON.parse(hosts), browser: null, retryDelayMs: 50, spacingMs: 0 };
process.exitCode = await auditManifest(manifest, ruleset, options, io);
