import PQueue from 'p-queue';

/** Turns at hosts: few at a time for each host, a limit for all together, longer waits where a host asks for them. */
export type Turns = {
  run<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Lets nobody new go to the host for a while, in milliseconds. */
  slow(host: string, ms: number): void;
  close(): void;
};

const longestPause = 30_000;

export function createTurns(options: {
  perHost?: number | undefined;
  spacingMs?: number | undefined;
  total?: number | undefined;
}): Turns {
  const all = new PQueue({ concurrency: options.total ?? 16 });
  const hosts = new Map<string, PQueue>();
  const pauses = new Map<string, { until: number; timer: NodeJS.Timeout }>();

  const queueOf = (host: string): PQueue => {
    let queue = hosts.get(host);
    if (!queue) {
      const spacing = options.spacingMs ? { interval: options.spacingMs, intervalCap: 1 } : {};
      queue = new PQueue({ concurrency: options.perHost ?? 2, ...spacing });
      hosts.set(host, queue);
    }
    return queue;
  };

  return {
    run: (host, task) => queueOf(host).add(() => all.add(task)),
    slow(host, ms) {
      const queue = queueOf(host);
      const until = performance.now() + Math.min(ms, longestPause);
      const pause = pauses.get(host);
      if (pause && pause.until >= until) return;
      clearTimeout(pause?.timer);
      queue.pause();
      const timer = setTimeout(() => {
        pauses.delete(host);
        queue.start();
      }, until - performance.now());
      pauses.set(host, { until, timer });
    },
    close() {
      for (const { timer } of pauses.values()) clearTimeout(timer);
      for (const queue of hosts.values()) queue.clear();
      all.clear();
    },
  };
}
