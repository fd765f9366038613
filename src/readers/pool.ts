import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import type { GapCode, Reading } from '../model/evidence.ts';
import { type Child, type Ending, startChild } from './child.ts';
import type { FromChild } from './messages.ts';
import { emptyReading, type Facts, gapOf, type ReadOptions, type Scope, type Unplaced } from './reading.ts';
import { noReader } from './versions.ts';

/** How a caller wants a file to be read. */
export type ArtifactOptions = Pick<ReadOptions, 'pages' | 'ocr' | 'pictures' | 'before' | 'onProgress'> & {
  signal?: AbortSignal;
  /** Something waits for it: it does not queue behind files that take long. */
  soon?: boolean;
};

/** Where the patience with one file ends, and with one process. */
export type PoolLimits = {
  /** Milliseconds for a file; the recogniser's progress begins them anew. */
  quiet: number;
  /** Milliseconds for a file altogether. Waiting for a slot does not count. */
  total: number;
  /** Bytes of resident memory of a child, and megabytes of its JavaScript heap. */
  memory: number;
  heap: number;
  /** Bytes of a reading as JSON. */
  reading: number;
  /** Milliseconds that a file waits for busy children before another one starts, which costs as much as many pages. */
  patience: number;
  /** Files that one child reads, and bytes of memory that it may have kept, before another takes its place. */
  files: number;
  kept: number;
};

export const defaultLimits: PoolLimits = {
  quiet: 120_000,
  total: 30 * 60_000,
  memory: 1_280e6,
  heap: 768,
  reading: 50e6,
  patience: 1_000,
  files: 200,
  kept: 450e6,
};

export type PoolOptions = {
  /** The file that the children run. */
  entry: string;
  /** Children at most. */
  size?: number;
  /** How many children may do work at once that needs a core of its own. */
  slots?: number;
  /** Whether its children give way to everything else that the machine does. */
  background?: boolean;
  limits?: Partial<PoolLimits>;
};

export type Pool = {
  /**
   * Reads one file in a child process. Whatever the file does to it is a gap of that file.
   * @throws Error when no child can be started at all: the installation is broken, not the file
   */
  read(bytes: Uint8Array, facts: Facts, options?: ArtifactOptions): Promise<Unplaced>;
  /** Ends all children; files that are being read become gaps. */
  close(): void;
};

type Failure = { code: GapCode; detail: string };
type Result = Unplaced | Failure;

type Job = {
  /** When it came, on the monotonic clock. */
  since: number;
  /** How many children were to read it. */
  tries: number;
  bytes: Uint8Array;
  facts: Facts;
  options: ArtifactOptions;
  done(result: Result): void;
  broken(error: Error): void;
};

/** `begun`: whether the child has said that it has the file. */
type Running = { job: Job; begun: boolean; quiet: number; total: number; last: number; timer: NodeJS.Timeout };

type Member = {
  child: Child;
  /** Whether it has said anything yet. */
  ready: boolean;
  /** Whether it was told to end. */
  ending: boolean;
  files: number;
  running: Running | null;
  /** Slots that it holds. */
  held: Set<number>;
};

/** Children that may die before a file has reached them. */
const mostTries = 3;
const tick = 100;
/** A longer pause between two ticks was ours, or the machine's sleep, and is not held against the file. */
const longestTick = 1_000;

const stopped: Failure = { code: 'out-of-time', detail: 'stopped' };
const heapFull = /heap out of memory|allocation failed|out of memory/iu;

/** What the end of a child says about the file that it was reading. */
const failureOf = ({ code, signal, said }: Ending): Failure => {
  if (heapFull.test(said)) return { code: 'out-of-memory', detail: 'heap' };
  // Not ours: the system ends what takes too much of its memory.
  if (signal === 'SIGKILL') return { code: 'out-of-memory', detail: 'killed by the system' };
  return { code: 'reader-failed', detail: signal === null ? `exit code ${code}` : `signal ${signal}` };
};

const readingOf = ({ code, detail }: Failure, facts: Facts): Unplaced => ({
  reading: { ...emptyReading(noReader), gaps: [gapOf(facts, code, { detail })] },
  scope: 'bytes',
});

