import type { Io } from '../src/commands/io.ts';

/** Lets a command run in this process, and keeps what it prints on standard output and what it says beside it. */
export const commandIo = (more: Partial<Io> = {}): { io: Io; printed: () => string; said: () => string } => {
  const texts = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
    language: 'en',
    json: false,
    quiet: false,
    columns: 80,
    colour: false,
    live: false,
    now: () => new Date('2025-04-30T00:00:00Z'),
    signal: new AbortController().signal,
    ...more,
  };
  return { io, printed: () => texts.out, said: () => texts.err };
};
