import { type GatherEvent, type GatherPhase, hostOf } from '../gather/index.ts';
import { bareHost } from '../model/site.ts';
import { readable } from '../report/address.ts';
import { clean, oneLine } from '../report/clean.ts';
import { displayWidth, truncate } from '../thai/text.ts';
import type { Io } from './io.ts';
import { type CommandWords, commandWords } from './words.ts';

type Counted = { done: number; planned: number };

/** What is known of a gather at work. Times are milliseconds of the caller's clock. */
export type Progress = {
  startedAt: number;
  phase: GatherPhase | null;
  /** Addresses that are finished, with how their last visit ended; one that is tried again counts once. */
  finished: Map<string, 'fine' | 'unchanged' | 'fault'>;
  /** Addresses that are under way or wait for their turn, in order. */
  underWay: Set<string>;
  /** Items in work. */
  items: Map<string, Counted>;
  documents: Counted;
  /** Hosts that asked for time, and when it is over. */
  waiting: Map<string, number>;
  /** When the last visits ended, and the last documents were read. */
  visitTimes: number[];
  readTimes: number[];
};

export const startOfProgress = (now: number): Progress => ({
  startedAt: now,
  phase: null,
  finished: new Map(),
  underWay: new Set(),
  items: new Map(),
  documents: { done: 0, planned: 0 },
  waiting: new Map(),
  visitTimes: [],
  readTimes: [],
});

/** Events from whose times the pace is told: fewer say too little, older ones too little about now. */
const paceOf = { atLeast: 10, atMost: 40 };

const addTime = (times: number[], now: number): void => {
  times.push(now);
  if (times.length > paceOf.atMost) times.shift();
};

/** Takes what happened into account. */
export const takeEvent = (progress: Progress, event: GatherEvent, now: number): void => {
  switch (event.kind) {
    case 'phase':
      progress.phase = event.phase;
      break;
    case 'visit-start':
      progress.underWay.add(event.url);
      break;
    case 'visit-end': {
      const { url, fault } = event.visit;
      progress.underWay.delete(url);
      progress.finished.set(url, fault ? 'fault' : event.how === 'unchanged' ? 'unchanged' : 'fine');
      // What was kept takes no time, and says nothing about the pace of what is still to come.
      if (event.how !== 'resumed') addTime(progress.visitTimes, now);
      break;
    }
    case 'item-progress':
      progress.items.set(event.itemId, { done: event.done, planned: event.planned });
      break;
    case 'item-done':
      progress.items.delete(event.itemId);
      break;
    case 'reading':
      progress.documents = { done: event.done, planned: event.total };
      addTime(progress.readTimes, now);
      break;
    case 'waiting':
      progress.waiting.set(event.host, now + event.ms);
      break;
  }
};

const leftOf = ({ done, planned }: Counted): number => Math.max(0, planned - done);

/** Addresses that are finished, and all that are known of so far: several items may count the same one as left. */
export const visitsOf = ({ finished, underWay, items }: Progress): Counted => {
  const left = [...items.values()].reduce((sum, item) => sum + leftOf(item), 0);
  return { done: finished.size, planned: finished.size + Math.max(left, underWay.size) };
};

const countOf = ({ finished }: Progress, how: 'unchanged' | 'fault'): number =>
  [...finished.values()].filter((one) => one === how).length;

const secondsFor = (left: number, times: readonly number[], now: number): number => {
  const [first = now] = times;
  return times.length < paceOf.atLeast ? 0 : (left * (now - first)) / (times.length - 1) / 1000;
};

/** Seconds that what is known to be left will take at the pace of the last visits; null where that says nothing. */
export const secondsLeft = (progress: Progress, now: number): number | null => {
  const visits = secondsFor(leftOf(visitsOf(progress)), progress.visitTimes, now);
  const documents = secondsFor(leftOf(progress.documents), progress.readTimes, now);
  const seconds = Math.round(Math.max(visits, documents));
  return seconds > 0 ? seconds : null;
};

const duration = (seconds: number, words: CommandWords): string =>
  seconds < 60 ? words.seconds(seconds) : words.minutes(Math.round(seconds / 60));

const separator = ' · ';
/** Less than that is over before it is read. */
const worthSaying = 10;

const phaseOf = (progress: Progress, words: CommandWords): string => {
  const { done, planned } = progress.phase === 'reading' ? progress.documents : visitsOf(progress);
  return `${words.phases[progress.phase ?? 'items']} ${done}/${planned}`;
};

/** What stands on the first line, the most important first. */
const factsOf = (progress: Progress, now: number, words: CommandWords): string[] => {
  const seconds = secondsLeft(progress, now);
  const faults = countOf(progress, 'fault');
  const unchanged = countOf(progress, 'unchanged');
  const { done, planned } = progress.documents;
  return [
    phaseOf(progress, words),
    ...(seconds !== null && seconds >= worthSaying
      ? [words.timeLeft(duration(Math.ceil(seconds / 10) * 10, words))]
      : []),
    ...(faults > 0 ? [words.faults(faults)] : []),
    ...(unchanged > 0 ? [words.unchanged(unchanged)] : []),
    ...(done < planned && progress.phase !== 'reading' ? [words.documentsRead(done, planned)] : []),
  ];
};

/** The first ones of the parts that fit into a line; a sign says that there are more. */
const fitting = (parts: readonly string[], columns: number, more: string): string => {
  let line = '';
  for (const [index, part] of parts.entries()) {
    const longer = index === 0 ? part : `${line}${separator}${part}`;
    const room = columns - (index === parts.length - 1 ? 0 : displayWidth(more));
    if (index > 0 && displayWidth(longer) > room) return truncate(`${line}${more}`, columns);
    line = longer;
  }
  return truncate(line, columns);
};

