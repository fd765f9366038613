import type { Reading } from '../model/evidence.ts';

/** What the bytes say about a page beside its reading. */
export type PageFacts = { mediaType: string; markup: string };

/** An element that an application fills by script: it stands empty in the page that came. */
const emptyRoot =
  /<(div|main|section|app-root)\b[^>]{0,300}\bid\s*=\s*["']?(?:root|app|__next|__nuxt|main-app|application|wrapper)["']?[^>]{0,300}>\s*<\/\1>|<app-root\b[^>]{0,300}>\s*<\/app-root>/i;
const fewLetters = 200;

const lettersOf = ({ blocks }: Reading): number =>
  blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === 'table'
        ? block.rows.reduce((cells, row) => cells + row.reduce((n, cell) => n + cell.text.length, 0), 0)
        : block.text.length),
    0,
  );

/** Why a page needs a browser to show what a visitor sees; null when its bytes are enough. */
export function escalate(reading: Reading, facts: PageFacts): string | null {
  if (!/html/i.test(facts.mediaType) && !reading.reader.startsWith('html')) return null;
  if (reading.gaps.some(({ code }) => code === 'not-rendered')) return 'script-only';
  const letters = lettersOf(reading);
  if (letters < fewLetters && emptyRoot.test(facts.markup)) return 'empty-root';
  const frames = reading.links.some(({ embedded }) => embedded);
  if (letters < fewLetters && !frames && /<i?frame\b(?![^>]{0,500}\bsrc\s*=\s*["']?[^"'\s>#])/i.test(facts.markup))
    return 'empty-frame';
  return null;
}
