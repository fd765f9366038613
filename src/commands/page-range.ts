const range = /^(\d{1,5})(?:-(\d{1,5}))?$/u;

/** The pages that a list such as "1-3,7" names, in order and each once; null where it is no such list. */
export const parsePages = (list: string): number[] | null => {
  const pages = new Set<number>();
  for (const part of list.split(',')) {
    const [, first, last = first] = range.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === undefined || from < 1 || to < from) return null;
    for (let page = from; page <= to; page++) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
};

/** The shortest list that names these pages: "1-3,7". */
export const pageList = (pages: readonly number[]): string => {
  const runs: { from: number; to: number }[] = [];
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === page - 1) last.to = page;
    else runs.push({ from: page, to: page });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
};