/** Items that have something left, as many as fit. */
const itemsLine = ({ items }: Progress, columns: number): string => {
  const open = [...items].filter(([, item]) => leftOf(item) > 0);
  return fitting(
    open.map(([itemId, { done, planned }]) => oneLine(clean(`${itemId} ${done}/${planned}`))),
    columns,
    ' …',
  );
};

/** A site's address is hostile: what takes over a terminal or turns the writing round must not reach it. */
const shown = (url: string): string => oneLine(clean(readable(url)));

/** The address that is being fetched for the longest time, or the host that everything waits for. */
const atWork = ({ underWay, waiting }: Progress, now: number, words: CommandWords): string => {
  const hosts = new Map(
    [...waiting].filter(([, until]) => until > now).map(([host, until]) => [bareHost(host), until]),
  );
  const url = [...underWay].find((one) => !hosts.has(bareHost(hostOf(one))));
  if (url !== undefined) return shown(url);
  const [first] = hosts;
  return first ? words.waiting(shown(first[0]), words.seconds(Math.ceil((first[1] - now) / 1000))) : '';
};

/** The live block: at most three lines, none wider than so many columns. */
export const liveLines = (progress: Progress, now: number, columns: number, words: CommandWords): string[] =>
  [
    fitting(factsOf(progress, now, words), columns, ''),
    itemsLine(progress, columns),
    truncate(atWork(progress, now, words), columns),
  ].filter((line) => line !== '');

/** One line for a file that nobody draws over. */
export const plainLine = (progress: Progress, now: number, words: CommandWords): string =>
  factsOf(progress, now, words).join(separator);

/** What is left to say when all is done. */
export const summaryLine = (progress: Progress, now: number, words: CommandWords): string => {
  const faults = countOf(progress, 'fault');
  const unchanged = countOf(progress, 'unchanged');
  return [
    words.visited(progress.finished.size - faults, faults),
    ...(unchanged > 0 ? [words.unchanged(unchanged)] : []),
    words.timeTaken(duration(Math.round((now - progress.startedAt) / 1000), words)),
  ].join(separator);
};

/** Invisible signs that JSON leaves as they are, as its own escapes: the line may be shown on a terminal all the same. */
const escapeInvisible = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** An event as machines get it: one line of JSON. A visit tells how far all is, and the seconds that are left or null. */
export const eventLine = (progress: Progress, event: GatherEvent, now: number): string => {
  const { kind, ...rest } = event;
  if (event.kind !== 'visit-end') return escapeInvisible(JSON.stringify({ event: kind, ...rest }));
  const { url, status, fault, bytes } = event.visit;
  const visit = { url, status, fault: fault?.kind ?? null, bytes, how: event.how };
  const far = { ...visitsOf(progress), eta: secondsLeft(progress, now) };
  return escapeInvisible(JSON.stringify({ event: kind, ...visit, ...far }));
};

export type ShownProgress = {
  onEvent(event: GatherEvent): void;
  /** Takes the live block away and says in one line what was done. */
  done(): void;
};

const silence: ShownProgress = { onEvent: () => {}, done: () => {} };

const asEvents = (io: Io): ShownProgress => {
  const progress = startOfProgress(io.now().getTime());
  return {
    onEvent(event) {
      const now = io.now().getTime();
      takeEvent(progress, event, now);
      io.err(`${eventLine(progress, event, now)}\n`);
    },
    done: () => {},
  };
};

const betweenDrawings = 100;

const asBlock = (io: Io, words: CommandWords): ShownProgress => {
  const progress = startOfProgress(io.now().getTime());
  let drawn = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const clear = (): string => (drawn === 0 ? '' : `\r${drawn > 1 ? `\u001b[${drawn - 1}A` : ''}\u001b[J`);
  const draw = (): void => {
    timer = undefined;
    const now = io.now().getTime();
    // A terminal that writes into its last column may go on to the next line.
    const lines = liveLines(progress, now, io.columns - 1, words);
    io.err(`${clear()}${lines.join('\n')}`);
    drawn = lines.length;
    drawnAt = now;
  };
  return {
    onEvent(event) {
      const now = io.now().getTime();
      takeEvent(progress, event, now);
      if (timer) return;
      const rest = drawnAt + betweenDrawings - now;
      if (rest <= 0) draw();
      else timer = setTimeout(draw, rest).unref();
    },
    done() {
      clearTimeout(timer);
      io.err(`${clear()}${summaryLine(progress, io.now().getTime(), words)}\n`);
    },
  };
};

/** Visits and milliseconds between two plain lines. */
const everyVisits = 25;
const everyMs = 20_000;

const asLines = (io: Io, words: CommandWords): ShownProgress => {
  const progress = startOfProgress(io.now().getTime());
  let said = { at: progress.startedAt, visits: 0, phase: progress.phase };
  return {
    onEvent(event) {
      const now = io.now().getTime();
      takeEvent(progress, event, now);
      const visits = progress.finished.size;
      const isDue = visits - said.visits >= everyVisits || now - said.at >= everyMs || progress.phase !== said.phase;
      if (!isDue) return;
      said = { at: now, visits, phase: progress.phase };
      io.err(`${plainLine(progress, now, words)}\n`);
    },
    done: () => io.err(`${summaryLine(progress, io.now().getTime(), words)}\n`),
  };
};

/**
 * Shows a gather at work: a small live block on a terminal, a plain line now and then elsewhere, every event as a line
 * of JSON where standard output carries JSON, nothing where silence was asked for.
 */
export const showProgress = (io: Io): ShownProgress => {
  const words = commandWords[io.language];
  if (io.quiet) return silence;
  if (io.json) return asEvents(io);
  return io.live ? asBlock(io, words) : asLines(io, words);
};
