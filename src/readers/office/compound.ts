import { CFB } from '@e965/xlsx';

/** Whether bytes are the container of old Office files. */
export const isCompound = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

const open = (bytes: Uint8Array): ReturnType<typeof CFB.read> => {
  try {
    return CFB.read(Buffer.from(bytes), { type: 'buffer' });
  } catch {
    throw new Error('the container is broken');
  }
};

/** One stream of an old Office file; undefined where it is not there. */
export const streamOf = (bytes: Uint8Array, name: string): Buffer | undefined => {
  const content = CFB.find(open(bytes), name)?.content;
  return content === undefined ? undefined : Buffer.from(content);
};

/**
 * An old Office file with nothing but the streams that hold its text. Parsers of others trust the chains of the
 * container and the counts in the properties that stand beside the text: one changed byte there takes all memory.
 */
export const bareCompound = (bytes: Uint8Array, names: readonly string[]): Buffer => {
  const container = open(bytes);
  const bare = CFB.utils.cfb_new();
  for (const name of names) {
    const content = CFB.find(container, name)?.content;
    if (content) CFB.utils.cfb_add(bare, `/${name}`, Buffer.from(content));
  }
  return CFB.write(bare, { type: 'buffer' }) as Buffer;
};
