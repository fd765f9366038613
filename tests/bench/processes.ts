import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What processes cost, as Linux counts it. */

export type Cost = { wall: number; cpu: number; peak: number };

const statOf = (pid: number | 'self'): string[] => {
  try {
    // The name of the program may hold spaces: the fields after it are counted from its closing bracket.
    return (readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1) ?? '').split(' ');
  } catch {
    return [];
  }
};
const ticks = 100;
const pageSize = 4096;
const field = { parent: 1, own: [11, 12], children: [13, 14], resident: 21 } as const;
const sumOf = (stat: string[], fields: readonly number[]): number =>
  fields.reduce((sum, at) => sum + Number(stat[at] ?? 0), 0);

/** CPU seconds of this process and of those that it has started and that have ended. */
const cpuSeconds = (): number => sumOf(statOf('self'), [...field.own, ...field.children]) / ticks;

/** Resident bytes of this process, and of all processes below it. */
export const residents = (): { own: number; below: number } => {
  const stats = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .map((name) => [Number(name), statOf(Number(name))] as const),
  );
  const isBelow = (pid: number): boolean => {
    const parent = Number(stats.get(pid)?.[field.parent] ?? 0);
    return parent === process.pid || (parent > 1 && isBelow(parent));
  };
  let below = 0;
  for (const [pid, stat] of stats) if (isBelow(pid)) below += Number(stat[field.resident] ?? 0) * pageSize;
  return { own: Number(stats.get(process.pid)?.[field.resident] ?? 0) * pageSize, below };
};

/** Seconds, CPU seconds and the most memory (beyond what this process has already) that some work takes. */
export const costOf = async <T>(work: () => Promise<T>): Promise<[T, Cost]> => {
  const before = residents().own;
  let peak = 0;
  const timer = setInterval(() => {
    const { own, below } = residents();
    peak = Math.max(peak, own - before + below);
  }, 50);
  const [start, cpu] = [performance.now(), cpuSeconds()];
  try {
    const result = await work();
    return [result, { wall: (performance.now() - start) / 1000, cpu: cpuSeconds() - cpu, peak }];
  } finally {
    clearInterval(timer);
  }
};

/** Runs a program to its end and gives what it writes. */
export const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(Buffer.concat(parts).toString()) : reject(new Error(`${program}: exit code ${code}`)),
    );
  });

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
/** A bench that measures by itself runs once. */
export const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };
