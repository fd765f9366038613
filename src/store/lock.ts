import { rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './claim.ts';
import { diskError, readText } from './disk.ts';

const lockPause = 25;

/** Whether the process that holds a lock is no more, or has held it longer than what it does takes. */
const isStale = async (path: string, longest: number): Promise<boolean> => {
  const owner = Number(await readText(path).catch(() => null));
  if (owner > 0 && owner !== process.pid && !isAlive(owner)) return true;
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > longest;
};

/** Takes a lock file for this process, and says so in it. */
const take = async (path: string): Promise<boolean> => {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw diskError(path, error);
  }
};

/**
 * Lets one process at a time do something; a lock that a crash left behind is broken.
 * @param longest milliseconds that the task takes at most on the slowest machine
 */
export async function locked<T>(path: string, task: () => Promise<T>, longest = 10_000): Promise<T> {
  while (!(await take(path))) {
    if (await isStale(path, longest)) await rm(path, { force: true });
    else await sleep(lockPause);
  }
  try {
    return await task();
  } finally {
    await rm(path, { force: true });
  }
}
