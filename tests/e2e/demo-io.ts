import { commandIo } from '../command-io.ts';

/** Lets a command run in this process, always at the same time of the same day, and keeps what it prints. */
export const demoIo = () =>
  commandIo({ language: 'th', json: true, quiet: true, now: () => new Date('2025-05-01T02:00:00Z') });
