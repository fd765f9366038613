import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** Pages carry no charset in the header: old sites say it in the page, or nowhere. */
const mediaTypes: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};

const fileFor = async (folder: string, url: string): Promise<string | null> => {
  const path = resolve(folder, `.${decodeURIComponent(new URL(url, 'http://localhost').pathname)}`);
  if (path !== resolve(folder) && !path.startsWith(resolve(folder) + sep)) return null;
  const facts = await stat(path).catch(() => null);
  if (facts?.isDirectory()) return join(path, 'index.html');
  return facts ? path : null;
};

/**
 * Serves a folder on loopback, as a small municipality's server would.
 * @returns its port and how to stop it
 */
export const serveFolder = async (folder: string): Promise<{ port: number; close(): Promise<void> }> => {
  const server: Server = createServer(async (request, response) => {
    const body = await fileFor(folder, request.url ?? '/')
      .then((path) => (path === null ? null : readFile(path).then((bytes) => ({ path, bytes }))))
      .catch(() => null);
    if (!body) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<title>404 Not Found</title><h1>Not Found</h1>');
      return;
    }
    response
      .writeHead(200, { 'content-type': mediaTypes[extname(body.path).toLowerCase()] ?? 'application/octet-stream' })
      .end(body.bytes);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo server has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
