// Runs one of the scripts below in a process of its own, so that it can be killed: node child.mjs <script> <json>
import { createViteServer } from 'vitest/node';

const [, , script, argument] = process.argv;
const vite = await createViteServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
});
const scripts = await vite.ssrLoadModule('/tests/store/scripts.ts');
await scripts[script](JSON.parse(argument));
await vite.close();
process.exit(0);
