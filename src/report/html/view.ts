import type { Run } from '../../model/run.ts';
import type { ReportOptions } from '../format.ts';
import type { Messages } from '../messages/index.ts';

/** What every part of a page is made from. */
export type View = {
  run: Run;
  m: Messages;
  screenshotOf?: ReportOptions['screenshotOf'] | undefined;
  pictureOf?: ReportOptions['pictureOf'] | undefined;
};
