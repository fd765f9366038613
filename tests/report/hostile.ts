import type { Run } from '../../src/model/run.ts';

/** What a hostile or broken website may say in place of a title, a quote, an address or a name. */
export const hostile = [
  '<script>window.hacked = 1</script>',
  '</style><script>window.hacked = 1</script>',
  '</script><img src=x onerror="window.hacked = 1">',
  '" onmouseover="window.hacked = 1" x="',
  "' autofocus onfocus='window.hacked = 1",
  'javascript:window.hacked=1',
  ' java\tscript:window.hacked=1',
  'data:text/html,<script>window.hacked=1</script>',
  'https://x.example/"><script>window.hacked=1</script>',
  'https://x.example/%00%E2%80%AE%ZZ',
  'file:///etc/passwd',
  ']]><!--',
  '--><script>window.hacked=1</script>',
  'ขวา\u202eไปซ้าย\u2066\u200f',
  'ศูนย์\u0000กลาง',
  '\u001b[31mแดง\u001b[2J\u0007',
  'ครึ่ง\ud800ตัว',
  '=HYPERLINK("http://x.example","คลิก")',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\r\n=1+1',
  ' =1+1',
  '＝1+1',
  'บรรทัด\nใหม่, "อัญประกาศ"',
  '{shown} {{all}} $& $1',
  'ที่'.repeat(400),
] as const;

/** The run with hostile texts, in turn, in every place that holds text for people or an address. */
export const poison = (run: Run, ...texts: readonly string[]): Run => {
  let turn = 0;
  const next = () => texts[turn++ % texts.length] ?? '';
  const keep = new Set([
    'id',
    'outcome',
    'subIndicator',
    'indicator',
    'division',
    'effort',
    'certainty',
    'confidence',
    'status',
    'code',
    'kind',
    'nature',
    'in',
    'fingerprint',
  ]);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return keep.has(key) ? value : next();
    if (Array.isArray(value)) return value.map((part) => walk(part, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part, name)]));
  };
  return walk(run, '') as Run;
};
