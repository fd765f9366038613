import { checkFile } from '../gather/index.ts';
import type { ReadDocument, ReadFile } from '../model/read-document.ts';
import type { ArtifactOptions } from '../readers/index.ts';
import { tool } from './about.ts';
import { type Exit, exits, type Io } from './io.ts';
import { type Place, placeOf } from './places.ts';
import { describeFile, type Opened, wasRead } from './read-document.ts';
import { keptReadings } from './read-kept.ts';
import { chosenParts, partsOf } from './read-parts.ts';
import { type ReadingShown, showReading } from './read-progress.ts';
import { fileOpener, openAddresses } from './read-sources.ts';
import { readView, type Shown } from './read-view.ts';
import type { VisitOptions } from './visit.ts';
import { commandWords } from './words.ts';

export type ReadCommandOptions = VisitOptions & {
  /** The folder of reports, in which readings are kept. */
  out: string;
  /** Only these pages, counted from 1. */
  pages?: readonly number[];
};

type Web = Extract<Place, { kind: 'web' }>;
const isWeb = (place: Place): place is Web => place.kind === 'web';

const shown = (opened: Opened, pages: readonly number[] | undefined, io: Io): Shown => {
  const parts = opened.reading === null ? [] : chosenParts(partsOf(opened.reading), pages);
  return { file: describeFile(opened, parts, pages, io.language), parts, pages };
};

/** Opens and reads the places one after the other, in their order, so that the first can be looked at soon. */
async function* openAll(
  places: readonly Place[],
  { pages, out, ...visits }: ReadCommandOptions,
  io: Io,
  progress: ReadingShown,
): AsyncGenerator<Opened> {
  const words = commandWords[io.language].read;
  const { signal } = io;
  const options: ArtifactOptions = { ...(pages === undefined ? {} : { pages }), onProgress: progress.page, signal };
  const kept = keptReadings(out, pages);
  const openFile = fileOpener(kept, options);
  const web = places.filter(isWeb);
  const answers = web.length === 0 ? [] : await openAddresses(web, { ...visits, kept }, options, io, progress.start);
  for (const place of places) {
    signal.throwIfAborted();
    if (isWeb(place)) yield* answers[web.indexOf(place)] ?? [];
    else {
      progress.start(words.reading(place.name));
      const opened = await openFile(place);
      // What a stop has cut short says nothing about the file.
      signal.throwIfAborted();
      yield opened;
    }
  }
}

const printJson = (files: ReadFile[], io: Io): void => {
  const document: ReadDocument = { schemaVersion: 1, tool, files };
  io.out(`${JSON.stringify(document, null, 2)}\n`);
};

/**
 * `oit read <url-or-file>...`: what the readers see of pages and files. It keeps the readings, so that asking again costs nothing.
 * @returns 3 where nothing at all could be read
 */
export const readCommand = async (sources: readonly string[], options: ReadCommandOptions, io: Io): Promise<Exit> => {
  const words = commandWords[io.language].read;
  const places = [...new Set(sources)].map(placeOf);
  for (const place of places) if (!isWeb(place)) await checkFile(place.path);
  const progress = showReading(io);
  const files: ReadFile[] = [];
  try {
    for await (const opened of openAll(places, options, io, progress)) {
      const one = shown(opened, options.pages, io);
      progress.end();
      if (!io.json) io.out(`${files.length === 0 ? '' : `\n${'━'.repeat(io.columns)}\n`}${readView(one, io)}`);
      files.push(one.file);
    }
  } finally {
    progress.end();
  }
  if (io.json) printJson(files, io);
  const read = files.filter(wasRead).length;
  if (!io.json && files.length > 1) io.out(`\n${words.total(read, files.length)}\n`);
  if (read > 0) return exits.fine;
  io.err(`${words.nothing}\n`);
  return exits.incomplete;
};
