import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { OcrEngine } from './engine.ts';
import { digitModel } from './models.ts';
import { askNative, nativeEngine } from './native.ts';
import { wasmEngine } from './wasm.ts';

/** One way that was tried to get a recogniser, and why it did not do. */
export type Tried = { how: string; why: string };

export type FoundOcr = { engine: OcrEngine | null; tried: Tried[] };

const isThere = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

/** Where installers put the program on systems that do not put it on the search path. */
const programs = (): string[] => {
  const { ProgramFiles, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32')
    return [
      'tesseract',
      ...[ProgramFiles, LOCALAPPDATA && join(LOCALAPPDATA, 'Programs')].flatMap((folder) =>
        folder ? [join(folder, 'Tesseract-OCR', 'tesseract.exe')] : [],
      ),
    ];
  return ['tesseract', '/opt/homebrew/bin/tesseract', '/usr/local/bin/tesseract'];
};

/** Folders that may hold the Thai model for the recogniser that comes with this program. */
const modelFolders = async (): Promise<string[]> => {
  const { TESSDATA_PREFIX = '', ProgramFiles = '' } = process.env;
  const debian = '/usr/share/tesseract-ocr';
  const versions = await readdir(debian).catch(() => []);
  return [
    ...TESSDATA_PREFIX.split(delimiter).flatMap((folder) => (folder ? [folder, join(folder, 'tessdata')] : [])),
    ...versions
      .sort()
      .reverse()
      .map((version) => join(debian, version, 'tessdata')),
    '/usr/share/tessdata',
    '/usr/local/share/tessdata',
    '/opt/homebrew/share/tessdata',
    ...(ProgramFiles ? [join(ProgramFiles, 'Tesseract-OCR', 'tessdata')] : []),
    join(homedir(), '.oit-audit', 'tessdata'),
  ];
};

const look = async (): Promise<FoundOcr> => {
  const tried: Tried[] = [];
  const digits = await isThere(digitModel);
  for (const program of programs()) {
    const found = await askNative(program);
    if ('why' in found) tried.push({ how: program, why: found.why });
    else if (!found.languages.includes('tha'))
      tried.push({ how: `${program} ${found.version}`, why: `knows only ${found.languages.join(', ') || 'nothing'}` });
    else return { engine: nativeEngine(program, found, digits), tried };
  }
  for (const folder of await modelFolders()) {
    if (!(await isThere(join(folder, 'tha.traineddata')))) continue;
    const latin = await isThere(join(folder, 'eng.traineddata'));
    return { engine: wasmEngine(folder, latin, digits), tried };
  }
  tried.push({ how: 'tesseract.js', why: 'no folder with tha.traineddata' });
  return { engine: null, tried };
};

let found: Promise<FoundOcr> | undefined;

/**
 * The recogniser of this machine: an installed Tesseract that knows Thai, else the one that comes with this program,
 * where a folder with the Thai model is found (TESSDATA_PREFIX, the usual folders, ~/.oit-audit/tessdata). Looked for
 * once.
 */
export const findOcr = (): Promise<FoundOcr> => {
  found ??= look();
  return found;
};
