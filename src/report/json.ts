import type { Formatter } from './format.ts';

/** The value with the keys of every object in alphabetical order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** The run document itself. Equal runs give equal bytes, whatever order their keys were made in. */
export const json: Formatter = (run) => [{ path: 'run.json', content: `${JSON.stringify(sorted(run), null, 2)}\n` }];