/** A child that a file has taken over could answer anything. */
const parsed = (json: Uint8Array, scope: Scope): Result => {
  try {
    const text = Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString();
    return { reading: JSON.parse(text) as Reading, scope };
  } catch {
    return { code: 'reader-failed', detail: 'the answer is no JSON' };
  }
};

const isFailure = (result: Result): result is Failure => 'code' in result;

/** A few processes that parse, one file at a time each. They start when they are needed and are kept warm. */
export const createPool = ({
  entry,
  size = availableParallelism(),
  slots = availableParallelism(),
  background = false,
  limits: given,
}: PoolOptions): Pool => {
  const limits = { ...defaultLimits, ...given };
  const queue: Job[] = [];
  const members = new Set<Member>();
  /** What ended a child once is not tried again. */
  const dangerous = new Map<string, Failure>();
  let everReady = false;
  let waking = false;

  /** Slots that were asked for, first come first served. */
  let asked: { member: Member; slot: number }[] = [];
  const isWaiting = (member: Member): boolean => member.held.size === 0 && asked.some((one) => one.member === member);

  const grantSlots = (): void => {
    const free = slots - [...members].reduce((sum, { held }) => sum + held.size, 0);
    for (const { member, slot } of asked.splice(0, Math.max(0, free))) {
      member.held.add(slot);
      member.child.post({ kind: 'granted', slot });
    }
  };

  const retire = (member: Member): void => {
    member.ending = true;
    member.child.kill();
  };

  /** Ends the job of a member; the member is ready for the next one, unless it has done its share. */
  const settle = (member: Member, result: Result): void => {
    const { running } = member;
    if (!running) return;
    clearInterval(running.timer);
    member.running = null;
    member.held.clear();
    asked = asked.filter((one) => one.member !== member);
    member.child.hold(false);
    running.job.done(result);
    if (isFailure(result) || member.files >= limits.files || member.child.memory() > limits.kept) retire(member);
    grantSlots();
    pump();
  };

  const watch = (member: Member, running: Running): void => {
    const now = performance.now();
    const passed = Math.min(now - running.last, longestTick);
    running.last = now;
    if (!isWaiting(member)) {
      // The start of its process is no fault of the file.
      if (member.ready) running.quiet += passed;
      running.total += passed;
    }
    const memory = member.child.memory();
    if (memory > limits.memory)
      settle(member, { code: 'out-of-memory', detail: `more than ${Math.round(limits.memory / 1e6)} MB` });
    else if (running.quiet > limits.quiet || running.total > limits.total)
      settle(member, {
        code: 'out-of-time',
        detail: `more than ${(running.quiet > limits.quiet ? limits.quiet : limits.total) / 1000} s`,
      });
  };

  /** What a child's message says about the file that it reads; null for a message on the way. */
  const answerIn = (message: FromChild): Result | null => {
    if (message.kind === 'failed') return { code: 'reader-failed', detail: message.detail };
    if (message.kind !== 'reading' && message.kind !== 'too-large') return null;
    const size = message.kind === 'reading' ? message.json.byteLength : message.size;
    if (message.kind === 'too-large' || size > limits.reading)
      return { code: 'too-large', detail: `a reading of ${Math.round(size / 1e6)} MB` };
    return parsed(message.json, message.scope);
  };

  const heard = (member: Member, message: FromChild): void => {
    if (!member.ready) {
      member.ready = true;
      everReady = true;
      pump();
    }
    const { running } = member;
    if (!running) return;
    if (message.kind === 'begun') running.begun = true;
    const answer = answerIn(message);
    if (answer) settle(member, answer);
    else if (message.kind === 'progress') {
      const { page, of, what } = message;
      if (what === 'ocr') running.quiet = 0;
      running.job.options.onProgress?.({ page, of, what });
    } else if (message.kind === 'slot' || message.kind === 'slot-free') {
      if (message.kind === 'slot') asked.push({ member, slot: message.slot });
      else member.held.delete(message.slot);
      grantSlots();
    }
  };

  const gone = (member: Member, ending: Ending): void => {
    members.delete(member);
    const { running } = member;
    if (running === null) {
      pump();
      return;
    }
    if (!member.ready && !everReady) {
      clearInterval(running.timer);
      running.job.broken(new Error(`The process that reads files cannot start (${entry}).\n${ending.said}`));
    } else if (!running.begun && running.job.tries < mostTries) {
      // It died before the file reached it, which is no fault of the file.
      clearInterval(running.timer);
      queue.unshift(running.job);
    } else settle(member, failureOf(ending));
    pump();
  };

  const start = (): Member => {
    const member: Member = {
      child: startChild({
        entry,
        heap: limits.heap,
        memory: limits.memory,
        background,
        onMessage: (message) => heard(member, message),
        onEnd: (ending) => gone(member, ending),
      }),
      ready: false,
      ending: false,
      files: 0,
      running: null,
      held: new Set(),
    };
    members.add(member);
    return member;
  };

  const run = (job: Job, member: Member): void => {
    const { bytes, facts, options } = job;
    const running: Running = {
      job,
      begun: false,
      quiet: 0,
      total: 0,
      last: performance.now(),
      timer: setInterval(() => watch(member, running), tick),
    };
    job.tries++;
    member.files++;
    member.running = running;
    member.child.hold(true);
    const { pages, ocr, pictures, before } = options;
    member.child.post({
      kind: 'read',
      bytes,
      facts,
      options: {
        ...(pages && { pages }),
        ...(ocr && { ocr }),
        ...(pictures !== undefined && { pictures }),
        ...(before && { before }),
      },
      largestReading: limits.reading,
    });
  };

  /** Members that can read, now or after what they are at. One that is at its end still takes memory, but no core. */
  const usable = (): Member[] => [...members].filter(({ ending, child }) => !ending && child.hears());

  /** Whether another child would be of use: one that is starting or soon free reads the next file sooner. */
  const needsAnother = (job: Job): boolean => {
    const working = usable();
    if (working.length === 0) return true;
    return (
      working.length < size && working.every(({ ready }) => ready) && performance.now() - job.since >= limits.patience
    );
  };

  const wakeLater = (): void => {
    if (waking) return;
    waking = true;
    // What keeps the program alive meanwhile is the child that is busy.
    setTimeout(() => {
      waking = false;
      pump();
    }, limits.patience).unref();
  };

  const pump = (): void => {
    for (let job = queue[0]; job; job = queue[0]) {
      const idle = usable().find(({ running }) => running === null);
      if (!idle && !needsAnother(job)) {
        wakeLater();
        return;
      }
      queue.shift();
      run(job, idle ?? start());
    }
  };

  const cancel = (job: Job): void => {
    const member = [...members].find(({ running }) => running?.job === job);
    if (member) settle(member, stopped);
    const place = queue.indexOf(job);
    if (place >= 0) queue.splice(place, 1);
    job.done(stopped);
  };

  const nameOf = (bytes: Uint8Array, { pages, ocr, pictures }: ArtifactOptions): string =>
    createHash('sha256')
      .update(bytes)
      .update(JSON.stringify([pages, ocr, pictures]))
      .digest('hex');

  return {
    async read(bytes, facts, options = {}) {
      const { signal } = options;
      if (signal?.aborted) return readingOf(stopped, facts);
      const before = dangerous.size > 0 ? dangerous.get(nameOf(bytes, options)) : undefined;
      if (before) return readingOf(before, facts);
      const result = await new Promise<Result>((done, broken) => {
        const job: Job = { since: performance.now(), tries: 0, bytes, facts, options, done, broken };
        const onAbort = (): void => cancel(job);
        // Every file that waits listens, which is no leak.
        if (signal) setMaxListeners(0, signal);
        signal?.addEventListener('abort', onAbort, { once: true });
        job.done = (one) => {
          signal?.removeEventListener('abort', onAbort);
          done(one);
        };
        queue.push(job);
        pump();
      });
      if (!isFailure(result)) return result;
      if (result !== stopped) dangerous.set(nameOf(bytes, options), result);
      return readingOf(result, facts);
    },
    close() {
      for (const job of queue.splice(0)) job.done(stopped);
      for (const member of members) {
        settle(member, stopped);
        retire(member);
      }
    },
  };
};
