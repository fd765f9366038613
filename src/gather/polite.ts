import PQueue from 'p-queue';
import { bareHost } from '../model/site.ts';
import { classify } from './classify.ts';

/** How a host is asked now: milliseconds between the starts of two requests, and requests at a time. */
export type Pace = { host: string; spacingMs: number; perHost: number };

/**
 * Turns at hosts: few at a time for each host, a limit for all together, hosts served in turn. A host that asks for
 * patience, or shows that it is tired, is asked more slowly until it answers well again. A host with and without `www.`
 * is one: it is one server.
 */
export type Turns = {
  /** Waits for a turn at the host and takes it. Settles as the task does, and never where `close` comes first. */
  run<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Keeps the starts of requests to a host at least so many milliseconds apart, as its robots.txt may ask. */
  spaced(host: string, ms: number): void;
  /** Told of every answer: `retryAfterMs` is what the host asked for, `ms` how long its answer took. */
  answered(host: string, answer: { status: number; retryAfterMs: number | null; ms: number }): void;
  /** Told of every request that got no answer, with a code that `classify` knows. */
  failed(host: string, code: string): void;
  /** The hosts that are asked more slowly than others now. */
  slowed(): Pace[];
  /** Forgets all who wait; who has a turn keeps it. */
  close(): void;
};

export type TurnsOptions = {
  /** Requests at a time to one host (default 2). */
  perHost?: number | undefined;
  /**
   * Milliseconds between the starts of two requests to one host (default 25). A usual server, asked two at a time, sees
   * fewer requests than that; a very fast one is not flooded.
   */
  spacingMs?: number | undefined;
  /** Requests at a time to all hosts together (default 16). */
  total?: number | undefined;
  /** Called when somebody has to wait a second or more for a host, with the milliseconds. */
  onWait?(host: string, ms: number): void;
};

/** Milliseconds by which a start may come late without pushing those after it: timers are never on time. */
const timerSlip = 4;
/** Milliseconds between two starts: what a tired host gets first, and what it gets at most. */
const firstSlowSpacing = 500;
const longestSpacing = 30_000;
/** Milliseconds that a Retry-After may hold everybody up. */
const longestPause = 60_000;
const worthTelling = 1000;
const goodAnswersPerStep = 10;
const failuresToSlow = 3;
/** A host is sluggish when its last answers take so many times what its first ones took, and so many milliseconds. */
const sluggish = { first: 10, last: 5, times: 4, atLeastMs: 2000 };

const asksForPatience = (status: number): boolean => status === 429 || status === 503;

const showsTiredness = (code: string): boolean => {
  const kind = classify('', { error: { code, message: '' } })?.kind;
  return kind === 'timeout' || kind === 'connection-reset';
};

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** One host's turns. Its queue is open only for the moment in which the next one may start. */
class Host {
  private readonly options: { name: string; perHost: number; all: PQueue; onWait(host: string, ms: number): void };
  private readonly queue: PQueue;
  /** Milliseconds between two starts while all is well, and now. */
  private usualSpacing: number;
  private spacing: number;
  /** Times as of `performance.now()`. */
  private nextStart = Number.NEGATIVE_INFINITY;
  private slowedAt = Number.NEGATIVE_INFINITY;
  private toldFor = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Whether one waits for its turn among all hosts; no other one of this host does so meanwhile. */
  private isPassing = false;
  private goodAnswers = 0;
  private failures = 0;
  /** Milliseconds that answers took. */
  private readonly firstAnswers: number[] = [];
  private readonly lastAnswers: number[] = [];

  constructor(options: Host['options'], spacing: number) {
    this.options = options;
    this.queue = new PQueue({ concurrency: options.perHost, autoStart: false });
    this.usualSpacing = spacing;
    this.spacing = spacing;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.queue.add(() => {
      this.queue.pause();
      this.isPassing = true;
      return this.options.all.add(() => {
        this.begin();
        return task();
      });
    });
    this.openWhenDue();
    return turn;
  }

  private begin(): void {
    this.isPassing = false;
    this.nextStart = Math.max(this.nextStart, performance.now() - timerSlip) + this.spacing;
    this.openWhenDue();
  }

