import { type Child, startChild } from './child.ts';
import type { FromChild, PagePlace } from './messages.ts';

export type CropOptions = {
  /** The file that the child runs. */
  entry: string;
  /** Milliseconds for a picture, with the start of the child that draws it. */
  patience?: number;
};

/** Draws places of PDF files, one at a time, in a child process of its own. */
export type Crops = {
  /** A JPEG of the place; null where it cannot be drawn, takes too long or takes the child with it. */
  of(bytes: Uint8Array, place: PagePlace): Promise<Uint8Array | null>;
  /** Ends the child; what is being drawn becomes null, and so does everything later. */
  close(): void;
};

const defaultPatience = 20_000;
/** Bytes of resident memory of the child, those that it may have kept after a picture, and megabytes of its heap. */
const memory = { most: 1_280e6, kept: 450e6, heap: 512 };
const largestPicture = 4e6;
const tick = 100;

/** A child that a file has taken over could answer anything; what is kept must at least begin like a JPEG. */
const checked = (picture: unknown): Uint8Array | null =>
  picture instanceof Uint8Array && picture.byteLength <= largestPicture && picture[0] === 0xff && picture[1] === 0xd8
    ? picture
    : null;

/** The child starts with the first picture and stays for the next ones, unless one has ended it. */
export const createCrops = ({ entry, patience = defaultPatience }: CropOptions): Crops => {
  let child: Child | null = null;
  let settle: ((picture: Uint8Array | null) => void) | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  const retire = (): void => {
    const old = child;
    child = null;
    old?.kill();
    settle?.(null);
  };

  const start = (): Child => {
    const started = startChild({
      entry,
      heap: memory.heap,
      memory: memory.most,
      background: true,
      onMessage: (message: FromChild) => {
        if (started !== child) return;
        if (message.kind === 'drawn') settle?.(checked(message.picture));
        else if (message.kind === 'failed') settle?.(null);
      },
      onEnd: () => {
        if (started === child) retire();
      },
    });
    return started;
  };

  const draw = async (bytes: Uint8Array, place: PagePlace): Promise<Uint8Array | null> => {
    if (closed) return null;
    // One that died while it was idle may not have been reported yet.
    if (child && !child.hears()) retire();
    child ??= start();
    const drawing = child;
    drawing.hold(true);
    const began = performance.now();
    const picture = await new Promise<Uint8Array | null>((done) => {
      const timer = setInterval(() => {
        if (performance.now() - began > patience || drawing.memory() > memory.most) retire();
      }, tick);
      settle = (result) => {
        clearInterval(timer);
        settle = null;
        done(result);
      };
      drawing.post({ kind: 'draw', bytes, place });
    });
    drawing.hold(false);
    if (drawing === child && drawing.memory() > memory.kept) retire();
    return picture;
  };

  return {
    of(bytes, place) {
      // Where no child can be started at all there are no pictures; what was read is not worth less for it.
      const next = turn.then(() => draw(bytes, place)).catch(() => null);
      turn = next;
      return next;
    },
    close() {
      closed = true;
      retire();
    },
  };
};
