import { fileURLToPath } from 'node:url';

/** Our own model of Thai and Arabic digits. It lies beside the sources, for the built program too: the compiler copies no data. */
export const digitModel: string = fileURLToPath(
  new URL('../../../src/readers/ocr/digits/thaidigits.traineddata', import.meta.url),
);
