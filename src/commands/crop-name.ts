import { createHash } from 'node:crypto';
import type { EvidenceRef } from '../model/evidence.ts';

/** The name of the picture of a place in a document; null for evidence that is no place on a page. */
export const cropNameOf = ({ artifactId, at }: EvidenceRef): string | null =>
  at.in === 'page'
    ? createHash('sha256')
        .update(JSON.stringify([artifactId, at.page, at.box ?? null]))
        .digest('hex')
    : null;
