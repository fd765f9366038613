import type { Gap, Locator } from '../model/evidence.ts';
import type { Fault } from '../model/fault.ts';
import type { ElementResult } from '../model/run.ts';
import { oneLine } from './clean.ts';
import type { Messages, Sentences } from './messages/messages.ts';

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
