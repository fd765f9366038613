import type { Block, Gap, Link, Reading, TableBlock, TextBlock } from '../../src/model/evidence.ts';
import { type Fault, type FaultKind, makeFault } from '../../src/model/fault.ts';
import { type Gathered, readingsOf, type Visit } from '../../src/model/gathered.ts';

/** Builders for evidence: what gather and the readers would have made of a small site. */

const at = (path: string): { in: 'selector'; css: string } => ({ in: 'selector', css: `p${path}` });

export const paragraph = (text: string, index = 0): TextBlock => {
  const path = `0.${index}`;
  return { kind: 'paragraph', text, region: 'main', at: at(path), path };
};

export const heading = (text: string, index = 0): TextBlock => ({
  ...paragraph(text, index),
  kind: 'heading',
  level: 2,
});

export const table = (rows: readonly (readonly string[])[], index = 0): TableBlock => ({
  kind: 'table',
  caption: '',
  region: 'main',
  at: at(`0.${index}`),
  path: `0.${index}`,
  rows: rows.map((cells, row) =>
    cells.map((text, column) => {
      const path = `0.${index}.${row}.${column}`;
      return { text, at: at(path), path };
    }),
  ),
});

export const link = (url: string, text: string, index = 0): Link => ({
  url,
  text,
  embedded: false,
  region: 'main',
  at: at(`1.${index}`),
  path: `1.${index}`,
});

/** Puts blocks one below the other, so that each has a place of its own. */
const placed = (blocks: readonly (Block | string)[]): Block[] =>
  blocks.map((block, index) => {
    if (typeof block === 'string') return paragraph(block, index);
    if (block.kind === 'table') {
      return table(
        block.rows.map((row) => row.map((cell) => cell.text)),
        index,
      );
    }
    return { ...block, at: at(`0.${index}`), path: `0.${index}` };
  });

/** What a reader makes of a page; a text alone is a paragraph. */
export const page = (title: string, blocks: readonly (Block | string)[], more: Partial<Reading> = {}): Reading => ({
  reader: 'html/1',
  title,
  pages: 1,
  blocks: placed(blocks),
  links: [],
  pageNotes: [],
  images: [],
  doubts: [],
  forms: [],
  gaps: [],
  ...more,
});

/** What a reader makes of a file. */
export const file = (title: string, blocks: readonly (Block | string)[], more: Partial<Reading> = {}): Reading => ({
  ...page(title, blocks, more),
  reader: 'pdf/1',
});

export const gap = (url: string, more: Partial<Gap> = {}): Gap => ({ code: 'no-ocr', url, label: '', ...more });

export const home = 'http://www.baan.example/';
export const urlOf = (path: string): string => new URL(path, home).href;

/** What lies at an address: something to read, a fault, or something to read at another address. */
export type Answer = Reading | FaultKind | { movedTo: string; reading: Reading };
export type ItemOf = { submitted: string[]; below?: string[]; gaps?: Gap[] };

const visit = (url: string, more: Partial<Visit>): Visit => ({
  url,
  finalUrl: url,
  redirects: [],
  status: 200,
  mediaType: 'text/html',
  bytes: 1000,
  artifactId: null,
  fault: null,
  method: 'http',
  escalation: null,
  fetchedAt: '2026-11-23T02:15:00.000Z',
  ...more,
});

/** A gathered site: what lies at each path, and the paths that were submitted for each item. */
export const gathered = (
  answers: Readonly<Record<string, Answer>>,
  items: Readonly<Record<string, ItemOf>>,
): Gathered => {
  const readings: Record<string, Reading> = {};
  const visits = Object.entries(answers).map(([path, answer]): Visit => {
    const url = urlOf(path);
    if (typeof answer === 'string') {
      const fault: Fault = makeFault(answer, url);
      return visit(url, { fault, status: null, bytes: 0 });
    }
    const artifactId = `artifact of ${url}`;
    readings[artifactId] = 'movedTo' in answer ? answer.reading : answer;
    return visit(url, { artifactId, ...('movedTo' in answer ? { finalUrl: urlOf(answer.movedTo) } : {}) });
  });
  return {
    home: '/' in answers ? home : null,
    ownHosts: ['baan.example'],
    visits,
    readings: readingsOf(readings),
    budget: null,
    items: Object.entries(items).map(([itemId, { submitted, below = [], gaps = [] }]) => ({
      itemId,
      submitted: submitted.map(urlOf),
      reached: [...submitted, ...below].map(urlOf),
      gaps,
    })),
    counters: { visits: visits.length },
  };
};
