import type { Gap, Locator } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ManualResult } from '../model/review.ts';
import type { ElementResult, Prediction, Run } from '../model/run.ts';
import { oneLine } from './clean.ts';
import { widthsOf } from './facts.ts';
import type { Messages, Sentences } from './messages/messages.ts';
import { score } from './numbers.ts';

/** Where the width of a score comes from and what it is when verdicts err, in words; empty for older runs. */
export const sayWidths = (total: Prediction['oit'], { summary }: Messages): string[] => {
  const widths = widthsOf(total);
  const { calibrated } = total;
  if (!widths || !calibrated || calibrated.expected === null) return [];
  const shown = (width: number): string | null => (width < 0.005 ? null : score(width));
  const { low, expected, high } = calibrated;
  const from = summary.widths({
    evidence: shown(widths.evidence),
    scheme: shown(widths.scheme),
    verdicts: shown(widths.verdicts),
  });
  return from === '' ? [] : [`${summary.calibrated(score(expected), score(low), score(high))} (${from})`];
};

/** Where IIT and EIT are from. */
export const saySource = (
  { source, from, fiscalYear }: NonNullable<Prediction['ita']>,
  { summary }: Messages,
): string =>
  from === 'official' && fiscalYear !== undefined ? `${summary.ofResult(fiscalYear)}: ${oneLine(source)}` : source;

/** Looks the sentence of a reason up. The table has one for every code, so the cast only rejoins code and arguments. */
const say = <Reason extends { code: string }>(sentences: Sentences<Reason>, reason: Reason): string =>
  oneLine((sentences[reason.code as Reason['code']] as unknown as (reason: Reason) => string)(reason));

export const sayFault = ({ kind }: Fault, messages: Messages): string =>
  `${messages.faults[kind].what} ${messages.faults[kind].todo}`;

export const sayGap = ({ code }: Gap, messages: Messages): string =>
  `${messages.gaps[code].what} ${messages.gaps[code].todo}`;

/** Why the element has its outcome, in one plain sentence. */
export const sayWhy = (element: ElementResult, messages: Messages): string => {
  switch (element.outcome) {
    case 'passed':
      return messages.passed;
    case 'failed':
      return say(messages.fail, element.reason);
    case 'cantTell':
      return say(messages.doubt, element.reason);
    case 'untested':
      return messages.faults[element.fault.kind].what;
    case 'inapplicable':
      return messages.inapplicable;
  }
};

/** What somebody must do about the element; null when there is nothing to do. */
export const sayTodo = (element: ElementResult, messages: Messages): string | null => {
  switch (element.outcome) {
    case 'failed':
      return element.remedy;
    case 'cantTell':
      return element.question;
    case 'untested':
      return messages.faults[element.fault.kind].todo;
    default:
      return null;
  }
};

/** Where a quote stands, in words. */
export const sayPlace = (at: Locator, { places }: Messages): string => {
  switch (at.in) {
    case 'whole':
      return places.whole(at);
    case 'selector':
      return places.selector(at);
    case 'page':
      return places.page(at);
    case 'cell':
      return places.cell(at);
  }
};

/** A day of the Buddhist calendar in words. */
const sayDay = (text: string, { months, manual }: Messages): string => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return manual.date(day, months[month - 1] ?? '', year);
};

/** What a person found, who and when, why, and whether it counts. */
export const sayManual = (
  { verdict, reviewer, reason, date, until, state }: ManualResult,
  messages: Messages,
): string => {
  const { manual } = messages;
  const said = manual.said(manual.verdicts[verdict], oneLine(reviewer), sayDay(date, messages));
  return [
    `${said} · ${manual.states[state]}`,
    ...(until === undefined ? [] : [manual.until(sayDay(until, messages))]),
    `${manual.reason}: ${oneLine(reason)}`,
  ].join(' · ');
};

/** How many manual verdicts count, and the score without them; empty for runs without any. */
export const sayReviews = ({ reviews }: Run, { manual, summary }: Messages): string[] => {
  if (!reviews) return [];
  const { low, expected, high } = reviews.automatic.oit;
  const without = manual.without(expected === null ? summary.unknown : score(expected), score(low), score(high));
  return [reviews.applied === 0 ? manual.counted(0) : `${manual.counted(reviews.applied)} ${without}`];
};
