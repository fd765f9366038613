import { join } from 'node:path';
import { checkedId } from './artifacts.ts';
import { touched, writeWhole } from './disk.ts';

/** Pictures of pages, each under the hash that names what it shows. */
export type Screenshots = {
  has(name: string): Promise<boolean>;
  save(name: string, picture: Uint8Array): Promise<void>;
};

export function openScreenshots(folder: string): Screenshots {
  const pathOf = (name: string): string => join(folder, `${checkedId(name)}.jpg`);
  return {
    has: (name) => touched(pathOf(name)),
    save: (name, picture) => writeWhole(pathOf(name), picture, { durable: false }),
  };
}
