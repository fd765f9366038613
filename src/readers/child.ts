import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGroup, ownGroup } from './group.ts';
import type { FromChild, ToChild } from './messages.ts';

/** How a child came to its end, with the last that it wrote to its standard error. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null; said: string };

/** A process that parses, alone with what it was given. */
export type Child = {
  /** 0 where it could not be started. */
  pid: number;
  post(message: ToChild): void;
  /** Whether it can still be told something; false some time before its end is known. */
  hears(): boolean;
  /** Whether the program waits for it: an idle child keeps no program alive. */
  hold(busy: boolean): void;
  /** Resident memory in bytes; 0 where the system does not tell. */
  memory(): number;
  /** Ends it with everything that it has started. */
  kill(): void;
};

export type ChildOptions = {
  /** The file that it runs. */
  entry: string;
  /** Megabytes of V8's heap, and bytes of resident memory. */
  heap: number;
  memory: number;
  /** Whether it gives way to everything else that the machine does. */
  background: boolean;
  onMessage(message: FromChild): void;
  /** Called once, also when it could not be started. */
  onEnd(ending: Ending): void;
};

/** What parsers and the recogniser may know of the surroundings: where programs and temporary files are, no secrets. */
const known =
  /^(?:path|pathext|home|userprofile|tmpdir|tmp|temp|lang|lc_\w+|tz|tessdata_prefix|omp_thread_limit|systemroot|windir|comspec|systemdrive|programfiles.*|programdata|localappdata|appdata|ld_library_path)$/iu;
export const scrubbed = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  OMP_THREAD_LIMIT: '1',
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => known.test(name))),
});

const mostSaid = 4_000;
const pageSize = 4_096;

/** The second number of statm is the resident set in pages. */
const residentOf = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageSize;
  } catch {
    return 0;
  }
};

const live = new Map<Child, string>();
const forget = (folder: string): void => {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Temporary files that stay behind are for the system to clear away.
  }
};
/** Children must not outlive the program; where it is killed they notice by themselves. */
process.on('exit', () => {
  for (const [{ pid }, folder] of live) {
    endGroup(pid, true);
    forget(folder);
  }
});

const setReferenced = (process: ChildProcess, busy: boolean): void => {
  const handles = [process, process.channel, process.stderr as Socket | null];
  for (const handle of handles) busy ? handle?.ref() : handle?.unref();
};

const giveWay = (pid: number): void => {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let us: it is only slower for the others.
  }
};

/** Starts a child; it says `ready` when its code is loaded. */
export const startChild = ({ entry, heap, memory, background, onMessage, onEnd }: ChildOptions): Child => {
  // Temporary files of a child go with it, however it ends: it is not asked to tidy up.
  const folder = mkdtempSync(join(tmpdir(), 'oit-reader-'));
  const forked = fork(entry, [String(memory)], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`],
    env: { ...scrubbed(process.env), TMPDIR: folder, TMP: folder, TEMP: folder },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: ownGroup,
  });
  let said = '';
  let ended = false;
  const end = (code: number | null, signal: NodeJS.Signals | null): void => {
    if (ended) return;
    ended = true;
    live.delete(child);
    forget(folder);
    onEnd({ code, signal, said });
  };
  const child: Child = {
    pid: forked.pid ?? 0,
    post: (message) => {
      // One that has just died cannot be told; its end is told to us.
      if (forked.connected) forked.send(message, () => {});
    },
    hears: () => forked.connected,
    hold: (busy) => setReferenced(forked, busy),
    memory: () => (process.platform === 'linux' ? residentOf(child.pid) : 0),
    kill: () => {
      if (child.pid !== 0 && !ended) endGroup(child.pid);
    },
  };
  if (child.pid !== 0) live.set(child, folder);
  if (background && child.pid !== 0) giveWay(child.pid);
  forked.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-mostSaid);
  });
  forked.on('message', (message) => onMessage(message as FromChild));
  // What it said last may arrive after its exit: `close` comes when that is through, unless a grandchild holds on to it.
  forked.on('exit', (code, signal) => {
    // What it has started goes with it.
    if (ownGroup && child.pid !== 0) endGroup(child.pid);
    forked.stderr?.once('close', () => end(code, signal));
    if (!forked.stderr || forked.stderr.destroyed) end(code, signal);
  });
  forked.on('error', (error) => {
    said ||= error.message;
    if (child.pid === 0) end(null, null);
  });
  return child;
};
