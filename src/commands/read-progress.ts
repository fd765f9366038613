import type { ReadProgress } from '../readers/index.ts';
import { truncate } from '../thai/text.ts';
import type { Io } from './io.ts';
import { commandWords } from './words.ts';

export type ReadingShown = {
  /** What is being opened or read now. */
  start(line: string): void;
  /** How far the reader has come with it. */
  page(progress: ReadProgress): void;
  /** Takes the live line away: what follows is the result. */
  end(): void;
};

/** Shorter files are read before anybody has read a line about them. */
const longFile = 20;
/** Pages between two lines where no line can be written again; a page takes the recogniser seconds. */
const every: Record<ReadProgress['what'], number> = { text: 50, ocr: 5 };

/** Shows the reading at work: one live line on a terminal, a plain line now and then elsewhere. */
export const showReading = (io: Io): ReadingShown => {
  if (io.quiet) return { start: () => {}, page: () => {}, end: () => {} };
  const words = commandWords[io.language].read;
  let doing = '';
  const live = (text: string): void => io.err(`\r\u001b[2K${truncate(text, io.columns - 1)}`);
  return {
    start(line) {
      doing = line;
      if (io.live) live(line);
    },
    page({ page, of, what }) {
      const line = `${doing}: ${words.progress(page, of, what === 'ocr')}`;
      if (io.live) live(line);
      else if (page % every[what] === 0 && (of >= longFile || what === 'ocr')) io.err(`${line}\n`);
    },
    end() {
      if (io.live) io.err('\r\u001b[2K');
    },
  };
};
