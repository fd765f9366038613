import { csv } from './csv.ts';
import type { Formatter } from './format.ts';
import { html } from './html/report.tsx';
import { divisions } from './html/work-orders.tsx';
import { json } from './json.ts';
import { terminal } from './terminal.ts';

export { cleanAll, oneLine } from './clean.ts';
export type { Formatter, ReportFile, ReportOptions } from './format.ts';
export { itemSummary } from './item-summary.ts';
export { type Messages, messages } from './messages/index.ts';
export { sayGap, sayManual, sayPlace, sayWhy, sayWidths } from './say.ts';

/** Every kind of report, by name. */
export const formatters = { html, divisions, csv, json, terminal } as const satisfies Record<string, Formatter>;
export type FormatterName = keyof typeof formatters;
