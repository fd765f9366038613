import { join } from 'node:path';
import type { Gathered } from '../model/gathered.ts';
import type { Run } from '../model/run.ts';
import { isPdf, openCrops, type PagePlace } from '../readers/index.ts';
import { openScreenshots, type Store } from '../store/index.ts';
import { cropNameOf } from './crop-name.ts';
import { type Io, tell } from './io.ts';
import { commandWords } from './words.ts';

/** Pictures of one run; the others are drawn in the next ones. */
const most = 40;
/** Milliseconds after which no other picture is begun: files that are slow to draw must not hold a run up. */
const patience = 120_000;

type Wanted = { name: string; artifactId: string; place: PagePlace };

/** Places in PDF files that a person is asked to look at, in the order of the rules. */
const doubtfulPlaces = (run: Run, { readings }: Gathered): Wanted[] => {
  const wanted = new Map<string, Wanted>();
  const pdfs = new Map<string, boolean>();
  const isInPdf = (id: string): boolean => {
    const reading = pdfs.has(id) ? undefined : readings.get(id);
    if (reading) pdfs.set(id, isPdf(reading));
    return pdfs.get(id) ?? false;
  };
  for (const element of run.items.flatMap(({ elements }) => elements)) {
    if (element.outcome !== 'cantTell') continue;
    for (const ref of element.evidence) {
      const { artifactId, at } = ref;
      const name = cropNameOf(ref);
      if (name !== null && at.in === 'page' && isInPdf(artifactId)) wanted.set(name, { name, artifactId, place: at });
    }
  }
  return [...wanted.values()];
};

/**
 * Keeps pictures of the places in PDF files that a person is asked to look at, beside the pictures of pages. A place
 * whose picture is there is not drawn again, and a file of which one place cannot be drawn is left alone.
 */
export const keepCrops = async (
  run: Run,
  gathered: Gathered,
  store: Pick<Store, 'folder' | 'load'>,
  io: Io,
): Promise<void> => {
  const screenshots = openScreenshots(join(store.folder, 'screenshots'));
  const missing: Wanted[] = [];
  for (const one of doubtfulPlaces(run, gathered))
    if (!(await screenshots.has(one.name)) && missing.length < most) missing.push(one);
  if (missing.length === 0) return;
  tell(io, commandWords[io.language].crops(missing.length));
  const began = performance.now();
  const undrawn = new Set<string>();
  const crops = openCrops();
  const stop = (): void => crops.close();
  io.signal.addEventListener('abort', stop, { once: true });
  try {
    for (const { name, artifactId, place } of missing) {
      io.signal.throwIfAborted();
      if (undrawn.has(artifactId) || performance.now() - began > patience) continue;
      // A file that is lost costs its pictures, not the run.
      const bytes = await store.load(artifactId).catch(() => null);
      const picture = bytes && (await crops.of(bytes, place));
      if (picture) await screenshots.save(name, picture);
      else undrawn.add(artifactId);
    }
  } finally {
    io.signal.removeEventListener('abort', stop);
    crops.close();
  }
};
