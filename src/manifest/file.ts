import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';

type SystemError = Error & { code?: string };

const because: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

const asUserError = (error: unknown, path: string): unknown => {
  const reason = error instanceof Error ? because[(error as SystemError).code ?? ''] : undefined;
  return reason === undefined ? error : new UserError(`Cannot read ${path}: ${reason}.`);
};

/** The file meant by a path: the path itself, or the named file where the path is a folder. */
export const fileAt = async (path: string, nameInFolder: string): Promise<string> => {
  try {
    return (await stat(path)).isDirectory() ? join(path, nameInFolder) : path;
  } catch (error) {
    throw asUserError(error, path);
  }
};

/** The text of a file; bytes that are not UTF-8 become U+FFFD. A file that cannot be read is a `UserError`. */
export const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw asUserError(error, file);
  }
};
