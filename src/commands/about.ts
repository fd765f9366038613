import { readFileSync } from 'node:fs';
import { z } from 'zod';

const about = z.object({ name: z.string(), version: z.string() });

/** Name and version of the program, as every run document records them. */
export const tool = about.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
