import type { Outcome } from '../model/outcome.ts';
import type { ElementResult, ItemResult, Range, Run } from '../model/run.ts';
import { displayWidth, padEnd, truncate, wrap } from '../thai/text.ts';
import { cleanAll, oneLine } from './clean.ts';
import {
  atStake,
  cost,
  costliest,
  counted,
  countFaults,
  countOutcomes,
  nothingVerified,
  ownerOf,
  showsPoints,
  sum,
  toLookAgain,
} from './facts.ts';
import type { Formatter, ReportOptions } from './format.ts';
import { type Messages, messages } from './messages/index.ts';
import { percent, score, span } from './numbers.ts';
import { sayManual, sayReviews, sayWidths } from './say.ts';
import { type Paint, paintWith, signs } from './signs.ts';
import { bangkokTime } from './time.ts';

const WIDTH = 80;
const NARROWEST = 40;
const FIXES = 5;
const INDENT = '  ';

/** What every part of the summary is written with. */
type Sheet = { m: Messages; width: number; paint: (text: string, as: Paint) => string };

const sheetFor = ({ language, columns = WIDTH, colour = false }: ReportOptions): Sheet => ({
  m: messages[language],
  width: Math.max(NARROWEST, columns),
  paint: paintWith(colour),
});

const paragraph = (text: string, width: number, indent = INDENT): string[] =>
  wrap(oneLine(text), width - indent.length).map((line) => `${indent}${line}`);

const toWidth = (text: string, width: number) => padEnd(truncate(oneLine(text), width), width);
const right = (text: string, width: number) => ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
const between = (range: Range, { m }: Sheet) =>
  range.low === range.high ? '' : ` (${m.summary.between(score(range.low), score(range.high))})`;
const expected = (range: Range, { m }: Sheet) => (range.expected === null ? m.summary.unknown : score(range.expected));

const heading = ({ agency, ruleset, finishedAt }: Run, { m, width, paint }: Sheet): string[] => [
  ...paragraph(agency.name, width, '').map((line) => paint(line, 'bold')),
  ...paragraph(`${m.report.name} ${m.report.fiscalYear(ruleset.fiscalYear)}`, width, ''),
  ...paragraph(m.report.checkedAt(bangkokTime(finishedAt, m)), width, ''),
  ...(ruleset.status === 'draft' ? paragraph(m.statuses.draft, width, '') : []),
];

const figures = (run: Run, sheet: Sheet): string[] => {
  const { m, width, paint } = sheet;
  const { oit, ita, coverage } = run.prediction;
  if (nothingVerified(run))
    return [
      ...paragraph(m.summary.nothing, width, '').map((line) => paint(line, 'bold')),
      ...paragraph(m.terminal.again, width, ''),
    ];
  const lines = [
    `${m.summary.oit}: ${expected(oit, sheet)}${between(oit, sheet)}`,
    ...sayWidths(oit, m),
    ...sayReviews(run, m),
  ];
  if (ita) {
    const { low, expected: middle, high } = ita.grade;
    const grade = `${m.summary.grade} ${middle?.[m.language] ?? m.summary.unknown}`;
    const spread =
      low[m.language] === high[m.language] ? '' : ` · ${m.summary.grades(low[m.language], high[m.language])}`;
    lines.push(`${m.summary.ita}: ${expected(ita, sheet)}${between(ita, sheet)} · ${grade}${spread}`);
    lines.push(...sayWidths(ita, m));
  }
  const [first = [], ...rest] = lines.map((line) => paragraph(line, width, ''));
  return [
    ...first.map((line) => paint(line, 'bold')),
    ...rest.flat(),
    ...paragraph(`${m.summary.coverage} ${percent(coverage)} ${m.summary.coverageMeaning(coverage === 1)}`, width, ''),
  ];
};

const counts = (items: readonly ItemResult[], { m, width }: Sheet): string[] => {
  const parts = Object.entries(countOutcomes(items)) as [Outcome, number][];
  const shown = parts.filter(([outcome, count]) => count > 0 || outcome !== 'inapplicable');
  return paragraph(
    shown.map(([outcome, count]) => `${signs[outcome]} ${m.outcomes[outcome].label} ${count}`).join(' · '),
    width,
    '',
  );
};

