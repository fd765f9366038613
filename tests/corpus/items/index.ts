import { readdirSync } from 'node:fs';
import type { Content } from '../content.ts';

/** The contents of every item that has some, in the items' order: each oNN.ts beside this file. */
const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^o\d\d\.ts$/u.test(file))
  .sort();

const load = async (file: string): Promise<readonly Content[]> => {
  const { contents } = (await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as {
    contents: readonly Content[];
  };
  return contents;
};

export const contents: readonly Content[] = (await Promise.all(files.map(load))).flat();
