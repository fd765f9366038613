import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folders whose code runs in the child processes. */
const inWorker = ['readers', 'thai', 'model'];

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .reduce((latest, entry) => Math.max(latest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs), 0);

const builtFromSource = (): string => {
  const built = fileURLToPath(new URL('../../dist/readers/worker.js', import.meta.url));
  if (!existsSync(built))
    throw new Error(`${built} is missing: the process that reads files must be built first (npm run build).`);
  const source = fileURLToPath(new URL('..', import.meta.url));
  const changed = Math.max(...inWorker.map((folder) => newest(`${source}${folder}`)));
  if (changed > statSync(built).mtimeMs)
    throw new Error(`${built} is older than its sources: build it again before it reads files (npm run build).`);
  return built;
};

/**
 * The file that the child processes run. Tests run the sources as they are, which Node alone cannot: there it is the
 * built file, and one that does not belong to these sources would test something else.
 * @throws Error when it is missing or stale
 */
export const workerPath = (): string =>
  import.meta.url.endsWith('.ts') ? builtFromSource() : fileURLToPath(new URL('./worker.js', import.meta.url));
