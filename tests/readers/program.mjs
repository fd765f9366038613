// A program with readers, which the tests of the pool end or let end: node program.mjs <address that says what to do>
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = (name) => new URL(`../../dist/readers/${name}.js`, import.meta.url);
const say = (...parts) => process.stdout.write(`${parts.join(' ')}\n`);
const children = () => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1').trim().split(' ');

const [, , what] = process.argv;
if (what === 'reads a page') {
  const { readArtifact } = await import(dist('index'));
  const page = Buffer.from('<!doctype html><html><title>a</title><body><h1>b</h1></body></html>');
  const { title } = await readArtifact(page, { url: 'http://a.example/' });
  say(children().join(','), title);
} else {
  const { createPool } = await import(dist('pool'));
  const pool = createPool({ entry: fileURLToPath(new URL('misbehaving.mjs', import.meta.url)) });
  const reading = pool.read(Buffer.from('x'), { url: what }, { onProgress: ({ page, of }) => say(`${of},${page}`) });
  if (what === 'hangs') setTimeout(() => say(children().join(',')), 500);
  await reading;
  say(children().join(','));
  setInterval(() => {}, 1000);
}
