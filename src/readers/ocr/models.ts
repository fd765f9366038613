import { fileURLToPath } from 'node:url';

/** Our own model of Thai and Arabic digits, beside the sources: the compiler copies no data. */
export const digitModel: string = fileURLToPath(new URL('./digits/thaidigits.traineddata', import.meta.url));
