import { basename, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../model/errors.ts';

/** A place that a person named on the command line: an address of the web, or a file of this machine. */
export type Place =
  | { kind: 'web'; source: string; url: string }
  | { kind: 'file'; source: string; url: string; path: string; name: string };

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
