/** Slips between two words: letters added, left out, replaced, or swapped with their neighbour. */
const slips = (a: string, b: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

const longestWord = 60;

/**
 * The word that was probably meant: the one with the fewest slips, at most one for every three letters, upper and
 * lower case alike. Undefined when nothing is near. The first of equals wins.
 */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  if (word.length > longestWord) return undefined;
  const allowed = Math.max(1, Math.floor(word.length / 3));
  let best: { candidate: string; count: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const count = slips(word.toLowerCase(), candidate.toLowerCase());
    if (count <= allowed && count < (best?.count ?? Number.POSITIVE_INFINITY)) best = { candidate, count };
  }
  return best?.candidate;
};
