import type { Reading } from '../../src/model/evidence.ts';
import { type Gathered, readingsOf } from '../../src/model/gathered.ts';
import type { Run } from '../../src/model/run.ts';

const points = { low: 10, expected: 20, high: 30 };
const both = { th: 'ก', en: 'a' };

export const sampleRun = (more: Partial<Run> = {}): Run => ({
  schemaVersion: 1,
  tool: { name: 'oit-audit', version: '0.1.0' },
  ruleset: {
    fiscalYear: 2568,
    fingerprint: 'f',
    status: 'active',
    reconstruction: both,
    subIndicators: [{ id: '9.1', title: both, indicator: '9' }],
    indicators: [{ id: '9', title: both }],
    grades: [{ grade: both, atLeast: 0 }],
  },
  agency: { id: 'baan', name: 'เทศบาลตัวอย่าง', province: 'เลย', website: 'http://www.baan.example/' },
  divisions: [],
  inputs: '',
  startedAt: '2026-11-23T02:15:00.000Z',
  finishedAt: '2026-11-23T02:16:00.000Z',
  items: [],
  prediction: { oit: points, indicators: {}, subIndicators: {}, coverage: 0.5 },
  faults: [],
  budget: null,
  counters: {},
  ...more,
});

export const sampleReading = (text: string): Reading => ({
  reader: 'html/1',
  title: text,
  pages: 1,
  blocks: [{ kind: 'paragraph', text, region: 'main', at: { in: 'whole' }, path: '0' }],
  links: [],
  pageNotes: [],
  images: [],
  doubts: [],
  forms: [],
  gaps: [{ code: 'picture-only', url: 'http://www.baan.example/', label: text }],
});

export const sampleGathered = (artifactId: string): Gathered => ({
  home: 'http://www.baan.example/',
  visits: [
    {
      url: 'http://www.baan.example/',
      finalUrl: 'http://www.baan.example/',
      redirects: [],
      status: 200,
      mediaType: 'text/html',
      bytes: 5,
      artifactId,
      fault: null,
      method: 'http',
      escalation: null,
      fetchedAt: '2026-11-23T02:15:00.000Z',
    },
  ],
  ownHosts: ['baan.example'],
  readings: readingsOf({ [artifactId]: sampleReading('น้ำ') }),
  budget: null,
  items: [{ itemId: 'o1', submitted: ['http://www.baan.example/'], reached: ['http://www.baan.example/'], gaps: [] }],
  counters: { visits: 1 },
});
