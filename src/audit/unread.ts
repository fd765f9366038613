import type { Run } from '../model/run.ts';

/**
 * Files with pages that were left unread though they may answer an element which is still open: by final address, those
 * on which most elements wait first.
 */
export const unreadFor = ({ items }: Pick<Run, 'items'>): string[] => {
  const waiting = new Map<string, number>();
  for (const { elements, gaps } of items) {
    const open = elements.filter(({ outcome }) => outcome === 'cantTell').length;
    if (open === 0) continue;
    const urls = gaps.filter(({ code, pages }) => code === 'over-budget' && (pages?.length ?? 0) > 0);
    for (const url of new Set(urls.map((gap) => gap.url))) waiting.set(url, (waiting.get(url) ?? 0) + open);
  }
  return [...waiting].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([url]) => url);
};
