// A reader that does what a hostile file would make a real one do. The test says in the address what that is, or in the
// bytes where a picture is asked for.
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { endGroup } from '../../dist/readers/group.js';

new Worker(new URL('../../dist/readers/watchdog.js', import.meta.url), {
  workerData: { parent: process.ppid, memory: Number(process.argv[2]) },
}).unref();

const send = (message) => process.send(message);
const answer = (title) => send({ kind: 'reading', scope: 'bytes', json: Buffer.from(JSON.stringify({ title })) });
const hang = () => {
  for (;;);
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const picture = (...more) => send({ kind: 'drawn', picture: Buffer.from([0xff, 0xd8, ...more]) });
const granted = new Map();
let slots = 0;

const behave = {
  'is fine': () => answer(`pid ${process.pid}`),
  hangs: hang,
  'leaves temporary files': () => {
    const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
    writeFileSync(join(folder, '0.pgm'), 'P5 1 1 255\n0');
    answer(folder);
  },
  aborts: () => process.abort(),
  exits: () => process.exit(3),
  throws: () => {
    throw new Error('later');
  },
  'is killed': () => process.kill(process.pid, 'SIGKILL'),
  'fills the heap': () => {
    const all = [];
    for (;;) all.push(new Array(1000).fill(all.length));
  },
  'fills memory outside of the heap': async () => {
    for (const all = []; ; await pause(1)) all.push(Buffer.alloc(20e6, 1));
  },
  'says too much': () => send({ kind: 'reading', scope: 'bytes', json: Buffer.alloc(100e6, 32) }),
  'says what is no JSON': () => send({ kind: 'reading', scope: 'bytes', json: Buffer.from('{') }),
  'starts a process and hangs': () => {
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    send({ kind: 'progress', what: 'text', page: grandchild.pid, of: process.pid });
    setTimeout(hang, 50);
  },
  'recognises slowly': async () => {
    for (let page = 1; page <= 10; page++) {
      send({ kind: 'progress', what: 'ocr', page, of: 10 });
      await pause(100);
    }
    answer('slow');
  },
  'shows progress but no end': async () => {
    for (let page = 1; ; page++) {
      send({ kind: 'progress', what: page % 2 ? 'ocr' : 'text', page, of: 10 });
      await pause(50);
    }
  },
  'shows its surroundings': () => answer(JSON.stringify([process.env, process.execArgv])),
  'takes its time': async () => {
    const start = Date.now();
    await pause(500);
    answer(JSON.stringify([start, Date.now(), process.pid]));
  },
  'works in three slots': async () => {
    const times = [];
    const work = async () => {
      const slot = ++slots;
      await new Promise((done) => {
        granted.set(slot, done);
        send({ kind: 'slot', slot });
      });
      times.push([Date.now(), 1]);
      await pause(150);
      times.push([Date.now(), -1]);
      send({ kind: 'slot-free', slot });
    };
    await Promise.all([work(), work(), work()]);
    answer(JSON.stringify(times));
  },
  'dies in a slot': async () => {
    send({ kind: 'slot', slot: ++slots });
    await pause(50);
    process.exit(1);
  },
  draws: () => picture(0, 0),
  'draws and dies': () => {
    picture(0, 0);
    setTimeout(() => process.exit(1), 50);
  },
  'draws its number': () => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(process.pid);
    picture(...number);
  },
  'draws what is no JPEG': () => send({ kind: 'drawn', picture: '<svg/>' }),
  'draws too much': () =>
    send({ kind: 'drawn', picture: Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(10e6)]) }),
  'counts its bytes': (bytes) => answer(`${bytes.byteLength} ${bytes.constructor.name}`),
};

process.on('message', (message) => {
  if (message.kind === 'granted') granted.get(message.slot)?.();
  else if (message.kind === 'draw') behave[Buffer.from(message.bytes).toString()]();
  else {
    send({ kind: 'begun' });
    behave[message.facts.url](message.bytes);
  }
});
process.on('disconnect', () => endGroup(process.pid));
send({ kind: 'ready' });
