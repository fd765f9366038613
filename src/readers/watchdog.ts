import { workerData } from 'node:worker_threads';
import { endGroup } from './group.ts';
import type { Bounds } from './messages.ts';

/**
 * A thread beside the parsers of a child process, which can be in a loop that hears no message. It ends the process
 * with everything that it started when the program is gone, and when the process has grown too large where the
 * program cannot see that from outside.
 */
const { parent, memory } = workerData as Bounds;
const pause = 500;

const isOrphan = (): boolean => {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
};

setInterval(() => {
  if (isOrphan() || (process.platform !== 'linux' && process.memoryUsage.rss() > memory)) endGroup(process.pid);
}, pause);
