import type { EvidenceRef } from '../model/evidence.ts';
import type { Run } from '../model/run.ts';
import type { Language } from '../model/text.ts';

/** One file of a report. `path` is relative to the run's folder and holds forward slashes. */
export type ReportFile = { path: string; content: string };

export type ReportOptions = {
  language: Language;
  /** Width of the terminal in columns (default 80). */
  columns?: number;
  /** Colour codes in the terminal summary (default: none). */
  colour?: boolean;
  /** Where the picture of a page lies, by its artifact, as a path from the run's folder; null where there is none. */
  screenshotOf?(artifactId: string): string | null;
  /** Where the picture of a place in a document lies, in the same way. */
  pictureOf?(ref: EvidenceRef): string | null;
};

/** Makes one kind of report out of the run document alone. The same run always gives the same bytes. */
export type Formatter = (run: Run, options: ReportOptions) => ReportFile[];
