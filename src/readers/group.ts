import { spawn, spawnSync } from 'node:child_process';

const onWindows = process.platform === 'win32';

/** Whether a child must be made the head of a group of its own, so that `endGroup` can end what it starts as well. */
export const ownGroup = !onWindows;

/**
 * Ends a process that heads a group, with everything that it has started, at once. One that is gone is fine. With
 * `wait` the program does nothing else meanwhile, as at its own end.
 */
export const endGroup = (pid: number, wait = false): void => {
  // To end group 0 or 1 would be to end ourselves, or everything.
  if (!(pid > 1)) throw new Error(`${pid} is no process that could be ended.`);
  if (onWindows) {
    const tree = ['/PID', String(pid), '/T', '/F'];
    if (wait) spawnSync('taskkill', tree, { stdio: 'ignore', windowsHide: true });
    else spawn('taskkill', tree, { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
