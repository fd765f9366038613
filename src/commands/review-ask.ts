import { UserError } from '../model/errors.ts';
import { wrap } from '../thai/text.ts';
import type { Io } from './io.ts';
import { type Given, untilOf } from './review-given.ts';
import type { Waiting } from './review-list.ts';
import { waitingText } from './review-view.ts';
import { reviewWords } from './review-words.ts';

/** Asks a person something; null where nobody answers any more. */
export type Questioner = (prompt: string) => Promise<string | null>;

type Answers = {
  ask: Questioner;
  io: Io;
};

/** Asks until the answer can be taken; null where the person leaves. */
const until = async <T>(prompt: string, read: (answer: string) => T | undefined, { ask, io }: Answers, hint = '') => {
  for (;;) {
    const answer = await ask(prompt);
    if (answer === null) return null;
    try {
      const taken = read(answer.trim());
      if (taken !== undefined) return taken;
      if (hint) io.err(`${hint}\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      io.err(`${error.message}\n`);
    }
  }
};

const filled = (answer: string): string | undefined => (answer === '' ? undefined : answer);

const choices: Record<string, 'met' | 'notMet' | 'skip' | 'leave'> = {
  y: 'met',
  n: 'notMet',
  '': 'skip',
  q: 'leave',
};

/** Goes through what needs a person. Every answer is kept at once, so that it can be left and gone on with. */
export const askAll = async (
  open: readonly Waiting[],
  { reviewer: given }: Given,
  keep: (given: Given) => Promise<void>,
  ask: Questioner,
  today: string,
  io: Io,
): Promise<void> => {
  const words = reviewWords[io.language];
  const answers: Answers = { ask, io };
  let left = open.length;
  let reviewer = given ?? null;
  const leave = (): void => io.err(`\n${left > 0 ? wrap(words.left(left), io.columns).join('\n') : words.none}\n`);
  for (const one of open) {
    io.err(`\n${waitingText(one, io)}\n`);
    const choice = await until(
      words.ask.verdict,
      (answer) => choices[answer.toLowerCase()],
      answers,
      words.ask.notUnderstood,
    );
    if (choice === null || choice === 'leave') break;
    if (choice === 'skip') continue;
    reviewer ??= await until(words.ask.reviewer, filled, answers);
    if (reviewer === null) break;
    const reason = await until(words.ask.reason, filled, answers);
    if (reason === null) break;
    const last = await until(words.ask.until, (answer) => (answer === '' ? '' : untilOf(answer, today)), answers);
    if (last === null) break;
    await keep({
      item: one.element.id,
      [choice]: true,
      reviewer,
      reason,
      ...(last === '' ? {} : { until: last }),
    });
    left--;
  }
  leave();
};
