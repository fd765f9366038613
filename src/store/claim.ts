import { randomBytes } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, isThere, readText, writeWhole } from './disk.ts';

/** Says in a run's folder which process is writing it. */
const ownerFile = 'owner';

/** Whether a process of this machine is running. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether a crash left the folder behind while it was written: its owner has not let go of it, and is no more. */
const isOrphan = async (folder: string): Promise<boolean> => {
  const owner = Number(await readText(join(folder, ownerFile)));
  return owner > 0 && owner !== process.pid && !isAlive(owner);
};

const taken: ReadonlySet<string> = new Set(['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES']);

/** Moves a folder that names its owner into place: of several processes one can, and none finds it without a name. */
const moveInto = async (path: string): Promise<boolean> => {
  const made = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeWhole(join(made, ownerFile), String(process.pid), { durable: false });
    await rename(made, path);
    return true;
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    if (taken.has((error as NodeJS.ErrnoException).code ?? '') && (await isThere(path))) return false;
    throw diskError(path, error);
  }
};

const leftOver = /\.(\d+)-[0-9a-f]+\.tmp$/u;

/** Deletes folders that processes left behind which ended while they were moving them into place. */
export async function sweepClaims(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = Number(leftOver.exec(name)?.[1]);
    if (owner > 0 && owner !== process.pid && !isAlive(owner))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Takes a run's folder for this process: a new one, or the one that a crash left half written, since a run that goes on
 * is the same run.
 */
export async function claimRun(
  folder: string,
  base: string,
): Promise<{ id: string; folder: string; release(): Promise<void> }> {
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    const path = join(folder, id);
    const owner = join(path, ownerFile);
    if (await isOrphan(path)) await writeWhole(owner, String(process.pid), { durable: false });
    else if (!(await moveInto(path))) continue;
    return { id, folder: path, release: () => rm(owner, { force: true }) };
  }
}
