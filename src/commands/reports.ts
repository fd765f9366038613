import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { EvidenceRef } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import { formatters, type ReportOptions } from '../report/index.ts';
import { cropNameOf } from './crop-name.ts';
import type { Io } from './io.ts';
import { commandWords } from './words.ts';

const written = ['html', 'divisions', 'csv'] as const;

const place = async (path: string, content: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOSPC'
        ? 'the disk is full'
        : code === 'EACCES' || code === 'EROFS'
          ? 'this account may not write there'
          : code;
    throw new UserError(
      `Cannot write ${path}: ${why}. The run itself is kept; make the reports again with: oit report <run>`,
    );
  }
};

/** The pictures of pages and of places in documents that lie in the agency's folder, two above the run's. */
export const picturesFor = async (
  folder: string,
): Promise<Required<Pick<ReportOptions, 'screenshotOf' | 'pictureOf'>>> => {
  const names = new Set(await readdir(join(folder, '..', '..', 'screenshots')).catch(() => []));
  const pathOf = (name: string | null): string | null =>
    name !== null && names.has(`${name}.jpg`) ? `../../screenshots/${name}.jpg` : null;
  return { screenshotOf: pathOf, pictureOf: (ref: EvidenceRef) => pathOf(cropNameOf(ref)) };
};

/** Writes the reports of a run beside it; returns their paths. */
export const writeReports = async (run: Run, folder: string, io: Io): Promise<string[]> => {
  const pictures = await picturesFor(folder);
  const files = written.flatMap((name) => formatters[name](run, { language: io.language, ...pictures }));
  for (const file of files) await place(join(folder, file.path), file.content);
  return files.map((file) => join(folder, file.path));
};

/** The result on standard output: the run document, or the summary for people and where the reports are. */
export const present = (run: Run, paths: readonly string[], io: Io): void => {
  const { language, columns, colour } = io;
  if (io.json) {
    io.out(formatters.json(run, { language })[0]?.content ?? '');
    return;
  }
  if (io.quiet) return;
  const words = commandWords[language];
  io.out(formatters.terminal(run, { language, columns, colour })[0]?.content ?? '');
  const divisions = paths.filter((path) => /[\\/]divisions[\\/]/u.test(path));
  const others = paths.filter((path) => !divisions.includes(path));
  const label = (path: string): string =>
    path.endsWith('.csv') ? words.table : path.endsWith('.json') ? words.data : words.open;
  io.out(`\n${words.wrote}\n`);
  for (const path of others) io.out(`  ${label(path)}: ${path}\n`);
  if (divisions[0]) io.out(`  ${words.perDivision}: ${dirname(divisions[0])} (${divisions.length})\n`);
};
