import { type Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { errorFacts, FetchError, packedEnd } from './failure.ts';

/** A page of zeros packs a thousandfold; honest text about tenfold, at most a hundredfold. */
const ratioCap = 200;
const ratioFrom = 5e6;

const unpackers: Record<string, () => Transform> = {
  gzip: zlib.createGunzip,
  'x-gzip': zlib.createGunzip,
  deflate: zlib.createUnzip,
  br: zlib.createBrotliDecompress,
};
/** Encodings that nobody asked for and that cannot be unpacked. Other unknown ones are slips of the pen: `utf-8`. */
const unreadable = /^(?:zstd|compress|x-compress|dcb|dcz)$/;
const mostLayers = 3;

/** What unpacks a body, outermost first; `gzip, br` was packed with gzip first. */
function layersOf(encodings: string): Transform[] {
  const names = encodings
    .toLowerCase()
    .split(/[\s,]+/)
    .reverse();
  const layers = names.flatMap((name) => unpackers[name] ?? []);
  if (names.some((name) => unreadable.test(name)) || layers.length > mostLayers)
    throw new FetchError('UNREADABLE_ENCODING', `content-encoding ${encodings.slice(0, 100)}`);
  return layers.map((make) => make());
}

/** Lets so many bytes through and no more: between two layers lies perhaps more than at either end. */
const capped = (limit: number, passing: (bytes: number) => void = () => {}): Transform => {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.byteLength;
      passing(passed);
      done(passed > limit ? new FetchError('TOO_LARGE', `more than ${limit} bytes`) : null, chunk);
    },
  });
};

/** `transferred`: bytes as they came over the network, packed. */
export type Collected = { body: Uint8Array; transferred: number };

/**
 * Collects a body of at most `limit` bytes, packed and unpacked. `encodings` is its Content-Encoding, empty where there
 * is none. Throws what broke it off, or a FetchError where it is too much.
 */
export async function collect(body: Readable, encodings: string, limit: number): Promise<Collected> {
  const chunks: Buffer[] = [];
  let transferred = 0;
  let size = 0;
  const arriving = capped(limit, (bytes) => {
    transferred = bytes;
  });
  const gather = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength;
      chunks.push(chunk);
      const swells = size > ratioFrom && size > transferred * ratioCap;
      done(swells ? new FetchError('TOO_LARGE', `unpacks more than ${ratioCap}-fold`) : null);
    },
  });
  try {
    const layers = layersOf(encodings).flatMap((layer) => [layer, capped(limit)]);
    await pipeline([body, arriving, ...layers, gather]);
  } catch (error) {
    // Its error when it is let go says nothing new.
    body.on('error', () => {}).destroy();
    // A packed body of no bytes at all is an empty one, whatever its headers promise.
    if (transferred > 0 || errorFacts(error).code !== packedEnd) throw error;
  }
  return { body: Buffer.concat(chunks), transferred };
}
