import type { Io } from '../../src/commands/io.ts';

/** Lets a command run in this process, always at the same time of the same day, and keeps what it prints. */
export const demoIo = (): { io: Io; printed: () => string } => {
  const out: string[] = [];
  const io: Io = {
    out: (text) => out.push(text),
    err: () => {},
    language: 'th',
    json: true,
    quiet: true,
    columns: 80,
    colour: false,
    live: false,
    now: () => new Date('2025-05-01T02:00:00Z'),
    signal: new AbortController().signal,
  };
  return { io, printed: () => out.join('') };
};
