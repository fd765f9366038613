import { dirname } from 'node:path';
import { createWorker, type Worker } from 'tesseract.js';
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

const version = '7.0.0';

/** Waits no longer than some seconds: the package never answers when its worker has died. */
const within = async <T>(seconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`tesseract.js: no answer within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Tesseract compiled to WebAssembly, with the models of a folder. The caller has made sure that they are there. */
export const wasmEngine = (folder: string, latin: boolean, digits: boolean): OcrEngine => {
  const models: Record<Model, { languages: string[]; path: string }> = {
    'thai-latin': { languages: latin ? ['tha', 'eng'] : ['tha'], path: folder },
    thai: { languages: ['tha'], path: folder },
    digits: { languages: ['thaidigits'], path: dirname(digitModel) },
  };
  const workers = new Map<Model, Promise<Worker>>();

  const start = async (model: Model): Promise<Worker> => {
    const { languages, path } = models[model];
    const worker = await within(
      60,
      createWorker(languages, 1, { langPath: path, gzip: false, cacheMethod: 'none', errorHandler: () => {} }),
    );
    return worker;
  };

  const workerOf = (model: Model): Promise<Worker> => {
    let worker = workers.get(model);
    if (!worker) {
      worker = start(model);
      workers.set(model, worker);
      worker.catch(() => workers.delete(model));
    }
    return worker;
  };

  const recogniseOne = async (worker: Worker, picture: Picture): Promise<WrittenLine[]> => {
    const { data } = await within(longestPicture, worker.recognize(toPgm(picture), {}, { text: true, tsv: true }));
    return linesFrom(data.tsv ?? '', data.text, 1)[0] ?? [];
  };

  return {
    name: engineName('tesseract.js', version, latin, digits),
    digits,
    async recognise(pictures, model, layout: Layout) {
      if (pictures.length === 0) return [];
      const worker = await workerOf(model);
      const lines: WrittenLine[][] = [];
      try {
        await worker.setParameters({ ...settings, tessedit_pageseg_mode: String(segmentation[layout]) as never });
        for (const picture of pictures) lines.push(await recogniseOne(worker, picture));
      } catch (error) {
        workers.delete(model);
        worker.terminate().catch(() => {});
        throw error;
      }
      return lines;
    },
    async close() {
      const running = [...workers.values()];
      workers.clear();
      for (const worker of running) await worker.then((one) => one.terminate()).catch(() => {});
    },
  };
};
