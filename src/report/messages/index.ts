import type { Language } from '../../model/text.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { th } from './th.ts';

export type { Messages } from './messages.ts';

/** Everything that the reports say, by language. */
export const messages: Record<Language, Messages> = { th, en };
