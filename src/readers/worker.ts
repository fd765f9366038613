import { Worker } from 'node:worker_threads';
import { endGroup } from './group.ts';
import type { Bounds, FromChild, ToChild } from './messages.ts';
import { readUnplaced } from './read.ts';
import { messageOf } from './reading.ts';

/**
 * The process that parses for the program: see pool.ts, which starts it, gives it one file at a time and ends it, and
 * crops.ts, which does the same for pictures of places.
 */
const bounds: Bounds = { parent: process.ppid, memory: Number(process.argv[2]) };

const send = (message: FromChild): void => {
  if (process.connected) process.send?.(message);
};

let lastSlot = 0;
const waiting = new Map<number, () => void>();

/** Does work while the program keeps a core free for it. */
const inSlot = async <T>(work: () => Promise<T>): Promise<T> => {
  const slot = ++lastSlot;
  await new Promise<void>((granted) => {
    waiting.set(slot, granted);
    send({ kind: 'slot', slot });
  });
  try {
    return await work();
  } finally {
    send({ kind: 'slot-free', slot });
  }
};

const read = async ({
  bytes,
  facts,
  options,
  largestReading,
}: Extract<ToChild, { kind: 'read' }>): Promise<FromChild> => {
  const { reading, scope } = await readUnplaced(bytes, facts, {
    ...options,
    onProgress: (progress) => send({ kind: 'progress', ...progress }),
    slot: inSlot,
  });
  const json = Buffer.from(JSON.stringify(reading));
  return json.byteLength > largestReading
    ? { kind: 'too-large', size: json.byteLength }
    : { kind: 'reading', json, scope };
};

const draw = async ({ bytes, place }: Extract<ToChild, { kind: 'draw' }>): Promise<FromChild> => {
  const { cropOf } = await import('./pdf/crop.ts');
  return { kind: 'drawn', picture: await cropOf(bytes, place) };
};

process.on('message', (message: ToChild) => {
  if (message.kind === 'granted') {
    waiting.get(message.slot)?.();
    waiting.delete(message.slot);
  } else if (message.kind === 'draw') {
    draw(message).then(send, (error: unknown) => send({ kind: 'failed', detail: messageOf(error) }));
  } else {
    send({ kind: 'begun' });
    read(message).then(send, (error: unknown) => send({ kind: 'failed', detail: messageOf(error) }));
  }
});
process.on('disconnect', () => endGroup(process.pid));

new Worker(new URL('./watchdog.js', import.meta.url), {
  workerData: bounds,
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
}).unref();
send({ kind: 'ready' });
