import type { Content, Medium } from '../content.ts';

/** How a site or an office shows a content. */

export const pageStyles = ['wordpress', 'oldtable', 'joomla', 'vendor'] as const;
export const fileStyles = ['pdf', 'pdf-lost-am', 'scan', 'xlsx', 'docx'] as const;
export const styleNames = [...pageStyles, ...fileStyles] as const;
export type StyleName = (typeof styleNames)[number];

/** What the site says around a content. */
export type Around = {
  /** Entries of the menu besides those that it has on every page. */
  menu: readonly string[];
};

export type Style = {
  name: StyleName;
  medium: Medium;
  extension: string;
  render(content: Content, around: Around): Uint8Array | Promise<Uint8Array>;
};
