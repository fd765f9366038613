const items = `items:
  o1:
    urls:
      - https://www.example.go.th/structure
    division: strategy`;

/** How each part of a manifest looks when it is right, by path. */
export const manifestExamples: Readonly<Record<string, string>> = {
  '': `agency:
  id: example
  name: "…"
  type: town-municipality
  province: "…"
  website: https://www.example.go.th/
fiscalYear: 2568
divisions:
  - id: strategy
    name: "…"
${items}`,
  'agency.id': 'id: example',
  'agency.website': 'website: https://www.example.go.th/',
  'agency.alsoOwn': 'alsoOwn:\n  - eservice.example.go.th',
  'agency.alsoOwn.*': '- eservice.example.go.th',
  fiscalYear: 'fiscalYear: 2568',
  divisions: 'divisions:\n  - id: strategy\n    name: "…"',
  'divisions.*': '- id: strategy\n  name: "…"',
  'divisions.*.id': 'id: strategy',
  contact: 'contact: it@example.go.th',
  instruments: 'instruments:\n  iit: 78.22\n  eit: 83.78\n  source: "…"',
  official: 'official: official-2568.yaml',
  measures: 'measures: improvement-plan-2569.yaml',
  reviews: 'reviews: reviews.yaml',
  items,
  'items.*': 'o1:\n  urls:\n    - https://www.example.go.th/structure',
  'items.*.urls': 'urls:\n  - https://www.example.go.th/structure',
  'items.*.urls.*': '- https://www.example.go.th/structure',
  'items.*.division': 'division: strategy',
};

const period = 'period:\n  from: "2568-10"\n  to: "2569-09"\n  text: "…"';

export const officialExamples: Readonly<Record<string, string>> = {
  iit: 'iit:\n  i1: 72.00',
  'iit.*': 'i1: 72.00',
  eit: 'eit:\n  public:\n    e1: 82.40\n  survey:\n    e1: 85.50',
  oit: 'oit:\n  o1: 100.00',
  'oit.*': 'o1: 100.00',
  subIndicators: 'subIndicators:\n  "9.1": 75.00',
  'subIndicators.*': '"9.1": 75.00',
  indicators: 'indicators:\n  "1": 80.89',
  'indicators.*': '"1": 80.89',
};

export const planExamples: Readonly<Record<string, string>> = {
  'measures.*.indicator': 'indicator: "1"',
  'measures.*.measures': 'measures:\n  - "…"',
  'measures.*.steps': 'steps:\n  - "…"',
  'measures.*.period': period,
  'measures.*.period.from': 'from: "2568-10"',
  'measures.*.period.to': 'to: "2569-09"',
};

export const reviewExamples: Readonly<Record<string, string>> = {
  '': 'agency: example\nverdicts: []',
  verdicts: 'verdicts: []',
  'verdicts.*.element': 'element: o2.7',
  'verdicts.*.fiscalYear': 'fiscalYear: 2568',
  'verdicts.*.verdict': 'verdict: not-met',
  'verdicts.*.reviewer': 'reviewer: "…"',
  'verdicts.*.reason': 'reason: "…"',
  'verdicts.*.date': 'date: "2569-03-31"',
  'verdicts.*.until': 'until: "2569-04-30"',
};
