import { readdirSync, readFileSync } from 'node:fs';

const ticks = 100;
const every = 50;

/** Parent, CPU ticks and peak resident kilobytes of a process; null where it is gone. */
const factsOf = (pid: string): { parent: string; cpu: number; peak: number } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return {
      parent: fields[1] ?? '',
      cpu: Number(fields[11]) + Number(fields[12]),
      peak: Number(/^VmHWM:\s+(\d+)/mu.exec(status)?.[1] ?? 0),
    };
  } catch {
    return null;
  }
};

/**
 * Watches a process with everything below it: CPU seconds of them all, those that have ended included, and megabytes of
 * the largest one.
 */
export const treeOf = (root: number): { peak(): number; stop(): { cpu: number; peak: number } } => {
  const cpu = new Map<string, number>();
  let peak = 0;
  const look = (): void => {
    const all = new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/u.test(name))
        .flatMap((pid) => {
          const facts = factsOf(pid);
          return facts ? [[pid, facts] as const] : [];
        }),
    );
    const isBelow = (pid: string): boolean =>
      pid === String(root) || (all.has(pid) && isBelow(all.get(pid)?.parent ?? ''));
    for (const [pid, facts] of all) {
      if (!isBelow(pid)) continue;
      cpu.set(pid, facts.cpu);
      peak = Math.max(peak, facts.peak);
    }
  };
  const timer = setInterval(look, every);
  look();
  return {
    peak: () => peak / 1000,
    stop() {
      clearInterval(timer);
      return { cpu: [...cpu.values()].reduce((sum, one) => sum + one, 0) / ticks, peak: peak / 1000 };
    },
  };
};
