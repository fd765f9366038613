import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../model/errors.ts';

/** A place that a person named on the command line: an address of the web, or a file of this machine. */
export type Place =
  | { kind: 'web'; source: string; url: string }
  | { kind: 'file'; source: string; url: string; path: string; name: string };

const largestFile = 60e6;

const strange = (source: string): UserError =>
  new UserError(`${source} is neither a file nor an address that starts with http:// or https://.`);

const pathOf = (source: string): string => {
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(source)) return resolve(source);
  try {
    return fileURLToPath(source);
  } catch {
    throw strange(source);
  }
};

/** What an argument means. Throws a UserError for what is neither an address nor the name of a file. */
export const placeOf = (source: string): Place => {
  if (/^https?:\/\//iu.test(source)) {
    if (!URL.canParse(source)) throw strange(source);
    return { kind: 'web', source, url: source };
  }
  const path = pathOf(source);
  return { kind: 'file', source, url: pathToFileURL(path).href, path, name: basename(path) };
};

const refused = (path: string, code: string | undefined): UserError =>
  new UserError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);

/** Throws a UserError unless the path names a file that is small enough to be read. */
export const checkFile = async (path: string): Promise<void> => {
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw refused(path, error.code);
  });
  if (facts.isDirectory()) throw new UserError(`${path} is a folder; name the files in it.`);
  if (facts.size > largestFile) throw new UserError(`${path} is larger than ${largestFile / 1e6} MB.`);
};

/** The bytes of a file; a UserError where they cannot be had. */
export const bytesOf = (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw refused(path, error.code);
  });
