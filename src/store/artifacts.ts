import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import { isMissing, readError, touched, writeWhole } from './disk.ts';

const sha256 = /^[0-9a-f]{64}$/;

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Ids come from hashes alone, so nothing from the web ever becomes a path. */
export const checkedId = (id: string): string => {
  if (!sha256.test(id)) throw new UserError(`"${id.slice(0, 80)}" is no artifact id (sha256 in hex).`);
  return id;
};

/** The bytes that were seen, each kept once under the sha256 of its content. */
export type Artifacts = {
  save(bytes: Uint8Array): Promise<string>;
  load(id: string): Promise<Uint8Array>;
  /** Whether an artifact is there; if so, it counts as used now. */
  has(id: string): Promise<boolean>;
};

export function openArtifacts(folder: string): Artifacts {
  const pathOf = (id: string) => join(folder, 'artifacts', checkedId(id).slice(0, 2), id);
  return {
    async save(bytes) {
      const id = hashOf(bytes);
      const path = pathOf(id);
      // Same name, same bytes: what is there is never written again. Its time says that it is still in use.
      if (!(await touched(path))) await writeWhole(path, bytes);
      return id;
    },
    has: (id) => touched(pathOf(id)),
    async load(id) {
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (isMissing(error)) throw new UserError(`${pathOf(id)} is missing: the saved evidence is not complete.`);
        throw readError(pathOf(id), error);
      }
    },
  };
}