  private openWhenDue(): void {
    clearTimeout(this.timer);
    if (this.isPassing || this.queue.size === 0) return;
    const wait = this.nextStart - performance.now();
    if (wait <= 0) {
      this.queue.start();
      return;
    }
    this.queue.pause();
    this.timer = setTimeout(() => this.openWhenDue(), Math.ceil(wait));
    if (wait < worthTelling || this.toldFor === this.nextStart) return;
    this.toldFor = this.nextStart;
    this.options.onWait(this.options.name, Math.ceil(wait));
  }

  spaced(ms: number): void {
    this.usualSpacing = Math.max(this.usualSpacing, ms);
    // The request that brought the wish counts as the last start.
    this.nextStart += Math.max(0, ms - this.spacing);
    this.spacing = Math.max(this.spacing, ms);
  }

  answered({ status, retryAfterMs, ms }: { status: number; retryAfterMs: number | null; ms: number }): void {
    this.failures = 0;
    if (asksForPatience(status)) {
      this.waitFor(Math.min(retryAfterMs ?? 0, longestPause));
      this.slowDown(performance.now() - ms);
      return;
    }
    if (this.firstAnswers.length < sluggish.first) this.firstAnswers.push(ms);
    this.lastAnswers.push(ms);
    if (this.lastAnswers.length > sluggish.last) this.lastAnswers.shift();
    if (this.isSluggish()) this.oneAtATime();
    else if (status < 500) this.recover();
  }

  /** A host that has never answered is not tired but away: waiting longer for it would only make the night long. */
  failed(code: string): void {
    if (this.firstAnswers.length === 0 || !showsTiredness(code)) return;
    this.goodAnswers = 0;
    if (++this.failures >= failuresToSlow) this.slowDown(performance.now());
  }

  private isSluggish(): boolean {
    const isKnown = this.firstAnswers.length === sluggish.first;
    return (
      isKnown && median(this.lastAnswers) > Math.max(sluggish.atLeastMs, sluggish.times * median(this.firstAnswers))
    );
  }

  private waitFor(ms: number): void {
    this.nextStart = Math.max(this.nextStart, performance.now() + ms);
  }

  private oneAtATime(): void {
    this.goodAnswers = 0;
    this.queue.concurrency = 1;
  }

  /** @param begun when the request began: one that was under way when the host was slowed down slows it no further */
  private slowDown(begun: number): void {
    this.failures = 0;
    this.oneAtATime();
    if (begun >= this.slowedAt) {
      this.slowedAt = performance.now();
      const slower = Math.min(longestSpacing, Math.max(firstSlowSpacing, 2 * this.spacing));
      this.spacing = Math.max(this.spacing, slower);
    }
    this.waitFor(this.spacing);
    this.openWhenDue();
  }

  /** One step back towards the usual pace, after enough good answers: the spacing first, then how many at a time. */
  private recover(): void {
    if (!this.isSlowed() || ++this.goodAnswers < goodAnswersPerStep) return;
    this.goodAnswers = 0;
    if (this.spacing === this.usualSpacing) this.queue.concurrency = this.options.perHost;
    else
      this.spacing =
        this.spacing > firstSlowSpacing ? Math.max(this.spacing / 2, this.usualSpacing) : this.usualSpacing;
  }

  isSlowed(): boolean {
    return this.spacing > this.usualSpacing || this.queue.concurrency < this.options.perHost;
  }

  pace(): Pace {
    return { host: this.options.name, spacingMs: this.spacing, perHost: this.queue.concurrency };
  }

  close(): void {
    clearTimeout(this.timer);
    this.queue.clear();
  }
}

export function createTurns({ perHost = 2, spacingMs = 25, total = 16, onWait = () => {} }: TurnsOptions): Turns {
  const all = new PQueue({ concurrency: total });
  const hosts = new Map<string, Host>();
  const at = (host: string): Host => {
    const name = bareHost(host);
    const known = hosts.get(name) ?? new Host({ name, perHost, all, onWait }, spacingMs);
    hosts.set(name, known);
    return known;
  };
  return {
    run: (host, task) => at(host).run(task),
    spaced: (host, ms) => at(host).spaced(ms),
    answered: (host, answer) => at(host).answered(answer),
    failed: (host, code) => at(host).failed(code),
    slowed: () => [...hosts.values()].filter((host) => host.isSlowed()).map((host) => host.pace()),
    close() {
      for (const host of hosts.values()) host.close();
      all.clear();
    },
  };
}
