import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  engineName,
  type Layout,
  longestPicture,
  type Model,
  type OcrEngine,
  segmentation,
  settings,
} from './engine.ts';
import { digitModel } from './models.ts';
import { type Picture, toPgm } from './picture.ts';
import { linesFrom, type WrittenLine } from './words.ts';

type Ran = { code: number | null; out: string; error: string };

/** Runs a program to its end, without a shell. Never throws: code is null where it could not start or was stopped. */
const run = (program: string, args: readonly string[], ms: number): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: ms,
      killSignal: 'SIGKILL',
      windowsHide: true,
      // More threads in one process are slower than one, and the cores are shared with other pages.
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    });
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      error = (error + text).slice(-2000);
    });
    child.once('error', (cause) => resolve({ code: null, out, error: cause.message }));
    child.once('close', (code) => resolve({ code, out, error }));
  });

export type NativeFound = { version: string; languages: string[] };

/** Asks an installed Tesseract for its version and languages; why not, where there is none. */
export const askNative = async (program: string): Promise<NativeFound | { why: string }> => {
  const version = await run(program, ['--version'], 10_000);
  const number = /tesseract\s+v?([\d.]+\S*)/iu.exec(version.out + version.error)?.[1];
  if (version.code !== 0 || number === undefined) return { why: version.error.split('\n')[0] || 'does not start' };
  const listed = await run(program, ['--list-langs'], 10_000);
  const languages = (listed.out + listed.error)
    .split(/\r?\n/u)
    .slice(1)
    .map((line) => line.trim())
    .filter(Boolean);
  return { version: number, languages };
};

const modelArguments: Record<Model, (latin: boolean) => string[]> = {
  'thai-latin': (latin) => ['-l', latin ? 'tha+eng' : 'tha'],
  thai: () => ['-l', 'tha'],
  digits: () => ['--tessdata-dir', dirname(digitModel), '-l', 'thaidigits'],
};

/**
 * Tesseract as it is installed on this machine.
 * @param digits whether our own model of digits is there
 */
export const nativeEngine = (program: string, { version, languages }: NativeFound, digits: boolean): OcrEngine => {
  const latin = languages.includes('eng');

  const recognise = async (pictures: readonly Picture[], model: Model, layout: Layout): Promise<WrittenLine[][]> => {
    if (pictures.length === 0) return [];
    const folder = await mkdtemp(join(tmpdir(), 'oit-ocr-'));
    try {
      const names = pictures.map((_, index) => join(folder, `${index}.pgm`));
      for (const [index, picture] of pictures.entries()) await writeFile(names[index] ?? '', toPgm(picture));
      const list = join(folder, 'list.txt');
      await writeFile(list, `${names.join('\n')}\n`);
      const output = join(folder, 'out');
      const options = { ...settings, tessedit_create_tsv: '1', tessedit_create_txt: '1' };
      const { code, error } = await run(
        program,
        [
          list,
          output,
          ...modelArguments[model](latin),
          '--psm',
          String(segmentation[layout]),
          ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
        ],
        longestPicture * 1000 * Math.max(1, Math.ceil(pictures.length / 20)),
      );
      if (code !== 0) throw new Error(`tesseract: ${error.trim().split('\n').at(-1) || 'stopped'}`);
      const [tsv, text] = await Promise.all([readFile(`${output}.tsv`, 'utf8'), readFile(`${output}.txt`, 'utf8')]);
      return linesFrom(tsv, text, pictures.length);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  return {
    name: engineName('tesseract', version, latin, digits),
    digits,
    recognise,
    close: async () => {},
  };
};
