import type { GatherEvent } from '../gather/index.ts';
import { truncate } from '../thai/text.ts';
import type { Io } from './io.ts';
import { commandWords } from './words.ts';

const everyVisits = 25;

/** Shows a gather at work: one live line on a terminal, a plain line now and then elsewhere. */
export const showProgress = (io: Io): { onEvent(event: GatherEvent): void; done(): void } => {
  if (io.quiet) return { onEvent: () => {}, done: () => {} };
  const words = commandWords[io.language];
  /** Whether each address was opened; one that is tried again counts once. */
  const opened = new Map<string, boolean>();
  const count = (): string => words.visited(opened.size, [...opened.values()].filter((fine) => !fine).length);
  const line = (text: string): void => io.err(io.live ? `\r\u001b[2K${truncate(text, io.columns - 1)}` : `${text}\n`);
  return {
    onEvent(event) {
      if (event.kind === 'phase') line(`${words.gathering}: ${words.phases[event.phase]}`);
      if (event.kind !== 'visit-end') return;
      opened.set(event.visit.url, event.visit.fault === null);
      if (io.live || opened.size % everyVisits === 0) line(`${count()}${io.live ? `  ${event.visit.url}` : ''}`);
    },
    done() {
      line(count());
      if (io.live) io.err('\n');
    },
  };
};
