import { createHash } from 'node:crypto';
import type { Audited } from '../audit/index.ts';
import type { Gathered } from '../model/gathered.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { engineFingerprint } from './engine.ts';

/**
 * Names everything that a run is made from: the same name, the same results. What was seen counts and not when. Empty
 * where readings are not kept as evidence, which have no names.
 */
export const inputsOf = (manifest: Audited, ruleset: Ruleset, gathered: Gathered): string => {
  const { home, ownHosts, visits, readings, items, budget } = gathered;
  if (!readings.names) return '';
  const seen = visits.map(({ fetchedAt: _, ...visit }) => visit);
  const names = Object.entries(readings.names).sort(([a], [b]) => (a < b ? -1 : 1));
  const { divisions, instruments } = manifest;
  const { id, name, province, website } = manifest.agency;
  const submitted = ruleset.items.map((item) => {
    const { urls = [], explanation = null, division = null } = manifest.items[item.id] ?? {};
    return [item.id, urls, explanation, division];
  });
  return createHash('sha256')
    .update(JSON.stringify([home, ownHosts, seen, names, items, budget]))
    .update(JSON.stringify([id, name, province, website, divisions, instruments, submitted]))
    .update(JSON.stringify(ruleset.reliability.assessors ?? null))
    .update(ruleset.fingerprint)
    .update(engineFingerprint())
    .digest('hex');
};
