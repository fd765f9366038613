// The least that fetching a list of addresses can cost: so many at a time over kept connections, nothing else.
//   node floor.mjs <requests at a time> <file with one address a line>       prints the milliseconds
import { readFileSync } from 'node:fs';
import http from 'node:http';

const [atATime, list] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').trim().split('\n');
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(atATime) });
const get = (url) =>
  new Promise((resolve) => {
    const request = http.get(url, { agent }, (response) => response.resume().on('close', resolve));
    request.on('error', resolve);
  });
const start = performance.now();
await Promise.all(urls.map(get));
process.stdout.write(`${performance.now() - start}\n`);
agent.destroy();
