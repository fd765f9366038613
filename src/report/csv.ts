import type { ElementResult, ItemResult, Run } from '../model/run.ts';
import { cleanAll } from './clean.ts';
import { evidenceOf, ownerOf } from './facts.ts';
import type { Formatter } from './format.ts';
import { type Messages, messages } from './messages/index.ts';
import { short } from './numbers.ts';
import { sayPlace, sayWhy } from './say.ts';

/** A spreadsheet takes a cell that begins like this for a formula, and runs it. */
const FORMULA = /^\s*[=+\-@\t\n\uff1d\uff0b\uff0d\uff20]/u;

const cell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const columns = [
  'item',
  'itemTitle',
  'itemOutcome',
  'element',
  'elementTitle',
  'outcome',
  'reason',
  'quote',
  'url',
  'place',
  'division',
  'remedy',
  'question',
  'pointsLow',
  'pointsExpected',
  'pointsHigh',
  'weight',
  'certainty',
  'counted',
  'manual',
  'manualState',
  'manualReviewer',
  'manualReason',
  'manualDate',
  'manualUntil',
  'itemManual',
  'automaticExpected',
] as const satisfies readonly (keyof Messages['csv'])[];
type Row = Record<(typeof columns)[number], string>;

const itemColumns = (run: Run, item: ItemResult, m: Messages) => ({
  item: item.id,
  itemTitle: item.title[m.language],
  itemOutcome: m.outcomes[item.outcome].label,
  division: run.divisions.find(({ id }) => id === ownerOf(item, run))?.name ?? m.unowned,
  pointsLow: short(item.points.low),
  pointsExpected: item.points.expected === null ? '' : short(item.points.expected),
  pointsHigh: short(item.points.high),
  weight: short(item.weight),
  itemManual: item.manual ? m.outcomes[item.manual.outcome].label : '',
  automaticExpected: item.manual?.automatic.expected == null ? '' : short(item.manual.automatic.expected),
});

const manualColumns = ({ manual }: ElementResult, m: Messages) => ({
  manual: manual ? m.manual.verdicts[manual.verdict] : '',
  manualState: manual ? m.manual.states[manual.state] : '',
  manualReviewer: manual?.reviewer ?? '',
  manualReason: manual?.reason ?? '',
  manualDate: manual?.date ?? '',
  manualUntil: manual?.until ?? '',
});

const elementColumns = (element: ElementResult, m: Messages) => {
  const evidence = evidenceOf(element);
  const lines = (parts: readonly string[]) => [...new Set(parts)].join('\n');
  return {
    element: element.id,
    elementTitle: element.title[m.language],
    outcome: m.outcomes[element.outcome].label,
    reason: sayWhy(element, m),
    quote: lines(evidence.map(({ quote }) => quote)),
    url: element.outcome === 'untested' ? element.fault.url : lines(evidence.map(({ url }) => url)),
    place: lines(evidence.map(({ at }) => sayPlace(at, m))),
    remedy: element.outcome === 'failed' ? element.remedy : '',
    question: element.outcome === 'cantTell' ? element.question : '',
    certainty: m.certainties[element.certainty].label,
    counted: element.counts ? m.csv.yes : m.csv.no,
    ...manualColumns(element, m),
  };
};

const noElement: ReturnType<typeof elementColumns> = {
  element: '',
  elementTitle: '',
  outcome: '',
  reason: '',
  quote: '',
  url: '',
  place: '',
  remedy: '',
  question: '',
  certainty: '',
  counted: '',
  manual: '',
  manualState: '',
  manualReviewer: '',
  manualReason: '',
  manualDate: '',
  manualUntil: '',
};

/** One row per element, for spreadsheets: UTF-8 with a byte order mark, so that Thai shows right in Excel, and CRLF. */
export const csv: Formatter = (original, { language }) => {
  const run = cleanAll(original);
  const m = messages[language];
  const rows = run.items.flatMap((item): Row[] => {
    const elements = item.elements.map((element) => elementColumns(element, m));
    return (elements.length > 0 ? elements : [noElement]).map((element) => ({
      ...itemColumns(run, item, m),
      ...element,
    }));
  });
  const lines = [columns.map((name) => m.csv[name]), ...rows.map((row) => columns.map((name) => row[name]))];
  const content = lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
  return [{ path: 'report.csv', content: `\ufeff${content}` }];
};
