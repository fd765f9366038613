import type { Reliability } from '../model/ruleset.ts';
import { chancesFor, type Judged } from './chance.ts';
import { forecastItem, type ItemForecast } from './item.ts';
import type { Scheme } from './scheme.ts';

/** An item with its judged elements, whoever judged them. */
export type JudgedItem = { id: string; elements: readonly Judged[] };

/** What each item of an agency may score. How likely a verdict is right depends on all others, so all come at once. */
export const forecastItems = (
  scheme: Scheme,
  reliability: Reliability,
  items: readonly JudgedItem[],
): Record<string, ItemForecast> => {
  const chances = chancesFor(
    reliability,
    items.flatMap(({ elements }) => elements),
  );
  return Object.fromEntries(
    items.map(({ id, elements }) => [
      id,
      forecastItem(elements, scheme.marks[id] ?? [], chances, reliability.assessors),
    ]),
  );
};
