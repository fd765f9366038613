import { createHash } from 'node:crypto';
import { identityIn, restsOn } from '../audit/rests-on.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Run } from '../model/run.ts';

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The run with the name of what each doubt rests on, so that a manual verdict can be held against it later. */
export const withEvidenceHashes = (run: Run, gathered: Gathered): Run => {
  const known = new Map<string, string>();
  const find = identityIn(gathered);
  const identityOf = (id: string): string => {
    const identity = known.get(id) ?? find(id);
    known.set(id, identity);
    return identity;
  };
  const items = run.items.map((item) => ({
    ...item,
    elements: item.elements.map((element) => {
      const parts = restsOn(element, item, gathered, identityOf);
      return parts === null ? element : { ...element, evidenceHash: hashOf(parts) };
    }),
  }));
  return { ...run, items };
};
