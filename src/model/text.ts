import { z } from 'zod';

/** A word or sentence in the two languages of the program. Thai is what the officials read. */
export const bilingual = z.strictObject({ th: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

export const languages = ['th', 'en'] as const;
export type Language = (typeof languages)[number];
