import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitOf } from '../../src/commands/exit-of.ts';
import { exits } from '../../src/commands/io.ts';
import { waitingsIn } from '../../src/commands/review-list.ts';
import { waitingText } from '../../src/commands/review-view.ts';
import type { ElementResult, Run } from '../../src/model/run.ts';
import { sampleRun } from '../report/sample-run.ts';

const manual = { verdict: 'met', reviewer: 'R', reason: 'seen', date: '2569-03-31', state: 'applies' } as const;
const none = (): null => null;
const withElements = (change: (element: ElementResult) => ElementResult): Run => ({
  ...sampleRun,
  items: sampleRun.items.map((item) => ({ ...item, elements: item.elements.map(change) })),
});
const doubts = sampleRun.items.flatMap(({ elements }) => elements).filter(({ outcome }) => outcome === 'cantTell');

test('the picture of a place stands with its quote, as a file that can be opened', () => {
  const ref = {
    artifactId: 'a',
    url: 'http://www.example.test/a.pdf',
    at: { in: 'page', page: 2 },
    quote: 'q',
  } as const;
  const run = withElements((one) => (one.outcome === 'cantTell' ? { ...one, evidence: [ref] } : one));
  const { open } = waitingsIn(run, 'folder', undefined, () => '../../screenshots/x.jpg');
  expect(open.map(({ element }) => element.id)).toEqual(doubts.map(({ id }) => id));
  const [shown] = open;
  if (!shown) throw new Error('the sample has no doubt');
  const path = join('folder', '..', '..', 'screenshots', 'x.jpg');
  expect(shown.evidence[0]?.picture).toBe(path);
  expect(waitingText(shown, { language: 'en', columns: 80 })).toContain(`Picture: ${path}`);
});

test('what holds is settled, what holds no more is open again, what the program decides now is overtaken', () => {
  const settled = withElements((element) => ({ ...element, manual }));
  const first = waitingsIn(settled, '', undefined, none);
  expect([first.open.length, first.settled.length]).toEqual([0, doubts.length]);
  expect(first.overtaken.every(({ element }) => element.outcome !== 'cantTell')).toBe(true);
  const lapsed = withElements((element) => ({ ...element, manual: { ...manual, state: 'expired' } }));
  const second = waitingsIn(lapsed, '', undefined, none);
  expect([second.open.length, second.settled.length]).toEqual([doubts.length, 0]);
});

test('an exit code that asks for doubts goes by what people found, where they did', () => {
  const [plain] = sampleRun.items;
  if (!plain) throw new Error('the sample has no items');
  const one = (outcome: 'passed' | 'failed'): Run => ({
    ...sampleRun,
    items: [{ ...plain, outcome: 'cantTell', submitted: [], manual: { outcome, automatic: plain.points } }],
  });
  expect(exitOf(one('passed'), { failOn: 'cantTell' })).toBe(exits.fine);
  expect(exitOf(one('failed'), { failOn: 'failed' })).toBe(exits.notMet);
});
