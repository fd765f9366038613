import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/errors.ts';

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException)?.code ?? '');

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'there is no permission',
  EPERM: 'there is no permission',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'part of the path is a file, not a folder',
  EMFILE: 'too many files are open',
};

/** Turns what a disk refuses into a sentence for the user; everything else stays a bug. */
export function diskError(path: string, error: unknown): unknown {
  const reason = reasons[codeOf(error)];
  return reason
    ? new UserError(
        `${path} cannot be written: ${reason}. Everything saved before is kept; the next run goes on from there.`,
      )
    : error;
}

/** As `diskError`, for what cannot be read. */
export function readError(path: string, error: unknown): unknown {
  return codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' || codeOf(error) === 'EISDIR'
    ? new UserError(`${path} cannot be read (${codeOf(error)}).`)
    : error;
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Marks a file as used now; false where there is none. */
export const touched = (path: string): Promise<boolean> => {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
};

export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw diskError(path, codeOf(error) === 'EEXIST' ? Object.assign(new Error(), { code: 'ENOTDIR' }) : error);
  }
}

/**
 * Writes a whole file or nothing: to a name of its own first, then renamed. Readers never see half of it. What is not
 * `durable` may be lost or damaged by a power cut; it costs no wait for the disk.
 */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
  { durable = true }: { durable?: boolean } = {},
): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw diskError(path, error);
  }
}

/** The text of a file, or null where there is none. */
export async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (isMissing(error)) return null;
    throw readError(path, error);
  }
}
