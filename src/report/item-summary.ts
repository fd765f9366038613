import type { ElementResult, ItemResult } from '../model/run.ts';
import { wrap } from '../thai/text.ts';
import { cleanAll, oneLine } from './clean.ts';
import type { ReportOptions } from './format.ts';
import { messages } from './messages/index.ts';
import { sayGap, sayPlace, sayTodo, sayWhy } from './say.ts';
import { paintWith, signs } from './signs.ts';

const quotesShown = 2;

/** One item for the terminal: every element with its outcome, reason, quote, place and what to do. */
export const itemSummary = (
  original: ItemResult,
  { language, columns = 80, colour = false }: ReportOptions,
): string => {
  const item = cleanAll(original);
  const m = messages[language];
  const paint = paintWith(colour);
  const lines = (text: string, indent: string): string[] =>
    wrap(oneLine(text), columns - indent.length).map((line) => `${indent}${line}`);
  // What stops every element alike is said once.
  const [first] = item.elements;
  const alike = new Set(item.elements.map((one) => sayWhy(one, m))).size === 1;
  const shared = alike && first && item.outcome !== 'passed' ? first : null;
  const once = shared ? [sayWhy(shared, m), ...(shared.outcome === 'untested' ? [`→ ${sayTodo(shared, m)}`] : [])] : [];
  const element = (one: ElementResult): string[] => {
    const todo = sayTodo(one, m);
    const evidence = 'evidence' in one ? one.evidence.slice(0, quotesShown) : [];
    return [
      ...lines(
        `${signs[one.outcome]} ${one.id} ${one.title[language]}${one.counts ? '' : ` (${m.items.notCounted})`}`,
        '',
      ).map((line) => paint(line, one.outcome)),
      ...(one.outcome === 'passed' || shared ? [] : lines(sayWhy(one, m), '    ')),
      ...evidence.flatMap((ref) => [
        ...lines(`“${ref.quote}”`, '    '),
        ...lines(`${sayPlace(ref.at, m)} · ${ref.url}`, '      '),
      ]),
      ...(todo === null || shared?.outcome === 'untested' ? [] : lines(`→ ${todo}`, '    ')),
    ];
  };
  return `${[
    ...lines(`${item.id} ${item.title[language]}`, '').map((line) => paint(line, 'bold')),
    paint(`${signs[item.outcome]} ${m.outcomes[item.outcome].label}`, item.outcome),
    ...once.flatMap((text) => lines(text, '')),
    '',
    ...item.elements.flatMap(element),
    ...item.gaps.flatMap((gap) => ['', ...lines(`! ${gap.label}`, ''), ...lines(sayGap(gap, m), '    ')]),
  ].join('\n')}\n`;
};