const table = (run: Run, { m, width, paint }: Sheet): string[] => {
  const widest = (texts: readonly string[], most: number) => Math.min(most, Math.max(...texts.map(displayWidth)));
  const labels = run.items.map((item) => {
    const beside = item.manual && item.manual.outcome !== item.outcome ? ` (${signs[item.manual.outcome]})` : '';
    return `${signs[item.outcome]} ${m.outcomes[item.outcome].label}${beside}`;
  });
  const points = run.items.map((item) => (showsPoints(item, run) ? span(item.points) : '–'));
  const id = widest([m.terminal.item, ...run.items.map((item) => oneLine(item.id))], 6);
  const outcome = widest([m.terminal.outcome, ...labels], 18);
  const point = widest([m.terminal.points, ...points], 14);
  const title = width - id - outcome - point - 6;
  const row = (cells: readonly [string, string, string, string], as: Outcome | 'dim') =>
    [
      toWidth(cells[0], id),
      toWidth(cells[1], title),
      paint(toWidth(cells[2], outcome), as),
      right(cells[3], point),
    ].join('  ');
  const { terminal } = m;
  return [
    row([terminal.item, terminal.title, terminal.outcome, terminal.points], 'dim'),
    '─'.repeat(width),
    ...run.items.map((item, index) =>
      row([item.id, item.title[m.language], labels[index] ?? '', points[index] ?? ''], item.outcome),
    ),
  ];
};

const fixes = (run: Run, { m, width, paint }: Sheet): string[] => {
  if (nothingVerified(run)) return [];
  const names = new Map(run.divisions.map(({ id, name }) => [id, name]));
  const open = run.items.filter((item) => counted(item) === 'cantTell' || counted(item) === 'untested');
  const found = costliest(run, FIXES);
  return [
    '',
    ...paragraph(found.length > 0 ? m.fixes.heading : m.fixes.none, width, '').map((line) => paint(line, 'bold')),
    ...found.flatMap((item) => {
      const gain = m.fixes.gain(score(cost(item)));
      const name = toWidth(`${item.id} ${item.title[m.language]}`, width - displayWidth(gain) - 4);
      return [
        `${INDENT}${name}  ${gain}`,
        ...paragraph(names.get(ownerOf(item, run)) ?? m.unowned, width, INDENT.repeat(2)),
      ];
    }),
    ...(open.length > 0 ? paragraph(m.fixes.alsoOpen(open.length, score(sum(open.map(atStake)))), width) : []),
  ];
};

/** What people found, and what of it must be looked at again. */
const manual = (run: Run, { m, width, paint }: Sheet): string[] => {
  const all = run.items.flatMap(({ elements }) => elements);
  const again = toLookAgain(run);
  const listed = (elements: readonly ElementResult[]): string[] =>
    elements.flatMap((one) => (one.manual ? paragraph(`${one.id} ${sayManual(one.manual, m)}`, width) : []));
  const others = all.filter((one) => one.manual && !again.includes(one));
  return [
    ...(others.length > 0 ? ['', ...listed(others)] : []),
    ...(again.length > 0
      ? [
          '',
          ...paragraph(m.manual.again(again.length), width, '').map((line) => paint(line, 'cantTell')),
          ...listed(again),
        ]
      : []),
  ];
};

/** Faults of one kind are one line: what happened, what to do, and how often. */
const troubles = ({ items, faults }: Run, { m, width }: Sheet): string[] => {
  const withGaps = items.filter(({ gaps }) => gaps.length > 0);
  const lines = [
    ...(withGaps.length > 0
      ? paragraph(m.terminal.gaps(withGaps.length, sum(withGaps.map(({ gaps }) => gaps.length))), width, '')
      : []),
    ...(faults.length > 0 ? paragraph(m.terminal.faults(faults.length), width, '') : []),
    ...[...countFaults(faults)].flatMap(([kind, count]) =>
      paragraph(`${count} × ${m.faults[kind].what} · ${m.faults[kind].todo}`, width),
    ),
  ];
  return lines.length > 0 ? ['', ...lines] : [];
};

/** A summary for the terminal in which no line is wider than the columns asked for. */
export const terminal: Formatter = (original, options) => {
  const run = cleanAll(original);
  const sheet = sheetFor(options);
  const lines = [
    ...heading(run, sheet),
    '',
    ...figures(run, sheet),
    ...counts(run.items, sheet),
    '',
    ...table(run, sheet),
    ...manual(run, sheet),
    ...fixes(run, sheet),
    ...troubles(run, sheet),
  ];
  return [{ path: 'summary.txt', content: `${lines.join('\n')}\n` }];
};
