import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The folders whose code decides what a run says of the same evidence. */
const judging = ['audit', 'checks', 'score', 'thai', 'model', 'ruleset', 'yaml'];

let known: string | undefined;

/** Names the code that judges: as long as it stays the same, the same evidence and rules give the same run. */
export const engineFingerprint = (): string => {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const folder of judging)
    for (const name of (readdirSync(join(root, folder), { recursive: true }) as string[]).sort())
      if (/\.[jt]s$/u.test(name)) hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)));
  known = hash.digest('hex');
  return known;
};
