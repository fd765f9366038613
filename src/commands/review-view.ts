import type { Run } from '../model/run.ts';
import { cleanAll, messages, oneLine, sayGap, sayManual, sayPlace, sayWhy } from '../report/index.ts';
import { wrap } from '../thai/text.ts';
import type { Io } from './io.ts';
import type { Waiting, Waitings } from './review-list.ts';
import { reviewWords } from './review-words.ts';

/** Quotes and gaps of one element that are shown; all of them are in the report and with --json. */
const most = 5;

type Printing = Pick<Io, 'language' | 'columns'>;

/** An element for a person: why the program cannot tell, quotes with places and pictures, and the question. */
export const waitingText = (one: Waiting, { language, columns }: Printing): string => {
  const { item, element, evidence, gaps, manual } = cleanAll(one);
  const [m, words] = [messages[language], reviewWords[language]];
  const lines = (text: string, indent = '    '): string[] =>
    wrap(oneLine(text), columns - indent.length).map((line) => `${indent}${line}`);
  const few = <T>(all: readonly T[], show: (part: T) => string[]): string[] => [
    ...all.slice(0, most).flatMap(show),
    ...(all.length > most ? lines(words.more(all.length - most)) : []),
  ];
  return [
    ...lines(
      `? ${element.id} ${element.title[language]}${element.counts ? '' : ` (${words.notCounted})`} · ${item.title[language]}`,
      '',
    ),
    ...lines(sayWhy(element, m)),
    ...few(evidence, ({ quote, at, url, picture }) => [
      ...lines(`“${quote}”`),
      ...lines(`${sayPlace(at, m)} · ${url}`, '      '),
      ...(picture === null ? [] : [`      ${words.picture}: ${picture}`]),
    ]),
    ...few(gaps, (gap) => [...lines(`${words.unread}: ${gap.label} · ${sayGap(gap, m)}`), ...lines(gap.url, '      ')]),
    ...lines(`→ ${words.question}: ${element.question}`),
    ...(manual ? lines(`${words.again}: ${sayManual(manual, m)}`) : []),
  ].join('\n');
};

/** What of a run needs a person, for the terminal. */
export const reviewText = (run: Run, { open, settled, overtaken }: Waitings, named: string, io: Printing): string => {
  const [m, words] = [messages[io.language], reviewWords[io.language]];
  const lines = (text: string, indent = ''): string[] =>
    wrap(oneLine(text), io.columns - indent.length).map((line) => `${indent}${line}`);
  const [first] = open;
  return `${[
    ...(first ? lines(words.title(cleanAll(run.agency.name), open.length)) : [words.none]),
    ...open.flatMap((one) => ['', waitingText(one, io)]),
    ...(settled.length > 0 ? ['', ...lines(words.settled(settled.length))] : []),
    ...settled.flatMap(({ element, manual }) =>
      manual ? lines(`${element.id} ${sayManual(cleanAll(manual), m)}`, '  ') : [],
    ),
    ...(overtaken.length > 0 ? ['', ...lines(words.overtaken)] : []),
    ...overtaken.flatMap(({ element, manual }) => lines(`${element.id} ${sayManual(cleanAll(manual), m)}`, '  ')),
    ...(first ? ['', ...lines(words.how(named, first.element.id))] : []),
  ].join('\n')}\n`;
};
